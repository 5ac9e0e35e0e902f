CREATE TABLE "notice_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_files are at most 5 MB" CHECK ("notice_files"."size" between 1 and 5242880 and octet_length("notice_files"."content") = "notice_files"."size")
);
--> statement-breakpoint
CREATE TABLE "notice_keys" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"right_choice" integer NOT NULL,
	CONSTRAINT "notice_keys choice is one of four" CHECK ("notice_keys"."right_choice" between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "notice_receipts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"employee_id" uuid,
	"subject_id" uuid NOT NULL,
	"name" text NOT NULL,
	"number" text,
	"unit_name" text DEFAULT '' NOT NULL,
	"delivered_at" timestamp with time zone NOT NULL,
	"due_on" date,
	"read_at" timestamp with time zone,
	"read_version" integer,
	"signed_at" timestamp with time zone,
	"signed_version" integer,
	"attempts" integer DEFAULT 0 NOT NULL,
	"answer" text,
	"released_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"due_reminded_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "notice_receipts_once" UNIQUE("notice_id","version","user_id"),
	CONSTRAINT "notice_receipts were read before they were signed" CHECK ("notice_receipts"."signed_at" is null or "notice_receipts"."read_at" is not null),
	CONSTRAINT "notice_receipts are signed for a version" CHECK (("notice_receipts"."signed_at" is null) = ("notice_receipts"."signed_version" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"question" text,
	"choices" text[] DEFAULT '{}' NOT NULL,
	"asks_again" boolean DEFAULT true NOT NULL,
	"change_note" text DEFAULT '' NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_versions_once" UNIQUE("notice_id","version"),
	CONSTRAINT "notice_versions ask with two to four choices" CHECK (case when "notice_versions"."question" is null then cardinality("notice_versions"."choices") = 0 else cardinality("notice_versions"."choices") between 2 and 4 end)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"position_ids" uuid[] DEFAULT '{}' NOT NULL,
	"families" text[] DEFAULT '{}' NOT NULL,
	"arrival_days" integer,
	"includes_managers" boolean DEFAULT false NOT NULL,
	"is_must_read" boolean DEFAULT false NOT NULL,
	"due_days" integer,
	"publish_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"asked_version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_number_unique" UNIQUE("number"),
	CONSTRAINT "notices status is known" CHECK ("notices"."status" in ('draft', 'issued', 'withdrawn')),
	CONSTRAINT "notices are issued for a time" CHECK ("notices"."status" <> 'issued' or "notices"."publish_at" is not null),
	CONSTRAINT "notices expire after they are published" CHECK ("notices"."expires_at" > "notices"."publish_at"),
	CONSTRAINT "notices are withdrawn at a time" CHECK (("notices"."status" = 'withdrawn') = ("notices"."withdrawn_at" is not null)),
	CONSTRAINT "notices to sign are due" CHECK ("notices"."is_must_read" = ("notices"."due_days" is not null)),
	CONSTRAINT "notices are due within 1 to 90 days" CHECK ("notices"."due_days" between 1 and 90),
	CONSTRAINT "notices arrival is within 1 to 365 days" CHECK ("notices"."arrival_days" between 1 and 365),
	CONSTRAINT "notices asked for a version that exists" CHECK ("notices"."asked_version" between 1 and "notices"."version")
);
--> statement-breakpoint
ALTER TABLE "notice_files" ADD CONSTRAINT "notice_files_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_files" ADD CONSTRAINT "notice_files_version_id_notice_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."notice_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_keys" ADD CONSTRAINT "notice_keys_version_id_notice_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."notice_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_keys" ADD CONSTRAINT "notice_keys_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_files_notice_id_index" ON "notice_files" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "notice_files_version_id_index" ON "notice_files" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "notice_keys_notice_id_index" ON "notice_keys" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "notice_receipts_reader" ON "notice_receipts" USING btree ("user_id","notice_id","version");--> statement-breakpoint
CREATE INDEX "notice_receipts_subject" ON "notice_receipts" USING btree ("subject_id","notice_id");--> statement-breakpoint
CREATE INDEX "notice_receipts_untold" ON "notice_receipts" USING btree ("notice_id","id") WHERE "notice_receipts"."told_at" is null or "notice_receipts"."told_at" < "notice_receipts"."reminded_at";--> statement-breakpoint
CREATE INDEX "notice_receipts_due" ON "notice_receipts" USING btree ("due_on") WHERE "notice_receipts"."signed_at" is null and "notice_receipts"."due_reminded_at" is null and "notice_receipts"."released_at" is null;--> statement-breakpoint
CREATE INDEX "notices_author_user_id_id_index" ON "notices" USING btree ("author_user_id","id");--> statement-breakpoint
CREATE INDEX "notices_issued" ON "notices" USING btree ("publish_at") WHERE "notices"."status" = 'issued';