-- What a commissioner may count (T26, T47, T49): codes, instants and whose agency; no name, no word, no key.
create policy report_hub on consent for select to waymark_report using (hub_id = app_hub());
create policy report_hub on referral for select to waymark_report using (hub_id = app_hub());
create policy report_hub on referral_move for select to waymark_report using (hub_id = app_hub());
create policy report_hub on measure for select to waymark_report using (hub_id = app_hub());
grant select (id, hub_id, need) on consent to waymark_report;
grant select (id, hub_id, force_area, person_id, agency_id, consent_id, state, reason, made_at, sent_at) on referral to waymark_report;
grant select (hub_id, referral_id, move, at) on referral_move to waymark_report;
grant select (hub_id, referral_id, point, outcome, score) on measure to waymark_report;
grant select (person_id) on need_answer to waymark_report;
create policy report_hub on agency for select to waymark_report using (hub_id = app_hub());
grant select (id, hub_id, name) on agency to waymark_report;
