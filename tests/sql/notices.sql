-- addNotice
insert into "notice" ("id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on")
values ($1, $2, default, $3, $4, $5, default, $6, $7, $8, default, default, default, $9, $10, $11, default, default, $12, $13, default, default)
on conflict do nothing
returning "id";

-- noticesOfHub
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where "notice"."hub_id" = $1
order by "notice"."state" in ('dead', 'failed') desc, "notice"."moved_at" desc, "notice"."id" desc
limit $2;

-- noticesAbout
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."person_id" in ($2)
	and ("notice"."case_id" = $3 or "notice"."case_id" is null))
order by "notice"."moved_at" desc, "notice"."id" desc
limit $4;

-- hasSeen
select "id"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."person_id" = $2
	and "notice"."source_id" = $3
	and "notice"."seen_at" is not null)
limit $4;

-- ownUnseen
select distinct "hub_id", "person_id", "about"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."person_id" = $2
	and "notice"."case_id" = $3
	and "notice"."kind" = $4
	and "notice"."seen_at" is null);

-- markOwnSeen
update "notice"
set "seen_at" = $1
where (("notice"."hub_id" = $2
		and "notice"."person_id" = $3
		and "notice"."case_id" = $4
		and "notice"."kind" = $5
		and "notice"."seen_at" is null)
	and "notice"."about" = $6);

-- lettersToPrint
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."state" = $2)
order by "notice"."moved_at" asc, "notice"."id" asc
limit $3;

-- noticeOfHub
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."id" = $2);

-- hasWaiting
select "id"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."person_id" = $2
	and "notice"."state" = $3
	and "notice"."kind" = $4)
limit $5;

-- dueNotices
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."state" in ($2, $3)
	and "notice"."next_at" <= $4)
order by "notice"."next_at" asc, "notice"."id" asc
limit $5 for
update skip locked;

-- unconfirmedNotices
select "id", "hub_id", "case_id", "person_id", "source", "source_id", "about", "kind", "repeat", "state", "reason", "way_id", "channel", "lang", "tries", "next_at", "provider", "reference", "made_at", "moved_at", "seen_at", "posted_on"
from "notice"
where ("notice"."hub_id" = $1
	and "notice"."state" = $2
	and "notice"."reference" is not null
	and "notice"."next_at" <= $3)
order by "notice"."next_at" asc, "notice"."id" asc
limit $4 for
update skip locked;

-- moveNotice
update "notice"
set "state" = $1, "reference" = $2, "moved_at" = $3
where ("notice"."hub_id" = $4
	and "notice"."id" = $5
	and "notice"."state" = $6)
returning "id";
