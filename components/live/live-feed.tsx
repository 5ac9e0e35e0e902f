'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { timeIn, zone } from '@/lib/clock'
import { concerns } from '@/lib/events/rules'
import { topicsOfPage } from './listeners'
import { outlast } from './network'
import { createRefresher } from './refresher'
import { openStream } from './stream'

const onEveryPage = ['inbox', 'notification', 'user']
const lastOver = 'outpost-over'

/** Keeps the pages of a portal up to date: its one stream, the line that says when it has stopped, and the count for screen readers. */
export function LiveFeed({
  seat,
  since,
  restAfter,
  count,
  words,
}: {
  seat: string
  /** The newest event that the page has in it. */
  since: number
  restAfter: number
  /** How much waits, as a sentence; read out when it changes. */
  count: string
  words: { stopped: string; over: string; signIn: string }
}) {
  const router = useRouter()
  const [stoppedAt, setStoppedAt] = useState<number>()
  const [isOver, setOver] = useState(false)

  // where this stream begins; later drawings of the page have newer ones
  const [from] = useState(since)
  useEffect(() => {
    const refresher = createRefresher({
      refresh: () => router.refresh(),
      isLive: () => stream.isOpen(),
      restAfter,
    })
    const stream = openStream(seat, from, {
      onEvent: event => {
        if (!event || concerns([...onEveryPage, ...topicsOfPage()], event)) refresher.ask()
      },
      onState: setStoppedAt,
      onOver: () => {
        // The page itself knows where to go: to the sign-in, which says that the session ended, or nowhere. Not twice in a row.
        const before = Number(sessionStorage.getItem(lastOver))
        sessionStorage.setItem(lastOver, String(Date.now()))
        if (Date.now() - before > 60_000 && !hasUnsaved()) location.reload()
        else setOver(true)
      },
    })
    const stopOutlasting = outlast(window, async () => {
      await new Promise(resolve => setTimeout(resolve, 1000))
      return stream.isOpen()
    })
    return () => {
      stopOutlasting()
      stream.stop()
      refresher.stop()
    }
  }, [seat, from, restAfter, router])

  const line = isOver ? words.over : stoppedAt && words.stopped.replace('{time}', clock(stoppedAt))
  return (
    <>
      <div role="status" data-print="hide" className="sticky top-(--bar-h) z-20">
        {line && (
          <p className="mb-3 flex flex-wrap gap-x-2 rounded-md border border-warn/60 bg-warn-soft px-3 py-1.5 text-warn-ink">
            <span>{line}</span>
            {isOver && (
              <a href={seat} data-hard className="underline">
                {words.signIn}
              </a>
            )}
          </p>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {count}
      </p>
    </>
  )
}

/** In the time of everything else on the page, wherever the reader is. */
const clock = (at: number) => timeIn(zone, new Date(at))

/** What somebody has entered and not sent. */
function hasUnsaved(): boolean {
  if (document.querySelector('[data-unsaved]')) return true
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'main textarea, main input',
  )
  return [...fields].some(
    field => field.type !== 'hidden' && field.value !== field.defaultValue && field.value !== '',
  )
}
