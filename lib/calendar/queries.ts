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
  const { rows } = await tx.execute<{
    days: { on: string; kind: CalendarKind; n: number }[]
    rows: CalendarEntry[]
    total: number
    unit: CalendarPage['unit']
  }>(sql`
    with p as materialized (
      select h.kind || ' ' || e.number || ' ' || h.key as key, h.kind, h.on_day, h.years, h.about, e.id, e.number, e.name, e.home_unit_id
      from (${found}) h cross join lateral (select * from employees e where e.id = h.employee_id offset 0) e
      where e.hired_on <= h.on_day and (e.left_on is null or e.left_on > h.on_day) and ${peopleOf(actor, params)}
    )
    select coalesce((select json_agg(json_build_object('on', n.on_day, 'kind', n.kind, 'n', n.n)) from (
        select on_day, kind, count(*)::int as n from p group by on_day, kind) n), '[]') as days,
      (select count(*)::int from p where ${chosen}) as total,
      (select json_build_object('code', u.code, 'name', u.name) from units u where u.code = ${params.unit ?? ''}) as unit,
      coalesce((select json_agg(r) from (
        select p.key, p.kind, p.on_day::text as on, p.number, p.name, w.name as "homeName", s.name as "storeName", p.years, p.about
        from (select * from p where ${chosen} and ${where} ${order}) p join units w on w.id = p.home_unit_id
        left join lateral (
          select u.name from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
          where a.employee_id = p.id and a.is_primary and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today}) limit 1
        ) s on true
        ${order}) r), '[]') as rows`)
  const [answer] = rows
  const days: CalendarPage['days'] = {}
  for (const { on, kind, n } of answer?.days ?? []) days[on] = { ...days[on], [kind]: n }
  return { ...pageOf(answer?.rows ?? []), total: answer?.total ?? 0, days, unit: answer?.unit ?? null }
}

/** For each kind the rows (kind, employee_id, on_day, years, about, key) of a month. What was renewed in time needs nobody. */
const finders: Record<CalendarKind, (month: Month) => SQL> = {
  birthday: ({ from, to }) => {
    const all = birthdaysBetween(from, to)
    return sql`select 'birthday' as kind, i.employee_id, o.on_day, null::int as years, null::text as about, '' as key
      from unnest(${sql.param(all.map(one => one.on))}::date[], ${sql.param(all.map(one => birthdayFinder(one.birthday)))}::bytea[]) o (on_day, finder)
      cross join lateral (select i.employee_id from identities i where i.birthday = o.finder offset 0) i`
  },
  anniversary: ({ from, to }) => {
    const all = anniversariesBetween(from, to)
    return sql`select 'anniversary' as kind, e.id as employee_id, o.on_day, o.years, null::text as about, '' as key
      from unnest(${sql.param(all.map(one => one.on))}::date[], ${sql.param(all.map(one => one.hiredOn))}::date[],
        ${sql.param(all.map(one => one.years))}::int[]) o (on_day, hired_on, years)
      cross join lateral (select e.id from employees e where e.hired_on = o.hired_on offset 0) e`
  },
  probation: ({ from, to }) => sql`
    select 'probation' as kind, c.employee_id, c.probation_ends_on - 1 as on_day, null::int as years, c.kind as about, c.id::text as key
    from contracts c where c.probation_ends_on > ${from}::date and c.probation_ends_on <= ${to}::date + 1 and c.ended_early_on is null`,
  contract: ({ from, to }) => sql`
    select 'contract' as kind, c.employee_id, c.ends_on - 1 as on_day, null::int as years, c.kind as about, c.id::text as key
    from contracts c where c.ends_on > ${from}::date and c.ends_on <= ${to}::date + 1 and c.ended_early_on is null
      and not exists (select from contracts n where n.employee_id = c.employee_id and n.starts_on >= c.ends_on)`,
  certificate: ({ from, to }) => sql`
    select 'certificate' as kind, c.employee_id, c.expires_on as on_day, null::int as years, c.name as about, c.id::text as key
    from certificates c where c.expires_on between ${from}::date and ${to}::date
      and not exists (select from certificates n where n.renews_id = c.id)`,
}

function peopleOf({ role, today }: Actor, { q, unit }: CalendarParams): SQL {
  const term = q?.trim() ? termOf(q) : undefined
  const below = sql`(array(select app.units_below(u.id) from units u where u.code = ${unit ?? ''}))::uuid[]`
  const conditions = [
    ...(role === 'head' ? [sql`e.home_unit_id = any ((select app.unit_ids())::uuid[])`] : []),
    ...(unit
      ? [
          sql`(e.home_unit_id = any (${below}) or exists (select from assignments a where a.employee_id = e.id and a.is_primary
            and a.unit_id = any (${below}) and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today})))`,
        ]
      : []),
    ...(q?.trim() ? [term ? matching(term) : sql`false`] : []),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}
