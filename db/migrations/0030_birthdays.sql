ALTER TABLE "identities" ADD COLUMN "birthday" "bytea";--> statement-breakpoint
CREATE INDEX "identities_birthday" ON "identities" USING btree ("birthday") WHERE "identities"."birthday" is not null;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities birthday is short" CHECK (octet_length("identities"."birthday") = 16);