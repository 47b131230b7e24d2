CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"is_reported" boolean NOT NULL,
	"is_offence" boolean,
	"crime_type" text,
	"area" text,
	"rhythm_days" integer,
	"rhythm_since" timestamp with time zone,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"agency_id" uuid,
	"reference_id" uuid,
	"charge" text,
	"occurred_kind" text NOT NULL,
	"occurred_from" date,
	"occurred_to" date,
	"as_of" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"supersedes" uuid,
	"content_hash" text NOT NULL,
	"detail" jsonb NOT NULL,
	"line_sealed" "bytea",
	"recorded_by" uuid,
	CONSTRAINT "event_case_id_content_hash_unique" UNIQUE("case_id","content_hash")
);
--> statement-breakpoint
CREATE TABLE "heard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"clock_id" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "named_contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "not_mine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"event_id" uuid,
	"reference_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"settled_as" text
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"enhanced" text[] NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "participant_case_id_person_id_unique" UNIQUE("case_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"ref_sealed" "bytea" NOT NULL,
	"ref_index" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"detached_at" timestamp with time zone,
	"detached_by" uuid
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid,
	"person_id" uuid,
	"event_id" uuid,
	"kind" text NOT NULL,
	"is_urgent" boolean NOT NULL,
	"due_on" date NOT NULL,
	"about" text,
	"detail_sealed" "bytea",
	"made_at" timestamp with time zone NOT NULL,
	"assigned_to" uuid,
	"done_at" timestamp with time zone,
	"done_by" uuid
);
--> statement-breakpoint
CREATE TABLE "telling" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"event_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"way" text NOT NULL,
	"way_id" uuid,
	"outcome" text NOT NULL,
	"worker_id" uuid,
	"note_sealed" "bytea",
	"shown_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"made_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"once_key" uuid NOT NULL,
	CONSTRAINT "telling_once_key_unique" UNIQUE("once_key")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"agency_id" uuid,
	"lang" text NOT NULL,
	"sign_in_index" "bytea" NOT NULL,
	"sign_in_sealed" "bytea" NOT NULL,
	"password" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "account_sign_in_index_unique" UNIQUE("sign_in_index")
);
--> statement-breakpoint
CREATE TABLE "factor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"last_step" integer,
	"made_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"agency_id" uuid,
	"lang" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"word_hash" "bytea" NOT NULL,
	"tries" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "invitation_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"absolute_expires_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"auth_at" timestamp with time zone NOT NULL,
	"complete" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"feed" text NOT NULL,
	"rows" integer NOT NULL,
	"raw_sealed" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"feed" text NOT NULL,
	"row_key" "bytea" NOT NULL,
	"ref_index" "bytea",
	"batch_id" uuid NOT NULL,
	"month" text NOT NULL,
	"agency_slug" text NOT NULL,
	"outcome_code" text,
	"outcome_name" text NOT NULL,
	"as_of" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"case_id" uuid,
	"attached_at" timestamp with time zone,
	CONSTRAINT "feed_event_hub_id_feed_row_key_unique" UNIQUE("hub_id","feed","row_key")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"case_id" uuid,
	"person_id" uuid,
	"object_id" text,
	"reason" text,
	"request_id" text NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_event_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_done" (
	"outbox_id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"tries" integer NOT NULL,
	"done_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "agency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "agency_hub_id_slug_unique" UNIQUE("hub_id","slug")
);
--> statement-breakpoint
CREATE TABLE "contact_way" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value_sealed" "bytea" NOT NULL,
	"value_index" "bytea" NOT NULL,
	"safe" text NOT NULL,
	"checked" boolean NOT NULL,
	"paused_at" timestamp with time zone,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"version" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"kek_id" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "data_key_kind_subject_version_unique" UNIQUE("kind","subject","version")
);
--> statement-breakpoint
CREATE TABLE "hub" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "hub_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"name_index" "bytea" NOT NULL,
	"born_sealed" "bytea",
	"name_born_index" "bytea",
	"lang" text NOT NULL,
	"area" text,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"died_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "preference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"may_contact" text NOT NULL,
	"hours" jsonb,
	"voicemail" text NOT NULL,
	"say_who" boolean NOT NULL,
	"hard_news" text NOT NULL,
	"words_sealed" "bytea",
	"changed_since" boolean NOT NULL,
	"confirmed_at" timestamp with time zone,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	CONSTRAINT "preference_person_id_version_unique" UNIQUE("person_id","version")
);
--> statement-breakpoint
CREATE TABLE "risk_mark" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason_sealed" "bytea" NOT NULL,
	"author" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"review_on" text NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"agency_id" uuid,
	"name_sealed" "bytea" NOT NULL,
	"team" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heard" ADD CONSTRAINT "heard_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heard" ADD CONSTRAINT "heard_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_contact" ADD CONSTRAINT "named_contact_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_mine" ADD CONSTRAINT "not_mine_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_mine" ADD CONSTRAINT "not_mine_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference" ADD CONSTRAINT "reference_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telling" ADD CONSTRAINT "telling_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telling" ADD CONSTRAINT "telling_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor" ADD CONSTRAINT "factor_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_way" ADD CONSTRAINT "contact_way_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_mark" ADD CONSTRAINT "risk_mark_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_case_id_received_at_index" ON "event" USING btree ("case_id","received_at");--> statement-breakpoint
CREATE INDEX "event_hub_id_received_at_index" ON "event" USING btree ("hub_id","received_at");--> statement-breakpoint
CREATE INDEX "heard_case_id_index" ON "heard" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "named_contact_case_id_index" ON "named_contact" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "not_mine_case_id_index" ON "not_mine" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "participant_person_id_index" ON "participant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reference_ref_index_index" ON "reference" USING btree ("ref_index");--> statement-breakpoint
CREATE INDEX "reference_case_id_index" ON "reference" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "task_hub_id_done_at_due_on_index" ON "task" USING btree ("hub_id","done_at","due_on");--> statement-breakpoint
CREATE INDEX "task_case_id_index" ON "task" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "telling_case_id_index" ON "telling" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "telling_event_id_index" ON "telling" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "feed_event_ref_index_index" ON "feed_event" USING btree ("ref_index");