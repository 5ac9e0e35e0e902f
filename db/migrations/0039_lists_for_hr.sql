ALTER TABLE "bulk_runs" DROP CONSTRAINT "bulk_runs kind is known";--> statement-breakpoint
ALTER TABLE "term_reminders" DROP CONSTRAINT "term_reminders subject is known";--> statement-breakpoint
ALTER TABLE "reveals" DROP CONSTRAINT "reveals say what";--> statement-breakpoint
DROP INDEX "reveals_user_id_index";--> statement-breakpoint
ALTER TABLE "reveals" ALTER COLUMN "employee_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD COLUMN "has_fund" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "kind" text DEFAULT 'people' NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "insurance_runs" ADD COLUMN "people" integer;--> statement-breakpoint
CREATE INDEX "reveals_user_id_at_index" ON "reveals" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "insurance_records_month" ON "insurance_records" USING btree ("month","employee_id","version");--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs enrol from a month on" CHECK (("bulk_runs"."kind" = 'enrol') = ("bulk_runs"."starts_on" is not null));--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs kind is known" CHECK ("bulk_runs"."kind" in ('contact', 'home', 'enrol', 'message'));--> statement-breakpoint
ALTER TABLE "term_reminders" ADD CONSTRAINT "term_reminders subject is known" CHECK ("term_reminders"."subject" in ('unwritten', 'uninsured', 'ending', 'secondTerm', 'probation', 'certificate', 'insuranceMonth'));--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports kind is known" CHECK ("exports"."kind" in ('people', 'register', 'insurance'));--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports purpose is known" CHECK ("exports"."purpose" in ('contract', 'insurance', 'payroll', 'verification', 'request', 'correction'));--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports of people hold nothing that is sealed" CHECK ("exports"."kind" <> 'people' or "exports"."purpose" is null);--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals are of somebody" CHECK ("reveals"."employee_id" is not null or "reveals"."what" = 'search');--> statement-breakpoint
ALTER TABLE "reveals" ADD CONSTRAINT "reveals say what" CHECK ("reveals"."what" in ('number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber', 'document', 'pay', 'custom', 'contributions', 'register', 'search'));--> statement-breakpoint
-- Files that were made before are not sealed: they are made again by whoever still wants them.
UPDATE "exports" SET "status" = 'expired' WHERE "status" = 'done';--> statement-breakpoint
DELETE FROM "export_pieces";--> statement-breakpoint
UPDATE "insurance_runs" r SET "people" = (SELECT count(DISTINCT c."employee_id") FROM "insurance_records" c WHERE c."month" = r."month" AND c."issued_at" IS NOT NULL)
WHERE r."status" = 'issued';
