CREATE TABLE "report_comments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_drafts" (
	"report_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_excuses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"is_own" boolean NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_excuses_once" UNIQUE("employee_id","on_day"),
	CONSTRAINT "report_excuses kind is known" CHECK ("report_excuses"."kind" in ('leave', 'rest', 'other')),
	CONSTRAINT "report_excuses of others have a reason" CHECK ("report_excuses"."is_own" or "report_excuses"."reason" <> ''),
	CONSTRAINT "report_excuses of oneself are rest" CHECK (not "report_excuses"."is_own" or "report_excuses"."kind" = 'rest')
);
--> statement-breakpoint
CREATE TABLE "report_numbers" (
	"report_id" uuid NOT NULL,
	"field" text NOT NULL,
	"template_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"value" numeric(16, 4) NOT NULL,
	CONSTRAINT "report_numbers_report_id_field_pk" PRIMARY KEY("report_id","field")
);
--> statement-breakpoint
CREATE TABLE "report_photos" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"field" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_photos are at most 5 MB" CHECK ("report_photos"."size" between 1 and 5242880 and octet_length("report_photos"."content") = "report_photos"."size")
);
--> statement-breakpoint
CREATE TABLE "report_template_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"fields" jsonb NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_template_versions_once" UNIQUE("template_id","version")
);
--> statement-breakpoint
CREATE TABLE "report_templates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"position_ids" uuid[] DEFAULT '{}' NOT NULL,
	"reached_unit_ids" uuid[] NOT NULL,
	"rhythm" text NOT NULL,
	"weekdays" integer[] NOT NULL,
	"due_time" time(0) NOT NULL,
	"remind_minutes" integer NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_templates rhythm is known" CHECK ("report_templates"."rhythm" in ('daily', 'weekly')),
	CONSTRAINT "report_templates weekdays are days of a week" CHECK (cardinality("report_templates"."weekdays") between 1 and 7 and "report_templates"."weekdays" <@ '{1,2,3,4,5,6,7}'),
	CONSTRAINT "report_templates of a week have one day" CHECK ("report_templates"."rhythm" <> 'weekly' or cardinality("report_templates"."weekdays") = 1),
	CONSTRAINT "report_templates remind within 12 hours" CHECK ("report_templates"."remind_minutes" between 0 and 720),
	CONSTRAINT "report_templates end after they start" CHECK ("report_templates"."ends_on" >= "report_templates"."starts_on"),
	CONSTRAINT "report_templates end only if they started" CHECK ("report_templates"."ends_on" is null or "report_templates"."starts_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"template_id" uuid NOT NULL,
	"version_id" uuid,
	"employee_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"number" text NOT NULL,
	"unit_name" text NOT NULL,
	"position_name" text NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"remind_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"answers" jsonb,
	"submitted_at" timestamp with time zone,
	"edited_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"read_by_user_id" uuid,
	"read_by_name" text,
	"reminded_at" timestamp with time zone,
	"late_told_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"nudged_at" timestamp with time zone,
	CONSTRAINT "reports_once" UNIQUE("template_id","employee_id","due_on"),
	CONSTRAINT "reports status is known" CHECK ("reports"."status" in ('open', 'submitted', 'excused', 'released')),
	CONSTRAINT "reports are submitted with answers at a time" CHECK (("reports"."status" = 'submitted') = ("reports"."submitted_at" is not null) and ("reports"."submitted_at" is null) = ("reports"."answers" is null)
        and ("reports"."submitted_at" is null) = ("reports"."version_id" is null)),
	CONSTRAINT "reports are read once submitted" CHECK ("reports"."read_at" is null or "reports"."submitted_at" is not null),
	CONSTRAINT "reports are read by somebody" CHECK (("reports"."read_at" is null) = ("reports"."read_by_user_id" is null) and ("reports"."read_at" is null) = ("reports"."read_by_name" is null))
);
--> statement-breakpoint
ALTER TABLE "report_comments" ADD CONSTRAINT "report_comments_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_comments" ADD CONSTRAINT "report_comments_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_excuses" ADD CONSTRAINT "report_excuses_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_excuses" ADD CONSTRAINT "report_excuses_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_excuses" ADD CONSTRAINT "report_excuses_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_numbers" ADD CONSTRAINT "report_numbers_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_numbers" ADD CONSTRAINT "report_numbers_template_id_report_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."report_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_numbers" ADD CONSTRAINT "report_numbers_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_numbers" ADD CONSTRAINT "report_numbers_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_photos" ADD CONSTRAINT "report_photos_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_photos" ADD CONSTRAINT "report_photos_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_template_versions" ADD CONSTRAINT "report_template_versions_template_id_report_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."report_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_template_versions" ADD CONSTRAINT "report_template_versions_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_templates" ADD CONSTRAINT "report_templates_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_templates" ADD CONSTRAINT "report_templates_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_template_id_report_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."report_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_version_id_report_template_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."report_template_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_read_by_user_id_users_id_fk" FOREIGN KEY ("read_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_comments_report_id_id_index" ON "report_comments" USING btree ("report_id","id");--> statement-breakpoint
CREATE INDEX "report_excuses_unit_id_on_day_index" ON "report_excuses" USING btree ("unit_id","on_day");--> statement-breakpoint
CREATE INDEX "report_numbers_chart" ON "report_numbers" USING btree ("template_id","field","due_on");--> statement-breakpoint
CREATE INDEX "report_numbers_unit" ON "report_numbers" USING btree ("unit_id","template_id","field","due_on");--> statement-breakpoint
CREATE INDEX "report_photos_report_id_index" ON "report_photos" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "report_templates_reached" ON "report_templates" USING gin ("reached_unit_ids");--> statement-breakpoint
CREATE INDEX "reports_own" ON "reports" USING btree ("employee_id","due_on","id");--> statement-breakpoint
CREATE INDEX "reports_unit" ON "reports" USING btree ("unit_id","due_on","status");--> statement-breakpoint
CREATE INDEX "reports_day" ON "reports" USING btree ("due_on","unit_id","status");--> statement-breakpoint
CREATE INDEX "reports_unread" ON "reports" USING btree ("submitted_at","id") WHERE "reports"."status" = 'submitted' and "reports"."read_at" is null;--> statement-breakpoint
CREATE INDEX "reports_unread_in_unit" ON "reports" USING btree ("unit_id","submitted_at") WHERE "reports"."status" = 'submitted' and "reports"."read_at" is null;--> statement-breakpoint
CREATE INDEX "reports_missing" ON "reports" USING btree ("due_at","id") WHERE "reports"."status" = 'open';--> statement-breakpoint
CREATE INDEX "reports_to_remind" ON "reports" USING btree ("remind_at") WHERE "reports"."status" = 'open' and "reports"."reminded_at" is null;--> statement-breakpoint
CREATE INDEX "reports_to_call_late" ON "reports" USING btree ("due_at") WHERE "reports"."status" = 'open' and "reports"."late_told_at" is null;--> statement-breakpoint
CREATE INDEX "reports_to_escalate" ON "reports" USING btree ("submitted_at") WHERE "reports"."status" = 'submitted' and "reports"."read_at" is null and "reports"."escalated_at" is null;