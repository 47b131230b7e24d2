-- addBreach
insert into "breach" ("id", "hub_id", "case_id", "reference_id", "opened_by", "opened_at", "known_at", "seen_sealed", "decision", "note_sealed", "decided_by", "decided_at")
values ($1, $2, $3, default, $4, $5, $6, $7, $8, default, default, default);

-- breachesOf
select "id", "hub_id", "case_id", "reference_id", "opened_by", "opened_at", "known_at", "seen_sealed", "decision", "note_sealed", "decided_by", "decided_at"
from "breach"
where "breach"."hub_id" = $1
order by "breach"."decision" = $2 desc, case when "breach"."decision" = 'open' then "breach"."known_at" end asc, "breach"."decided_at" desc
limit $3;

-- breachOf
select "id", "hub_id", "case_id", "reference_id", "opened_by", "opened_at", "known_at", "seen_sealed", "decision", "note_sealed", "decided_by", "decided_at"
from "breach"
where ("breach"."hub_id" = $1
	and "breach"."id" = $2);

-- decideBreach
update "breach"
set "decision" = $1, "note_sealed" = $2, "decided_by" = $3, "decided_at" = $4
where ("breach"."hub_id" = $5
	and "breach"."id" = $6
	and "breach"."decision" = $7)
returning "id";

-- breachTask
select "id"
from "task"
where ("task"."hub_id" = $1
	and "task"."kind" = $2
	and "task"."about" = $3
	and "task"."done_at" is null)
limit $4;

-- eraseAsked
select "id", "made_at", "due_on", "done_at"
from "task"
where ("task"."hub_id" = $1
	and "task"."person_id" = $2
	and "task"."kind" = $3)
order by "task"."made_at" desc, "task"."id" desc
limit $4;

-- erasureAnswer
select "id", "outcome", "reason", "drops_contact", "words_sealed", "decided_at", "done_at"
from "erasure"
where ("erasure"."hub_id" = $1
	and "erasure"."person_id" = $2)
order by "erasure"."decided_at" desc, "erasure"."id" desc
limit $3;

-- addErasure
insert into "erasure" ("id", "hub_id", "person_id", "task_id", "outcome", "reason", "cases", "drops_contact", "words_sealed", "decided_by", "decided_at", "done_at")
values ($1, $2, $3, $4, $5, default, $6, $7, default, $8, $9, default)
on conflict ("task_id") do nothing
returning "id";

-- erasureToDo
select "id", "hub_id", "person_id", "task_id", "outcome", "reason", "cases", "drops_contact", "words_sealed", "decided_by", "decided_at", "done_at"
from "erasure"
where ("erasure"."hub_id" = $1
	and "erasure"."id" = $2
	and "erasure"."done_at" is null);

-- markErased: with her words
update "erasure"
set "done_at" = $1
where ("erasure"."hub_id" = $2
	and "erasure"."id" = $3);

-- markErased: without them
update "erasure"
set "words_sealed" = $1, "done_at" = $2
where ("erasure"."hub_id" = $3
	and "erasure"."id" = $4);
