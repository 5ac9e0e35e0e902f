import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { birthdayFinder } from '../identities/queries'
import { keyset, type Page, readCursor } from '../paging'
import { matching } from '../people/queries'
import { termOf } from '../search/rules'
import type { CalendarParams } from './input'
import { anniversariesBetween, birthdaysBetween, type CalendarKind, kindsFor, type Month } from './rules'

export const entriesPerPage = 50

export type CalendarEntry = {
  key: string
  kind: CalendarKind
  on: string
  number: string
  name: string
  homeName: string
  /** The store in which they are today, if in one. */
  storeName: string | null
  /** Years of service of an anniversary. */
  years: number | null
  /** The name of a certificate, the kind of a contract. */
  about: string | null
}

export type CalendarPage = Page<CalendarEntry> & {
  total: number
  /** How much there is of each kind on each day of the month. */
  days: Record<string, Partial<Record<CalendarKind, number>>>
  /** The unit that the list is narrowed down to. */
  unit: { code: string; name: string } | null
}

/**
 * What falls on the days of a month, in one statement. Each kind is found from an index over its days: hire days and birthdays by the list
 * of those that fall into the month, so that nobody's date of birth is opened. "offset 0" has each day looked up by itself: joined, the planner
 * would rather read everybody.
 */
export async function listCalendar(
  tx: Tx,
  actor: Actor,
  params: CalendarParams,
  month: Month,
): Promise<CalendarPage> {
  const kinds = kindsFor(actor.role).filter(kind => params.kind === 'all' || params.kind === kind)
  const { where, order, pageOf } = keyset<CalendarEntry>(
    { by: sql`p.on_day`, key: sql`p.key`, descending: false, size: entriesPerPage },
    /^\d{4}-\d\d-\d\d$/.test(readCursor(params.before ?? params.after)?.[0] ?? '') ? params : {},
    row => [row.on, row.key],
  )
  const day = params.day && params.day >= month.from && params.day <= month.to ? params.day : undefined
  const chosen = day ? sql`p.on_day = ${day}::date` : sql`true`
  if (kinds.length === 0) return { rows: [], total: 0, days: {}, unit: null }
  const found = sql.join(
    kinds.map(kind => finders[kind](month)),
    sql` union all `,
  )
  const whose = peopleOf(actor, params)
  const { rows } = await tx.execute<{
    days: { on: string; kind: CalendarKind; n: number }[]
    rows: CalendarEntry[]
    total: number
    unit: CalendarPage['unit']
  }>(sql`
    with away as materialized (
      select e.id, e.left_on as from_on, 'infinity'::date as to_on from employees e where e.left_on <= ${month.to}::date
      union all select e.id, '-infinity', e.hired_on from employees e where e.hired_on > ${month.from}::date
    ), p as materialized (
      select h.*, h.kind || ' ' || h.employee_id || ' ' || h.subject as key from (${found}) h
      where not exists (select from away w where w.id = h.employee_id and h.on_day >= w.from_on and h.on_day < w.to_on)
        ${whose ? sql`and h.employee_id in (${whose})` : sql``}
    )
    select coalesce((select json_agg(json_build_object('on', n.on_day, 'kind', n.kind, 'n', n.n)) from (
        select on_day, kind, count(*)::int as n from p group by on_day, kind) n), '[]') as days,
      (select count(*)::int from p where ${chosen}) as total,
      (select json_build_object('code', u.code, 'name', u.name) from units u where u.code = ${params.unit ?? ''}) as unit,
      coalesce((select json_agg(r) from (
        select p.key, p.kind, p.on_day::text as on, e.number, e.name, w.name as "homeName", s.name as "storeName", p.years, p.about
        from (select * from p where ${chosen} and ${where} ${order}) p join employees e on e.id = p.employee_id join units w on w.id = e.home_unit_id
        left join lateral (
          select u.name from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
          where a.employee_id = e.id and a.is_primary and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today}) limit 1
        ) s on true
        ${order}) r), '[]') as rows`)
  const [answer] = rows
  const days: CalendarPage['days'] = {}
  for (const { on, kind, n } of answer?.days ?? []) days[on] = { ...days[on], [kind]: n }
  return { ...pageOf(answer?.rows ?? []), total: answer?.total ?? 0, days, unit: answer?.unit ?? null }
}

/** For each kind the rows (kind, employee_id, on_day, years, about, subject) of a month. What was renewed in time needs nobody. */
const finders: Record<CalendarKind, (month: Month) => SQL> = {
  birthday: ({ from, to }) => {
    const all = birthdaysBetween(from, to)
    return sql`select 'birthday' as kind, i.employee_id, o.on_day, null::int as years, null::text as about, '' as subject
      from unnest(${sql.param(all.map(one => one.on))}::date[], ${sql.param(all.map(one => birthdayFinder(one.birthday)))}::bytea[]) o (on_day, finder)
      cross join lateral (select i.employee_id from identities i where i.birthday = o.finder offset 0) i`
  },
  anniversary: ({ from, to }) => {
    const all = anniversariesBetween(from, to)
    return sql`select 'anniversary' as kind, e.id as employee_id, o.on_day, o.years, null::text as about, '' as subject
      from unnest(${sql.param(all.map(one => one.on))}::date[], ${sql.param(all.map(one => one.hiredOn))}::date[],
        ${sql.param(all.map(one => one.years))}::int[]) o (on_day, hired_on, years)
      cross join lateral (select e.id from employees e where e.hired_on = o.hired_on offset 0) e`
  },
  probation: ({ from, to }) => sql`
    select 'probation' as kind, c.employee_id, c.probation_ends_on - 1 as on_day, null::int as years, c.kind as about, c.id::text as subject
    from contracts c where c.probation_ends_on > ${from}::date and c.probation_ends_on <= ${to}::date + 1 and c.ended_early_on is null`,
  contract: ({ from, to }) => sql`
    select 'contract' as kind, c.employee_id, c.ends_on - 1 as on_day, null::int as years, c.kind as about, c.id::text as subject
    from contracts c where c.ends_on > ${from}::date and c.ends_on <= ${to}::date + 1 and c.ended_early_on is null
      and not exists (select from contracts n where n.employee_id = c.employee_id and n.starts_on >= c.ends_on)`,
  certificate: ({ from, to }) => sql`
    select 'certificate' as kind, c.employee_id, c.expires_on as on_day, null::int as years, c.name as about, c.id::text as subject
    from certificates c where c.expires_on between ${from}::date and ${to}::date
      and not exists (select from certificates n where n.renews_id = c.id)`,
}

/**
 * Whose days a head wants, or whoever asked for a unit or a name: found first, unit by unit, so that only theirs are looked at. Undefined is
 * everybody.
 */
function peopleOf({ role, today }: Actor, { q, unit }: CalendarParams): SQL | undefined {
  const term = q?.trim() ? termOf(q) : undefined
  const below = sql`units u cross join lateral app.units_below(u.id) b (id)`
  const sets = [
    ...(role === 'head'
      ? [
          sql`select e.id from unnest((select app.unit_ids())::uuid[]) b (id)
            cross join lateral (select e.id from employees e where e.home_unit_id = b.id offset 0) e`,
        ]
      : []),
    ...(unit
      ? [
          sql`select e.id from ${below} cross join lateral (select e.id from employees e where e.home_unit_id = b.id offset 0) e where u.code = ${unit}
            union all select a.employee_id from ${below} cross join lateral (select a.employee_id from assignments a where a.unit_id = b.id
              and a.is_primary and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today}) offset 0) a where u.code = ${unit}`,
        ]
      : []),
    ...(q?.trim() ? [sql`select e.id from employees e where ${term ? matching(term) : sql`false`}`] : []),
  ]
  if (sets.length === 0) return undefined
  return sql.join(
    sets.map(set => sql`(${set})`),
    sql` intersect `,
  )
}
