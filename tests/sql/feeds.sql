-- addFeedRows
insert into feed_event (id, hub_id, feed, row_key, ref_index, batch_id, month, agency_slug, outcome_code, outcome_name, as_of, received_at)
select r.id::uuid, $1::uuid, $2, decode(r.row_key, 'hex'), decode(r.ref_index, 'hex'), $3::uuid, r.month, r.agency_slug, r.outcome_code, coalesce(r.outcome_name, ''), r.as_of, $4::timestamptz
from unnest(string_to_array($5, chr(10), ''), string_to_array($6, chr(10), ''), string_to_array($7, chr(10), ''), string_to_array($8, chr(10), ''), string_to_array($9, chr(10), ''), string_to_array($10, chr(10), ''), string_to_array($11, chr(10), ''), string_to_array($12, chr(10), '')) as r (id, row_key, ref_index, month, agency_slug, outcome_code, outcome_name, as_of)
on conflict (hub_id, feed, row_key) do nothing
returning id::text;

-- addFeedBatch
insert into "feed_batch" ("id", "hub_id", "feed", "rows", "raw_sealed", "made_at")
values ($1, $2, $3, $4, $5, $6);

-- holdersOf
select "id", "case_id", "ref_index"
from "reference"
where ("reference"."hub_id" = $1
	and "reference"."detached_at" is null
	and "reference"."ref_index" in (select decode(r, 'hex')
		from unnest(string_to_array($2, chr(10), '')) r))
order by "reference"."made_at" asc, "reference"."id" asc;

-- holderOf
select "id", "case_id", "ref_index"
from "reference"
where ("reference"."hub_id" = $1
	and "reference"."case_id" = $2
	and "reference"."id" = $3
	and "reference"."detached_at" is null);

-- feedEventsByReference
select "id", "hub_id", "feed", "row_key", "ref_index", "batch_id", "month", "agency_slug", "outcome_code", "outcome_name", "as_of", "received_at", "case_id", "attached_at"
from "feed_event"
where ("feed_event"."hub_id" = $1
	and "feed_event"."ref_index" = $2)
order by "feed_event"."id" asc
limit $3;

-- markAttached
update "feed_event"
set "case_id" = $1, "attached_at" = $2
where ("feed_event"."hub_id" = $3
	and "feed_event"."id" in ($4)
	and "feed_event"."case_id" is null);

-- holdFeeds: shared
select pg_advisory_xact_lock_shared(hashtextextended($1, 0));

-- holdFeeds: alone
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- agenciesBySlug
select "id", "slug"
from "agency"
where ("agency"."hub_id" = $1
	and "agency"."slug" in ($2));

-- addAgencyOnce
insert into "agency" ("id", "hub_id", "slug", "name", "source")
values ($1, $2, $3, $4, $5)
on conflict ("hub_id","slug") do nothing;

-- unknownOutcomes
select "outcome_name", count(*), count("case_id"), min("month"), max("month")
from "feed_event"
where ("feed_event"."hub_id" = $1
	and "feed_event"."outcome_code" is null
	and "feed_event"."outcome_name" <> $2)
group by "feed_event"."outcome_name"
order by count(*) desc, "feed_event"."outcome_name" asc
limit $3;

-- waitingRows
select count(*)
from (select "id"
	from "feed_event"
	where ("feed_event"."hub_id" = $1
		and "feed_event"."case_id" is null
		and "feed_event"."outcome_name" > $2
		and "feed_event"."ref_index" is not null)
	limit $3) "waiting";
