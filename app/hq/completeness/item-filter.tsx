'use client'

import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/input'

/** Choosing an item reads the page again with those who lack it. */
export function ItemFilter({
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
    <Field label={texts.label} name="item">
      {control => (
        <Select
          {...control}
          options={options}
          empty={texts.any}
          defaultValue={chosen}
          onChange={event => {
            const next = new URLSearchParams(params)
            for (const name of ['item', 'list', 'after', 'before']) next.delete(name)
            if (event.currentTarget.value) next.set('item', event.currentTarget.value)
            router.push(`${path}?${next}` as Route)
          }}
        />
      )}
    </Field>
  )
}
