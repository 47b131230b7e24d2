-- Rotation and shredding of keys are the jobs' work (vault 4.1): they re-wrap keys, seal values anew in their own rows, and delete a key to end what it sealed.
grant select, insert, delete on data_key to waymark_worker;
grant update (wrapped, kek_id) on data_key to waymark_worker;
grant update (name_sealed) on worker to waymark_worker;
grant update (name_sealed, born_sealed) on person to waymark_worker;
grant update (value_sealed) on contact_way to waymark_worker;
grant update (words_sealed) on preference to waymark_worker;
grant update (reason_sealed) on risk_mark to waymark_worker;
grant update (ref_sealed) on reference to waymark_worker;
grant update (note_sealed) on telling to waymark_worker;
grant update (line_sealed) on event to waymark_worker;
grant update (detail_sealed) on task to waymark_worker;
grant update (raw_sealed) on feed_batch to waymark_worker;
grant update (reason_sealed) on case_access, audit_withheld, legal_hold to waymark_worker;
grant update (seen_sealed, note_sealed) on breach to waymark_worker;
--> statement-breakpoint
-- An event is never rewritten. Sealing its line anew changes no word of it, so the jobs may, and nothing else of the row; the bytes of all other columns are compared.
create function keep_event() returns trigger language plpgsql as $$
begin
	if tg_op = 'UPDATE' and current_user = 'waymark_worker' and old.line_sealed is not null and new.line_sealed is not null then
		old.line_sealed := new.line_sealed;
		if old *= new then return new; end if;
	end if;
	raise exception 'append-only';
end $$;
create or replace trigger event_kept before update or delete on event for each row execute function keep_event();
--> statement-breakpoint
-- Which master key wraps how many keys of which hub: asked by the command line, over all hubs, before an old master key goes.
create policy counted on data_key for select to waymark_audit using (current_user = 'waymark_audit');
grant select (hub_id, kek_id) on data_key to waymark_audit;
create function kek_use() returns table (hub_id uuid, kek_id text, keys bigint) language sql stable security definer set search_path = public, pg_temp as $$
	select hub_id, kek_id, count(*) from data_key group by hub_id, kek_id order by hub_id, kek_id
$$;
-- Which keys sealed a detail in the hub's log. The log is hashed as it stands, so these are never sealed anew, and their keys have to stay.
create function keys_in_log() returns table (key_id bytea) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	if exists (select from pg_attribute where attrelid = 'audit_event'::regclass and attname = 'detail_sealed' and not attisdropped) then
		return query select distinct substring(detail_sealed from 2 for 16) from audit_event where chain = app_hub()::text and detail_sealed is not null;
	end if;
end $$;
revoke all on function kek_use(), keys_in_log() from public;
grant execute on function kek_use(), keys_in_log() to waymark_worker;
grant create on schema public to waymark_audit;
alter function kek_use() owner to waymark_audit;
alter function keys_in_log() owner to waymark_audit;
revoke create on schema public from waymark_audit;
