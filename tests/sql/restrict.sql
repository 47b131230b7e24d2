-- restrictionOf
select "id", "hub_id", "case_id", "why", "made_by", "made_at", "ended_at", "ended_by"
from "case_restriction"
where ("case_restriction"."hub_id" = $1
	and "case_restriction"."case_id" = $2
	and "case_restriction"."ended_at" is null)
limit $3;

-- restrictionById
select "id", "hub_id", "case_id", "why", "made_by", "made_at", "ended_at", "ended_by"
from "case_restriction"
where ("case_restriction"."hub_id" = $1
	and "case_restriction"."id" = $2
	and "case_restriction"."ended_at" is null);

-- addRestriction
insert into "case_restriction" ("id", "hub_id", "case_id", "why", "made_by", "made_at", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, $6, default, default);

-- endRestriction
update "case_restriction"
set "ended_at" = $1, "ended_by" = $2
where ("case_restriction"."hub_id" = $3
	and "case_restriction"."case_id" = $4
	and "case_restriction"."ended_at" is null)
returning "id";
update "case_access"
set "ended_at" = $1, "ended_by" = $2
where ("case_access"."hub_id" = $3
	and "case_access"."case_id" = $4
	and "case_access"."ended_at" is null);

-- accessTo
select "case_access"."id", "case_access"."case_id", "case_access"."worker_id", "worker"."name_sealed", "case_access"."is_glass", "case_access"."reason_sealed", "case_access"."until", "case_access"."made_at", "case_access"."ended_at"
from "case_access"
inner join "worker" on "worker"."id" = "case_access"."worker_id"
where ("case_access"."hub_id" = $1
	and "case_access"."case_id" in ($2)
	and "case_access"."ended_at" is null
	and ("case_access"."until" is null or "case_access"."until" > $3))
order by "case_access"."made_at" asc, "case_access"."id" asc
limit $4;

-- glassSince
select "case_access"."id", "case_access"."case_id", "case_access"."worker_id", "worker"."name_sealed", "case_access"."is_glass", "case_access"."reason_sealed", "case_access"."until", "case_access"."made_at", "case_access"."ended_at"
from "case_access"
inner join "worker" on "worker"."id" = "case_access"."worker_id"
where ("case_access"."hub_id" = $1
	and "case_access"."is_glass" = $2
	and "case_access"."made_at" >= $3)
order by "case_access"."made_at" desc, "case_access"."id" desc
limit $4;

-- addAccess
insert into "case_access" ("id", "hub_id", "case_id", "worker_id", "is_glass", "reason_sealed", "until", "made_by", "made_at", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, default, default, $6, $7, default, default);

-- endAccess
update "case_access"
set "ended_at" = $1, "ended_by" = $2
where ("case_access"."hub_id" = $3
	and "case_access"."id" = $4
	and "case_access"."ended_at" is null)
returning "case_id", "worker_id";

-- acquaintancesIn: of some cases
select "acquaintance"."id", "acquaintance"."case_id", "acquaintance"."worker_id", "worker"."name_sealed", "acquaintance"."made_at"
from "acquaintance"
inner join "worker" on "worker"."id" = "acquaintance"."worker_id"
inner join "cases" on "cases"."id" = "acquaintance"."case_id"
where ("acquaintance"."hub_id" = $1
	and "acquaintance"."lifted_at" is null
	and "acquaintance"."case_id" in ($2))
order by "acquaintance"."made_at" desc, "acquaintance"."id" desc
limit $3;

-- acquaintancesIn: of all
select "acquaintance"."id", "acquaintance"."case_id", "acquaintance"."worker_id", "worker"."name_sealed", "acquaintance"."made_at"
from "acquaintance"
inner join "worker" on "worker"."id" = "acquaintance"."worker_id"
inner join "cases" on "cases"."id" = "acquaintance"."case_id"
where ("acquaintance"."hub_id" = $1
	and "acquaintance"."lifted_at" is null)
order by "acquaintance"."made_at" desc, "acquaintance"."id" desc
limit $2;

-- hasDeclared
select "id"
from "acquaintance"
where ("acquaintance"."hub_id" = $1
	and "acquaintance"."case_id" = $2
	and "acquaintance"."worker_id" = app_actor()
	and "acquaintance"."lifted_at" is null)
limit $3;

-- addAcquaintance
insert into "acquaintance" ("id", "hub_id", "case_id", "worker_id", "made_at", "lifted_at", "lifted_by")
values ($1, $2, $3, $4, $5, default, default);

-- liftAcquaintance
update "acquaintance"
set "lifted_at" = $1, "lifted_by" = $2
where ("acquaintance"."hub_id" = $3
	and "acquaintance"."id" = $4
	and "acquaintance"."lifted_at" is null)
returning "case_id", "worker_id";

-- handBackTasks
update "task"
set "assigned_to" = $1
where ("task"."hub_id" = $2
	and "task"."done_at" is null
	and "task"."assigned_to" in ($3)
	and ("task"."case_id" in ($4) or "task"."person_id" in ($5)));

-- caseBehindGlass
select app_case_behind_glass($1::bytea)::text as id;

-- peopleIn
select app_people_in($1::uuid)::text as id;

-- glassTries
select app_glass_tries($1::timestamptz) as n;

-- safetyWaiting
select restriction_id::text, may_open, since
from app_safety_waiting();

-- shutOut
select app_shut_out($1::uuid, $2::uuid[])::text as id;
