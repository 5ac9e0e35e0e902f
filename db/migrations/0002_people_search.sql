DROP INDEX "employees_name_number_index";--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "assignments_position_id_starts_on_index" ON "assignments" USING btree ("position_id","starts_on");--> statement-breakpoint
CREATE INDEX "assignments_planned_start" ON "assignments" USING btree ("starts_on");--> statement-breakpoint
CREATE INDEX "employees_name_pinyin_number_index" ON "employees" USING btree ("name_pinyin","number");--> statement-breakpoint
CREATE INDEX "employees_left" ON "employees" USING btree ("left_on") WHERE "employees"."left_on" is not null;--> statement-breakpoint
CREATE INDEX "requests_number_prefix" ON "requests" USING btree ("number" text_pattern_ops);