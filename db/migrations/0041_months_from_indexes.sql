DROP INDEX "insurance_enrolments_employee_id_starts_on_index";--> statement-breakpoint
DROP INDEX "insurance_enrolments_scheme_id_index";--> statement-breakpoint
CREATE INDEX "file_keys_destroyed" ON "file_keys" USING btree ("employee_id") WHERE "file_keys"."destroyed_at" is not null;--> statement-breakpoint
CREATE INDEX "insurance_enrolments_months" ON "insurance_enrolments" USING btree ("employee_id","starts_on","ends_on");--> statement-breakpoint
CREATE INDEX "insurance_enrolments_scheme" ON "insurance_enrolments" USING btree ("scheme_id","starts_on","ends_on");--> statement-breakpoint
CREATE INDEX "employees_days" ON "employees" USING btree ("id","hired_on","left_on");