-- She says herself that she has seen what is critical for court, by a button: then no repeat goes (P22). That a page was opened is written nowhere (S-31).
alter table notice add column seen_at timestamp with time zone;
-- A letter that nobody prints for us waits for a worker who does.
alter table notice drop constraint notice_state_check;
alter table notice add constraint notice_state_check check (state in ('waiting', 'sending', 'printing', 'sent', 'delivered', 'failed', 'withheld', 'dead'));
-- Of what was sent to her she may know only that something about court waits for her answer: no way, no reason, no state (P6).
create policy own on notice for select to waymark_person using (hub_id = app_hub() and person_id = app_actor() and kind = 'court_critical');
create policy own_seen on notice for update to waymark_person using (hub_id = app_hub() and person_id = app_actor() and kind = 'court_critical')
	with check (hub_id = app_hub() and person_id = app_actor() and kind = 'court_critical');
grant select (id, hub_id, case_id, person_id, about, kind, seen_at), update (seen_at) on notice to waymark_person;
