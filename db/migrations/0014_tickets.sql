CREATE TABLE "ticket_attachments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_attachments are at most 5 MB" CHECK ("ticket_attachments"."size" between 1 and 5242880 and octet_length("ticket_attachments"."content") = "ticket_attachments"."size")
);
--> statement-breakpoint
CREATE TABLE "ticket_categories" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"routing" text NOT NULL,
	"unit_id" uuid,
	"user_id" uuid,
	"user_name" text,
	"priority" text NOT NULL,
	"hours" integer NOT NULL,
	"asks_promise" boolean DEFAULT false NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_categories routing is known" CHECK ("ticket_categories"."routing" in ('store', 'unit', 'person')),
	CONSTRAINT "ticket_categories routing has its unit" CHECK (("ticket_categories"."routing" = 'store') = ("ticket_categories"."unit_id" is null)),
	CONSTRAINT "ticket_categories routing has its person" CHECK (("ticket_categories"."routing" = 'person') = ("ticket_categories"."user_id" is not null) and ("ticket_categories"."user_id" is null) = ("ticket_categories"."user_name" is null)),
	CONSTRAINT "ticket_categories private ones pass the store" CHECK (not ("ticket_categories"."is_private" and "ticket_categories"."routing" = 'store')),
	CONSTRAINT "ticket_categories priority is known" CHECK ("ticket_categories"."priority" in ('low', 'normal', 'high', 'urgent')),
	CONSTRAINT "ticket_categories hours are between 1 and 400" CHECK ("ticket_categories"."hours" between 1 and 400)
);
--> statement-breakpoint
CREATE TABLE "ticket_holders" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"role" text,
	"origin" text NOT NULL,
	"on_behalf_of_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "ticket_holders origin is known" CHECK ("ticket_holders"."origin" in ('rule', 'substitute', 'named', 'taken', 'escalated', 'author'))
);
--> statement-breakpoint
CREATE TABLE "ticket_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_posts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"author_user_id" uuid,
	"author_name" text NOT NULL,
	"author_role" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_posts kind is known" CHECK ("ticket_posts"."kind" in ('opened', 'replied', 'taken', 'rerouted', 'prioritised', 'answered', 'closed', 'reopened', 'rated', 'merged', 'absorbed', 'escalated', 'moved', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "ticket_watchers" (
	"ticket_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_watchers_ticket_id_user_id_pk" PRIMARY KEY("ticket_id","user_id"),
	CONSTRAINT "ticket_watchers reason is known" CHECK ("ticket_watchers"."reason" in ('mentioned', 'duplicate'))
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"category_id" uuid NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"priority" text NOT NULL,
	"is_private" boolean NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"author_employee_id" uuid,
	"store_unit_id" uuid,
	"receiving_unit_id" uuid NOT NULL,
	"named_user_id" uuid,
	"taken_by_user_id" uuid,
	"taken_by_name" text,
	"promised_on" date,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"first_answered_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closing" text,
	"merged_into_id" uuid,
	"rating" integer,
	"rating_words" text,
	"rated_at" timestamp with time zone,
	"readers" uuid[] DEFAULT '{}' NOT NULL,
	"handlers" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "tickets_number_unique" UNIQUE("number"),
	CONSTRAINT "tickets status is known" CHECK ("tickets"."status" in ('open', 'in_progress', 'answered', 'closed')),
	CONSTRAINT "tickets priority is known" CHECK ("tickets"."priority" in ('low', 'normal', 'high', 'urgent')),
	CONSTRAINT "tickets closing is known" CHECK ("tickets"."closing" in ('author', 'rated', 'automatic', 'merged')),
	CONSTRAINT "tickets close with a reason" CHECK (("tickets"."status" = 'closed') = ("tickets"."closed_at" is not null) and ("tickets"."closed_at" is null) = ("tickets"."closing" is null)),
	CONSTRAINT "tickets are in progress with somebody" CHECK ("tickets"."status" <> 'in_progress' or "tickets"."taken_by_user_id" is not null),
	CONSTRAINT "tickets in wait are with nobody" CHECK ("tickets"."status" <> 'open' or "tickets"."taken_by_user_id" is null),
	CONSTRAINT "tickets that were merged say into which" CHECK (("tickets"."closing" is not distinct from 'merged') = ("tickets"."merged_into_id" is not null)),
	CONSTRAINT "tickets are not merged into themselves" CHECK ("tickets"."merged_into_id" <> "tickets"."id"),
	CONSTRAINT "tickets rating is 1 to 5" CHECK ("tickets"."rating" between 1 and 5),
	CONSTRAINT "tickets are rated at a time" CHECK (("tickets"."rating" is null) = ("tickets"."rated_at" is null))
);
--> statement-breakpoint
ALTER TABLE "ticket_attachments" ADD CONSTRAINT "ticket_attachments_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_attachments" ADD CONSTRAINT "ticket_attachments_post_id_ticket_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."ticket_posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_categories" ADD CONSTRAINT "ticket_categories_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_categories" ADD CONSTRAINT "ticket_categories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_holders" ADD CONSTRAINT "ticket_holders_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_holders" ADD CONSTRAINT "ticket_holders_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_holders" ADD CONSTRAINT "ticket_holders_on_behalf_of_id_users_id_fk" FOREIGN KEY ("on_behalf_of_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_posts" ADD CONSTRAINT "ticket_posts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_posts" ADD CONSTRAINT "ticket_posts_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_category_id_ticket_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."ticket_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_store_unit_id_units_id_fk" FOREIGN KEY ("store_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_receiving_unit_id_units_id_fk" FOREIGN KEY ("receiving_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_named_user_id_users_id_fk" FOREIGN KEY ("named_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_taken_by_user_id_users_id_fk" FOREIGN KEY ("taken_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_into_id_tickets_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_attachments_ticket_id_index" ON "ticket_attachments" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_categories_name" ON "ticket_categories" USING btree ("name") WHERE "ticket_categories"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "ticket_holders_inbox" ON "ticket_holders" USING btree ("user_id","due_at","id") WHERE "ticket_holders"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "ticket_holders_ticket_id_index" ON "ticket_holders" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_holders_once" ON "ticket_holders" USING btree ("ticket_id","user_id") WHERE "ticket_holders"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "ticket_notes_ticket_id_id_index" ON "ticket_notes" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_posts_ticket_id_id_index" ON "ticket_posts" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_watchers_user_id_ticket_id_index" ON "ticket_watchers" USING btree ("user_id","ticket_id");--> statement-breakpoint
CREATE INDEX "tickets_status_id_index" ON "tickets" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "tickets_receiving_unit_id_id_index" ON "tickets" USING btree ("receiving_unit_id","id");--> statement-breakpoint
CREATE INDEX "tickets_store_unit_id_id_index" ON "tickets" USING btree ("store_unit_id","id");--> statement-breakpoint
CREATE INDEX "tickets_author_user_id_id_index" ON "tickets" USING btree ("author_user_id","id");--> statement-breakpoint
CREATE INDEX "tickets_category_id_id_index" ON "tickets" USING btree ("category_id","id");--> statement-breakpoint
CREATE INDEX "tickets_merged_into_id_index" ON "tickets" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("due_at","id") WHERE "tickets"."status" in ('open', 'in_progress');--> statement-breakpoint
CREATE INDEX "tickets_unanswered" ON "tickets" USING btree ("answered_at") WHERE "tickets"."status" = 'answered';--> statement-breakpoint
CREATE INDEX "tickets_first_answers" ON "tickets" USING btree ("opened_at","category_id") WHERE "tickets"."first_answered_at" is not null;--> statement-breakpoint
CREATE INDEX "tickets_number_prefix" ON "tickets" USING btree ("number" text_pattern_ops);