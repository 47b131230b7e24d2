-- What shown entries are found by, in a table of its own that holds nothing else. Row security stood between the search and its index: an operator that is not
-- leakproof (`@@`, trgm.`%`) is only asked after the policy of the row, so that every search read every entry. Here the policy has nothing to hold back: a row
-- exists for what is shown, and goes with it; nothing of a place is ever among its words.
CREATE TABLE "service_find" (
	"service_id" uuid PRIMARY KEY NOT NULL,
	"quality" smallint NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "service_find" ADD CONSTRAINT "service_find_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" DROP COLUMN "words";--> statement-breakpoint
-- What comes in is sorted in by some hundred entries at a time, a fifth of the work of one at a time; what waits is short enough to be read along by a search.
create index service_find_words on service_find using gin (words) with (fastupdate = on, gin_pending_list_limit = 256);
create index service_find_best on service_find (quality desc, service_id);
drop index service_best;
create index service_modified on service (modified_at) where is_shown;
alter table service_find enable row level security;
alter table service_find force row level security;
create policy found on service_find for select to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker, waymark_report using (true);
-- Asked row by row: as a list of all entries of the hub it would be read whole for every few that come in.
create policy kept_insert on service_find for insert to waymark_console, waymark_worker with check (exists (select from service s where s.id = service_find.service_id and s.kept_by = app_hub()));
create policy kept_update on service_find for update to waymark_console, waymark_worker using (exists (select from service s where s.id = service_find.service_id and s.kept_by = app_hub()))
	with check (exists (select from service s where s.id = service_find.service_id and s.kept_by = app_hub()));
create policy kept_delete on service_find for delete to waymark_console, waymark_worker using (exists (select from service s where s.id = service_find.service_id and s.kept_by = app_hub()));
grant select on service_find to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker, waymark_report;
grant insert, update, delete on service_find to waymark_console, waymark_worker;
drop policy kept_insert on service_listing;
drop policy kept_delete on service_listing;
create policy kept_insert on service_listing for insert to waymark_console, waymark_worker with check (exists (select from service s where s.id = service_listing.service_id and s.kept_by = app_hub()));
create policy kept_delete on service_listing for delete to waymark_console, waymark_worker using (exists (select from service s where s.id = service_listing.service_id and s.kept_by = app_hub()));
drop policy known on directory_word;
create policy known on directory_word for select to waymark_public, waymark_person, waymark_agency, waymark_console, waymark_worker using (true);
