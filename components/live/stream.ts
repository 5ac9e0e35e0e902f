import { beatEvery, type LiveEvent, readEvent } from '@/lib/events/rules'

export type StreamHandlers = {
  /** Something changed; undefined when too much did to say what. */
  onEvent(event: Pick<LiveEvent, 'topic' | 'subjectId'> | undefined): void
  /** The stream lives again, or has been silent since a moment. */
  onState(stoppedAt: number | undefined): void
  /** The session or the seat is gone. */
  onOver(): void
}

/** Without a sign of life for this long a connection is dead, whatever the browser believes. */
const silence = beatEvery * 2.4
/** A tab that is looked at again within this time has kept its stream. */
const keptHidden = 20_000
/** A server that is back within this time was not worth a word. */
const unnoticed = 4000

/**
 * One stream for the page that is looked at. It goes on after the last event that was heard, whoever cut it: the network, the server,
 * a browser that sleeps, or this page itself while nobody sees it.
 */
export function openStream(
  seat: string,
  since: number,
  handlers: StreamHandlers,
): { isOpen(): boolean; stop(): void } {
  let source: EventSource | undefined
  let lastId = since
  let heardAt = Date.now()
  let failures = 0
  let isStopped = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined
  let lostTimer: ReturnType<typeof setTimeout> | undefined

  const address = () => `/api/events?seat=${encodeURIComponent(seat)}&since=${lastId}`

  const heard = () => {
    heardAt = Date.now()
    failures = 0
    clearTimeout(lostTimer)
    lostTimer = undefined
    handlers.onState(undefined)
  }
  const lost = () => {
    lostTimer ??= setTimeout(() => handlers.onState(heardAt), navigator.onLine ? unnoticed : 0)
  }
  const note = (event: MessageEvent<string>) => {
    lastId = Math.max(lastId, Number(event.lastEventId) || 0)
    heard()
  }

  function open(): void {
    close()
    if (isStopped || document.hidden) return
    const made = new EventSource(address())
    source = made
    made.onopen = heard
    made.onmessage = event => {
      note(event)
      handlers.onEvent(readEvent(event.data))
    }
    made.addEventListener('beat', note)
    made.addEventListener('missed', event => {
      note(event)
      handlers.onEvent(undefined)
    })
    made.addEventListener('over', over)
    // A further window of this session took its place; whoever comes back to this one takes it again.
    made.addEventListener('full', close)
    made.onerror = () => {
      lost()
      if (made.readyState !== EventSource.CLOSED) return
      close()
      void askWhy()
    }
  }

  function close(): void {
    clearTimeout(retryTimer)
    source?.close()
    source = undefined
  }

  function over(): void {
    stop()
    handlers.onOver()
  }

  /** An EventSource does not say why it was refused. */
  async function askWhy(): Promise<void> {
    const status = await fetch(address(), { method: 'HEAD' }).then(
      answer => answer.status,
      () => 0,
    )
    if (isStopped) return
    if (status >= 400 && status < 500) return over()
    failures++
    retryTimer = setTimeout(open, Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random()))
  }

  const openIfDead = () => {
    if (!source || Date.now() - heardAt > silence) open()
  }
  const onVisible = () => {
    clearTimeout(hiddenTimer)
    if (document.hidden) hiddenTimer = setTimeout(close, keptHidden)
    else openIfDead()
  }
  const onOffline = () => {
    close()
    lost()
  }
  const watch = setInterval(() => {
    if (source && Date.now() - heardAt > silence) {
      lost()
      open()
    }
  }, 5000)
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('focus', openIfDead)
  window.addEventListener('online', open)
  window.addEventListener('offline', onOffline)

  function stop(): void {
    isStopped = true
    close()
    for (const timer of [hiddenTimer, lostTimer]) clearTimeout(timer)
    clearInterval(watch)
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('focus', openIfDead)
    window.removeEventListener('online', open)
    window.removeEventListener('offline', onOffline)
  }

  open()
  return { isOpen: () => source?.readyState === EventSource.OPEN, stop }
}
