-- Keeping and forgetting: what the jobs may empty, and what a person is answered when she asks for her record to be deleted.
create table erasure (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null,
	task_id uuid not null,
	outcome text not null,
	reason text,
	cases uuid[] not null,
	drops_contact boolean not null,
	words_sealed bytea,
	decided_by uuid not null,
	decided_at timestamp with time zone not null,
	done_at timestamp with time zone,
	constraint erasure_task_id_unique unique (task_id)
);
create index erasure_hub_id_person_id_index on erasure using btree (hub_id, person_id);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy console_hub on erasure to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy not_shut on erasure as restrictive to waymark_console using (person_id not in (select app_shut_people()));
create policy by_supervisor on erasure as restrictive for insert to waymark_console with check (app_acts_as('supervisor') and decided_by = app_actor());
create policy worker_hub on erasure to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy own on erasure for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
grant select, insert on erasure to waymark_console;
grant select on erasure to waymark_worker;
grant update (done_at, words_sealed) on erasure to waymark_worker;
grant select (id, hub_id, person_id, outcome, reason, drops_contact, words_sealed, decided_at, done_at) on erasure to waymark_person;
--> statement-breakpoint
-- Words go before the row that counts: a closed task keeps its kind and day, a reference keeps its place, a broken glass keeps who and when.
grant update (detail_sealed) on task to waymark_worker;
grant update (ref_index) on reference to waymark_worker;
grant update (reason_sealed) on case_access to waymark_worker;
grant update (started_at) on retention_run to waymark_worker;
grant select (id, hub_id, kind, subject, used_at, stopped_at, expires_at) on invitation to waymark_worker;
--> statement-breakpoint
-- The account of somebody whose record is forgotten goes in the same transaction, with its sessions and factors. The function sees that one account only while it runs.
create policy forgotten on account for all to waymark_audit
	using (hub_id = app_hub() and kind = 'person' and subject::text = current_setting('app.forgets', true) and current_user = 'waymark_audit') with check (false);
create policy forgotten on invitation for all to waymark_audit
	using (hub_id = app_hub() and kind = 'person' and subject::text = current_setting('app.forgets', true) and current_user = 'waymark_audit') with check (false);
grant delete on account to waymark_audit;
grant select (id, hub_id, kind, subject), delete on invitation to waymark_audit;
create function app_forget_account(p_person uuid) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare v_gone integer;
begin
	perform set_config('app.forgets', p_person::text, true);
	delete from account where hub_id = app_hub() and kind = 'person' and subject = p_person;
	get diagnostics v_gone = row_count;
	delete from invitation where hub_id = app_hub() and kind = 'person' and subject = p_person;
	perform set_config('app.forgets', '', true);
	return v_gone;
end $$;
grant create on schema public to waymark_audit;
alter function app_forget_account(uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_forget_account(uuid) from public;
grant execute on function app_forget_account(uuid) to waymark_worker;
