import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { listHr } from '../access/queries'
import { addDays, dayIn, daysBetween, systemClock, zone } from '../clock'
import { type NotificationKind, notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import type { Matter } from './input'
import { dueOn } from './queries'
import { stepOf } from './rules'

const kinds: Record<Matter, NotificationKind> = {
  unwritten: 'contractUnwritten',
  uninsured: 'insuranceUnregistered',
  secondTerm: 'contractSecondTerm',
  probation: 'probationEnds',
  ending: 'contractEnds',
  certificate: 'certificateExpires',
}

/** People told in one run; the next run tells the others. */
const batch = 2000

type Due = {
  matter: Matter
  subjectId: string
  dueOn: string
  number: string
  name: string
  about: string
  userId: string | null
  contactId: string | null
  sent: number[]
}

/**
 * Reminds of contracts, probations and certificates 90, 30 and 7 days before their last day, once each, and of what is past it once: the
 * HQ contact, or HR where there is none, and the person. That a contract is still to be written, or insurance to be registered, is HR's
 * to know alone.
 */
export async function remindOfTerms(tx: Tx, now: Date, today: string): Promise<number> {
  await renewTerms(tx, today)
  const { matters, isDue } = dueOn(today, await listLawLimits(tx, today))
  const { rows } = await tx.execute<Due>(sql`
    select m.matter, m.subject_id as "subjectId", m.due_on::text as "dueOn", e.number, e.name, m.about, e.user_id as "userId",
      e.hq_contact_user_id as "contactId",
      array(select r.step from term_reminders r where r.subject = m.matter and r.subject_id = m.subject_id and r.due_on = m.due_on) as sent
    from ${matters} join term_matters m on ${isDue} join employees e on e.id = m.employee_id order by m.due_on, m.matter, m.subject_id`)
  const due = rows.flatMap(row => {
    const step = reminderStep(row, today)
    return step === undefined || row.sent.some(sent => sent <= step) ? [] : [{ ...row, step }]
  })
  if (due.length === 0) return 0
  const hr = await listHr(tx)
  for (const row of due.slice(0, batch)) {
    await tx.execute(sql`insert into term_reminders (subject, subject_id, due_on, step, sent_at)
      values (${row.matter}, ${row.subjectId}, ${row.dueOn}, ${row.step}, ${now}) on conflict do nothing`)
    const keepers = row.contactId && row.step > 0 ? [row.contactId] : [row.contactId, ...hr]
    const readers = readersOf(row, keepers, hr)
    const values = {
      employee: row.name,
      date: row.dueOn,
      name: row.matter === 'certificate' ? row.about : '',
    }
    await notify(tx, { userId: null, now }, readers, kinds[row.matter], values, `contracts/${row.number}`)
  }
  return Math.min(due.length, batch)
}

/** What is over goes, and what a new limit of the law makes due otherwise is worked out anew; all else is kept as it is written. */
async function renewTerms(tx: Tx, today: string): Promise<void> {
  await tx.execute(sql`
    select app.renew_terms(case when not exists (select from law_limits l where l.starts_on between ${addDays(today, -7)} and ${today})
      then array(select distinct m.employee_id from term_matters m where m.until_on <= ${today}) end, ${today})`)
}

/** A contact need not be of HR: who is in no insurance is for HR alone. */
function readersOf({ matter, userId }: Due, keepers: (string | null)[], hr: string[]): (string | null)[] {
  if (matter === 'uninsured') return hr
  return matter === 'unwritten' ? keepers : [...keepers, userId]
}

/** 0 when it is past; what is to be done within a month of the first day is first mentioned in its last week. */
function reminderStep({ matter, dueOn }: Due, today: string): number | undefined {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 0
  const step = stepOf(days)
  return (matter === 'unwritten' || matter === 'uninsured') && step !== 7 ? undefined : step
}

export async function remindOfTermsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => remindOfTerms(tx, now, dayIn(zone, now)))
}
