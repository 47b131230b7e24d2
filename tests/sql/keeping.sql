-- caseKeeping: a page
select c.id::text as id, to_char(c.made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn", to_char((select max(e.received_at) from event e where e.case_id = c.id) at time zone 'Europe/London', 'YYYY-MM-DD') as "heardOn", to_char((select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null) at time zone 'Europe/London', 'YYYY-MM-DD') as "triedOn", to_char(greatest((select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null and t.outcome in ('told', 'not_safe', 'another_time', 'not_now')), (select max(h.at) from heard h where h.case_id = c.id), (select max(k.made_at) from task k where k.case_id = c.id and k.kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong')), (select max(i.used_at) from participant p join invitation i on i.subject = p.person_id and i.kind = 'person' and i.hub_id = c.hub_id where p.case_id = c.id)) at time zone 'Europe/London', 'YYYY-MM-DD') as "contactOn", coalesce((select max(h.at) from heard h where h.case_id = c.id), (select max(k.made_at) from task k where k.case_id = c.id and k.kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong')), (select max(i.used_at) from participant p join invitation i on i.subject = p.person_id and i.kind = 'person' and i.hub_id = c.hub_id where p.case_id = c.id)) is not null or exists (select
	from telling t
	where t.case_id = c.id
	and t.undone_at is null
	and t.outcome = 'told') as "isServed", to_char((select max(k.made_at) from task k where k.case_id = c.id and k.about = 'complaint') at time zone 'Europe/London', 'YYYY-MM-DD') as "complaintOn", to_char((select max(b.decided_at) from breach b where b.case_id = c.id) at time zone 'Europe/London', 'YYYY-MM-DD') as "wrongLinkOn", exists (select
	from breach b
	where b.case_id = c.id
	and b.decision = 'open') as "isWrongLinkOpen", exists (select
	from task k
	where k.case_id = c.id
	and k.done_at is null) as "hasOpenTask", exists (select
	from legal_hold l
	where l.hub_id = c.hub_id
	and l.ended_at is null
	and (l.case_id = c.id or l.person_id in (select p.person_id from participant p where p.case_id = c.id))) as "isHeld"
from cases c
where c.hub_id = $1::uuid
and c.shredded_at is null
and c.id > $2::uuid
order by c.id
limit $3;

-- caseKeeping: one case
select c.id::text as id, to_char(c.made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn", to_char((select max(e.received_at) from event e where e.case_id = c.id) at time zone 'Europe/London', 'YYYY-MM-DD') as "heardOn", to_char((select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null) at time zone 'Europe/London', 'YYYY-MM-DD') as "triedOn", to_char(greatest((select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null and t.outcome in ('told', 'not_safe', 'another_time', 'not_now')), (select max(h.at) from heard h where h.case_id = c.id), (select max(k.made_at) from task k where k.case_id = c.id and k.kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong')), (select max(i.used_at) from participant p join invitation i on i.subject = p.person_id and i.kind = 'person' and i.hub_id = c.hub_id where p.case_id = c.id)) at time zone 'Europe/London', 'YYYY-MM-DD') as "contactOn", coalesce((select max(h.at) from heard h where h.case_id = c.id), (select max(k.made_at) from task k where k.case_id = c.id and k.kind in ('update_asked', 'not_told', 'call_me', 'help_with_right', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong')), (select max(i.used_at) from participant p join invitation i on i.subject = p.person_id and i.kind = 'person' and i.hub_id = c.hub_id where p.case_id = c.id)) is not null or exists (select
	from telling t
	where t.case_id = c.id
	and t.undone_at is null
	and t.outcome = 'told') as "isServed", to_char((select max(k.made_at) from task k where k.case_id = c.id and k.about = 'complaint') at time zone 'Europe/London', 'YYYY-MM-DD') as "complaintOn", to_char((select max(b.decided_at) from breach b where b.case_id = c.id) at time zone 'Europe/London', 'YYYY-MM-DD') as "wrongLinkOn", exists (select
	from breach b
	where b.case_id = c.id
	and b.decision = 'open') as "isWrongLinkOpen", exists (select
	from task k
	where k.case_id = c.id
	and k.done_at is null) as "hasOpenTask", exists (select
	from legal_hold l
	where l.hub_id = c.hub_id
	and l.ended_at is null
	and (l.case_id = c.id or l.person_id in (select p.person_id from participant p where p.case_id = c.id))) as "isHeld"
from cases c
where c.hub_id = $1::uuid
and c.shredded_at is null
and c.id = $2::uuid
order by c.id
limit $3;

-- personKeeping
select n.id::text as id, to_char(n.made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn", (select count(*)::int
	from participant p
	where p.person_id = n.id) as "forgottenCases", exists (select
	from task k
	where k.person_id = n.id
	and k.done_at is null) as "hasOpenTask", exists (select
	from legal_hold l
	where l.hub_id = n.hub_id
	and l.person_id = n.id
	and l.ended_at is null) as "isHeld"
from person n
where n.hub_id = $1::uuid
and n.shredded_at is null
and n.id > $2::uuid
and not exists (select
	from participant p join cases c on c.id = p.case_id
	where p.person_id = n.id
	and c.shredded_at is null)
and not exists (select
	from help_grant g
	where g.hub_id = n.hub_id
	and g.helper_id = n.id
	and g.ended_at is null
	and g.until > $3::timestamptz)
order by n.id
limit $4;

-- sharedCases
select "participant"."case_id", (select count(*)::int
	from participant p
	where p.case_id = "participant"."case_id")
from "participant"
inner join "cases" on "cases"."id" = "participant"."case_id"
where ("participant"."hub_id" = $1
	and "participant"."person_id" = $2
	and "cases"."shredded_at" is null)
order by "participant"."case_id" asc
limit $3;

-- ownRules
select "record", "days"
from "retention_rule"
where "retention_rule"."hub_id" = $1
order by "retention_rule"."record" asc
limit $2;

-- setRule
insert into "retention_rule" ("id", "hub_id", "record", "days", "changed_by", "changed_at")
values ($1, $2, $3, $4, $5, $6)
on conflict ("hub_id","record") do update
set "days" = $7, "changed_by" = $8, "changed_at" = $9;

-- lastRuns
select "id", "hub_id", "on_day", "started_at", "finished_at", "counts", "fault"
from "retention_run"
where "retention_run"."hub_id" = $1
order by "retention_run"."on_day" desc
limit $2;

-- beginRun
insert into "retention_run" ("id", "hub_id", "on_day", "started_at", "finished_at", "counts", "fault")
values ($1, $2, $3, $4, default, default, default)
on conflict ("hub_id","on_day") do nothing
returning "id";

-- takeOverRun
update "retention_run"
set "started_at" = $1
where ("retention_run"."hub_id" = $2
	and "retention_run"."id" = $3
	and "retention_run"."finished_at" is null
	and "retention_run"."started_at" <= $4)
returning "id";

-- noteRun
update "retention_run"
set "finished_at" = $1, "counts" = $2, "fault" = $3
where ("retention_run"."hub_id" = $4
	and "retention_run"."id" = $5);

-- holdsOn: with people
select "id", "hub_id", "case_id", "person_id", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by"
from "legal_hold"
where ("legal_hold"."hub_id" = $1
	and "legal_hold"."ended_at" is null
	and ("legal_hold"."case_id" = $2 or "legal_hold"."person_id" in ($3)))
order by "legal_hold"."made_at" asc, "legal_hold"."id" asc
limit $4;

-- holdsOn: without people
select "id", "hub_id", "case_id", "person_id", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by"
from "legal_hold"
where ("legal_hold"."hub_id" = $1
	and "legal_hold"."ended_at" is null
	and "legal_hold"."case_id" = $2)
order by "legal_hold"."made_at" asc, "legal_hold"."id" asc
limit $3;

-- countHolds
select count(*)::int, count(*) filter (where "review_on" <= $1::date)::int
from "legal_hold"
where ("legal_hold"."hub_id" = $2
	and "legal_hold"."ended_at" is null);

-- addHold
insert into "legal_hold" ("id", "hub_id", "case_id", "person_id", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by")
values ($1, $2, $3, default, $4, $5, $6, $7, default, default);

-- endHold
update "legal_hold"
set "ended_at" = $1, "ended_by" = $2
where ("legal_hold"."hub_id" = $3
	and "legal_hold"."id" = $4
	and "legal_hold"."ended_at" is null)
returning "id", "hub_id", "case_id", "person_id", "reason_sealed", "review_on", "made_by", "made_at", "ended_at", "ended_by";
