-- What would help a person, as she says it (P20, T11 to T14). Every answer stays; the newest one counts.
create table need_answer (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null references person (id),
	case_id uuid,
	levels jsonb not null,
	before text,
	line_sealed bytea,
	once_key uuid not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	contacted_at timestamp with time zone,
	contacted_by uuid,
	constraint need_answer_once_key_unique unique (once_key)
);
create index need_answer_person_id_made_at_index on need_answer using btree (person_id, made_at);
create index need_answer_hub_id_made_at_index on need_answer using btree (hub_id, made_at);
alter table need_answer enable row level security;
alter table need_answer force row level security;
create policy console_hub on need_answer to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub() and (made_by is null or made_by = app_actor()));
create policy not_shut on need_answer as restrictive to waymark_console using (person_id not in (select app_shut_people()) and (case_id is null or case_id not in (select app_shut_cases())));
create policy worker_hub on need_answer to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy report_hub on need_answer for select to waymark_report using (hub_id = app_hub());
create policy own on need_answer to waymark_person using (person_id = app_actor() and hub_id = app_hub())
	with check (person_id = app_actor() and hub_id = app_hub() and made_by is null and contacted_at is null and contacted_by is null and (case_id is null or case_id in (select app_own_cases())));
grant select, insert on need_answer to waymark_console;
grant update (contacted_at, contacted_by) on need_answer to waymark_console;
grant select (id, hub_id, person_id, levels, before, line_sealed, once_key, made_at), insert on need_answer to waymark_person;
grant select, insert, delete on need_answer to waymark_worker;
grant update (line_sealed) on need_answer to waymark_worker;
-- A commissioner counts hours and needs: who it was, and what she wrote, is not for counting.
grant select (id, hub_id, levels, made_at, contacted_at) on need_answer to waymark_report;
--> statement-breakpoint
drop policy asked on task;
create policy asked on task to waymark_person using (person_id = app_actor() and hub_id = app_hub()
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked', 'pass_on_contact',
			'choose_for_me'))
	with check (person_id = app_actor() and hub_id = app_hub() and (case_id is null or case_id in (select app_own_cases()))
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked', 'pass_on_contact',
			'choose_for_me'));
