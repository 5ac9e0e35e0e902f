'use client'

import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Field } from '../ui/field'
import { type Picked, Picker } from '../ui/picker'

/** Choosing a unit reads the page again with its people only. */
export function UnitFilter({
  url,
  chosen,
  texts,
}: {
  url: string
  chosen: Picked | undefined
  texts: Record<'label' | 'placeholder', string>
}) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const go = (picked: Picked | undefined) => {
    const next = new URLSearchParams(params)
    for (const name of ['unit', 'after', 'before']) next.delete(name)
    if (picked) next.set('unit', picked.id)
    router.push(`${path}?${next}` as Route)
  }
  return (
    <Field label={texts.label} name="unit" className="max-w-80">
      {control => (
        <Picker
          key={chosen?.id}
          control={control}
          url={url}
          defaultValue={chosen}
          placeholder={texts.placeholder}
          onPick={go}
        />
      )}
    </Field>
  )
}
