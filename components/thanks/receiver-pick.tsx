'use client'

import type { Route } from 'next'
import { usePathname, useRouter } from 'next/navigation'
import { Field } from '../ui/field'
import { type Option, Select } from '../ui/input'
import { type Picked, Picker } from '../ui/picker'

/** Choosing somebody reads the page again: what may be written depends on who it is. */
export function ReceiverPick({
  url,
  chosen,
  options,
  texts,
}: {
  /** Where people are looked up; without it they are chosen from the list. */
  url: string | undefined
  chosen: Picked | undefined
  options: Option[]
  texts: Record<'label' | 'hint' | 'choose' | 'search', string>
}) {
  const router = useRouter()
  const path = usePathname()
  const go = (to: string | undefined) =>
    router.push((to ? `${path}?to=${encodeURIComponent(to)}` : path) as Route)
  return (
    <Field label={texts.label} name="to" hint={chosen ? undefined : texts.hint} required>
      {control =>
        url ? (
          <Picker
            key={chosen?.id}
            control={control}
            url={url}
            defaultValue={chosen}
            placeholder={texts.search}
            onPick={picked => go(picked?.id)}
          />
        ) : (
          <Select
            {...control}
            key={chosen?.id}
            options={options}
            empty={texts.choose}
            defaultValue={chosen?.id}
            onChange={event => go(event.currentTarget.value)}
          />
        )
      }
    </Field>
  )
}
