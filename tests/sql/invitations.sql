-- invitationByCode
select "id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "code_hash", "word_hash", "tries", "made_at", "made_by", "expires_at", "used_at", "stopped_at"
from "invitation"
where ("invitation"."code_hash" = $1
	and "invitation"."used_at" is null
	and "invitation"."stopped_at" is null
	and "invitation"."expires_at" > $2);

-- countTry
update "invitation"
set "tries" = "invitation"."tries" + 1, "stopped_at" = case when "invitation"."tries" + 1 >= $1 then $2::timestamptz end
where "invitation"."id" = $3
returning "tries";

-- useInvitation
update "invitation"
set "used_at" = $1
where ("invitation"."id" = $2
	and "invitation"."used_at" is null
	and "invitation"."stopped_at" is null)
returning "id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "code_hash", "word_hash", "tries", "made_at", "made_by", "expires_at", "used_at", "stopped_at";

-- stopInvitationsOf
update "invitation"
set "stopped_at" = $1
where ("invitation"."hub_id" = $2
	and "invitation"."subject" = $3
	and ("invitation"."used_at" is null and "invitation"."stopped_at" is null));

-- addInvitation
insert into "invitation" ("id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "code_hash", "word_hash", "tries", "made_at", "made_by", "expires_at", "used_at", "stopped_at")
values ($1, $2, $3, $4, $5, default, $6, $7, $8, $9, $10, default, $11, default, default);
