-- runningReferrals
select "id"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."state" in ($2, $3, $4, $5, $6)
	and "referral"."id" > $7)
order by "referral"."id" asc
limit $8 for no key
update skip locked;

-- referralForJob
select "referral"."id", "referral"."case_id", "referral"."person_id", "referral"."consent_id", "referral"."state", "referral"."moved_at", "referral"."late_told_at", "consent"."ends_on"
from "referral"
inner join "consent" on ("consent"."id" = "referral"."consent_id"
	and "consent"."hub_id" = "referral"."hub_id")
where ("referral"."hub_id" = $1
	and "referral"."id" = $2);

-- markLateTold
update "referral"
set "late_told_at" = $1
where ("referral"."hub_id" = $2
	and "referral"."id" = $3);

-- unconfirmedStops
select "id", "case_id", "person_id", "moved_at"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."state" = $2
	and "referral"."stop_confirmed_at" is null
	and ("referral"."late_told_at" is null or "referral"."late_told_at" < "referral"."moved_at")
	and "referral"."sent_at" is not null)
order by "referral"."id" asc
limit $3;

-- takeAskAgain
select "id"
from "consent"
where ("consent"."hub_id" = $1
	and "consent"."ask_again_on" is not null
	and "consent"."ask_again_on" <= $2)
limit $3;

-- referralIdsOf
select "id"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."person_id" = $2);

-- deleteShared
delete from "referral_move"
where ("referral_move"."hub_id" = $1
	and "referral_move"."referral_id" in ($2));
delete from "referral_said"
where ("referral_said"."hub_id" = $1
	and "referral_said"."referral_id" in ($2));
delete from "measure"
where ("measure"."hub_id" = $1
	and "measure"."referral_id" in ($2));
delete from "referral_link"
where ("referral_link"."hub_id" = $1
	and "referral_link"."referral_id" in ($2));
delete from "referral_text"
where ("referral_text"."hub_id" = $1
	and "referral_text"."id" in ($2));
delete from "referral"
where ("referral"."hub_id" = $1
	and "referral"."id" in ($2));
delete from "consent"
where ("consent"."hub_id" = $1
	and "consent"."person_id" = $2);
delete from "safety_share"
where ("safety_share"."hub_id" = $1
	and "safety_share"."person_id" = $2);
