import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { tickets } from '@/db/schema/tickets'
import { dayIn, systemClock, zone } from '../clock'
import { listHolderIds, namesOf, postBySystem, tellAs } from '../threads/commands'
import type { Ticket } from './queries'
import { autoCloseDays, remindHours } from './rules'

export async function chaseTicketsJob(): Promise<void> {
  await enterService('job', tx => chaseTickets(tx, systemClock.now()))
}

export type Chased = { reminded: number; escalated: number; closed: number; moved: number }

/**
 * Reminds before an answer is due, escalates when it was, closes what was answered long ago, and finds new holders for the lost.
 * Every part does nothing twice.
 */
export async function chaseTickets(tx: Tx, now: Date): Promise<Chased> {
  return {
    moved: await moveTickets(tx, now),
    reminded: await remindOfTickets(tx, now),
    escalated: await escalateTickets(tx, now),
    closed: await closeAnswered(tx, now),
  }
}

type Told = Pick<Ticket, 'id' | 'number' | 'title' | 'isPrivate'> & { category: string; authorUserId: string }
const toldColumns = sql`t.id, t.number, t.title, t.is_private as "isPrivate", c.name as category, t.author_user_id as "authorUserId"`

async function remindOfTickets(tx: Tx, now: Date): Promise<number> {
  const soon = new Date(now.getTime() + remindHours * 3_600_000)
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status in ('open', 'in_progress') and t.due_at < ${soon} and t.due_at >= ${now} and t.reminded_at is null
    order by t.due_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    await tx.update(tickets).set({ remindedAt: now }).where(eq(tickets.id, row.id))
    await tellAs(tx, { userId: null, now }, row, await listHolderIds(tx, row.id), 'ticketDueSoon')
  }
  return rows.length
}

async function escalateTickets(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status in ('open', 'in_progress') and t.due_at < ${now} and t.escalated_at is null
    order by t.due_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    const before = await listHolderIds(tx, row.id)
    const { rows: found } = await tx.execute<{ ids: string[] }>(
      sql`select app.escalate_ticket(${row.id}, ${now}) as ids`,
    )
    const ids = found[0]?.ids ?? []
    await postBySystem(tx, now, row.id, 'escalated', { to: await namesOf(tx, row.id, ids) })
    await tellAs(tx, { userId: null, now }, row, before, 'ticketOverdue')
    await tellAs(tx, { userId: null, now }, row, ids, 'ticketEscalated')
  }
  return rows.length
}

async function closeAnswered(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status = 'answered' and t.answered_at < ${new Date(now.getTime() - autoCloseDays * 86_400_000)}
    order by t.answered_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    await tx
      .update(tickets)
      .set({ status: 'closed', closing: 'automatic', closedAt: now })
      .where(eq(tickets.id, row.id))
    await tx.execute(sql`select app.seat_ticket(${row.id}, ${now})`)
    await postBySystem(tx, now, row.id, 'expired', { days: String(autoCloseDays) })
    await tellAs(tx, { userId: null, now }, row, [row.authorUserId], 'ticketExpired', {
      days: String(autoCloseDays),
    })
  }
  return rows.length
}

/**
 * Tickets that wait for somebody whose role ended or whose account was disabled wait for whoever deals with them now, those of somebody
 * who is away for their substitute, and what a substitute has not begun when the absence is over for whom it belongs to.
 */
export async function moveTickets(tx: Tx, now: Date): Promise<number> {
  const today = dayIn(zone, now)
  const { rows } = await tx.execute<
    Told & { isTaken: boolean; lost: string[]; why: 'ended' | 'away' | 'back' }
  >(sql`
    select ${toldColumns}, bool_or(h.origin = 'taken') as "isTaken", array_agg(h.user_name order by h.id) as lost,
      case when bool_or(due.ended) then 'ended' when bool_or(h.on_behalf_of_id is null) then 'away' else 'back' end as why
    from ticket_holders h join tickets t on t.id = h.ticket_id join ticket_categories c on c.id = t.category_id join users u on u.id = h.user_id
    cross join lateral (select u.disabled_at is not null or case
      when h.role is not null then not app.holds_role(coalesce(h.on_behalf_of_id, h.user_id), h.role,
        case when h.origin in ('rule', 'substitute') and h.role in ('head', 'specialist', 'manager') then t.receiving_unit_id end, ${today})
      else not exists (select from role_grants g where g.user_id = h.user_id and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})) end as ended) due
    where h.closed_at is null and h.origin <> 'author' and (due.ended
      or (h.origin in ('rule', 'named', 'escalated') and h.on_behalf_of_id is null and exists (
        select from substitutions b join users s on s.id = b.substitute_id and s.disabled_at is null
        where b.user_id = h.user_id and b.starts_on <= ${today} and b.ends_on > ${today} and b.substitute_id <> t.author_user_id
          and not exists (select from ticket_holders o where o.ticket_id = t.id and o.user_id = b.substitute_id and o.closed_at is null)))
      or (h.on_behalf_of_id is not null and not exists (
        select from substitutions b
        where b.user_id = h.on_behalf_of_id and b.substitute_id = h.user_id and b.starts_on <= ${today} and b.ends_on > ${today})))
    group by t.id, c.name order by t.id limit 500`)
  for (const row of rows) {
    if (row.isTaken && row.why === 'ended') {
      await tx
        .update(tickets)
        .set({ status: 'open', takenByUserId: null, takenByName: null })
        .where(eq(tickets.id, row.id))
    }
    const { rows: seated } = await tx.execute<{ ids: string[] }>(
      sql`select app.seat_ticket(${row.id}, ${now}) as ids`,
    )
    const ids = seated[0]?.ids ?? []
    if (ids.length === 0 && !row.isTaken) continue
    const names = { from: row.lost, to: await namesOf(tx, row.id, ids) }
    await postBySystem(tx, now, row.id, 'moved', { ...names, ...(row.why !== 'ended' && { why: row.why }) })
    await tellAs(tx, { userId: null, now }, row, ids, 'ticketMoved')
  }
  return rows.length
}
