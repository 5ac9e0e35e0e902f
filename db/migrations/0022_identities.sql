CREATE TABLE "bank_accounts" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"bank" text NOT NULL,
	"holder" text NOT NULL,
	"number" "bytea" NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_keys" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea",
	"wrapped_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"destroyed_at" timestamp with time zone,
	CONSTRAINT "file keys are there until destroyed" CHECK (("file_keys"."wrapped" is null) = ("file_keys"."destroyed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"number" "bytea" NOT NULL,
	"finder" "bytea" NOT NULL,
	"gender" text NOT NULL,
	"birth_date" "bytea" NOT NULL,
	"valid_until" date,
	"registered_address" "bytea",
	"current_address" "bytea",
	"changed_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "identities_finder" UNIQUE("finder"),
	CONSTRAINT "identities kind is known" CHECK ("identities"."kind" in ('id_card', 'residence_permit', 'foreigner_permit', 'passport')),
	CONSTRAINT "identities gender is known" CHECK ("identities"."gender" in ('female', 'male')),
	CONSTRAINT "identities finder is short" CHECK (octet_length("identities"."finder") = 16)
);
--> statement-breakpoint
CREATE TABLE "reveals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"what" text NOT NULL,
	"purpose" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"role" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reveals say what" CHECK ("reveals"."what" in ('number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber', 'document', 'pay')),
	CONSTRAINT "reveals have a purpose" CHECK ("reveals"."purpose" in ('contract', 'insurance', 'payroll', 'verification', 'request', 'correction', 'own'))
);
--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_keys" ADD CONSTRAINT "file_keys_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_keys_wrapped_by_index" ON "file_keys" USING btree ("wrapped_by");--> statement-breakpoint
CREATE INDEX "identities_valid_until_index" ON "identities" USING btree ("valid_until");--> statement-breakpoint
CREATE INDEX "reveals_employee_id_id_index" ON "reveals" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "reveals_user_id_index" ON "reveals" USING btree ("user_id");