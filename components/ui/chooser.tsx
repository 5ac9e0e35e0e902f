'use client'

import { type KeyboardEvent, type ReactNode, Suspense, useId, useState } from 'react'
import { Icon } from './icon'
import { useModal } from './use-modal'

/** What the field tells the list below it, and the list the field. */
export type Choosing = {
  listId: string
  query: string
  /** While a syllable is being composed, what stands in the field is no word yet. */
  isComposing: boolean
  active: number
  setActive: (at: number) => void
  setCount: (count: number) => void
  close: () => void
}

/**
 * A dialog with a field and what is chosen in it. The field is here as soon as it is asked for, so that nothing typed after the key that
 * opened it is lost; what it lists may load later.
 */
export function Chooser({
  label,
  placeholder,
  waiting,
  onClose,
  children,
}: {
  label: string
  placeholder: string
  /** Stands below the field until the list is there. */
  waiting: string
  onClose: () => void
  children: (choosing: Choosing) => ReactNode
}) {
  const listId = useId()
  const dialog = useModal()
  const [query, setQuery] = useState('')
  const [isComposing, setComposing] = useState(false)
  const [active, setActive] = useState(0)
  const [count, setCount] = useState(0)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || count === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + count) % count)
    else if (event.key === 'Enter') document.getElementById(`${listId}-${active}`)?.click()
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      className="overlay mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-24px))] overflow-hidden rounded-lg border border-line bg-surface p-0 text-base text-ink shadow-pop max-sm:mt-3"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Icon name="search" className="text-ink-3" />
        <input
          role="combobox"
          aria-label={placeholder}
          aria-expanded={count > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active < count ? `${listId}-${active}` : undefined}
          autoComplete="off"
          placeholder={placeholder}
          className="h-12 min-w-0 grow bg-transparent text-md outline-none placeholder:text-ink-3"
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onChange={event => {
            setQuery(event.target.value)
            setActive(0)
          }}
        />
      </div>
      <Suspense fallback={<p className="px-4 py-2 text-ink-3 text-xs">{waiting}</p>}>
        {children({
          listId,
          query,
          isComposing,
          active,
          setActive,
          setCount,
          close: () => dialog.current?.close(),
        })}
      </Suspense>
    </dialog>
  )
}
