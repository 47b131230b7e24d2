-- addSafetyShare
insert into "safety_share" ("id", "hub_id", "case_id", "person_id", "words_sealed", "decided_by", "made_at", "shown_at", "hidden_by", "hidden_at", "hidden_why_sealed")
values ($1, $2, $3, $4, $5, $6, $7, default, default, default, default)
on conflict do nothing
returning "id";

-- safetySharesOf
select "id", "hub_id", "case_id", "person_id", "words_sealed", "decided_by", "made_at", "shown_at", "hidden_by", "hidden_at", "hidden_why_sealed"
from "safety_share"
where ("safety_share"."hub_id" = $1
	and "safety_share"."person_id" = $2)
order by "safety_share"."made_at" desc, "safety_share"."id" desc
limit $3;

-- ownSafetyShares
select "id", "words_sealed", "made_at"
from "safety_share"
where ("safety_share"."hub_id" = $1
	and "safety_share"."person_id" = $2)
order by "safety_share"."made_at" desc, "safety_share"."id" desc
limit $3;

-- settleSafetyShare
update "safety_share"
set "shown_at" = $1
where ("safety_share"."hub_id" = $2
	and "safety_share"."person_id" = $3
	and "safety_share"."id" = $4
	and "safety_share"."shown_at" is null
	and "safety_share"."hidden_at" is null)
returning "id";
