CREATE TABLE "bulk_rows" (
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"employee_id" uuid NOT NULL,
	"employee_number" text NOT NULL,
	"employee_name" text NOT NULL,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "bulk_rows_run_id_position_pk" PRIMARY KEY("run_id","position"),
	CONSTRAINT "bulk_rows outcome is known" CHECK ("bulk_rows"."outcome" in ('waiting', 'changed', 'same', 'refused')),
	CONSTRAINT "bulk_rows are refused for a reason" CHECK (("bulk_rows"."outcome" = 'refused') = ("bulk_rows"."reason" <> ''))
);
--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid,
	"words" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"session_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "bulk_runs kind is known" CHECK ("bulk_runs"."kind" in ('contact', 'home', 'message')),
	CONSTRAINT "bulk_runs status is known" CHECK ("bulk_runs"."status" in ('waiting', 'running', 'done', 'failed')),
	CONSTRAINT "bulk_runs aim at something" CHECK (("bulk_runs"."kind" = 'message') = ("bulk_runs"."target_id" is null))
);
--> statement-breakpoint
ALTER TABLE "bulk_rows" ADD CONSTRAINT "bulk_rows_run_id_bulk_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bulk_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_rows" ADD CONSTRAINT "bulk_rows_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_grant_id_role_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."role_grants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_rows_waiting" ON "bulk_rows" USING btree ("run_id","position") WHERE "bulk_rows"."outcome" = 'waiting';--> statement-breakpoint
CREATE INDEX "bulk_rows_employee_id_index" ON "bulk_rows" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "bulk_runs_user_id_created_at_index" ON "bulk_runs" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_runs_one_at_a_time" ON "bulk_runs" USING btree ("user_id") WHERE "bulk_runs"."status" in ('waiting', 'running');