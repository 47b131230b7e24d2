-- partnerServices
select s.id::text as "serviceId", s.name, s.agency_id::text as "agencyId", a.name as agency, coalesce(s.facets->'needs', '[]'::jsonb) as needs, coalesce(s.facets->'langs', '[]'::jsonb) as langs, coalesce(s.facets->'access', '[]'::jsonb) as access, coalesce(s.facets->'forWhom', '[]'::jsonb) as "forWhom", coalesce(s.facets->'areas', '[]'::jsonb) as areas, s.quality, s.is_shown as "isShown", s.facets->'capacity'->>'state' as capacity, (select max(x.until_on)::text
	from accreditation x
	where x.service_id = s.id
	and x.kept_by = $1::uuid
	and x.ended_at is null
	and x.from_on <= $2::date
	and x.until_on >= $3::date) as "accreditedUntil"
from service s join agency a on a.id = s.agency_id
and a.hub_id = $4::uuid
where s.kept_by = $5::uuid
and s.gone_at is null
order by s.name, s.id
limit 200;
