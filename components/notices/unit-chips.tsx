'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Icon } from '../ui/icon'
import { type Picked, Picker } from '../ui/picker'

/** Several units, found one by one; the chosen ones travel as `unitIds`. */
export function UnitChips({
  url,
  chosen,
  error,
  texts,
}: {
  url: string
  chosen: Picked[]
  error: string | undefined
  texts: { label: string; hint: string; placeholder: string; remove: string }
}) {
  const [units, setUnits] = useState(chosen)
  // The picker begins anew after each choice.
  const [round, setRound] = useState(0)
  const add = (picked: Picked | undefined) => {
    if (!picked) return
    setUnits(before => (before.some(unit => unit.id === picked.id) ? before : [...before, picked]))
    setRound(before => before + 1)
  }
  return (
    <div className="grid gap-2">
      <Field label={texts.label} name="unitSearch" hint={texts.hint} error={error}>
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
      {units.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {units.map(unit => (
            <li key={unit.id} className="inline-flex items-center gap-1 rounded-sm border border-line ps-2.5">
              <input type="hidden" name="unitIds" value={unit.id} />
              {unit.label}
              <Button
                variant="ghost"
                size="small"
                aria-label={texts.remove.replace('{name}', unit.label)}
                onClick={() => setUnits(before => before.filter(one => one.id !== unit.id))}
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
