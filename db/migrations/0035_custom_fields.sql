CREATE TABLE "custom_fields" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"class" text NOT NULL,
	"keeper" text NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"choices" text[] DEFAULT '{}' NOT NULL,
	"choices_en" text[] DEFAULT '{}' NOT NULL,
	"least" integer,
	"most" integer,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "custom_fields_classed" UNIQUE("id","class"),
	CONSTRAINT "custom_fields_name" UNIQUE("name"),
	CONSTRAINT "custom_fields kind is known" CHECK ("custom_fields"."kind" in ('text', 'number', 'date', 'choice', 'yes_no')),
	CONSTRAINT "custom_fields class is known" CHECK ("custom_fields"."class" in ('work', 'contact', 'identity', 'pay')),
	CONSTRAINT "custom_fields keeper is known" CHECK ("custom_fields"."keeper" in ('hr', 'person')),
	CONSTRAINT "custom_fields choose from something" CHECK (("custom_fields"."kind" = 'choice') = (cardinality("custom_fields"."choices") > 0) and cardinality("custom_fields"."choices") = cardinality("custom_fields"."choices_en")),
	CONSTRAINT "custom_fields least is not above most" CHECK ("custom_fields"."least" <= "custom_fields"."most")
);
--> statement-breakpoint
CREATE TABLE "custom_values" (
	"field_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"class" text NOT NULL,
	"value" text,
	"sealed" "bytea",
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by_name" text NOT NULL,
	CONSTRAINT "custom_values_employee_id_field_id_pk" PRIMARY KEY("employee_id","field_id"),
	CONSTRAINT "custom_values are sealed by class" CHECK (("custom_values"."class" in ('identity', 'pay')) = ("custom_values"."sealed" is not null) and ("custom_values"."value" is null) = ("custom_values"."sealed" is not null))
);
--> statement-breakpoint
ALTER TABLE "reveals" DROP CONSTRAINT "reveals say what";--> statement-breakpoint
ALTER TABLE "custom_values" ADD CONSTRAINT "custom_values_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_values" ADD CONSTRAINT "custom_values_field" FOREIGN KEY ("field_id","class") REFERENCES "public"."custom_fields"("id","class") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "custom_values_field_id_index" ON "custom_values" USING btree ("field_id");--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals say what" CHECK ("reveals"."what" in ('number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber', 'document', 'pay', 'custom'));