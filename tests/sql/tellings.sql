-- triesOf
select "id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "way_id", "outcome", "worker_id", "note_sealed", "shown_at", "next_at", "made_at", "undone_at", "once_key"
from "telling"
where ("telling"."hub_id" = $1
	and "telling"."case_id" in ($2)
	and "telling"."undone_at" is null)
order by "telling"."at" asc, "telling"."id" asc
limit $3;

-- triesWith
select "id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "way_id", "outcome", "worker_id", "note_sealed", "shown_at", "next_at", "made_at", "undone_at", "once_key"
from "telling"
where ("telling"."hub_id" = $1
	and "telling"."person_id" = $2
	and "telling"."by" = $3
	and "telling"."undone_at" is null)
order by "telling"."at" asc, "telling"."id" asc
limit $4;

-- tryOf
select "id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "way_id", "outcome", "worker_id", "note_sealed", "shown_at", "next_at", "made_at", "undone_at", "once_key"
from "telling"
where ("telling"."hub_id" = $1
	and "telling"."case_id" = $2
	and "telling"."id" = $3);

-- tryByForm
select "id", "hub_id", "case_id", "person_id", "event_id", "at", "by", "way", "way_id", "outcome", "worker_id", "note_sealed", "shown_at", "next_at", "made_at", "undone_at", "once_key"
from "telling"
where ("telling"."hub_id" = $1
	and "telling"."once_key" = $2);

-- markUndone
update "telling"
set "undone_at" = $1
where ("telling"."hub_id" = $2
	and "telling"."id" = $3
	and "telling"."worker_id" = $4
	and "telling"."made_at" >= $5
	and "telling"."undone_at" is null)
returning "id";

-- settleTasksAbout
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."event_id" = $4
	and "task"."person_id" = $5
	and "task"."kind" in ($6)
	and "task"."done_at" is null);

-- reopenTasks
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."person_id" = $4
	and "task"."done_at" = $5
	and "task"."done_by" = $6);

-- endTasksMade
update "task"
set "done_at" = $1, "done_by" = $2
where ("task"."hub_id" = $3
	and "task"."person_id" = $4
	and "task"."made_at" = $5
	and "task"."done_at" is null);

-- pauseWay
update "contact_way"
set "paused_at" = $1
where ("contact_way"."hub_id" = $2
	and "contact_way"."person_id" = $3
	and "contact_way"."id" = $4
	and "contact_way"."paused_at" is null)
returning "id";

-- unpauseWays
update "contact_way"
set "paused_at" = $1
where ("contact_way"."hub_id" = $2
	and "contact_way"."person_id" = $3
	and "contact_way"."paused_at" = $4);

-- preferenceVersion
select "id", "hub_id", "person_id", "version", "may_contact", "hours", "voicemail", "say_who", "hard_news", "words_sealed", "chosen", "given", "withheld", "changed_since", "confirmed_at", "made_at", "made_by"
from "preference"
where ("preference"."hub_id" = $1
	and "preference"."person_id" = $2
	and "preference"."version" = $3);
