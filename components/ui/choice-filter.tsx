'use client'

import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Field } from './field'
import { type Option, Select } from './input'

/** Choosing reads the page again with what was chosen in its address, from the first row on. */
export function ChoiceFilter({
  name,
  without = [],
  chosen,
  options,
  texts,
}: {
  name: string
  /** What else of the address goes with another choice. */
  without?: string[]
  chosen: string
  options: Option[]
  texts: Record<'label' | 'any', string>
}) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  return (
    <Field label={texts.label} name={name}>
      {control => (
        <Select
          {...control}
          options={options}
          empty={texts.any}
          defaultValue={chosen}
          onChange={event => {
            const next = new URLSearchParams(params)
            for (const gone of [name, ...without, 'after', 'before']) next.delete(gone)
            if (event.currentTarget.value) next.set(name, event.currentTarget.value)
            router.push(`${path}?${next}` as Route)
          }}
        />
      )}
    </Field>
  )
}
