import 'server-only'
import { enter, enterService, SeatNotTheirs, SessionOver, type Tx } from '@/db/client'
import { type Actor, actorOf } from '../actor'
import { type Clock, dayIn, minuteIn, systemClock, zone } from '../clock'
import { byteOrderMark, lineOf } from '../csv'
import { describeError, log } from '../log'
import { notify } from '../notify'
import { mayListPeople } from '../people/rules'
import { translator } from '../translators'
import { type Cell, Workbook } from '../xlsx'
import { type List, readList } from './commands'
import {
  beginRun,
  expireExports,
  expiryOf,
  isLastRun,
  keepPieces,
  type Order,
  openSeat,
  settleRun,
} from './queries'
import type { Reason } from './rules'

/** Bytes of a piece of a file, and milliseconds between two words on how far it is. */
const pieceSize = 512 * 1024
const wordEvery = 1000

export async function makeExportJob(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : ''
  await makeExport(id, systemClock)
}

/**
 * Makes a file from the beginning, as a run of its own: of a worker that was killed nothing is left but pieces that belong to no file,
 * and of two that make the same one the earlier stops at its next piece.
 */
export async function makeExport(id: string, clock: Clock): Promise<void> {
  const order = await enterService('job', tx => beginRun(tx, id))
  if (!order) return
  let outcome: Outcome | undefined
  try {
    outcome = await write(order, clock)
  } catch (error) {
    if (!isLastRun(order)) throw error
    log.error(describeError(error), 'an export could not be made')
    outcome = { reason: 'broken' }
  }
  if (!outcome) return
  const rows = 'rows' in outcome ? outcome.rows : 0
  await enterService('job', async tx => {
    const settled = await settleRun(tx, order, outcome, clock.now())
    if (settled) await tell(tx, order, settled === 'done' ? rows : undefined, clock.now())
  })
}

type Outcome = { size: number; rows: number } | { reason: Reason }
const roleGone: Outcome = { reason: 'role' }

/** The file, or why there is none, or nothing where somebody else makes it now. */
async function write(order: Order, clock: Clock): Promise<Outcome | undefined> {
  const tokenHash = await enterService('job', tx => openSeat(tx, order.id))
  if (!tokenHash) return roleGone
  try {
    // Masked, in one reading of the data, so that nobody who moves meanwhile is listed twice or not at all. In the clear, together with who
    // looked at whom: what is not committed there has no file, for that is finished after it.
    const mode = order.purpose ? 'write' : 'read'
    return await enter('hq', { tokenHash, grant: order.grantId }, mode, async (tx, seat) => {
      const actor = actorOf(seat, 'hq', clock.now())
      const isTheirs = actor.grantId === order.grantId && mayListPeople(actor.role) && !seat.must_change
      return isTheirs ? await writeAs(tx, actor, order) : roleGone
    })
  } catch (error) {
    if (error instanceof SessionOver || error instanceof SeatNotTheirs) return roleGone
    throw error
  }
}

async function writeAs(tx: Tx, actor: Actor, order: Order): Promise<Outcome | undefined> {
  const list = await readList(tx, actor, order)
  const stored = new Pieces(order, list.total)
  const file = order.format === 'xlsx' ? new Sheets(stored, actor, order) : new Lines(stored)
  file.begin(list)
  let rows = 0
  if (!(await stored.keep(rows))) return undefined
  for await (const batch of list.batches) {
    file.rows(batch)
    rows += batch.length
    if (stored.isDue() && !(await stored.keep(rows))) return undefined
  }
  file.end(rows, list)
  return (await stored.keep(rows)) ? { size: stored.size, rows } : undefined
}

/** What was written and is not in the database yet. */
class Pieces {
  readonly #order: Order
  readonly #total: number
  #waiting: Uint8Array[] = []
  #held = 0
  #position = 0
  #lastWord = 0
  size = 0

  constructor(order: Order, total: number) {
    this.#order = order
    this.#total = total
  }

  take(bytes: Uint8Array): void {
    this.#waiting.push(bytes)
    this.#held += bytes.length
    this.size += bytes.length
  }

  isDue(): boolean {
    return this.#held >= pieceSize || performance.now() - this.#lastWord >= wordEvery
  }

  /** False when somebody else makes the file now. */
  async keep(rows: number): Promise<boolean> {
    const whole = Buffer.concat(this.#waiting)
    const pieces: Buffer[] = []
    for (let at = 0; at < whole.length; at += pieceSize) pieces.push(whole.subarray(at, at + pieceSize))
    const isOurs = await enterService('job', tx =>
      keepPieces(tx, this.#order, { pieces, from: this.#position, rows, total: this.#total }),
    )
    this.#waiting = []
    this.#held = 0
    this.#position += pieces.length
    this.#lastWord = performance.now()
    return isOurs
  }
}

/** An xlsx file: the list, and a sheet that says whose it is. */
class Sheets {
  readonly #book: Workbook
  readonly #actor: Actor
  readonly #order: Order

  constructor(stored: Pieces, actor: Actor, order: Order) {
    this.#book = new Workbook(bytes => stored.take(bytes))
    this.#actor = actor
    this.#order = order
  }

  begin({ sheet, headings }: List): void {
    this.#book.sheet(sheet, headings)
  }

  rows(rows: Cell[][]): void {
    this.#book.rows(rows)
  }

  end(rows: number, { day, filter }: List): void {
    const { locale, kind, purpose, note } = this.#order
    const t = translator(locale, 'exports.file')
    const purposes = translator(locale, 'identities.purposes')
    const contents = purpose
      ? [t('openFor', { purpose: purposes(purpose) }), note].filter(Boolean)
      : [t('masked')]
    this.#book.sheet(t('about'), [t('leads'), t('value')])
    this.#book.rows([
      [t('who'), this.#actor.name],
      [t('when'), minuteIn(zone, this.#order.createdAt)],
      [t('day'), day],
      [t('filter'), filter],
      ...(kind === 'people' ? [] : [[t('contents'), contents.join(' · ')]]),
      [t('rows'), String(rows)],
      [t('note'), t('noteText')],
    ])
    this.#book.end()
  }
}

/** A CSV file: nothing but the list, because whatever reads it takes each line for one. */
class Lines {
  readonly #stored: Pieces

  constructor(stored: Pieces) {
    this.#stored = stored
  }

  begin({ headings }: List): void {
    this.#stored.take(Buffer.from(byteOrderMark + lineOf(headings)))
  }

  rows(rows: Cell[][]): void {
    const texts = rows.map(row => row.map(cell => (typeof cell === 'number' ? cell.toFixed(2) : cell)))
    this.#stored.take(Buffer.from(texts.map(lineOf).join('')))
  }

  end(): void {}
}

async function tell(tx: Tx, order: Order, rows: number | undefined, now: Date): Promise<void> {
  const author = { userId: null, now }
  if (rows === undefined) return notify(tx, author, [order.userId], 'exportFailed', {}, 'exports')
  const values = { rows: String(rows), day: dayIn(zone, expiryOf(order.createdAt)) }
  await notify(tx, author, [order.userId], 'exportDone', values, 'exports')
}

export async function expireExportsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => expireExports(tx, now, dayIn(zone, now)))
}
