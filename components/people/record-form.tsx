'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { FormActions, useCloseDialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { HiddenFields } from '@/components/ui/hidden-fields'
import { DateField, Input, Select, Textarea } from '@/components/ui/input'
import { type Picked, Picker } from '@/components/ui/picker'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/action'

export type RecordField = {
  name: string
  label: string
  kind: 'text' | 'tel' | 'email' | 'date' | 'month' | 'time' | 'area' | 'choice' | 'pick'
  required?: boolean
  hint?: string
  value?: string
  /** Of a `choice`. */
  options?: { value: string; label: string }[]
  /** Of a `pick`: the typeahead, and what is chosen now. */
  url?: string
  picked?: Picked
  placeholder?: string
}

/** Fields of one record and one command; inside a dialog it closes when done, else it opens the person's page. */
export function RecordForm<T extends { number: string } | { id: string }>({
  action,
  fields,
  fixed = {},
  submit,
  optional,
  opens,
  danger = false,
  elsewhere,
}: {
  action: Action<T>
  fields: RecordField[]
  fixed?: Record<string, string>
  submit: string
  optional: string
  /** Where the record is opened by its number when it is done. */
  opens?: string
  danger?: boolean
  /** What the link to a record that stands in the way says. */
  elsewhere?: string
}) {
  const router = useRouter()
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: value => {
      if (opens && 'number' in value) router.push(`${opens}/${value.number}` as `/hq/people/${string}`)
      else close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      <RecordFields fields={fields} optional={optional} errorOf={form.errorOf} />
      <FormError message={form.refusal} />
      {elsewhere && form.answer && !form.answer.ok && form.answer.href && (
        <a href={form.answer.href} className="text-hq-ink underline">
          {elsewhere}
        </a>
      )}
      <FormActions>
        <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={form.pending}>
          {submit}
        </Button>
      </FormActions>
    </form>
  )
}

/** The controls of a record, two in a row where they are short. */
export function RecordFields({
  fields,
  optional,
  errorOf,
}: {
  fields: RecordField[]
  optional: string
  errorOf: (name: string) => string | undefined
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map(field => (
        <Field
          key={field.name}
          name={field.name}
          label={field.label}
          hint={field.hint}
          required={field.required}
          optional={field.required ? undefined : optional}
          error={errorOf(field.name)}
          className={field.hint || field.kind === 'area' ? 'sm:col-span-2' : undefined}
        >
          {control => {
            switch (field.kind) {
              case 'area':
                return <Textarea {...control} rows={4} defaultValue={field.value} />
              case 'pick':
                return (
                  <Picker
                    control={control}
                    url={field.url ?? ''}
                    defaultValue={field.picked}
                    placeholder={field.placeholder}
                  />
                )
              case 'choice':
                return (
                  <Select {...control} options={field.options ?? []} empty="" defaultValue={field.value} />
                )
              case 'date':
                return <DateField {...control} defaultValue={field.value} />
              default:
                return <Input {...control} type={field.kind} defaultValue={field.value} autoComplete="off" />
            }
          }}
        </Field>
      ))}
    </div>
  )
}
