-- The team: what a supervisor changes about those who work here. The console itself may touch no account, so each change is a function that asks who is asking: never one's own
-- roles, never the last supervisor. It belongs to the role that may already read the team, which gets no more than these changes need, in the supervisor's own hub only.
-- The console's transaction writes the log around it, so both happen or neither.
create policy team_changed on account for update to waymark_audit using (hub_id = app_hub() and kind <> 'person' and app_acts_as('supervisor') and current_user = 'waymark_audit')
	with check (hub_id = app_hub() and kind <> 'person' and app_acts_as('supervisor') and current_user = 'waymark_audit');
create policy team_ended on session for delete to waymark_audit
	using (app_acts_as('supervisor') and account_id in (select id from account where hub_id = app_hub() and kind <> 'person') and current_user = 'waymark_audit');
create policy team on invitation for select to waymark_audit using (hub_id = app_hub() and kind <> 'person' and current_user = 'waymark_audit');
create policy team_stopped on invitation for update to waymark_audit using (hub_id = app_hub() and kind <> 'person' and app_acts_as('supervisor') and current_user = 'waymark_audit')
	with check (hub_id = app_hub() and kind <> 'person' and app_acts_as('supervisor') and current_user = 'waymark_audit');
grant update (roles, disabled_at) on account to waymark_audit;
grant delete on session to waymark_audit;
grant select (id, hub_id, kind, subject, used_at, stopped_at), update (stopped_at) on invitation to waymark_audit;
--> statement-breakpoint
-- A supervisor who may still sign in, other than this one.
create function team_has_other_supervisor(p_worker uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
	select exists (select from account where hub_id = app_hub() and kind = 'worker' and disabled_at is null and subject <> p_worker and 'supervisor' = any (roles))
$$;
create function team_set_roles(p_worker uuid, p_roles text[]) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
	v_ids uuid[];
begin
	-- Two supervisors must not take the role from each other at the same moment.
	perform pg_advisory_xact_lock(hashtextextended('team ' || app_hub()::text, 0));
	if not coalesce(app_acts_as('supervisor'), false) or p_worker = app_actor() or cardinality(p_roles) = 0 or not p_roles <@ array['care', 'supervisor', 'commissioner']
		or not ('supervisor' = any (p_roles) or team_has_other_supervisor(p_worker)) then
		return false;
	end if;
	with changed as (
		update account set roles = p_roles where hub_id = app_hub() and kind = 'worker' and subject = p_worker and disabled_at is null returning id
	) select array_agg(id) into v_ids from changed;
	if v_ids is null then return false; end if;
	-- New roles hold from the next sign-in; a code that was given with the old ones ends.
	delete from session where account_id = any (v_ids);
	update invitation set stopped_at = app_now() where hub_id = app_hub() and kind <> 'person' and subject = p_worker and used_at is null and stopped_at is null;
	return true;
end $$;
create function team_end_sessions(p_worker uuid) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
	v_count integer;
begin
	if not coalesce(app_acts_as('supervisor'), false) then return 0; end if;
	with ended as (
		delete from session where account_id in (select id from account where hub_id = app_hub() and kind <> 'person' and subject = p_worker) returning id
	) select count(*)::int into v_count from ended;
	return v_count;
end $$;
create function team_leave(p_worker uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform pg_advisory_xact_lock(hashtextextended('team ' || app_hub()::text, 0));
	if not coalesce(app_acts_as('supervisor'), false) or p_worker = app_actor() or not team_has_other_supervisor(p_worker) then return false; end if;
	delete from session where account_id in (select id from account where hub_id = app_hub() and kind <> 'person' and subject = p_worker);
	update account set disabled_at = app_now() where hub_id = app_hub() and kind <> 'person' and subject = p_worker and disabled_at is null;
	update invitation set stopped_at = app_now() where hub_id = app_hub() and kind <> 'person' and subject = p_worker and used_at is null and stopped_at is null;
	return true;
end $$;
grant create on schema public to waymark_audit;
alter function team_has_other_supervisor(uuid) owner to waymark_audit;
alter function team_set_roles(uuid, text[]) owner to waymark_audit;
alter function team_end_sessions(uuid) owner to waymark_audit;
alter function team_leave(uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function team_has_other_supervisor(uuid), team_set_roles(uuid, text[]), team_end_sessions(uuid), team_leave(uuid) from public;
grant execute on function team_has_other_supervisor(uuid) to waymark_audit, waymark_console;
grant execute on function team_set_roles(uuid, text[]), team_end_sessions(uuid), team_leave(uuid) to waymark_console;
--> statement-breakpoint
-- Who works here is a supervisor's to say, and so is who gets a code that opens the console: a code with more roles than one's own would be a way up.
create policy by_supervisor on worker as restrictive for insert to waymark_console with check (app_acts_as('supervisor'));
create policy left_by_supervisor on worker as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
grant insert on worker to waymark_console;
grant update (left_at) on worker to waymark_console;
create policy staff_by_supervisor on invitation as restrictive for insert to waymark_console with check (kind = 'person' or app_acts_as('supervisor'));
