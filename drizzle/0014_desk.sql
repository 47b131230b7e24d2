-- A commissioner counts what is missing in the areas of the hub (T47): whom a hub takes is public, and no word of it is about anybody.
create policy known_report on hub_scope for select to waymark_report using (name <> '');
grant select on hub_scope to waymark_report;
