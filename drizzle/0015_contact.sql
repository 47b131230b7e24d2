-- How a person says she may be reached, by herself (P15, journey 3), and what makes it easier for her.
alter table preference add column chosen uuid[];
alter table preference add column given text[] not null default '{}';
alter table preference alter column given drop default;
alter table preference add column withheld text;
alter table contact_way add column ended_at timestamp with time zone;
update preference p set chosen = array(select w.id from contact_way w where w.person_id = p.person_id and w.hub_id = p.hub_id and w.safe = 'safe' order by w.made_at);
--> statement-breakpoint
-- She writes new versions of her own choices, never over an old one, and never reads the words of her safety plan (P6): they are write-only.
create policy own_new on preference for insert to waymark_person with check (person_id = app_actor() and hub_id = app_hub() and made_by is null);
grant insert on preference to waymark_person;
grant select (chosen, given, withheld) on preference to waymark_person;
-- A way she gives is not checked (P6), and a way that was shut is never opened by her: she ends it and gives it anew, which has to be checked.
create policy own_new on contact_way for insert to waymark_person with check (person_id = app_actor() and hub_id = app_hub() and not checked and paused_at is null and ended_at is null);
create policy own_shut on contact_way for update to waymark_person using (person_id = app_actor() and hub_id = app_hub())
	with check (person_id = app_actor() and hub_id = app_hub() and (safe = 'unsafe' or ended_at is not null));
grant insert on contact_way to waymark_person;
grant select (checked, ended_at) on contact_way to waymark_person;
grant update (safe, ended_at) on contact_way to waymark_person;
-- A worker who heard the code word says that a way is checked; what she says by phone is recorded for her (P19).
grant update (safe, checked, ended_at) on contact_way to waymark_console;
--> statement-breakpoint
create table adjustment (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null references person (id),
	version integer not null,
	codes text[] not null,
	spoken text,
	words_sealed bytea,
	review_on date not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint adjustment_person_id_version_unique unique (person_id, version)
);
alter table adjustment enable row level security;
alter table adjustment force row level security;
create policy console_hub on adjustment to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub() and made_by = app_actor());
create policy not_shut on adjustment as restrictive to waymark_console using (person_id not in (select app_shut_people()));
create policy worker_hub on adjustment to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy own on adjustment to waymark_person using (person_id = app_actor() and hub_id = app_hub()) with check (person_id = app_actor() and hub_id = app_hub() and made_by is null);
grant select, insert on adjustment to waymark_console;
grant select (id, hub_id, person_id, version, codes, spoken, words_sealed, review_on, made_at), insert on adjustment to waymark_person;
grant select, insert, delete on adjustment to waymark_worker;
grant update (words_sealed) on adjustment to waymark_worker;
--> statement-breakpoint
drop policy asked on task;
create policy asked on task to waymark_person using (person_id = app_actor() and hub_id = app_hub()
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked', 'pass_on_contact'))
	with check (person_id = app_actor() and hub_id = app_hub() and (case_id is null or case_id in (select app_own_cases()))
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked', 'pass_on_contact'));
