ALTER TABLE "units" ADD COLUMN "legal_name" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "credit_code" text;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units employ only as the headquarters" CHECK ("units"."kind" = 'headquarters' or ("units"."legal_name" is null and "units"."credit_code" is null));--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units credit code has a name" CHECK ("units"."credit_code" is null or "units"."legal_name" is not null);