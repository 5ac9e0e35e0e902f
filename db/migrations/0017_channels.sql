CREATE TABLE "mail_addresses" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"address" text,
	"confirmed_at" timestamp with time zone,
	"pending_address" text,
	"pending_id" uuid,
	"asked_at" timestamp with time zone,
	"ask_sent_at" timestamp with time zone,
	"ask_fault" text DEFAULT '' NOT NULL,
	"asked_times" integer DEFAULT 0 NOT NULL,
	"asked_on" date,
	CONSTRAINT "mail_addresses are confirmed at a time" CHECK (("mail_addresses"."address" is null) = ("mail_addresses"."confirmed_at" is null)),
	CONSTRAINT "mail_addresses are asked about by id" CHECK (("mail_addresses"."pending_address" is null) = ("mail_addresses"."pending_id" is null))
);
--> statement-breakpoint
CREATE TABLE "notification_choices" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email_groups" text[] NOT NULL,
	"push_groups" text[] NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"rhythm" text NOT NULL,
	"digest_hour" integer NOT NULL,
	"digest_weekday" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_choices rhythm is known" CHECK ("notification_choices"."rhythm" in ('at_once', 'daily', 'weekly')),
	CONSTRAINT "notification_choices hours are hours" CHECK ("notification_choices"."digest_hour" between 0 and 23),
	CONSTRAINT "notification_choices weekdays are weekdays" CHECK ("notification_choices"."digest_weekday" between 1 and 7),
	CONSTRAINT "notification_choices quiet hours begin and end" CHECK (("notification_choices"."quiet_from" is null) = ("notification_choices"."quiet_to" is null))
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_once";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries channel is known";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "target_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "state" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "is_bundled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "lease_token" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
UPDATE "deliveries" d SET "state" = 'sent', "user_id" = n."user_id", "due_at" = d."delivered_at", "created_at" = d."delivered_at", "settled_at" = d."delivered_at"
	FROM "notifications" n WHERE n."id" = d."notification_id";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "due_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","due_at") WHERE "deliveries"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("channel","settled_at") WHERE "deliveries"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "deliveries_bundles" ON "deliveries" USING btree ("user_id","channel") WHERE "deliveries"."is_bundled" and "deliveries"."state" in ('waiting', 'sending');--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "delivered_at";--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_once" UNIQUE NULLS NOT DISTINCT("notification_id","channel","target_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries state is known" CHECK ("deliveries"."state" in ('waiting', 'sending', 'sent', 'skipped', 'dead'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries end at a time" CHECK (("deliveries"."state" in ('waiting', 'sending')) = ("deliveries"."settled_at" is null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries are sending under a lease" CHECK ("deliveries"."state" <> 'sending' or "deliveries"."lease_until" is not null);--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries channel is known" CHECK ("deliveries"."channel" in ('in_app', 'email', 'push', 'wecom', 'dingtalk', 'feishu'));