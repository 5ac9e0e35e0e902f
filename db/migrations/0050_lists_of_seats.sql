DROP INDEX "assignments_employee_id_starts_on_index";--> statement-breakpoint
DROP INDEX "assignments_unit_id_starts_on_index";--> statement-breakpoint
DROP INDEX "consents_unit_id_index";--> statement-breakpoint
CREATE INDEX "assignments_of_people" ON "assignments" USING btree ("employee_id","starts_on","unit_id","id");--> statement-breakpoint
CREATE INDEX "assignments_in_units" ON "assignments" USING btree ("unit_id","starts_on","ends_on","employee_id");--> statement-breakpoint
CREATE INDEX "consents_to_units" ON "consents" USING btree ("unit_id","employee_id","withdrawn_at");