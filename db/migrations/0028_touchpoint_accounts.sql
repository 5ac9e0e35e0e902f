ALTER TABLE "touchpoint_dues" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_dues" ADD CONSTRAINT "touchpoint_dues_employeeNumber_unique" UNIQUE("employee_number");