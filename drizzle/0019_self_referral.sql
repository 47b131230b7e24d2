-- Asking for help without an account (P14, journey 4). All that was said is sealed for the door; plain are only the state, the language, the way of answering and the times.
create table self_referral (
	id uuid primary key not null,
	hub_id uuid not null,
	source text not null,
	once uuid not null,
	lang text not null,
	way text,
	words_sealed bytea not null,
	code_hash bytea not null,
	state text not null,
	answer_sealed bytea,
	answered_at timestamp with time zone,
	more_sealed bytea,
	tries jsonb not null default '[]'::jsonb,
	reason text,
	due_at timestamp with time zone,
	made_at timestamp with time zone not null,
	moved_at timestamp with time zone not null,
	worker_id uuid,
	person_id uuid,
	case_id uuid,
	joined_by uuid,
	agency_id uuid,
	sent_by uuid
);
create unique index self_referral_once on self_referral (hub_id, once);
create unique index self_referral_code on self_referral (code_hash);
create index self_referral_hub_id_state_index on self_referral using btree (hub_id, state);
--> statement-breakpoint
alter table self_referral enable row level security;
alter table self_referral force row level security;
-- The door: what somebody sends, and what they do with the four words of theirs. Which worker answered and what became of it in a record is no column of the door's.
create policy at_door on self_referral to waymark_door using (hub_id = app_hub() and current_user = 'waymark_door') with check (hub_id = app_hub() and current_user = 'waymark_door');
grant select (id, hub_id, once, lang, way, words_sealed, code_hash, state, answer_sealed, answered_at, more_sealed, due_at, made_at, moved_at, person_id, joined_by) on self_referral to waymark_door;
-- Written by whoever asks: nothing of what the hub adds later.
create policy as_sent on self_referral as restrictive for insert to waymark_door, waymark_agency
	with check (state in ('draft', 'waiting') and num_nonnulls(answer_sealed, answered_at, more_sealed, reason, worker_id, person_id, case_id, joined_by) = 0 and tries = '[]'::jsonb);
grant insert on self_referral to waymark_door;
grant update (way, words_sealed, state, more_sealed, due_at, lang, moved_at, joined_by) on self_referral to waymark_door;
-- The hub: what was sent, and its answer. What is half filled in is nobody's to read but whoever has the words.
create policy console_hub on self_referral to waymark_console using (hub_id = app_hub() and state <> 'draft') with check (hub_id = app_hub() and state <> 'draft');
create policy not_shut on self_referral as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases())) and (person_id is null or person_id not in (select app_shut_people())));
create policy taken_once on self_referral as restrictive for update to waymark_console using (case_id is null) with check (state <> 'draft');
grant select on self_referral to waymark_console;
grant update (state, answer_sealed, answered_at, tries, reason, moved_at, worker_id, person_id, case_id) on self_referral to waymark_console;
-- A partner who asks for somebody who said yes (T9): writes it once, and reads afterwards only what became of it (P21).
create policy of_agency on self_referral for select to waymark_agency using (hub_id = app_hub() and source = 'agency' and agency_id in (select w.agency_id from worker w where w.id = app_actor()));
create policy of_agency_insert on self_referral for insert to waymark_agency
	with check (hub_id = app_hub() and source = 'agency' and state = 'waiting' and sent_by = app_actor() and agency_id in (select w.agency_id from worker w where w.id = app_actor()));
grant select (id, hub_id, source, once, agency_id, state, made_at) on self_referral to waymark_agency;
grant insert on self_referral to waymark_agency;
-- The night's round: what is older than the hub's rule.
create policy worker_hub on self_referral to waymark_worker using (hub_id = app_hub());
grant select (id, hub_id, state, made_at, moved_at, due_at, person_id, joined_by) on self_referral to waymark_worker;
grant delete on self_referral to waymark_worker;
--> statement-breakpoint
-- What a partner asks for is the hub's task in that very transaction (T9), and nothing else a partner writes is.
create policy asked_by_agency on task for insert to waymark_agency with check (hub_id = app_hub() and kind = 'help_asked' and about in (select s.id::text from self_referral s)
	and num_nonnulls(case_id, person_id, event_id, service_id, detail_sealed, assigned_to, done_at, done_by) = 0);
grant insert on task to waymark_agency;
