-- kekUse
select hub_id::text as hub, kek_id as "kekId", keys::int as keys
from kek_use();

-- keysWrappedOtherwise
select "id", "hub_id", "kind", "subject", "version", "wrapped", "kek_id", "made_at"
from "data_key"
where ("data_key"."hub_id" = $1
	and "data_key"."kek_id" <> $2
	and "data_key"."id" > $3)
order by "data_key"."id" asc
limit $4 for no key
update skip locked;

-- keysAfter
select "id", "hub_id", "kind", "subject", "version", "wrapped", "kek_id", "made_at"
from "data_key"
where ("data_key"."hub_id" = $1
	and "data_key"."id" > $2)
order by "data_key"."id" asc
limit $3;

-- rewrapKey
update "data_key"
set "wrapped" = $1, "kek_id" = $2
where ("data_key"."hub_id" = $3
	and "data_key"."id" = $4
	and "data_key"."wrapped" = $5)
returning "id";

-- scopesBefore
select kind, subject::text as subject, max(version)::int as version
from data_key
where hub_id = $1
group by kind, subject having max(made_at) < $2::timestamptz
order by kind, subject
limit $3;

-- addKeyVersions
insert into "data_key" ("id", "hub_id", "kind", "subject", "version", "wrapped", "kek_id", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict ("kind","subject","version") do nothing;

-- valuesOnOldKeys: of a person
select "person"."id"::text as id, "person"."name_sealed" as sealed, null::text as "personId", null::text as "caseId"
from "person"
inner join data_key key on key.hub_id = "person"."hub_id"
and uuid_send(key.id) = substring("person"."name_sealed" from 2 for 16)
where "person"."hub_id" = $1
and "person"."id" > $2
and exists (select
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject
	and newer.version > key.version)
order by "person"."id"
limit $3 for no key
update of "person" skip locked;

-- valuesOnOldKeys: of a case or a person
select "task"."id"::text as id, "task"."detail_sealed" as sealed, "task"."person_id"::text as "personId", "task"."case_id"::text as "caseId"
from "task"
inner join data_key key on key.hub_id = "task"."hub_id"
and uuid_send(key.id) = substring("task"."detail_sealed" from 2 for 16)
where "task"."hub_id" = $1
and "task"."id" > $2
and exists (select
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject
	and newer.version > key.version)
order by "task"."id"
limit $3 for no key
update of "task" skip locked;

-- sealedValues
select "person"."id"::text as id, "person"."name_sealed" as sealed, null::text as "personId", null::text as "caseId"
from "person"
inner join data_key key on key.hub_id = "person"."hub_id"
and uuid_send(key.id) = substring("person"."name_sealed" from 2 for 16)
where "person"."hub_id" = $1
and "person"."id" > $2
order by "person"."id"
limit $3;

-- resealValue
update "person"
set "name_sealed" = $1
where "person"."hub_id" = $2
and "person"."id" = $3
and "person"."name_sealed" = $4
returning "person"."id";

-- valueCounts
select count(*)::int as all, (count(*) filter (where exists (select from data_key newer where newer.hub_id = key.hub_id and newer.kind = key.kind and newer.subject = key.subject and newer.version > key.version)))::int as old, (count(*) filter (where key.id is null))::int as gone
from "person"
left join data_key key on key.hub_id = "person"."hub_id"
and uuid_send(key.id) = substring("person"."name_sealed" from 2 for 16)
where "person"."hub_id" = $1
and "person"."name_sealed" is not null;

-- oldKeysUsed
select distinct encode(substring("person"."name_sealed" from 2 for 16), 'hex') as id
from "person"
inner join data_key key on key.hub_id = "person"."hub_id"
and uuid_send(key.id) = substring("person"."name_sealed" from 2 for 16)
where "person"."hub_id" = $1
and exists (select
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject
	and newer.version > key.version);

-- keysInLog
select encode(key_id, 'hex') as id
from keys_in_log();

-- oldKeys
select key.id::text as id, key.kind, key.subject::text as subject, (select extract(epoch from max(newer.made_at)) * 1000
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject)::bigint::text as at
from data_key key
where key.hub_id = $1
and exists (select
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject
	and newer.version > key.version)
order by key.id
limit 100000;

-- dropOldKeys
delete from data_key key
where key.hub_id = $1
and key.id = any($2::uuid[])
and exists (select
	from data_key newer
	where newer.hub_id = key.hub_id
	and newer.kind = key.kind
	and newer.subject = key.subject
	and newer.version > key.version)
returning key.id;

-- shredScope
delete from "data_key"
where ("data_key"."hub_id" = $1
	and "data_key"."kind" = $2
	and "data_key"."subject" = $3)
returning "id";
