-- taskOfHub
select "id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by"
from "task"
where ("task"."hub_id" = $1
	and "task"."id" = $2);

-- tasksAbout
select "id", "hub_id", "case_id", "person_id", "event_id", "kind", "is_urgent", "due_on", "about", "service_id", "detail_sealed", "made_at", "assigned_to", "done_at", "done_by"
from "task"
where ("task"."hub_id" = $1
	and "task"."event_id" = $2
	and "task"."done_at" is null)
order by "task"."due_on" asc, "task"."id" asc
limit $3;

-- setTaskDay
update "task"
set "due_on" = $1
where ("task"."hub_id" = $2
	and "task"."id" = $3
	and "task"."done_at" is null)
returning "id";

-- rhythmCases
select "id", "hub_id", "kind", "is_reported", "is_offence", "crime_type", "area", "rhythm_days", "rhythm_since", "made_at", "made_by", "shredded_at"
from "cases"
where ("cases"."hub_id" = $1
	and "cases"."rhythm_days" is not null
	and "cases"."shredded_at" is null)
order by "cases"."made_at" asc, "cases"."id" asc
limit $2;

-- answersOf
select "case_id", "person_id", "clock_id", "answer", "at"
from "heard"
where ("heard"."hub_id" = $1
	and "heard"."case_id" in ($2))
order by "heard"."at" asc
limit $3;

-- contactsNow
select "case_id", "worker_id"
from "named_contact"
where ("named_contact"."hub_id" = $1
	and "named_contact"."case_id" in ($2)
	and "named_contact"."until" is null);

-- riskFactsOf
select "participant"."person_id", "participant"."enhanced", "cases"."crime_type"
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."person_id" in ($2)
	and "participant"."role" <> $3)
limit $4;
