'use client'

import type { Route } from 'next'
import { usePathname, useRouter } from 'next/navigation'
import type { TransferKind } from '@/lib/transfers/rules'
import { Field } from '../ui/field'
import { type Picked, Picker } from '../ui/picker'

/** Choosing somebody reads the page again: what can be asked for depends on where they are. */
export function PersonPick({
  url,
  chosen,
  kind,
  texts,
}: {
  url: string
  chosen?: Picked | undefined
  /** What is to be asked for, where that was said before the person was. */
  kind?: TransferKind | undefined
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
          onPick={picked => {
            const now = document.querySelector<HTMLInputElement>('input[name=kind]:checked')
            // what was switched and not sent yet counts too
            const asked = now && !now.defaultChecked ? now.value : kind
            const said = new URLSearchParams({
              ...(picked && { person: picked.id }),
              ...(asked && { kind: asked }),
            })
            router.push((said.size > 0 ? `${path}?${said}` : path) as Route)
          }}
        />
      )}
    </Field>
  )
}
