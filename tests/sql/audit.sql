-- chainHeads
select chain, seq, hash
from audit_heads();

-- chainPage
select chain, seq, trim_scale(extract(epoch from at) * 1000)::text as ms, actor_kind as "actorKind", actor_id::text as "actorId", actor_role as "actorRole", action, case_id::text as "caseId", person_id::text as "personId", object_id as "objectId", reason, request_id as "requestId", detail_sealed as detail, prev_hash as "prevHash", hash
from audit_page($1, $2::bigint, $3)
order by seq;

-- holdAnchors
select pg_try_advisory_xact_lock(hashtextextended('waymark audit anchors', 0)) as held;

-- looksAtMe
select chain, seq, at, actor_kind as "actorKind", is_mine as "isMine", actor_role as "actorRole", action, case_id::text as "caseId", reason
from audit_about_me($1::timestamptz, $2)
order by at desc, chain, seq desc;

-- looksAt
select chain, seq, at, actor_kind as "actorKind", actor_id::text as "actorId", actor_role as "actorRole", action, case_id::text as "caseId", object_id as "objectId", reason
from audit_about($1::uuid, $2::timestamptz, $3)
order by at desc, chain, seq desc;

-- withheldFrom
select "id", "hub_id", "person_id", "chain", "seq", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by"
from "audit_withheld"
where ("audit_withheld"."hub_id" = $1
	and "audit_withheld"."person_id" = $2
	and "audit_withheld"."ended_at" is null)
limit $3;

-- addWithheld
insert into "audit_withheld" ("id", "hub_id", "person_id", "chain", "seq", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, default, default);

-- endWithheld
update "audit_withheld"
set "ended_at" = $1, "ended_by" = $2
where ("audit_withheld"."hub_id" = $3
	and "audit_withheld"."person_id" = $4
	and "audit_withheld"."chain" = $5
	and "audit_withheld"."seq" = $6
	and "audit_withheld"."ended_at" is null)
returning "id";

-- endReview
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."person_id" = $4
	and "task"."kind" = $5
	and "task"."about" = $6
	and "task"."done_at" is null);

-- ownSignIn
select made_at as "madeAt", devices, passkeys, invited_at as "invitedAt", used_at as "usedAt"
from app_own_sign_in();

-- ownAbout
select "kind", "about", "due_on", "made_at", "done_at"
from "task"
where ("task"."hub_id" = $1
	and "task"."person_id" = $2
	and "task"."kind" in ($3, $4, $5, $6))
order by "task"."made_at" desc, "task"."id" desc
limit $7;

-- ownQuestions
select "kind", "made_at", "done_at"
from "task"
where ("task"."hub_id" = $1
	and "task"."person_id" = $2
	and "task"."kind" in ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))
order by "task"."made_at" desc, "task"."id" desc
limit $15;

-- ownReach
select "may_contact", "hours", "voicemail", "say_who", "hard_news", "confirmed_at"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" = $2)
order by "preference"."version" desc
limit $3;

-- ownHides
select "event_id", "reference_id", "at", "settled_as"
from "not_mine"
where ("not_mine"."hub_id" = $1
	and "not_mine"."person_id" = $2)
order by "not_mine"."at" desc, "not_mine"."id" desc
limit $3;
