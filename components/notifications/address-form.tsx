'use client'

import { askAddress } from '@/lib/notifications/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

type Words = { label: string; hint: string; ask: string; asked: string }

export function AddressForm({ words, defaultValue }: { words: Words; defaultValue: string }) {
  const form = useActionForm(askAddress, { onDone: () => toast({ message: words.asked }) })
  return (
    <form {...form.formProps} className="grid gap-3">
      <Field label={words.label} name="address" hint={words.hint} error={form.errorOf('address')} required>
        {control => (
          <Input
            {...control}
            type="email"
            autoComplete="email"
            inputMode="email"
            defaultValue={defaultValue}
          />
        )}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" pending={form.pending}>
          {words.ask}
        </Button>
      </div>
    </form>
  )
}
