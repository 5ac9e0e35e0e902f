'use client'

import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Field } from '../ui/field'
import { type Option, Select } from '../ui/input'

/** Choosing a contact reads the page again with their people only. */
export function ContactFilter({
  chosen,
  options,
  texts,
}: {
  chosen: string
  options: Option[]
  texts: Record<'label' | 'any', string>
}) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  return (
    <Field label={texts.label} name="contact">
      {control => (
        <Select
          {...control}
          options={options}
          empty={texts.any}
          defaultValue={chosen}
          onChange={event => {
            const next = new URLSearchParams(params)
            for (const name of ['contact', 'after', 'before']) next.delete(name)
            if (event.currentTarget.value) next.set('contact', event.currentTarget.value)
            router.push(`${path}?${next}` as Route)
          }}
        />
      )}
    </Field>
  )
}
