-- What somebody ticks before a day at court: theirs alone, no worker reads it. A code, no word.
create table court_tick (
	hub_id uuid not null,
	person_id uuid not null,
	item text not null,
	made_at timestamp with time zone not null,
	primary key (person_id, item)
);
alter table court_tick enable row level security;
alter table court_tick force row level security;
create policy own on court_tick to waymark_person using (hub_id = app_hub() and person_id = app_actor()) with check (hub_id = app_hub() and person_id = app_actor());
create policy worker_hub on court_tick to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
grant select, insert, delete on court_tick to waymark_person;
grant select, delete on court_tick to waymark_worker;

-- Days on which somebody cannot come to court, for witness care. Days only, and never why.
create table court_away (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid not null,
	person_id uuid not null,
	from_on date not null,
	to_on date not null check (to_on >= from_on),
	speaker text not null check (speaker in ('person', 'worker')),
	worker_id uuid,
	made_at timestamp with time zone not null,
	ended_at timestamp with time zone
);
create index court_away_case on court_away (person_id, case_id);
alter table court_away enable row level security;
alter table court_away force row level security;
create policy console_hub on court_away to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy not_shut on court_away as restrictive to waymark_console using (case_id not in (select app_shut_cases()) and person_id not in (select app_shut_people()));
create policy by_me on court_away as restrictive for insert to waymark_console with check (worker_id = app_actor() and speaker = 'worker');
create policy worker_hub on court_away to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy own on court_away for select to waymark_person using (hub_id = app_hub() and person_id = app_actor());
create policy says on court_away for insert to waymark_person with check (hub_id = app_hub() and person_id = app_actor() and case_id in (select app_own_cases()) and speaker = 'person' and worker_id is null);
create policy ends on court_away for update to waymark_person using (hub_id = app_hub() and person_id = app_actor()) with check (hub_id = app_hub() and person_id = app_actor());
grant select, insert, update (ended_at) on court_away to waymark_console;
grant select (id, hub_id, case_id, person_id, from_on, to_on, speaker, made_at, ended_at), insert, update (ended_at) on court_away to waymark_person;
grant select, delete on court_away to waymark_worker;
