-- entryOfHub
select s.id::text, s.slug, s.doc, s.contacts, s.facets, s.is_confidential as "isConfidential", s.is_shown as "isShown", s.quality, s.version, s.content_hash as "contentHash", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.doc as organisation, (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", coalesce((select jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc, 'isConfidential', l.is_confidential) order by l.id) from service_location l join location p on p.id = l.location_id where l.service_id = s.id), '[]'::jsonb) as at
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $3::uuid
and s.id = $4::uuid
and s.gone_at is null;

-- entryOfAgency
select s.id::text, s.slug, s.doc, s.contacts, s.facets, s.is_confidential as "isConfidential", s.is_shown as "isShown", s.quality, s.version, s.content_hash as "contentHash", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.doc as organisation, (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", coalesce((select jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc, 'isConfidential', l.is_confidential) order by l.id) from service_location l join location p on p.id = l.location_id where l.service_id = s.id), '[]'::jsonb) as at
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $3::uuid
and s.agency_id = $4::uuid
and s.id = $5::uuid
and s.gone_at is null;

-- entriesTurned
select s.id::text, s.slug, s.doc, s.contacts, s.facets, s.is_confidential as "isConfidential", s.is_shown as "isShown", s.quality, s.version, s.content_hash as "contentHash", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId", o.doc as organisation, (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", coalesce((select jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc, 'isConfidential', l.is_confidential) order by l.id) from service_location l join location p on p.id = l.location_id where l.service_id = s.id), '[]'::jsonb) as at
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $3::uuid
and s.gone_at is null
and s.id > $4::uuid
and ( (s.assured_on >= $5::date - interval '1 year' and s.assured_on < $6::date - interval '1 year') or (s.checked_on >= $7::date - interval '1 year' and s.checked_on < $8::date - interval '1 year') or s.id in (select a.service_id from accreditation a where a.kept_by = $9::uuid and a.ended_at is null and ((a.until_on >= $10::date - 1 and a.until_on < $11::date) or (a.from_on > $12::date and a.from_on <= $13::date))))
order by s.id
limit 200;

-- holdEntry
select id
from service
where kept_by = $1::uuid
and id = $2::uuid for
update;

-- isSlugTaken
select 1
from service
where slug = $1;

-- listEntries: all
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and true
order by s.name, s.id
limit $6;

-- listEntries: a name, onwards
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and not s.is_shown
and (position(lower($6) in lower(s.name)) > 0 or position(lower($7) in lower(o.name)) > 0)
and (s.name, s.id) > ($8, $9::uuid)
order by s.name, s.id
limit $10;

-- listEntries: waiting
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and s.id in (select v.service_id
	from service_version v
	where v.kept_by = $6::uuid
	and v.state = 'waiting')
order by s.name, s.id
limit $7;

-- listEntries: reported
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and s.id in (select f.service_id
	from service_feedback f
	where f.kept_by = $6::uuid
	and f.settled_at is null)
order by s.name, s.id
limit $7;

-- listEntries: unassured
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and (s.assured_on is null or s.assured_on < $6::date)
order by s.name, s.id
limit $7;

-- listEntries: unchecked
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and (s.checked_on is null or s.checked_on < $6::date)
order by s.name, s.id
limit $7;

-- listEntries: ending
select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", (select max(a.until_on)::text
	from accreditation a
	where a.service_id = s.id
	and a.ended_at is null
	and a.from_on <= $1::date
	and a.until_on >= $2::date) as "accreditedUntil", exists (select 1
	from service_version v
	where v.service_id = s.id
	and v.kept_by = $3::uuid
	and v.state = 'waiting') as "isWaiting", (select count(*)::int
	from service_feedback f
	where f.service_id = s.id
	and f.kept_by = $4::uuid
	and f.settled_at is null) as reports
from service s join organisation o on o.id = s.organisation_id
where s.kept_by = $5::uuid
and s.gone_at is null
and s.id in (select a.service_id
	from accreditation a
	where a.kept_by = $6::uuid
	and a.ended_at is null
	and a.until_on between $7::date
	and $8::date)
order by s.name, s.id
limit $9;

-- entriesOfAgency
select s.id::text, s.name, s.is_shown as "isShown", s.assured_on::text as "assuredOn", v.state, v.note
from service s
left join lateral (select state, note
	from service_version
	where service_id = s.id
	and kept_by = $1::uuid
	and agency_id = $2::uuid
	and made_by = 'agency'
	order by state = 'waiting' desc, made_at desc, state in ('replaced', 'taken_back'), id desc
	limit 1) v on true
where s.kept_by = $3::uuid
and s.agency_id = $4::uuid
and s.gone_at is null
order by s.name, s.id
limit 200;

-- versionsOf
select "id", "kept_by", "service_id", "agency_id", "base", "version", "state", "record", "made_at", "made_by", "worker_id", "decided_at", "decided_by", "note"
from "service_version"
where ("service_version"."kept_by" = $1
	and "service_version"."service_id" = $2)
order by "service_version"."made_at" desc, "service_version"."version" desc nulls first, "service_version"."id" desc
limit $3;

-- waitingVersion
select "id", "kept_by", "service_id", "agency_id", "base", "version", "state", "record", "made_at", "made_by", "worker_id", "decided_at", "decided_by", "note"
from "service_version"
where ("service_version"."kept_by" = $1
	and "service_version"."service_id" = $2
	and "service_version"."state" = $3)
order by "service_version"."made_at" desc
limit $4;

-- versionById
select "id", "kept_by", "service_id", "agency_id", "base", "version", "state", "record", "made_at", "made_by", "worker_id", "decided_at", "decided_by", "note"
from "service_version"
where ("service_version"."kept_by" = $1
	and "service_version"."service_id" = $2
	and "service_version"."id" = $3);

-- versionNumbered
select "id", "kept_by", "service_id", "agency_id", "base", "version", "state", "record", "made_at", "made_by", "worker_id", "decided_at", "decided_by", "note"
from "service_version"
where ("service_version"."kept_by" = $1
	and "service_version"."service_id" = $2
	and "service_version"."version" = $3)
limit $4;

-- addVersion
insert into "service_version" ("id", "kept_by", "service_id", "agency_id", "base", "version", "state", "record", "made_at", "made_by", "worker_id", "decided_at", "decided_by", "note")
values ($1, $2, $3, default, $4, default, $5, $6, $7, $8, default, default, default, default);

-- decideVersion
update "service_version"
set "version" = $1, "state" = $2, "decided_at" = $3, "decided_by" = $4, "note" = $5
where ("service_version"."kept_by" = $6
	and "service_version"."id" = $7
	and "service_version"."state" = $8)
returning "id";

-- endOwnWaiting
update "service_version"
set "state" = $1, "decided_at" = $2
where ("service_version"."kept_by" = $3
	and "service_version"."agency_id" = $4
	and "service_version"."service_id" = $5
	and "service_version"."state" = $6)
returning "id";
