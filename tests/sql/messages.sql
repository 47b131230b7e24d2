-- addThread
insert into "thread" ("id", "hub_id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "is_urgent", "is_marked", "last_from", "opened_at", "moved_at", "due_at", "escalated_at", "worker_id", "claimed_by", "claimed_until")
values ($1, $2, $3, $4, $5, default, default, $6, $7, $8, $9, $10, $11, default, default, default, default, default)
on conflict do nothing
returning "id";

-- threadsOfPerson: all
select "id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "last_from", "opened_at", "moved_at", "due_at"
from "thread"
where ("thread"."hub_id" = $1
	and "thread"."person_id" = $2)
order by "thread"."moved_at" desc, "thread"."id" desc
limit $3;

-- threadsOfPerson: one
select "id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "last_from", "opened_at", "moved_at", "due_at"
from "thread"
where ("thread"."hub_id" = $1
	and "thread"."person_id" = $2
	and "thread"."id" = $3)
order by "thread"."moved_at" desc, "thread"."id" desc
limit $4;

-- moveOwnThread
update "thread"
set "state" = $1, "moved_at" = $2, "due_at" = $3
where ("thread"."hub_id" = $4
	and "thread"."person_id" = $5
	and "thread"."id" = $6);

-- messagesOf
select "id", "thread_id", "case_id", "person_id", "seq", "author", "agency_id", "grant_id", "is_by_phone", "lang", "body_sealed", "at"
from "message"
where ("message"."hub_id" = $1
	and "message"."thread_id" = $2)
order by "message"."seq" asc;

-- hasMessage
select "id"
from "message"
where ("message"."hub_id" = $1
	and "message"."thread_id" = $2
	and "message"."once" = $3);

-- addMessage
insert into "message" ("id", "hub_id", "thread_id", "case_id", "person_id", "once", "seq", "author", "agency_id", "grant_id", "worker_id", "is_by_phone", "lang", "body_sealed", "at")
values ($1, $2, $3, $4, $5, $6, (select coalesce(max(m.seq), 0) + 1 from message m where m.hub_id = $7::uuid and m.thread_id = $8::uuid), $9, default, default, default, $10, $11, $12, $13)
on conflict ("thread_id","once") do nothing
returning "id";

-- threadsOfHub
select "id", "hub_id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "is_urgent", "is_marked", "last_from", "opened_at", "moved_at", "due_at", "escalated_at", "worker_id", "claimed_by", "claimed_until"
from "thread"
where "thread"."hub_id" = $1
order by (("thread"."state" = 'open' and "thread"."due_at" is not null) and "thread"."is_urgent") desc, ("thread"."state" = 'open' and "thread"."due_at" is not null) desc, "thread"."due_at" asc, "thread"."moved_at" desc, "thread"."id" desc
limit $2;

-- threadsWith
select "id", "hub_id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "is_urgent", "is_marked", "last_from", "opened_at", "moved_at", "due_at", "escalated_at", "worker_id", "claimed_by", "claimed_until"
from "thread"
where ("thread"."hub_id" = $1
	and "thread"."person_id" = $2)
order by "thread"."state" desc, "thread"."moved_at" desc, "thread"."id" desc
limit $3;

-- threadOfHub
select "id", "hub_id", "case_id", "person_id", "topic", "about_kind", "about_id", "state", "is_urgent", "is_marked", "last_from", "opened_at", "moved_at", "due_at", "escalated_at", "worker_id", "claimed_by", "claimed_until"
from "thread"
where ("thread"."hub_id" = $1
	and "thread"."id" = $2);

-- moveThread: any
update "thread"
set "state" = $1, "moved_at" = "thread"."moved_at"
where ("thread"."hub_id" = $2
	and "thread"."id" = $3)
returning "id";

-- moveThread: while free
update "thread"
set "last_from" = $1, "moved_at" = $2
where ("thread"."hub_id" = $3
	and "thread"."id" = $4
	and ("thread"."claimed_by" is null or "thread"."claimed_by" = $5 or "thread"."claimed_until" < $6))
returning "id";

-- addNote
insert into "thread_note" ("id", "hub_id", "thread_id", "case_id", "person_id", "worker_id", "note_sealed", "at")
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing;

-- notesAbout
select "id", "hub_id", "thread_id", "case_id", "person_id", "worker_id", "note_sealed", "at"
from "thread_note"
where ("thread_note"."hub_id" = $1
	and "thread_note"."thread_id" = $2)
order by "thread_note"."at" asc, "thread_note"."id" asc;

-- takeLate
update "thread"
set "escalated_at" = $1
where "thread"."id" in (select "id"
	from "thread"
	where ("thread"."hub_id" = $2
		and "thread"."state" = $3
		and "thread"."due_at" is not null
		and "thread"."due_at" < $4
		and ("thread"."escalated_at" is null or "thread"."escalated_at" < "thread"."due_at"))
	limit $5)
returning "id", "case_id", "person_id";

-- deleteThreads: of a case
delete from "thread_member"
where ("thread_member"."hub_id" = $1
	and "thread_member"."case_id" = $2);
delete from "thread_note"
where ("thread_note"."hub_id" = $1
	and "thread_note"."case_id" = $2);
delete from "message_translation"
where ("message_translation"."hub_id" = $1
	and "message_translation"."case_id" = $2);
delete from "message"
where ("message"."hub_id" = $1
	and "message"."case_id" = $2);
delete from "thread"
where ("thread"."hub_id" = $1
	and "thread"."case_id" = $2);

-- deleteThreads: of a person
delete from "thread_member"
where ("thread_member"."hub_id" = $1
	and "thread_member"."person_id" = $2);
delete from "thread_note"
where ("thread_note"."hub_id" = $1
	and "thread_note"."person_id" = $2);
delete from "message_translation"
where ("message_translation"."hub_id" = $1
	and "message_translation"."person_id" = $2);
delete from "message"
where ("message"."hub_id" = $1
	and "message"."person_id" = $2);
delete from "thread"
where ("thread"."hub_id" = $1
	and "thread"."person_id" = $2);
