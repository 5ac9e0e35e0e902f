CREATE TABLE "position_floors" (
	"position_id" uuid PRIMARY KEY NOT NULL,
	"monthly" integer NOT NULL,
	CONSTRAINT "position_floors pay something" CHECK ("position_floors"."monthly" > 0)
);
--> statement-breakpoint
ALTER TABLE "position_floors" ADD CONSTRAINT "position_floors_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Pay in probation by the lowest of the post: what the regulations made of the article's "or".
insert into law_limits (name, starts_on, value, measure, source) values
  ('probation.post_pay_share_min', '2008-09-18', 8000, 'basis points', '《劳动合同法实施条例》第十五条')
on conflict do nothing;
