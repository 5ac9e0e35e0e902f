CREATE TABLE "roster_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"unit_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"employee_name" text NOT NULL,
	"shift_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"break_minutes" integer NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"released_at" timestamp with time zone,
	"released_by_id" uuid,
	"filled_by_id" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roster_entries status is known" CHECK ("roster_entries"."status" in ('planned', 'released')),
	CONSTRAINT "roster_entries end after they start" CHECK ("roster_entries"."ends_at" > "roster_entries"."starts_at"),
	CONSTRAINT "roster_entries are released by something" CHECK (("roster_entries"."status" = 'released') = ("roster_entries"."released_at" is not null) and ("roster_entries"."status" = 'released') = ("roster_entries"."released_by_id" is not null)
        and ("roster_entries"."filled_by_id" is null or "roster_entries"."status" = 'released'))
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"starts_at" time(0) NOT NULL,
	"ends_at" time(0) NOT NULL,
	"break_minutes" integer NOT NULL,
	"ended_on" date,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shifts take some time" CHECK ("shifts"."starts_at" <> "shifts"."ends_at"),
	CONSTRAINT "shifts have a break shorter than a day" CHECK ("shifts"."break_minutes" between 0 and 480)
);
--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_released_by_id_requests_id_fk" FOREIGN KEY ("released_by_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_filled_by_id_roster_entries_id_fk" FOREIGN KEY ("filled_by_id") REFERENCES "public"."roster_entries"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "roster_entries_once" ON "roster_entries" USING btree ("unit_id","on_day","employee_id") WHERE "roster_entries"."status" = 'planned';--> statement-breakpoint
CREATE INDEX "roster_entries_in_units" ON "roster_entries" USING btree ("unit_id","on_day");--> statement-breakpoint
CREATE INDEX "roster_entries_of_people" ON "roster_entries" USING btree ("employee_id","on_day");--> statement-breakpoint
CREATE INDEX "roster_entries_released" ON "roster_entries" USING btree ("released_by_id") WHERE "roster_entries"."released_by_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "roster_entries_fill_once" ON "roster_entries" USING btree ("filled_by_id") WHERE "roster_entries"."filled_by_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_name" ON "shifts" USING btree ("unit_id","name") WHERE "shifts"."ended_on" is null;--> statement-breakpoint
alter table roster_entries add constraint roster_entries_overlap
  exclude using gist (employee_id with =, tstzrange(starts_at, ends_at) with &&) where (status = 'planned');
--> statement-breakpoint
-- What a week of work is compared with; hints beside a roster, never a verdict.
insert into law_limits (name, starts_on, value, measure, source) values
  ('hours.day', '1995-05-01', 8, 'hours', '《国务院关于职工工作时间的规定》第三条、《劳动法》第三十六条'),
  ('hours.week', '1995-05-01', 40, 'hours', '《国务院关于职工工作时间的规定》第三条'),
  ('hours.week_average', '1995-01-01', 44, 'hours', '《劳动法》第三十六条'),
  ('rest.week', '1995-01-01', 1, 'days', '《劳动法》第三十八条')
on conflict do nothing;
