-- Sharing and asking for help. An agency sees a request of its own as long as the person's permission holds, and no longer: stopping cuts it off here, in the same transaction.
create table consent (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null,
	agency_id uuid not null,
	need text,
	fields text[] not null,
	wording integer not null,
	lang text not null,
	giver text,
	note_sealed bytea,
	recorded_by uuid,
	asked_at timestamp with time zone not null,
	given_at timestamp with time zone,
	refused_at timestamp with time zone,
	ends_on date,
	ended_at timestamp with time zone,
	ended_as text,
	ask_again_on date
);
create index consent_hub_id_person_id_index on consent using btree (hub_id, person_id);
create table referral (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	agency_id uuid not null,
	service_id uuid,
	force_area text,
	consent_id uuid not null,
	state text not null,
	reason text,
	made_at timestamp with time zone not null,
	made_by uuid,
	sent_at timestamp with time zone,
	moved_at timestamp with time zone not null,
	stop_wish text,
	stop_confirmed_at timestamp with time zone,
	late_told_at timestamp with time zone
);
create index referral_hub_id_state_index on referral using btree (hub_id, state);
create index referral_person_id_index on referral using btree (person_id);
create index referral_agency_id_index on referral using btree (agency_id);
-- Of two workers who send the same person to the same agency at once, one does.
create unique index referral_once on referral (hub_id, person_id, agency_id) where state in ('draft', 'sent', 'received', 'accepted', 'active');
create table referral_text (
	id uuid primary key not null,
	hub_id uuid not null,
	lines_sealed bytea not null,
	notes_sealed bytea,
	made_at timestamp with time zone not null
);
create table referral_move (
	id uuid primary key not null,
	hub_id uuid not null,
	referral_id uuid not null,
	move text not null,
	to_state text not null,
	mover text not null,
	worker_id uuid,
	reason text,
	at timestamp with time zone not null
);
create index referral_move_referral_id_at_index on referral_move using btree (referral_id, at);
create table referral_said (
	id uuid primary key not null,
	hub_id uuid not null,
	referral_id uuid not null,
	person_id uuid not null,
	said text not null,
	at timestamp with time zone not null
);
create index referral_said_referral_id_index on referral_said using btree (referral_id);
create table measure (
	id uuid primary key not null,
	hub_id uuid not null,
	referral_id uuid not null,
	point text not null,
	outcome text not null,
	score smallint not null check (score between 0 and 10),
	at timestamp with time zone not null
);
create index measure_referral_id_index on measure using btree (referral_id);
create table safety_share (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid not null,
	person_id uuid not null,
	words_sealed bytea not null,
	decided_by uuid not null,
	made_at timestamp with time zone not null,
	shown_at timestamp with time zone,
	hidden_by uuid,
	hidden_at timestamp with time zone,
	hidden_why_sealed bytea,
	-- Kept from her only with who decided so and why (P16).
	check (hidden_at is null or (hidden_by is not null and hidden_why_sealed is not null)),
	check (shown_at is null or hidden_at is null)
);
create index safety_share_person_id_index on safety_share using btree (person_id);
--> statement-breakpoint
-- Looked up past row security: which requests this agency's worker may read now, and whom they are about once the agency has said yes.
create policy look_up on referral for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
create policy look_up on consent for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
create policy look_up_own on worker for select to waymark_audit using (hub_id = app_hub() and id = app_actor() and current_user = 'waymark_audit');
grant select (id, hub_id, person_id, agency_id, consent_id, state) on referral to waymark_audit;
grant select (id, hub_id, fields, given_at, ends_on, ended_at) on consent to waymark_audit;
grant select (id, hub_id, agency_id, left_at) on worker to waymark_audit;
create function app_live_referrals() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select r.id from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id join worker w on w.agency_id = r.agency_id and w.id = app_actor() and w.left_at is null
	where r.hub_id = app_hub() and r.state in ('sent', 'received', 'accepted', 'active')
		and c.given_at is not null and c.ended_at is null and c.ends_on >= (app_now() at time zone 'Europe/London')::date
$$;
create function app_agency_person(p_referral uuid) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select r.person_id from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id
	where r.hub_id = app_hub() and r.id in (select app_live_referrals()) and r.state in ('accepted', 'active') and 'ways' = any (c.fields) and (p_referral is null or r.id = p_referral)
$$;
grant create on schema public to waymark_audit;
alter function app_live_referrals() owner to waymark_audit;
alter function app_agency_person(uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_live_referrals(), app_agency_person(uuid) from public;
grant execute on function app_live_referrals(), app_agency_person(uuid) to waymark_agency, waymark_audit;
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['consent','referral','referral_text','referral_move','referral_said','measure','safety_share'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
	end loop;
	-- A record that is shut to a worker is shut here too (P19); what hangs on a request goes with it.
	create policy not_shut on consent as restrictive to waymark_console using (person_id not in (select app_shut_people()));
	create policy not_shut on referral as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases())) and person_id not in (select app_shut_people()));
	create policy not_shut on referral_text as restrictive for select to waymark_console using (id in (select r.id from referral r));
	foreach t in array array['referral_move','referral_said','measure'] loop
		execute format('create policy not_shut on %I as restrictive for select to waymark_console using (referral_id in (select r.id from referral r))', t);
	end loop;
end $$;
create policy not_shut_referral on data_key as restrictive for select to waymark_console using (kind <> 'referral' or subject in (select r.id from referral r));
drop policy first_of_its_own on data_key;
create policy first_of_its_own on data_key as restrictive for insert to waymark_console with check (kind in ('case', 'person', 'referral') and version = 1);
grant select, insert on consent, referral, referral_text, referral_move to waymark_console;
grant select on referral_said, measure to waymark_console;
grant update (giver, note_sealed, recorded_by, given_at, ends_on, ended_at, ended_as) on consent to waymark_console;
grant update (state, reason, sent_at, moved_at) on referral to waymark_console;
--> statement-breakpoint
-- The person: what she agreed to, what was sent, and every word of hers about it. Which worker asked is not hers to read.
create policy own on consent to waymark_person using (hub_id = app_hub() and person_id = app_actor()) with check (hub_id = app_hub() and person_id = app_actor());
create policy own on referral to waymark_person using (hub_id = app_hub() and person_id = app_actor()) with check (hub_id = app_hub() and person_id = app_actor());
create policy own on referral_text to waymark_person using (hub_id = app_hub() and id in (select r.id from referral r)) with check (hub_id = app_hub());
create policy own on referral_move for select to waymark_person using (hub_id = app_hub() and referral_id in (select r.id from referral r));
create policy own_insert on referral_move for insert to waymark_person
	with check (hub_id = app_hub() and mover = 'person' and worker_id is null and referral_id in (select r.id from referral r));
create policy own on referral_said to waymark_person using (hub_id = app_hub() and person_id = app_actor())
	with check (hub_id = app_hub() and person_id = app_actor() and referral_id in (select r.id from referral r));
create policy own_referral on data_key for select to waymark_person using (hub_id = app_hub() and kind = 'referral' and subject in (select r.id from referral r));
grant select (id, hub_id, person_id, agency_id, need, fields, wording, lang, giver, asked_at, given_at, refused_at, ends_on, ended_at, ended_as, ask_again_on), insert on consent to waymark_person;
grant update (fields, wording, lang, giver, given_at, refused_at, ends_on, ended_at, ended_as, ask_again_on) on consent to waymark_person;
grant select (id, hub_id, person_id, agency_id, service_id, consent_id, state, reason, made_at, sent_at, moved_at, stop_wish, stop_confirmed_at) on referral to waymark_person;
grant update (state, reason, sent_at, moved_at, stop_wish, consent_id) on referral to waymark_person;
grant select (id, hub_id, lines_sealed, made_at) on referral_text to waymark_person;
grant update (lines_sealed) on referral_text to waymark_person;
grant select (id, hub_id, referral_id, move, to_state, mover, at), insert on referral_move to waymark_person;
grant select, insert on referral_said to waymark_person;
--> statement-breakpoint
-- The agency: its own requests. One that is open is there only while the permission holds; of one that ended stays that it was, without whom it was about. Whose it is is no column of theirs.
create policy of_agency on referral for select to waymark_agency using (hub_id = app_hub() and agency_id in (select w.agency_id from worker w where w.id = app_actor())
	and case when state in ('sent', 'received', 'accepted', 'active') then id in (select app_live_referrals()) else state in ('declined', 'closed', 'withdrawn', 'expired', 'returned') and sent_at is not null end);
create policy of_agency_update on referral for update to waymark_agency using (hub_id = app_hub() and agency_id in (select w.agency_id from worker w where w.id = app_actor())
	and (id in (select app_live_referrals()) or (state = 'withdrawn' and stop_confirmed_at is null)))
	with check (hub_id = app_hub() and state in ('received', 'accepted', 'declined', 'active', 'returned', 'closed', 'withdrawn'));
create policy live on referral_text for select to waymark_agency using (hub_id = app_hub() and id in (select app_live_referrals()));
create policy of_agency on referral_move for select to waymark_agency using (hub_id = app_hub() and referral_id in (select r.id from referral r));
create policy of_agency_insert on referral_move for insert to waymark_agency
	with check (hub_id = app_hub() and mover = 'agency' and worker_id = app_actor() and referral_id in (select r.id from referral r));
create policy of_agency_insert on measure for insert to waymark_agency with check (hub_id = app_hub() and referral_id in (select r.id from referral r));
create policy live_referral on data_key for select to waymark_agency using (hub_id = app_hub() and kind = 'referral' and subject in (select app_live_referrals()));
grant select (id, hub_id, agency_id, service_id, state, reason, sent_at, moved_at, stop_wish, stop_confirmed_at) on referral to waymark_agency;
grant update (state, reason, moved_at, stop_confirmed_at) on referral to waymark_agency;
create policy live_notes on referral_text for update to waymark_agency using (hub_id = app_hub() and id in (select app_live_referrals())) with check (hub_id = app_hub() and id in (select app_live_referrals()));
grant select on referral_text to waymark_agency;
grant update (notes_sealed) on referral_text to waymark_agency;
grant select (id, hub_id, referral_id, move, to_state, mover, at), insert on referral_move to waymark_agency;
grant insert on measure to waymark_agency;
-- Reaching her goes through the gate, after the agency has said yes and only if she shared it: the ways and the choices that the gate reads, without the words of her safety plan.
create policy reached on person for select to waymark_agency using (hub_id = app_hub() and id in (select app_agency_person(null)));
create policy reached on contact_way for select to waymark_agency using (hub_id = app_hub() and ended_at is null and person_id in (select app_agency_person(null)));
create policy reached on preference for select to waymark_agency using (hub_id = app_hub() and person_id in (select app_agency_person(null)));
create policy reached on data_key for select to waymark_agency using (hub_id = app_hub() and kind = 'person' and subject in (select app_agency_person(null)));
grant select (id, hub_id, died_at) on person to waymark_agency;
grant select (id, hub_id, person_id, kind, value_sealed, safe, checked, paused_at, ended_at, made_at) on contact_way to waymark_agency;
grant select (hub_id, person_id, version, may_contact, hours, voicemail, say_who, changed_since, confirmed_at) on preference to waymark_agency;
--> statement-breakpoint
-- The jobs: what ends by itself, what is silent, what is sealed anew, what is forgotten.
grant select on consent, referral, referral_text, referral_move, referral_said, measure to waymark_worker;
grant insert on referral_move to waymark_worker;
grant update (ended_at, ended_as, ask_again_on, note_sealed) on consent to waymark_worker;
grant update (state, moved_at, late_told_at) on referral to waymark_worker;
grant update (lines_sealed, notes_sealed) on referral_text to waymark_worker;
grant delete on consent, referral, referral_text, referral_move, referral_said, measure to waymark_worker;
--> statement-breakpoint
-- Shared to keep somebody safe: written by a worker, and kept from her only by a supervisor who says why. She reads what is shown, and not who wrote it.
create policy not_shut on safety_share as restrictive to waymark_console using (case_id not in (select app_shut_cases()) and person_id not in (select app_shut_people()));
create policy decided_new on safety_share as restrictive for insert to waymark_console with check (decided_by = app_actor() and hidden_at is null);
create policy kept_back on safety_share as restrictive for update to waymark_console using (app_acts_as('supervisor')) with check (app_acts_as('supervisor') and (hidden_by is null or hidden_by = app_actor()));
grant select, insert on safety_share to waymark_console;
grant update (shown_at, hidden_by, hidden_at, hidden_why_sealed) on safety_share to waymark_console;
create policy own on safety_share for select to waymark_person using (hub_id = app_hub() and person_id = app_actor() and shown_at is not null);
grant select (id, hub_id, person_id, words_sealed, made_at, shown_at) on safety_share to waymark_person;
grant select, delete on safety_share to waymark_worker;
grant update (words_sealed, hidden_why_sealed) on safety_share to waymark_worker;
-- Whether she is told is that supervisor's to say, so the entry of it is not in her log; the card is.
create or replace function audit_about_me(p_before timestamptz, p_limit integer) returns table (chain text, seq bigint, at timestamptz, actor_kind text, is_mine boolean, actor_role text,
	action text, case_id uuid, object_id text, reason text) language sql stable security definer set search_path = public, pg_temp as $$
	select e.chain, e.seq, e.at, e.actor_kind, coalesce(e.actor_id = app_actor(), false), e.actor_role, e.action, e.case_id, e.object_id, e.reason
	from audit_event e
	where e.chain in (app_hub()::text, 'instance') and e.at < p_before
		and (e.person_id = app_actor() or (e.person_id is null and e.case_id in (select app_own_cases())))
		and e.action not in ('session.refused', 'session.ended', 'session.stepped', 'session.hidden', 'account.flagged', 'roles.changed', 'acquaintance.declared', 'acquaintance.lifted',
			'contact.confirmed', 'contact.changed', 'risk.marked', 'risk.ended', 'task.made', 'task.done', 'look.withheld', 'look.shown', 'glass.tried', 'keeping.viewed', 'keeping.changed', 'keeping.run',
			'breach.opened', 'breach.decided', 'team.viewed', 'report.viewed', 'feed.imported', 'feed.viewed', 'keys.rotated',
			'service.changed', 'service.proposed', 'service.decided', 'service.accredited', 'service.checked', 'feedback.settled', 'source.changed', 'source.read', 'term.mapped', 'safety.shared', 'safety.settled')
		and not exists (select from audit_withheld w where w.chain = e.chain and w.seq = e.seq and w.hub_id = app_hub() and w.person_id = app_actor() and w.ended_at is null)
	order by e.at desc, e.chain, e.seq desc
	limit least(p_limit, 200)
$$;
