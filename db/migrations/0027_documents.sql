CREATE TABLE "document_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"fulfilled_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "document_requests_once" UNIQUE NULLS NOT DISTINCT("employee_id","kind","fulfilled_at","withdrawn_at"),
	CONSTRAINT "document_requests kind is known" CHECK ("document_requests"."kind" in ('id_card_front', 'id_card_back', 'diploma', 'certificate', 'contract', 'health', 'photo', 'other')),
	CONSTRAINT "document_requests end once" CHECK ("document_requests"."fulfilled_at" is null or "document_requests"."withdrawn_at" is null)
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"document_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"class" text NOT NULL,
	"number" integer NOT NULL,
	"storage_key" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"pixels" integer,
	"uploaded_by_id" uuid NOT NULL,
	"uploaded_by_name" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_versions_storage_key" UNIQUE("storage_key"),
	CONSTRAINT "document_versions_number" UNIQUE("document_id","number"),
	CONSTRAINT "document_versions are counted from 1" CHECK ("document_versions"."number" >= 1),
	CONSTRAINT "document_versions are at most 20 MB" CHECK ("document_versions"."size" between 1 and 20971520),
	CONSTRAINT "document_versions have a hash" CHECK (octet_length("document_versions"."sha256") = 32),
	CONSTRAINT "document_versions content is known" CHECK ("document_versions"."content_type" in ('image/jpeg', 'application/pdf') and ("document_versions"."content_type" = 'image/jpeg') = ("document_versions"."pixels" is not null))
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"class" text NOT NULL,
	"expires_on" date,
	"state" text NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_versioned" UNIQUE("id","employee_id","class"),
	CONSTRAINT "documents kind is known" CHECK ("documents"."kind" in ('id_card_front', 'id_card_back', 'diploma', 'certificate', 'contract', 'health', 'photo', 'other')),
	CONSTRAINT "documents class follows from the kind" CHECK ("documents"."class" = case when "documents"."kind" in ('diploma', 'certificate', 'photo') then 'work' else 'identity' end),
	CONSTRAINT "documents state is known" CHECK ("documents"."state" in ('unverified', 'verified', 'returned')),
	CONSTRAINT "documents are returned for a reason" CHECK (("documents"."state" = 'returned') = ("documents"."state_reason" <> '')),
	CONSTRAINT "documents are decided by somebody" CHECK (("documents"."state" = 'unverified') = ("documents"."decided_at" is null) and ("documents"."decided_at" is null) = ("documents"."decided_by_name" is null)),
	CONSTRAINT "documents are removed for a reason" CHECK (("documents"."removed_at" is null) = ("documents"."removed_reason" = ''))
);
--> statement-breakpoint
ALTER TABLE "document_requests" ADD CONSTRAINT "document_requests_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_requests" ADD CONSTRAINT "document_requests_asked_by_id_users_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_uploaded_by_id_users_id_fk" FOREIGN KEY ("uploaded_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document" FOREIGN KEY ("document_id","employee_id","class") REFERENCES "public"."documents"("id","employee_id","class") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_requests_employee_id_id_index" ON "document_requests" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "document_requests_asked_by_id_index" ON "document_requests" USING btree ("asked_by_id");--> statement-breakpoint
CREATE INDEX "document_versions_employee_id_index" ON "document_versions" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "document_versions_uploaded_by_id_index" ON "document_versions" USING btree ("uploaded_by_id");--> statement-breakpoint
CREATE INDEX "documents_employee_id_id_index" ON "documents" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "documents_unverified" ON "documents" USING btree ("id") WHERE "documents"."state" = 'unverified' and "documents"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "documents_expiring" ON "documents" USING btree ("expires_on") WHERE "documents"."removed_at" is null;
