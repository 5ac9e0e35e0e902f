import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { written } from '../written'
import { daysAhead, firstDays, type Milestone, originsBetween } from './rules'

/**
 * Who has a milestone on the days [from, to], as a set `hits` of people, kinds, years or days, and the store of a stay. The days on which
 * somebody must have begun come as lists, so each is one look into an index over hire or arrival days. A stay that goes on from another in
 * the same store is no arrival.
 */
export function hitsBetween(from: string, to: string): SQL {
  const origins = originsBetween(from, to)
  const list = (which: (kind: Milestone['kind']) => boolean): SQL => {
    const chosen = origins.filter(origin => which(origin.kind))
    return sql`unnest(${sql.param(chosen.map(one => one.begin))}::date[], ${sql.param(chosen.map(one => one.on))}::date[],
      ${sql.param(chosen.map(one => one.n))}::int[], ${sql.param(chosen.map(one => one.kind))}::text[]) o (begins_on, on_day, n, kind)`
  }
  return sql`hits as (
    select e.id as employee_id, o.kind, o.n, o.on_day from ${list(kind => kind === 'hireYears')}
    join employees e on e.hired_on = o.begins_on and (e.left_on is null or e.left_on > o.on_day)
    union all
    select a.employee_id, o.kind, o.n, o.on_day from ${list(kind => kind !== 'hireYears')}
    join assignments a on a.starts_on = o.begins_on and a.is_primary and (a.ends_on is null or a.ends_on > o.on_day)
    join units u on u.id = a.unit_id and u.kind = 'store'
    where not exists (select from assignments b where b.employee_id = a.employee_id and b.unit_id = a.unit_id and b.is_primary and b.ends_on = a.starts_on)
  )`
}

export type UpcomingMilestone = Milestone & {
  number: string
  name: string
  place: string
  isInStore: boolean
}
export type UpcomingMilestones = { rows: UpcomingMilestone[]; total: number }

export const shownMilestones = 5

/** The milestones of the coming days among the people whom the seat sees: the first few, and how many there are. */
export async function listUpcoming(tx: Tx, actor: Actor): Promise<UpcomingMilestones> {
  const { today } = actor
  const { rows } = await tx.execute<UpcomingMilestone & { total: number }>(sql`/* plan once */
    with ${hitsBetween(today, addDays(today, daysAhead - 1))}, placed as (
      select h.*, s.name as store from hits h left join lateral (
        select u.name from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
        where a.employee_id = h.employee_id and a.is_primary and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today}) limit 1
      ) s on true
    )
    select p.kind, p.n, p.on_day::text as "on", e.number, e.name, coalesce(p.store, w.name) as place, p.store is not null as "isInStore",
      (select count(*)::int from hits) as total
    from placed p join employees e on e.id = p.employee_id join units w on w.id = e.home_unit_id
    order by p.on_day, p.store is null, e.name_pinyin, e.number, p.kind limit ${written(shownMilestones)}`)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type FirstWeek = {
  arrivedOn: string
  contactName: string
  /** Only where the seat may read it. */
  contactPhone: string | null
  request: string | null
  done: number
  total: number
  praise: { authorName: string; unitName: string; body: string }[]
}

/** For the first days of somebody in the seat's store: with whom to speak, what is handed over, and the praise that they bring along. */
export async function findFirstWeek(tx: Tx, actor: Actor, number: string): Promise<FirstWeek | undefined> {
  const { today } = actor
  const { rows } = await tx.execute<FirstWeek>(sql`
    select a.starts_on::text as "arrivedOn", e.hq_contact_name as "contactName",
      (select k.phone from employees c join employee_contacts k on k.employee_id = c.id where c.user_id = e.hq_contact_user_id) as "contactPhone",
      r.number as request, i.done, i.total,
      coalesce((select json_agg(json_build_object('authorName', p.author_name, 'unitName', p.unit_name, 'body', p.body))
        from app.praise_of(e.id, 3) p), '[]') as praise
    from employees e join assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= ${today}
      and a.starts_on > ${addDays(today, -firstDays)} and (a.ends_on is null or a.ends_on > ${today})
    join units u on u.id = a.unit_id and u.kind = 'store'
    left join requests r on r.id = a.request_id
    left join lateral (select count(*)::int as total, count(h.done_at)::int as done from hand_over_items h where h.request_id = r.id) i on true
    where e.number = ${number} and not exists (
      select from assignments b where b.employee_id = e.id and b.unit_id = a.unit_id and b.is_primary and b.ends_on = a.starts_on)`)
  return rows[0]
}
