CREATE TABLE "file_unit_totals" (
	"unit_id" uuid PRIMARY KEY NOT NULL,
	"people" integer NOT NULL,
	"legal_short" integer NOT NULL,
	"short" integer NOT NULL,
	"legal_total" integer NOT NULL,
	"legal_have" integer NOT NULL,
	"total" integer NOT NULL,
	"have" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "term_matters" (
	"matter" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"about" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"due_on" date NOT NULL,
	CONSTRAINT "term_matters_subject_id_matter_from_on_pk" PRIMARY KEY("subject_id","matter","from_on"),
	CONSTRAINT "term_matters matter is known" CHECK ("term_matters"."matter" in ('unwritten', 'uninsured', 'secondTerm', 'probation', 'ending', 'certificate')),
	CONSTRAINT "term_matters end after they begin" CHECK ("term_matters"."until_on" > "term_matters"."from_on")
);
--> statement-breakpoint
CREATE TABLE "insurance_gaps" (
	"employee_id" uuid NOT NULL,
	"gap" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "insurance_gaps_employee_id_starts_on_pk" PRIMARY KEY("employee_id","starts_on"),
	CONSTRAINT "insurance gaps are of a kind" CHECK ("insurance_gaps"."gap" in ('never', 'ended', 'later', 'gone')),
	CONSTRAINT "insurance gaps end after they begin" CHECK ("insurance_gaps"."ends_on" > "insurance_gaps"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "staff_months" (
	"month" date PRIMARY KEY NOT NULL,
	"change" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_unit_totals" ADD CONSTRAINT "file_unit_totals_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_matters" ADD CONSTRAINT "term_matters_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_matters" ADD CONSTRAINT "term_matters_home_unit_id_units_id_fk" FOREIGN KEY ("home_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insurance_gaps" ADD CONSTRAINT "insurance_gaps_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "term_matters_due" ON "term_matters" USING btree ("matter","due_on","from_on","until_on");--> statement-breakpoint
CREATE INDEX "term_matters_home_unit_id_matter_due_on_index" ON "term_matters" USING btree ("home_unit_id","matter","due_on");--> statement-breakpoint
CREATE INDEX "term_matters_employee_id_index" ON "term_matters" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "insurance_gaps_months" ON "insurance_gaps" USING gist (daterange("starts_on", "ends_on"));--> statement-breakpoint
insert into "file_unit_totals" ("unit_id", "people", "legal_short", "short", "legal_total", "legal_have", "total", "have")
select "unit_id", sum("people"), sum("legal_short"), sum("short"), sum("legal_total"), sum("legal_have"), sum("total"), sum("have")
from "file_unit_states" group by "unit_id";--> statement-breakpoint
insert into "staff_months" ("month", "change")
select m.month, sum(m.change) from (
  select date_trunc('month', "hired_on")::date as month, 1 as change from "employees"
  union all select (date_trunc('month', "left_on" - 1) + interval '1 month')::date, -1 from "employees" where "left_on" is not null) m
group by m.month;--> statement-breakpoint
-- as in functions.sql at the time, which is read after all migrations
create or replace function app.renew_terms(p_people uuid[], p_on date) returns int
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare v_on date := coalesce(p_on, (now() at time zone 'Asia/Shanghai')::date); v_people uuid[]; v_limits jsonb; v_changed int; v_gone int;
begin
  if p_people is null then
    v_people := array(select e.id from public.employees e);
  else
    -- two who write about one person at once would each miss what the other wrote
    v_people := array(select e.id from public.employees e where e.id = any (p_people) order by e.id for no key update);
  end if;
  v_limits := (select jsonb_object_agg(l.name, l.value) from (
    select distinct on (name) name, value from public.law_limits where starts_on <= v_on order by name, starts_on desc) l);
  with people as materialized (
    select e.id, e.home_unit_id, e.hired_on, e.left_on, e.employment_form from unnest(v_people) p (id) join public.employees e on e.id = p.id
  ), found as materialized (
    select 'unwritten' as matter, e.id as subject_id, e.id as employee_id, e.home_unit_id,
      case when lower(g.days) = e.hired_on then 'never' else 'lapsed' end as about, lower(g.days) as from_on, upper(g.days) as until_on,
      (lower(g.days) + make_interval(months => (v_limits ->> 'contract.written_within')::int))::date as due_on
    from people e
    cross join lateral (select coalesce(range_agg(daterange(c.starts_on, least(c.ends_on, c.ended_early_on))), '{}') as days
      from public.contracts c where c.employee_id = e.id) c
    cross join lateral unnest(datemultirange(daterange(e.hired_on, e.left_on)) - c.days) g (days)
    where e.employment_form is distinct from 'part_time'
    union all
    select case when c.kind = 'fixed_term' and e.employment_form is distinct from 'part_time' and (
          e.hired_on + make_interval(years => (v_limits ->> 'contract.open_ended_after_years')::int) <= c.ends_on
          or (select count(*) from public.contracts f where f.employee_id = c.employee_id and f.starts_on <= c.starts_on and f.starts_on >= e.hired_on
            and f.starts_on > coalesce((select max(o.starts_on) from public.contracts o where o.employee_id = c.employee_id and o.kind <> 'fixed_term'),
              '-infinity')) >= (v_limits ->> 'contract.open_ended_after_terms')::int)
        then 'secondTerm' else 'ending' end,
      c.id, e.id, e.home_unit_id, c.kind, greatest(c.starts_on, e.hired_on), c.ends_on, c.ends_on - 1
    from people e cross join lateral (select * from public.contracts c where c.employee_id = e.id offset 0) c
    where c.ends_on is not null and c.ended_early_on is null and (e.left_on is null or e.left_on > c.ends_on)
      and not exists (select from public.contracts n where n.employee_id = c.employee_id and n.starts_on >= c.ends_on)
    union all
    select 'probation', c.id, e.id, e.home_unit_id, c.kind, e.hired_on, least(c.probation_ends_on, e.left_on), c.probation_ends_on - 1
    from people e cross join lateral (select * from public.contracts c where c.employee_id = e.id offset 0) c
    where c.confirmed_on is null and c.probation_ends_on is not null and c.ended_early_on is null
    union all
    select 'certificate', c.id, e.id, e.home_unit_id, c.name, e.hired_on, e.left_on, c.expires_on
    from people e cross join lateral (select * from public.certificates c where c.employee_id = e.id and c.expires_on is not null offset 0) c
    where not exists (select from public.certificates n where n.renews_id = c.id)
    union all
    select 'uninsured', e.id, e.id, e.home_unit_id, '', greatest(e.hired_on, n.until_on), e.left_on,
      e.hired_on + (v_limits ->> 'insurance.register_within')::int
    from people e
    cross join lateral (select max(coalesce(n.ends_on, 'infinity')) as until_on from public.insurance_enrolments n
      where n.employee_id = e.id and n.ends_on is distinct from n.starts_on) n
    where n.until_on is distinct from 'infinity'
  ), standing as materialized (
    select * from found f where f.until_on is null or f.until_on > f.from_on and (p_on is null or f.until_on > p_on)
  ), gone as (
    delete from public.term_matters t using people e
    where t.employee_id = e.id and not exists (
      select from standing f where f.subject_id = t.subject_id and f.matter = t.matter and f.from_on = t.from_on)
    returning true
  ), kept as (
    insert into public.term_matters as t (matter, subject_id, employee_id, home_unit_id, about, from_on, until_on, due_on)
    select f.matter, f.subject_id, f.employee_id, f.home_unit_id, f.about, f.from_on, f.until_on, f.due_on from standing f
    on conflict (subject_id, matter, from_on) do update set home_unit_id = excluded.home_unit_id, about = excluded.about,
      until_on = excluded.until_on, due_on = excluded.due_on
    where (t.home_unit_id, t.about, t.until_on, t.due_on)
      is distinct from (excluded.home_unit_id, excluded.about, excluded.until_on, excluded.due_on)
    returning true
  )
  select (select count(*) from gone) + (select count(*) from kept) into v_changed;
  with people as materialized (
    select e.id, e.hired_on, e.left_on, (
      select coalesce(range_agg(daterange(n.starts_on, n.ends_on)), '{}') from public.insurance_enrolments n where n.employee_id = e.id) as enrolled
    from unnest(v_people) p (id) join public.employees e on e.id = p.id
  ), found as materialized (
    select e.id as employee_id, case when g.days << any (select unnest(e.enrolled)) then 'later' when not isempty(e.enrolled) then 'ended' else 'never' end as gap,
      lower(g.days) as starts_on, upper(g.days) as ends_on
    from people e
    cross join lateral unnest(datemultirange(daterange(date_trunc('month', e.hired_on)::date, e.left_on)) - e.enrolled) g (days)
    union all
    select e.id, 'gone', lower(g.days), upper(g.days)
    from people e cross join lateral unnest(e.enrolled * datemultirange(daterange(e.left_on, null))) g (days) where e.left_on is not null
  ), gone as (
    delete from public.insurance_gaps t using people e
    where t.employee_id = e.id and not exists (select from found f where f.employee_id = t.employee_id and f.starts_on = t.starts_on)
    returning true
  ), kept as (
    insert into public.insurance_gaps as t (employee_id, gap, starts_on, ends_on)
    select f.employee_id, f.gap, f.starts_on, f.ends_on from found f
    on conflict (employee_id, starts_on) do update set gap = excluded.gap, ends_on = excluded.ends_on
    where (t.gap, t.ends_on) is distinct from (excluded.gap, excluded.ends_on)
    returning true
  )
  select (select count(*) from gone) + (select count(*) from kept) into v_gone;
  return v_changed + v_gone;
end $$;--> statement-breakpoint
select app.renew_terms(null, null);
