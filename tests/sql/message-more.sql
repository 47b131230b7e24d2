-- addTranslation
insert into "message_translation" ("id", "hub_id", "message_id", "thread_id", "case_id", "person_id", "origin", "lang", "worker_id", "text_sealed", "at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict do nothing
returning "id";

-- translationsIn
select "id", "message_id", "origin", "lang", "text_sealed", "at"
from "message_translation"
where ("message_translation"."hub_id" = $1
	and "message_translation"."thread_id" = $2)
order by "message_translation"."at" asc, "message_translation"."id" asc;

-- giveThread
update "thread"
set "worker_id" = $1
where ("thread"."hub_id" = $2
	and "thread"."id" = $3
	and "thread"."worker_id" is null);
