-- Who is told at once that something changed (docs/decisions/0023). What is said is a hub, a kind and ids, and only in the change's own transaction: what was not committed is not told. Whoever may log
-- in may listen, so no word of anybody stands in it. `-` is nothing; the last one is whose doing it was.
create function live_of_person() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	perform pg_notify('waymark_live', concat_ws(' ', new.hub_id, tg_argv[0], coalesce(new.case_id::text, '-'), coalesce(new.person_id::text, '-'),
		coalesce(nullif(current_setting('app.actor', true), ''), '-')));
	return null;
end $$;
create function live_of_case() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	perform pg_notify('waymark_live', concat_ws(' ', new.hub_id, tg_argv[0], new.case_id, '-', coalesce(nullif(current_setting('app.actor', true), ''), '-')));
	return null;
end $$;
create function live_of_hub() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	perform pg_notify('waymark_live', concat_ws(' ', new.hub_id, tg_argv[0], '-', '-', '-'));
	return null;
end $$;
-- The session's row is named by a hash of a hash: whoever hears it can do nothing with it but compare.
create function live_of_session() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	perform pg_notify('waymark_live', '- session ' || encode(sha256(convert_to(old.id, 'UTF8')), 'hex') || ' - -');
	return null;
end $$;
--> statement-breakpoint
-- One row for a case, while somebody writes something down in it: advisory, and over by itself.
create table case_lock (
	case_id uuid primary key not null,
	hub_id uuid not null,
	worker_id uuid not null,
	what text not null check (what in ('telling', 'event', 'contact', 'needs')),
	since timestamp with time zone not null,
	until timestamp with time zone not null,
	taken_from uuid,
	check (until >= since),
	check (taken_from is null or taken_from <> worker_id)
);
alter table case_lock enable row level security;
alter table case_lock force row level security;
create policy console_hub on case_lock to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub());
create policy worker_hub on case_lock to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
-- A record that is shut to a worker is shut here too (P19).
create policy not_shut on case_lock as restrictive to waymark_console using (case_id not in (select app_shut_cases()));
-- Nobody puts another's name on it.
create policy own_name on case_lock as restrictive for insert to waymark_console with check (worker_id = app_actor() and case_id in (select c.id from cases c));
create policy own_name_after on case_lock as restrictive for update to waymark_console with check (worker_id = app_actor());
grant select, insert on case_lock to waymark_console;
grant update (worker_id, what, since, until, taken_from) on case_lock to waymark_console;
grant select, delete on case_lock to waymark_worker;
--> statement-breakpoint
create trigger outbox_live after insert on outbox for each row execute function live_of_hub('outbox');
-- That a notice is owed to her is what her open page goes by: it was asked there what a machine may say, and of what it may not (P4).
create trigger notice_live after insert on notice for each row execute function live_of_person('news');
create trigger thread_live after insert or update on thread for each row execute function live_of_person('thread');
create trigger task_live after insert or update on task for each row execute function live_of_person('task');
create trigger telling_live after insert or update on telling for each row execute function live_of_person('case');
create trigger event_live after insert on event for each row execute function live_of_case('case');
create trigger case_lock_live after insert or update on case_lock for each row execute function live_of_case('lock');
create trigger session_live_ended after delete on session for each row execute function live_of_session();
create trigger session_live_hidden after update of hidden_at on session for each row when (new.hidden_at is not null) execute function live_of_session();
