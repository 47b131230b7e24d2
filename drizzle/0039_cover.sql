-- When somebody who works here is there, and in which teams: one row for each change, the last one holds. Nothing in it is about a person we help.
create table staff_setting (
	id uuid primary key not null,
	hub_id uuid not null,
	worker_id uuid not null,
	version integer not null check (version > 0),
	part text not null check (part in ('hours', 'teams')),
	week jsonb,
	teams text[] not null,
	made_by uuid not null,
	made_at timestamp with time zone not null
);
create unique index staff_setting_version on staff_setting (worker_id, version);
-- When somebody is away, and who does their work meanwhile. Why is asked nowhere and has no column.
create table staff_absence (
	id uuid primary key not null,
	hub_id uuid not null,
	worker_id uuid not null,
	from_on date not null,
	to_on date not null,
	cover_id uuid,
	made_by uuid not null,
	made_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	check (from_on <= to_on),
	check (cover_id is distinct from worker_id)
);
create index staff_absence_days on staff_absence (hub_id, to_on) where ended_at is null;
-- Who is on call, from when until when (P4). How they are reached is the hub's own affair.
create table on_call (
	id uuid primary key not null,
	hub_id uuid not null,
	worker_id uuid not null,
	from_at timestamp with time zone not null,
	to_at timestamp with time zone not null,
	made_by uuid not null,
	made_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	check (from_at < to_at)
);
create index on_call_until on on_call (hub_id, to_at) where ended_at is null;
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['staff_setting', 'staff_absence', 'on_call'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I for select to waymark_worker using (hub_id = app_hub())', t);
		execute format('grant select, insert on %I to waymark_console', t);
		execute format('grant select on %I to waymark_worker', t);
	end loop;
end $$;
-- Everybody says it for themselves, a supervisor for anybody; both in their own name. Teams and the rota are a supervisor's.
create policy said_by on staff_setting as restrictive for insert to waymark_console
	with check (made_by = app_actor() and (app_acts_as('supervisor') or (part = 'hours' and worker_id = app_actor())));
create policy said_by on staff_absence as restrictive for insert to waymark_console
	with check (made_by = app_actor() and ended_at is null and (app_acts_as('supervisor') or worker_id = app_actor()));
create policy ended_by on staff_absence as restrictive for update to waymark_console
	using (app_acts_as('supervisor') or worker_id = app_actor()) with check (app_acts_as('supervisor') or worker_id = app_actor());
create policy said_by on on_call as restrictive for insert to waymark_console with check (made_by = app_actor() and ended_at is null and app_acts_as('supervisor'));
create policy ended_by on on_call as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
grant update (ended_at) on staff_absence, on_call to waymark_console;
-- The team that a person hears of is the first of theirs.
grant update (team) on worker to waymark_console;
--> statement-breakpoint
-- Whom the hub takes is said by itself, like its phone and its hours (T44).
alter table hub_setting drop constraint hub_setting_part_check;
alter table hub_setting add constraint hub_setting_part_check check (part in ('name', 'phone', 'hours', 'closed', 'leave', 'say', 'look', 'scope'));
--> statement-breakpoint
-- What the jobs give to whoever covers or is on call has to be open to them.
grant execute on function app_shut_out(uuid, uuid[]) to waymark_worker;
