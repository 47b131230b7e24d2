-- referralsOfAgency: all
select "id", "state", "reason", "sent_at", "moved_at", "stop_wish", "stop_confirmed_at"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."agency_id" = $2)
order by "referral"."moved_at" desc, "referral"."id" desc
limit $3;

-- referralsOfAgency: one
select "id", "state", "reason", "sent_at", "moved_at", "stop_wish", "stop_confirmed_at"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."agency_id" = $2
	and "referral"."id" = $3)
order by "referral"."moved_at" desc, "referral"."id" desc
limit $4;

-- notesToAdd
select "notes_sealed"
from "referral_text"
where ("referral_text"."hub_id" = $1
	and "referral_text"."id" = $2) for
update;

-- saveNotes
update "referral_text"
set "notes_sealed" = $1
where ("referral_text"."hub_id" = $2
	and "referral_text"."id" = $3);

-- confirmStopped
update "referral"
set "stop_confirmed_at" = $1
where (("referral"."hub_id" = $2
		and "referral"."agency_id" = $3
		and "referral"."id" = $4)
	and "referral"."state" = $5
	and "referral"."stop_confirmed_at" is null)
returning "id";

-- personOfReferral
select p.id::text, p.died_at is not null as "hasDied"
from person p
where p.hub_id = $1::uuid
and p.id in (select app_agency_person($2::uuid));

-- requestOfThread
select app_agency_request($1::uuid)::text as id;

-- sharedWays
select "id", "kind", "value_sealed", "safe", "checked", "paused_at"
from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."person_id" = $2
	and "contact_way"."ended_at" is null)
order by "contact_way"."made_at";

-- sharedChoice
select "may_contact", "hours", "voicemail", "say_who", "changed_since", "confirmed_at"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" = $2)
order by "preference"."version" desc
limit $3;

-- addMeasures
insert into "measure" ("id", "hub_id", "referral_id", "point", "outcome", "score", "at")
values ($1, $2, $3, $4, $5, $6, $7);
