CREATE TABLE "challenge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"account_id" uuid,
	"value" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acquaintance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "audit_withheld" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"reason_sealed" "bytea" NOT NULL,
	"review_on" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "breach" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"reference_id" uuid,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"seen_sealed" "bytea" NOT NULL,
	"decision" text NOT NULL,
	"note_sealed" "bytea",
	"decided_by" uuid,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "case_access" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"is_glass" boolean NOT NULL,
	"reason_sealed" "bytea",
	"until" timestamp with time zone,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "case_restriction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"why" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"case_id" uuid,
	"person_id" uuid,
	"reason_sealed" "bytea" NOT NULL,
	"review_on" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "retention_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"record" text NOT NULL,
	"days" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_rule_hub_id_record_unique" UNIQUE("hub_id","record")
);
--> statement-breakpoint
CREATE TABLE "retention_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"counts" jsonb,
	"fault" text,
	CONSTRAINT "retention_run_hub_id_on_day_unique" UNIQUE("hub_id","on_day")
);
--> statement-breakpoint
ALTER TABLE "factor" ALTER COLUMN "secret_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "shredded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "idle_minutes" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "credential_id" "bytea";--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "public_key" "bytea";--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "counter" bigint;--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "transports" text[];--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "is_backed_up" boolean;--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "label_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "factor" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "client" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "factor_id" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "actor_role" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "detail_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "shredded_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "acquaintance_hub_id_worker_id_index" ON "acquaintance" USING btree ("hub_id","worker_id");--> statement-breakpoint
CREATE INDEX "audit_withheld_hub_id_person_id_index" ON "audit_withheld" USING btree ("hub_id","person_id");--> statement-breakpoint
CREATE INDEX "breach_hub_id_decision_index" ON "breach" USING btree ("hub_id","decision");--> statement-breakpoint
CREATE INDEX "breach_case_id_index" ON "breach" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_access_hub_id_case_id_worker_id_index" ON "case_access" USING btree ("hub_id","case_id","worker_id");--> statement-breakpoint
CREATE INDEX "case_restriction_hub_id_case_id_index" ON "case_restriction" USING btree ("hub_id","case_id");--> statement-breakpoint
CREATE INDEX "legal_hold_hub_id_ended_at_index" ON "legal_hold" USING btree ("hub_id","ended_at");--> statement-breakpoint
CREATE INDEX "factor_account_id_index" ON "factor" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_account_id_index" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "audit_event_person_id_at_index" ON "audit_event" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "audit_event_case_id_at_index" ON "audit_event" USING btree ("case_id","at");--> statement-breakpoint
ALTER TABLE "factor" ADD CONSTRAINT "factor_credential_id_unique" UNIQUE("credential_id");