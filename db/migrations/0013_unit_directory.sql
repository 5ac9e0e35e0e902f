CREATE TABLE "unit_directory" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"state" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "unit_directory has one row" CHECK ("unit_directory"."is_only")
);
--> statement-breakpoint
INSERT INTO "unit_directory" DEFAULT VALUES;
