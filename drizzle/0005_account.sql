-- What changed lately about how somebody signs in, for that somebody alone: the door asks for the owner it works for, and is told about no one else.
create index audit_event_account_change on audit_event (actor_id, at) where action in ('account.changed', 'factor.added', 'factor.removed');
create function account_changes(p_since timestamptz, p_limit integer) returns table (at timestamptz, action text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.at, e.action, e.reason
	from audit_event e
	where e.actor_id = app_actor() and e.at >= p_since and e.chain in (app_hub()::text, 'instance')
		and e.action in ('account.changed', 'factor.added', 'factor.removed')
	order by e.at desc, e.seq desc
	limit least(p_limit, 20)
$$;
grant create on schema public to waymark_audit;
alter function account_changes(timestamptz, integer) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function account_changes(timestamptz, integer) from public;
grant execute on function account_changes(timestamptz, integer) to waymark_door;
