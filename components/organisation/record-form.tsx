'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Action } from '@/lib/action'
import { Button, type ButtonVariant } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { type Control, Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, Input, type Option, Select, Textarea } from '../ui/input'
import { type Picked, Picker } from '../ui/picker'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { useWords } from '../ui/words'
import { HoursEditor, type HoursWords, type OpenDay } from './hours-editor'

type Common = { name: string; label: string; hint?: string; required?: boolean; wide?: boolean }
export type FieldSpec =
  | { kind: 'section'; name: string; label: string }
  | (Common & {
      kind: 'text' | 'number' | 'date' | 'time' | 'textarea'
      defaultValue?: string
      placeholder?: string
      /** Of a textarea. */
      rows?: number
    })
  | (Common & { kind: 'select'; options: Option[]; empty?: string; defaultValue?: string })
  | (Common & { kind: 'pick'; url: string; picked?: Picked; placeholder?: string })
  | (Common & { kind: 'hours'; days: OpenDay[]; words: HoursWords })

/** A record as a form: its fields are described by the page, in the reader's language; one action takes them. */
export function RecordForm<T extends Record<string, unknown>>({
  action,
  fields,
  hidden = {},
  submit,
  success,
  doneHref,
  cancelHref,
  wayOut,
  variant = 'primary',
  children,
}: {
  action: Action<T>
  fields: FieldSpec[]
  hidden?: Record<string, string>
  submit: string
  success: string
  /** Where to go when it is done; `{code}` stands for that field of the answer. */
  doneHref?: string
  /** Of a form that is a page of its own; a form in a dialog closes it. */
  cancelHref?: string
  /** As in ConfirmForm. */
  wayOut?: string
  variant?: ButtonVariant
  children?: ReactNode
}) {
  const words = useWords()
  const router = useRouter()
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: value => {
      toast({ message: success, tone: 'ok' })
      close()
      if (doneHref) router.push(filledIn(doneHref, value) as Route)
    },
  })
  const refused = form.answer && !form.answer.ok ? form.answer : undefined
  // A message of something inside a field (one day of the hours) already stands at that field.
  const shown = new Set(fields.map(field => field.name))
  const faults = Object.keys(refused?.fields ?? {})
  const isShown = faults.length > 0 && faults.every(name => shown.has(name.split('.')[0] ?? ''))
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={hidden} />
      {children}
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {fields.map(field =>
          field.kind === 'section' ? (
            <h2
              key={field.name}
              className="col-span-full border-line border-b pb-1 font-semibold not-first:mt-3"
            >
              {field.label}
            </h2>
          ) : field.kind === 'hours' ? (
            <HoursEditor
              key={field.name}
              name={field.name}
              days={field.days}
              words={field.words}
              error={errorIn(refused?.fields, field.name)}
            />
          ) : (
            <Field
              key={field.name}
              label={field.label}
              name={field.name}
              hint={field.hint}
              required={field.required}
              error={form.errorOf(field.name)}
              className={field.wide ? 'sm:col-span-2' : ''}
            >
              {control => <FieldControl field={field} control={control} />}
            </Field>
          ),
        )}
      </div>
      <FormError message={isShown ? undefined : form.refusal} />
      <FormActions wayOut={wayOut}>
        {cancelHref && <Button onClick={() => router.push(cancelHref as Route)}>{words.cancel}</Button>}
        <Button type="submit" variant={variant} pending={form.pending}>
          {submit}
        </Button>
      </FormActions>
    </form>
  )
}

function filledIn(href: string, value: Record<string, unknown>): string {
  return href.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(value[name] ?? '')))
}

/** The message of a field or of anything inside it. */
function errorIn(fields: Record<string, string> | undefined, name: string): string | undefined {
  return Object.entries(fields ?? {}).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1]
}

function FieldControl({
  field,
  control,
}: {
  field: Exclude<FieldSpec, { kind: 'section' | 'hours' }>
  control: Control
}) {
  switch (field.kind) {
    case 'select':
      return (
        <Select {...control} options={field.options} empty={field.empty} defaultValue={field.defaultValue} />
      )
    case 'pick':
      return (
        <Picker
          control={control}
          url={field.url}
          defaultValue={field.picked}
          placeholder={field.placeholder}
        />
      )
    case 'date':
      return <DateField {...control} defaultValue={field.defaultValue} />
    case 'time':
      return <Input {...control} type="time" defaultValue={field.defaultValue} className="num" />
    case 'textarea':
      return <Textarea {...control} rows={field.rows} defaultValue={field.defaultValue} />
    case 'number':
      return (
        <Input
          {...control}
          inputMode="decimal"
          defaultValue={field.defaultValue}
          placeholder={field.placeholder}
          className="num"
        />
      )
    case 'text':
      return (
        <Input
          {...control}
          defaultValue={field.defaultValue}
          placeholder={field.placeholder}
          autoComplete="off"
        />
      )
  }
}
