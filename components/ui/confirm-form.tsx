'use client'

import type { ReactNode } from 'react'
import type { Action } from '@/lib/action'
import { Button, type ButtonSize, type ButtonVariant } from './button'
import { Dialog, FormActions, useCloseDialog } from './dialog'
import { Field } from './field'
import { FormError } from './form-error'
import { HiddenFields } from './hidden-fields'
import { type Option, Select, Textarea } from './input'
import { useActionForm } from './use-action-form'

type ConfirmFormProps<T> = {
  action: Action<T>
  fields?: Record<string, string>
  submit: string
  /** What not doing it is called, where the usual word for it would be taken for the deed. */
  wayOut?: string
  /** Fixed reasons to choose from (a refusal always has one). */
  category?: { name: string; label: string; options: Option[]; empty: string }
  /** Free text; `name` is the field that the action reads. */
  reason?: { name: string; label: string; hint?: string; required?: boolean; placeholder?: string }
  /** More fields of the same form: server-rendered controls, pickers. What is refused of them stands below, unless they ask for it. */
  children?: ReactNode | ((errorOf: (field: string) => string | undefined) => ReactNode)
  onDone?: (value: T) => void
}

/** A decision that wants words: a button, a dialog with the reason, one command. */
export function ConfirmForm<T>({
  trigger,
  variant,
  size,
  icon,
  shortcut,
  triggerLabel,
  title,
  detail,
  ...form
}: ConfirmFormProps<T> & {
  trigger: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  shortcut?: string
  triggerLabel?: string
  title: string
  detail?: ReactNode
}) {
  return (
    <Dialog {...{ trigger, variant, size, icon, shortcut, triggerLabel, title, detail }}>
      <DecisionForm variant={variant === 'danger' ? 'danger' : 'primary'} {...form} />
    </Dialog>
  )
}

function DecisionForm<T>({
  action,
  fields = {},
  submit,
  wayOut,
  category,
  reason,
  variant,
  onDone,
  children,
}: ConfirmFormProps<T> & { variant: ButtonVariant }) {
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: value => {
      close()
      onDone?.(value)
    },
  })
  const shown = new Set([category?.name, reason?.name])
  const more =
    typeof children === 'function'
      ? children(field => {
          shown.add(field)
          return form.errorOf(field)
        })
      : children
  const fieldErrors = form.answer && !form.answer.ok ? Object.entries(form.answer.fields ?? {}) : []
  const unshown = fieldErrors.filter(([name]) => !shown.has(name)).map(([, message]) => message)
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fields} />
      {category && (
        <Field label={category.label} name={category.name} error={form.errorOf(category.name)} required>
          {control => <Select {...control} options={category.options} empty={category.empty} />}
        </Field>
      )}
      {more}
      {reason && (
        <Field {...reason} error={form.errorOf(reason.name)}>
          {control => <Textarea {...control} placeholder={reason.placeholder} />}
        </Field>
      )}
      <FormError message={unshown.join(' ') || form.refusal} />
      <FormActions wayOut={wayOut}>
        <Button type="submit" variant={variant} pending={form.pending}>
          {submit}
        </Button>
      </FormActions>
    </form>
  )
}
