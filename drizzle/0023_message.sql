-- Messages between a person and the hub (P8). The words are sealed; plain are the topic, the state, the times and whose turn it is.
create table thread (
	id uuid primary key not null,
	hub_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	topic text not null,
	state text not null check (state in ('open', 'closed')),
	is_urgent boolean not null,
	is_marked boolean not null,
	last_from text not null check (last_from in ('person', 'hub')),
	opened_at timestamp with time zone not null,
	moved_at timestamp with time zone not null,
	due_at timestamp with time zone,
	escalated_at timestamp with time zone,
	worker_id uuid,
	claimed_by uuid,
	claimed_until timestamp with time zone,
	check ((claimed_by is null) = (claimed_until is null))
);
create index thread_hub_id_state_due_at_index on thread using btree (hub_id, state, due_at);
create index thread_person_id_index on thread using btree (person_id);
create table message (
	id uuid primary key not null,
	hub_id uuid not null,
	thread_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	once uuid not null,
	seq integer not null,
	author text not null check (author in ('person', 'hub')),
	worker_id uuid,
	is_by_phone boolean not null,
	lang text not null,
	body_sealed bytea not null,
	at timestamp with time zone not null
);
-- Sent twice, sent again after a time-out, or raced: one.
create unique index message_once on message (thread_id, once);
create unique index message_seq on message (thread_id, seq);
create table thread_note (
	id uuid primary key not null,
	hub_id uuid not null,
	thread_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	worker_id uuid not null,
	note_sealed bytea not null,
	at timestamp with time zone not null
);
create index thread_note_thread_id_index on thread_note using btree (thread_id);
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['thread','message','thread_note'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		execute format('create policy worker_hub on %I to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
		-- A record that is shut to a worker is shut here too (P19).
		execute format('create policy not_shut on %I as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases())) and person_id not in (select app_shut_people()))', t);
	end loop;
end $$;
create policy own_words on message as restrictive for insert to waymark_console with check (worker_id = app_actor() and thread_id in (select h.id from thread h));
create policy own_words on thread_note as restrictive for insert to waymark_console with check (worker_id = app_actor() and thread_id in (select h.id from thread h));
grant select, insert on thread, message, thread_note to waymark_console;
grant update (state, is_urgent, is_marked, last_from, moved_at, due_at, escalated_at, worker_id, claimed_by, claimed_until) on thread to waymark_console;
--> statement-breakpoint
-- The person: her own threads and every word in them. Which worker has it, what was marked, and the notes of the hub are not hers to read.
create policy own on thread to waymark_person using (hub_id = app_hub() and person_id = app_actor())
	with check (hub_id = app_hub() and person_id = app_actor() and (case_id is null or case_id in (select app_own_cases())));
create policy own_opened on thread as restrictive for insert to waymark_person with check (num_nonnulls(escalated_at, worker_id, claimed_by) = 0 and last_from = 'person');
create policy own on message for select to waymark_person using (hub_id = app_hub() and person_id = app_actor());
create policy own_insert on message for insert to waymark_person
	with check (hub_id = app_hub() and person_id = app_actor() and author = 'person' and worker_id is null and not is_by_phone and thread_id in (select h.id from thread h));
grant select (id, hub_id, case_id, person_id, topic, state, last_from, opened_at, moved_at, due_at), insert on thread to waymark_person;
grant update (state, is_urgent, is_marked, last_from, moved_at, due_at) on thread to waymark_person;
grant select (id, hub_id, thread_id, case_id, person_id, once, seq, author, is_by_phone, lang, body_sealed, at), insert on message to waymark_person;
--> statement-breakpoint
-- The jobs: what waited longer than was promised, what is sealed anew, what is forgotten.
grant select, delete on thread, message, thread_note to waymark_worker;
grant update (escalated_at) on thread to waymark_worker;
grant update (body_sealed) on message to waymark_worker;
grant update (note_sealed) on thread_note to waymark_worker;
