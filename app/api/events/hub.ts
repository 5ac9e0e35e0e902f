import 'server-only'
import { enterService } from '@/db/client'
import { listen } from '@/db/listen'
import {
  findLastEventId,
  listEventsAfter,
  listEventsOf,
  listStillThere,
  type Viewer,
} from '@/lib/events/queries'
import {
  beatEvery,
  frameOf,
  frameOfWord,
  type LiveEvent,
  mostMissed,
  streamsPerProcess,
  streamsPerSession,
  type Word,
} from '@/lib/events/rules'
import { describeError, log } from '@/lib/log'

/** Where the text of a stream goes. */
export type Sink = {
  /** False when the reader takes too little of it: then the stream is cut. */
  send(text: string): boolean
  close(): void
}

type Stream = Viewer & {
  sink: Sink
  /** The last event that was sent; what is not after it is known to the reader. */
  lastId: number
  /** What happens while the past is being looked up. */
  waiting: LiveEvent[] | undefined
  beatAt: number
}

export type Hub = {
  /** Answers how to end the stream, or undefined when this process has too many. */
  open(viewer: Viewer, since: number, sink: Sink): (() => void) | undefined
  size(): number
  stop(): Promise<void>
}

const pollEvery = 2000
const mostAtOnce = 2000

/**
 * Hands the events of the dispatcher to the open streams of this process. Ids are committed in their order, so "after the last one
 * handed out" misses nothing, however often the connection that listens is lost; it only says that it is worth looking.
 */
export function createHub(most = streamsPerProcess): Hub {
  const streams = new Set<Stream>()
  const byUser = new Map<string, Set<Stream>>()
  let position: number | undefined
  let isLooking = false
  let lookAgain = false

  function open(viewer: Viewer, since: number, sink: Sink): (() => void) | undefined {
    const ofSession = [...(byUser.get(viewer.userId) ?? [])].filter(one => one.sessionId === viewer.sessionId)
    if (ofSession.length >= streamsPerSession && ofSession[0]) end(ofSession[0], 'full')
    else if (streams.size >= most) return undefined
    const stream: Stream = { ...viewer, sink, lastId: since, waiting: [], beatAt: Date.now() }
    streams.add(stream)
    byUser.set(viewer.userId, (byUser.get(viewer.userId) ?? new Set()).add(stream))
    void makeUp(stream)
    return () => forget(stream)
  }

  /** What happened since the reader was last here. It is looked up after the stream has its place, so nothing falls in between. */
  async function makeUp(stream: Stream): Promise<void> {
    try {
      if (position === undefined) await look()
      const missed = await enterService('feed', async tx => {
        const rows = await listEventsOf(tx, stream.userId, stream.lastId, mostMissed + 1)
        return (await listStillThere(tx, [stream])).has(stream) ? rows : undefined
      })
      if (!missed) return end(stream, 'over')
      const later = stream.waiting ?? []
      stream.waiting = undefined
      if (missed.length > mostMissed) {
        stream.lastId = Math.max(missed.at(-1)?.id ?? 0, later.at(-1)?.id ?? 0)
        send(stream, frameOfWord('missed', stream.lastId))
      } else {
        hand(stream, missed)
        hand(stream, later)
      }
    } catch (error) {
      // The reader comes back by itself and asks again.
      log.warn(describeError(error), 'missed events were not found')
      drop(stream)
    }
  }

  function hand(stream: Stream, events: LiveEvent[]): void {
    if (stream.waiting) {
      stream.waiting.push(...events)
      if (stream.waiting.length > mostMissed) drop(stream)
      return
    }
    const news = events.filter(event => event.id > stream.lastId)
    const last = news.at(-1)
    if (!last) return
    stream.lastId = last.id
    send(stream, news.map(frameOf).join(''))
  }

  function send(stream: Stream, text: string): void {
    if (streams.has(stream) && !stream.sink.send(text)) drop(stream)
  }

  function end(stream: Stream, word: Word): void {
    send(stream, frameOfWord(word))
    drop(stream)
  }

  function drop(stream: Stream): void {
    if (forget(stream)) stream.sink.close()
  }

  function forget(stream: Stream): boolean {
    const ofUser = byUser.get(stream.userId)
    ofUser?.delete(stream)
    if (ofUser?.size === 0) byUser.delete(stream.userId)
    return streams.delete(stream)
  }

  function wake(): void {
    if (isLooking) lookAgain = true
    else void lookUntilQuiet()
  }

  async function lookUntilQuiet(): Promise<void> {
    isLooking = true
    try {
      do {
        lookAgain = false
        while (await look());
      } while (lookAgain)
    } catch (error) {
      log.warn(describeError(error), 'events were not read')
    }
    isLooking = false
  }

  /** Hands out what is new; true when there may be more. */
  async function look(): Promise<boolean> {
    if (position === undefined || streams.size === 0) {
      const last = await enterService('feed', findLastEventId)
      // Somebody who came meanwhile has looked up the past only as far as it went then.
      if (position === undefined || streams.size === 0) position = last
      return false
    }
    const after = position
    const { events, concerned, present } = await enterService('feed', async tx => {
      const events = await listEventsAfter(tx, after, mostAtOnce)
      const readers = new Set(events.map(event => event.userId))
      const concerned = [...readers].flatMap(reader => [...(byUser.get(reader) ?? [])])
      return { events, concerned, present: await listStillThere(tx, concerned) }
    })
    const byReader = new Map<string, LiveEvent[]>()
    for (const event of events) byReader.set(event.userId, [...(byReader.get(event.userId) ?? []), event])
    for (const stream of concerned) {
      if (present.has(stream)) hand(stream, byReader.get(stream.userId) ?? [])
      else end(stream, 'over')
    }
    position = events.at(-1)?.id ?? after
    return events.length === mostAtOnce
  }

  /** A sign of life for those who have heard nothing for a while, unless their session has ended in silence. */
  async function beat(): Promise<void> {
    const due = [...streams].filter(stream => Date.now() - stream.beatAt >= beatEvery).slice(0, 1000)
    if (due.length === 0) return
    for (const stream of due) stream.beatAt = Date.now()
    try {
      const present = await enterService('feed', tx => listStillThere(tx, due))
      for (const stream of due) {
        if (present.has(stream)) send(stream, frameOfWord('beat'))
        else end(stream, 'over')
      }
    } catch (error) {
      log.warn(describeError(error), 'sessions of streams were not checked')
    }
  }

  const listening = listen('feed', 'outpost_events', wake)
  const timers = [setInterval(wake, pollEvery), setInterval(() => void beat(), 1000)]
  for (const timer of timers) timer.unref()

  return {
    open,
    size: () => streams.size,
    async stop() {
      for (const timer of timers) clearInterval(timer)
      for (const stream of streams) drop(stream)
      await listening.stop()
    },
  }
}
