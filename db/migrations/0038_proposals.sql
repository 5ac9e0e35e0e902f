CREATE TABLE "proposals" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"fields" text[] NOT NULL,
	"proposed" "bytea" NOT NULL,
	"replaced" "bytea",
	"state" text DEFAULT 'open' NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "proposals kind is known" CHECK ("proposals"."kind" in ('name', 'contact', 'address', 'document', 'bank')),
	CONSTRAINT "proposals state is known" CHECK ("proposals"."state" in ('open', 'applied', 'closed')),
	CONSTRAINT "proposals change something" CHECK (cardinality("proposals"."fields") > 0)
);
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposals_employee_id_request_id_index" ON "proposals" USING btree ("employee_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open" ON "proposals" USING btree ("employee_id","kind") WHERE "proposals"."state" = 'open';--> statement-breakpoint
-- How a proposal for one's own file is verified until HR publishes a version of their own.
with definition as (
  insert into workflow_definitions (subject, version, name, published_at, created_by_name)
  values ('proposal', 1, '改资料', now(), '系统')
  on conflict (subject, version) do nothing
  returning id
)
insert into workflow_stages (definition_id, position, name, name_en, approver, role, condition, time_limit_hours)
select definition.id, stage.position, stage.name, stage.name_en, stage.approver, stage.role, '{}'::jsonb, stage.time_limit_hours
from definition cross join (values
  (1, '本人提出', 'Employee', 'applicant', null, 72),
  (2, '人事核对', 'HR', 'role_at_hq', 'hr', 72)
) as stage (position, name, name_en, approver, role, time_limit_hours);
