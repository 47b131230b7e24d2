-- livingSessions
select "session"."id"
from "session"
inner join "account" on "session"."account_id" = "account"."id"
where ("session"."id" in ($1)
	and "session"."complete" = $2
	and "session"."hidden_at" is null
	and ("session"."expires_at" > $3 and "session"."absolute_expires_at" > $4 and "account"."disabled_at" is null));

-- sessionWithAccount
select "session"."id", "session"."account_id", "session"."expires_at", "session"."absolute_expires_at", "session"."made_at", "session"."auth_at", "session"."complete", "session"."client", "session"."seen_at", "session"."factor_id", "session"."hidden_at", "account"."id", "account"."hub_id", "account"."kind", "account"."subject", "account"."roles", "account"."agency_id", "account"."lang", "account"."idle_minutes"
from "session"
inner join "account" on "session"."account_id" = "account"."id"
where ("session"."id" = $1
	and "session"."expires_at" > $2
	and "session"."absolute_expires_at" > $3
	and "account"."disabled_at" is null);

-- addSession
insert into "session" ("id", "account_id", "expires_at", "absolute_expires_at", "made_at", "auth_at", "complete", "client", "seen_at", "factor_id", "hidden_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, default, default, default);

-- slideSession
update "session"
set "expires_at" = least($1::timestamptz, "session"."absolute_expires_at"), "seen_at" = $2
where "session"."id" = $3;

-- takeSession
delete from "session"
where "session"."id" = $1
returning "id", "account_id", "expires_at", "absolute_expires_at", "made_at", "auth_at", "complete", "client", "seen_at", "factor_id", "hidden_at";

-- dropSession
delete from "session"
where "session"."id" = $1;

-- dropSessionsOf
delete from "session"
where "session"."account_id" = $1;

-- accountBySignIn
select "id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "sign_in_index", "sign_in_sealed", "password", "idle_minutes", "made_at", "disabled_at"
from "account"
where ("account"."sign_in_index" = $1
	and "account"."disabled_at" is null);

-- accountOf
select "id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "sign_in_index", "sign_in_sealed", "password", "idle_minutes", "made_at", "disabled_at"
from "account"
where ("account"."subject" = $1
	and "account"."disabled_at" is null);

-- holderOfSignIn
select "id", "kind", "subject"
from "account"
where "account"."sign_in_index" = $1;

-- addAccount
insert into "account" ("id", "hub_id", "kind", "subject", "roles", "agency_id", "lang", "sign_in_index", "sign_in_sealed", "password", "idle_minutes", "made_at", "disabled_at")
values ($1, $2, $3, $4, $5, default, $6, $7, $8, $9, default, $10, default)
on conflict do nothing
returning "id";

-- renewAccount: the password
update "account"
set "password" = $1, "disabled_at" = $2
where "account"."id" = $3;

-- renewAccount: and the language
update "account"
set "lang" = $1, "password" = $2, "disabled_at" = $3
where "account"."id" = $4;

-- disableAccountsOf: all
update "account"
set "disabled_at" = $1
where ("account"."subject" = $2
	and "account"."disabled_at" is null)
returning "id";

-- disableAccountsOf: all but one
update "account"
set "disabled_at" = $1
where ("account"."subject" = $2
	and "account"."disabled_at" is null
	and "account"."id" <> $3)
returning "id";

-- appOf
select "id", "account_id", "kind", "secret_sealed", "last_step", "credential_id", "public_key", "counter", "transports", "is_backed_up", "label_sealed", "last_used_at", "made_at", "confirmed_at"
from "factor"
where ("factor"."account_id" = $1
	and "factor"."kind" = $2);

-- factorsOf
select "id", "account_id", "kind", "secret_sealed", "last_step", "credential_id", "public_key", "counter", "transports", "is_backed_up", "label_sealed", "last_used_at", "made_at", "confirmed_at"
from "factor"
where "factor"."account_id" = $1
order by "factor"."made_at", "factor"."id"
limit $2;

-- addFactor
insert into "factor" ("id", "account_id", "kind", "secret_sealed", "last_step", "credential_id", "public_key", "counter", "transports", "is_backed_up", "label_sealed", "last_used_at", "made_at", "confirmed_at")
values ($1, $2, $3, $4, default, default, default, default, default, default, default, default, $5, default);

-- useFactorStep
update "factor"
set "last_step" = $1, "last_used_at" = $2, "confirmed_at" = coalesce("factor"."confirmed_at", $3::timestamptz)
where ("factor"."id" = $4
	and coalesce("factor"."last_step", -1) < $5)
returning "id";

-- throttleOf
select "key", "failures", "last_at"
from "throttle"
where "throttle"."key" = $1;

-- addFailure
insert into "throttle" ("key", "failures", "last_at")
values ($1, $2, $3)
on conflict ("key") do update
set "failures" = case when "throttle"."last_at" <= $4::timestamptz then 1 else "throttle"."failures" + 1 end, "last_at" = $5;

-- startCount
insert into "throttle" ("key", "failures", "last_at")
values ($1, $2, $3)
on conflict ("key") do update
set "failures" = $4, "last_at" = $5;

-- holdThrottle
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- dropOldCounts
delete from "throttle"
where "throttle"."last_at" < $1;

-- clearFailures
delete from "throttle"
where "throttle"."key" = $1;

-- answers
select 1;
