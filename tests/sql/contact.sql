-- ownChoices
select "id", "version", "may_contact", "hours", "voicemail", "say_who", "hard_news", "chosen", "given", "withheld", "changed_since", "confirmed_at", "made_at"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" = $2)
order by "preference"."version" desc
limit $3;

-- addChoices
insert into "preference" ("id", "hub_id", "person_id", "version", "may_contact", "hours", "voicemail", "say_who", "hard_news", "words_sealed", "chosen", "given", "withheld", "changed_since", "confirmed_at", "made_at", "made_by")
values ($1, $2, $3, $4, $5, default, $6, $7, $8, default, $9, $10, default, $11, default, $12, default)
on conflict do nothing
returning "id";

-- shutWays
update "contact_way"
set "safe" = $1
where ("contact_way"."hub_id" = $2
	and "contact_way"."person_id" = $3
	and "contact_way"."id" in ($4));

-- endWays
update "contact_way"
set "ended_at" = $1
where ("contact_way"."hub_id" = $2
	and "contact_way"."person_id" = $3
	and "contact_way"."id" in ($4));

-- changeWay
update "contact_way"
set "checked" = $1
where ("contact_way"."hub_id" = $2
	and "contact_way"."person_id" = $3
	and "contact_way"."id" = $4
	and "contact_way"."ended_at" is null)
returning "id";

-- waysByIndex
select "id", "safe"
from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."person_id" = $2
	and "contact_way"."value_index" in ($3));

-- secretWordsOf
select "id", "person_id", "words_sealed"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" in ($2)
	and "preference"."words_sealed" is not null)
order by "preference"."person_id" asc, "preference"."version" asc;

-- changeLang
update "person"
set "lang" = $1
where ("person"."hub_id" = $2
	and "person"."id" = $3)
returning "id";

-- adjustmentsOf
select distinct on ("adjustment"."person_id") "id", "person_id", "version", "codes", "spoken", "words_sealed", "review_on", "made_at"
from "adjustment"
where ("adjustment"."hub_id" = $1
	and "adjustment"."person_id" in ($2))
order by "adjustment"."person_id", "adjustment"."version" desc;

-- addAdjustment
insert into "adjustment" ("id", "hub_id", "person_id", "version", "codes", "spoken", "words_sealed", "review_on", "made_at", "made_by")
values ($1, $2, $3, $4, $5, default, default, $6, $7, default)
on conflict do nothing
returning "id";
