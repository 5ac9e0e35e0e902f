ALTER TABLE "reveals" ADD COLUMN "employee_number" text NOT NULL;--> statement-breakpoint
ALTER TABLE "reveals" ADD COLUMN "employee_name" text NOT NULL;