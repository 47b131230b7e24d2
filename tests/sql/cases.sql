-- casesOf
select "cases"."id", "cases"."hub_id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "cases"."made_by", "cases"."shredded_at", "participant"."id", "participant"."hub_id", "participant"."case_id", "participant"."person_id", "participant"."role", "participant"."enhanced", "participant"."made_at"
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."person_id" = $2)
order by "cases"."made_at" desc
limit $3;

-- caseOf
select "cases"."id", "cases"."hub_id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "cases"."made_by", "cases"."shredded_at", "participant"."id", "participant"."hub_id", "participant"."case_id", "participant"."person_id", "participant"."role", "participant"."enhanced", "participant"."made_at"
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."person_id" = $2
	and "cases"."id" = $3);

-- caseOfHub
select "id", "hub_id", "kind", "is_reported", "is_offence", "crime_type", "area", "rhythm_days", "rhythm_since", "made_at", "made_by", "shredded_at"
from "cases"
where ("cases"."hub_id" = $1
	and "cases"."id" = $2);

-- participantsOf
select "id", "hub_id", "case_id", "person_id", "role", "enhanced", "made_at"
from "participant"
where ("participant"."hub_id" = $1
	and "participant"."case_id" in ($2))
order by "participant"."made_at" asc, "participant"."id" asc;

-- eventsOf
select "event"."id", "event"."hub_id", "event"."case_id", "event"."kind", "event"."source", "event"."agency_id", "event"."reference_id", "event"."charge", "event"."occurred_kind", "event"."occurred_from", "event"."occurred_to", "event"."as_of", "event"."received_at", "event"."published_at", "event"."supersedes", "event"."content_hash", "event"."detail", "event"."line_sealed", "agency"."name"
from "event"
left join "agency" on "agency"."id" = "event"."agency_id"
left join "reference" on "reference"."id" = "event"."reference_id"
where ("event"."hub_id" = $1
	and "event"."case_id" in ($2)
	and "reference"."detached_at" is null)
order by "event"."received_at" desc, "event"."id" desc
limit $3;

-- tellingsOf
select "id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "outcome", "shown_at", "made_at", "undone_at"
from "telling"
where ("telling"."hub_id" = $1
	and "telling"."case_id" in ($2)
	and "telling"."undone_at" is null)
order by "telling"."at" asc, "telling"."id" asc
limit $3;

-- heardOf
select "id", "hub_id", "case_id", "person_id", "clock_id", "answer", "at", "by_worker"
from "heard"
where ("heard"."hub_id" = $1
	and "heard"."case_id" in ($2))
order by "heard"."at" asc;

-- notMineOf
select "id", "hub_id", "case_id", "person_id", "event_id", "reference_id", "at", "settled_at", "settled_by", "settled_as"
from "not_mine"
where ("not_mine"."hub_id" = $1
	and "not_mine"."case_id" in ($2));

-- referencesOf
select "reference"."id", "reference"."case_id", "reference"."agency_id", "reference"."ref_sealed", "agency"."name", "agency"."source"
from "reference"
inner join "agency" on "agency"."id" = "reference"."agency_id"
where ("reference"."hub_id" = $1
	and "reference"."case_id" in ($2)
	and "reference"."detached_at" is null)
order by "reference"."made_at" asc;

-- namedContactsOf
select "named_contact"."case_id", "worker"."id", "worker"."name_sealed", "named_contact"."role", "worker"."team", "named_contact"."since", "named_contact"."until"
from "named_contact"
inner join "worker" on "worker"."id" = "named_contact"."worker_id"
where ("named_contact"."hub_id" = $1
	and "named_contact"."case_id" in ($2))
order by "named_contact"."until" is null desc, "named_contact"."since" desc;

-- casesByReference
select "case_id"
from "reference"
where ("reference"."hub_id" = $1
	and "reference"."ref_index" = $2
	and "reference"."detached_at" is null)
limit $3;

-- addCase
insert into "cases" ("id", "hub_id", "kind", "is_reported", "is_offence", "crime_type", "area", "rhythm_days", "rhythm_since", "made_at", "made_by", "shredded_at")
values ($1, $2, $3, $4, default, default, default, default, default, $5, default, default);

-- addParticipant
insert into "participant" ("id", "hub_id", "case_id", "person_id", "role", "enhanced", "made_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- addReference
insert into "reference" ("id", "hub_id", "case_id", "agency_id", "ref_sealed", "ref_index", "made_at", "made_by", "detached_at", "detached_by")
values ($1, $2, $3, $4, $5, $6, $7, default, default, default);

-- addEvents
insert into "event" ("id", "hub_id", "case_id", "kind", "source", "agency_id", "reference_id", "charge", "occurred_kind", "occurred_from", "occurred_to", "as_of", "received_at", "published_at", "supersedes", "content_hash", "detail", "line_sealed", "recorded_by")
values ($1, $2, $3, $4, $5, default, default, default, $6, $7, default, $8, $9, $10, default, $11, $12, default, default)
on conflict ("case_id","content_hash") do nothing
returning "id";

-- addTelling
insert into "telling" ("id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "way_id", "outcome", "worker_id", "note_sealed", "shown_at", "next_at", "made_at", "undone_at", "once_key")
values ($1, $2, $3, $4, $5, $6, $7, $8, default, $9, default, default, default, default, $10, default, $11)
on conflict ("once_key") do nothing
returning "id";
