-- lockOfCase
select "case_id", "hub_id", "worker_id", "what", "since", "until", "taken_from"
from "case_lock"
where ("case_lock"."hub_id" = $1
	and "case_lock"."case_id" = $2);

-- takeLock: while free
insert into "case_lock" ("case_id", "hub_id", "worker_id", "what", "since", "until", "taken_from")
values ($1, $2, $3, $4, $5, $6, default)
on conflict ("case_id") do update
set "worker_id" = $7, "what" = $8, "since" = case when ("case_lock"."worker_id" = $9 and "case_lock"."until" > $10) then "case_lock"."since" else excluded.since end, "until" = $11, "taken_from" = case when not "case_lock"."until" > $12 then null when "case_lock"."worker_id" = $13 then "case_lock"."taken_from" else "case_lock"."worker_id" end
where ("case_lock"."hub_id" = $14
	and ("case_lock"."worker_id" = $15 or "case_lock"."until" <= $16))
returning "case_id";

-- takeLock: over
insert into "case_lock" ("case_id", "hub_id", "worker_id", "what", "since", "until", "taken_from")
values ($1, $2, $3, $4, $5, $6, default)
on conflict ("case_id") do update
set "worker_id" = $7, "what" = $8, "since" = case when ("case_lock"."worker_id" = $9 and "case_lock"."until" > $10) then "case_lock"."since" else excluded.since end, "until" = $11, "taken_from" = case when not "case_lock"."until" > $12 then null when "case_lock"."worker_id" = $13 then "case_lock"."taken_from" else "case_lock"."worker_id" end
where "case_lock"."hub_id" = $14
returning "case_id";

-- leaveLock
update "case_lock"
set "until" = $1
where ("case_lock"."hub_id" = $2
	and "case_lock"."case_id" = $3
	and "case_lock"."worker_id" = $4
	and "case_lock"."until" > $5);
