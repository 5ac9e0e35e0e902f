ALTER TABLE "enrollments" ADD COLUMN "withdrawn_by_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Who took one back by hand stands in its trail.
update enrollments e set withdrawn_by_name = t.actor_name from trail t
  where e.status = 'withdrawn' and e.withdrawn_reason <> '' and t.entity_id = e.id and t.action = 'learning.withdrawn';
