-- What a thread was begun from, what was added to a message in another language, and the hub's own texts to answer with.
alter table thread add column about_kind text check (about_kind in ('event', 'hearing', 'next', 'help', 'right'));
alter table thread add column about_id text check (length(about_id) <= 60);
alter table thread add constraint thread_about check ((about_kind is null) = (about_id is null));
-- The same words in another language, beside the original and never in its place.
create table message_translation (
	id uuid primary key not null,
	hub_id uuid not null,
	message_id uuid not null,
	thread_id uuid not null,
	case_id uuid,
	person_id uuid not null,
	origin text not null check (origin in ('interpreter', 'worker', 'template')),
	lang text not null,
	worker_id uuid not null,
	text_sealed bytea not null,
	at timestamp with time zone not null
);
create index message_translation_thread_id_index on message_translation using btree (thread_id);
-- No personal data: what the hub says again and again, as a worker starts from it.
create table reply_template (
	id uuid primary key not null,
	hub_id uuid not null,
	made_by uuid not null,
	made_at timestamp with time zone not null,
	retired_at timestamp with time zone
);
create table reply_version (
	id uuid primary key not null,
	hub_id uuid not null,
	reply_template_id uuid not null,
	version integer not null,
	name text not null,
	topic text not null,
	texts jsonb not null,
	checked text[] not null,
	made_by uuid not null,
	made_at timestamp with time zone not null
);
-- Two who save at once: the second is told.
create unique index reply_version_number on reply_version (reply_template_id, version);
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['message_translation','reply_template','reply_version'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy console_hub on %I to waymark_console using (hub_id = app_hub()) with check (hub_id = app_hub())', t);
	end loop;
end $$;
-- A record that is shut to a worker is shut here too (P19).
create policy not_shut on message_translation as restrictive to waymark_console using ((case_id is null or case_id not in (select app_shut_cases())) and person_id not in (select app_shut_people()));
create policy own_words on message_translation as restrictive for insert to waymark_console with check (worker_id = app_actor() and message_id in (select m.id from message m));
create policy by_me on reply_template as restrictive for insert to waymark_console with check (made_by = app_actor() and retired_at is null);
create policy by_me on reply_version as restrictive for insert to waymark_console with check (made_by = app_actor() and reply_template_id in (select r.id from reply_template r));
-- What was written is never written over: a change is a version of its own.
grant select, insert on message_translation, reply_template, reply_version to waymark_console;
grant update (retired_at) on reply_template to waymark_console;
--> statement-breakpoint
create policy own on message_translation for select to waymark_person using (hub_id = app_hub() and person_id = app_actor());
grant select (id, hub_id, message_id, thread_id, case_id, person_id, origin, lang, text_sealed, at) on message_translation to waymark_person;
grant select (about_kind, about_id) on thread to waymark_person;
--> statement-breakpoint
create policy worker_hub on message_translation to waymark_worker using (hub_id = app_hub()) with check (hub_id = app_hub());
grant select, delete on message_translation to waymark_worker;
grant update (text_sealed) on message_translation to waymark_worker;
-- Who is not sure is given to her named contact (P8).
grant update (worker_id) on thread to waymark_worker;
-- What she closed herself asks nobody for an answer any more.
grant update (done_at) on task to waymark_worker;
