'use client'

import { lazy, useEffect, useState } from 'react'
import { Chooser } from './chooser'
import type { PaletteEntry, PaletteWords } from './command-panel'
import { Icon } from './icon'

const CommandPanel = lazy(() => import('./command-panel').then(module => ({ default: module.CommandPanel })))

/** The search box of the shells: ⌘K, Ctrl K or / opens the palette. What it finds with loads on first use, its field is there at once. */
export function CommandPalette({
  searchUrl,
  findUrl,
  entries,
  words,
  compact = false,
}: {
  searchUrl?: string
  /** The page that finds texts; `${findUrl}/texts` answers with the first of them. */
  findUrl?: string
  entries: PaletteEntry[]
  words: PaletteWords
  /** Shows only the glass. */
  compact?: boolean
}) {
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as Element).matches?.('input, select, textarea, [contenteditable]')
      const slash = event.key === '/' && !typing && !event.isComposing
      const commandK = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)
      if ((!slash && !commandK) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K /"
        aria-label={words.label}
        className={
          compact
            ? 'grid size-(--ctl-h) min-w-8 place-items-center rounded-sm text-ink-2 hover:bg-surface-2'
            : 'flex h-8 items-center gap-2 rounded-sm border border-line bg-surface-2 px-2.5 text-ink-2 text-sm hover:border-line-strong max-[56.25rem]:size-9 max-[56.25rem]:justify-center max-[56.25rem]:border-transparent max-[56.25rem]:bg-transparent max-[56.25rem]:text-md max-[56.25rem]:px-0 min-[56.25rem]:w-48 xl:w-72'
        }
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        {!compact && (
          <>
            <span className="truncate max-[56.25rem]:hidden">{words.placeholder}</span>
            <kbd className="ms-auto rounded-xs border border-line bg-surface px-1 text-2xs max-[56.25rem]:hidden">
              ⌘K
            </kbd>
          </>
        )}
      </button>
      {open && (
        <Chooser
          label={words.label}
          placeholder={words.placeholder}
          waiting={words.searching}
          onClose={() => setOpen(false)}
        >
          {choosing => (
            <CommandPanel
              choosing={choosing}
              searchUrl={searchUrl}
              findUrl={findUrl}
              entries={entries}
              words={words}
            />
          )}
        </Chooser>
      )}
    </>
  )
}
