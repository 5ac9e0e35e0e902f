CREATE TABLE "own_copy_pieces" (
	"copy_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"employee_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "own_copy_pieces_copy_id_position_pk" PRIMARY KEY("copy_id","position"),
	CONSTRAINT "own_copy_pieces_storageKey_unique" UNIQUE("storage_key")
);
--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "zip_size" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "scans" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "own_copies" ADD COLUMN "left_out" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "own_copy_pieces" ADD CONSTRAINT "own_copy_pieces_copy_id_own_copies_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."own_copies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_copy_pieces" ADD CONSTRAINT "own_copy_pieces_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_copy_pieces_employee_id_index" ON "own_copy_pieces" USING btree ("employee_id");--> statement-breakpoint
-- Whoever handles food that is eaten as it is has to be examined every year, and works only with the certificate.
insert into law_limits (name, starts_on, value, measure, source) values
  ('health.check_every', '2015-10-01', 12, 'months', '《食品安全法》第四十五条')
on conflict do nothing;
