'use client'

import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, Input, type Option, Select } from '../ui/input'
import { useActionForm } from '../ui/use-action-form'

/** The value of one custom field; empty takes it away. */
export function ValueForm({
  action,
  fixed,
  label,
  kind,
  options,
  value,
  words,
}: {
  action: Action<{ number: string }>
  fixed: Record<string, string>
  label: string
  kind: 'text' | 'number' | 'date' | 'choice'
  options: Option[]
  value: string
  words: { hint: string; empty: string; save: string }
}) {
  const close = useCloseDialog()
  const form = useActionForm(action, { onDone: close })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      <Field label={label} name="value" hint={words.hint} error={form.errorOf('value')}>
        {control => {
          if (kind === 'choice')
            return <Select {...control} options={options} empty={words.empty} defaultValue={value} />
          if (kind === 'date') return <DateField {...control} defaultValue={value} />
          return (
            <Input
              {...control}
              defaultValue={value}
              autoComplete="off"
              {...(kind === 'number' && { inputMode: 'numeric' })}
            />
          )
        }}
      </Field>
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.save}
        </Button>
      </FormActions>
    </form>
  )
}
