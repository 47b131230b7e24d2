-- addTemplate
insert into "reply_template" ("id", "hub_id", "made_by", "made_at", "retired_at")
values ($1, $2, $3, $4, default)
on conflict do nothing
returning "id";

-- addTemplateVersion
insert into "reply_version" ("id", "hub_id", "reply_template_id", "version", "name", "topic", "texts", "checked", "made_by", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict ("reply_template_id","version") do nothing
returning "id";

-- templatesOfHub
select "reply_template"."id", "reply_template"."retired_at", "reply_version"."version", "reply_version"."name", "reply_version"."topic", "reply_version"."texts", "reply_version"."checked", "reply_version"."made_by", "reply_version"."made_at"
from "reply_template"
inner join "reply_version" on ("reply_version"."hub_id" = "reply_template"."hub_id"
	and "reply_version"."reply_template_id" = "reply_template"."id"
	and "reply_version"."version" = (select max(v.version)
		from reply_version v
		where v.hub_id = "reply_template"."hub_id"
		and v.reply_template_id = "reply_template"."id"))
where "reply_template"."hub_id" = $1
order by "reply_template"."retired_at" is null desc, "reply_version"."name", "reply_template"."id"
limit $2;

-- versionsOf
select "reply_template"."id", "reply_template"."retired_at", "reply_version"."version", "reply_version"."name", "reply_version"."topic", "reply_version"."texts", "reply_version"."checked", "reply_version"."made_by", "reply_version"."made_at"
from "reply_template"
inner join "reply_version" on ("reply_version"."hub_id" = "reply_template"."hub_id"
	and "reply_version"."reply_template_id" = "reply_template"."id")
where ("reply_template"."hub_id" = $1
	and "reply_template"."id" = $2)
order by "reply_version"."version" desc;

-- retireTemplate
update "reply_template"
set "retired_at" = $1
where ("reply_template"."hub_id" = $2
	and "reply_template"."id" = $3
	and "reply_template"."retired_at" is null)
returning "id";
