-- What PostgreSQL gives everybody unasked is taken back: a function is for the roles named in a grant, now and for functions still to come.
revoke execute on all functions in schema public from public;
alter default privileges for role waymark_owner revoke execute on functions from public;
--> statement-breakpoint
-- Without pg_temp at the end it is searched first: a temporary table called "participant" would answer app_own_cases() in the place of ours.
do $$
declare f regprocedure;
begin
	for f in select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and prosecdef loop
		execute format('alter function %s set search_path = public, pg_temp', f);
	end loop;
end $$;
--> statement-breakpoint
-- The owner is a member of waymark_audit, so that it can give it functions; the policies of that role held for the owner too.
alter policy written on outbox with check (hub_id = app_hub() and current_user = 'waymark_audit');
alter policy look_up on participant using (person_id = app_actor() and hub_id = app_hub() and current_user = 'waymark_audit');
