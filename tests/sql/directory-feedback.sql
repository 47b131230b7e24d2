-- addFeedback
insert into "service_feedback" ("id", "kept_by", "service_id", "kind", "at", "settled_at", "settled_by")
values ($1, $2, $3, $4, $5, default, default);
