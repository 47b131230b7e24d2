-- teamOf
select subject, kind, array_to_string(roles, ',') as roles, is_disabled, passkeys, apps, sessions, seen_at
from app_team();

-- setRoles
select team_set_roles($1::uuid, $2::text[]) as done;

-- endSessionsOfWorker
select team_end_sessions($1::uuid) as ended;

-- shutAccounts
select team_leave($1::uuid) as done;

-- hasOtherSupervisor
select team_has_other_supervisor($1::uuid) as there;

-- markLeft
update "worker"
set "left_at" = $1
where ("worker"."hub_id" = $2
	and "worker"."id" = $3
	and "worker"."left_at" is null)
returning "id";

-- casesNaming
select "case_id"
from "named_contact"
where ("named_contact"."hub_id" = $1
	and "named_contact"."worker_id" = $2
	and "named_contact"."until" is null)
order by "named_contact"."since" desc, "named_contact"."case_id" desc
limit $3;

-- leftWithCases
select distinct "worker"."id"
from "worker"
inner join "named_contact" on "named_contact"."worker_id" = "worker"."id"
where ("worker"."hub_id" = $1
	and "named_contact"."hub_id" = $2
	and "worker"."left_at" is not null
	and "named_contact"."until" is null)
limit $3;

-- staffInvitationsOf
select "subject", "expires_at", "used_at", "stopped_at"
from "invitation"
where ("invitation"."hub_id" = $1
	and "invitation"."kind" <> $2
	and "invitation"."subject" in ($3))
order by "invitation"."made_at" desc
limit $4;
