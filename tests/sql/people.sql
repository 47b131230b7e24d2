-- personsOf
select "id", "hub_id", "name_sealed", "name_index", "born_sealed", "name_born_index", "lang", "area", "made_at", "made_by", "died_at", "shredded_at"
from "person"
where ("person"."hub_id" = $1
	and "person"."id" in ($2));

-- personsByIndex: by name
select "id", "hub_id", "name_sealed", "name_index", "born_sealed", "name_born_index", "lang", "area", "made_at", "made_by", "died_at", "shredded_at"
from "person"
where ("person"."hub_id" = $1
	and "person"."name_index" = $2)
limit $3;

-- personsByIndex: by name and birth
select "id", "hub_id", "name_sealed", "name_index", "born_sealed", "name_born_index", "lang", "area", "made_at", "made_by", "died_at", "shredded_at"
from "person"
where ("person"."hub_id" = $1
	and "person"."name_born_index" = $2)
limit $3;

-- personsByWay
select "person_id"
from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."value_index" = $2)
limit $3;

-- waysOf
select "id", "hub_id", "person_id", "kind", "value_sealed", "value_index", "safe", "checked", "paused_at", "made_at", "ended_at"
from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."person_id" in ($2)
	and "contact_way"."ended_at" is null)
order by "contact_way"."made_at";

-- preferencesOf
select distinct on ("preference"."person_id") "id", "hub_id", "person_id", "version", "may_contact", "hours", "voicemail", "say_who", "hard_news", "words_sealed", "chosen", "given", "withheld", "changed_since", "confirmed_at", "made_at", "made_by"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" in ($2))
order by "preference"."person_id", "preference"."version" desc;

-- riskMarksOf
select "id", "hub_id", "person_id", "reason_sealed", "author", "made_at", "review_on", "ended_at"
from "risk_mark"
where ("risk_mark"."hub_id" = $1
	and "risk_mark"."person_id" in ($2)
	and "risk_mark"."ended_at" is null);

-- workersOf: who have not left
select "id", "hub_id", "agency_id", "name_sealed", "team", "made_at", "left_at"
from "worker"
where ("worker"."hub_id" = $1
	and "worker"."left_at" is null)
order by "worker"."made_at";

-- workersOf: by id
select "id", "hub_id", "agency_id", "name_sealed", "team", "made_at", "left_at"
from "worker"
where ("worker"."hub_id" = $1
	and "worker"."id" in ($2))
order by "worker"."made_at";

-- agenciesOf
select "id", "hub_id", "slug", "name", "source"
from "agency"
where "agency"."hub_id" = $1
order by "agency"."name";

-- addHub
insert into "hub" ("id", "slug", "name", "made_at")
values ($1, $2, $3, $4);

-- addAgency
insert into "agency" ("id", "hub_id", "slug", "name", "source")
values ($1, $2, $3, $4, $5);

-- addWorker
insert into "worker" ("id", "hub_id", "agency_id", "name_sealed", "team", "made_at", "left_at")
values ($1, $2, default, $3, $4, $5, default);

-- addPerson
insert into "person" ("id", "hub_id", "name_sealed", "name_index", "born_sealed", "name_born_index", "lang", "area", "made_at", "made_by", "died_at", "shredded_at")
values ($1, $2, $3, $4, default, default, $5, default, $6, default, default, default);

-- addWay
insert into "contact_way" ("id", "hub_id", "person_id", "kind", "value_sealed", "value_index", "safe", "checked", "paused_at", "made_at", "ended_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, default, $9, default);

-- addPreference
insert into "preference" ("id", "hub_id", "person_id", "version", "may_contact", "hours", "voicemail", "say_who", "hard_news", "words_sealed", "chosen", "given", "withheld", "changed_since", "confirmed_at", "made_at", "made_by")
values ($1, $2, $3, $4, $5, default, $6, $7, $8, default, default, $9, default, $10, default, $11, default);

-- addRiskMark
insert into "risk_mark" ("id", "hub_id", "person_id", "reason_sealed", "author", "made_at", "review_on", "ended_at")
values ($1, $2, $3, $4, $5, $6, $7, default);
