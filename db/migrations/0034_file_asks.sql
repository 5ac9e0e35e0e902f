CREATE TABLE "file_asks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"employee_id" uuid NOT NULL,
	"item" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"due_on" date NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"reminded_on" date,
	"chased_on" date,
	"escalated_on" date,
	CONSTRAINT "file_asks_once" UNIQUE NULLS NOT DISTINCT("employee_id","item","closed_at","withdrawn_at"),
	CONSTRAINT "file_asks end once" CHECK ("file_asks"."closed_at" is null or "file_asks"."withdrawn_at" is null)
);
--> statement-breakpoint
ALTER TABLE "file_asks" ADD CONSTRAINT "file_asks_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_asks" ADD CONSTRAINT "file_asks_asked_by_id_users_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_asks_employee_id_id_index" ON "file_asks" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "file_asks_open" ON "file_asks" USING btree ("due_on","id") WHERE "file_asks"."closed_at" is null and "file_asks"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "file_asks_asked_by_id_index" ON "file_asks" USING btree ("asked_by_id");--> statement-breakpoint
-- What was asked for before had no day by which: two weeks from then.
insert into file_asks (id, employee_id, item, reason, due_on, asked_by_id, asked_by_name, asked_at, answered_at)
select id, employee_id, case kind when 'id_card_front' then 'idFront' when 'id_card_back' then 'idBack' when 'photo' then 'photo' when 'diploma' then 'diplomaScan'
    when 'contract' then 'contractScan' when 'health' then 'healthScan' when 'certificate' then 'certificateScan' else 'otherScan' end,
  reason, (asked_at at time zone 'Asia/Shanghai')::date + 14, asked_by_id, asked_by_name, asked_at, null
from document_requests where fulfilled_at is null and withdrawn_at is null
on conflict do nothing;--> statement-breakpoint
DROP TABLE "document_requests" CASCADE;
