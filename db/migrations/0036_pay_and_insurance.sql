CREATE TABLE "insurance_enrolments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"scheme_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"sealed" "bytea" NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "insurance enrolments are of whole months" CHECK (extract(day from "insurance_enrolments"."starts_on") = 1 and ("insurance_enrolments"."ends_on" is null or extract(day from "insurance_enrolments"."ends_on") = 1)),
	CONSTRAINT "insurance enrolments do not end before they begin" CHECK ("insurance_enrolments"."ends_on" >= "insurance_enrolments"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "insurance_rates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"scheme_id" uuid NOT NULL,
	"item" text NOT NULL,
	"starts_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"company_rate" integer NOT NULL,
	"person_rate" integer NOT NULL,
	"company_fixed" integer DEFAULT 0 NOT NULL,
	"person_fixed" integer DEFAULT 0 NOT NULL,
	"floor" integer,
	"ceiling" integer,
	"round_to" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insurance_rates_once" UNIQUE("scheme_id","item","starts_on","version"),
	CONSTRAINT "insurance rates item is known" CHECK ("insurance_rates"."item" in ('pension', 'medical', 'unemployment', 'injury', 'maternity', 'fund')),
	CONSTRAINT "insurance rates begin with a month" CHECK (extract(day from "insurance_rates"."starts_on") = 1),
	CONSTRAINT "insurance rates are shares" CHECK ("insurance_rates"."company_rate" between 0 and 10000 and "insurance_rates"."person_rate" between 0 and 10000),
	CONSTRAINT "insurance rates fixed amounts are none or some" CHECK ("insurance_rates"."company_fixed" >= 0 and "insurance_rates"."person_fixed" >= 0),
	CONSTRAINT "insurance rates limits are in order" CHECK ("insurance_rates"."floor" >= 0 and ("insurance_rates"."ceiling" is null or "insurance_rates"."floor" <= "insurance_rates"."ceiling")),
	CONSTRAINT "insurance rates are rounded to what is paid" CHECK ("insurance_rates"."round_to" in (1, 10, 100)),
	CONSTRAINT "insurance rates are put right for a reason" CHECK (("insurance_rates"."version" > 1) = ("insurance_rates"."reason" <> ''))
);
--> statement-breakpoint
CREATE TABLE "insurance_records" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"run_id" uuid NOT NULL,
	"month" date NOT NULL,
	"employee_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"city" text NOT NULL,
	"residence" text NOT NULL,
	"sealed" "bytea",
	"fingerprint" "bytea",
	"reason" text DEFAULT '' NOT NULL,
	"issued_at" timestamp with time zone,
	CONSTRAINT "insurance_records_once" UNIQUE("employee_id","month","version"),
	CONSTRAINT "insurance records replace one for a reason" CHECK ("insurance_records"."version" >= 1 and ("insurance_records"."version" > 1) = ("insurance_records"."reason" <> '')),
	CONSTRAINT "insurance records that are withdrawn correct one" CHECK (("insurance_records"."sealed" is null) = ("insurance_records"."fingerprint" is null) and ("insurance_records"."sealed" is not null or "insurance_records"."version" > 1))
);
--> statement-breakpoint
CREATE TABLE "insurance_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"month" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"people_done" integer DEFAULT 0 NOT NULL,
	"people_total" integer,
	"changed" integer DEFAULT 0 NOT NULL,
	"totals" "bytea",
	"asked_by_user_id" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"issued_by_name" text DEFAULT '' NOT NULL,
	"issued_at" timestamp with time zone,
	CONSTRAINT "insurance runs are of a month" CHECK (extract(day from "insurance_runs"."month") = 1),
	CONSTRAINT "insurance runs status is known" CHECK ("insurance_runs"."status" in ('waiting', 'running', 'draft', 'issuing', 'issued', 'discarded', 'failed')),
	CONSTRAINT "insurance runs are issued by somebody" CHECK (("insurance_runs"."status" in ('issuing', 'issued')) = ("insurance_runs"."issued_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "insurance_schemes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"city" text NOT NULL,
	"residence" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insurance_schemes_place" UNIQUE("city","residence"),
	CONSTRAINT "insurance schemes residence is known" CHECK ("insurance_schemes"."residence" in ('any', 'local_urban', 'local_rural', 'other_urban', 'other_rural'))
);
--> statement-breakpoint
CREATE TABLE "minimum_wages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"city" text NOT NULL,
	"starts_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"monthly" integer NOT NULL,
	"source" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "minimum_wages_once" UNIQUE("city","starts_on","version"),
	CONSTRAINT "minimum wages are some" CHECK ("minimum_wages"."monthly" > 0),
	CONSTRAINT "minimum wages are put right for a reason" CHECK (("minimum_wages"."version" > 1) = ("minimum_wages"."reason" <> ''))
);
--> statement-breakpoint
CREATE TABLE "contract_pays" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"sealed" "bytea" NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contract_pays_once" UNIQUE("contract_id","starts_on","version"),
	CONSTRAINT "contract pays are put right for a reason" CHECK (("contract_pays"."version" > 1) = ("contract_pays"."reason" <> ''))
);
--> statement-breakpoint
ALTER TABLE "term_reminders" DROP CONSTRAINT "term_reminders subject is known";--> statement-breakpoint
ALTER TABLE "reveals" DROP CONSTRAINT "reveals say what";--> statement-breakpoint
ALTER TABLE "insurance_enrolments" ADD CONSTRAINT "insurance_enrolments_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_enrolments" ADD CONSTRAINT "insurance_enrolments_scheme_id_insurance_schemes_id_fk" FOREIGN KEY ("scheme_id") REFERENCES "public"."insurance_schemes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_rates" ADD CONSTRAINT "insurance_rates_scheme_id_insurance_schemes_id_fk" FOREIGN KEY ("scheme_id") REFERENCES "public"."insurance_schemes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_records" ADD CONSTRAINT "insurance_records_run_id_insurance_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."insurance_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_records" ADD CONSTRAINT "insurance_records_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_runs" ADD CONSTRAINT "insurance_runs_asked_by_user_id_users_id_fk" FOREIGN KEY ("asked_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_pays" ADD CONSTRAINT "contract_pays_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_pays" ADD CONSTRAINT "contract_pays_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insurance_enrolments_employee_id_starts_on_index" ON "insurance_enrolments" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "insurance_enrolments_scheme_id_index" ON "insurance_enrolments" USING btree ("scheme_id");--> statement-breakpoint
CREATE INDEX "insurance_records_run_id_issued_at_index" ON "insurance_records" USING btree ("run_id","issued_at");--> statement-breakpoint
CREATE INDEX "insurance_runs_month_asked_at_index" ON "insurance_runs" USING btree ("month","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "insurance_runs_one_at_a_time" ON "insurance_runs" USING btree ("month") WHERE "insurance_runs"."status" in ('waiting', 'running', 'draft', 'issuing');--> statement-breakpoint
CREATE INDEX "contract_pays_employee_id_index" ON "contract_pays" USING btree ("employee_id");--> statement-breakpoint
ALTER TABLE "term_reminders" ADD CONSTRAINT "term_reminders subject is known" CHECK ("term_reminders"."subject" in ('unwritten', 'uninsured', 'ending', 'secondTerm', 'probation', 'certificate'));--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals say what" CHECK ("reveals"."what" in ('number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber', 'document', 'pay', 'custom', 'contributions'));--> statement-breakpoint
-- What drizzle cannot say: nobody is in two schemes in the same month.
ALTER TABLE "insurance_enrolments" ADD CONSTRAINT "insurance_enrolments_overlap"
  EXCLUDE USING gist ("employee_id" WITH =, daterange("starts_on", "ends_on") WITH &&);
--> statement-breakpoint
-- Numbers that hold everywhere; what differs by city is HR's to enter.
insert into law_limits (name, starts_on, value, measure, source) values
  ('probation.pay_share_min', '2008-01-01', 8000, 'basis points', '《劳动合同法》第二十条'),
  ('insurance.register_within', '2011-07-01', 30, 'days', '《社会保险法》第五十八条'),
  ('insurance.tell_every', '2011-07-01', 1, 'months', '《社会保险法》第六十条'),
  ('fund.rate_min', '2002-03-24', 500, 'basis points', '《住房公积金管理条例》第十八条'),
  ('fund.rate_max', '2016-05-01', 1200, 'basis points', '建金〔2016〕74号')
on conflict do nothing;
