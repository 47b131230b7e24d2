-- What somebody who comes to court asks for and what was answered: to see the court before, and what makes giving evidence easier (T7). Codes, days and courts; no word about anybody.
create table court_step (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid not null,
	person_id uuid not null,
	thing text not null,
	seq integer not null,
	step text not null check (step in ('asked', 'passed_on', 'granted', 'refused', 'booked', 'done', 'stopped')),
	speaker text not null check (speaker in ('person', 'worker')),
	worker_id uuid,
	on_day date,
	at_time text check (at_time ~ '^[0-9]{2}:[0-9]{2}$'),
	court text,
	access text[] not null,
	made_at timestamp with time zone not null
);
-- Two at once cannot both be the next step about one thing.
create unique index court_step_seq on court_step (person_id, case_id, thing, seq);
-- Which cases have a court day soon, without looking at every event.
create index event_hearing_index on event (hub_id, (coalesce(detail #>> '{hearing,when,on}', detail #>> '{hearing,when,from}'))) where detail ? 'hearing';
alter table court_step enable row level security;
alter table court_step force row level security;
create policy console_hub on court_step to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy not_shut on court_step as restrictive to waymark_console using (case_id not in (select app_shut_cases()) and person_id not in (select app_shut_people()));
create policy by_me on court_step as restrictive for insert to waymark_console with check (worker_id = app_actor() and speaker = 'worker');
create policy worker_hub on court_step to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy own on court_step for select to waymark_person using (hub_id = app_hub() and person_id = app_actor());
create policy says on court_step for insert to waymark_person with check (hub_id = app_hub() and person_id = app_actor() and case_id in (select app_own_cases())
	and step in ('asked', 'stopped') and speaker = 'person' and worker_id is null and on_day is null and court is null);
grant select, insert on court_step to waymark_console;
grant select (id, hub_id, case_id, person_id, thing, seq, step, speaker, on_day, at_time, court, access, made_at), insert on court_step to waymark_person;
grant select, delete on court_step to waymark_worker;
