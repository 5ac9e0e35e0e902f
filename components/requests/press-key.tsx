'use client'

import { useEffect } from 'react'

/** Opens the dialog that a link from the inbox asked for (?press=r), once, and takes the wish out of the address. */
export function PressKey({ name }: { name: 'r' }) {
  useEffect(() => {
    const button = document.querySelector<HTMLElement>(`[data-key="${name}"]`)
    history.replaceState(history.state, '', location.pathname)
    button?.click()
  }, [name])
  return null
}
