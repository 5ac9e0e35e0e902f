ALTER TABLE "leaving_reasons" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "leavings" ADD COLUMN "short_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "leavings" ADD COLUMN "back_dated_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "insurance_enrolments" ADD COLUMN "leaving_request_id" uuid;--> statement-breakpoint
ALTER TABLE "insurance_enrolments" ADD COLUMN "ends_on_before" date;--> statement-breakpoint
ALTER TABLE "insurance_enrolments" ADD CONSTRAINT "insurance_enrolments_leaving_request_id_requests_id_fk" FOREIGN KEY ("leaving_request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "leaving_reasons_name" ON "leaving_reasons" USING btree ("name") WHERE "leaving_reasons"."retired_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "leaving_reasons_name_en" ON "leaving_reasons" USING btree (lower("name_en")) WHERE "leaving_reasons"."retired_on" is null;--> statement-breakpoint
CREATE INDEX "insurance_enrolments_of_leaving" ON "insurance_enrolments" USING btree ("leaving_request_id") WHERE "insurance_enrolments"."leaving_request_id" is not null;--> statement-breakpoint
-- Part-time work (Labour Contract Law, chapter 5, section 3) has no probation, and either side ends it at any time; the housing fund's account
-- is moved or sealed within a month of the end.
insert into law_limits (name, starts_on, value, measure, source) values
  ('probation.part_time', '2008-01-01', 0, 'months', '《劳动合同法》第七十条'),
  ('notice.part_time', '2008-01-01', 0, 'days', '《劳动合同法》第七十一条'),
  ('leaving.fund_within', '2002-03-24', 30, 'days', '《住房公积金管理条例》第十五条')
on conflict do nothing;
