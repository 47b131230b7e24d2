-- membersOf
select "thread_member"."id", "thread_member"."agency_id", "agency"."name", "thread_member"."basis", "thread_member"."since", ("thread_member"."basis" = 'official' or app_has_request("thread_member"."person_id", "thread_member"."agency_id"))
from "thread_member"
inner join "agency" on ("agency"."id" = "thread_member"."agency_id"
	and "agency"."hub_id" = $1)
where ("thread_member"."hub_id" = $2
	and "thread_member"."person_id" = $3
	and "thread_member"."thread_id" = $4
	and "thread_member"."until" is null)
order by "thread_member"."asked_at" asc, "thread_member"."id" asc;

-- agenciesToLetIn
select "id", "name", app_has_request($1::uuid, "id")
from "agency"
where ("agency"."hub_id" = $2
	and (app_has_request($3::uuid, "agency"."id") or "agency"."source" in ('police', 'witness_care')))
order by "agency"."name" asc;

-- nextSeq
select coalesce(max("seq"), 0)::int + 1
from "message"
where ("message"."hub_id" = $1
	and "message"."thread_id" = $2);

-- addMember
insert into "thread_member" ("id", "hub_id", "thread_id", "case_id", "person_id", "agency_id", "basis", "name_sealed", "from_seq", "added_by", "worker_id", "why", "said", "asked_at", "since", "until", "ended_by", "end_why")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, default, default, default, $11, default, default, default, default)
on conflict do nothing
returning "id";

-- letMemberIn
update "thread_member"
set "from_seq" = $1, "said" = $2, "since" = $3
where ("thread_member"."hub_id" = $4
	and "thread_member"."person_id" = $5
	and "thread_member"."id" = $6
	and "thread_member"."since" is null
	and "thread_member"."until" is null)
returning "id";

-- endMember
update "thread_member"
set "until" = $1, "ended_by" = $2, "end_why" = $3
where ("thread_member"."hub_id" = $4
	and "thread_member"."person_id" = $5
	and "thread_member"."thread_id" = $6
	and "thread_member"."id" = $7
	and "thread_member"."until" is null)
returning "id";

-- threadsOfAgency: all
select "thread"."id", "thread"."case_id", "thread"."person_id", "thread"."topic", "thread"."state", "thread"."last_from", "thread"."moved_at", "thread"."due_at", "thread_member"."id", "thread_member"."name_sealed"
from "thread_member"
inner join "thread" on ("thread"."id" = "thread_member"."thread_id"
	and "thread"."hub_id" = $1)
where ("thread_member"."hub_id" = $2
	and "thread_member"."agency_id" = $3
	and "thread_member"."until" is null
	and "thread_member"."since" is not null)
order by "thread"."state" = 'open'
and "thread"."last_from" in ('person', 'helper') desc, "thread"."moved_at" desc, "thread"."id" desc
limit $4;

-- threadsOfAgency: one
select "thread"."id", "thread"."case_id", "thread"."person_id", "thread"."topic", "thread"."state", "thread"."last_from", "thread"."moved_at", "thread"."due_at", "thread_member"."id", "thread_member"."name_sealed"
from "thread_member"
inner join "thread" on ("thread"."id" = "thread_member"."thread_id"
	and "thread"."hub_id" = $1)
where ("thread_member"."hub_id" = $2
	and "thread_member"."agency_id" = $3
	and "thread_member"."until" is null
	and "thread_member"."since" is not null
	and "thread"."id" = $4)
order by "thread"."state" = 'open'
and "thread"."last_from" in ('person', 'helper') desc, "thread"."moved_at" desc, "thread"."id" desc
limit $5;

-- threadsHelped: all
select "thread"."id", "thread"."case_id", "thread"."person_id", "thread"."topic", "thread"."state", "thread"."last_from", "thread"."moved_at", "thread"."due_at"
from "help_grant"
inner join "thread" on ("thread"."hub_id" = $1
	and "thread"."case_id" = "help_grant"."case_id"
	and "thread"."person_id" = "help_grant"."person_id")
where ("help_grant"."hub_id" = $2
	and "help_grant"."id" = $3
	and "help_grant"."state" = $4
	and "help_grant"."ended_at" is null
	and "help_grant"."parts" @> $5)
order by "thread"."moved_at" desc, "thread"."id" desc
limit $6;

-- threadsHelped: one
select "thread"."id", "thread"."case_id", "thread"."person_id", "thread"."topic", "thread"."state", "thread"."last_from", "thread"."moved_at", "thread"."due_at"
from "help_grant"
inner join "thread" on ("thread"."hub_id" = $1
	and "thread"."case_id" = "help_grant"."case_id"
	and "thread"."person_id" = "help_grant"."person_id")
where ("help_grant"."hub_id" = $2
	and "help_grant"."id" = $3
	and "help_grant"."state" = $4
	and "help_grant"."ended_at" is null
	and "help_grant"."parts" @> $5
	and "thread"."id" = $6)
order by "thread"."moved_at" desc, "thread"."id" desc
limit $7;

-- moveAsAgency
update "thread"
set "last_from" = $1, "moved_at" = $2
where ("thread"."hub_id" = $3
	and "thread"."id" = $4
	and "thread"."state" = $5)
returning "id";

-- moveAsHelper
update "thread"
set "is_marked" = $1, "last_from" = $2, "moved_at" = $3, "due_at" = $4
where ("thread"."hub_id" = $5
	and "thread"."id" = $6
	and "thread"."state" = $7)
returning "id";

-- addMemberMessage
insert into "message" ("id", "hub_id", "thread_id", "case_id", "person_id", "once", "seq", "author", "agency_id", "grant_id", "worker_id", "is_by_phone", "lang", "body_sealed", "at")
values ($1, $2, $3, $4, $5, $6, app_next_message($7::uuid), $8, $9, default, default, $10, $11, $12, $13)
on conflict ("thread_id","once") do nothing
returning "id";
