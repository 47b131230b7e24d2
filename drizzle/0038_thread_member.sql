-- Who reads a thread besides the person and the hub: agencies here, and helpers by their grant (P8, P16, P17). Appended and ended, never deleted but with the thread.
create table thread_member (
	id uuid primary key not null,
	hub_id uuid not null,
	thread_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	agency_id uuid not null,
	basis text not null check (basis in ('request', 'official')),
	name_sealed bytea not null,
	from_seq integer not null,
	added_by text not null check (added_by in ('person', 'worker')),
	worker_id uuid,
	why text check (why in ('person_asked', 'can_answer', 'official')),
	said text check (said in ('page', 'phone')),
	asked_at timestamp with time zone not null,
	since timestamp with time zone,
	until timestamp with time zone,
	ended_by text check (ended_by in ('person', 'worker')),
	end_why text check (end_why in ('person_said', 'answered', 'mistake')),
	check ((since is null) = (said is null)),
	check ((until is null) = (ended_by is null))
);
create index thread_member_person_id_index on thread_member using btree (person_id);
create index thread_member_agency_id_index on thread_member using btree (agency_id);
-- Of two who let the same agency in at once, one does.
create unique index thread_member_once on thread_member (thread_id, agency_id) where until is null;
alter table message add column agency_id uuid;
alter table message add column grant_id uuid;
alter table message drop constraint message_author_check;
alter table message add constraint message_author_check check (author in ('person', 'hub', 'agency', 'helper'));
alter table message add constraint message_author_whose check ((author = 'agency') = (agency_id is not null) and (author = 'helper') = (grant_id is not null));
alter table thread drop constraint thread_last_from_check;
alter table thread add constraint thread_last_from_check check (last_from in ('person', 'hub', 'agency', 'helper'));
alter table help_grant drop constraint help_grant_parts;
-- To write, or to read what was there before, is nothing without reading.
alter table help_grant add constraint help_grant_parts check (cardinality(parts) > 0 and parts <@ array['updates','court','rights','messages','messages_before','messages_write']
	and ('messages' = any (parts) or not parts && array['messages_before','messages_write']));
--> statement-breakpoint
-- Looked up past row security and asked again in each statement: which threads this agency's worker may read now, and from where. A request that stopped is stopped here, in that very transaction.
create policy look_up on thread_member for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
create policy look_up on thread for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
create policy look_up on message for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
grant select (id, hub_id, thread_id, case_id, person_id, agency_id, basis, from_seq, since, until) on thread_member to waymark_audit;
grant select (id, hub_id, case_id, person_id) on thread to waymark_audit;
grant select (hub_id, thread_id, seq, at) on message to waymark_audit;
grant select (id) on help_grant to waymark_audit;
create function app_agency_threads() returns table (thread_id uuid, from_seq integer, owner_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
	select m.thread_id, m.from_seq, coalesce(m.case_id, m.person_id) from thread_member m join worker w on w.agency_id = m.agency_id and w.id = app_actor() and w.left_at is null
	where m.hub_id = app_hub() and m.since is not null and m.until is null and (m.basis = 'official' or exists (select from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id
		where r.hub_id = app_hub() and r.person_id = m.person_id and r.agency_id = m.agency_id and r.state in ('accepted', 'active')
			and c.given_at is not null and c.ended_at is null and c.ends_on >= (app_now() at time zone 'Europe/London')::date))
$$;
-- A helper reads what was written from the moment they were let in, or from the first word where she ticked that.
create function app_helped_threads() returns table (thread_id uuid, since timestamptz, owner_id uuid, grant_id uuid, may_write boolean)
	language sql stable security definer set search_path = public, pg_temp as $$
	select h.id, case when 'messages_before' = any (g.parts) then '-infinity'::timestamptz else g.made_at end, g.case_id, g.id, 'messages_write' = any (g.parts)
	from help_grant g join thread h on h.hub_id = g.hub_id and h.case_id = g.case_id and h.person_id = g.person_id
	where g.hub_id = app_hub() and g.helper_id = app_actor() and g.state = 'live' and g.ended_at is null and g.until > app_now() and 'messages' = any (g.parts)
		and exists (select from participant p where p.hub_id = app_hub() and p.case_id = g.case_id and p.person_id = g.person_id)
$$;
-- The place after the last message: also where they may not read what stands before. Null for a thread that is not theirs.
create function app_next_message(p_thread uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
	select coalesce(max(m.seq), 0) + 1 from thread h left join message m on m.thread_id = h.id and m.hub_id = h.hub_id
	where h.hub_id = app_hub() and h.id = p_thread and (h.id in (select thread_id from app_agency_threads()) or h.id in (select thread_id from app_helped_threads())) group by h.id
$$;
-- The agency's request that holds now: the only ground besides an office that it may join by.
create function app_has_request(p_person uuid, p_agency uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
	select exists (select from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id where r.hub_id = app_hub() and r.person_id = p_person and r.agency_id = p_agency
		and r.state in ('accepted', 'active') and c.given_at is not null and c.ended_at is null and c.ends_on >= (app_now() at time zone 'Europe/London')::date)
$$;
-- By which live request of theirs an agency is asked to help whoever wrote this thread: what they said about being reached stands before anything else (P21).
create function app_agency_request(p_thread uuid) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
	select r.id from referral r join thread h on h.hub_id = r.hub_id and h.person_id = r.person_id
	where r.hub_id = app_hub() and h.id = p_thread and h.id in (select thread_id from app_agency_threads()) and r.id in (select app_live_referrals()) and r.state in ('accepted', 'active')
	order by r.id desc limit 1
$$;
grant create on schema public to waymark_audit;
alter function app_agency_request(uuid) owner to waymark_audit;
alter function app_agency_threads() owner to waymark_audit;
alter function app_helped_threads() owner to waymark_audit;
alter function app_next_message(uuid) owner to waymark_audit;
alter function app_has_request(uuid, uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_agency_request(uuid), app_agency_threads(), app_helped_threads(), app_next_message(uuid), app_has_request(uuid, uuid) from public;
grant execute on function app_agency_threads(), app_helped_threads(), app_next_message(uuid) to waymark_audit;
grant execute on function app_agency_request(uuid), app_agency_threads(), app_next_message(uuid) to waymark_agency;
grant execute on function app_helped_threads(), app_next_message(uuid), app_has_request(uuid, uuid) to waymark_person;
grant execute on function app_has_request(uuid, uuid) to waymark_console;
--> statement-breakpoint
alter table thread_member enable row level security;
alter table thread_member force row level security;
create policy console_hub on thread_member to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy worker_hub on thread_member to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
-- A record that is shut to a worker is shut here too (P19).
create policy not_shut on thread_member as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases())) and person_id not in (select app_shut_people()));
-- A worker asks, or writes down the yes that they were told; an agency without a request joins only by its office.
create policy asked on thread_member as restrictive for insert to waymark_console with check (worker_id = app_actor() and added_by = 'worker' and until is null
	and exists (select from thread h where h.id = thread_id and h.person_id = thread_member.person_id and h.case_id is not distinct from thread_member.case_id)
	and case basis when 'request' then app_has_request(person_id, agency_id) else exists (select from agency a where a.id = agency_id and a.source in ('police', 'witness_care')) end);
create policy own_words_kind on message as restrictive for insert to waymark_console with check (author in ('person', 'hub'));
grant select, insert on thread_member to waymark_console;
grant update (until, ended_by, end_why) on thread_member to waymark_console;
-- The person: who reads, her yes or no, and the end of it. Which worker asked is not hers to read.
create policy own on thread_member to waymark_person using (hub_id = app_hub() and person_id = app_actor()) with check (hub_id = app_hub() and person_id = app_actor());
create policy own_lets_in on thread_member as restrictive for insert to waymark_person with check (worker_id is null and added_by = 'person' and basis = 'request' and until is null
	and app_has_request(person_id, agency_id)
	and exists (select from thread h where h.id = thread_id and h.person_id = thread_member.person_id and h.case_id is not distinct from thread_member.case_id));
grant select (id, hub_id, thread_id, case_id, person_id, agency_id, basis, from_seq, added_by, why, said, asked_at, since, until, ended_by), insert on thread_member to waymark_person;
grant update (since, said, from_seq, until, ended_by) on thread_member to waymark_person;
grant select (agency_id, grant_id) on message to waymark_person;
--> statement-breakpoint
-- The agency: its threads while it is a member, the words from where it was let in, and its own.
create policy member on thread_member for select to waymark_agency using (hub_id = app_hub() and until is null and thread_id in (select thread_id from app_agency_threads())
	and agency_id in (select w.agency_id from worker w where w.id = app_actor()));
grant select (id, hub_id, thread_id, case_id, person_id, agency_id, name_sealed, from_seq, since, until) on thread_member to waymark_agency;
create policy member on thread to waymark_agency using (hub_id = app_hub() and id in (select thread_id from app_agency_threads())) with check (hub_id = app_hub() and last_from = 'agency');
grant select (id, hub_id, case_id, person_id, topic, state, last_from, moved_at, due_at) on thread to waymark_agency;
grant update (last_from, moved_at) on thread to waymark_agency;
create policy member on message for select to waymark_agency
	using (hub_id = app_hub() and exists (select from app_agency_threads() a where a.thread_id = message.thread_id and message.seq >= a.from_seq));
create policy member_insert on message for insert to waymark_agency with check (hub_id = app_hub() and author = 'agency' and worker_id = app_actor() and not is_by_phone
	and agency_id in (select w.agency_id from worker w where w.id = app_actor() and w.left_at is null)
	and exists (select from thread h where h.id = thread_id and h.state = 'open' and h.person_id = message.person_id and h.case_id is not distinct from message.case_id));
grant select (id, hub_id, thread_id, case_id, person_id, once, seq, author, agency_id, grant_id, is_by_phone, lang, body_sealed, at), insert on message to waymark_agency;
-- What stands beside a message in another language is read by whoever reads that message.
create policy member on message_translation for select to waymark_agency using (hub_id = app_hub() and message_id in (select m.id from message m));
grant select (id, hub_id, message_id, thread_id, case_id, person_id, origin, lang, text_sealed, at) on message_translation to waymark_agency;
create policy member_thread on data_key for select to waymark_agency using (hub_id = app_hub() and kind in ('case', 'person') and subject in (select owner_id from app_agency_threads()));
--> statement-breakpoint
-- The helper: the threads of the case they were let in to while that holds, and their own words where she said they may write.
create policy helped on thread for select to waymark_person using (hub_id = app_hub() and id in (select thread_id from app_helped_threads()));
create policy helped_move on thread for update to waymark_person using (hub_id = app_hub() and id in (select thread_id from app_helped_threads() where may_write))
	with check (hub_id = app_hub() and last_from = 'helper' and state = 'open');
create policy helped on message for select to waymark_person
	using (hub_id = app_hub() and exists (select from app_helped_threads() a where a.thread_id = message.thread_id and message.at >= a.since));
create policy helped_insert on message for insert to waymark_person with check (hub_id = app_hub() and author = 'helper' and worker_id is null and not is_by_phone
	and exists (select from app_helped_threads() a join thread h on h.id = a.thread_id where a.thread_id = message.thread_id and a.grant_id = message.grant_id and a.may_write and h.state = 'open'
		and h.person_id = message.person_id and h.case_id is not distinct from message.case_id));
create policy helped on message_translation for select to waymark_person
	using (hub_id = app_hub() and exists (select from message m join app_helped_threads() a on a.thread_id = m.thread_id and m.at >= a.since where m.id = message_translation.message_id));
create policy helped_thread on data_key for select to waymark_person using (hub_id = app_hub() and kind = 'case' and subject in (select owner_id from app_helped_threads()));
drop policy helped on cases;
create policy helped on cases for select to waymark_person using (hub_id = app_hub() and id in (select app_helped_cases(array['updates','court','rights','messages'])));
drop policy helped on participant;
create policy helped on participant for select to waymark_person using (hub_id = app_hub() and case_id in (select app_helped_cases(array['updates','court','rights','messages']))
	and person_id in (select app_helped_people()));
--> statement-breakpoint
-- The jobs: what is sealed anew, what is forgotten.
grant select, delete on thread_member to waymark_worker;
grant update (name_sealed) on thread_member to waymark_worker;
