-- Whom a person lets in, for exactly what, until when (DESIGN §5 "advocate", P17); and what was asked and recorded about restorative justice (T35).
create table help_grant (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null,
	case_id uuid not null,
	helper_id uuid not null,
	kind text not null,
	name_sealed bytea not null,
	owner_name_sealed bytea,
	parts text[] not null,
	state text not null,
	until timestamp with time zone not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	checked_by uuid,
	checked_at timestamp with time zone,
	wishes text,
	ended_at timestamp with time zone,
	ended_by text,
	constraint help_grant_parts check (cardinality(parts) > 0 and parts <@ array['updates','court','rights']),
	constraint help_grant_span check (until > made_at and until <= made_at + interval '367 days')
);
create index help_grant_person_id_index on help_grant using btree (person_id);
create index help_grant_helper_id_index on help_grant using btree (helper_id);
create index help_grant_case_id_index on help_grant using btree (case_id);
create table restorative_step (
	id uuid primary key not null,
	hub_id uuid not null,
	person_id uuid not null,
	case_id uuid not null,
	seq integer not null,
	step text not null,
	on_day date not null,
	speaker text not null,
	worker_id uuid,
	wording text,
	lang text,
	text_sealed bytea,
	made_at timestamp with time zone not null,
	constraint restorative_step_seq unique (person_id, case_id, seq)
);
alter table help_grant enable row level security;
alter table help_grant force row level security;
alter table restorative_step enable row level security;
alter table restorative_step force row level security;
--> statement-breakpoint
-- What a helper may read now, by part: past row security once, and asked again in each statement, so that an ended grant is ended in that very request.
create policy look_up on help_grant for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
grant select (hub_id, person_id, case_id, helper_id, parts, state, until, made_at, made_by, ended_at) on help_grant to waymark_audit;
create function app_helped_cases(p_parts text[]) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select g.case_id from help_grant g where g.hub_id = app_hub() and g.helper_id = app_actor() and g.state = 'live' and g.ended_at is null and g.until > app_now() and g.parts && p_parts
		and exists (select from participant p where p.hub_id = app_hub() and p.case_id = g.case_id and p.person_id = g.person_id)
$$;
create function app_helped_people() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select g.person_id from help_grant g where g.hub_id = app_hub() and g.helper_id = app_actor() and g.state = 'live' and g.ended_at is null and g.until > app_now()
$$;
-- References that were taken off a case: what came under them is on nobody's page (S-26), and a helper sees no reference.
create function app_helped_detached() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select r.id from reference r where r.hub_id = app_hub() and r.detached_at is not null and r.case_id in (select app_helped_cases(array['updates','court','rights']))
$$;
-- Whether somebody of this name takes part in this case of hers (S-25): yes or no, and never who.
create function app_name_in_case(p_case uuid, p_index bytea) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
	select exists (select from participant p join person o on o.id = p.person_id and o.hub_id = app_hub()
		where p.hub_id = app_hub() and p.case_id = p_case and o.name_index = p_index and o.id <> app_actor()
			and exists (select from participant me where me.hub_id = app_hub() and me.case_id = p_case and me.person_id = app_actor()))
$$;
create function app_my_new_helpers() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
	select helper_id from help_grant where hub_id = app_hub() and person_id = app_actor() and ended_at is null and made_by is null and made_at = app_now()
$$;
create function app_is_somebody(p_id uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
	select exists (select from person where id = p_id)
$$;
create policy look_up_name on person for select to waymark_audit using (hub_id = app_hub() and current_user = 'waymark_audit');
grant select (id, hub_id, name_index) on person to waymark_audit;
grant create on schema public to waymark_audit;
alter function app_helped_cases(text[]) owner to waymark_audit;
alter function app_helped_people() owner to waymark_audit;
alter function app_helped_detached() owner to waymark_audit;
alter function app_name_in_case(uuid, bytea) owner to waymark_audit;
alter function app_my_new_helpers() owner to waymark_audit;
alter function app_is_somebody(uuid) owner to waymark_audit;
revoke create on schema public from waymark_audit;
revoke all on function app_helped_cases(text[]), app_helped_people(), app_helped_detached(), app_name_in_case(uuid, bytea), app_my_new_helpers(), app_is_somebody(uuid) from public;
grant execute on function app_helped_cases(text[]), app_helped_people(), app_helped_detached(), app_name_in_case(uuid, bytea), app_my_new_helpers(), app_is_somebody(uuid) to waymark_person;
grant execute on function app_helped_cases(text[]) to waymark_audit;
--> statement-breakpoint
-- The person: she lets in, reads and ends her own. A helper reads what was given to them while it holds.
create policy own on help_grant for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy helps on help_grant for select to waymark_person
	using (helper_id = app_actor() and hub_id = app_hub() and state = 'live' and ended_at is null and until > app_now());
create policy lets_in on help_grant for insert to waymark_person with check (person_id = app_actor() and hub_id = app_hub() and case_id in (select app_own_cases())
	and state in ('live','waiting') and made_at = app_now() and not app_is_somebody(helper_id) and made_by is null and checked_by is null and checked_at is null and wishes is null and ended_at is null and ended_by is null);
create policy ends on help_grant for update to waymark_person using (person_id = app_actor() and hub_id = app_hub() and ended_at is null)
	with check (person_id = app_actor() and hub_id = app_hub());
grant select (id, hub_id, person_id, case_id, helper_id, kind, name_sealed, owner_name_sealed, parts, state, until, made_at, ended_at) on help_grant to waymark_person;
grant insert on help_grant to waymark_person;
grant update (ended_at, ended_by, owner_name_sealed) on help_grant to waymark_person;
-- Whom she lets in becomes a person of the hub with nothing but a name, a key and a code: in the transaction of that grant and never after, so that no grant leads to another's account.
create policy helper on person for insert to waymark_person with check (hub_id = app_hub() and id in (select app_my_new_helpers()) and born_sealed is null and name_born_index is null
	and made_by is null and died_at is null and area is null and shredded_at is null);
create policy helper on data_key for insert to waymark_person with check (hub_id = app_hub() and kind = 'person' and version = 1 and subject in (select app_my_new_helpers()));
create policy helper_read on data_key for select to waymark_person using (hub_id = app_hub()
	and kind = 'person' and subject in (select app_my_new_helpers()));
create policy invites on invitation for insert to waymark_person with check (hub_id = app_hub() and kind = 'person' and subject in (select app_my_new_helpers()) and made_by = app_actor()
	and used_at is null and stopped_at is null and tries = 0 and cardinality(roles) = 0 and agency_id is null);
grant insert on person, data_key, invitation to waymark_person;
-- The helper's window: the case, its events of the parts that were ticked, whom it is about, what she said is not hers, and what a worker told her. No reference, no other person.
create policy helped on cases for select to waymark_person using (hub_id = app_hub() and id in (select app_helped_cases(array['updates','court','rights'])));
create policy helped on participant for select to waymark_person using (hub_id = app_hub() and case_id in (select app_helped_cases(array['updates','court','rights']))
	and person_id in (select app_helped_people()));
create policy helped on event for select to waymark_person using (hub_id = app_hub() and case_id in (select app_helped_cases(array['updates','court','rights']))
	and (reference_id is null or reference_id not in (select app_helped_detached())));
create policy helped on telling for select to waymark_person using (hub_id = app_hub() and case_id in (select app_helped_cases(array['updates','court','rights']))
	and person_id in (select app_helped_people()));
create policy helped on not_mine for select to waymark_person using (hub_id = app_hub() and case_id in (select app_helped_cases(array['updates','court','rights']))
	and person_id in (select app_helped_people()));
--> statement-breakpoint
-- The console sees, records and ends for its hub; a case or a person that is shut stays shut.
do $$
declare t text;
begin
	foreach t in array array['help_grant','restorative_step'] loop
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy not_shut on %I as restrictive to waymark_console using (case_id not in (select app_shut_cases())) with check (case_id not in (select app_shut_cases()))', t);
		execute format('create policy not_shut_people on %I as restrictive to waymark_console using (person_id not in (select app_shut_people()))', t);
	end loop;
end $$;
create policy by_me on help_grant as restrictive for insert to waymark_console with check (made_by = app_actor());
create policy by_me on restorative_step as restrictive for insert to waymark_console with check (worker_id = app_actor() and speaker = 'worker');
grant select, insert on help_grant, restorative_step to waymark_console;
grant update (state, checked_by, checked_at, wishes, ended_at, ended_by) on help_grant to waymark_console;
grant select, delete on help_grant, restorative_step to waymark_worker;
grant update (name_sealed, owner_name_sealed) on help_grant to waymark_worker;
grant update (text_sealed) on restorative_step to waymark_worker;
-- She says that she would like to hear more, and that she has changed her mind; nothing else is hers to record.
create policy own on restorative_step for select to waymark_person using (person_id = app_actor() and hub_id = app_hub());
create policy says on restorative_step for insert to waymark_person with check (person_id = app_actor() and hub_id = app_hub() and case_id in (select app_own_cases())
	and step in ('said','withdrawn') and speaker = 'person' and worker_id is null);
grant select (id, hub_id, person_id, case_id, seq, step, on_day, speaker, wording, lang, text_sealed, made_at) on restorative_step to waymark_person;
grant insert on restorative_step to waymark_person;
