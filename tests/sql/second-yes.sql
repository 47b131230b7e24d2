-- addSecondYes
insert into "second_yes" ("id", "hub_id", "case_id", "person_id", "why_sealed", "asked_by", "asked_at", "said", "said_by", "said_at")
values ($1, $2, $3, $4, $5, $6, $7, default, default, default)
on conflict do nothing
returning "id";

-- secondYesOf
select "id", "hub_id", "case_id", "person_id", "why_sealed", "asked_by", "asked_at", "said", "said_by", "said_at"
from "second_yes"
where ("second_yes"."hub_id" = $1
	and "second_yes"."person_id" = $2)
order by "second_yes"."asked_at" desc, "second_yes"."id" desc
limit $3;

-- answerSecondYes
update "second_yes"
set "said" = $1, "said_by" = $2, "said_at" = $3
where ("second_yes"."hub_id" = $4
	and "second_yes"."person_id" = $5
	and "second_yes"."id" = $6
	and "second_yes"."said" is null)
returning "id";

-- agreedWith
select "person_id"
from "second_yes"
where ("second_yes"."hub_id" = $1
	and "second_yes"."person_id" in ($2)
	and "second_yes"."said" = $3
	and "second_yes"."said_at" > $4
	and ("second_yes"."asked_by" = $5 or "second_yes"."said_by" = $6));
