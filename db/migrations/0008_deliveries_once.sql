DROP INDEX "deliveries_notification_id_index";--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_once" UNIQUE("notification_id","channel");