'use client'

import { useEffect, useState } from 'react'
import { mayBecomeDocumentNumber } from '@/lib/document-number'

/** Fetches `${url}?q=` 120 ms after the last key; an older answer never overtakes a newer one. */
export function useRemoteList<T>(
  url: string | undefined,
  query: string,
): { data: T | undefined; busy: boolean } {
  const [state, setState] = useState<{ query: string; data: T } | undefined>()
  // an address is kept in logs and histories, where nobody's document has a place
  const wanted = mayBecomeDocumentNumber(query) ? '' : query.trim()

  useEffect(() => {
    if (!url || !wanted) return
    const abort = new AbortController()
    const load = async (): Promise<void> => {
      try {
        const separator = url.includes('?') ? '&' : '?'
        const response = await fetch(`${url}${separator}q=${encodeURIComponent(wanted)}`, {
          signal: abort.signal,
          headers: { accept: 'application/json' },
        })
        if (response.ok) setState({ query: wanted, data: (await response.json()) as T })
      } catch (error) {
        if (!abort.signal.aborted && !(error instanceof TypeError)) throw error
      }
    }
    const timer = setTimeout(() => void load(), 120)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [url, wanted])

  return { data: wanted ? state?.data : undefined, busy: Boolean(wanted) && state?.query !== wanted }
}
