-- grantsOf: all
select "id", "person_id", "case_id", "helper_id", "kind", "name_sealed", "parts", "state", "until", "made_at", "ended_at"
from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."person_id" = $2)
order by "help_grant"."made_at" desc, "help_grant"."id" desc
limit $3;

-- grantsOf: that one
select "id", "person_id", "case_id", "helper_id", "kind", "name_sealed", "parts", "state", "until", "made_at", "ended_at"
from "help_grant"
where (("help_grant"."hub_id" = $1
		and "help_grant"."person_id" = $2)
	and "help_grant"."id" = $3)
order by "help_grant"."made_at" desc, "help_grant"."id" desc
limit $4;

-- grantsOfCase
select "id", "person_id", "case_id", "helper_id", "kind", "name_sealed", "parts", "state", "until", "made_at", "ended_at"
from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."case_id" = $2)
order by "help_grant"."made_at" desc, "help_grant"."id" desc
limit $3;

-- addGrant
insert into "help_grant" ("id", "hub_id", "person_id", "case_id", "helper_id", "kind", "name_sealed", "owner_name_sealed", "parts", "state", "until", "made_at", "made_by", "checked_by", "checked_at", "wishes", "ended_at", "ended_by")
values ($1, $2, $3, $4, $5, $6, $7, default, $8, $9, $10, $11, default, default, default, default, default, default);

-- nameOwner
update "help_grant"
set "owner_name_sealed" = $1
where ("help_grant"."hub_id" = $2
	and "help_grant"."person_id" = $3
	and "help_grant"."id" = $4);

-- endGrant
update "help_grant"
set "ended_at" = $1, "ended_by" = $2
where ("help_grant"."hub_id" = $3
	and "help_grant"."person_id" = $4
	and "help_grant"."id" = $5
	and "help_grant"."ended_at" is null)
returning "id";

-- checkGrant
update "help_grant"
set "state" = $1, "checked_by" = $2, "checked_at" = $3, "wishes" = $4
where ("help_grant"."hub_id" = $5
	and "help_grant"."case_id" = $6
	and "help_grant"."id" = $7
	and "help_grant"."state" = $8
	and "help_grant"."ended_at" is null)
returning "id";

-- isNameInCase
select app_name_in_case($1::uuid, $2) as is;

-- helpedBy
select "id", "person_id", "case_id", "owner_name_sealed", "parts", "until"
from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."helper_id" = $2
	and "help_grant"."state" = $3
	and "help_grant"."ended_at" is null
	and "help_grant"."until" > $4)
order by "help_grant"."made_at" asc
limit $5;

-- helpedCase
select "help_grant"."id", "help_grant"."person_id", "help_grant"."case_id", "help_grant"."owner_name_sealed", "help_grant"."parts", "help_grant"."until", "cases"."kind", "cases"."is_reported", "cases"."is_offence", "participant"."role"
from "help_grant"
inner join "cases" on ("cases"."id" = "help_grant"."case_id"
	and "cases"."hub_id" = $1
	and "cases"."shredded_at" is null)
inner join "participant" on ("participant"."hub_id" = $2
	and "participant"."case_id" = "help_grant"."case_id"
	and "participant"."person_id" = "help_grant"."person_id")
where (("help_grant"."hub_id" = $3
		and "help_grant"."helper_id" = $4
		and "help_grant"."state" = $5
		and "help_grant"."ended_at" is null
		and "help_grant"."until" > $6)
	and "help_grant"."id" = $7);

-- stepsOf: in one case
select "id", "person_id", "case_id", "seq", "step", "on_day", "speaker", "wording", "lang", "text_sealed", "referral_id", "made_at"
from "restorative_step"
where ("restorative_step"."hub_id" = $1
	and "restorative_step"."person_id" = $2
	and "restorative_step"."case_id" = $3)
order by "restorative_step"."case_id" asc, "restorative_step"."seq" asc
limit $4;

-- stepsOf: in all of hers
select "id", "person_id", "case_id", "seq", "step", "on_day", "speaker", "wording", "lang", "text_sealed", "referral_id", "made_at"
from "restorative_step"
where ("restorative_step"."hub_id" = $1
	and "restorative_step"."person_id" = $2)
order by "restorative_step"."case_id" asc, "restorative_step"."seq" asc
limit $3;

-- addStep
insert into "restorative_step" ("id", "hub_id", "person_id", "case_id", "seq", "step", "on_day", "speaker", "worker_id", "wording", "lang", "text_sealed", "referral_id", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, default, default, default, default, default, $9);

-- deleteHelpOf
delete from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."person_id" = $2);
delete from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."helper_id" = $2);
delete from "restorative_step"
where ("restorative_step"."hub_id" = $1
	and "restorative_step"."person_id" = $2);

-- deleteHelpIn
delete from "help_grant"
where ("help_grant"."hub_id" = $1
	and "help_grant"."case_id" = $2);
delete from "restorative_step"
where ("restorative_step"."hub_id" = $1
	and "restorative_step"."case_id" = $2);
