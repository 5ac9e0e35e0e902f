ALTER TABLE "leaving_items" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "leaving_items" ADD CONSTRAINT "leaving_items_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leaving_items_of_unit" ON "leaving_items" USING btree ("unit_id","due_on") WHERE "leaving_items"."done_at" is null;--> statement-breakpoint
CREATE INDEX "notice_receipts_waiting" ON "notice_receipts" USING btree ("user_id","notice_id") WHERE "notice_receipts"."released_at" is null and case when "notice_receipts"."due_on" is null then "notice_receipts"."read_at" else "notice_receipts"."signed_at" end is null;--> statement-breakpoint
CREATE INDEX "hand_over_items_open" ON "hand_over_items" USING btree ("unit_id","due_on") WHERE "hand_over_items"."done_at" is null;--> statement-breakpoint
CREATE INDEX "requests_returned" ON "requests" USING btree ("applicant_user_id") WHERE "requests"."status" = 'returned';--> statement-breakpoint
update "hand_over_items" i set "unit_id" = case i."side" when 'source' then t."from_unit_id" else t."to_unit_id" end
from "transfers" t where t."request_id" = i."request_id" and i."side" in ('source', 'receiving');--> statement-breakpoint
update "leaving_items" i set "unit_id" = (select a."unit_id" from "assignments" a
  where a."employee_id" = i."employee_id" and a."is_primary" and a."starts_on" < l."left_on" order by a."starts_on" desc limit 1)
from "leavings" l where l."request_id" = i."request_id" and i."side" = 'source';
