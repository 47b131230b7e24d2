-- sessionsOf
select "id", "client", "made_at", "seen_at", "factor_id"
from "session"
where ("session"."account_id" = $1
	and "session"."expires_at" > $2
	and "session"."absolute_expires_at" > $3
	and "session"."complete" = $4)
order by coalesce("session"."seen_at", "session"."made_at") desc, "session"."id"
limit $5;

-- dropSessionOf
delete from "session"
where ("session"."account_id" = $1
	and "session"."id" = $2)
returning "id";

-- dropOtherSessions
delete from "session"
where ("session"."account_id" = $1
	and "session"."id" <> $2)
returning "id";

-- hideSession
update "session"
set "hidden_at" = $1
where "session"."id" = $2;

-- shortenSessions
update "session"
set "expires_at" = least("session"."expires_at", coalesce("session"."seen_at", "session"."made_at") + $1 * interval '1 minute')
where "session"."account_id" = $2;

-- setIdleMinutes
update "account"
set "idle_minutes" = $1
where "account"."id" = $2;

-- accountById
select "id", "password", "sign_in_index", "sign_in_sealed"
from "account"
where ("account"."id" = $1
	and "account"."disabled_at" is null);

-- setPassword
update "account"
set "password" = $1
where ("account"."id" = $2
	and "account"."disabled_at" is null);

-- dropAccount
delete from "challenge"
where "challenge"."account_id" = $1;
delete from "account"
where "account"."id" = $1
returning "id";

-- accountChanges
select at, action, reason
from account_changes($1::timestamptz, 20);
