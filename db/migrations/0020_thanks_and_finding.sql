CREATE TABLE "findable_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"is_internal" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	"grams" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thanks_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"tone" text,
	"topic" text NOT NULL,
	"body" text NOT NULL,
	"relation" text NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"author_employee_id" uuid,
	"receiver_user_id" uuid NOT NULL,
	"receiver_name" text NOT NULL,
	"receiver_employee_id" uuid,
	"is_shared" boolean DEFAULT false NOT NULL,
	"evidence_on" date,
	"store_unit_id" uuid,
	"home_unit_id" uuid,
	"readers" uuid[] DEFAULT '{}' NOT NULL,
	"audience" uuid[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "thanks_notes kind is known" CHECK ("thanks_notes"."kind" in ('thanks', 'feedback')),
	CONSTRAINT "thanks_notes topic is known" CHECK ("thanks_notes"."topic" in ('service', 'teamwork', 'expertise', 'punctuality', 'initiative', 'care', 'improvement')),
	CONSTRAINT "thanks_notes relation is known" CHECK ("thanks_notes"."relation" in ('team', 'hr', 'head', 'contact', 'colleague', 'manager', 'hqContact')),
	CONSTRAINT "thanks_notes tone is that of feedback" CHECK (("thanks_notes"."kind" = 'feedback') = ("thanks_notes"."tone" is not null)),
	CONSTRAINT "thanks_notes tone is known" CHECK ("thanks_notes"."tone" in ('praise', 'advice')),
	CONSTRAINT "thanks_notes feedback is private" CHECK (not ("thanks_notes"."kind" = 'feedback' and "thanks_notes"."is_shared")),
	CONSTRAINT "thanks_notes thanks are no evidence" CHECK ("thanks_notes"."kind" = 'feedback' or "thanks_notes"."evidence_on" is null),
	CONSTRAINT "thanks_notes evidence is for a month" CHECK (extract(day from "thanks_notes"."evidence_on") = 1),
	CONSTRAINT "thanks_notes are for somebody else" CHECK ("thanks_notes"."author_user_id" <> "thanks_notes"."receiver_user_id")
);
--> statement-breakpoint
CREATE TABLE "thanks_replies" (
	"note_id" uuid PRIMARY KEY NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_author_employee_id_employees_id_fk" FOREIGN KEY ("author_employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_receiver_user_id_users_id_fk" FOREIGN KEY ("receiver_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_receiver_employee_id_employees_id_fk" FOREIGN KEY ("receiver_employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_store_unit_id_units_id_fk" FOREIGN KEY ("store_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_notes" ADD CONSTRAINT "thanks_notes_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_replies" ADD CONSTRAINT "thanks_replies_note_id_thanks_notes_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."thanks_notes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_replies" ADD CONSTRAINT "thanks_replies_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "findable_texts_latest" ON "findable_texts" USING btree ("kind","at","id");--> statement-breakpoint
CREATE INDEX "findable_texts_owner" ON "findable_texts" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "findable_texts_grams" ON "findable_texts" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "thanks_notes_author_user_id_id_index" ON "thanks_notes" USING btree ("author_user_id","id");--> statement-breakpoint
CREATE INDEX "thanks_notes_receiver_user_id_id_index" ON "thanks_notes" USING btree ("receiver_user_id","id");--> statement-breakpoint
CREATE INDEX "thanks_notes_receiver_employee_id_id_index" ON "thanks_notes" USING btree ("receiver_employee_id","id");--> statement-breakpoint
CREATE INDEX "thanks_notes_store" ON "thanks_notes" USING btree ("store_unit_id","id") WHERE "thanks_notes"."is_shared";--> statement-breakpoint
CREATE INDEX "thanks_notes_home" ON "thanks_notes" USING btree ("home_unit_id","id") WHERE "thanks_notes"."is_shared";--> statement-breakpoint
CREATE INDEX "thanks_notes_wall" ON "thanks_notes" USING btree ("id") WHERE "thanks_notes"."is_shared" and "thanks_notes"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_readers" ON "tickets" USING gin ("readers");