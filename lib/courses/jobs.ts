import 'server-only'
import { enterService } from '@/db/client'
import { systemClock } from '../clock'
import { settleCourse } from './commands'
import { settleInput } from './input'

/** Goes on with what began when a course was published or retired. */
export async function settleCourseJob(payload: unknown): Promise<void> {
  const { id, userId, name } = settleInput.parse(payload)
  const by = { userId, name, now: systemClock.now() }
  while ((await enterService('job', tx => settleCourse(tx, by, id))) > 0);
}
