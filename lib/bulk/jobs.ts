import 'server-only'
import { enter, enterService, SeatNotTheirs, SessionOver, type Tx } from '@/db/client'
import { actorOf } from '../actor'
import { type Clock, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { doTurns } from './commands'
import { beginBulk, countOutcomes, expireBulk, openBulkSeat, settleBulk } from './queries'
import { mayActInBulk } from './rules'

export async function runBulkJob(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : ''
  await runBulk(id, systemClock)
}

/**
 * Does an order for everybody, a few people at a time, as whoever asked: each few commit with what became of them, so that a worker that
 * is killed leaves nobody half changed and nobody is changed twice.
 */
export async function runBulk(id: string, clock: Clock): Promise<void> {
  const order = await enterService('job', tx => beginBulk(tx, id))
  if (!order) return
  let turn: 'more' | 'done' | 'gone'
  do {
    turn = await takeTurn(id, order.grantId, clock)
    await enterService('job', tx => countOutcomes(tx, id))
  } while (turn === 'more')
  const status = turn === 'done' ? 'done' : 'failed'
  await enterService('job', tx => endBulk(tx, id, order.userId, status, clock.now()))
}

/** Says once what came of it, and tells whoever asked. */
export async function endBulk(
  tx: Tx,
  id: string,
  userId: string,
  status: 'done' | 'failed',
  now: Date,
): Promise<void> {
  const run = await settleBulk(tx, id, status, now)
  if (!run) return
  const values = { changed: String(run.changed), total: String(run.total) }
  const kind = status === 'done' ? 'bulkDone' : 'bulkFailed'
  await notify(tx, { userId: null, now }, [userId], kind, values, `bulk/${id}`)
}

/** In a session of its own each time: a right that ends meanwhile ends the run with the next few. */
async function takeTurn(id: string, grant: string, clock: Clock): Promise<'more' | 'done' | 'gone'> {
  const tokenHash = await enterService('job', tx => openBulkSeat(tx, id))
  if (!tokenHash) return 'gone'
  try {
    return await enter('hq', { tokenHash, grant }, 'write', async (tx, seat) => {
      const actor = actorOf(seat, 'hq', clock.now())
      if (actor.grantId !== grant || !mayActInBulk(actor.role) || seat.must_change) return 'gone'
      return (await doTurns(tx, actor, id)) ? 'more' : 'done'
    })
  } catch (error) {
    if (error instanceof SessionOver || error instanceof SeatNotTheirs) return 'gone'
    throw error
  }
}

export async function expireBulkJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => expireBulk(tx, now, dayIn(zone, now)))
}
