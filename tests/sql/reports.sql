-- casesHeardSince
select distinct "case_id"
from "event"
where ("event"."hub_id" = $1
	and "event"."received_at" >= $2)
order by "event"."case_id" desc
limit $3;

-- mattersOf
select "cases"."id", "cases"."hub_id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "cases"."made_by", "cases"."shredded_at", "participant"."id", "participant"."hub_id", "participant"."case_id", "participant"."person_id", "participant"."role", "participant"."enhanced", "participant"."made_at"
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."case_id" = any($2::uuid[]))
order by "participant"."case_id" asc, "participant"."made_at" asc, "participant"."id" asc;

-- countedMattersOf
select "cases"."id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "participant"."case_id", "participant"."person_id", "participant"."role", "participant".is_enhanced
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."case_id" = any($2::uuid[]))
order by "participant"."case_id" asc, "participant"."made_at" asc, "participant"."id" asc;

-- countedEventsOf
select "event"."id", "event"."hub_id", "event"."case_id", "event"."kind", "event"."source", "event"."charge", "event"."occurred_kind", "event"."occurred_from", "event"."occurred_to", "event"."as_of", "event"."received_at", "event"."published_at", "event"."supersedes", "event"."content_hash", "event"."detail", "event"."reference_id"
from "event"
left join "reference" on "reference"."id" = "event"."reference_id"
where ("event"."hub_id" = $1
	and "event"."case_id" in ($2)
	and "reference"."detached_at" is null)
order by "event"."received_at" desc, "event"."id" desc
limit $3;

-- countedHidesOf
select "case_id", "person_id", "event_id", "reference_id", "settled_as"
from "not_mine"
where ("not_mine"."hub_id" = $1
	and "not_mine"."case_id" in ($2))
limit $3;

-- importsOf
select "feed", count(*), count("case_id"), max("received_at")
from "feed_event"
where "feed_event"."hub_id" = $1
group by "feed_event"."feed"
order by "feed_event"."feed" asc
limit $2;
