ALTER TABLE "users" ADD COLUMN "name_pinyin" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name_initials" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name_grams" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "users_grams" ON "users" USING gin ("name_grams");--> statement-breakpoint
CREATE INDEX "users_pinyin" ON "users" USING btree ("name_pinyin" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_initials" ON "users" USING btree ("name_initials" text_pattern_ops);--> statement-breakpoint
UPDATE "users" u SET "name_pinyin" = e."name_pinyin", "name_initials" = e."name_initials", "name_grams" = e."name_grams" FROM "employees" e WHERE e."user_id" = u."id";--> statement-breakpoint
UPDATE "users" u SET "name_grams" = (SELECT array_agg(DISTINCT part) FROM (
  SELECT substr(u."name", at, 1) AS part FROM generate_series(1, length(u."name")) at
  UNION ALL SELECT substr(u."name", at, 2) FROM generate_series(1, length(u."name") - 1) at) parts) WHERE u."name_grams" = '{}';
