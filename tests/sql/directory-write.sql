-- keepOrganisations
insert into organisation (id, kept_by, source_id, external_id, agency_id, name, doc, content_hash, modified_at, gone_at)
select r.id, $1::uuid, r."sourceId", r."externalId", r."agencyId", r.name, r.doc, r."contentHash", $2::timestamptz, null
from jsonb_to_recordset($3::jsonb) as r(id uuid, "sourceId" uuid, "externalId" text, "agencyId" uuid, name text, doc jsonb, "contentHash" text)
on conflict (id) do update
set name = excluded.name, doc = excluded.doc, agency_id = excluded.agency_id, content_hash = excluded.content_hash, modified_at = excluded.modified_at, gone_at = null
where organisation.kept_by = $4::uuid
and organisation.source_id is not distinct
from excluded.source_id
and (organisation.content_hash <> excluded.content_hash or organisation.gone_at is not null or organisation.agency_id is distinct from excluded.agency_id)
returning id::text;

-- keepLocations
insert into location (id, kept_by, source_id, external_id, doc, is_confidential, content_hash, modified_at)
select r.id, $1::uuid, r."sourceId", r."externalId", r.doc, r."isConfidential", r."contentHash", $2::timestamptz
from jsonb_to_recordset($3::jsonb) as r(id uuid, "sourceId" uuid, "externalId" text, doc jsonb, "isConfidential" boolean, "contentHash" text)
on conflict (id) do update
set doc = excluded.doc, is_confidential = excluded.is_confidential, content_hash = excluded.content_hash, modified_at = excluded.modified_at
where location.kept_by = $4::uuid
and location.source_id is not distinct
from excluded.source_id
and location.content_hash <> excluded.content_hash
returning id::text;

-- keepServices
insert into service (id, kept_by, source_id, external_id, organisation_id, agency_id, slug, name, doc, contacts, facets, is_confidential, is_shown, quality, content_hash, version, assured_on, checked_on, made_at, modified_at, gone_at)
select r.id, $1::uuid, r."sourceId", r."externalId", r."organisationId", r."agencyId", r.slug, r.name, r.doc, r.contacts, r.facets, r."isConfidential", r."isShown", r.quality, r."contentHash", 1, r."assuredOn", r."checkedOn", $2::timestamptz, $3::timestamptz, null
from jsonb_to_recordset($4::jsonb) as r(id uuid, "sourceId" uuid, "externalId" text, "organisationId" uuid, "agencyId" uuid, slug text, name text, doc jsonb, contacts jsonb, facets jsonb, "isConfidential" boolean, "isShown" boolean, quality smallint, "contentHash" text, "assuredOn" date, "checkedOn" date)
on conflict (id) do update
set organisation_id = excluded.organisation_id, agency_id = excluded.agency_id, name = excluded.name, doc = excluded.doc, contacts = excluded.contacts, facets = excluded.facets, is_confidential = excluded.is_confidential, is_shown = excluded.is_shown, quality = excluded.quality, content_hash = excluded.content_hash, version = service.version + 1, assured_on = excluded.assured_on, checked_on = excluded.checked_on, modified_at = excluded.modified_at, gone_at = null
where service.kept_by = $5::uuid
and service.source_id is not distinct
from excluded.source_id
and (service.content_hash <> excluded.content_hash or service.gone_at is not null or service.agency_id is distinct from excluded.agency_id)
returning id::text, version;

-- takeAway
update service
set is_shown = false, gone_at = $1::timestamptz, modified_at = $2::timestamptz, version = version + 1
where kept_by = $3::uuid
and source_id = $4::uuid
and gone_at is null
and id in (select (jsonb_array_elements_text($5::jsonb))::uuid)
returning id::text;
delete from service_listing
where service_id in (select (jsonb_array_elements_text($1::jsonb))::uuid);
delete from service_find
where service_id in (select (jsonb_array_elements_text($1::jsonb))::uuid);
update service_location
set is_shown = false, at = null
where kept_by = $1::uuid
and service_id in (select (jsonb_array_elements_text($2::jsonb))::uuid);
