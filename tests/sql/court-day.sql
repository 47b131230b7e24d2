-- ownTicks
select "item"
from "court_tick"
where ("court_tick"."hub_id" = $1
	and "court_tick"."person_id" = $2)
order by "court_tick"."item" asc
limit $3;

-- dropTicks: all
delete from "court_tick"
where ("court_tick"."hub_id" = $1
	and "court_tick"."person_id" = $2);

-- dropTicks: some
delete from "court_tick"
where ("court_tick"."hub_id" = $1
	and "court_tick"."person_id" = $2
	and "court_tick"."item" in ($3));

-- addTicks
insert into "court_tick" ("hub_id", "person_id", "item", "made_at")
values ($1, $2, $3, $4)
on conflict do nothing;

-- daysAwayOf
select "id", "case_id", "from_on", "to_on", "made_at"
from "court_away"
where ("court_away"."hub_id" = $1
	and "court_away"."person_id" = $2
	and "court_away"."case_id" in ($3)
	and "court_away"."ended_at" is null
	and "court_away"."to_on" >= $4)
order by "court_away"."from_on" asc, "court_away"."id" asc
limit $5;

-- addDaysAway
insert into "court_away" ("id", "hub_id", "case_id", "person_id", "from_on", "to_on", "speaker", "worker_id", "made_at", "ended_at")
values ($1, $2, $3, $4, $5, $6, $7, default, $8, default);

-- endDaysAway
update "court_away"
set "ended_at" = $1
where ("court_away"."hub_id" = $2
	and "court_away"."person_id" = $3
	and "court_away"."case_id" = $4
	and "court_away"."id" = $5
	and "court_away"."ended_at" is null)
returning "id";

-- deleteDaysAway: of a case
delete from "court_away"
where ("court_away"."hub_id" = $1
	and "court_away"."case_id" = $2);

-- deleteDaysAway: of a person
delete from "court_away"
where ("court_away"."hub_id" = $1
	and "court_away"."person_id" = $2);
