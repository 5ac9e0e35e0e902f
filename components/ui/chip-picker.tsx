'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { Field } from './field'
import { Icon } from './icon'
import { type Picked, Picker } from './picker'

/** Several of what a typeahead finds, one by one; the chosen ones travel under the one name. */
export function ChipPicker({
  name,
  url,
  chosen = [],
  error,
  texts,
}: {
  name: string
  url: string
  chosen?: Picked[]
  error: string | undefined
  texts: { label: string; hint?: string; placeholder: string; remove: string }
}) {
  const [picked, setPicked] = useState(chosen)
  const root = useRef<HTMLDivElement>(null)
  // The picker begins anew after each choice.
  const [round, setRound] = useState(0)
  const add = (one: Picked | undefined) => {
    if (!one) return
    setPicked(before => (before.some(other => other.id === one.id) ? before : [...before, one]))
    setRound(before => before + 1)
  }
  // What was sent is no longer chosen.
  useEffect(() => {
    const form = root.current?.closest('form')
    const onReset = (event: Event) => queueMicrotask(() => !event.defaultPrevented && setPicked([]))
    form?.addEventListener('reset', onReset)
    return () => form?.removeEventListener('reset', onReset)
  }, [])
  return (
    <div ref={root} className="grid gap-2">
      <Field label={texts.label} name={`${name}Search`} hint={texts.hint} error={error}>
        {({ name: _, ...control }) => (
          <Picker
            key={round}
            control={{ ...control, name: '' }}
            url={url}
            placeholder={texts.placeholder}
            onPick={add}
          />
        )}
      </Field>
      {picked.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {picked.map(one => (
            <li key={one.id} className="inline-flex items-center gap-1 rounded-sm border border-line ps-2.5">
              <input type="hidden" name={name} value={one.id} />
              {one.label}
              <Button
                variant="ghost"
                size="small"
                aria-label={texts.remove.replace('{name}', one.label)}
                onClick={() => setPicked(before => before.filter(other => other.id !== one.id))}
              >
                <Icon name="x" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
