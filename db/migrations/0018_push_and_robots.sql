CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"sender_key" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_sent_at" timestamp with time zone,
	CONSTRAINT "devices_endpoint" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "robot_secrets" (
	"robot_id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "robots" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"unit_id" uuid NOT NULL,
	"vendor" text NOT NULL,
	"name" text NOT NULL,
	"topics" text[] NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"broken_at" timestamp with time zone,
	"broken_reason" text DEFAULT '' NOT NULL,
	"test_asked_at" timestamp with time zone,
	"tested_at" timestamp with time zone,
	"test_answer" text DEFAULT '' NOT NULL,
	"is_test_good" boolean DEFAULT false NOT NULL,
	"ready_at" timestamp with time zone,
	"last_sent_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "robots_name" UNIQUE("unit_id","name"),
	CONSTRAINT "robots vendor is known" CHECK ("robots"."vendor" in ('wecom', 'dingtalk', 'feishu')),
	CONSTRAINT "robots topics are known" CHECK ("robots"."topics" <@ '{tickets,notices,overdue,arrivals}'::text[] and cardinality("robots"."topics") > 0),
	CONSTRAINT "robots are broken for a reason" CHECK (("robots"."broken_at" is null) = ("robots"."broken_reason" = ''))
);
--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "robot_secrets" ADD CONSTRAINT "robot_secrets_robot_id_robots_id_fk" FOREIGN KEY ("robot_id") REFERENCES "public"."robots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "robots" ADD CONSTRAINT "robots_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "devices_user_id_index" ON "devices" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "devices_session_id_index" ON "devices" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "robots_unit_id_index" ON "robots" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "deliveries_groups" ON "deliveries" USING btree ("target_id") WHERE "deliveries"."user_id" is null;