import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import { whole } from './whole'

/** What a control needs to be tied to its label, hint and error. Spread it on Input, Select, Textarea, DateField. */
export type Control = {
  id: string
  name: string
  required?: boolean | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

/** `<Field label name error={form.errorOf('name')}>{control => <Input {...control} />}</Field>` */
export function Field({
  label,
  name,
  hint,
  error,
  required,
  optional,
  className,
  children,
}: {
  label: ReactNode
  name: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  /** The word for "optional", shown beside the label. */
  optional?: string
  className?: string
  children: (control: Control) => ReactNode
}) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={clsx('grid min-w-0 content-start gap-1', className)}>
      <label htmlFor={id} className="font-medium text-ink-2 text-sm touch:text-base">
        {label}
        {required && (
          <span className="ms-0.5 text-bad-ink" aria-hidden>
            *
          </span>
        )}
        {optional && <span className="ms-1 font-normal text-ink-3">{optional}</span>}
      </label>
      {children({
        id,
        name,
        required: required || undefined,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1 text-bad-ink text-sm">
      <span aria-hidden>⚠</span>
      <span className="min-w-0">{whole(children)}</span>
    </p>
  )
}
