'use client'

import type { ReactNode } from 'react'
import type { Action } from '@/lib/action'
import { Button, type ButtonSize, type ButtonVariant } from './button'
import { HiddenFields } from './hidden-fields'
import { useActionForm } from './use-action-form'

/** A command that needs no more than a press. A refusal is said right under the button, or under the row of them (`verbs`). */
export function ActionButton<T>({
  action,
  fields = {},
  variant,
  size,
  icon,
  shortcut,
  label,
  onDone,
  children,
}: {
  action: Action<T>
  fields?: Record<string, string>
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  /** The single key that presses it (see InboxKeys). */
  shortcut?: string
  /** What is read out where the words alone do not say what they are about. */
  label?: string
  onDone?: (value: T) => void
  children: ReactNode
}) {
  const form = useActionForm(action, { onDone })
  return (
    <form {...form.formProps} className="verb">
      <HiddenFields fields={fields} />
      <Button
        type="submit"
        variant={variant}
        size={size}
        icon={icon}
        pending={form.pending}
        data-key={shortcut}
        aria-label={label}
      >
        {children}
      </Button>
      <span role="alert">{form.refusal}</span>
    </form>
  )
}
