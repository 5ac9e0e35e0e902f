CREATE TABLE "credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"must_change" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"idle_expires_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_delays" (
	"subject" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_failure_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'zh-CN' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"partner_id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"headcount_limit" integer,
	"partner_workforce" integer,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreements_number_unique" UNIQUE("number"),
	CONSTRAINT "agreements kind is known" CHECK ("agreements"."kind" in ('secondment', 'outsourcing', 'labour_dispatch')),
	CONSTRAINT "agreements end after they start" CHECK ("agreements"."ends_on" is null or "agreements"."ends_on" > "agreements"."starts_on"),
	CONSTRAINT "agreements headcount limit is positive" CHECK ("agreements"."headcount_limit" is null or "agreements"."headcount_limit" > 0),
	CONSTRAINT "agreements workforce is positive" CHECK ("agreements"."partner_workforce" is null or "agreements"."partner_workforce" > 0)
);
--> statement-breakpoint
CREATE TABLE "law_limits" (
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"value" integer NOT NULL,
	"measure" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "law_limits_name_starts_on_pk" PRIMARY KEY("name","starts_on")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"credit_code" text,
	"contact_name" text DEFAULT '' NOT NULL,
	"contact_phone" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "partners_code_unique" UNIQUE("code"),
	CONSTRAINT "partners_creditCode_unique" UNIQUE("credit_code")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"family" text NOT NULL,
	"level" integer NOT NULL,
	"retired_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "positions_code_unique" UNIQUE("code"),
	CONSTRAINT "positions level is 1 to 20" CHECK ("positions"."level" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"granted_by_name" text DEFAULT '' NOT NULL,
	"ended_by_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_grants role is known" CHECK ("role_grants"."role" in ('hr', 'executive', 'head', 'specialist', 'auditor', 'admin', 'manager')),
	CONSTRAINT "role_grants end after they start" CHECK ("role_grants"."ends_on" is null or "role_grants"."ends_on" >= "role_grants"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"unit_id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid NOT NULL,
	"city" text NOT NULL,
	"address" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"coordinate_system" text DEFAULT 'gcj02' NOT NULL,
	"fence_radius_m" integer DEFAULT 150 NOT NULL,
	"opening_hours" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "stores coordinate system is known" CHECK ("stores"."coordinate_system" in ('wgs84', 'gcj02', 'bd09')),
	CONSTRAINT "stores fence is between 20 m and 5 km" CHECK ("stores"."fence_radius_m" between 20 and 5000),
	CONSTRAINT "stores latitude is on earth" CHECK ("stores"."latitude" between -90 and 90),
	CONSTRAINT "stores longitude is on earth" CHECK ("stores"."longitude" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "substitutions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"substitute_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "substitutions_userId_startsOn_unique" UNIQUE("user_id","starts_on"),
	CONSTRAINT "substitutions are for somebody else" CHECK ("substitutions"."user_id" <> "substitutions"."substitute_id"),
	CONSTRAINT "substitutions end after they start" CHECK ("substitutions"."ends_on" > "substitutions"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "unit_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"changed_by" uuid,
	"changed_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "units_code_unique" UNIQUE("code"),
	CONSTRAINT "units kind is known" CHECK ("units"."kind" in ('headquarters', 'department', 'region', 'store')),
	CONSTRAINT "units code is a slug" CHECK ("units"."code" ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
	CONSTRAINT "units close after they open" CHECK ("units"."closed_on" is null or "units"."closed_on" > "units"."opened_on")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"is_primary" boolean DEFAULT true NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"request_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignments end after they start" CHECK ("assignments"."ends_on" is null or "assignments"."ends_on" > "assignments"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"includes_performance" boolean NOT NULL,
	"includes_training" boolean NOT NULL,
	"notice_version" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consents_requestId_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "employee_contacts" (
	"employee_id" uuid PRIMARY KEY NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"emergency_name" text DEFAULT '' NOT NULL,
	"emergency_phone" text DEFAULT '' NOT NULL,
	"emergency_relation" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "employees" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"name_pinyin" text NOT NULL,
	"name_initials" text NOT NULL,
	"name_grams" text[] NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"hq_contact_user_id" uuid,
	"hq_contact_name" text DEFAULT '' NOT NULL,
	"hired_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "employees_number_unique" UNIQUE("number"),
	CONSTRAINT "employees_userId_unique" UNIQUE("user_id"),
	CONSTRAINT "employees leave after they are hired" CHECK ("employees"."left_on" is null or "employees"."left_on" >= "employees"."hired_on")
);
--> statement-breakpoint
CREATE TABLE "return_reminders" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"assignment_id" uuid NOT NULL,
	"ends_on" date NOT NULL,
	"days_before" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notification_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"delivered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries channel is known" CHECK ("deliveries"."channel" in ('in_app'))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "number_counters" (
	"prefix" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_counters_prefix_year_pk" PRIMARY KEY("prefix","year")
);
--> statement-breakpoint
CREATE TABLE "request_keys" (
	"user_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"input_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "trail" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_user_id" uuid,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"employee_id" uuid,
	"unit_id" uuid,
	"request_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_over_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"item" text NOT NULL,
	"side" text NOT NULL,
	"due_on" date NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"done_by_name" text,
	CONSTRAINT "hand_over_items_requestId_item_unique" UNIQUE("request_id","item"),
	CONSTRAINT "hand_over_items side is known" CHECK ("hand_over_items"."side" in ('source', 'receiving', 'employee', 'hq')),
	CONSTRAINT "hand_over_items are done by somebody" CHECK (("hand_over_items"."done_at" is null) = ("hand_over_items"."done_by_name" is null))
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_unit_id" uuid NOT NULL,
	"from_position_id" uuid NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"to_position_id" uuid NOT NULL,
	"home_position_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"ends_on" date,
	"reason" text NOT NULL,
	"back_dated_reason" text,
	"state" text DEFAULT 'open' NOT NULL,
	"applied_at" timestamp with time zone,
	"replaced" jsonb,
	CONSTRAINT "transfers kind is known" CHECK ("transfers"."kind" in ('dispatch', 'move', 'return', 'extend')),
	CONSTRAINT "transfers state is known" CHECK ("transfers"."state" in ('open', 'applied', 'closed')),
	CONSTRAINT "transfers end after they start" CHECK ("transfers"."ends_on" is null or "transfers"."ends_on" > "transfers"."effective_on"),
	CONSTRAINT "transfers to a store say until when" CHECK (("transfers"."kind" = 'return') = ("transfers"."ends_on" is null))
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments are at most 5 MB" CHECK ("attachments"."size" between 1 and 5242880 and octet_length("attachments"."content") = "attachments"."size")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"request_stage_id" uuid,
	"task_id" uuid,
	"verb" text NOT NULL,
	"category" text,
	"reason" text DEFAULT '' NOT NULL,
	"actor_user_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"on_behalf_of_name" text,
	"target_name" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions verb is known" CHECK ("decisions"."verb" in ('submit', 'approve', 'reject', 'send_back', 'delegate', 'join', 'withdraw', 'cancel')),
	CONSTRAINT "decisions that refuse say why" CHECK ("decisions"."verb" not in ('reject', 'send_back', 'cancel') or "decisions"."reason" <> ''),
	CONSTRAINT "decisions that reject name a category" CHECK ("decisions"."verb" <> 'reject' or "decisions"."category" is not null)
);
--> statement-breakpoint
CREATE TABLE "nudges" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_copies" (
	"request_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "request_copies_request_id_user_id_pk" PRIMARY KEY("request_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "request_parties" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"user_id" uuid,
	"unit_id" uuid,
	CONSTRAINT "request_parties_once" UNIQUE NULLS NOT DISTINCT("request_id","user_id","unit_id"),
	CONSTRAINT "request_parties are a person or a unit" CHECK (("request_parties"."user_id" is null) <> ("request_parties"."unit_id" is null))
);
--> statement-breakpoint
CREATE TABLE "request_stages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"round" integer NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "request_stages_requestId_round_position_unique" UNIQUE("request_id","round","position"),
	CONSTRAINT "request_stages are left with an outcome" CHECK (("request_stages"."left_at" is null) = ("request_stages"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"definition_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"applicant_user_id" uuid NOT NULL,
	"applicant_name" text NOT NULL,
	"employee_id" uuid NOT NULL,
	"employee_user_id" uuid,
	"home_unit_id" uuid,
	"source_unit_id" uuid,
	"receiving_unit_id" uuid,
	"facts" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"status" text DEFAULT 'in_progress' NOT NULL,
	"stage_position" integer,
	"round" integer DEFAULT 1 NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "requests_number_unique" UNIQUE("number"),
	CONSTRAINT "requests status is known" CHECK ("requests"."status" in ('in_progress', 'returned', 'approved', 'rejected', 'withdrawn', 'cancelled')),
	CONSTRAINT "requests are in a stage exactly while in progress" CHECK (("requests"."status" = 'in_progress') = ("requests"."stage_position" is not null)),
	CONSTRAINT "requests finish once" CHECK (("requests"."status" in ('in_progress', 'returned')) = ("requests"."finished_at" is null))
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"request_stage_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"role" text,
	"origin" text NOT NULL,
	"on_behalf_of_id" uuid,
	"on_behalf_of_name" text,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closing" text,
	CONSTRAINT "tasks close for a reason" CHECK (("tasks"."closed_at" is null) = ("tasks"."closing" is null)),
	CONSTRAINT "tasks origin is known" CHECK ("tasks"."origin" in ('rule', 'substitute', 'delegated', 'joined', 'escalated'))
);
--> statement-breakpoint
CREATE TABLE "workflow_definitions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subject" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"published_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"created_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflow_definitions_subject_version_unique" UNIQUE("subject","version")
);
--> statement-breakpoint
CREATE TABLE "workflow_stages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"definition_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"approver" text NOT NULL,
	"role" text,
	"named_user_id" uuid,
	"mode" text DEFAULT 'any' NOT NULL,
	"condition" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"time_limit_hours" integer NOT NULL,
	CONSTRAINT "workflow_stages_definitionId_position_unique" UNIQUE("definition_id","position"),
	CONSTRAINT "workflow_stages approver rule is known" CHECK ("workflow_stages"."approver" in ('applicant', 'role_at_home', 'role_at_source', 'role_at_receiving', 'role_at_hq', 'named')),
	CONSTRAINT "workflow_stages mode is known" CHECK ("workflow_stages"."mode" in ('any', 'all')),
	CONSTRAINT "workflow_stages time limit is positive" CHECK ("workflow_stages"."time_limit_hours" > 0),
	CONSTRAINT "workflow_stages named ones name somebody" CHECK ("workflow_stages"."approver" <> 'named' or "workflow_stages"."named_user_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_substitute_id_users_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_versions" ADD CONSTRAINT "unit_versions_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_versions" ADD CONSTRAINT "unit_versions_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_versions" ADD CONSTRAINT "unit_versions_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee_contacts" ADD CONSTRAINT "employee_contacts_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_hq_contact_user_id_users_id_fk" FOREIGN KEY ("hq_contact_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_reminders" ADD CONSTRAINT "return_reminders_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_keys" ADD CONSTRAINT "request_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trail" ADD CONSTRAINT "trail_actor_user_id_users_id_fk" FOREIGN KEY ("actor_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_from_unit_id_units_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_from_position_id_positions_id_fk" FOREIGN KEY ("from_position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_to_unit_id_units_id_fk" FOREIGN KEY ("to_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_to_position_id_positions_id_fk" FOREIGN KEY ("to_position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_home_position_id_positions_id_fk" FOREIGN KEY ("home_position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_request_stage_id_request_stages_id_fk" FOREIGN KEY ("request_stage_id") REFERENCES "public"."request_stages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_actor_user_id_users_id_fk" FOREIGN KEY ("actor_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nudges" ADD CONSTRAINT "nudges_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nudges" ADD CONSTRAINT "nudges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_copies" ADD CONSTRAINT "request_copies_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_copies" ADD CONSTRAINT "request_copies_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_parties" ADD CONSTRAINT "request_parties_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_parties" ADD CONSTRAINT "request_parties_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_parties" ADD CONSTRAINT "request_parties_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stages" ADD CONSTRAINT "request_stages_stage_id_workflow_stages_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."workflow_stages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_definition_id_workflow_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."workflow_definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_applicant_user_id_users_id_fk" FOREIGN KEY ("applicant_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_employee_user_id_users_id_fk" FOREIGN KEY ("employee_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_source_unit_id_units_id_fk" FOREIGN KEY ("source_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_receiving_unit_id_units_id_fk" FOREIGN KEY ("receiving_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_request_stage_id_request_stages_id_fk" FOREIGN KEY ("request_stage_id") REFERENCES "public"."request_stages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_on_behalf_of_id_users_id_fk" FOREIGN KEY ("on_behalf_of_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_stages" ADD CONSTRAINT "workflow_stages_definition_id_workflow_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."workflow_definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_stages" ADD CONSTRAINT "workflow_stages_named_user_id_users_id_fk" FOREIGN KEY ("named_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "agreements_partner_id_starts_on_index" ON "agreements" USING btree ("partner_id","starts_on");--> statement-breakpoint
CREATE INDEX "role_grants_user_id_index" ON "role_grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "role_grants_unit_id_role_index" ON "role_grants" USING btree ("unit_id","role");--> statement-breakpoint
CREATE INDEX "stores_partner_id_index" ON "stores" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "substitutions_user_id_starts_on_index" ON "substitutions" USING btree ("user_id","starts_on");--> statement-breakpoint
CREATE INDEX "unit_versions_unit_id_starts_on_index" ON "unit_versions" USING btree ("unit_id","starts_on");--> statement-breakpoint
CREATE INDEX "units_parent_id_index" ON "units" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "assignments_employee_id_starts_on_index" ON "assignments" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "assignments_unit_id_starts_on_index" ON "assignments" USING btree ("unit_id","starts_on");--> statement-breakpoint
CREATE INDEX "assignments_home_unit_id_starts_on_index" ON "assignments" USING btree ("home_unit_id","starts_on");--> statement-breakpoint
CREATE INDEX "assignments_request_id_index" ON "assignments" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "assignments_planned_end" ON "assignments" USING btree ("ends_on");--> statement-breakpoint
CREATE INDEX "consents_employee_id_index" ON "consents" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "consents_unit_id_index" ON "consents" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "employees_home_unit_id_number_index" ON "employees" USING btree ("home_unit_id","number");--> statement-breakpoint
CREATE INDEX "employees_name_number_index" ON "employees" USING btree ("name","number");--> statement-breakpoint
CREATE INDEX "employees_hired_on_number_index" ON "employees" USING btree ("hired_on","number");--> statement-breakpoint
CREATE INDEX "employees_grams" ON "employees" USING gin ("name_grams");--> statement-breakpoint
CREATE INDEX "employees_pinyin" ON "employees" USING btree ("name_pinyin" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "employees_initials" ON "employees" USING btree ("name_initials" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "employees_number_prefix" ON "employees" USING btree ("number" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "return_reminders_once" ON "return_reminders" USING btree ("assignment_id","ends_on","days_before");--> statement-breakpoint
CREATE INDEX "deliveries_notification_id_index" ON "deliveries" USING btree ("notification_id");--> statement-breakpoint
CREATE INDEX "notifications_user_id_id_index" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "request_keys_created_at_index" ON "request_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "trail_entity_id_id_index" ON "trail" USING btree ("entity_id","id");--> statement-breakpoint
CREATE INDEX "trail_employee_id_id_index" ON "trail" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "trail_unit_id_id_index" ON "trail" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "trail_request_id_id_index" ON "trail" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "trail_at_index" ON "trail" USING btree ("at");--> statement-breakpoint
CREATE INDEX "hand_over_items_employee_id_index" ON "hand_over_items" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "transfers_employee_id_index" ON "transfers" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "transfers_effective_on_index" ON "transfers" USING btree ("effective_on");--> statement-breakpoint
CREATE INDEX "transfers_to_unit_id_index" ON "transfers" USING btree ("to_unit_id");--> statement-breakpoint
CREATE INDEX "transfers_from_unit_id_index" ON "transfers" USING btree ("from_unit_id");--> statement-breakpoint
CREATE INDEX "attachments_request_id_index" ON "attachments" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "comments_request_id_created_at_index" ON "comments" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE INDEX "decisions_request_id_decided_at_index" ON "decisions" USING btree ("request_id","decided_at");--> statement-breakpoint
CREATE INDEX "decisions_actor_user_id_decided_at_index" ON "decisions" USING btree ("actor_user_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_once_per_task" ON "decisions" USING btree ("task_id") WHERE "decisions"."verb" in ('approve', 'reject', 'send_back', 'delegate');--> statement-breakpoint
CREATE INDEX "nudges_request_id_created_at_index" ON "nudges" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE INDEX "request_copies_user_id_created_at_index" ON "request_copies" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "request_parties_user_id_index" ON "request_parties" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "request_parties_unit_id_index" ON "request_parties" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "request_stages_stage_id_left_at_index" ON "request_stages" USING btree ("stage_id","left_at");--> statement-breakpoint
CREATE UNIQUE INDEX "request_stages_one_open" ON "request_stages" USING btree ("request_id") WHERE "request_stages"."left_at" is null;--> statement-breakpoint
CREATE INDEX "requests_applicant_user_id_id_index" ON "requests" USING btree ("applicant_user_id","id");--> statement-breakpoint
CREATE INDEX "requests_employee_id_id_index" ON "requests" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "requests_status_id_index" ON "requests" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "tasks_inbox" ON "tasks" USING btree ("user_id","due_at","id") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_overdue" ON "tasks" USING btree ("due_at") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_request_id_index" ON "tasks" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("user_id","closed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_one_open_per_person" ON "tasks" USING btree ("request_stage_id","user_id") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "workflow_definitions_one_in_force" ON "workflow_definitions" USING btree ("subject") WHERE "workflow_definitions"."published_at" is not null and "workflow_definitions"."retired_at" is null;