-- firstDue: of a worker
select "case_id", "person_id", "event_id", "is_safety", "enhanced", "due_on"
from "due_row"
where ("due_row"."hub_id" = $1
	and ("due_row"."case_id" <> all ($2::uuid[]) and "due_row"."event_id" <> all ($3::uuid[]) and ("due_row"."is_safety" or coalesce((select c.worker_id from "named_contact" c where c.hub_id = "due_row"."hub_id" and c.case_id = "due_row"."case_id" and c.until is null limit 1) = any ($4::uuid[]), true)) and "due_row"."enhanced" = $5)
	and "due_row"."is_safety" = $6
	and "due_row"."due_on" <= $7)
order by "due_row"."is_safety" desc, "due_row"."due_on" asc, "due_row"."enhanced" desc, "due_row"."event_id" asc, "due_row"."person_id" asc
limit $8;

-- firstDue: of the hub
select "case_id", "person_id", "event_id", "is_safety", "enhanced", "due_on"
from "due_row"
where ("due_row"."hub_id" = $1
	and ("due_row"."case_id" <> all ($2::uuid[]) and "due_row"."event_id" <> all ($3::uuid[])))
order by "due_row"."is_safety" desc, "due_row"."due_on" asc, "due_row"."enhanced" desc, "due_row"."event_id" asc, "due_row"."person_id" asc
limit $4;

-- countDue
select count(*)::int, (count(*) filter (where "is_safety"))::int, (count(*) filter (where true))::int
from "due_row"
where ("due_row"."hub_id" = $1
	and ("due_row"."case_id" <> all ($2::uuid[]) and "due_row"."event_id" <> all ($3::uuid[])));

-- dueOfEvents
select "case_id", "person_id", "event_id", "is_safety", "enhanced", "due_on"
from "due_row"
where ("due_row"."hub_id" = $1
	and "due_row"."event_id" in ($2));

-- dueMarks
select "id", "case_id"
from "due_mark"
where "due_mark"."hub_id" = $1
limit $2;

-- foldedBefore
select distinct "case_id"
from "due_row"
where ("due_row"."hub_id" = $1
	and "due_row"."folded_on" < $2)
limit $3;

-- keepDue
delete from "due_row"
where ("due_row"."hub_id" = $1
	and "due_row"."case_id" in ($2));
insert into "due_row" ("hub_id", "case_id", "person_id", "event_id", "is_safety", "enhanced", "due_on", "folded_on")
values ($1, $2, $3, $4, $5, $6, default, $7);
delete from "due_mark"
where ("due_mark"."hub_id" = $1
	and "due_mark"."id" in ($2));

-- holdDue
select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as held;

-- tasksOfEvents
select "id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by"
from "task"
where ("task"."hub_id" = $1
	and "task"."case_id" in ($2)
	and "task"."kind" in ($3)
	and "task"."done_at" is null);
