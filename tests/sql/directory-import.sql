-- standingOf
select s.id::text, s.content_hash as "contentHash", s.slug, s.agency_id::text as "agencyId", s.checked_on::text as "checkedOn", s.gone_at is not null as "isGone", not s.is_shown
and s.gone_at is null
and s.doc ->> 'status' in ('active', 'temporarily closed') as "isHeldBack", exists (select
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "isAccredited"
from service s
where s.kept_by = $3::uuid
and s.source_id = $4::uuid
and s.id in (select (jsonb_array_elements_text($5::jsonb))::uuid)
limit $6;

-- takenIds
with wanted as (select (jsonb_array_elements_text($1::jsonb))::uuid as id)
select t.id
from service t
where t.id in (select id
	from wanted)
and (t.kept_by <> $2::uuid or t.source_id is distinct from $3::uuid) union
select t.id
from organisation t
where t.id in (select id
	from wanted)
and (t.kept_by <> $4::uuid or t.source_id is distinct from $5::uuid) union
select t.id
from location t
where t.id in (select id
	from wanted)
and (t.kept_by <> $6::uuid or t.source_id is distinct from $7::uuid) union
select l.id
from service_location l join service s on s.id = l.service_id
where l.id in (select id
	from wanted)
and (s.kept_by <> $8::uuid or s.source_id is distinct from $9::uuid)
limit $10;

-- takenSlugs
select s.slug
from service s
where s.slug in (select jsonb_array_elements_text($1::jsonb))
limit $2;

-- releaseLinks
delete from service_location l using jsonb_to_recordset($1::jsonb) as r(id uuid, "serviceId" uuid)
where l.kept_by = $2::uuid
and l.id = r.id
and l.service_id <> r."serviceId"
and l.service_id in (select s.id
	from service s
	where s.kept_by = $3::uuid
	and s.source_id = $4::uuid);

-- hiddenPlaces
select p.id::text
from location p
where p.kept_by = $1::uuid
and p.source_id = $2::uuid
and p.is_confidential
and p.id > $3::uuid
order by p.id
limit $4;

-- hidePlaces
update service_location l
set is_confidential = true, at = null
where l.kept_by = $1::uuid
and not l.is_confidential
and l.location_id in (select (jsonb_array_elements_text($2::jsonb))::uuid);
update location p
set is_confidential = true
where p.kept_by = $1::uuid
and not p.is_confidential
and p.id in (select (jsonb_array_elements_text($2::jsonb))::uuid);

-- idsOfSource
select s.id::text
from service s
where s.kept_by = $1::uuid
and s.source_id = $2::uuid
and s.gone_at is null
and s.id > $3::uuid
order by s.id
limit $4;
