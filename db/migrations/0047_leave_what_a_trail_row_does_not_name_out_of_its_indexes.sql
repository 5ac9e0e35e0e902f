DROP INDEX "trail_employee_id_id_index";--> statement-breakpoint
DROP INDEX "trail_unit_id_id_index";--> statement-breakpoint
DROP INDEX "trail_request_id_id_index";--> statement-breakpoint
CREATE INDEX "trail_employee_id_id_index" ON "trail" USING btree ("employee_id","id") WHERE "trail"."employee_id" is not null;--> statement-breakpoint
CREATE INDEX "trail_unit_id_id_index" ON "trail" USING btree ("unit_id","id") WHERE "trail"."unit_id" is not null;--> statement-breakpoint
CREATE INDEX "trail_request_id_id_index" ON "trail" USING btree ("request_id","id") WHERE "trail"."request_id" is not null;