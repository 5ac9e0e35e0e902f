CREATE TABLE "own_copies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"session_id" uuid,
	"json" "bytea",
	"pdf" "bytea",
	"json_size" integer DEFAULT 0 NOT NULL,
	"pdf_size" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_copies status is known" CHECK ("own_copies"."status" in ('waiting', 'running', 'done', 'failed', 'expired')),
	CONSTRAINT "own_copies fail for a reason" CHECK (("own_copies"."status" = 'failed') = ("own_copies"."reason" <> '')),
	CONSTRAINT "own_copies are there while done" CHECK (("own_copies"."status" = 'done') = ("own_copies"."json" is not null) and ("own_copies"."json" is null) = ("own_copies"."pdf" is null))
);
--> statement-breakpoint
CREATE TABLE "erasure_holds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"placed_by_id" uuid NOT NULL,
	"placed_by_name" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_name" text,
	CONSTRAINT "erasure_holds have a reason" CHECK ("erasure_holds"."reason" <> ''),
	CONSTRAINT "erasure_holds are ended by somebody" CHECK (("erasure_holds"."ended_at" is null) = ("erasure_holds"."ended_by_name" is null))
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"employee_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	"proposed_by_id" uuid,
	"proposed_by_name" text,
	"proposed_at" timestamp with time zone,
	"confirmed_by_id" uuid,
	"confirmed_by_name" text,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "erasures_number_unique" UNIQUE("number"),
	CONSTRAINT "erasures_once" UNIQUE("employee_id"),
	CONSTRAINT "erasures are proposed by somebody" CHECK (("erasures"."proposed_at" is null) = ("erasures"."proposed_by_id" is null) and ("erasures"."proposed_at" is null) = ("erasures"."proposed_by_name" is null)),
	CONSTRAINT "erasures are confirmed by somebody else" CHECK (("erasures"."confirmed_at" is null) = ("erasures"."confirmed_by_id" is null) and ("erasures"."confirmed_at" is null) = ("erasures"."confirmed_by_name" is null)
        and ("erasures"."confirmed_by_id" is null or "erasures"."confirmed_by_id" <> "erasures"."proposed_by_id")),
	CONSTRAINT "erasures are proposed before they are confirmed" CHECK ("erasures"."confirmed_at" is null or "erasures"."proposed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "rights_answers" (
	"request_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"category" text NOT NULL,
	"outcome" text NOT NULL,
	"ground" text NOT NULL,
	"kept_until" date,
	"months" integer,
	"source" text DEFAULT '' NOT NULL,
	CONSTRAINT "rights_answers_request_id_category_pk" PRIMARY KEY("request_id","category"),
	CONSTRAINT "rights_answers category is known" CHECK ("rights_answers"."category" in ('emergency', 'photo', 'background', 'identity', 'contact', 'bank', 'contracts', 'work', 'accessLog')),
	CONSTRAINT "rights_answers outcome is known" CHECK ("rights_answers"."outcome" in ('erased', 'kept', 'due', 'corrected', 'refused')),
	CONSTRAINT "rights_answers ground is known" CHECK ("rights_answers"."ground" in ('unneeded', 'employed', 'contracts', 'roster', 'wages', 'accessLog', 'hold', 'wrong', 'right'))
);
--> statement-breakpoint
CREATE TABLE "rights_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"employee_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"categories" text[] NOT NULL,
	"reason" "bytea" NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"due_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"answered_by_id" uuid,
	"answered_by_name" text,
	"note" "bytea",
	CONSTRAINT "rights_requests_number_unique" UNIQUE("number"),
	CONSTRAINT "rights_requests kind is known" CHECK ("rights_requests"."kind" in ('correct', 'erase')),
	CONSTRAINT "rights_requests status is known" CHECK ("rights_requests"."status" in ('open', 'answered', 'withdrawn')),
	CONSTRAINT "rights_requests are about something" CHECK (cardinality("rights_requests"."categories") > 0),
	CONSTRAINT "rights_requests close once" CHECK (("rights_requests"."status" = 'open') = ("rights_requests"."closed_at" is null)),
	CONSTRAINT "rights_requests are answered by somebody" CHECK (("rights_requests"."status" = 'answered') = ("rights_requests"."answered_by_id" is not null) and ("rights_requests"."answered_by_id" is null) = ("rights_requests"."answered_by_name" is null))
);
--> statement-breakpoint
ALTER TABLE "own_copies" ADD CONSTRAINT "own_copies_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_copies" ADD CONSTRAINT "own_copies_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_holds" ADD CONSTRAINT "erasure_holds_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_holds" ADD CONSTRAINT "erasure_holds_placed_by_id_users_id_fk" FOREIGN KEY ("placed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_proposed_by_id_users_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_confirmed_by_id_users_id_fk" FOREIGN KEY ("confirmed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_answers" ADD CONSTRAINT "rights_answers_request_id_rights_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."rights_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_answers" ADD CONSTRAINT "rights_answers_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_answered_by_id_users_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_copies_employee_id_id_index" ON "own_copies" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "own_copies_user_id_index" ON "own_copies" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "own_copies_one_at_a_time" ON "own_copies" USING btree ("employee_id") WHERE "own_copies"."status" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "erasure_holds_placed_by_id_index" ON "erasure_holds" USING btree ("placed_by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_holds_one_standing" ON "erasure_holds" USING btree ("employee_id") WHERE "erasure_holds"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "erasures_proposed_by_id_index" ON "erasures" USING btree ("proposed_by_id");--> statement-breakpoint
CREATE INDEX "erasures_confirmed_by_id_index" ON "erasures" USING btree ("confirmed_by_id");--> statement-breakpoint
CREATE INDEX "rights_answers_employee_id_index" ON "rights_answers" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "rights_requests_employee_id_id_index" ON "rights_requests" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "rights_requests_user_id_index" ON "rights_requests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "rights_requests_open" ON "rights_requests" USING btree ("due_on","id") WHERE "rights_requests"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "rights_requests_one_open" ON "rights_requests" USING btree ("employee_id","kind") WHERE "rights_requests"."status" = 'open';--> statement-breakpoint
-- What law requires to be kept, and for how long: rules of lib/rights read it, and app.erase_person.
insert into law_limits (name, starts_on, value, measure, source) values
  ('retention.contracts', '2008-01-01', 24, 'months', '《劳动合同法》第五十条'),
  ('retention.roster', '2008-09-18', 24, 'months', '《劳动合同法实施条例》第八条、《劳动合同法》第五十条'),
  ('retention.wages', '1995-01-01', 24, 'months', '《工资支付暂行规定》第六条'),
  ('retention.access_log', '2017-06-01', 6, 'months', '《网络安全法》第二十一条'),
  ('rights.answer_within', '2020-10-01', 30, 'days', 'GB/T 35273—2020 第 8.7 条')
on conflict do nothing;
