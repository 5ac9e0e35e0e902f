import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { notify } from '../notify'
import { record, type TrailAction, type TrailDetails } from '../trail'
import type { excuseInput, restInput, withdrawExcuseInput, workAfterAllInput } from './input'
import { isExcusable, mayExcuse } from './rules'

/** Lets somebody off for a day, or some: 请假, 休息. What they have given already stays given. */
export async function excuse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof excuseInput>,
): Promise<{ days: number }> {
  if (!mayExcuse(actor)) throw new Failure('reports.notYours')
  const toDay = input.toDay ?? input.fromDay
  if (!isExcusable(input.fromDay, toDay, actor.today)) throw new Failure('reports.daysOutside', {}, 'fromDay')
  const person = await getPerson(tx, input.employee)
  if (person.id === actor.employeeId) throw new Failure('reports.notYours')
  const given = await writeExcuses(tx, actor, person.id, { ...input, toDay, isOwn: false })
  const [first] = given
  if (!first) throw new Failure('reports.excusedAlready')
  const values = { actor: actor.name, reason: input.reason, date: first.onDay }
  await notify(tx, actor, [person.userId], 'reportExcused', values, 'reports')
  await write(tx, actor, 'reportExcuse.given', first.id, person.id, {
    kind: input.kind,
    reason: input.reason,
    from: first.onDay,
    days: given.length,
  })
  return { days: given.length }
}

/** Takes a day off back: the report of that day is owed again. */
export async function withdrawExcuse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawExcuseInput>,
): Promise<void> {
  if (!mayExcuse(actor)) throw new Failure('reports.notYours')
  const person = await getPerson(tx, input.employee)
  const id = await endExcuse(tx, sql`employee_id = ${person.id} and on_day = ${input.onDay}`)
  await reopen(tx, person.id, input.onDay)
  const values = { actor: actor.name, date: input.onDay }
  await notify(tx, actor, [person.userId], 'reportExcuseEnded', values, 'reports')
  await write(tx, actor, 'reportExcuse.withdrawn', id, person.id, { date: input.onDay })
}

/** 今天休息: said by oneself, for today only, and seen by whoever leads the unit. */
export async function restToday(tx: Tx, actor: Actor, _input: z.output<typeof restInput>): Promise<void> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('reports.notYours')
  const days = { kind: 'rest' as const, reason: '', fromDay: actor.today, toDay: actor.today, isOwn: true }
  const [given] = await writeExcuses(tx, actor, actor.employeeId, days)
  if (!given) throw new Failure('reports.excusedAlready')
  const { rows } = await tx.execute<{ id: string }>(
    sql`select l as id from app.report_leads(${given.unitId}) l`,
  )
  const readers = rows.map(row => row.id)
  await notify(tx, actor, readers, 'reportRested', { actor: actor.name }, 'reports')
  await write(tx, actor, 'reportExcuse.given', given.id, actor.employeeId, {
    kind: 'rest',
    date: actor.today,
  })
}

/** Takes back one's own word that today is a day off. */
export async function workAfterAll(
  tx: Tx,
  actor: Actor,
  _input: z.output<typeof workAfterAllInput>,
): Promise<void> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('reports.notYours')
  const own = sql`employee_id = ${actor.employeeId} and on_day = ${actor.today} and is_own`
  const id = await endExcuse(tx, own)
  await reopen(tx, actor.employeeId, actor.today)
  await write(tx, actor, 'reportExcuse.withdrawn', id, actor.employeeId, { date: actor.today })
}

async function getPerson(tx: Tx, number: string): Promise<{ id: string; userId: string | null }> {
  const { rows } = await tx.execute<{ id: string; userId: string | null }>(
    sql`select id, user_id as "userId" from employees where number = ${number}`,
  )
  return rows[0] ?? notFound()
}

type Days = {
  kind: 'leave' | 'rest' | 'other'
  reason: string
  fromDay: string
  toDay: string
  isOwn: boolean
}

/** One row for each day that has none yet and on which the person is in a unit that the caller sees; their open reports are excused. */
async function writeExcuses(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  { kind, reason, fromDay, toDay, isOwn }: Days,
): Promise<{ id: string; onDay: string; unitId: string }[]> {
  const inSeat =
    actor.portal === 'store'
      ? sql`and a.unit_id = any (array(select app.units_below(${actor.unitId})))`
      : sql``
  const { rows } = await tx.execute<{ id: string; onDay: string; unitId: string }>(sql`
    insert into report_excuses (employee_id, on_day, unit_id, kind, reason, is_own, author_user_id, author_name, created_at)
    select a.employee_id, d::date, a.unit_id, ${kind}, ${reason}, ${isOwn}::boolean, ${actor.userId}::uuid, ${actor.name}, ${actor.now}::timestamptz
    from generate_series(${fromDay}::date, ${toDay}::date, interval '1 day') d
    join assignments a on a.employee_id = ${employeeId} and a.is_primary and a.starts_on <= d::date and (a.ends_on is null or a.ends_on > d::date) ${inSeat}
    where not exists (select from report_excuses x where x.employee_id = a.employee_id and x.on_day = d::date)
    order by d returning id, on_day::text as "onDay", unit_id as "unitId"`)
  if (rows.length > 0)
    await tx.execute(sql`
      update reports set status = 'excused' where employee_id = ${employeeId} and status = 'open'
        and due_on = any (${sql.param(rows.map(row => row.onDay))}::date[])`)
  return rows
}

async function endExcuse(tx: Tx, which: SQL): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`delete from report_excuses where ${which} returning id`,
  )
  return rows[0]?.id ?? notFound()
}

async function reopen(tx: Tx, employeeId: string, day: string): Promise<void> {
  await tx.execute(
    sql`update reports set status = 'open' where employee_id = ${employeeId} and due_on = ${day} and status = 'excused'`,
  )
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  entityId: string,
  employeeId: string,
  details: TrailDetails,
): Promise<void> {
  await record(tx, actor, action, { entityId, employeeId, details })
}
