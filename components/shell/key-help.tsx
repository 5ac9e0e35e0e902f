'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { isTaken } from '../ui/keys'
import type { Shell } from './shell'

const KeyPanel = lazy(() => import('./key-panel').then(module => ({ default: module.KeyPanel })))

/** What a button has that opens the help as well: the person's menu is closed by the time it comes. */
export const helpMark = 'data-key-help'

/** `?` lists the keys of the page that is open. What it lists loads when it is asked for. */
export function KeyHelp(shell: Pick<Shell, 'keys' | 'seatsUrl' | 'words'>) {
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTaken(event)) return
      event.preventDefault()
      setOpen(true)
    }
    const onClick = (event: MouseEvent) => {
      if ((event.target as Element).closest(`[${helpMark}]`)) setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('click', onClick)
    }
  }, [])

  if (!open) return null
  return (
    <Suspense>
      <KeyPanel {...shell} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
