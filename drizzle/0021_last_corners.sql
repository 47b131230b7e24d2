-- What a person joined to her page by its four words is hers to read afterwards too: what she said, our answer, what she wrote once more. Who here answered is no column of hers.
create policy own_joined on self_referral for select to waymark_person using (hub_id = app_hub() and joined_by = app_actor());
grant select (id, hub_id, words_sealed, state, answer_sealed, answered_at, more_sealed, made_at, joined_by) on self_referral to waymark_person;
-- Which of several marks is the last one (T49).
grant select (id, at) on measure to waymark_report;
--> statement-breakpoint
-- A link to one request for a partner without an account (P21): it opens that one and nothing else, with a second proof, until it ends. What opens it is kept as keyed hashes.
create table referral_link (
	id uuid primary key not null,
	hub_id uuid not null,
	referral_id uuid not null,
	agency_id uuid not null,
	token_hash bytea not null,
	words_hash bytea not null,
	given_by text not null,
	told_by text not null,
	made_by uuid not null,
	made_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	tries integer not null default 0,
	opened_at timestamp with time zone,
	shut_at timestamp with time zone,
	-- Never both by the same way.
	check (given_by <> told_by)
);
create unique index referral_link_token on referral_link (token_hash);
create index referral_link_referral_id_index on referral_link using btree (referral_id);
alter table referral_link enable row level security;
alter table referral_link force row level security;
create policy console_hub on referral_link to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy not_shut on referral_link as restrictive to waymark_console using (referral_id in (select r.id from referral r));
create policy made_new on referral_link as restrictive for insert to waymark_console
	with check (made_by = app_actor() and tries = 0 and opened_at is null and shut_at is null and agency_id in (select r.agency_id from referral r where r.id = referral_id));
grant select (id, hub_id, referral_id, given_by, told_by, made_at, ends_at, opened_at, shut_at), insert on referral_link to waymark_console;
grant update (shut_at) on referral_link to waymark_console;
create policy at_door on referral_link to waymark_door using (hub_id = app_hub() and current_user = 'waymark_door') with check (hub_id = app_hub());
grant select (id, hub_id, referral_id, agency_id, token_hash, words_hash, ends_at, tries, shut_at) on referral_link to waymark_door;
grant update (tries, opened_at, shut_at) on referral_link to waymark_door;
create policy worker_hub on referral_link to waymark_worker using (hub_id = app_hub());
grant select (id, hub_id, referral_id), delete on referral_link to waymark_worker;
create policy look_up_own on referral_link for select to waymark_audit using (hub_id = app_hub() and id = app_actor() and current_user = 'waymark_audit');
grant select (id, hub_id, referral_id, ends_at, shut_at) on referral_link to waymark_audit;
--> statement-breakpoint
-- Which request the link that acts opens: none once it was shut or is over.
create function app_link_referral() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select l.referral_id from referral_link l where l.hub_id = app_hub() and l.id = app_actor() and l.shut_at is null and l.ends_at > app_now()
$$;
grant create on schema public to waymark_audit;
alter function app_link_referral() owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_link_referral() from public;
grant execute on function app_link_referral() to waymark_agency, waymark_audit;
create or replace function app_live_referrals() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select r.id from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id
	where r.hub_id = app_hub() and r.state in ('sent', 'received', 'accepted', 'active')
		and (r.agency_id in (select w.agency_id from worker w where w.id = app_actor() and w.left_at is null) or r.id in (select app_link_referral()))
		and c.given_at is not null and c.ended_at is null and c.ends_on >= (app_now() at time zone 'Europe/London')::date
$$;
create policy of_link on referral for select to waymark_agency using (hub_id = app_hub() and id in (select app_link_referral())
	and case when state in ('sent', 'received', 'accepted', 'active') then id in (select app_live_referrals()) else state in ('declined', 'closed', 'withdrawn', 'expired', 'returned') and sent_at is not null end);
create policy of_link_update on referral for update to waymark_agency using (hub_id = app_hub() and id in (select app_link_referral())
	and (id in (select app_live_referrals()) or (state = 'withdrawn' and stop_confirmed_at is null)))
	with check (hub_id = app_hub() and state in ('received', 'accepted', 'declined', 'active', 'returned', 'closed', 'withdrawn'));
--> statement-breakpoint
-- A call outside the safe hours that is no danger news needs two workers (P2): one who says why, and another who says yes. Nobody answers their own question.
create table second_yes (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid not null,
	person_id uuid not null,
	why_sealed bytea not null,
	asked_by uuid not null,
	asked_at timestamp with time zone not null,
	said text check (said in ('yes', 'no')),
	said_by uuid,
	said_at timestamp with time zone,
	check (said_by <> asked_by),
	check (num_nulls(said, said_by, said_at) in (0, 3))
);
create index second_yes_person_id_index on second_yes using btree (person_id);
create unique index second_yes_open on second_yes (hub_id, person_id) where said is null;
alter table second_yes enable row level security;
alter table second_yes force row level security;
create policy console_hub on second_yes to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy not_shut on second_yes as restrictive to waymark_console using (case_id not in (select app_shut_cases()) and person_id not in (select app_shut_people()));
create policy asked_new on second_yes as restrictive for insert to waymark_console with check (asked_by = app_actor() and said is null);
create policy said_once on second_yes as restrictive for update to waymark_console using (said is null and asked_by <> app_actor()) with check (said_by = app_actor());
grant select, insert on second_yes to waymark_console;
grant update (said, said_by, said_at) on second_yes to waymark_console;
create policy worker_hub on second_yes to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
grant select, delete on second_yes to waymark_worker;
grant update (why_sealed) on second_yes to waymark_worker;
--> statement-breakpoint
-- What was passed on to a restorative justice service is a request of its own, so that stopping the one stops the other (T35).
alter table restorative_step add column referral_id uuid;
grant select (referral_id) on restorative_step to waymark_person;
