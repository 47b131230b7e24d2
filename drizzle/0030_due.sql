-- Lists that a worker keeps: which filters, as codes. They hold no word and say nothing about anybody.
create table due_filter (
	id uuid primary key not null,
	hub_id uuid not null,
	worker_id uuid not null,
	code text not null check (code ~ '^[a-z.-]{1,60}$'),
	made_at timestamp with time zone not null
);
create unique index due_filter_code on due_filter (worker_id, code);
alter table due_filter enable row level security;
alter table due_filter force row level security;
create policy own on due_filter to waymark_console using (hub_id = app_hub() and worker_id = app_actor()) with check (hub_id = app_hub() and worker_id = app_actor());
grant select, insert, delete on due_filter to waymark_console;
