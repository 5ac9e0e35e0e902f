DROP INDEX "tickets_readers";--> statement-breakpoint
CREATE INDEX "tickets_readers" ON "tickets" USING gin (("readers" || '{}'::uuid[]));