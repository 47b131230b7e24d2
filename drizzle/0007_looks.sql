-- What a person may read of the log, as src/features/audit/domain/shown.ts lists it; a test holds the two together. What keeps somebody safe stays quiet: a mark of risk, a changed
-- way of being reached, a page hidden in a hurry. Her sign-ins are written by the door before it knows who comes; they are about her.
create or replace function audit_about_me(p_before timestamptz, p_limit integer) returns table (chain text, seq bigint, at timestamptz, actor_kind text, is_mine boolean, actor_role text,
	action text, case_id uuid, object_id text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.chain, e.seq, e.at, e.actor_kind, coalesce(e.actor_id = app_actor(), false), e.actor_role, e.action, e.case_id, e.object_id, e.reason
	from audit_event e
	where e.chain in (app_hub()::text, 'instance') and e.at < p_before
		and (e.person_id = app_actor() or (e.person_id is null and e.case_id in (select app_own_cases())))
		and e.action not in ('session.refused', 'session.ended', 'session.stepped', 'session.hidden', 'account.flagged', 'roles.changed', 'acquaintance.declared', 'acquaintance.lifted',
			'contact.confirmed', 'contact.changed', 'risk.marked', 'risk.ended', 'task.made', 'task.done', 'look.withheld', 'look.shown', 'glass.tried', 'keeping.viewed', 'keeping.changed', 'keeping.run',
			'breach.opened', 'breach.decided', 'team.viewed', 'report.viewed', 'feed.imported', 'feed.viewed')
		and not exists (select from audit_withheld w where w.chain = e.chain and w.seq = e.seq and w.hub_id = app_hub() and w.person_id = app_actor() and w.ended_at is null)
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
--> statement-breakpoint
-- How she signs in, as counts: what "What we hold about you" says of it. No name to sign in by, no secret.
create policy own on account for select to waymark_audit using (hub_id = app_hub() and kind = 'person' and subject = app_actor() and current_user = 'waymark_audit');
create policy own on invitation for select to waymark_audit using (hub_id = app_hub() and kind = 'person' and subject = app_actor() and current_user = 'waymark_audit');
grant select (id, hub_id, kind, subject, made_at, used_at) on invitation to waymark_audit;
create function app_own_sign_in() returns table (made_at timestamptz, devices integer, passkeys integer, invited_at timestamptz, used_at timestamptz)
	language sql stable security definer set search_path = public, pg_temp as $$
	select a.made_at, (select count(*)::int from session s where s.account_id = a.id and s.expires_at > app_now()),
		(select count(*)::int from factor f where f.account_id = a.id and f.kind = 'passkey'), i.made_at, i.used_at
	from (select 1) as one
	left join (select id, made_at from account where hub_id = app_hub() and kind = 'person' and subject = app_actor() limit 1) a on true
	left join (select made_at, used_at from invitation where hub_id = app_hub() and kind = 'person' and subject = app_actor() order by made_at desc limit 1) i on true
$$;
grant create on schema public to waymark_audit;
alter function app_own_sign_in() owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_own_sign_in() from public;
grant execute on function app_own_sign_in() to waymark_person;
