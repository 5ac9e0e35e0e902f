CREATE TABLE "milestone_tellings" (
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on_day" date NOT NULL,
	CONSTRAINT "milestone_tellings_employee_id_kind_on_day_pk" PRIMARY KEY("employee_id","kind","on_day")
);
--> statement-breakpoint
CREATE TABLE "touchpoint_dues" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"employee_number" text NOT NULL,
	"employee_name" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"contact_user_id" uuid,
	"contact_name" text NOT NULL,
	"hired_on" date NOT NULL,
	"arrived_on" date NOT NULL,
	"last_on" date,
	"due_on" date NOT NULL,
	"follow_up_on" date,
	"reminded_on" date,
	"chased_on" date,
	"follow_up_told_on" date
);
--> statement-breakpoint
CREATE TABLE "touchpoint_notes" (
	"touchpoint_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"follow_up_on" date,
	"followed_up_at" timestamp with time zone,
	"followed_up_by_name" text,
	CONSTRAINT "touchpoint_notes topic is known" CHECK ("touchpoint_notes"."topic" in ('settling', 'work', 'team', 'wellbeing', 'life', 'growth', 'return', 'other')),
	CONSTRAINT "touchpoint_notes are followed up by somebody" CHECK (("touchpoint_notes"."followed_up_at" is null) = ("touchpoint_notes"."followed_up_by_name" is null) and ("touchpoint_notes"."followed_up_at" is null or "touchpoint_notes"."follow_up_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "touchpoint_rhythms" (
	"unit_id" uuid PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "touchpoint_rhythms are some weeks" CHECK ("touchpoint_rhythms"."days" between 7 and 180)
);
--> statement-breakpoint
CREATE TABLE "touchpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"store_unit_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"happened_on" date NOT NULL,
	"way" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "touchpoints way is known" CHECK ("touchpoints"."way" in ('call', 'visit', 'video', 'message'))
);
--> statement-breakpoint
ALTER TABLE "milestone_tellings" ADD CONSTRAINT "milestone_tellings_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_contact_user_id_users_id_fk" FOREIGN KEY ("contact_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_notes" ADD CONSTRAINT "touchpoint_notes_touchpoint_id_touchpoints_id_fk" FOREIGN KEY ("touchpoint_id") REFERENCES "public"."touchpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_notes" ADD CONSTRAINT "touchpoint_notes_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_rhythms" ADD CONSTRAINT "touchpoint_rhythms_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoints" ADD CONSTRAINT "touchpoints_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoints" ADD CONSTRAINT "touchpoints_store_unit_id_units_id_fk" FOREIGN KEY ("store_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoints" ADD CONSTRAINT "touchpoints_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoints" ADD CONSTRAINT "touchpoints_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "milestone_tellings_on_day_index" ON "milestone_tellings" USING btree ("on_day");--> statement-breakpoint
CREATE INDEX "touchpoint_dues_due_on_employee_id_index" ON "touchpoint_dues" USING btree ("due_on","employee_id");--> statement-breakpoint
CREATE INDEX "touchpoint_dues_contact_user_id_due_on_index" ON "touchpoint_dues" USING btree ("contact_user_id","due_on");--> statement-breakpoint
CREATE INDEX "touchpoint_dues_follow_up" ON "touchpoint_dues" USING btree ("follow_up_on") WHERE "touchpoint_dues"."follow_up_on" is not null;--> statement-breakpoint
CREATE INDEX "touchpoint_notes_open" ON "touchpoint_notes" USING btree ("employee_id","follow_up_on") WHERE "touchpoint_notes"."follow_up_on" is not null and "touchpoint_notes"."followed_up_at" is null;--> statement-breakpoint
CREATE INDEX "touchpoints_employee_id_happened_on_index" ON "touchpoints" USING btree ("employee_id","happened_on");--> statement-breakpoint
CREATE INDEX "employees_hq_contact_user_id_index" ON "employees" USING btree ("hq_contact_user_id");