-- The support directory: what is in it is public, who may change it is not. Nothing here belongs to a person.
-- A schema of its own: on PostgreSQL its functions belong to the superuser, so that nobody but him could take everybody's right on them back.
create schema trgm;
create extension pg_trgm with schema trgm;
grant usage on schema trgm to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker;
--> statement-breakpoint
CREATE TABLE "accreditation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"criteria" text[] NOT NULL,
	"assessor" text NOT NULL,
	"evidence" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "directory_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"counts" jsonb NOT NULL,
	"faults" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_source" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"licence" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "directory_source_kept_by_slug_unique" UNIQUE("kept_by","slug")
);
--> statement-breakpoint
CREATE TABLE "directory_term" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"vocabulary" text NOT NULL,
	"term" text NOT NULL,
	"name" text NOT NULL,
	"uses" integer NOT NULL,
	"meaning" text[],
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	CONSTRAINT "directory_term_source_id_vocabulary_term_unique" UNIQUE("source_id","vocabulary","term")
);
--> statement-breakpoint
CREATE TABLE "directory_word" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "location" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"source_id" uuid,
	"external_id" text NOT NULL,
	"doc" jsonb NOT NULL,
	"is_confidential" boolean NOT NULL,
	"content_hash" text NOT NULL,
	"modified_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"source_id" uuid,
	"external_id" text NOT NULL,
	"agency_id" uuid,
	"name" text NOT NULL,
	"doc" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"source_id" uuid,
	"external_id" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"agency_id" uuid,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"doc" jsonb NOT NULL,
	"contacts" jsonb NOT NULL,
	"facets" jsonb NOT NULL,
	"is_confidential" boolean NOT NULL,
	"is_shown" boolean NOT NULL,
	"quality" smallint NOT NULL,
	"words" "tsvector" NOT NULL,
	"content_hash" text NOT NULL,
	"version" integer NOT NULL,
	"assured_on" date,
	"checked_on" date,
	"made_at" timestamp with time zone NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "service_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "service_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid
);
--> statement-breakpoint
CREATE TABLE "service_listing" (
	"area" text NOT NULL,
	"need" smallint NOT NULL,
	"rank" smallint NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "service_listing_area_need_rank_service_id_pk" PRIMARY KEY("area","need","rank","service_id")
);
--> statement-breakpoint
CREATE TABLE "service_location" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"doc" jsonb NOT NULL,
	"is_confidential" boolean NOT NULL,
	"is_shown" boolean NOT NULL,
	"at" "point",
	CONSTRAINT "service_location_service_id_location_id_unique" UNIQUE("service_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "service_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kept_by" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"agency_id" uuid,
	"base" integer NOT NULL,
	"version" integer,
	"state" text NOT NULL,
	"record" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"worker_id" uuid,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "accreditation" ADD CONSTRAINT "accreditation_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_run" ADD CONSTRAINT "directory_run_source_id_directory_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."directory_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_term" ADD CONSTRAINT "directory_term_source_id_directory_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."directory_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_listing" ADD CONSTRAINT "service_listing_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_location" ADD CONSTRAINT "service_location_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_location" ADD CONSTRAINT "service_location_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accreditation_service_id_index" ON "accreditation" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "directory_run_source_id_at_index" ON "directory_run" USING btree ("source_id","at");--> statement-breakpoint
CREATE INDEX "location_source_id_external_id_index" ON "location" USING btree ("source_id","external_id");--> statement-breakpoint
CREATE INDEX "organisation_source_id_external_id_index" ON "organisation" USING btree ("source_id","external_id");--> statement-breakpoint
CREATE INDEX "service_source_id_external_id_index" ON "service" USING btree ("source_id","external_id");--> statement-breakpoint
CREATE INDEX "service_organisation_id_index" ON "service" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "service_feedback_service_id_index" ON "service_feedback" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "service_listing_service_id_index" ON "service_listing" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "service_location_location_id_index" ON "service_location" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "service_version_service_id_made_at_index" ON "service_version" USING btree ("service_id","made_at");
--> statement-breakpoint
create index service_words on service using gin (words) with (fastupdate = off);
create index service_best on service (quality desc, id) where is_shown;
create index service_kept on service (kept_by, name);
create index service_agency on service (agency_id) where agency_id is not null;
create index service_version_waiting on service_version (kept_by, made_at) where state = 'waiting';
create index service_feedback_open on service_feedback (kept_by, at) where settled_at is null;
create index service_location_near on service_location using gist (at) where at is not null;
create index directory_word_like on directory_word using gin (word trgm.gin_trgm_ops);
alter table task add column service_id uuid;
-- For each hub of the country that we know of: whom it takes, and how to reach it. Where somebody is out of our scope they are handed on by it (T44).
create table hub_scope (
	id uuid primary key,
	name text not null,
	phone text not null,
	website text,
	areas text[] not null,
	rule text not null check (rule in ('lives', 'happened', 'either')),
	takes_witnesses boolean not null,
	checked_on date not null
);
--> statement-breakpoint
do $$
declare t text;
begin
	foreach t in array array['directory_source','directory_run','directory_term','organisation','service','location','service_location','service_listing',
		'directory_word','service_version','accreditation','service_feedback','hub_scope'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
	end loop;
	-- The console changes its own hub's entries; the jobs bring them in.
	foreach t in array array['directory_source','directory_run','directory_term','organisation','service','location','service_location','service_version','accreditation','service_feedback'] loop
		execute format('create policy kept_insert on %I for insert to waymark_console, waymark_worker with check (kept_by = app_hub())', t);
		execute format('create policy kept_update on %I for update to waymark_console, waymark_worker using (kept_by = app_hub()) with check (kept_by = app_hub())', t);
		execute format('create policy kept_delete on %I for delete to waymark_console, waymark_worker using (kept_by = app_hub())', t);
		execute format('grant select, insert, update, delete on %I to waymark_console, waymark_worker', t);
	end loop;
	-- To refer across a border it reads of another hub's entry what everybody reads. What waits, what feeds and people said of it, on what evidence it is accredited, and
	-- above all where a refuge is, stays with its own hub.
	foreach t in array array['directory_source','directory_run','directory_term','service_version','accreditation','service_feedback'] loop
		execute format('create policy everywhere on %I for select to waymark_console, waymark_worker using (kept_by = app_hub())', t);
	end loop;
	create policy everywhere on service for select to waymark_console, waymark_worker using (kept_by = app_hub() or is_shown);
	create policy everywhere on organisation for select to waymark_console, waymark_worker using (kept_by = app_hub() or gone_at is null);
	create policy everywhere on location for select to waymark_console, waymark_worker using (kept_by = app_hub() or not is_confidential);
	create policy everywhere on service_location for select to waymark_console, waymark_worker using (kept_by = app_hub() or (is_shown and not is_confidential));
end $$;
--> statement-breakpoint
-- The list and the words follow the entries: whoever writes an entry writes them.
create policy listed on service_listing for select to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker, waymark_report using (service_id is not null);
create policy kept_insert on service_listing for insert to waymark_console, waymark_worker with check (service_id in (select id from service where kept_by = app_hub()));
create policy kept_delete on service_listing for delete to waymark_console, waymark_worker using (service_id in (select id from service where kept_by = app_hub()));
grant select on service_listing to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker, waymark_report;
grant insert, delete on service_listing to waymark_console, waymark_worker;
create policy known on directory_word for select to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker using (word <> '');
create policy learnt on directory_word for insert to waymark_console, waymark_worker with check (word <> '');
create policy forgotten on directory_word for delete to waymark_worker using (word <> '');
grant select on directory_word to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker;
grant insert on directory_word to waymark_console, waymark_worker;
grant delete on directory_word to waymark_worker;
create policy known on hub_scope for select to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker using (name <> '');
create policy made on hub_scope for insert to waymark_worker with check (name <> '');
create policy kept on hub_scope for update to waymark_worker using (name <> '') with check (name <> '');
grant select on hub_scope to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker;
grant insert, update on hub_scope to waymark_worker;
--> statement-breakpoint
-- Everybody reads what is shown. A refuge's place is no row for them, and whom to ring by name is no column.
grant usage on schema public to waymark_public;
create policy shown on organisation for select to waymark_public, waymark_person, waymark_agency using (gone_at is null);
create policy shown on service for select to waymark_public, waymark_person, waymark_agency, waymark_report using (is_shown);
create policy shown on location for select to waymark_public, waymark_person, waymark_agency using (not is_confidential);
create policy shown on service_location for select to waymark_public, waymark_person, waymark_agency using (is_shown and not is_confidential);
create policy shown on accreditation for select to waymark_public, waymark_person, waymark_report using (ended_at is null);
grant select on organisation, location, service_location to waymark_public, waymark_person;
grant select (id, kept_by, source_id, external_id, organisation_id, agency_id, slug, name, doc, facets, is_confidential, is_shown, quality, words, version, assured_on, checked_on, made_at, modified_at, gone_at)
	on service to waymark_public, waymark_person;
grant select (id, service_id, criteria, assessor, from_on, until_on, ended_at) on accreditation to waymark_public, waymark_person;
grant select (id, facets, is_shown, checked_on, assured_on) on service to waymark_report;
grant select (id, service_id, until_on, ended_at) on accreditation to waymark_report;
create policy told on service_feedback for insert to waymark_public, waymark_person with check (kept_by = app_hub() and settled_at is null and settled_by is null);
grant insert on service_feedback to waymark_public, waymark_person;
-- A partner sees its own entries whole, and says what they should be; the hub agrees (T22).
create policy own on service for select to waymark_agency using (agency_id in (select w.agency_id from worker w where w.id = app_actor()));
create policy own on organisation for select to waymark_agency using (agency_id in (select w.agency_id from worker w where w.id = app_actor()));
create policy own on location for select to waymark_agency using (id in (select l.location_id from service_location l));
create policy own on service_location for select to waymark_agency using (service_id in (select s.id from service s where s.agency_id in (select w.agency_id from worker w where w.id = app_actor())));
create policy own on accreditation for select to waymark_agency using (service_id in (select s.id from service s where s.agency_id in (select w.agency_id from worker w where w.id = app_actor())));
create policy own on service_version for select to waymark_agency using (kept_by = app_hub() and agency_id in (select w.agency_id from worker w where w.id = app_actor()));
create policy own_insert on service_version for insert to waymark_agency with check (kept_by = app_hub() and state = 'waiting' and made_by = 'agency' and worker_id = app_actor()
	and agency_id in (select w.agency_id from worker w where w.id = app_actor()) and service_id in (select s.id from service s where s.agency_id = service_version.agency_id));
create policy own_update on service_version for update to waymark_agency using (kept_by = app_hub() and state = 'waiting' and agency_id in (select w.agency_id from worker w where w.id = app_actor()))
	with check (kept_by = app_hub() and state in ('taken_back', 'replaced') and agency_id in (select w.agency_id from worker w where w.id = app_actor()));
grant select on service, organisation, location, service_location, accreditation to waymark_agency;
grant select, insert on service_version to waymark_agency;
grant update (state, decided_at) on service_version to waymark_agency;
grant execute on function app_hub(), app_actor(), app_now() to waymark_public;
-- Which hub and which events: the function that writes them is the same for all.
grant execute on function outbox_append(uuid, text, jsonb, timestamptz) to waymark_public;
