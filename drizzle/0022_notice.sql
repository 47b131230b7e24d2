-- What leaves the house towards a person: one row for each event and person, with what came of it. No address and no text stands in it; the person has no part in it.
create table notice (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid,
	person_id uuid not null references person (id),
	source text not null,
	source_id uuid not null,
	about uuid,
	kind text not null check (kind in ('ordinary', 'court_critical')),
	repeat smallint not null check (repeat between 0 and 2),
	state text not null check (state in ('waiting', 'sending', 'sent', 'delivered', 'failed', 'withheld', 'dead')),
	reason text,
	way_id uuid,
	channel text check (channel in ('text', 'email', 'post')),
	lang text not null,
	tries smallint not null,
	next_at timestamp with time zone,
	provider text,
	reference text,
	made_at timestamp with time zone not null,
	moved_at timestamp with time zone not null,
	check (kind = 'court_critical' or repeat = 0)
);
-- One notice for each event and person, so one way at most; a repeat is a row of its own (P22).
create unique index notice_once on notice (hub_id, source_id, person_id, repeat);
create index notice_hub_id_state_next_at_index on notice using btree (hub_id, state, next_at);
create index notice_person_id_made_at_index on notice using btree (person_id, made_at);
alter table notice enable row level security;
alter table notice force row level security;
create policy console_hub on notice for select to waymark_console using (hub_id = app_hub());
create policy not_shut on notice as restrictive to waymark_console using (person_id not in (select app_shut_people()) and (case_id is null or case_id not in (select app_shut_cases())));
create policy console_settles on notice for update to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy worker_hub on notice to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
grant select on notice to waymark_console;
-- A worker answers for what is stuck; to whom, over which way and how often it was tried is not theirs to write.
grant update (state, reason, next_at, moved_at) on notice to waymark_console;
grant select, insert, delete on notice to waymark_worker;
grant update (state, reason, way_id, channel, tries, next_at, provider, reference, moved_at) on notice to waymark_worker;
--> statement-breakpoint
-- A provider says that a number does not work: that way is shut, as a worker would shut it (P9).
grant update (paused_at) on contact_way to waymark_worker;
