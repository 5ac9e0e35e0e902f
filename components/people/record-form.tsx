'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { useCloseDialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { HiddenFields } from '@/components/ui/hidden-fields'
import { DateField, Input, Select } from '@/components/ui/input'
import { type Picked, Picker } from '@/components/ui/picker'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/action'

export type RecordField = {
  name: string
  label: string
  kind: 'text' | 'tel' | 'email' | 'date' | 'month' | 'choice' | 'pick'
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
  opens = false,
  danger = false,
  elsewhere,
}: {
  action: Action<T>
  fields: RecordField[]
  fixed?: Record<string, string>
  submit: string
  optional: string
  opens?: boolean
  danger?: boolean
  /** What the link to a record that stands in the way says. */
  elsewhere?: string
}) {
  const router = useRouter()
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: value => {
      if (opens && 'number' in value) router.push(`/hq/people/${value.number}`)
      else close()
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
            required={field.required}
            optional={field.required ? undefined : optional}
            error={form.errorOf(field.name)}
            className={field.hint ? 'sm:col-span-2' : undefined}
          >
            {control => {
              switch (field.kind) {
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
                  return (
                    <Input {...control} type={field.kind} defaultValue={field.value} autoComplete="off" />
                  )
              }
            }}
          </Field>
        ))}
      </div>
      <FormError message={form.refusal} />
      {elsewhere && form.answer && !form.answer.ok && form.answer.href && (
        <a href={form.answer.href} className="text-hq-ink underline">
          {elsewhere}
        </a>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={form.pending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
