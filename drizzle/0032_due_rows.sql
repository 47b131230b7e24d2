-- What is untold, folded once when a case changes and not at every look at the list (issue 6, Speed). The list is right also where nobody has folded yet: a case with a mark is folded
-- by whoever reads the list. No word about anybody.
create table due_row (
	hub_id uuid not null,
	case_id uuid not null,
	person_id uuid not null,
	event_id uuid not null,
	is_safety boolean not null,
	enhanced boolean not null,
	due_on date,
	/** On which day it was folded: a deadline may stop or start by a date alone. */
	folded_on date not null,
	primary key (event_id, person_id)
);
create index due_row_order on due_row (hub_id, is_safety desc, due_on, enhanced desc, event_id, person_id);
create index due_row_case on due_row (case_id);
create index due_row_folded on due_row (hub_id, folded_on);
-- A case that changed since it was folded. Only added to and taken away, so that two who change a case at once never wait for each other here.
create table due_mark (
	id uuid primary key,
	hub_id uuid not null,
	case_id uuid not null
);
create index due_mark_case on due_mark (hub_id, case_id);
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['due_row','due_mark'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy console_hub on %I for select to waymark_console using (hub_id = app_hub())', t);
		execute format('create policy not_shut on %I as restrictive to waymark_console using (case_id not in (select app_shut_cases()))', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('grant select on %I to waymark_console', t);
		execute format('grant select, insert, delete on %I to waymark_worker', t);
	end loop;
end $$;
create policy not_shut_people on due_row as restrictive to waymark_console using (person_id not in (select app_shut_people()));
-- Only from within a trigger, and for the hub of the row that changed: also where somebody mends a row by hand, as nobody's worker.
create policy marked on due_mark for insert to waymark_audit
	with check (current_user = 'waymark_audit' and pg_trigger_depth() > 0 and hub_id = coalesce(app_hub(), hub_id));
grant insert on due_mark to waymark_audit;
--> statement-breakpoint
-- Whoever changes what the list is folded from leaves the mark with it, in the same transaction: no use case has to think of it, and none can forget it.
create function due_mark_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into due_mark (id, hub_id, case_id) values (gen_random_uuid(), new.hub_id, new.case_id);
	return null;
end $$;
create function due_mark_own() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into due_mark (id, hub_id, case_id) values (gen_random_uuid(), new.hub_id, new.id);
	return null;
end $$;
grant create on schema public to waymark_audit;
alter function due_mark_case() owner to waymark_audit;
alter function due_mark_own() owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function due_mark_case(), due_mark_own() from public;
create trigger due_marked after insert on event for each row execute function due_mark_case();
create trigger due_marked after insert or update on telling for each row execute function due_mark_case();
create trigger due_marked after insert or update on participant for each row execute function due_mark_case();
create trigger due_marked after insert on heard for each row execute function due_mark_case();
create trigger due_marked after insert or update on not_mine for each row execute function due_mark_case();
create trigger due_marked after insert or update on task for each row when (new.case_id is not null and new.event_id is not null) execute function due_mark_case();
create trigger due_marked after insert or update on cases for each row execute function due_mark_own();
create index if not exists task_event_index on task (event_id) where done_at is null;
-- What was there before the list was folded.
insert into due_mark (id, hub_id, case_id) select gen_random_uuid(), hub_id, id from cases where shredded_at is null;
