-- keepAccreditations
insert into "accreditation" ("id", "kept_by", "service_id", "criteria", "assessor", "evidence", "from_on", "until_on", "made_at", "made_by", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, default, default, default)
on conflict ("id") do nothing;

-- keepHubScopes
insert into "hub_scope" ("id", "name", "phone", "website", "areas", "rule", "takes_witnesses", "checked_on")
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict ("id") do update
set "name" = excluded.name, "phone" = excluded.phone, "website" = excluded.website, "areas" = excluded.areas, "rule" = excluded.rule, "takes_witnesses" = excluded.takes_witnesses, "checked_on" = excluded.checked_on;
