CREATE TABLE "confirmations" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"probation_ends_on" date NOT NULL,
	"effective_on" date NOT NULL,
	"assessment" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "confirmations outcome is known" CHECK ("confirmations"."outcome" in ('confirm', 'prolong', 'decline')),
	CONSTRAINT "confirmations state is known" CHECK ("confirmations"."state" in ('open', 'applied', 'closed')),
	CONSTRAINT "confirmations move the end as they say" CHECK (case "confirmations"."outcome" when 'confirm' then "confirmations"."effective_on" <= "confirmations"."probation_ends_on" when 'prolong' then "confirmations"."effective_on" > "confirmations"."probation_ends_on" else "confirmations"."effective_on" = "confirmations"."probation_ends_on" end)
);
--> statement-breakpoint
CREATE TABLE "leaving_interviews" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"note" "bytea" NOT NULL,
	"author_user_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaving_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"request_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"item" text NOT NULL,
	"side" text NOT NULL,
	"due_on" date NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"done_by_name" text,
	"reminded_step" integer,
	CONSTRAINT "leaving_items_requestId_item_unique" UNIQUE("request_id","item"),
	CONSTRAINT "leaving_items side is known" CHECK ("leaving_items"."side" in ('source', 'employee', 'hr')),
	CONSTRAINT "leaving_items are done by somebody" CHECK (("leaving_items"."done_at" is null) = ("leaving_items"."done_by_name" is null))
);
--> statement-breakpoint
CREATE TABLE "leaving_reasons" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"class" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"notice" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"retired_on" date,
	CONSTRAINT "leaving_reasons_code_unique" UNIQUE("code"),
	CONSTRAINT "leaving_reasons class is known" CHECK ("leaving_reasons"."class" in ('voluntary', 'involuntary', 'other')),
	CONSTRAINT "leaving_reasons notice is known" CHECK ("leaving_reasons"."notice" in ('employee', 'employer', 'none'))
);
--> statement-breakpoint
CREATE TABLE "leavings" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"reason_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"notice_on" date NOT NULL,
	"left_on" date NOT NULL,
	"access_ends_at" timestamp with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"applied_at" timestamp with time zone,
	"replaced" jsonb,
	CONSTRAINT "leavings state is known" CHECK ("leavings"."state" in ('open', 'applied', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "renewals" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"position" text NOT NULL,
	"place" text NOT NULL,
	"note" text NOT NULL,
	"is_fixed_by_wish" boolean DEFAULT false NOT NULL,
	"wished_at" timestamp with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "renewals kind is known" CHECK ("renewals"."kind" in ('fixed_term', 'open_ended')),
	CONSTRAINT "renewals state is known" CHECK ("renewals"."state" in ('open', 'applied', 'closed')),
	CONSTRAINT "renewals have the end of their kind" CHECK (("renewals"."kind" = 'fixed_term') = ("renewals"."ends_on" is not null)),
	CONSTRAINT "renewals end after they start" CHECK ("renewals"."ends_on" > "renewals"."starts_on"),
	CONSTRAINT "renewals wish is for a fixed term" CHECK (not "renewals"."is_fixed_by_wish" or "renewals"."kind" = 'fixed_term'),
	CONSTRAINT "renewals wish was said at a time" CHECK ("renewals"."is_fixed_by_wish" = ("renewals"."wished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "service_periods" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_periods_employeeId_startsOn_unique" UNIQUE("employee_id","starts_on"),
	CONSTRAINT "service_periods end after they start" CHECK ("service_periods"."ends_on" >= "service_periods"."starts_on")
);
--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "probation_extended_from" date;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "confirmed_on" date;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "access_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_interviews" ADD CONSTRAINT "leaving_interviews_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_interviews" ADD CONSTRAINT "leaving_interviews_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_interviews" ADD CONSTRAINT "leaving_interviews_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_items" ADD CONSTRAINT "leaving_items_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_items" ADD CONSTRAINT "leaving_items_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaving_items" ADD CONSTRAINT "leaving_items_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leavings" ADD CONSTRAINT "leavings_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leavings" ADD CONSTRAINT "leavings_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leavings" ADD CONSTRAINT "leavings_reason_id_leaving_reasons_id_fk" FOREIGN KEY ("reason_id") REFERENCES "public"."leaving_reasons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewals" ADD CONSTRAINT "renewals_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewals" ADD CONSTRAINT "renewals_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewals" ADD CONSTRAINT "renewals_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_periods" ADD CONSTRAINT "service_periods_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "confirmations_employee_id_index" ON "confirmations" USING btree ("employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "confirmations_one_open" ON "confirmations" USING btree ("contract_id") WHERE "confirmations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "leaving_items_employee_id_index" ON "leaving_items" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "leaving_items_open" ON "leaving_items" USING btree ("due_on") WHERE "leaving_items"."done_at" is null;--> statement-breakpoint
CREATE INDEX "leavings_employee_id_index" ON "leavings" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "leavings_left_on_index" ON "leavings" USING btree ("left_on");--> statement-breakpoint
CREATE INDEX "leavings_reason_id_index" ON "leavings" USING btree ("reason_id");--> statement-breakpoint
CREATE UNIQUE INDEX "leavings_one_open" ON "leavings" USING btree ("employee_id") WHERE "leavings"."state" = 'open';--> statement-breakpoint
CREATE INDEX "renewals_employee_id_index" ON "renewals" USING btree ("employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "renewals_one_open" ON "renewals" USING btree ("contract_id") WHERE "renewals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "employees_access_ends" ON "employees" USING btree ("access_ends_at") WHERE "employees"."access_ends_at" is not null;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts confirm a probation" CHECK (("contracts"."confirmed_on" is null or "contracts"."confirmed_on" = "contracts"."probation_ends_on") and ("contracts"."probation_extended_from" is null or "contracts"."probation_extended_from" < "contracts"."probation_ends_on"));--> statement-breakpoint
-- Numbers that the law sets for leaving: how long ahead it is said, and how soon papers follow.
insert into law_limits (name, starts_on, value, measure, source) values
  ('notice.employee', '2008-01-01', 30, 'days', '《劳动合同法》第三十七条'),
  ('notice.employee_in_probation', '2008-01-01', 3, 'days', '《劳动合同法》第三十七条'),
  ('notice.employer', '2008-01-01', 30, 'days', '《劳动合同法》第四十条'),
  ('leaving.papers_within', '2008-01-01', 15, 'days', '《劳动合同法》第五十条')
on conflict do nothing;
--> statement-breakpoint
insert into leaving_reasons (code, class, name, name_en, notice, source, position) values
  ('better_offer', 'voluntary', '个人发展', 'Career elsewhere', 'employee', '《劳动合同法》第三十七条', 1),
  ('pay', 'voluntary', '薪资待遇', 'Pay', 'employee', '《劳动合同法》第三十七条', 2),
  ('workload', 'voluntary', '工作强度与排班', 'Workload and shifts', 'employee', '《劳动合同法》第三十七条', 3),
  ('management', 'voluntary', '管理与团队', 'Management and team', 'employee', '《劳动合同法》第三十七条', 4),
  ('distance', 'voluntary', '通勤或驻店地点', 'Commute or place of work', 'employee', '《劳动合同法》第三十七条', 5),
  ('family', 'voluntary', '家庭原因', 'Family', 'employee', '《劳动合同法》第三十七条', 6),
  ('health', 'voluntary', '健康原因', 'Health', 'employee', '《劳动合同法》第三十七条', 7),
  ('study', 'voluntary', '升学', 'Studies', 'employee', '《劳动合同法》第三十七条', 8),
  ('voluntary_other', 'voluntary', '其他个人原因', 'Other personal reasons', 'employee', '《劳动合同法》第三十七条', 9),
  ('probation_failed', 'involuntary', '试用期不符合录用条件', 'Did not meet the conditions in probation', 'none', '《劳动合同法》第三十九条', 10),
  ('misconduct', 'involuntary', '严重违反规章制度', 'Serious breach of rules', 'none', '《劳动合同法》第三十九条', 11),
  ('incompetence', 'involuntary', '培训或调岗后仍不能胜任', 'Not up to the work after training or another position', 'employer', '《劳动合同法》第四十条', 12),
  ('redundancy', 'involuntary', '客观情况重大变化或裁减人员', 'Redundancy or a major change of circumstances', 'employer', '《劳动合同法》第四十条、第四十一条', 13),
  ('not_renewed', 'involuntary', '合同到期公司不续签', 'Contract not renewed by the company', 'none', '《劳动合同法》第四十四条', 14),
  ('agreed', 'other', '协商一致解除', 'By mutual agreement', 'none', '《劳动合同法》第三十六条', 15),
  ('expired', 'other', '合同到期本人不续签', 'Contract not renewed by the employee', 'none', '《劳动合同法》第四十四条', 16),
  ('retired', 'other', '退休', 'Retirement', 'none', '《劳动合同法》第四十四条', 17),
  ('deceased', 'other', '去世', 'Death', 'none', '《劳动合同法》第四十四条', 18)
on conflict do nothing;
--> statement-breakpoint
-- How these are approved until HR publishes a version of their own.
with definition as (
  insert into workflow_definitions (subject, version, name, published_at, created_by_name) values
    ('confirmation', 1, '转正', now(), '系统'), ('renewal', 1, '续签', now(), '系统'), ('leaving', 1, '离职', now(), '系统')
  on conflict (subject, version) do nothing
  returning id, subject
)
insert into workflow_stages (definition_id, position, name, name_en, approver, role, condition, time_limit_hours)
select definition.id, stage.position, stage.name, stage.name_en, stage.approver, stage.role, stage.condition::jsonb, stage.time_limit_hours
from definition join (values
  ('confirmation', 1, '本人确认', 'Employee', 'applicant', null, '{"kinds": ["prolong"]}', 72),
  ('confirmation', 2, '部门审核', 'Home department', 'role_at_home', 'head', '{}', 48),
  ('confirmation', 3, '人事审批', 'HR', 'role_at_hq', 'hr', '{}', 48),
  ('renewal', 1, '本人意愿', 'Employee', 'applicant', null, '{}', 120),
  ('renewal', 2, '部门审核', 'Home department', 'role_at_home', 'head', '{}', 48),
  ('renewal', 3, '人事审批', 'HR', 'role_at_hq', 'hr', '{}', 48),
  ('leaving', 1, '部门审核', 'Home department', 'role_at_home', 'head', '{}', 48),
  ('leaving', 2, '人事审批', 'HR', 'role_at_hq', 'hr', '{}', 48)
) as stage (subject, position, name, name_en, approver, role, condition, time_limit_hours) on stage.subject = definition.subject;
