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

-- importsOf
select "feed", count(*), count("case_id"), max("received_at")
from "feed_event"
where "feed_event"."hub_id" = $1
group by "feed_event"."feed"
order by "feed_event"."feed" asc
limit $2;
