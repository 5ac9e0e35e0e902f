'use client'

import type { Route } from 'next'
import { usePathname, useRouter } from 'next/navigation'
import { Field } from '../ui/field'
import { type Picked, Picker } from '../ui/picker'

/** Choosing somebody reads the page again: what can be asked for depends on where they are. */
export function PersonPick({
  url,
  chosen,
  texts,
}: {
  url: string
  chosen?: Picked | undefined
  texts: { label: string; hint: string; placeholder: string }
}) {
  const router = useRouter()
  const path = usePathname()
  return (
    <Field label={texts.label} name="person" hint={texts.hint} required>
      {control => (
        <Picker
          key={chosen?.id}
          control={control}
          url={url}
          defaultValue={chosen}
          placeholder={texts.placeholder}
          onPick={picked => router.push((picked ? `${path}?person=${picked.id}` : path) as Route)}
        />
      )}
    </Field>
  )
}
