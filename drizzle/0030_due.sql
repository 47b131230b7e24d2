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
--> statement-breakpoint
-- "Did they tell you?", answered by phone and written down by a worker (P19): said to be so, and only in a case that is open to them.
alter table heard add column by_worker uuid;
create policy hers on heard as restrictive for insert to waymark_person with check (by_worker is null);
create policy by_phone on heard as restrictive for insert to waymark_console
	with check (by_worker = app_actor() and case_id in (select c.id from cases c));
grant insert on heard to waymark_console;
--> statement-breakpoint
-- What stays out of the log that a person reads (src/features/audit/domain/shown.ts): one list, so that the next one to add to it writes the list and not the whole reading again.
create function audit_quiet() returns text[] language sql immutable set search_path = pg_catalog as $$
	select array[
		'session.refused', 'session.ended', 'session.stepped', 'session.hidden', 'account.flagged', 'roles.changed', 'acquaintance.declared',
		'acquaintance.lifted', 'contact.confirmed', 'contact.changed', 'risk.marked', 'risk.ended', 'task.made', 'task.done', 'look.withheld', 'look.shown',
		'glass.tried', 'keeping.viewed', 'keeping.changed', 'keeping.run', 'breach.opened', 'breach.decided', 'team.viewed', 'report.viewed',
		'feed.imported', 'feed.viewed', 'keys.rotated', 'service.changed', 'service.proposed', 'service.decided', 'service.accredited', 'service.checked',
		'feedback.settled', 'source.changed', 'source.read', 'term.mapped', 'safety.shared', 'safety.settled', 'task.given', 'task.reopened', 'template.changed', 'case.taken_over'
	]
$$;
revoke all on function audit_quiet() from public;
grant execute on function audit_quiet() to waymark_audit;
create or replace function audit_about_me(p_before timestamptz, p_limit integer) returns table (chain text, seq bigint, at timestamptz, actor_kind text, is_mine boolean, actor_role text,
	action text, case_id uuid, object_id text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.chain, e.seq, e.at, e.actor_kind, coalesce(e.actor_id = app_actor(), false), e.actor_role, e.action, e.case_id, e.object_id, e.reason
	from audit_event e
	where e.chain in (app_hub()::text, 'instance') and e.at < p_before
		and (e.person_id = app_actor() or (e.person_id is null and e.case_id in (select app_own_cases())))
		and e.action <> all (audit_quiet())
		and not exists (select from audit_withheld w where w.chain = e.chain and w.seq = e.seq and w.hub_id = app_hub() and w.person_id = app_actor() and w.ended_at is null)
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
