-- ownNeedAnswers
select "id", "levels", "before", "line_sealed", "made_at"
from "need_answer"
where ("need_answer"."hub_id" = $1
	and "need_answer"."person_id" = $2)
order by "need_answer"."made_at" desc, "need_answer"."id" desc
limit $3;

-- needAnswersOf
select "id", "hub_id", "person_id", "case_id", "levels", "before", "line_sealed", "once_key", "made_at", "made_by", "contacted_at", "contacted_by"
from "need_answer"
where ("need_answer"."hub_id" = $1
	and "need_answer"."person_id" = $2)
order by "need_answer"."made_at" desc, "need_answer"."id" desc
limit $3;

-- addNeedAnswer
insert into "need_answer" ("id", "hub_id", "person_id", "case_id", "levels", "before", "line_sealed", "once_key", "made_at", "made_by", "contacted_at", "contacted_by")
values ($1, $2, $3, default, $4, default, default, $5, $6, default, default, default)
on conflict do nothing
returning "id";

-- markContacted
update "need_answer"
set "contacted_at" = $1, "contacted_by" = $2
where ("need_answer"."hub_id" = $3
	and "need_answer"."person_id" = $4
	and "need_answer"."contacted_at" is null);

-- countedAnswers
select "levels", "made_at", "contacted_at"
from "need_answer"
where ("need_answer"."hub_id" = $1
	and "need_answer"."made_at" >= $2)
order by "need_answer"."made_at" desc, "need_answer"."id" desc
limit $3;
