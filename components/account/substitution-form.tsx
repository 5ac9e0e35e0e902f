'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { DateField } from '@/components/ui/input'
import { Picker } from '@/components/ui/picker'
import { useActionForm } from '@/components/ui/use-action-form'
import { setSubstitution } from '@/lib/account/actions'

type Words = { substitute: string; placeholder: string; from: string; to: string; submit: string }

export function SubstitutionForm({ words, url, today }: { words: Words; url: string; today: string }) {
  const [done, setDone] = useState(0)
  const form = useActionForm(setSubstitution, { onDone: () => setDone(times => times + 1) })
  return (
    <form {...form.formProps} className="grid gap-4">
      <Field label={words.substitute} name="substituteId" error={form.errorOf('substituteId')} required>
        {control => <Picker key={done} control={control} url={url} placeholder={words.placeholder} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.from} name="startsOn" error={form.errorOf('startsOn')} required>
          {control => <DateField {...control} min={today} defaultValue={today} />}
        </Field>
        <Field label={words.to} name="endsOn" error={form.errorOf('endsOn')} required>
          {control => <DateField {...control} min={today} />}
        </Field>
      </div>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" pending={form.pending}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
