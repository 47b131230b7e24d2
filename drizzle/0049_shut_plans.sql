-- What is shut to a worker, and which cases are a person's own, is asked beside every query on every table. A function in SQL is planned anew each time it is asked; the same in PL/pgSQL keeps its plan
-- for the session: the console's home asked it thirteen times for 0.6 ms each. The questions are the same, word for word.
create or replace function app_shut_cases() returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$ begin return query
	select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null
	union
	select r.case_id from case_restriction r where r.hub_id = app_hub() and r.ended_at is null and not exists (
		select from case_access a where a.hub_id = app_hub() and a.case_id = r.case_id and a.worker_id = app_actor() and a.ended_at is null
			and (a.until is null or a.until > app_now()));
end $$;
create or replace function app_shut_people() returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$ begin return query
	select person_id from participant where hub_id = app_hub()
		and case_id in (select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null)
	union
	(select person_id from participant where hub_id = app_hub() and case_id in (select app_shut_cases())
	except
	select p.person_id from participant p
		join case_restriction r on r.case_id = p.case_id and r.hub_id = app_hub() and r.ended_at is null
		join case_access a on a.case_id = p.case_id and a.hub_id = app_hub() and a.worker_id = app_actor() and a.ended_at is null and (a.until is null or a.until > app_now())
		where p.hub_id = app_hub());
end $$;
create or replace function app_own_cases() returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$ begin return query
	select case_id from participant where person_id = app_actor() and hub_id = app_hub();
end $$;
