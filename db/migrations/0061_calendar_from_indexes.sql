DROP INDEX "employees_hired_on_number_index";--> statement-breakpoint
DROP INDEX "identities_birthday";--> statement-breakpoint
DROP INDEX "employees_left";--> statement-breakpoint
CREATE INDEX "employees_hired" ON "employees" USING btree ("hired_on","number","id");--> statement-breakpoint
CREATE INDEX "identities_birthday" ON "identities" USING btree ("birthday","employee_id") WHERE "identities"."birthday" is not null;--> statement-breakpoint
CREATE INDEX "employees_left" ON "employees" USING btree ("left_on","id") WHERE "employees"."left_on" is not null;