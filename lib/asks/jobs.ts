import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { remindDays, tellingsOf } from './rules'

type Open = {
  id: string
  userId: string | null
  name: string
  askedById: string
  dueOn: string
  remindedOn: string | null
  chasedOn: string | null
  escalatedOn: string | null
}
const shownNames = 3

/** Reminds people of what is due soon and of what is late, and tells whoever asked who is late. Each of it once; what was sent waits for HR. */
export async function chaseAsks(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<Open>(sql`
    select a.id, e.user_id as "userId", e.name, a.asked_by_id as "askedById", a.due_on::text as "dueOn", a.reminded_on::text as "remindedOn",
      a.chased_on::text as "chasedOn", a.escalated_on::text as "escalatedOn"
    from file_asks a join employees e on e.id = a.employee_id and (e.left_on is null or e.left_on > ${today})
    where a.closed_at is null and a.withdrawn_at is null and a.answered_at is null and a.due_on <= ${addDays(today, remindDays)}
      and (a.reminded_on is null or a.chased_on is null or a.escalated_on is null)
    order by a.due_on, a.id`)
  const due = { remind: [] as Open[], chase: [] as Open[], escalate: [] as Open[] }
  for (const row of rows) {
    const tellings = tellingsOf(row, today)
    for (const what of ['remind', 'chase', 'escalate'] as const) if (tellings[what]) due[what].push(row)
  }
  const author = { userId: null, now }
  for (const [what, kind] of [
    ['remind', 'fileAskSoon'],
    ['chase', 'fileAskLate'],
  ] as const)
    for (const [userId, asks] of byKey(due[what], ask => ask.userId))
      await notify(tx, author, [userId], kind, { n: String(asks.length), day: asks[0]?.dueOn ?? '' }, 'files')
  for (const [askedById, asks] of byKey(due.escalate, ask => ask.askedById)) {
    const names = [...new Set(asks.map(ask => ask.name))]
    const values = { names: names.slice(0, shownNames), n: String(names.length) }
    await notify(tx, author, [askedById], 'fileAskEscalated', values, 'completeness/asks')
  }
  const ids = (asks: Open[]) => sql`${sql.param(asks.map(ask => ask.id))}::uuid[]`
  await tx.execute(sql`
    update file_asks a set reminded_on = case when a.id = any (${ids(due.remind)}) then ${today}::date else a.reminded_on end,
      chased_on = case when a.id = any (${ids(due.chase)}) then ${today}::date else a.chased_on end,
      escalated_on = case when a.id = any (${ids(due.escalate)}) then ${today}::date else a.escalated_on end
    where a.id = any (${ids(rows)})`)
  return due.remind.length + due.chase.length + due.escalate.length
}

function byKey(asks: Open[], keyOf: (ask: Open) => string | null): Map<string, Open[]> {
  const found = new Map<string, Open[]>()
  for (const ask of asks) {
    const key = keyOf(ask)
    if (key) found.set(key, [...(found.get(key) ?? []), ask])
  }
  return found
}

export async function chaseAsksJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => chaseAsks(tx, now, dayIn(zone, now)))
}
