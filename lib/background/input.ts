import { z } from 'zod'
import { addDays } from '../clock'
import { localDay, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'

/** The last day is written, the day after is kept. */
const job = {
  company: text(80),
  position: text(60),
  startsOn: localDay,
  lastOn: localDay.transform(day => addDays(day, 1)),
}
const seenJob = { jobId: z.guid(), revision }

export const jobInput = z.strictObject({ number: employeeNumber, ...job })
export type JobInput = z.output<typeof jobInput>
export const correctJobInput = z.strictObject({ ...seenJob, ...job, reason: text(200) })
export type CorrectJobInput = z.output<typeof correctJobInput>
export const removeJobInput = z.strictObject({ ...seenJob, reason: text(200) })
export type RemoveJobInput = z.output<typeof removeJobInput>
