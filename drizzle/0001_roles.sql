-- Who may touch what (DESIGN §7 "Roles"). The roles themselves are made before the first migration: they belong to the cluster, not to this database.
revoke all on schema public from public;
grant usage on schema public to waymark_door, waymark_person, waymark_console, waymark_agency, waymark_worker, waymark_report, waymark_audit;
--> statement-breakpoint
create function app_hub() returns uuid language sql stable as $$ select nullif(current_setting('app.hub', true), '')::uuid $$;
create function app_actor() returns uuid language sql stable as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
-- Which cases the person asking takes part in: read past row security once, so that the policies of ten tables need not repeat it.
create function app_own_cases() returns setof uuid language sql stable security definer set search_path = public as $$
	select case_id from participant where person_id = app_actor() and hub_id = app_hub()
$$;
--> statement-breakpoint
-- Every table: row security on, and forced on the owner too.
do $$
declare t text;
begin
	foreach t in array array['hub','agency','data_key','worker','person','contact_way','preference','risk_mark','cases','participant','named_contact','reference',
		'event','telling','heard','not_mine','task','feed_batch','feed_event','account','session','factor','throttle','invitation','outbox','outbox_done',
		'audit_head','audit_event','meta'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
	end loop;
	-- The console and the jobs see their own hub's rows and no others.
	foreach t in array array['agency','data_key','worker','person','contact_way','preference','risk_mark','cases','participant','named_contact','reference',
		'event','telling','heard','not_mine','task','feed_batch','feed_event'] loop
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
	end loop;
	-- The door reads and writes only what signing in needs, and it alone.
	foreach t in array array['account','session','factor','throttle','invitation'] loop
		execute format('create policy door_only on %I to waymark_door using (current_user = ''waymark_door'') with check (current_user = ''waymark_door'')', t);
	end loop;
	foreach t in array array['audit_head','audit_event'] loop
		execute format('create policy log_only on %I to waymark_audit using (current_user = ''waymark_audit'') with check (current_user = ''waymark_audit'')', t);
	end loop;
end $$;
--> statement-breakpoint
create policy hub_read on hub for select to waymark_person, waymark_console, waymark_agency, waymark_worker using (id = app_hub());
create policy hub_made on hub for insert to waymark_worker with check (id = app_hub());
grant select on hub to waymark_person, waymark_console, waymark_agency, waymark_worker;
grant insert on hub to waymark_worker;
create policy meta_kept on meta to waymark_worker using (current_user = 'waymark_worker') with check (current_user = 'waymark_worker');
grant select, insert, update on meta to waymark_worker;
--> statement-breakpoint
-- The person: her own rows, and of others only what her page names.
create policy own on person for select to waymark_person using (id = app_actor() and hub_id = app_hub());
create policy own on participant for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy own on cases for select to waymark_person using (id in (select app_own_cases()) and hub_id = app_hub());
create policy own on event for select to waymark_person using (case_id in (select app_own_cases()) and hub_id = app_hub());
create policy own on reference for select to waymark_person using (case_id in (select app_own_cases()) and hub_id = app_hub());
create policy own on named_contact for select to waymark_person using (case_id in (select app_own_cases()) and hub_id = app_hub());
create policy own on telling for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy own on contact_way for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy own on preference for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy own on heard to waymark_person using (person_id = app_actor() and hub_id = app_hub())
	with check (person_id = app_actor() and hub_id = app_hub() and case_id in (select app_own_cases()));
create policy own on not_mine to waymark_person using (person_id = app_actor() and hub_id = app_hub())
	with check (person_id = app_actor() and hub_id = app_hub() and case_id in (select app_own_cases()));
-- Only what she asked for herself: a quiet task ("seemed at risk", "find a safe way") must not be readable by whoever holds her phone.
create policy asked on task to waymark_person using (person_id = app_actor() and hub_id = app_hub() and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about'))
	with check (person_id = app_actor() and hub_id = app_hub() and case_id in (select app_own_cases())
		and kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about'));
create policy of_hub on agency for select to waymark_person, waymark_agency using (hub_id = app_hub());
create policy named on worker for select to waymark_person using (hub_id = app_hub() and id in (select worker_id from named_contact));
create policy own on worker for select to waymark_agency using (hub_id = app_hub() and id = app_actor());
create policy own on data_key for select to waymark_person using (hub_id = app_hub() and (kind = 'hub' or subject = app_actor() or subject in (select app_own_cases())));
create policy of_hub on data_key for select to waymark_agency using (hub_id = app_hub() and kind = 'hub');
grant select on person, participant, cases, event, reference, named_contact, contact_way, agency, worker, data_key to waymark_person;
-- Write-only for her: the words of the safety plan (P6), and what a worker noted.
grant select (id, hub_id, person_id, version, may_contact, hours, voicemail, say_who, hard_news, changed_since, confirmed_at, made_at) on preference to waymark_person;
grant select (id, hub_id, case_id, person_id, event_id, at, by, way, outcome, shown_at, made_at, undone_at) on telling to waymark_person;
grant select, insert on heard, not_mine to waymark_person;
grant select, insert on task to waymark_person;
grant select on agency, worker, data_key to waymark_agency;
--> statement-breakpoint
-- The console: the hub's own rows. Events, tellings and answers are never rewritten.
grant select on agency, data_key, worker, person, contact_way, preference, risk_mark, cases, participant, named_contact, reference, event, telling, heard, not_mine, task, feed_event to waymark_console;
grant insert on data_key, person, contact_way, preference, risk_mark, cases, participant, named_contact, reference, event, telling, task to waymark_console;
grant update (until) on named_contact to waymark_console;
grant update (detached_at, detached_by) on reference to waymark_console;
grant update (undone_at) on telling to waymark_console;
grant update (settled_at, settled_by, settled_as) on not_mine to waymark_console;
grant update (assigned_to, done_at, done_by, due_on) on task to waymark_console;
grant update (paused_at, safe, checked) on contact_way to waymark_console;
grant update (rhythm_days, rhythm_since) on cases to waymark_console;
grant update (died_at, lang, area) on person to waymark_console;
grant update (enhanced) on participant to waymark_console;
grant update (ended_at) on risk_mark to waymark_console;
grant update (case_id, attached_at) on feed_event to waymark_console;
--> statement-breakpoint
-- The jobs: feeds in, outbox out, the first people of a hub.
grant select, insert on agency, data_key, worker, person, contact_way, preference, risk_mark, cases, participant, named_contact, reference, event, telling, task, feed_batch, feed_event to waymark_worker;
grant update (case_id, attached_at) on feed_event to waymark_worker;
grant select on heard, not_mine to waymark_worker;
--> statement-breakpoint
-- The door.
grant select, insert, delete on session to waymark_door;
grant update (expires_at) on session to waymark_door;
grant select, insert on account, factor, throttle, invitation to waymark_door;
grant update (password, disabled_at, lang) on account to waymark_door;
grant update (last_step, confirmed_at) on factor to waymark_door;
grant update (failures, last_at) on throttle to waymark_door;
grant delete on throttle to waymark_door;
grant update (tries, used_at, stopped_at) on invitation to waymark_door;
-- A worker invites, and sees whether the invitation was used; the hashes stay with the door.
create policy invite on invitation for insert to waymark_console, waymark_worker with check (hub_id = app_hub());
create policy invited on invitation for select to waymark_console, waymark_worker using (hub_id = app_hub());
create policy ended on invitation for update to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
grant insert on invitation to waymark_console, waymark_worker;
grant select (id, hub_id, kind, subject, made_at, expires_at, used_at, stopped_at) on invitation to waymark_console, waymark_worker;
grant update (stopped_at) on invitation to waymark_console;
--> statement-breakpoint
-- Outbox: written by a function that anyone of the house may call, read by the jobs.
create policy written on outbox for insert to waymark_audit with check (hub_id = app_hub());
create policy drained on outbox for select to waymark_worker using (current_user = 'waymark_worker');
create policy drained on outbox_done to waymark_worker using (current_user = 'waymark_worker') with check (current_user = 'waymark_worker');
grant insert on outbox to waymark_audit;
grant select on outbox to waymark_worker;
grant select, insert, update on outbox_done to waymark_worker;
create function outbox_append(p_id uuid, p_kind text, p_payload jsonb, p_at timestamptz) returns void
	language sql security definer set search_path = public as $$
	insert into outbox (id, hub_id, kind, payload, at) values (p_id, app_hub(), p_kind, p_payload, p_at)
$$;
--> statement-breakpoint
-- The log: one chain per hub and one for the instance; its head is locked until the commit, so that it cannot fork.
grant select, insert on audit_event to waymark_audit;
grant select, insert, update on audit_head to waymark_audit;
create function audit_append(p_at timestamptz, p_actor_kind text, p_actor uuid, p_action text, p_case uuid, p_person uuid, p_object text, p_reason text, p_request text) returns void
	language plpgsql security definer set search_path = public as $$
declare
	v_chain text := coalesce(app_hub()::text, 'instance');
	v_head audit_head%rowtype;
	v_hash bytea;
begin
	insert into audit_head (chain, seq, hash) values (v_chain, 0, sha256(convert_to(v_chain, 'UTF8'))) on conflict do nothing;
	select * into v_head from audit_head where chain = v_chain for update;
	v_hash := sha256(v_head.hash || convert_to(jsonb_build_array(v_chain, v_head.seq + 1, (extract(epoch from p_at) * 1000)::bigint, p_actor_kind, p_actor, p_action,
		p_case, p_person, p_object, p_reason, p_request)::text, 'UTF8'));
	insert into audit_event (chain, seq, at, actor_kind, actor_id, action, case_id, person_id, object_id, reason, request_id, prev_hash, hash)
		values (v_chain, v_head.seq + 1, p_at, p_actor_kind, p_actor, p_action, p_case, p_person, p_object, p_reason, p_request, v_head.hash, v_hash);
	update audit_head set seq = v_head.seq + 1, hash = v_hash where chain = v_chain;
end $$;
create function refuse_rewrite() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
create trigger audit_event_kept before update or delete on audit_event for each row execute function refuse_rewrite();
create trigger audit_event_whole before truncate on audit_event for each statement execute function refuse_rewrite();
create trigger event_kept before update or delete on event for each row execute function refuse_rewrite();
create trigger event_whole before truncate on event for each statement execute function refuse_rewrite();
--> statement-breakpoint
grant execute on function app_hub(), app_actor(), app_own_cases() to waymark_person, waymark_console, waymark_agency, waymark_worker, waymark_audit, waymark_door, waymark_report;
revoke all on function audit_append(timestamptz, text, uuid, text, uuid, uuid, text, text, text), outbox_append(uuid, text, jsonb, timestamptz) from public;
grant execute on function audit_append(timestamptz, text, uuid, text, uuid, uuid, text, text, text), outbox_append(uuid, text, jsonb, timestamptz)
	to waymark_door, waymark_person, waymark_console, waymark_agency, waymark_worker;
grant create on schema public to waymark_audit;
alter function audit_append(timestamptz, text, uuid, text, uuid, uuid, text, text, text) owner to waymark_audit;
alter function outbox_append(uuid, text, jsonb, timestamptz) owner to waymark_audit;
revoke create on schema public from waymark_audit;
--> statement-breakpoint
-- app_own_cases reads past row security: it belongs to a role whose only policy is this one.
create policy look_up on participant for select to waymark_audit using (person_id = app_actor() and hub_id = app_hub());
grant select on participant to waymark_audit;
grant create on schema public to waymark_audit;
alter function app_own_cases() owner to waymark_audit;
revoke create on schema public from waymark_audit;
