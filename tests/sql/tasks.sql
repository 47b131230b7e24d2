-- addTask
insert into "task" ("id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by")
values ($1, $2, default, default, default, $3, $4, $5, default, default, default, $6, default, default, default);

-- openTasks
select "id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by"
from "task"
where ("task"."hub_id" = $1
	and "task"."done_at" is null)
order by "task"."is_urgent" desc, "task"."due_on" asc, "task"."id" asc
limit $2;

-- tasksOfCase
select "id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by"
from "task"
where ("task"."hub_id" = $1
	and "task"."case_id" = $2)
order by "task"."made_at" desc
limit $3;

-- settleTask
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."id" = $4
	and "task"."done_at" is null)
returning "id";

-- settleOpenTasks: of a person
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."kind" = $4
	and "task"."done_at" is null
	and "task"."person_id" = $5)
returning "id";

-- settleOpenTasks: about a thing
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."kind" = $4
	and "task"."done_at" is null
	and "task"."about" = $5)
returning "id";

-- endTasksAbout
update "task"
set "done_at" = $1
where ("task"."hub_id" = $2
	and "task"."about" = $3
	and "task"."kind" in ($4, $5)
	and "task"."done_at" is null)
returning "id";

-- openTasksAbout
select "id", "kind", "due_on"
from "task"
where ("task"."hub_id" = $1
	and "task"."about" = $2
	and "task"."kind" in ($3, $4)
	and "task"."done_at" is null)
order by "task"."due_on" asc, "task"."kind" asc, "task"."id" asc;

-- hasOpenTask: about a person
select "id"
from "task"
where ("task"."hub_id" = $1
	and "task"."kind" = $2
	and "task"."done_at" is null
	and "task"."person_id" = $3)
limit $4;

-- hasOpenTask: about a thing
select "id"
from "task"
where ("task"."hub_id" = $1
	and "task"."kind" = $2
	and "task"."done_at" is null
	and "task"."about" = $3)
limit $4;

-- hasOpenTask: about both
select "id"
from "task"
where ("task"."hub_id" = $1
	and "task"."kind" = $2
	and "task"."done_at" is null
	and "task"."person_id" = $3
	and "task"."about" = $4)
limit $5;
