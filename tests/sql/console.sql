-- holdAlone
select pg_advisory_xact_lock(hashtextextended($1, 1));

-- participantByForm
select "id", "hub_id", "case_id", "person_id", "role", "enhanced", "made_at"
from "participant"
where ("participant"."hub_id" = $1
	and "participant"."id" = $2);

-- participationsOf
select "cases"."id", "cases"."hub_id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "cases"."made_by", "cases"."shredded_at", "participant"."id", "participant"."hub_id", "participant"."case_id", "participant"."person_id", "participant"."role", "participant"."enhanced", "participant"."made_at"
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."person_id" in ($2))
order by "cases"."made_at" desc, "cases"."id" asc
limit $3;

-- casesOfHub
select "id", "hub_id", "kind", "is_reported", "is_offence", "crime_type", "area", "rhythm_days", "rhythm_since", "made_at", "made_by", "shredded_at"
from "cases"
where ("cases"."hub_id" = $1
	and "cases"."id" in ($2))
order by "cases"."made_at" desc, "cases"."id" asc
limit $3;

-- invitationsOf
select "subject", "made_at", "expires_at", "used_at", "stopped_at"
from "invitation"
where ("invitation"."hub_id" = $1
	and "invitation"."kind" = $2
	and "invitation"."subject" in ($3))
order by "invitation"."made_at" desc
limit $4;

-- allReferencesOf
select "reference"."id", "reference"."hub_id", "reference"."case_id", "reference"."agency_id", "reference"."ref_sealed", "reference"."ref_index", "reference"."made_at", "reference"."made_by", "reference"."detached_at", "reference"."detached_by", "agency"."name"
from "reference"
inner join "agency" on "agency"."id" = "reference"."agency_id"
where ("reference"."hub_id" = $1
	and "reference"."case_id" = $2)
order by "reference"."made_at" asc, "reference"."id" asc;

-- detachReference
update "reference"
set "detached_at" = $1, "detached_by" = $2
where ("reference"."hub_id" = $3
	and "reference"."case_id" = $4
	and "reference"."id" = $5
	and "reference"."detached_at" is null)
returning "id";

-- replaceContact
update "named_contact"
set "until" = $1
where ("named_contact"."hub_id" = $2
	and "named_contact"."case_id" = $3
	and "named_contact"."until" is null);
insert into "named_contact" ("id", "hub_id", "case_id", "worker_id", "role", "since", "until")
values ($1, $2, $3, $4, $5, $6, default);

-- setRhythmDays
update "cases"
set "rhythm_days" = $1, "rhythm_since" = $2
where ("cases"."hub_id" = $3
	and "cases"."id" = $4);

-- settleNotMine
update "not_mine"
set "settled_at" = $1, "settled_by" = $2, "settled_as" = $3
where ("not_mine"."hub_id" = $4
	and "not_mine"."id" in ($5)
	and "not_mine"."settled_at" is null);

-- endTasks
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."case_id" = $4
	and "task"."kind" = $5
	and "task"."done_at" is null)
returning "id";

-- eventsUnder
select "id", "hub_id", "case_id", "kind", "source", "agency_id", "reference_id", "charge", "occurred_kind", "occurred_from", "occurred_to", "as_of", "received_at", "published_at", "supersedes", "content_hash", "detail", "line_sealed", "recorded_by"
from "event"
where ("event"."hub_id" = $1
	and "event"."case_id" = $2
	and "event"."reference_id" = $3)
order by "event"."received_at" asc, "event"."id" asc
limit $4;

-- referenceOfEvent
select "id", "reference_id"
from "event"
where ("event"."hub_id" = $1
	and "event"."case_id" = $2)
limit $3;
