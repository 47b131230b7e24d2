-- courtStepsOf
select "id", "thing", "seq", "step", "speaker", "on_day", "at_time", "court", "access", "made_at"
from "court_step"
where ("court_step"."hub_id" = $1
	and "court_step"."person_id" = $2
	and "court_step"."case_id" = $3)
order by "court_step"."thing" asc, "court_step"."seq" asc
limit $4;

-- ownCourtSteps
select "id", "thing", "seq", "step", "speaker", "on_day", "at_time", "court", "access", "made_at", "case_id"
from "court_step"
where ("court_step"."hub_id" = $1
	and "court_step"."person_id" = $2)
order by "court_step"."case_id" asc, "court_step"."thing" asc, "court_step"."seq" asc;

-- addCourtStep
insert into "court_step" ("id", "hub_id", "case_id", "person_id", "thing", "seq", "step", "speaker", "worker_id", "on_day", "at_time", "court", "access", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, default, default, default, default, $9, $10)
on conflict do nothing
returning "id";

-- deleteCourtSteps: of a case
delete from "court_step"
where ("court_step"."hub_id" = $1
	and "court_step"."case_id" = $2);

-- deleteCourtSteps: of a person
delete from "court_step"
where ("court_step"."hub_id" = $1
	and "court_step"."person_id" = $2);

-- casesWithCourt
select distinct e.case_id::text as id
from event e
where e.hub_id = $1::uuid
and e.detail ? 'hearing'
and coalesce(e.detail #>> '{hearing,when,on}', e.detail #>> '{hearing,when,from}') between $2
and $3
order by 1
limit 500;
