CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"issued_by" text NOT NULL,
	"issued_on" date NOT NULL,
	"expires_on" date,
	"renews_id" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "certificates_renewsId_unique" UNIQUE("renews_id"),
	CONSTRAINT "certificates kind is known" CHECK ("certificates"."kind" in ('education', 'health', 'skill', 'licence', 'other')),
	CONSTRAINT "certificates expire after they are issued" CHECK ("certificates"."expires_on" >= "certificates"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "earlier_jobs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"company" text NOT NULL,
	"position" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "earlier_jobs end after they start" CHECK ("earlier_jobs"."ends_on" > "earlier_jobs"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"signed_on" date NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"probation_ends_on" date,
	"position" text NOT NULL,
	"place" text NOT NULL,
	"is_fixed_by_wish" boolean DEFAULT false NOT NULL,
	"ended_early_on" date,
	"ended_early_reason" text DEFAULT '' NOT NULL,
	"renews_id" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contracts_renewsId_unique" UNIQUE("renews_id"),
	CONSTRAINT "contracts kind is known" CHECK ("contracts"."kind" in ('fixed_term', 'open_ended', 'task_based')),
	CONSTRAINT "contracts have the end of their kind" CHECK (case "contracts"."kind" when 'fixed_term' then "contracts"."ends_on" is not null when 'open_ended' then "contracts"."ends_on" is null else true end),
	CONSTRAINT "contracts end after they start" CHECK ("contracts"."ends_on" > "contracts"."starts_on"),
	CONSTRAINT "contracts probation is part of the term" CHECK ("contracts"."probation_ends_on" > "contracts"."starts_on" and ("contracts"."ends_on" is null or "contracts"."probation_ends_on" <= "contracts"."ends_on")),
	CONSTRAINT "contracts task based ones have no probation" CHECK ("contracts"."kind" <> 'task_based' or "contracts"."probation_ends_on" is null),
	CONSTRAINT "contracts end early before their end" CHECK ("contracts"."ended_early_on" > "contracts"."starts_on" and ("contracts"."ends_on" is null or "contracts"."ended_early_on" < "contracts"."ends_on")),
	CONSTRAINT "contracts end early for a reason" CHECK (("contracts"."ended_early_on" is null) = ("contracts"."ended_early_reason" = '')),
	CONSTRAINT "contracts wish is for a fixed term" CHECK (not "contracts"."is_fixed_by_wish" or "contracts"."kind" = 'fixed_term')
);
--> statement-breakpoint
CREATE TABLE "term_reminders" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"step" integer NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "term_reminders subject is known" CHECK ("term_reminders"."subject" in ('unwritten', 'ending', 'secondTerm', 'probation', 'certificate'))
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_renews_id_certificates_id_fk" FOREIGN KEY ("renews_id") REFERENCES "public"."certificates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earlier_jobs" ADD CONSTRAINT "earlier_jobs_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_renews_id_contracts_id_fk" FOREIGN KEY ("renews_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificates_employee_id_issued_on_index" ON "certificates" USING btree ("employee_id","issued_on");--> statement-breakpoint
CREATE INDEX "certificates_expiring" ON "certificates" USING btree ("expires_on") WHERE "certificates"."expires_on" is not null;--> statement-breakpoint
CREATE INDEX "earlier_jobs_employee_id_starts_on_index" ON "earlier_jobs" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "contracts_employee_id_starts_on_index" ON "contracts" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "contracts_ending" ON "contracts" USING btree ("ends_on") WHERE "contracts"."ends_on" is not null and "contracts"."ended_early_on" is null;--> statement-breakpoint
CREATE INDEX "contracts_probation" ON "contracts" USING btree ("probation_ends_on") WHERE "contracts"."probation_ends_on" is not null and "contracts"."ended_early_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "term_reminders_once" ON "term_reminders" USING btree ("subject_id","subject","due_on","step");--> statement-breakpoint
-- What drizzle cannot say: two contracts of one person are never in force on the same day.
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_overlap"
  EXCLUDE USING gist ("employee_id" WITH =, daterange("starts_on", least("ends_on", "ended_early_on")) WITH &&);--> statement-breakpoint
-- Numbers that the law sets. A band says from how many months or years of a term, or of work, its value holds.
insert into law_limits (name, starts_on, value, measure, source) values
  ('contract.written_within', '2008-01-01', 1, 'months', '《劳动合同法》第十条'),
  ('contract.unwritten_becomes_open_ended', '2008-01-01', 12, 'months', '《劳动合同法》第十四条'),
  ('contract.double_pay', '2008-01-01', 11, 'months', '《劳动合同法》第八十二条'),
  ('contract.open_ended_after_terms', '2008-01-01', 2, 'fixed terms', '《劳动合同法》第十四条'),
  ('contract.open_ended_after_years', '2008-01-01', 10, 'years', '《劳动合同法》第十四条'),
  ('probation.once', '2008-01-01', 1, 'times', '《劳动合同法》第十九条'),
  ('probation.from_3_months', '2008-01-01', 1, 'months', '《劳动合同法》第十九条'),
  ('probation.from_12_months', '2008-01-01', 2, 'months', '《劳动合同法》第十九条'),
  ('probation.from_36_months', '2008-01-01', 6, 'months', '《劳动合同法》第十九条'),
  ('annual_leave.from_1_years', '2008-01-01', 5, 'days', '《职工带薪年休假条例》第三条'),
  ('annual_leave.from_10_years', '2008-01-01', 10, 'days', '《职工带薪年休假条例》第三条'),
  ('annual_leave.from_20_years', '2008-01-01', 15, 'days', '《职工带薪年休假条例》第三条'),
  ('annual_leave.after', '2008-01-01', 12, 'months', '《职工带薪年休假条例》第二条')
on conflict do nothing;
