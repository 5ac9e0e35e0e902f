'use client'

import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Field } from '../ui/field'
import { type Option, Select } from '../ui/input'

/** Choosing a month reads the page again. */
export function MonthFilter({
  chosen,
  months,
  texts,
}: {
  chosen: string
  months: Option[]
  texts: Record<'label' | 'any', string>
}) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  return (
    <Field label={texts.label} name="month">
      {control => (
        <Select
          {...control}
          options={months}
          empty={texts.any}
          defaultValue={chosen}
          onChange={event => {
            const next = new URLSearchParams(params)
            for (const name of ['month', 'after', 'before']) next.delete(name)
            if (event.currentTarget.value) next.set('month', event.currentTarget.value)
            router.push(`${path}?${next}` as Route)
          }}
        />
      )}
    </Field>
  )
}
