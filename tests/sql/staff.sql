-- staffSettings
select distinct on ("staff_setting"."worker_id") "id", "hub_id", "worker_id", "version", "part", "week", "teams", "made_by", "made_at"
from "staff_setting"
where "staff_setting"."hub_id" = $1
order by "staff_setting"."worker_id", "staff_setting"."version" desc;

-- addStaffSetting
insert into "staff_setting" ("id", "hub_id", "worker_id", "version", "part", "week", "teams", "made_by", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("worker_id","version") do nothing
returning "id";

-- setHomeTeam
update "worker"
set "team" = $1
where ("worker"."hub_id" = $2
	and "worker"."id" = $3);

-- absencesFrom
select "id", "hub_id", "worker_id", "from_on", "to_on", "cover_id", "made_by", "made_at", "ended_at"
from "staff_absence"
where ("staff_absence"."hub_id" = $1
	and "staff_absence"."ended_at" is null
	and "staff_absence"."to_on" >= $2)
order by "staff_absence"."from_on" asc, "staff_absence"."id" asc
limit $3;

-- addAbsence
insert into "staff_absence" ("id", "hub_id", "worker_id", "from_on", "to_on", "cover_id", "made_by", "made_at", "ended_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, default)
on conflict do nothing;

-- endAbsence
update "staff_absence"
set "ended_at" = $1
where ("staff_absence"."hub_id" = $2
	and "staff_absence"."worker_id" = $3
	and "staff_absence"."id" = $4
	and "staff_absence"."ended_at" is null)
returning "id";

-- onCallFrom
select "id", "hub_id", "worker_id", "from_at", "to_at", "made_by", "made_at", "ended_at"
from "on_call"
where ("on_call"."hub_id" = $1
	and "on_call"."ended_at" is null
	and "on_call"."to_at" > $2)
order by "on_call"."from_at" asc, "on_call"."id" asc
limit $3;

-- addOnCall
insert into "on_call" ("id", "hub_id", "worker_id", "from_at", "to_at", "made_by", "made_at", "ended_at")
values ($1, $2, $3, $4, $5, $6, $7, default)
on conflict do nothing;

-- endOnCall
update "on_call"
set "ended_at" = $1
where ("on_call"."hub_id" = $2
	and "on_call"."id" = $3
	and "on_call"."ended_at" is null)
returning "id";

-- rosterOf
select distinct on ("staff_setting"."worker_id") "id", "hub_id", "worker_id", "version", "part", "week", "teams", "made_by", "made_at"
from "staff_setting"
where "staff_setting"."hub_id" = $1
order by "staff_setting"."worker_id", "staff_setting"."version" desc;
select "id", "hub_id", "agency_id", "name_sealed", "team", "made_at", "left_at"
from "worker"
where ("worker"."hub_id" = $1
	and "worker"."left_at" is null)
order by "worker"."made_at";
select "id", "hub_id", "worker_id", "from_on", "to_on", "cover_id", "made_by", "made_at", "ended_at"
from "staff_absence"
where ("staff_absence"."hub_id" = $1
	and "staff_absence"."ended_at" is null
	and "staff_absence"."to_on" >= $2)
order by "staff_absence"."from_on" asc, "staff_absence"."id" asc
limit $3;
