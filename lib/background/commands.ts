import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { earlierJobs } from '@/db/schema/certificates'
import type { Actor } from '../actor'
import { findHolder, type Holder } from '../certificates/queries'
import { mayKeepCertificates } from '../certificates/rules'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { changesBetween, record, type TrailDetails } from '../trail'
import type { CorrectJobInput, JobInput, RemoveJobInput } from './input'
import { type EarlierJob, lockJob } from './queries'

type Job = { company: string; position: string; startsOn: string; endsOn: string }

export async function recordEarlierJob(tx: Tx, actor: Actor, input: JobInput): Promise<{ number: string }> {
  assertKeeper(actor)
  const holder = (await findHolder(tx, { number: input.number })) ?? notFound()
  const job = jobOf(holder, input)
  const id = newId(actor.now)
  await tx.insert(earlierJobs).values({ id, employeeId: holder.id, ...job, createdAt: actor.now })
  await record(tx, actor, 'earlierJob.recorded', {
    entityId: id,
    employeeId: holder.id,
    unitId: holder.homeUnitId,
    details: told(job),
  })
  return { number: holder.number }
}

export async function correctEarlierJob(
  tx: Tx,
  actor: Actor,
  input: CorrectJobInput,
): Promise<{ number: string }> {
  const { job, holder } = await hold(tx, actor, input)
  const after = jobOf(holder, input)
  const changes = changesBetween(told(job), told(after))
  if (Object.keys(changes).length === 0) return { number: holder.number }
  await tx
    .update(earlierJobs)
    .set({ ...after, revision: job.revision + 1 })
    .where(eq(earlierJobs.id, job.id))
  await record(tx, actor, 'earlierJob.corrected', {
    entityId: job.id,
    employeeId: holder.id,
    unitId: holder.homeUnitId,
    details: { ...changes, reason: input.reason },
  })
  return { number: holder.number }
}

export async function removeEarlierJob(
  tx: Tx,
  actor: Actor,
  input: RemoveJobInput,
): Promise<{ number: string }> {
  const { job, holder } = await hold(tx, actor, input)
  await tx.delete(earlierJobs).where(eq(earlierJobs.id, job.id))
  await record(tx, actor, 'earlierJob.removed', {
    entityId: job.id,
    employeeId: holder.id,
    unitId: holder.homeUnitId,
    details: { ...told(job), reason: input.reason },
  })
  return { number: holder.number }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepCertificates(actor.role)) throw new Failure('input.refused')
}

async function hold(
  tx: Tx,
  actor: Actor,
  { jobId, revision }: { jobId: string; revision: number },
): Promise<{ job: EarlierJob; holder: Holder }> {
  assertKeeper(actor)
  const job = (await lockJob(tx, jobId)) ?? notFound()
  if (job.revision !== revision) throw new Outdated('background.changed', { revision: job.revision })
  const holder = (await findHolder(tx, { id: job.employeeId })) ?? notFound()
  return { job, holder }
}

/** Work before us ends before ours begins. */
function jobOf(
  holder: Holder,
  {
    company,
    position,
    startsOn,
    lastOn,
  }: { company: string; position: string; startsOn: string; lastOn: string },
): Job {
  if (lastOn <= startsOn) throw new Failure('background.endsBefore', {}, 'lastOn')
  if (lastOn > holder.hiredOn) throw new Failure('background.notEarlier', { date: holder.hiredOn }, 'lastOn')
  return { company, position, startsOn, endsOn: lastOn }
}

function told({ company, position, startsOn, endsOn }: Job): TrailDetails {
  return { company, position, startsOn, lastOn: lastDayOf(endsOn) }
}
