-- What other hubs keep to themselves: what is not shown, what waits, what feeds and people said of it, and where a refuge is. To refer across a border a worker
-- reads of another hub's entry what everybody reads.
do $$
declare t text;
begin
	foreach t in array array['directory_source','directory_run','directory_term','service_version','service_feedback'] loop
		execute format('alter policy everywhere on %I using (kept_by = app_hub())', t);
	end loop;
end $$;
alter policy everywhere on service using (kept_by = app_hub() or is_shown);
alter policy everywhere on organisation using (kept_by = app_hub() or gone_at is null);
alter policy everywhere on location using (kept_by = app_hub() or not is_confidential);
alter policy everywhere on service_location using (kept_by = app_hub() or (is_shown and not is_confidential));
-- On what evidence is between the service and its own hub; that there is an accreditation, and until when, stands on the page.
alter policy everywhere on accreditation using (kept_by = app_hub());
alter policy shown on accreditation to waymark_public, waymark_person, waymark_report;
