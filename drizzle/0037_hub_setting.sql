-- What the hub says about itself (F84): name, phone, hours, where "Leave now" goes. Each change is a new row; none is changed or taken away. Nothing in it is about a person.
create table hub_setting (
	id uuid primary key not null,
	hub_id uuid not null,
	version integer not null check (version > 0),
	part text not null check (part in ('name', 'phone', 'hours', 'closed', 'leave', 'say', 'look')),
	facts jsonb not null,
	worker_id uuid not null,
	made_at timestamp with time zone not null
);
-- Two supervisors at once: one of them reads first what the other said.
create unique index hub_setting_version on hub_setting (hub_id, version);
alter table hub_setting enable row level security;
alter table hub_setting force row level security;
create policy console_hub on hub_setting to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub() and worker_id = app_actor() and app_acts_as('supervisor'));
create policy worker_hub on hub_setting for select to waymark_worker using (hub_id = app_hub());
grant select, insert on hub_setting to waymark_console;
grant select on hub_setting to waymark_worker;
