-- Each line of tests/roles/matrix.txt was read and asked: who needs this? What nobody needs is taken back.
-- A commissioner counts. Which codes say why somebody hears sooner (domestic abuse, a sexual offence) is not for counting; that there is a reason is.
alter table participant add column is_enhanced boolean generated always as (cardinality(enhanced) > 0) stored;
revoke select on cases, participant, heard, not_mine, agency from waymark_report;
revoke select (agency_id, recorded_by) on event from waymark_report;
revoke select (way_id, worker_id, next_at, once_key) on telling from waymark_report;
revoke select (case_id, agency_id) on reference from waymark_report;
drop policy report_hub on agency;
grant select (id, hub_id, kind, is_reported, is_offence, rhythm_days, rhythm_since, made_at) on cases to waymark_report;
grant select (id, hub_id, case_id, person_id, role, made_at, is_enhanced) on participant to waymark_report;
grant select (hub_id, case_id, person_id, clock_id, answer, at) on heard to waymark_report;
grant select (hub_id, case_id, person_id, event_id, reference_id, settled_as) on not_mine to waymark_report;
--> statement-breakpoint
-- A person reads what her pages say. No id of a worker beyond whom she may ask, no blind index, nothing of what the hub thinks of her numbers, no words in a task.
revoke select on person, cases, event, reference, contact_way, worker, not_mine, task from waymark_person;
grant select (id, hub_id, name_sealed, born_sealed, lang, area, made_at) on person to waymark_person;
grant select (id, hub_id, kind, is_reported, is_offence, crime_type, area, rhythm_days, rhythm_since, made_at, shredded_at) on cases to waymark_person;
grant select (id, hub_id, case_id, kind, source, agency_id, reference_id, charge, occurred_kind, occurred_from, occurred_to, as_of, received_at, published_at, supersedes, content_hash,
	detail, line_sealed) on event to waymark_person;
grant select (id, hub_id, case_id, agency_id, ref_sealed, made_at, detached_at) on reference to waymark_person;
grant select (id, hub_id, person_id, kind, value_sealed, made_at) on contact_way to waymark_person;
grant select (id, hub_id, name_sealed, team) on worker to waymark_person;
grant select (id, hub_id, case_id, person_id, event_id, reference_id, at, settled_as) on not_mine to waymark_person;
grant select (id, hub_id, case_id, person_id, kind, about, due_on, made_at, done_at) on task to waymark_person;
-- What she asks or says is open when it is written: that it was settled, and by whom, is the hub's to say.
create policy unsettled on not_mine as restrictive for insert to waymark_person with check (settled_at is null and settled_by is null and settled_as is null);
create policy not_done on task as restrictive for insert to waymark_person with check (assigned_to is null and done_at is null and done_by is null);
--> statement-breakpoint
-- An agency's worker sees their own agency, not who else the hub works with.
alter policy of_hub on agency to waymark_person;
create policy own on agency for select to waymark_agency
	using (hub_id = app_hub() and id in (select agency_id from worker where id = app_actor() and hub_id = app_hub()));
--> statement-breakpoint
-- The console. What it never changes it may not change. New keys are for a new case or person, once: a second version, or another of the hub's, would be taken for the newest by
-- everybody who seals. The feeds' key opens what the console may not read.
revoke update (lang, area, died_at) on person from waymark_console;
revoke update (enhanced) on participant from waymark_console;
revoke update (ended_at) on risk_mark from waymark_console;
revoke update (safe, checked) on contact_way from waymark_console;
revoke update (case_id, attached_at) on feed_event from waymark_console;
revoke update (review_on) on audit_withheld, legal_hold from waymark_console;
create policy not_feed on data_key as restrictive for select to waymark_console using (kind <> 'feed');
create policy first_of_its_own on data_key as restrictive for insert to waymark_console with check (kind in ('case', 'person') and version = 1);
-- Who takes part in a case, past row security, is told to whoever is in it at that moment: behind the glass the hour has begun when this is asked.
create or replace function app_people_in(p_case uuid) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select person_id from participant where hub_id = app_hub() and case_id = p_case and p_case not in (select app_shut_cases())
$$;
--> statement-breakpoint
-- The jobs. They open no restriction, know nobody, write no record of a breach or a hold, and forget by destroying keys: references, answers and contacts keep their rows.
revoke select on acquaintance, case_restriction from waymark_worker;
revoke insert on audit_withheld, legal_hold, breach from waymark_worker;
revoke update (crime_type) on cases from waymark_worker;
revoke delete on named_contact, reference, heard, not_mine from waymark_worker;
drop policy worker_hub on acquaintance;
drop policy worker_hub on case_restriction;
--> statement-breakpoint
-- The door changes no roles and no time at which somebody proved themselves: a new session is a new row.
revoke update (roles) on account from waymark_door;
revoke update (auth_at) on session from waymark_door;
revoke update (label_sealed) on factor from waymark_door;
--> statement-breakpoint
-- The functions of the log's role look up who is in and who is out. They read no sealed column, and of the rest what they name.
revoke select on task, reference, participant, case_access, case_restriction, acquaintance, audit_withheld, legal_hold from waymark_audit;
revoke select (agency_id) on account from waymark_audit;
grant select (hub_id, case_id, person_id, kind, about, made_at, done_at) on task to waymark_audit;
grant select (id, hub_id, case_id, ref_index, made_at, detached_at) on reference to waymark_audit;
grant select (hub_id, case_id, person_id) on participant to waymark_audit;
grant select (hub_id, case_id, worker_id, until, ended_at) on case_access to waymark_audit;
grant select (id, hub_id, case_id, made_at, ended_at) on case_restriction to waymark_audit;
grant select (hub_id, case_id, worker_id, lifted_at) on acquaintance to waymark_audit;
grant select (hub_id, person_id, chain, seq, ended_at) on audit_withheld to waymark_audit;
drop policy look_up on legal_hold;
drop policy look_up on retention_rule;
drop policy look_up on retention_run;
drop policy look_up on breach;
-- Only a person has cases of her own.
revoke execute on function app_own_cases() from waymark_console, waymark_agency, waymark_worker, waymark_door, waymark_report;
--> statement-breakpoint
-- That keys were rotated, and what was done to the directory, is in the log, and about no person: src/features/audit/domain/shown.ts, as in 0007.
create or replace function audit_about_me(p_before timestamptz, p_limit integer) returns table (chain text, seq bigint, at timestamptz, actor_kind text, is_mine boolean, actor_role text,
	action text, case_id uuid, object_id text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.chain, e.seq, e.at, e.actor_kind, coalesce(e.actor_id = app_actor(), false), e.actor_role, e.action, e.case_id, e.object_id, e.reason
	from audit_event e
	where e.chain in (app_hub()::text, 'instance') and e.at < p_before
		and (e.person_id = app_actor() or (e.person_id is null and e.case_id in (select app_own_cases())))
		and e.action not in ('session.refused', 'session.ended', 'session.stepped', 'session.hidden', 'account.flagged', 'roles.changed', 'acquaintance.declared', 'acquaintance.lifted',
			'contact.confirmed', 'contact.changed', 'risk.marked', 'risk.ended', 'task.made', 'task.done', 'look.withheld', 'look.shown', 'glass.tried', 'keeping.viewed', 'keeping.changed', 'keeping.run',
			'breach.opened', 'breach.decided', 'team.viewed', 'report.viewed', 'feed.imported', 'feed.viewed', 'keys.rotated',
			'service.changed', 'service.proposed', 'service.decided', 'service.accredited', 'service.checked', 'feedback.settled', 'source.changed', 'source.read', 'term.mapped')
		and not exists (select from audit_withheld w where w.chain = e.chain and w.seq = e.seq and w.hub_id = app_hub() and w.person_id = app_actor() and w.ended_at is null)
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
