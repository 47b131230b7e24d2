-- addConsent
insert into "consent" ("id", "hub_id", "person_id", "agency_id", "need", "fields", "wording", "lang", "giver", "note_sealed", "recorded_by", "asked_at", "given_at", "refused_at", "ends_on", "ended_at", "ended_as", "ask_again_on")
values ($1, $2, $3, $4, default, $5, $6, $7, default, default, default, $8, default, default, default, default, default, default);

-- addReferral
insert into "referral" ("id", "hub_id", "case_id", "person_id", "agency_id", "service_id", "force_area", "consent_id", "state", "reason", "made_at", "made_by", "sent_at", "moved_at", "stop_wish", "stop_confirmed_at", "late_told_at")
values ($1, $2, default, $3, $4, default, default, $5, $6, default, $7, default, default, $8, default, default, default);

-- addReferralText
insert into "referral_text" ("id", "hub_id", "lines_sealed", "notes_sealed", "made_at")
values ($1, $2, $3, default, $4);

-- addReferralMove
insert into "referral_move" ("id", "hub_id", "referral_id", "move", "to_state", "mover", "worker_id", "reason", "at")
values ($1, $2, $3, $4, $5, $6, default, default, $7);

-- addSaid
insert into "referral_said" ("id", "hub_id", "referral_id", "person_id", "said", "at")
values ($1, $2, $3, $4, $5, $6);

-- moveReferral
update "referral"
set "state" = $1, "moved_at" = $2
where ("referral"."hub_id" = $3
	and "referral"."id" = $4
	and "referral"."state" = $5)
returning "id";

-- giveConsent
update "consent"
set "fields" = $1, "wording" = $2, "lang" = $3, "giver" = $4, "given_at" = $5, "ends_on" = $6
where ("consent"."hub_id" = $7
	and "consent"."id" = $8
	and "consent"."given_at" is null
	and "consent"."refused_at" is null
	and "consent"."ended_at" is null)
returning "id";

-- refuseConsent
update "consent"
set "refused_at" = $1, "ask_again_on" = $2
where ("consent"."hub_id" = $3
	and "consent"."id" = $4
	and "consent"."given_at" is null
	and "consent"."refused_at" is null)
returning "id";

-- endConsent
update "consent"
set "ended_at" = $1, "ended_as" = $2
where ("consent"."hub_id" = $3
	and "consent"."id" = $4
	and "consent"."ended_at" is null);

-- sharedOfPerson: all
select "referral"."id", "referral"."person_id", "referral"."agency_id", "agency"."name", "referral"."state", "referral"."reason", "referral"."made_at", "referral"."sent_at", "referral"."moved_at", "referral"."stop_wish", "referral"."stop_confirmed_at", "referral"."consent_id", "consent"."need", "consent"."fields", "consent"."wording", "consent"."lang", "consent"."giver", "consent"."given_at", "consent"."refused_at", "consent"."ends_on", "consent"."ended_at", "consent"."ended_as"
from "referral"
inner join "consent" on ("consent"."id" = "referral"."consent_id"
	and "consent"."hub_id" = "referral"."hub_id")
inner join "agency" on ("agency"."id" = "referral"."agency_id"
	and "agency"."hub_id" = "referral"."hub_id")
where ("referral"."hub_id" = $1
	and "referral"."person_id" = $2)
order by "referral"."made_at" desc, "referral"."id" desc
limit $3;

-- sharedOfPerson: one
select "referral"."id", "referral"."person_id", "referral"."agency_id", "agency"."name", "referral"."state", "referral"."reason", "referral"."made_at", "referral"."sent_at", "referral"."moved_at", "referral"."stop_wish", "referral"."stop_confirmed_at", "referral"."consent_id", "consent"."need", "consent"."fields", "consent"."wording", "consent"."lang", "consent"."giver", "consent"."given_at", "consent"."refused_at", "consent"."ends_on", "consent"."ended_at", "consent"."ended_as"
from "referral"
inner join "consent" on ("consent"."id" = "referral"."consent_id"
	and "consent"."hub_id" = "referral"."hub_id")
inner join "agency" on ("agency"."id" = "referral"."agency_id"
	and "agency"."hub_id" = "referral"."hub_id")
where ("referral"."hub_id" = $1
	and "referral"."person_id" = $2
	and "referral"."id" = $3)
order by "referral"."made_at" desc, "referral"."id" desc
limit $4;

-- sharedOfHub
select "referral"."id", "referral"."person_id", "referral"."agency_id", "agency"."name", "referral"."state", "referral"."reason", "referral"."made_at", "referral"."sent_at", "referral"."moved_at", "referral"."stop_wish", "referral"."stop_confirmed_at", "referral"."consent_id", "consent"."need", "consent"."fields", "consent"."wording", "consent"."lang", "consent"."giver", "consent"."given_at", "consent"."refused_at", "consent"."ends_on", "consent"."ended_at", "consent"."ended_as"
from "referral"
inner join "consent" on ("consent"."id" = "referral"."consent_id"
	and "consent"."hub_id" = "referral"."hub_id")
inner join "agency" on ("agency"."id" = "referral"."agency_id"
	and "agency"."hub_id" = "referral"."hub_id")
where "referral"."hub_id" = $1
order by "referral"."state" in ('draft', 'sent', 'received', 'accepted', 'active') desc, "referral"."moved_at" desc, "referral"."id" desc
limit $2;

-- sharedInHub
select "referral"."id", "referral"."person_id", "referral"."agency_id", "agency"."name", "referral"."state", "referral"."reason", "referral"."made_at", "referral"."sent_at", "referral"."moved_at", "referral"."stop_wish", "referral"."stop_confirmed_at", "referral"."consent_id", "consent"."need", "consent"."fields", "consent"."wording", "consent"."lang", "consent"."giver", "consent"."given_at", "consent"."refused_at", "consent"."ends_on", "consent"."ended_at", "consent"."ended_as", "referral"."case_id", "referral"."service_id"
from "referral"
inner join "consent" on ("consent"."id" = "referral"."consent_id"
	and "consent"."hub_id" = "referral"."hub_id")
inner join "agency" on ("agency"."id" = "referral"."agency_id"
	and "agency"."hub_id" = "referral"."hub_id")
where ("referral"."hub_id" = $1
	and "referral"."id" = $2);

-- hasOpenTo
select "id"
from "referral"
where ("referral"."hub_id" = $1
	and "referral"."person_id" = $2
	and "referral"."agency_id" = $3
	and "referral"."state" in ($4, $5, $6, $7, $8))
limit $9;

-- linesOf
select "lines_sealed"
from "referral_text"
where ("referral_text"."hub_id" = $1
	and "referral_text"."id" = $2);

-- notesOf
select "notes_sealed"
from "referral_text"
where ("referral_text"."hub_id" = $1
	and "referral_text"."id" = $2);

-- saveLines
update "referral_text"
set "lines_sealed" = $1
where ("referral_text"."hub_id" = $2
	and "referral_text"."id" = $3);

-- movesOf
select "move", "to_state", "mover", "at"
from "referral_move"
where ("referral_move"."hub_id" = $1
	and "referral_move"."referral_id" = $2)
order by "referral_move"."at" asc, "referral_move"."id" asc
limit $3;

-- saidAbout
select "id", "hub_id", "referral_id", "person_id", "said", "at"
from "referral_said"
where ("referral_said"."hub_id" = $1
	and "referral_said"."referral_id" in ($2))
order by "referral_said"."at" desc;
