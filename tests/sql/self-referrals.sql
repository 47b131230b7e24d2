-- addSelfReferral
insert into "self_referral" ("id", "hub_id", "source", "once", "lang", "way", "words_sealed", "code_hash", "state", "answer_sealed", "answered_at", "more_sealed", "tries", "reason", "due_at", "made_at", "moved_at", "worker_id", "person_id", "case_id", "joined_by", "agency_id", "sent_by")
values ($1, $2, $3, $4, $5, default, $6, $7, $8, default, default, default, default, default, default, $9, $10, default, default, default, default, default, default)
on conflict ("hub_id","once") do nothing
returning "id";

-- sendKept
update "self_referral"
set "lang" = $1, "way" = $2, "words_sealed" = $3, "state" = $4, "due_at" = $5, "moved_at" = $6
where ("self_referral"."hub_id" = $7
	and "self_referral"."once" = $8
	and "self_referral"."state" = $9)
returning "id";

-- keepAgain
update "self_referral"
set "words_sealed" = $1, "moved_at" = $2
where ("self_referral"."hub_id" = $3
	and "self_referral"."once" = $4
	and "self_referral"."state" = $5);

-- idOfForm
select "id"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."once" = $2);

-- askByCode
select "id", "lang", "way", "words_sealed", "state", "answer_sealed", "answered_at", "more_sealed", "due_at", "made_at"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."code_hash" = $2);

-- askForOwner
select "id", "lang", "way", "words_sealed", "state", "answer_sealed", "answered_at", "more_sealed", "due_at", "made_at"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."id" = $2);

-- changeOwnAsk: more
update "self_referral"
set "more_sealed" = $1, "moved_at" = $2
where (("self_referral"."hub_id" = $3
		and "self_referral"."id" = $4
		and "self_referral"."state" in ($5, $6))
	and "self_referral"."more_sealed" is null)
returning "id";

-- changeOwnAsk: cancel
update "self_referral"
set "state" = $1, "moved_at" = $2
where ("self_referral"."hub_id" = $3
	and "self_referral"."id" = $4
	and "self_referral"."state" in ($5, $6))
returning "id";

-- joinAsk
update "self_referral"
set "moved_at" = $1, "joined_by" = $2
where ("self_referral"."hub_id" = $3
	and "self_referral"."code_hash" = $4
	and "self_referral"."state" <> $5
	and ("self_referral"."joined_by" is null or "self_referral"."joined_by" = $6))
returning "id";

-- joinedAsks
select "id", "state", "words_sealed", "answer_sealed", "more_sealed", "made_at"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."joined_by" = $2)
order by "self_referral"."made_at" desc
limit $3;

-- selfReferralsOfHub
select "id", "hub_id", "source", "once", "lang", "way", "words_sealed", "code_hash", "state", "answer_sealed", "answered_at", "more_sealed", "tries", "reason", "due_at", "made_at", "moved_at", "worker_id", "person_id", "case_id", "joined_by", "agency_id", "sent_by"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."state" <> $2)
order by "self_referral"."state" in ('waiting', 'answered') desc, "self_referral"."due_at" asc, "self_referral"."id" desc
limit $3;

-- selfReferralOfHub
select "id", "hub_id", "source", "once", "lang", "way", "words_sealed", "code_hash", "state", "answer_sealed", "answered_at", "more_sealed", "tries", "reason", "due_at", "made_at", "moved_at", "worker_id", "person_id", "case_id", "joined_by", "agency_id", "sent_by"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."id" = $2
	and "self_referral"."state" <> $3);

-- settleAsk: answer
update "self_referral"
set "state" = $1, "answer_sealed" = $2, "answered_at" = $3, "moved_at" = $4
where ("self_referral"."hub_id" = $5
	and "self_referral"."id" = $6
	and "self_referral"."state" in ($7))
returning "id";

-- settleAsk: a try
update "self_referral"
set "tries" = "self_referral"."tries" || $1::text::jsonb, "moved_at" = $2
where ("self_referral"."hub_id" = $3
	and "self_referral"."id" = $4
	and "self_referral"."state" in ($5, $6))
returning "id";

-- asksOfAgency
select "id", "state", "made_at"
from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."agency_id" = $2
	and "self_referral"."source" = $3)
order by "self_referral"."made_at" desc
limit $4;

-- deleteOldAsks
delete from "self_referral"
where ("self_referral"."hub_id" = $1
	and "self_referral"."id" in (select "id"
		from "self_referral"
		where ("self_referral"."hub_id" = $2
			and "self_referral"."moved_at" < $3)
		limit $4))
returning "id";

-- deleteAsksOf
delete from "self_referral"
where ("self_referral"."hub_id" = $1
	and ("self_referral"."person_id" = $2 or "self_referral"."joined_by" = $3));
