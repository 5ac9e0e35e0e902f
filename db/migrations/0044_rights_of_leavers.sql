ALTER TABLE "own_copies" ADD COLUMN "asked_by_id" uuid;--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "asked_by_name" text;--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "proof" "bytea";--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "pdf_taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "json_taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD COLUMN "entered_by_name" text;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD COLUMN "proof" "bytea";--> statement-breakpoint
ALTER TABLE "own_copies" ADD CONSTRAINT "own_copies_asked_by_id_users_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_copies_asked_by" ON "own_copies" USING btree ("asked_by_id") WHERE "own_copies"."asked_by_id" is not null;--> statement-breakpoint
ALTER TABLE "own_copies" ADD CONSTRAINT "own_copies are asked for by somebody" CHECK (("own_copies"."asked_by_id" is null) = ("own_copies"."asked_by_name" is null) and ("own_copies"."asked_by_id" is null) = ("own_copies"."proof" is null));--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests entered for somebody say how" CHECK (("rights_requests"."entered_by_name" is null) = ("rights_requests"."proof" is null));