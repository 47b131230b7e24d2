-- servicesOut: a page of all
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", (select coalesce(jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc) order by l.id), '[]'::jsonb)
	from service_location l join location p on p.id = l.location_id
	where l.service_id = s.id
	and not s.is_confidential
	and l.is_shown
	and not l.is_confidential
	and not p.is_confidential) as at
from (select f.service_id as id
	from service_find f
	order by f.service_id
	limit $3 offset $4) i join service s on s.id = i.id join organisation o on o.id = s.organisation_id
where s.is_shown
order by s.id;

-- servicesOut: narrowed, after an id
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", (select coalesce(jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc) order by l.id), '[]'::jsonb)
	from service_location l join location p on p.id = l.location_id
	where l.service_id = s.id
	and not s.is_confidential
	and l.is_shown
	and not l.is_confidential
	and not p.is_confidential) as at
from (select f.service_id as id
	from service_find f join service s on s.id = f.service_id
	where f.words @@ ($3::tsquery)
	and f.words @@ ($4::tsquery || $5::tsquery)
	and f.words @@ plainto_tsquery('english', $6)
	and s.organisation_id = $7::uuid
	and (jsonb_typeof(s.doc -> $8::text) = 'number' and s.doc -> $9::text >= to_jsonb($10::numeric))
	and (jsonb_typeof(s.doc -> $11::text) = 'number' and s.doc -> $12::text <= to_jsonb($13::numeric))
	and s.modified_at >= $14::timestamptz
	and (jsonb_path_exists(s.doc, $15::jsonpath, $16::jsonb, true) or exists (select from service_location h where h.service_id = s.id and h.is_shown and not h.is_confidential and jsonb_path_exists(h.doc, $17::jsonpath, $18::jsonb, true)))
	and f.service_id > $19::uuid
	order by f.service_id
	limit $20 offset $21) i join service s on s.id = i.id join organisation o on o.id = s.organisation_id
where s.is_shown
order by s.id;

-- stampsOut
select s.id::text, s.modified_at as "modifiedAt"
from (select f.service_id as id
	from service_find f
	where f.service_id > $1::uuid
	order by f.service_id
	limit $2 offset $3) i join service s on s.id = i.id
where s.is_shown
order by s.id;

-- countServicesOut: all
select count(*)::int as n
from service_find f;

-- countServicesOut: narrowed
select count(*)::int as n
from service_find f join service s on s.id = f.service_id
where f.words @@ ($1::tsquery)
and f.words @@ ($2::tsquery || $3::tsquery)
and f.words @@ plainto_tsquery('english', $4)
and s.organisation_id = $5::uuid
and (jsonb_typeof(s.doc -> $6::text) = 'number' and s.doc -> $7::text >= to_jsonb($8::numeric))
and (jsonb_typeof(s.doc -> $9::text) = 'number' and s.doc -> $10::text <= to_jsonb($11::numeric))
and s.modified_at >= $12::timestamptz
and (jsonb_path_exists(s.doc, $13::jsonpath, $14::jsonb, true) or exists (select from service_location h where h.service_id = s.id and h.is_shown and not h.is_confidential and jsonb_path_exists(h.doc, $15::jsonpath, $16::jsonb, true)));

-- serviceOutById
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", (select coalesce(jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc) order by l.id), '[]'::jsonb)
	from service_location l join location p on p.id = l.location_id
	where l.service_id = s.id
	and not s.is_confidential
	and l.is_shown
	and not l.is_confidential
	and not p.is_confidential) as at
from service s join organisation o on o.id = s.organisation_id
where s.id = $3::uuid
and s.is_shown;

-- placesOut: a page of all
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", l.id::text as "linkId", jsonb_build_array(jsonb_build_object('link', l.doc, 'location', p.doc)) as at
from (select l.id
	from service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id
	where s.is_shown
	and not s.is_confidential
	and l.is_shown
	and not l.is_confidential
	and not p.is_confidential
	order by l.id
	limit $3 offset $4) i join service_location l on l.id = i.id join location p on p.id = l.location_id join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
where s.is_shown
and not s.is_confidential
and l.is_shown
and not l.is_confidential
and not p.is_confidential
order by l.id;

-- placesOut: narrowed, after an id
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", l.id::text as "linkId", jsonb_build_array(jsonb_build_object('link', l.doc, 'location', p.doc)) as at
from (select l.id
	from service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id join service_find f on f.service_id = s.id
	where s.is_shown
	and not s.is_confidential
	and l.is_shown
	and not l.is_confidential
	and not p.is_confidential
	and f.words @@ ($3::tsquery)
	and f.words @@ ($4::tsquery || $5::tsquery)
	and f.words @@ plainto_tsquery('english', $6)
	and s.organisation_id = $7::uuid
	and (jsonb_typeof(s.doc -> $8::text) = 'number' and s.doc -> $9::text >= to_jsonb($10::numeric))
	and (jsonb_typeof(s.doc -> $11::text) = 'number' and s.doc -> $12::text <= to_jsonb($13::numeric))
	and s.modified_at >= $14::timestamptz
	and (jsonb_path_exists(s.doc, $15::jsonpath, $16::jsonb, true) or exists (select from service_location h where h.service_id = s.id and h.is_shown and not h.is_confidential and jsonb_path_exists(h.doc, $17::jsonpath, $18::jsonb, true)))
	and l.id > $19::uuid
	order by l.id
	limit $20 offset $21) i join service_location l on l.id = i.id join location p on p.id = l.location_id join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
where s.is_shown
and not s.is_confidential
and l.is_shown
and not l.is_confidential
and not p.is_confidential
order by l.id;

-- countPlacesOut: all
select count(*)::int as n
from service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id
where s.is_shown
and not s.is_confidential
and l.is_shown
and not l.is_confidential
and not p.is_confidential;

-- countPlacesOut: narrowed
select count(*)::int as n
from service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id join service_find f on f.service_id = s.id
where s.is_shown
and not s.is_confidential
and l.is_shown
and not l.is_confidential
and not p.is_confidential
and f.words @@ ($1::tsquery)
and f.words @@ ($2::tsquery || $3::tsquery)
and f.words @@ plainto_tsquery('english', $4)
and s.organisation_id = $5::uuid
and (jsonb_typeof(s.doc -> $6::text) = 'number' and s.doc -> $7::text >= to_jsonb($8::numeric))
and (jsonb_typeof(s.doc -> $9::text) = 'number' and s.doc -> $10::text <= to_jsonb($11::numeric))
and s.modified_at >= $12::timestamptz
and (jsonb_path_exists(s.doc, $13::jsonpath, $14::jsonb, true) or exists (select from service_location h where h.service_id = s.id and h.is_shown and not h.is_confidential and jsonb_path_exists(h.doc, $15::jsonpath, $16::jsonb, true)));

-- placeOutById
select s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", l.id::text as "linkId", jsonb_build_array(jsonb_build_object('link', l.doc, 'location', p.doc)) as at
from service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
where l.id = $3::uuid
and s.is_shown
and not s.is_confidential
and l.is_shown
and not l.is_confidential
and not p.is_confidential;
