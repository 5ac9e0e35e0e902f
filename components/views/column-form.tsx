'use client'

import { chooseDensity } from '@/lib/views/actions'
import type { Density } from '@/lib/views/rules'
import { ActionButton } from '../ui/action-button'
import { Button, buttonClass } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Menu } from '../ui/menu'

type Pair = [name: string, value: string]

/** The columns as a GET form: they are in the address. The density is a button, for it is everybody's own. Drawn once, from data. */
export function ColumnForm({
  kept,
  columns,
  shown,
  density,
  words,
}: {
  /** What else the address says, which stays. */
  kept: Pair[]
  columns: Pair[]
  shown: string[]
  /** The one to change to. */
  density: Density
  words: Record<'trigger' | 'title' | 'apply' | 'density' | 'change', string>
}) {
  return (
    <Menu trigger={words.trigger} triggerClass={buttonClass('plain', 'small')} align="end">
      <form method="get" action="/hq/people" className="grid gap-1 px-2 py-1.5">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="cols" value="name" />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium text-ink-2">{words.title}</legend>
          {columns.map(([value, label]) => (
            <Checkbox
              key={value}
              name="cols"
              value={value}
              label={label}
              defaultChecked={shown.includes(value)}
            />
          ))}
        </fieldset>
        <Button type="submit" size="small" variant="primary" className="mt-1 justify-self-start">
          {words.apply}
        </Button>
      </form>
      <div className="mt-1 flex items-center justify-between gap-3 border-line border-t px-2 pt-2 pb-1">
        <span className="text-ink-2">{words.density}</span>
        <ActionButton action={chooseDensity} fields={{ density }} size="small">
          {words.change}
        </ActionButton>
      </div>
    </Menu>
  )
}
