ALTER TABLE "role_grants" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
-- Of roles with both days on one, those that were granted on it held from then on; the others were taken back before.
update role_grants set ended_at = created_at
  where ends_on = starts_on and (created_at at time zone 'Asia/Shanghai')::date = starts_on;
