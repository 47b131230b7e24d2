-- accreditationsOf
select "id", "kept_by", "service_id", "criteria", "assessor", "evidence", "from_on", "until_on", "made_at", "made_by", "ended_at", "ended_by"
from "accreditation"
where ("accreditation"."kept_by" = $1
	and "accreditation"."service_id" = $2)
order by "accreditation"."until_on" desc, "accreditation"."id" desc
limit $3;

-- addAccreditation
insert into "accreditation" ("id", "kept_by", "service_id", "criteria", "assessor", "evidence", "from_on", "until_on", "made_at", "made_by", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, default, default, default);

-- endAccreditation
update "accreditation"
set "ended_at" = $1, "ended_by" = $2
where ("accreditation"."kept_by" = $3
	and "accreditation"."service_id" = $4
	and "accreditation"."id" = $5
	and "accreditation"."ended_at" is null)
returning "id";

-- reportsOf
select kind, count(*)::int as count
from service_feedback
where kept_by = $1::uuid
and service_id = $2::uuid
and settled_at is null
group by kind
order by 2 desc, 1
limit 10;

-- settleReports
update "service_feedback"
set "settled_at" = $1, "settled_by" = $2
where ("service_feedback"."kept_by" = $3
	and "service_feedback"."service_id" = $4
	and "service_feedback"."settled_at" is null)
returning "id";

-- hasEntryTask
select "id"
from "task"
where ("task"."hub_id" = $1
	and "task"."service_id" = $2
	and "task"."kind" in ($3)
	and "task"."done_at" is null)
limit $4;

-- countEntryTasks
select count(*)::int
from "task"
where ("task"."hub_id" = $1
	and "task"."kind" = $2
	and "task"."done_at" is null);

-- settleEntryTasks
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."service_id" = $4
	and "task"."kind" in ($5)
	and "task"."done_at" is null);

-- dropEntryTasks
delete from "task"
where ("task"."hub_id" = $1
	and "task"."service_id" = $2
	and "task"."kind" in ($3)
	and "task"."done_at" is null);

-- setQualities
update service s
set quality = r.quality, content_hash = r."contentHash"
from jsonb_to_recordset($1::jsonb) as r(id uuid, quality smallint, "contentHash" text)
where s.kept_by = $2::uuid
and s.id = r.id;
update service_find f
set quality = r.quality
from jsonb_to_recordset($1::jsonb) as r(id uuid, quality smallint, "contentHash" text), service s
where s.id = f.service_id
and s.kept_by = $2::uuid
and f.service_id = r.id;
with gone as (delete from service_listing l using jsonb_to_recordset($1::jsonb) as r(id uuid, quality smallint, "contentHash" text) where l.service_id = r.id and r.id in (select id from service where kept_by = $2::uuid) returning l.area, l.need, l.service_id, 100 - r.quality as rank)
insert into service_listing (area, need, rank, service_id)
select area, need, rank, service_id
from gone
on conflict do nothing;

-- countsByNeed
select a.area, n.need, l.lang, count(*)::int as count
from service s, jsonb_array_elements_text(s.facets -> 'areas') a(area), jsonb_array_elements_text(s.facets -> 'needs') n(need), jsonb_array_elements_text((s.facets -> 'langs') || '["*"]'::jsonb) l(lang)
where s.is_shown
and a.area in (select jsonb_array_elements_text($1::jsonb))
group by 1, 2, 3
order by 1, 2, 3
limit 20000;

-- areasOfHub
select to_jsonb(areas) as areas
from hub_scope
where id = $1::uuid;

-- areasServed
select distinct area
from service_listing
order by area
limit 60;
