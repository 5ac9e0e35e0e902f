/** That something changed for somebody: what kind of thing and which one, and nothing of what it says. */
export type LiveEvent = { id: number; topic: string; subjectId: string }

/**
 * What a page listens to: a kind of thing (`request`, `ticket`, `notification`), one thing (`request/<id>`), or `inbox`, which is
 * whatever may have changed the reader's list of things to do. The kinds are those of app.event_readers.
 */
export type Topic = string

export function concerns(topics: Iterable<Topic>, event: Pick<LiveEvent, 'topic' | 'subjectId'>): boolean {
  for (const topic of topics) {
    if (topic === event.topic || topic === `${event.topic}/${event.subjectId}`) return true
  }
  return false
}

/** Streams that one session may have open; a further one closes the oldest. */
export const streamsPerSession = 3
export const streamsPerProcess = 5000
/** Milliseconds between two signs of life; each asks again whether the session is still good. */
export const beatEvery = 25_000
/** Bytes that may wait for a slow reader before the stream is cut; it resumes where it stopped. */
export const mostWaiting = 64 * 1024
/** Events that are made up for one by one; whoever missed more is told to look at everything again. */
export const mostMissed = 500

/** The four things a stream says besides events: it lives, too much was missed, it is over, another page took its place. */
export type Word = 'beat' | 'missed' | 'over' | 'full'

/** An event as server-sent event; its id is what a reader who comes back gives as Last-Event-ID. */
export function frameOf(event: LiveEvent): string {
  return `id: ${event.id}\ndata: ${event.topic} ${event.subjectId}\n\n`
}

export function frameOfWord(word: Word, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${word}\ndata: .\n\n`
}

export function readEvent(data: string): Pick<LiveEvent, 'topic' | 'subjectId'> {
  const [topic = '', subjectId = ''] = data.split(' ')
  return { topic, subjectId }
}

/** The id after which somebody wants to go on; anything that is none means from the beginning of what is kept. */
export function readEventId(text: string | null | undefined): number {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : 0
}

/**
 * How long to wait before a page is drawn anew: a moment when little happens, and ever longer, up to a quarter of a minute, while
 * events do not stop, so that a busy day does not make every open page work every second.
 * @param recent milliseconds since each of the last refreshes, newest first
 */
export function pauseBeforeRefresh(recent: number[]): number {
  const [last = Number.POSITIVE_INFINITY] = recent
  const inARow = recent.filter(ago => ago < 30_000).length
  const apart = Math.min(15_000, 1000 * 2 ** Math.max(0, inARow - 3))
  return Math.max(300, apart - last)
}
