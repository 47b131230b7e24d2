-- appendAudit
select audit_append($1::timestamptz, $2, $3::uuid, $4, $5, $6::uuid, $7::uuid, $8, $9, $10, $11::bytea);

-- appendOutbox
select outbox_append($1::uuid, $2, $3::jsonb, $4::timestamptz);

-- metaOf
select value
from meta
where key = $1;

-- setMeta
insert into "meta" ("key", "value")
values ($1, $2)
on conflict ("key") do update
set "value" = $3;
