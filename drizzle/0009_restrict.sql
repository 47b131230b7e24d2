-- Who may see that a case is shut at all: those who may open it, and a supervisor, who has to know whom to ask. What somebody said about themselves is theirs, and for those in the case.
create policy not_shut on case_restriction as restrictive for select to waymark_console using (app_acts_as('supervisor') or case_id not in (select app_shut_cases()));
create policy not_shut on case_access as restrictive for select to waymark_console
	using (app_acts_as('supervisor') or worker_id = app_actor() or case_id not in (select app_shut_cases()));
create policy not_shut on acquaintance as restrictive for select to waymark_console using (worker_id = app_actor() or case_id not in (select app_shut_cases()));
-- A supervisor who is not in does not name herself, nor ends what keeps her out, nor lifts what she said of herself. A broken glass closes by itself, within the hour.
create policy from_inside on case_restriction as restrictive for insert to waymark_console with check (case_id not in (select app_shut_cases()));
create policy ended_from_inside on case_restriction as restrictive for update to waymark_console using (case_id not in (select app_shut_cases()));
create policy from_inside on case_access as restrictive for insert to waymark_console
	with check (case when is_glass then until <= app_now() + interval '1 hour' else case_id not in (select app_shut_cases()) end);
create policy ended_from_inside on case_access as restrictive for update to waymark_console using (is_glass or case_id not in (select app_shut_cases()));
create policy lifted_by_another on acquaintance as restrictive for update to waymark_console using (worker_id <> app_actor());
--> statement-breakpoint
-- Somebody in several restricted cases is there for whoever was let into one of them; never for whoever knows somebody in any.
create or replace function app_shut_people() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select person_id from participant where hub_id = app_hub()
		and case_id in (select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null)
	union
	(select person_id from participant where hub_id = app_hub() and case_id in (select app_shut_cases())
	except
	select p.person_id from participant p
		join case_restriction r on r.case_id = p.case_id and r.hub_id = app_hub() and r.ended_at is null
		join case_access a on a.case_id = p.case_id and a.hub_id = app_hub() and a.worker_id = app_actor() and a.ended_at is null and (a.until is null or a.until > app_now())
		where p.hub_id = app_hub())
$$;
-- Two restricted cases may hold one reference (a shared trial): the one still shut is the one that opens.
create or replace function app_case_behind_glass(p_ref_index bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
	select f.case_id from reference f join case_restriction r on r.case_id = f.case_id and r.hub_id = f.hub_id and r.ended_at is null
		where f.hub_id = app_hub() and f.ref_index = p_ref_index and f.detached_at is null and f.case_id in (select app_shut_cases())
			and f.case_id not in (select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null)
		order by f.made_at, f.id limit 1
$$;
-- Which of these workers a case, or somebody in it, is shut to: whoever is named as its contact must be able to open it.
create function app_shut_out(p_case uuid, p_workers uuid[]) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	with inside as (select person_id from participant where hub_id = app_hub() and case_id = p_case),
		near as (select p_case as case_id, null::uuid as person_id union select case_id, person_id from participant where hub_id = app_hub() and person_id in (select person_id from inside)),
		held as (select n.case_id, n.person_id, w.id as worker_id, exists (select from case_access a where a.hub_id = app_hub() and a.case_id = n.case_id and a.worker_id = w.id
				and a.ended_at is null and (a.until is null or a.until > app_now())) as is_in
			from near n join case_restriction r on r.case_id = n.case_id and r.hub_id = app_hub() and r.ended_at is null cross join unnest(p_workers) as w(id))
	select worker_id from acquaintance where hub_id = app_hub() and lifted_at is null and worker_id = any (p_workers) and case_id in (select case_id from near)
	union
	select worker_id from held where case_id = p_case and not is_in
	union
	select worker_id from held where person_id is not null group by worker_id, person_id having not bool_or(is_in)
$$;
-- News about safety that has waited half an hour in a record which is shut to this supervisor: that it waits and since when, and nothing of it (P4). Nothing here may wait for somebody who is not at work.
create function app_safety_waiting() returns table (restriction_id uuid, may_open boolean, since timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
	select r.id, r.id is not null and not bool_or(t.is_known), min(t.made_at)
	from (select x.case_id, x.person_id, x.made_at, exists (select from acquaintance q where q.hub_id = app_hub() and q.worker_id = app_actor() and q.lifted_at is null
				and (q.case_id = x.case_id or q.case_id in (select p.case_id from participant p where p.hub_id = app_hub() and p.person_id = x.person_id))) as is_known
			from task x where x.hub_id = app_hub() and x.done_at is null and (x.kind in ('danger', 'seemed_at_risk') or x.about = 'danger')
				and x.made_at <= app_now() - interval '30 minutes'
				and (x.case_id in (select app_shut_cases()) or x.person_id in (select app_shut_people()))) t
		left join lateral (select c.id from case_restriction c where c.hub_id = app_hub() and c.ended_at is null and c.case_id in (select app_shut_cases())
				and (c.case_id = t.case_id or c.case_id in (select p.case_id from participant p where p.hub_id = app_hub() and p.person_id = t.person_id))
			order by c.case_id = t.case_id desc, c.made_at limit 1) r on true
	where app_acts_as('supervisor')
	group by r.id order by 3 limit 100
$$;
-- How often this worker asked for a record behind the glass since then. The log is the count: it cannot be set back.
create function app_glass_tries(p_since timestamptz) returns integer language sql stable security definer set search_path = public, pg_temp as $$
	select count(*)::int from audit_event where chain = app_hub()::text and actor_id = app_actor() and action = 'glass.tried' and at >= p_since
$$;
create index audit_event_glass on audit_event (actor_id, at) where action = 'glass.tried';
create policy look_up on task for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
grant select on task to waymark_audit;
grant create on schema public to waymark_audit;
alter function app_shut_out(uuid, uuid[]) owner to waymark_audit;
alter function app_safety_waiting() owner to waymark_audit;
alter function app_glass_tries(timestamptz) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_shut_out(uuid, uuid[]), app_safety_waiting(), app_glass_tries(timestamptz) from public;
grant execute on function app_shut_out(uuid, uuid[]), app_safety_waiting(), app_glass_tries(timestamptz) to waymark_console;
--> statement-breakpoint
-- Somebody who is shut away is shut away in every case: a case that stays open must not show that one of its people is missing.
do $$
declare t text;
begin
	foreach t in array array['participant','telling','heard','not_mine'] loop
		execute format('create policy not_shut_people on %I as restrictive to waymark_console using (person_id not in (select app_shut_people()))', t);
	end loop;
end $$;
create policy not_shut_people on invitation as restrictive to waymark_console using (subject not in (select app_shut_people()));
create policy not_shut on feed_event as restrictive to waymark_console using (case_id is null or case_id not in (select app_shut_cases()));
-- A broken glass is told to the supervisors, and closed by another than the one who broke it.
create policy glass_to_supervisors on task as restrictive for select to waymark_console using (kind <> 'glass_broken' or app_acts_as('supervisor'));
create policy glass_by_another on task as restrictive for update to waymark_console using (kind <> 'glass_broken'
	or (app_acts_as('supervisor') and not exists (select from case_access a where a.id::text = about and a.worker_id = app_actor())));
