'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Action } from '@/lib/action'

const ReportContext = createContext<(message: string) => void>(() => {})

/**
 * Around a request's page: when an action is refused because somebody else was faster, the reason stays here while the page
 * below is read anew; `stale` ends its sentence by saying so.
 */
export function VerbRegion({ stale, children }: { stale: string; children: ReactNode }) {
  const [message, setMessage] = useState('')
  return (
    <ReportContext value={setMessage}>
      <div role="alert" className={message ? 'mb-3' : undefined}>
        {message && (
          <p className="flex items-start gap-2 rounded-md border border-warn/60 bg-warn-soft px-3 py-2 text-warn-ink">
            <span aria-hidden>⚠</span>
            <span>
              {message}
              {stale}
            </span>
          </p>
        )}
      </div>
      {children}
    </ReportContext>
  )
}

/** The refusals that say: what this page shows is no longer so. */
const outdated = new Set([
  'workflow.alreadyFinished',
  'workflow.alreadyDecided',
  'workflow.notYours',
  'workflow.roleEnded',
  'workflow.notReturned',
  'transfers.handOverChanged',
  'transfers.handOverCancelled',
  'transfers.handOverNotYet',
  'transfers.handOverTooEarly',
  'transfers.notCancellable',
  'leavings.notCancellable',
  'tickets.changed',
  'tickets.notYours',
  'tickets.takenAlready',
  'tickets.ratedAlready',
])

/** When the reader last did something here: what leaves a list right after it does so by them, and not by somebody else. */
let actedAt = 0
export function noteActed(): void {
  actedAt = Date.now()
}
export const hasJustActed = (): boolean => Date.now() - actedAt < 5000

/** Wraps an action so that an outdated page is refreshed, and says why. */
export function useWatched(): <T>(action: Action<T>) => Action<T> {
  const report = useContext(ReportContext)
  const router = useRouter()
  return action => async (previous, data) => {
    const answer = await action(previous, data)
    if (!answer.ok && outdated.has(answer.code)) {
      report(answer.message)
      router.refresh()
    } else if (answer.ok) {
      report('')
      noteActed()
    }
    return answer
  }
}
