-- waitingEvents: oldest
select "outbox"."id", "outbox"."hub_id", "outbox"."kind", "outbox"."payload", "outbox"."at"
from "outbox"
left join "outbox_done" on "outbox_done"."outbox_id" = "outbox"."id"
where ("outbox_done"."outbox_id" is null or ("outbox_done"."done_at" is null and "outbox_done"."next_at" <= $1))
order by "outbox"."id" asc
limit $2;

-- waitingEvents: that one
select "outbox"."id", "outbox"."hub_id", "outbox"."kind", "outbox"."payload", "outbox"."at"
from "outbox"
left join "outbox_done" on "outbox_done"."outbox_id" = "outbox"."id"
where (("outbox_done"."outbox_id" is null or ("outbox_done"."done_at" is null and "outbox_done"."next_at" <= $1))
	and "outbox"."id" = $2)
order by "outbox"."id" asc
limit $3;

-- holdEvent
select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as held;

-- markDone
insert into "outbox_done" ("outbox_id", "hub_id", "tries", "done_at", "next_at", "fault")
values ($1, $2, $3, $4, default, default)
on conflict ("outbox_id") do update
set "done_at" = $5;

-- markFailed
select "outbox_id", "hub_id", "tries", "done_at", "next_at", "fault"
from "outbox_done"
where "outbox_done"."outbox_id" = $1;
insert into "outbox_done" ("outbox_id", "hub_id", "tries", "done_at", "next_at", "fault")
values ($1, $2, $3, default, $4, $5)
on conflict ("outbox_id") do update
set "tries" = $6, "next_at" = $7, "fault" = excluded.fault;
