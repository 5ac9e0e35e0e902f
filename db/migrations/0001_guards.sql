-- What drizzle cannot say in a schema: ranges that may not overlap, and rows that may not change.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table assignments add constraint assignments_primary_overlap
  exclude using gist (employee_id with =, daterange(starts_on, ends_on) with &&) where (is_primary);
--> statement-breakpoint
alter table unit_versions add constraint unit_versions_overlap
  exclude using gist (unit_id with =, daterange(starts_on, ends_on) with &&);
--> statement-breakpoint
alter table role_grants add constraint role_grants_overlap
  exclude using gist (user_id with =, role with =, unit_id with =, daterange(starts_on, ends_on) with &&);
--> statement-breakpoint
alter table agreements add constraint agreements_overlap
  exclude using gist (partner_id with =, daterange(starts_on, ends_on) with &&);
--> statement-breakpoint
alter table substitutions add constraint substitutions_overlap
  exclude using gist (user_id with =, daterange(starts_on, ends_on) with &&);
--> statement-breakpoint
alter table transfers add constraint transfers_open_overlap
  exclude using gist (employee_id with =, daterange(effective_on, ends_on) with &&) where (state = 'open');
--> statement-breakpoint
create unique index units_one_headquarters on units (kind) where kind = 'headquarters';
