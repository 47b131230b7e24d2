-- hubSettingAfter
select "id", "hub_id", "version", "part", "facts", "worker_id", "made_at"
from "hub_setting"
where ("hub_setting"."hub_id" = $1
	and "hub_setting"."version" > $2)
order by "hub_setting"."version" desc
limit $3;

-- hubSettings
select "id", "hub_id", "version", "part", "facts", "worker_id", "made_at"
from "hub_setting"
where ("hub_setting"."hub_id" = $1
	and "hub_setting"."version" > $2)
order by "hub_setting"."version" desc
limit $3;

-- addHubSetting
insert into "hub_setting" ("id", "hub_id", "version", "part", "facts", "worker_id", "made_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("hub_id","version") do nothing
returning "id";
