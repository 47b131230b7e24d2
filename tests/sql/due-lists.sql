-- keptFilters
select "id", "code"
from "due_filter"
where ("due_filter"."hub_id" = $1
	and "due_filter"."worker_id" = $2)
order by "due_filter"."made_at" asc, "due_filter"."id" asc
limit $3;

-- keepFilter
insert into "due_filter" ("id", "hub_id", "worker_id", "code", "made_at")
values ($1, $2, $3, $4, $5)
on conflict ("worker_id","code") do nothing;

-- dropFilter
delete from "due_filter"
where ("due_filter"."hub_id" = $1
	and "due_filter"."worker_id" = $2
	and "due_filter"."id" = $3);

-- giveTasks
update "task"
set "assigned_to" = $1
where ("task"."hub_id" = $2
	and "task"."id" in ($3)
	and "task"."done_at" is null)
returning "id";

-- reopenTask
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."id" = $4
	and "task"."done_by" = $5
	and "task"."done_at" >= $6)
returning "id";
