import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { systemClock } from '../clock'
import { type NotificationKind, notify } from '../notify'
import { groupsOf, lateToldDays, unreadHours } from './rules'

/** Rows opened, and people told, in one transaction. */
const batch = 5000

type Step = (tx: Tx, now: Date) => Promise<number>

/** Opens today's reports, reminds of them, says which are late and which nobody reads; done again it does nothing. */
export async function chaseReportsJob(): Promise<void> {
  const now = systemClock.now()
  for (const step of [openReports, remindAuthors, callLate, escalateUnread])
    while ((await enterService('job', tx => step(tx, now))) > 0);
}

export async function evaluateReportsJob(): Promise<void> {
  const now = systemClock.now()
  while ((await enterService('job', tx => openReports(tx, now))) > 0);
}

export const openReports: Step = async (tx, now) => {
  const { rows } = await tx.execute<{ n: number }>(sql`select app.evaluate_reports(${now}, ${batch}) as n`)
  return rows[0]?.n ?? 0
}

type Told = { id: string; userId: string; name: string; time: string; dueOn: string }

/** Each author once, before the report is due. */
export const remindAuthors: Step = async (tx, now) => {
  const { rows } = await tx.execute<Told>(sql`
    with due as (
      select r.id from reports r where r.status = 'open' and r.reminded_at is null and r.remind_at <= ${now}
      order by r.remind_at limit ${batch} for no key update skip locked
    )
    update reports r set reminded_at = ${now} from due, report_templates t, units u
    where r.id = due.id and t.id = r.template_id and u.id = r.unit_id
    returning r.id, r.user_id as "userId", t.name, r.due_on::text as "dueOn",
      case when r.due_at > ${now} and r.due_at - r.remind_at > interval '0' then to_char(r.due_at at time zone u.zone, 'HH24:MI') else '' end as time`)
  await tellAuthors(
    tx,
    now,
    rows.filter(row => row.time !== ''),
    'reportDue',
  )
  return rows.length
}

/** Each author of a late one, and whoever leads the unit once for each template and day, with how many are missing. */
export const callLate: Step = async (tx, now) => {
  const { rows } = await tx.execute<Told & { unitId: string; unitName: string; isOld: boolean }>(sql`
    with untold as materialized (
      select r.template_id, r.unit_id, r.due_on from reports r where r.status = 'open' and r.late_told_at is null and r.due_at <= ${now}
    ), late as (
      select distinct n.template_id, n.unit_id, n.due_on from untold n order by 2, 3 limit 500
    )
    update reports r set late_told_at = ${now} from late l, report_templates t
    where r.template_id = l.template_id and r.unit_id = l.unit_id and r.due_on = l.due_on
      and r.status = 'open' and r.late_told_at is null and r.due_at <= ${now} and t.id = r.template_id
    returning r.id, r.user_id as "userId", t.name, r.due_on::text as "dueOn", '' as time, r.unit_id as "unitId", r.unit_name as "unitName",
      r.due_at < ${now}::timestamptz - make_interval(days => ${lateToldDays}) as "isOld"`)
  const fresh = rows.filter(row => !row.isOld)
  await tellAuthors(tx, now, fresh, 'reportLate')
  const leads = await leadsOf(
    tx,
    fresh.map(row => row.unitId),
  )
  for (const group of groupsOf(fresh, row => `${row.unitId} ${row.name} ${row.dueOn}`)) {
    const [first] = group
    if (!first) continue
    const values = {
      subject: first.name,
      unit: first.unitName,
      count: String(group.length),
      date: first.dueOn,
    }
    await notify(tx, { userId: null, now }, leads.get(first.unitId) ?? [], 'reportsLate', values, 'reports')
  }
  return rows.length
}

/** What nobody has read for a day goes to whoever is above the one who should have, once, and as one line for each unit. */
export const escalateUnread: Step = async (tx, now) => {
  const { rows } = await tx.execute<{ unitId: string; unitName: string; contactId: string | null }>(sql`
    with unread as (
      select r.id from reports r where r.status = 'submitted' and r.read_at is null and r.escalated_at is null
        and r.submitted_at <= ${now}::timestamptz - make_interval(hours => ${unreadHours})
      order by r.submitted_at limit ${batch} for no key update skip locked
    )
    update reports r set escalated_at = ${now} from unread, employees e where r.id = unread.id and e.id = r.employee_id
    returning r.unit_id as "unitId", r.unit_name as "unitName", e.hq_contact_user_id as "contactId"`)
  const groups = groupsOf(rows, row => `${row.unitId} ${row.contactId}`)
  const superiors = await superiorsOf(
    tx,
    groups.flatMap(group => group.slice(0, 1)),
  )
  const byUnit = new Map<string, { unitName: string; count: number; readers: Set<string> }>()
  for (const group of groups) {
    const [first] = group
    if (!first) continue
    const unit = byUnit.get(first.unitId) ?? { unitName: first.unitName, count: 0, readers: new Set() }
    unit.count += group.length
    for (const id of superiors.get(`${first.unitId} ${first.contactId}`) ?? []) unit.readers.add(id)
    byUnit.set(first.unitId, unit)
  }
  for (const { unitName, count, readers } of byUnit.values()) {
    const values = { unit: unitName, count: String(count), hours: String(unreadHours) }
    await notify(tx, { userId: null, now }, [...readers], 'reportsUnread', values, 'reports')
  }
  return rows.length
}

/** One notification per text for everybody whom it tells; a single report leads to itself. */
async function tellAuthors(tx: Tx, now: Date, rows: Told[], kind: NotificationKind): Promise<void> {
  for (const group of groupsOf(rows, row => `${row.name} ${row.dueOn} ${row.time}`)) {
    const [first] = group
    if (!first) continue
    const values = { subject: first.name, date: first.dueOn, time: first.time }
    await notify(
      tx,
      { userId: null, now },
      group.map(row => row.userId),
      kind,
      values,
      'reports',
    )
  }
}

async function leadsOf(tx: Tx, unitIds: string[]): Promise<Map<string, string[]>> {
  const { rows } = await tx.execute<{ unitId: string; ids: string[] }>(sql`
    select u.id as "unitId", array(select l from app.report_leads(u.id) l) as ids
    from unnest(${sql.param([...new Set(unitIds)])}::uuid[]) u (id)`)
  return new Map(rows.map(row => [row.unitId, row.ids]))
}

async function superiorsOf(
  tx: Tx,
  groups: { unitId: string; contactId: string | null }[],
): Promise<Map<string, string[]>> {
  const { rows } = await tx.execute<{ key: string; ids: string[] }>(sql`
    select g.unit_id || ' ' || coalesce(g.contact_id::text, 'null') as key, array(select s from app.report_superiors(g.unit_id, g.contact_id) s) as ids
    from unnest(${sql.param(groups.map(group => group.unitId))}::uuid[], ${sql.param(groups.map(group => group.contactId))}::uuid[]) g (unit_id, contact_id)`)
  return new Map(rows.map(row => [row.key, row.ids]))
}
