-- addLink
insert into "referral_link" ("id", "hub_id", "referral_id", "agency_id", "token_hash", "words_hash", "given_by", "told_by", "made_by", "made_at", "ends_at", "tries", "opened_at", "shut_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, default, default, default);

-- shutLinks
update "referral_link"
set "shut_at" = $1
where (("referral_link"."hub_id" = $2
		and "referral_link"."shut_at" is null
		and "referral_link"."ends_at" > $3)
	and "referral_link"."referral_id" = $4)
returning "id";

-- newestLink
select "given_by", "told_by", "made_at", "ends_at", "opened_at", "shut_at"
from "referral_link"
where ("referral_link"."hub_id" = $1
	and "referral_link"."referral_id" = $2)
order by "referral_link"."made_at" desc
limit $3;

-- linkByToken
select "id", "referral_id", "agency_id", "words_hash", "tries"
from "referral_link"
where (("referral_link"."hub_id" = $1
		and "referral_link"."shut_at" is null
		and "referral_link"."ends_at" > $2)
	and "referral_link"."token_hash" = $3) for
update;

-- openedLink
select "id", "referral_id", "agency_id", "words_hash", "tries"
from "referral_link"
where (("referral_link"."hub_id" = $1
		and "referral_link"."shut_at" is null
		and "referral_link"."ends_at" > $2)
	and "referral_link"."id" = $3);

-- countLinkTry: right
update "referral_link"
set "opened_at" = $1
where ("referral_link"."hub_id" = $2
	and "referral_link"."id" = $3);

-- countLinkTry: wrong
update "referral_link"
set "tries" = "referral_link"."tries" + 1
where ("referral_link"."hub_id" = $1
	and "referral_link"."id" = $2);

-- countLinkTry: shut
update "referral_link"
set "tries" = "referral_link"."tries" + 1, "shut_at" = $1
where ("referral_link"."hub_id" = $2
	and "referral_link"."id" = $3);
