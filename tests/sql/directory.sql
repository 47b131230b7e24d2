-- findServices: words
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.id in ((select id from service where is_shown and words @@ (((to_tsquery('english', $3) || $4::tsquery) && (to_tsquery('english', $5))) && (($6::tsquery || $7::tsquery) && ($8::tsquery))) order by quality desc, id limit $9) union (select id from service where is_shown and words @@ (((to_tsquery('english', $10)) && (to_tsquery('english', $11))) && (($12::tsquery || $13::tsquery) && ($14::tsquery))) order by quality desc, id limit $15))
order by ts_rank(s.words, ((to_tsquery('english', $16) || $17::tsquery) && (to_tsquery('english', $18)))) * 100 + s.quality / 10.0 desc, s.quality desc, s.id
limit $19;

-- findServices: any word
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.id in ((select id from service where is_shown and words @@ (((to_tsquery('english', $3) || $4::tsquery) || (to_tsquery('english', $5)))) order by quality desc, id limit $6) union (select id from service where is_shown and words @@ ((to_tsquery('english', $7)) || (to_tsquery('english', $8))) order by quality desc, id limit $9))
order by ts_rank(s.words, ((to_tsquery('english', $10) || $11::tsquery) || (to_tsquery('english', $12)))) * 100 + s.quality / 10.0 desc, s.quality desc, s.id
limit $13;

-- findServices: filters
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.id in ((select id from service where is_shown and words @@ ((($3::tsquery || $4::tsquery) && ($5::tsquery))) order by quality desc, id limit $6))
order by s.quality desc, s.quality desc, s.id
limit $7;

-- bestServices
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.is_shown
order by s.quality desc, s.id
limit $3;

-- listServices
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from (select service_id, min(rank) as rank
	from ((select service_id, rank from service_listing where area = $3 and need = $4 order by rank, service_id limit $5) union all (select service_id, rank from service_listing where area = $6 and need = $7 order by rank, service_id limit $8)) l
	group by service_id
	order by 2, 1
	limit $9 offset $10) l join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
where s.is_shown
order by l.rank, s.id;

-- nearestServices
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", l.km
from (select l.service_id, (l.at <-> point($3::float8, $4::float8)) * 111.2 as km
	from service_location l join service s on s.id = l.service_id
	where l.at is not null
	and l.is_shown
	and not l.is_confidential
	and s.is_shown
	and s.words @@ (((to_tsquery('english', $5) || $6::tsquery) && (to_tsquery('english', $7))) && (($8::tsquery || $9::tsquery) && ($10::tsquery)))
	order by l.at <-> point($11::float8, $12::float8)
	limit $13) l join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
order by l.km, s.id;

-- serviceBySlug
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.slug = $3
and s.is_shown;

-- servicesBySlugs
select s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version, s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil"
from service s join organisation o on o.id = s.organisation_id
where s.is_shown
and s.slug in (select jsonb_array_elements_text($3::jsonb))
limit 30;

-- locationsOf
select l.id::text, l.external_id as "externalId", l.doc, p.doc as location, p.id::text as "locationId"
from service_location l join location p on p.id = l.location_id
where l.service_id = $1::uuid
and l.is_shown
and not l.is_confidential
and not p.is_confidential
order by l.id
limit 50;

-- likeWords
select word
from directory_word
where word operator(trgm.%) $1
order by trgm.similarity(word, $2) desc, word
limit 3;

-- hubScopes
select id::text, name, phone, website, to_jsonb(areas) as areas, rule, takes_witnesses as "takesWitnesses", checked_on::text as "checkedOn"
from hub_scope
order by name
limit 200;
