-- markCaseForgotten
update "cases"
set "area" = $1, "shredded_at" = $2
where ("cases"."hub_id" = $3
	and "cases"."id" = $4
	and "cases"."shredded_at" is null
	and not exists (select
		from legal_hold l
		where l.hub_id = app_hub()
		and l.ended_at is null
		and (l.case_id = $5::uuid or l.person_id in (select p.person_id from participant p where p.case_id = $6::uuid))))
returning "id";

-- emptyCase
update "reference"
set "ref_index" = decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
where ("reference"."hub_id" = $1
	and "reference"."case_id" = $2);
delete from "task"
where ("task"."hub_id" = $1
	and "task"."case_id" = $2);
delete from "feed_event"
where ("feed_event"."hub_id" = $1
	and "feed_event"."case_id" = $2);
delete from "notice"
where ("notice"."hub_id" = $1
	and "notice"."case_id" = $2);
delete from "case_lock"
where ("case_lock"."hub_id" = $1
	and "case_lock"."case_id" = $2);
update "case_access"
set "reason_sealed" = $1
where ("case_access"."hub_id" = $2
	and "case_access"."case_id" = $3
	and "case_access"."reason_sealed" is not null);

-- markPersonForgotten
update "person"
set "name_index" = decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), "born_sealed" = $1, "name_born_index" = $2, "area" = $3, "shredded_at" = $4
where ("person"."hub_id" = $5
	and "person"."id" = $6
	and "person"."shredded_at" is null
	and not exists (select
		from legal_hold l
		where l.hub_id = app_hub()
		and l.ended_at is null
		and l.person_id = $7::uuid))
returning "id";

-- deleteReach
delete from "contact_way"
where ("contact_way"."hub_id" = $1
	and "contact_way"."person_id" = $2);
delete from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" = $2);
delete from "risk_mark"
where ("risk_mark"."hub_id" = $1
	and "risk_mark"."person_id" = $2);
delete from "adjustment"
where ("adjustment"."hub_id" = $1
	and "adjustment"."person_id" = $2);
delete from "need_answer"
where ("need_answer"."hub_id" = $1
	and "need_answer"."person_id" = $2);
delete from "second_yes"
where ("second_yes"."hub_id" = $1
	and "second_yes"."person_id" = $2);

-- deleteTasksAbout
delete from "task"
where ("task"."hub_id" = $1
	and "task"."person_id" = $2);

-- deleteNoticesTo
delete from "notice"
where ("notice"."hub_id" = $1
	and "notice"."person_id" = $2);

-- forgetAccount
select app_forget_account($1::uuid) as gone;

-- emptyOldTasks
update task
set detail_sealed = null
where id in (select t.id
	from task t
	where t.hub_id = $1::uuid
	and t.detail_sealed is not null
	and t.done_at <= $2::timestamptz
	limit $3)
returning id;

-- deleteOldBatches
delete from feed_batch
where id in (select b.id
	from feed_batch b
	where b.hub_id = $1::uuid
	and b.made_at <= $2::timestamptz
	limit $3)
returning id;

-- deleteOldFeedRows
delete from feed_event
where id in (select f.id
	from feed_event f
	where f.hub_id = $1::uuid
	and f.case_id is null
	and f.received_at <= $2::timestamptz
	limit $3)
returning id;

-- deleteOldOutbox
delete from outbox
where id in (select d.outbox_id
	from outbox_done d
	where d.hub_id = $1::uuid
	and d.done_at <= $2::timestamptz
	limit $3)
returning id;
delete from outbox_done
where hub_id = $1::uuid
and done_at <= $2::timestamptz
and not exists (select
	from outbox o
	where o.id = outbox_done.outbox_id);
