-- addChallenge
insert into "challenge" ("id", "purpose", "account_id", "value", "expires_at")
values ($1, $2, $3, $4, $5);

-- takeChallenge
delete from "challenge"
where ("challenge"."value" = $1
	and "challenge"."purpose" = $2
	and "challenge"."expires_at" > $3)
returning "id", "purpose", "account_id", "value", "expires_at";

-- dropOldChallenges
delete from "challenge"
where "challenge"."expires_at" < $1;

-- passkeyBy
select "factor"."id", "factor"."account_id", "factor"."kind", "factor"."secret_sealed", "factor"."last_step", "factor"."credential_id", "factor"."public_key", "factor"."counter", "factor"."transports", "factor"."is_backed_up", "factor"."label_sealed", "factor"."last_used_at", "factor"."made_at", "factor"."confirmed_at", "account"."id", "account"."hub_id", "account"."kind", "account"."subject", "account"."roles", "account"."agency_id", "account"."lang", "account"."sign_in_index", "account"."sign_in_sealed", "account"."password", "account"."idle_minutes", "account"."made_at", "account"."disabled_at"
from "factor"
inner join "account" on "factor"."account_id" = "account"."id"
where ("factor"."credential_id" = $1
	and "factor"."kind" = $2
	and "account"."disabled_at" is null);

-- usePasskey: a counter that counts
update "factor"
set "counter" = $1, "is_backed_up" = $2, "last_used_at" = $3
where ("factor"."id" = $4
	and ("factor"."counter" is null or "factor"."counter" < $5))
returning "id";

-- usePasskey: one that does not
update "factor"
set "counter" = $1, "is_backed_up" = $2, "last_used_at" = $3
where ("factor"."id" = $4
	and ("factor"."counter" is null or "factor"."counter" = $5))
returning "id";

-- holdFactors
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- addFactorOnce
insert into "factor" ("id", "account_id", "kind", "secret_sealed", "last_step", "credential_id", "public_key", "counter", "transports", "is_backed_up", "label_sealed", "last_used_at", "made_at", "confirmed_at")
values ($1, $2, $3, default, default, $4, $5, $6, $7, $8, $9, default, $10, default)
on conflict do nothing
returning "id";

-- dropFactor
delete from "factor"
where ("factor"."account_id" = $1
	and "factor"."id" = $2)
returning "id";

-- dropFactorsOf
delete from "factor"
where "factor"."account_id" = $1
returning "id";

-- signInSealedOf
select "sign_in_sealed"
from "account"
where "account"."id" = $1;
