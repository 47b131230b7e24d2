-- Who may touch what in the vault's tables; a second wall behind each case; a log that says as what somebody acted.
-- A policy of the log's role says so twice: the owner of the tables is a member of it.
-- The time of the transaction and what the actor acts as come with the transaction, like its hub and its actor: SQL never asks for the time.
create function app_now() returns timestamptz language sql stable as $$ select nullif(current_setting('app.now', true), '')::timestamptz $$;
create function app_acts_as(p_role text) returns boolean language sql stable as $$ select p_role = any (string_to_array(current_setting('app.roles', true), ',')) $$;
grant execute on function app_now(), app_acts_as(text) to waymark_person, waymark_console, waymark_agency, waymark_worker, waymark_audit, waymark_door, waymark_report;
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['challenge','case_restriction','case_access','acquaintance','audit_withheld','retention_rule','retention_run','legal_hold','breach'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
	end loop;
	foreach t in array array['case_restriction','case_access','acquaintance','audit_withheld','retention_rule','retention_run','legal_hold','breach'] loop
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		-- Looked up past row security by functions that belong to the log's role.
		execute format('create policy look_up on %I for select to waymark_audit using (hub_id = app_hub() and current_user = ''waymark_audit'')', t);
	end loop;
end $$;
create policy door_only on challenge to waymark_door using (current_user = 'waymark_door') with check (current_user = 'waymark_door');
grant select, insert, delete on challenge to waymark_door;
grant select on case_restriction, case_access, acquaintance, audit_withheld, legal_hold to waymark_audit;
--> statement-breakpoint
-- The console. Who is in and who is out of a case is a supervisor's to say; "I know someone in this case" is the worker's own.
create policy by_supervisor on case_restriction as restrictive for insert to waymark_console with check (app_acts_as('supervisor') and made_by = app_actor());
create policy ended_by_supervisor on case_restriction as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
create policy by_supervisor_or_glass on case_access as restrictive for insert to waymark_console
	with check (made_by = app_actor() and (app_acts_as('supervisor') or (is_glass and worker_id = app_actor() and until is not null and reason_sealed is not null)));
create policy ended_by_supervisor on case_access as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
create policy own on acquaintance as restrictive for insert to waymark_console with check (worker_id = app_actor());
create policy lifted_by_supervisor on acquaintance as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
create policy by_supervisor on audit_withheld as restrictive for insert to waymark_console with check (app_acts_as('supervisor') and made_by = app_actor());
create policy ended_by_supervisor on audit_withheld as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
create policy by_supervisor on retention_rule as restrictive for insert to waymark_console with check (app_acts_as('supervisor') and changed_by = app_actor());
create policy changed_by_supervisor on retention_rule as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor') and changed_by = app_actor());
create policy by_supervisor on legal_hold as restrictive for insert to waymark_console with check (app_acts_as('supervisor') and made_by = app_actor());
create policy ended_by_supervisor on legal_hold as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
create policy decided_by_supervisor on breach as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor'));
grant select, insert on case_restriction, case_access, acquaintance, audit_withheld, retention_rule, legal_hold, breach to waymark_console;
grant select on retention_run to waymark_console;
grant update (ended_at, ended_by) on case_restriction, case_access, audit_withheld, legal_hold to waymark_console;
grant update (review_on) on audit_withheld, legal_hold to waymark_console;
grant update (lifted_at, lifted_by) on acquaintance to waymark_console;
grant update (days, changed_by, changed_at) on retention_rule to waymark_console;
grant update (decision, note_sealed, decided_by, decided_at) on breach to waymark_console;
--> statement-breakpoint
-- The second wall: a case shut to a worker (restricted and not named, or "I know someone in this case") is not there for them, nor are the people in it, nor their keys.
create function app_shut_cases() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null
	union
	select r.case_id from case_restriction r where r.hub_id = app_hub() and r.ended_at is null and not exists (
		select from case_access a where a.hub_id = app_hub() and a.case_id = r.case_id and a.worker_id = app_actor() and a.ended_at is null
			and (a.until is null or a.until > app_now()))
$$;
create function app_shut_people() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select person_id from participant where hub_id = app_hub() and case_id in (select app_shut_cases())
$$;
create policy look_up_hub on participant for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
-- Breaking the glass asks for an exact reference and answers with the restricted case that holds it; never one the worker knows somebody in.
create function app_case_behind_glass(p_ref_index bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
	select f.case_id from reference f join case_restriction r on r.case_id = f.case_id and r.hub_id = f.hub_id and r.ended_at is null
		where f.hub_id = app_hub() and f.ref_index = p_ref_index and f.detached_at is null
			and f.case_id not in (select case_id from acquaintance where hub_id = app_hub() and worker_id = app_actor() and lifted_at is null)
		limit 1
$$;
create policy look_up on reference for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
grant select on reference to waymark_audit;
-- Who takes part in a case that the supervisor may not open: for telling each of them in the log that the glass was broken. Ids only.
create function app_people_in(p_case uuid) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select person_id from participant where hub_id = app_hub() and case_id = p_case
$$;
grant create on schema public to waymark_audit;
alter function app_shut_cases() owner to waymark_audit;
alter function app_shut_people() owner to waymark_audit;
alter function app_case_behind_glass(bytea) owner to waymark_audit;
alter function app_people_in(uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_shut_cases(), app_shut_people(), app_case_behind_glass(bytea), app_people_in(uuid) from public;
grant execute on function app_shut_cases(), app_shut_people() to waymark_console, waymark_audit;
grant execute on function app_case_behind_glass(bytea), app_people_in(uuid) to waymark_console;
--> statement-breakpoint
do $$
declare t text;
begin
	create policy not_shut on cases as restrictive to waymark_console using (id not in (select app_shut_cases())) with check (id not in (select app_shut_cases()));
	foreach t in array array['participant','named_contact','reference','event','telling','heard','not_mine','breach'] loop
		execute format('create policy not_shut on %I as restrictive to waymark_console using (case_id not in (select app_shut_cases())) with check (case_id not in (select app_shut_cases()))', t);
	end loop;
	create policy not_shut on person as restrictive to waymark_console using (id not in (select app_shut_people()));
	foreach t in array array['contact_way','preference','risk_mark'] loop
		execute format('create policy not_shut on %I as restrictive to waymark_console using (person_id not in (select app_shut_people()))', t);
	end loop;
	create policy not_shut on task as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases()))
		and (person_id is null or person_id not in (select app_shut_people())));
	create policy not_shut on data_key as restrictive to waymark_console using (subject not in (select app_shut_cases()) and subject not in (select app_shut_people()));
	create policy not_shut on legal_hold as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases()))
		and (person_id is null or person_id not in (select app_shut_people())));
	create policy not_shut on audit_withheld as restrictive to waymark_console using (person_id not in (select app_shut_people()));
end $$;
--> statement-breakpoint
-- The jobs forget: keys are destroyed, what identifies is emptied, what only says how to reach somebody is deleted. Events and the log stay, unreadable.
grant delete on data_key, contact_way, preference, risk_mark, named_contact, reference, task, heard, not_mine, feed_batch, feed_event to waymark_worker;
grant update (wrapped, kek_id) on data_key to waymark_worker;
grant update (name_index, name_born_index, born_sealed, area, shredded_at) on person to waymark_worker;
grant update (area, crime_type, shredded_at) on cases to waymark_worker;
grant select, insert on retention_run, audit_withheld, legal_hold, breach to waymark_worker;
grant select on retention_rule, case_restriction, case_access, acquaintance to waymark_worker;
grant update (finished_at, counts, fault) on retention_run to waymark_worker;
grant delete on outbox, outbox_done to waymark_worker;
create policy forgotten on outbox for delete to waymark_worker using (hub_id = app_hub());
--> statement-breakpoint
-- The door: devices, passkeys, hiding, closing.
grant update (auth_at, seen_at, hidden_at) on session to waymark_door;
grant update (idle_minutes, roles) on account to waymark_door;
grant update (counter, last_used_at, label_sealed, is_backed_up) on factor to waymark_door;
grant delete on factor, account, invitation to waymark_door;
--> statement-breakpoint
-- The person: what she may ask for has grown, and some of it is about no case.
drop policy asked on task;
create policy asked on task to waymark_person using (person_id = app_actor() and hub_id = app_hub()
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked'))
	with check (person_id = app_actor() and hub_id = app_hub() and (case_id is null or case_id in (select app_own_cases()))
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong', 'erase_asked'));
create policy of_hub on retention_rule for select to waymark_person using (hub_id = app_hub());
grant select (record, days, hub_id) on retention_rule to waymark_person;
--> statement-breakpoint
-- The log says as what the actor acted, and may carry sealed words; the hash of an older row is made as it was.
drop function audit_append(timestamptz, text, uuid, text, uuid, uuid, text, text, text);
create function audit_append(p_at timestamptz, p_actor_kind text, p_actor uuid, p_role text, p_action text, p_case uuid, p_person uuid, p_object text, p_reason text, p_request text,
	p_detail bytea) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
	v_chain text := coalesce(app_hub()::text, 'instance');
	v_head audit_head%rowtype;
	v_hash bytea;
	v_row jsonb;
begin
	insert into audit_head (chain, seq, hash) values (v_chain, 0, sha256(convert_to(v_chain, 'UTF8'))) on conflict do nothing;
	select * into v_head from audit_head where chain = v_chain for update;
	v_row := jsonb_build_array(v_chain, v_head.seq + 1, (extract(epoch from p_at) * 1000)::bigint, p_actor_kind, p_actor, p_action, p_case, p_person, p_object, p_reason, p_request);
	if p_role is not null or p_detail is not null then
		v_row := v_row || jsonb_build_array(p_role, encode(sha256(p_detail), 'hex'));
	end if;
	v_hash := sha256(v_head.hash || convert_to(v_row::text, 'UTF8'));
	insert into audit_event (chain, seq, at, actor_kind, actor_id, actor_role, action, case_id, person_id, object_id, reason, request_id, detail_sealed, prev_hash, hash)
		values (v_chain, v_head.seq + 1, p_at, p_actor_kind, p_actor, p_role, p_action, p_case, p_person, p_object, p_reason, p_request, p_detail, v_head.hash, v_hash);
	update audit_head set seq = v_head.seq + 1, hash = v_hash where chain = v_chain;
end $$;
-- What of the log a person may read: rows about herself, and about her cases where they are about nobody else; not her own page of the safety plan's guards (a mark of risk, a
-- quiet task), not what a supervisor withheld. Newest first, before a time.
create function audit_about_me(p_before timestamptz, p_limit integer) returns table (chain text, seq bigint, at timestamptz, actor_kind text, is_mine boolean, actor_role text,
	action text, case_id uuid, object_id text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.chain, e.seq, e.at, e.actor_kind, coalesce(e.actor_id = app_actor(), false), e.actor_role, e.action, e.case_id, e.object_id, e.reason
	from audit_event e
	where e.chain in (app_hub()::text, 'instance') and e.at < p_before
		and (e.person_id = app_actor() or (e.person_id is null and e.case_id in (select app_own_cases())))
		and e.action not in ('risk.marked', 'risk.ended', 'task.made', 'task.done', 'look.withheld', 'look.shown', 'account.flagged')
		and not exists (select from audit_withheld w where w.chain = e.chain and w.seq = e.seq and w.hub_id = app_hub() and w.person_id = app_actor() and w.ended_at is null)
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
-- The log about one person of the hub, for whoever answers her question or opens the record of a breach; and the whole chain, a page at a time, for the verifier.
create function audit_about(p_person uuid, p_before timestamptz, p_limit integer) returns setof audit_event language sql stable security definer set search_path = public, pg_temp as $$
	select e.* from audit_event e
	where app_acts_as('supervisor') and e.chain in (app_hub()::text, 'instance') and e.at < p_before and p_person not in (select app_shut_people())
		and (e.person_id = p_person or (e.person_id is null and e.case_id in (select p.case_id from participant p where p.person_id = p_person and p.hub_id = app_hub())))
		and exists (select from participant p where p.person_id = p_person and p.hub_id = app_hub())
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
create function audit_page(p_chain text, p_after bigint, p_limit integer) returns setof audit_event language sql stable security definer set search_path = public, pg_temp as $$
	select e.* from audit_event e where e.chain = p_chain and e.seq > p_after order by e.seq limit least(p_limit, 5000)
$$;
create function audit_heads() returns setof audit_head language sql stable security definer set search_path = public, pg_temp as $$ select * from audit_head order by chain limit 1000 $$;
grant create on schema public to waymark_audit;
alter function audit_append(timestamptz, text, uuid, text, text, uuid, uuid, text, text, text, bytea) owner to waymark_audit;
alter function audit_about_me(timestamptz, integer) owner to waymark_audit;
alter function audit_about(uuid, timestamptz, integer) owner to waymark_audit;
alter function audit_page(text, bigint, integer) owner to waymark_audit;
alter function audit_heads() owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function audit_append(timestamptz, text, uuid, text, text, uuid, uuid, text, text, text, bytea), audit_about_me(timestamptz, integer), audit_about(uuid, timestamptz, integer),
	audit_page(text, bigint, integer), audit_heads() from public;
grant execute on function audit_append(timestamptz, text, uuid, text, text, uuid, uuid, text, text, text, bytea) to waymark_door, waymark_person, waymark_console, waymark_agency, waymark_worker;
grant execute on function audit_about_me(timestamptz, integer) to waymark_person;
grant execute on function audit_about(uuid, timestamptz, integer) to waymark_console;
grant execute on function audit_page(text, bigint, integer), audit_heads() to waymark_worker;
--> statement-breakpoint
-- Staff accounts as a supervisor's page shows them: no name to sign in by, no secret. Roles, sessions and factors are changed at the door.
create policy team on account for select to waymark_audit using (hub_id = app_hub() and kind <> 'person' and current_user = 'waymark_audit');
create policy team on factor for select to waymark_audit using (account_id in (select id from account) and current_user = 'waymark_audit');
create policy team on session for select to waymark_audit using (account_id in (select id from account) and current_user = 'waymark_audit');
grant select (id, hub_id, kind, subject, roles, agency_id, disabled_at, made_at) on account to waymark_audit;
grant select (id, account_id, kind) on factor to waymark_audit;
grant select (id, account_id, expires_at, seen_at) on session to waymark_audit;
create function app_team() returns table (subject uuid, kind text, roles text[], is_disabled boolean, passkeys integer, apps integer, sessions integer, seen_at timestamptz)
	language sql stable security definer set search_path = public, pg_temp as $$
	select a.subject, a.kind, a.roles, a.disabled_at is not null, (select count(*)::int from factor f where f.account_id = a.id and f.kind = 'passkey'),
		(select count(*)::int from factor f where f.account_id = a.id and f.kind = 'totp'),
		(select count(*)::int from session s where s.account_id = a.id and s.expires_at > app_now()), (select max(s.seen_at) from session s where s.account_id = a.id)
	from account a where app_acts_as('supervisor') order by a.made_at limit 500
$$;
grant create on schema public to waymark_audit;
alter function app_team() owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_team() from public;
grant execute on function app_team() to waymark_console;
--> statement-breakpoint
-- Reports: what is counted, and no column that holds words or a number of anybody. A commissioner's transactions run as this role.
do $$
declare t text;
begin
	foreach t in array array['cases','participant','event','telling','heard','not_mine','agency','reference'] loop
		execute format('create policy report_hub on %I for select to waymark_report using (hub_id = app_hub())', t);
	end loop;
end $$;
grant select on cases, participant, heard, not_mine, agency to waymark_report;
grant select (id, hub_id, case_id, kind, source, agency_id, reference_id, charge, occurred_kind, occurred_from, occurred_to, as_of, received_at, published_at, supersedes, content_hash,
	detail, recorded_by) on event to waymark_report;
grant select (id, hub_id, case_id, person_id, event_id, at, by, way, way_id, outcome, worker_id, shown_at, next_at, made_at, undone_at, once_key) on telling to waymark_report;
grant select (id, hub_id, case_id, agency_id, detached_at) on reference to waymark_report;
grant usage on schema public to waymark_report;
grant execute on function audit_append(timestamptz, text, uuid, text, text, uuid, uuid, text, text, text, bytea) to waymark_report;
