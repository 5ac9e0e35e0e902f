'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { saveDraft } from '@/lib/reports/actions'

export type DraftState =
  | { is: 'none' | 'saving' | 'lost' }
  | { is: 'saved'; at: Date }
  | { is: 'refused'; reason: string }

/** Milliseconds without a key after which what was written is kept. */
const pause = 2000

/**
 * Keeps a form as a draft on the server: a little after each change, when the page is left, and again when the network is back.
 * What could not be kept stays in the form.
 */
export function useDraft(
  form: RefObject<HTMLFormElement | null>,
  isKept: boolean,
): {
  state: DraftState
  changed: () => void
  save: () => void
  stop: () => void
} {
  const [state, setState] = useState<DraftState>({ is: 'none' })
  const timer = useRef<number>(undefined)
  const isDirty = useRef(false)
  const isOver = useRef(!isKept)

  const save = useCallback(async () => {
    window.clearTimeout(timer.current)
    if (!form.current || isOver.current) return
    const data = new FormData(form.current)
    isDirty.current = false
    setState({ is: 'saving' })
    try {
      const answer = await saveDraft(null, data)
      setState(
        answer.ok
          ? { is: 'saved', at: new Date(answer.value.savedAt) }
          : { is: 'refused', reason: answer.message },
      )
    } catch {
      isDirty.current = true
      setState({ is: 'lost' })
    }
  }, [form])

  useEffect(() => {
    const again = () => isDirty.current && void save()
    const left = () => document.visibilityState === 'hidden' && again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', left)
    return () => {
      window.clearTimeout(timer.current)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', left)
    }
  }, [save])

  return {
    state,
    changed: () => {
      isDirty.current = true
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void save(), pause)
    },
    save: () => void save(),
    stop: () => {
      isOver.current = true
      window.clearTimeout(timer.current)
    },
  }
}
