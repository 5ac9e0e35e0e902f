import type { ComponentProps, ReactNode } from 'react'
import type { ButtonSize, ButtonVariant } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { RecordForm } from './record-form'

/** A button, and behind it the form of one command; the button's words name the dialog and the command unless others are given. */
export function RecordDialog<T extends Record<string, unknown>>({
  trigger,
  title = trigger,
  detail,
  submit = trigger,
  variant,
  size,
  icon,
  fields = [],
  ...form
}: Omit<ComponentProps<typeof RecordForm<T>>, 'submit' | 'variant' | 'fields' | 'children' | 'cancelHref'> & {
  trigger: string
  title?: string
  detail?: string
  submit?: string
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  /** None where the command only wants to be confirmed. */
  fields?: ComponentProps<typeof RecordForm<T>>['fields']
}) {
  return (
    <Dialog {...{ trigger, variant, size, icon, title, detail }}>
      <RecordForm
        {...form}
        submit={submit}
        fields={fields}
        variant={variant === 'danger' ? 'danger' : 'primary'}
      />
    </Dialog>
  )
}
