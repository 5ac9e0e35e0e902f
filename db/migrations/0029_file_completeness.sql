CREATE TABLE "file_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"item" text NOT NULL,
	"level" text NOT NULL,
	"placement" text DEFAULT 'any' NOT NULL,
	"family" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"is_for_store" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_rules_once" UNIQUE("item","placement","family"),
	CONSTRAINT "file_rules item is known" CHECK ("file_rules"."item" in ('name', 'gender', 'identityNumber', 'registeredAddress', 'currentAddress', 'phone', 'employmentForm', 'hiredOn', 'contract', 'email', 'emergencyContact', 'bankAccount', 'education', 'health', 'idFront', 'idBack', 'photo', 'diplomaScan', 'contractScan', 'healthScan')),
	CONSTRAINT "file_rules level is known" CHECK ("file_rules"."level" in ('legal', 'company')),
	CONSTRAINT "file_rules placement is known" CHECK ("file_rules"."placement" in ('any', 'store', 'home')),
	CONSTRAINT "file_rules of the law hold for everybody" CHECK ("file_rules"."level" <> 'legal' or ("file_rules"."placement" = 'any' and "file_rules"."family" = '')),
	CONSTRAINT "file_rules tell stores of certificates only" CHECK (not "file_rules"."is_for_store" or "file_rules"."item" = 'health')
);
--> statement-breakpoint
CREATE TABLE "file_states" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"employee_number" text NOT NULL,
	"employee_name" text NOT NULL,
	"user_id" uuid,
	"unit_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"legal_total" integer NOT NULL,
	"legal_have" integer NOT NULL,
	"total" integer NOT NULL,
	"have" integer NOT NULL,
	"rank" integer NOT NULL,
	"missing" text[] NOT NULL,
	"missing_work" text[] NOT NULL,
	"missing_store" text[] NOT NULL,
	CONSTRAINT "file_states have no more than all" CHECK ("file_states"."legal_have" <= "file_states"."legal_total" and "file_states"."have" <= "file_states"."total" and "file_states"."legal_total" <= "file_states"."total")
);
--> statement-breakpoint
CREATE TABLE "file_unit_states" (
	"unit_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"people" integer NOT NULL,
	"legal_short" integer NOT NULL,
	"short" integer NOT NULL,
	"legal_total" integer NOT NULL,
	"legal_have" integer NOT NULL,
	"total" integer NOT NULL,
	"have" integer NOT NULL,
	CONSTRAINT "file_unit_states_unit_id_home_unit_id_pk" PRIMARY KEY("unit_id","home_unit_id")
);
--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "employment_form" text;--> statement-breakpoint
ALTER TABLE "file_states" ADD CONSTRAINT "file_states_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_states" ADD CONSTRAINT "file_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_states" ADD CONSTRAINT "file_states_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_states" ADD CONSTRAINT "file_states_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_unit_states" ADD CONSTRAINT "file_unit_states_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_unit_states" ADD CONSTRAINT "file_unit_states_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_states_worst" ON "file_states" USING btree ("rank","employee_id");--> statement-breakpoint
CREATE INDEX "file_states_unit" ON "file_states" USING btree ("unit_id","rank","employee_id");--> statement-breakpoint
CREATE INDEX "file_states_home" ON "file_states" USING btree ("home_unit_id","rank","employee_id");--> statement-breakpoint
CREATE INDEX "file_states_missing" ON "file_states" USING gin ("missing");--> statement-breakpoint
CREATE INDEX "file_states_user_id_index" ON "file_states" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "file_unit_states_home_unit_id_index" ON "file_unit_states" USING btree ("home_unit_id");--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees employment form is known" CHECK ("employees"."employment_form" in ('full_time', 'part_time', 'dispatched', 'rehired', 'intern'));--> statement-breakpoint
-- The minimum of a staff register, 《劳动合同法实施条例》第八条.
insert into file_rules (item, level, position) values
  ('name', 'legal', 1), ('gender', 'legal', 2), ('identityNumber', 'legal', 3), ('registeredAddress', 'legal', 4), ('currentAddress', 'legal', 5),
  ('phone', 'legal', 6), ('employmentForm', 'legal', 7), ('hiredOn', 'legal', 8), ('contract', 'legal', 9);
