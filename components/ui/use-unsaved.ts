'use client'

import { useEffect } from 'react'
import { isSoft } from './soft-navigation'

/**
 * Asks before the page is left, by a link, by going back or by another address, while there is a question. What is not saved carries
 * `data-unsaved`, so that the page does not load itself anew either.
 */
export function useUnsaved(question: string | undefined): void {
  useEffect(() => {
    if (!question) return
    // the browser asks in its own words where the document goes
    const onUnload = (event: Event) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
      if (!link || !isSoft(link) || confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const onNavigate = (event: NavigateEvent) => {
      const isBack = event.navigationType === 'traverse' && event.destination.sameDocument
      if (isBack && event.cancelable && !confirm(question)) event.preventDefault()
    }
    // not in every browser; without it going back does not ask
    const { navigation } = window as { navigation?: Navigation }
    addEventListener('beforeunload', onUnload)
    document.addEventListener('click', onClick, true)
    navigation?.addEventListener('navigate', onNavigate)
    return () => {
      removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      navigation?.removeEventListener('navigate', onNavigate)
    }
  }, [question])
}
