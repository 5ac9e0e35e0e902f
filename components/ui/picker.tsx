'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button'
import type { Control } from './field'
import { Icon } from './icon'
import { useRemoteList } from './remote-list'
import { useWords } from './words'

export type Picked = { id: string; label: string; detail?: string }

/**
 * Typeahead over `url` (answers `[{id,label,detail}]`). The chosen id travels in a hidden input called `control.name`.
 * Use inside a Field: `{control => <PersonPicker control={control} url="/hq/search/people" />}`.
 */
export function Picker({
  control,
  url,
  defaultValue,
  placeholder,
  onPick,
}: {
  control: Control
  url: string
  defaultValue?: Picked | undefined
  placeholder?: string
  onPick?: (picked: Picked | undefined) => void
}) {
  const words = useWords()
  const listId = useId()
  const hidden = useRef<HTMLInputElement>(null)
  const [picked, setPicked] = useState(defaultValue)
  const [text, setText] = useState(defaultValue?.label ?? '')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [composing, setComposing] = useState(false)
  const { data = [], busy } = useRemoteList<Picked[]>(url, open && !composing ? text : '')
  const { name, ...aria } = control

  const pick = (next: Picked | undefined) => {
    setPicked(next)
    setText(next?.label ?? '')
    setOpen(false)
    onPick?.(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      setOpen(true)
      setActive(at => Math.max(0, Math.min(data.length - 1, at + step)))
    } else if (event.key === 'Enter' && open && text) {
      if (data[active]) pick(data[active])
    } else if (event.key === 'Escape' && open) setOpen(false)
    else return
    event.preventDefault()
  }
  // A form that empties itself cannot reach state; it can only say so.
  useEffect(() => {
    const form = hidden.current?.form
    const onReset = (event: Event) =>
      queueMicrotask(() => {
        if (event.defaultPrevented) return
        setPicked(defaultValue)
        setText(defaultValue?.label ?? '')
      })
    form?.addEventListener('reset', onReset)
    return () => form?.removeEventListener('reset', onReset)
  }, [defaultValue])
  const option = (index: number) => `${listId}-${index}`

  return (
    <div className="relative">
      <input ref={hidden} type="hidden" name={name} value={picked?.id ?? ''} />
      <input
        {...aria}
        data-for={name}
        role="combobox"
        aria-expanded={open && Boolean(text)}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && data[active] ? option(active) : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        className={clsx('control', picked && 'pe-9')}
        onKeyDown={onKeyDown}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onBlur={() => {
          setOpen(false)
          if (text !== picked?.label) pick(text ? picked : undefined)
        }}
        onChange={event => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
      />
      {picked && (
        <Button
          variant="ghost"
          size="small"
          className="-translate-y-1/2 absolute end-1 top-1/2"
          aria-label={words.clear}
          onClick={() => pick(undefined)}
        >
          <Icon name="x" />
        </Button>
      )}
      <div
        hidden={!open || !text}
        className="absolute inset-x-0 top-full z-50 mt-1 rounded-md border border-line bg-surface p-1 shadow-pop"
      >
        <div role="listbox" id={listId} tabIndex={-1} aria-label={placeholder ?? words.searching}>
          {data.map((item, index) => (
            <div
              key={item.id}
              id={option(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={clsx(
                'flex min-h-8 items-baseline gap-2 rounded-sm px-2 py-1 touch:min-h-12 touch:items-center',
                index === active && 'bg-hq-soft',
              )}
              onPointerMove={() => setActive(index)}
              onPointerDown={event => {
                event.preventDefault()
                pick(item)
              }}
            >
              <span>{item.label}</span>
              <span className="truncate text-ink-3 text-sm">{item.detail}</span>
            </div>
          ))}
        </div>
        {data.length === 0 && (
          <p className="px-2 py-1 text-ink-3 text-sm">{busy ? words.searching : words.noMatch}</p>
        )}
      </div>
      <span role="status" className="sr-only">
        {open && text && !busy && data.length === 0 ? words.noMatch : ''}
      </span>
    </div>
  )
}
