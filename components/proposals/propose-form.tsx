'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, Input, type Option, Select, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export type ProposedField = {
  name: string
  label: string
  type: 'text' | 'tel' | 'email' | 'date' | 'choice'
  hint?: string
  value?: string
  options?: Option[]
}

export type ProposeWords = {
  reason: string
  reasonHint: string
  optional: string
  submit: string
  done: string
}

/** What somebody wants changed of their own file, and why. Nothing is filled in beforehand that a file keeps masked. */
export function ProposeForm({
  action,
  fixed,
  fields,
  reason = '',
  then,
  words,
}: {
  action: Action<{ number: string }>
  fixed: Record<string, string>
  fields: ProposedField[]
  reason?: string
  /** Where to go when it is done; a dialog closes. */
  then?: Route
  words: ProposeWords
}) {
  const router = useRouter()
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: () => {
      toast({ message: words.done, tone: 'ok' })
      close()
      if (then) router.push(then)
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(field => (
          <Field
            key={field.name}
            name={field.name}
            label={field.label}
            hint={field.hint}
            optional={words.optional}
            error={form.errorOf(field.name)}
            className={field.hint ? 'sm:col-span-2' : undefined}
          >
            {control =>
              field.type === 'choice' ? (
                <Select {...control} options={field.options ?? []} empty="" defaultValue={field.value} />
              ) : field.type === 'date' ? (
                <DateField {...control} defaultValue={field.value} />
              ) : (
                <Input {...control} type={field.type} defaultValue={field.value} autoComplete="off" />
              )
            }
          </Field>
        ))}
      </div>
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        error={form.errorOf('reason')}
        required
      >
        {control => <Textarea {...control} defaultValue={reason} rows={2} />}
      </Field>
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
