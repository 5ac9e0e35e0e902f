import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { listHr } from '../access/queries'
import { type Clock, dayIn, systemClock, zone } from '../clock'
import { describeError, log } from '../log'
import { notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import { monthOf } from '../schemes/rules'
import { reckonBatch } from './commands'
import {
  beginRun,
  countReady,
  issueSome,
  keepProgress,
  listOwedMonths,
  type Order,
  ratesByScheme,
  settleIssue,
  settleRun,
  withdrawOthers,
} from './queries'
import { addTo, issueSize, monthReminder, mostAttempts, noTotals, type Totals } from './rules'

/** How a step of the work enters the database: a transaction of its own for the worker, the story's one for the demo company. */
export type Enter = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
const asWorker: Enter = work => enterService('job', work)

const idIn = (payload: unknown): string =>
  payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
    ? payload.id
    : ''

export async function reckonInsuranceJob(payload: unknown): Promise<void> {
  await reckonInsurance(idIn(payload), systemClock)
}

/**
 * Reckons a month from the beginning, as an attempt of its own: of a worker that was killed nothing is left, and of two that reckon the
 * same one the earlier stops at its next batch.
 */
export async function reckonInsurance(id: string, clock: Clock, enter: Enter = asWorker): Promise<void> {
  const order = await enter(tx => beginRun(tx, id))
  if (!order) return
  try {
    const totals = await reckonAll(order, clock, enter)
    if (totals) await settle(order, { totals }, clock, enter)
  } catch (error) {
    if (order.attempt < mostAttempts) throw error
    log.error(describeError(error), 'a month of insurance could not be reckoned')
    await settle(order, 'failed', clock, enter)
  }
}

/** The sums of everybody, or nothing where somebody else reckons now or nobody is to. */
async function reckonAll(order: Order, clock: Clock, enter: Enter): Promise<Totals | undefined> {
  const { total, rates } = await enter(async tx => ({
    total: await countReady(tx, order.month),
    rates: await ratesByScheme(tx),
  }))
  const totals = noTotals()
  let [done, changed, after] = [0, 0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const batch = await enter(async tx => {
      if (!(await keepProgress(tx, order, { done, total, changed }))) return undefined
      return reckonBatch(tx, order, rates, { after, now: clock.now() })
    })
    if (!batch) return undefined
    // after the commit: a transaction that is tried again counts once
    for (const statement of batch.statements) addTo(totals, statement)
    done += batch.done
    changed += batch.changed
    if (!batch.last) break
    after = batch.last
  }
  const isOurs = await enter(async tx => {
    if (!(await keepProgress(tx, order, { done, total, changed }))) return false
    const withdrawn = order.reason ? await withdrawOthers(tx, order) : 0
    return keepProgress(tx, order, { done, total, changed: changed + withdrawn })
  })
  return isOurs ? totals : undefined
}

async function settle(
  order: Order,
  outcome: { totals: Totals } | 'failed',
  clock: Clock,
  enter: Enter,
): Promise<void> {
  await enter(async tx => {
    if (!(await settleRun(tx, order, outcome))) return
    const kind = outcome === 'failed' ? 'insuranceFailed' : 'insuranceReckoned'
    const month = monthOf(order.month)
    const author = { userId: null, now: clock.now() }
    await notify(tx, author, [order.askedByUserId], kind, { month }, `insuranceMonths/${month}`)
  })
}

export async function issueInsuranceJob(payload: unknown): Promise<void> {
  await issueInsurance(idIn(payload), systemClock)
}

/** Reminds HR of months that are over and nobody was told of, once at each step. */
export async function remindOfMonths(tx: Tx, now: Date, today: string): Promise<number> {
  const owed = await listOwedMonths(tx, today, await listLawLimits(tx, today))
  let told = 0
  for (const { month, dueOn } of owed) {
    const step = monthReminder(dueOn, today)
    if (step === undefined) continue
    const { rowCount } = await tx.execute(sql`
      insert into term_reminders (subject, subject_id, due_on, step, sent_at)
      values ('insuranceMonth', ${everybody}, ${dueOn}, ${step}, ${now}) on conflict do nothing`)
    if (!rowCount) continue
    const values = { month: monthOf(month), date: dueOn }
    const kind = step === 0 ? 'insuranceLate' : 'insuranceDue'
    await notify(
      tx,
      { userId: null, now },
      await listHr(tx),
      kind,
      values,
      `insuranceMonths/${monthOf(month)}`,
    )
    told += 1
  }
  return told
}

/** A month is of nobody in particular. */
const everybody = '00000000-0000-0000-0000-000000000000'

export async function remindOfMonthsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => remindOfMonths(tx, now, dayIn(zone, now)))
}

/** Issues a month some people at a time; stopped and run again, it goes on, and tells nobody twice. */
export async function issueInsurance(id: string, clock: Clock, enter: Enter = asWorker): Promise<void> {
  let told: number
  do told = await enter(tx => issueSome(tx, id, clock.now(), issueSize))
  while (told > 0)
  await enter(tx => settleIssue(tx, id))
}
