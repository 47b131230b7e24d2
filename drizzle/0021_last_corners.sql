-- What a person joined to her page by its four words is hers to read afterwards too: what she said, our answer, what she wrote once more. Who here answered is no column of hers.
create policy own_joined on self_referral for select to waymark_person using (hub_id = app_hub() and joined_by = app_actor());
grant select (id, hub_id, words_sealed, state, answer_sealed, answered_at, more_sealed, made_at, joined_by) on self_referral to waymark_person;
-- Which of several marks is the last one (T49).
grant select (id, at) on measure to waymark_report;
