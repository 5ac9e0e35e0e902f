CREATE TABLE "course_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"course_id" uuid NOT NULL,
	"unit_id" uuid,
	"position_id" uuid,
	"family" text DEFAULT '' NOT NULL,
	"days" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "course_rules are for a position or a family" CHECK ("course_rules"."position_id" is null or "course_rules"."family" = ''),
	CONSTRAINT "course_rules leave days" CHECK ("course_rules"."days" between 1 and 365),
	CONSTRAINT "course_rules end after they start" CHECK ("course_rules"."ends_on" >= "course_rules"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "course_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"course_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"lessons" integer DEFAULT 0 NOT NULL,
	"minutes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "course_versions_once" UNIQUE("course_id","version")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"retired_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "courses_number_unique" UNIQUE("number"),
	CONSTRAINT "courses versions count from one" CHECK ("courses"."version" >= 0)
);
--> statement-breakpoint
CREATE TABLE "enrollments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"why" text NOT NULL,
	"rule_id" uuid,
	"request_id" uuid,
	"assigned_by_name" text NOT NULL,
	"assigned_by_role" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"begun_at" timestamp with time zone,
	"lessons_done" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text DEFAULT '' NOT NULL,
	"changed_by_request_id" uuid,
	"unit_before_id" uuid,
	"reminded_on" date,
	"late_told_on" date,
	"nudged_at" timestamp with time zone,
	CONSTRAINT "enrollments_whose" UNIQUE("id","employee_id"),
	CONSTRAINT "enrollments reason is known" CHECK ("enrollments"."why" in ('transfer', 'hire', 'rule', 'hand')),
	CONSTRAINT "enrollments status is known" CHECK ("enrollments"."status" in ('open', 'completed', 'withdrawn')),
	CONSTRAINT "enrollments come with a request" CHECK (("enrollments"."why" = 'transfer') = ("enrollments"."request_id" is not null)),
	CONSTRAINT "enrollments are completed at a time" CHECK (("enrollments"."status" = 'completed') = ("enrollments"."completed_at" is not null)),
	CONSTRAINT "enrollments are withdrawn at a time" CHECK (("enrollments"."status" = 'withdrawn') = ("enrollments"."withdrawn_at" is not null)),
	CONSTRAINT "enrollments are begun before they are completed" CHECK ("enrollments"."completed_at" is null or "enrollments"."begun_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "lesson_completions" (
	"enrollment_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "lesson_completions_enrollment_id_lesson_id_pk" PRIMARY KEY("enrollment_id","lesson_id"),
	CONSTRAINT "lesson_completions are opened first" CHECK ("lesson_completions"."completed_at" >= "lesson_completions"."opened_at")
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "lessons take minutes" CHECK ("lessons"."minutes" between 1 and 240)
);
--> statement-breakpoint
ALTER TABLE "course_rules" ADD CONSTRAINT "course_rules_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_rules" ADD CONSTRAINT "course_rules_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_rules" ADD CONSTRAINT "course_rules_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_version_id_course_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."course_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_rule_id_course_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."course_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_changed_by_request_id_requests_id_fk" FOREIGN KEY ("changed_by_request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_unit_before_id_units_id_fk" FOREIGN KEY ("unit_before_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_completions" ADD CONSTRAINT "lesson_completions_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_completions" ADD CONSTRAINT "lesson_completions_own" FOREIGN KEY ("enrollment_id","employee_id") REFERENCES "public"."enrollments"("id","employee_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_version_id_course_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."course_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_rules_course_id_index" ON "course_rules" USING btree ("course_id");--> statement-breakpoint
CREATE UNIQUE INDEX "course_rules_once" ON "course_rules" USING btree ("course_id",coalesce("unit_id", "course_id"),coalesce("position_id", "course_id"),"family") WHERE "course_rules"."ends_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "course_versions_one_draft" ON "course_versions" USING btree ("course_id") WHERE "course_versions"."published_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "courses_title" ON "courses" USING btree ("title") WHERE "courses"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "enrollments_one_open" ON "enrollments" USING btree ("employee_id","course_id") WHERE "enrollments"."status" = 'open';--> statement-breakpoint
CREATE INDEX "enrollments_own" ON "enrollments" USING btree ("employee_id","due_on","id");--> statement-breakpoint
CREATE INDEX "enrollments_in_unit" ON "enrollments" USING btree ("unit_id","due_on","id") WHERE "enrollments"."status" = 'open';--> statement-breakpoint
CREATE INDEX "enrollments_of_course" ON "enrollments" USING btree ("course_id","status","due_on","id");--> statement-breakpoint
CREATE INDEX "enrollments_due" ON "enrollments" USING btree ("due_on","id") WHERE "enrollments"."status" = 'open';--> statement-breakpoint
CREATE INDEX "enrollments_of_request" ON "enrollments" USING btree ("request_id") WHERE "enrollments"."request_id" is not null;--> statement-breakpoint
CREATE INDEX "enrollments_changed_by" ON "enrollments" USING btree ("changed_by_request_id") WHERE "enrollments"."changed_by_request_id" is not null;--> statement-breakpoint
CREATE INDEX "lessons_version_id_position_index" ON "lessons" USING btree ("version_id","position");