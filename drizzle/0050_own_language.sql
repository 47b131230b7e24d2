-- The language in which she is written to is her own choice (issue 7, part 3): she may change that column of her own row, and a worker may write down what she said (P19).
grant update (lang) on person to waymark_person, waymark_console;
create policy own_language on person for update to waymark_person using (id = app_actor() and hub_id = app_hub())
	with check (id = app_actor() and hub_id = app_hub());
