-- ownCases: all
select "cases"."id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "participant"."role", "participant"."enhanced", "preference"."hard_news", "preference"."may_contact"
from "participant"
inner join "cases" on ("cases"."id" = "participant"."case_id"
	and "cases"."hub_id" = $1
	and "cases"."shredded_at" is null)
left join "preference" on ("preference"."hub_id" = $2
	and "preference"."person_id" = "participant"."person_id"
	and "preference"."version" = (select max(p.version)
		from preference p
		where p.person_id = "participant"."person_id"
		and p.hub_id = "participant"."hub_id"))
where ("participant"."hub_id" = $3
	and "participant"."person_id" = $4
	and not exists (select "id"
		from "not_mine"
		where ("not_mine"."hub_id" = $5
			and "not_mine"."person_id" = $6
			and "not_mine"."case_id" = "cases"."id"
			and "not_mine"."event_id" is null
			and "not_mine"."reference_id" is null
			and ("not_mine"."settled_as" is null or "not_mine"."settled_as" <> $7))))
order by "cases"."made_at" desc, "cases"."id" desc
limit $8;

-- ownCases: that one
select "cases"."id", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "cases"."crime_type", "cases"."area", "cases"."rhythm_days", "cases"."rhythm_since", "cases"."made_at", "participant"."role", "participant"."enhanced", "preference"."hard_news", "preference"."may_contact"
from "participant"
inner join "cases" on ("cases"."id" = "participant"."case_id"
	and "cases"."hub_id" = $1
	and "cases"."shredded_at" is null)
left join "preference" on ("preference"."hub_id" = $2
	and "preference"."person_id" = "participant"."person_id"
	and "preference"."version" = (select max(p.version)
		from preference p
		where p.person_id = "participant"."person_id"
		and p.hub_id = "participant"."hub_id"))
where (("participant"."hub_id" = $3
		and "participant"."person_id" = $4
		and not exists (select "id"
			from "not_mine"
			where ("not_mine"."hub_id" = $5
				and "not_mine"."person_id" = $6
				and "not_mine"."case_id" = "cases"."id"
				and "not_mine"."event_id" is null
				and "not_mine"."reference_id" is null
				and ("not_mine"."settled_as" is null or "not_mine"."settled_as" <> $7))))
	and "cases"."id" = $8)
order by "cases"."made_at" desc, "cases"."id" desc
limit $9;

-- ownPerson
select "id", "name_sealed", "born_sealed", "lang", "area", "made_at"
from "person"
where ("person"."hub_id" = $1
	and "person"."id" = $2);

-- ownWays
select "id", "person_id", "kind", "value_sealed", "checked", "made_at"
from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."person_id" = $2
	and "contact_way"."ended_at" is null)
order by "contact_way"."made_at"
limit $3;

-- ownName
select "name_sealed"
from "person"
where ("person"."hub_id" = $1
	and "person"."id" = $2);

-- ownHidden
select "case_id", "event_id", "reference_id"
from "not_mine"
where ("not_mine"."hub_id" = $1
	and "not_mine"."person_id" = $2
	and "not_mine"."case_id" in ($3)
	and ("not_mine"."settled_as" is null or "not_mine"."settled_as" <> $4))
limit $5;

-- ownAnswers
select "case_id", "clock_id", "answer", "at"
from "heard"
where ("heard"."hub_id" = $1
	and "heard"."person_id" = $2
	and "heard"."case_id" in ($3))
order by "heard"."at"
limit $4;

-- ownAsked
select "id", "case_id", "kind", "about", "due_on"
from "task"
where ("task"."hub_id" = $1
	and "task"."person_id" = $2
	and "task"."case_id" in ($3)
	and "task"."kind" in ($4, $5, $6, $7, $8, $9)
	and "task"."done_at" is null)
order by "task"."due_on", "task"."id"
limit $10;

-- holdAsking
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- addAnswer
insert into "heard" ("id", "hub_id", "case_id", "person_id", "clock_id", "answer", "at", "by_worker")
values ($1, $2, $3, $4, $5, $6, $7, default);

-- addHidden
insert into "not_mine" ("id", "hub_id", "case_id", "person_id", "event_id", "reference_id", "at", "settled_at", "settled_by", "settled_as")
values ($1, $2, $3, $4, default, default, $5, default, default, default);
