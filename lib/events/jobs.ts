import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { describeError, log } from '../log'

/** Rows of the outbox that one statement takes. */
export const mostAtOnce = 500
const pauseWhenIdle = 100
const pauseWhenBroken = 1000

/**
 * Tells readers what changed, again and again until stopped. Every worker runs one and they need not know of each other: one statement
 * does it all, and the database lets one at a time in. Whoever dies or is stopped takes nothing with them.
 * @param dispatch takes up to so many rows of the outbox and answers how many there were
 */
export function startDispatcher(dispatch: (most: number) => Promise<number>): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const taken = await dispatch(mostAtOnce).catch((error: unknown) => {
        log.warn(describeError(error), 'events were not dispatched')
        return undefined
      })
      if (taken === mostAtOnce) continue
      const pause = taken === undefined ? pauseWhenBroken : pauseWhenIdle
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** A page that was away for a day is drawn anew as a whole. */
export async function forgetEvents(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from events where at < now() - interval '1 day'`)
}
