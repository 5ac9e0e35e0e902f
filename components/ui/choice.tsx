import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import { FieldError } from './field'

export type Choice = { value: string; label: ReactNode; detail?: ReactNode; disabled?: boolean }

/** Radio or checkbox cards under one legend. */
export function ChoiceGroup({
  legend,
  name,
  type = 'radio',
  choices,
  defaultValue = [],
  columns = 1,
  required,
  error,
}: {
  legend: ReactNode
  name: string
  type?: 'radio' | 'checkbox'
  choices: Choice[]
  defaultValue?: string | string[]
  columns?: 1 | 2 | 3
  required?: boolean
  error?: string | undefined
}) {
  const id = useId()
  const chosen = Array.isArray(defaultValue) ? defaultValue : [defaultValue]
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium text-ink-2 text-sm touch:text-base">{legend}</legend>
      <div
        className={clsx('grid gap-2', columns >= 2 && 'sm:grid-cols-2', columns === 3 && 'lg:grid-cols-3')}
      >
        {choices.map(choice => (
          <label
            key={choice.value}
            className="flex min-h-(--ctl-h) items-center gap-2.5 has-data-detail:items-start rounded-sm border border-line bg-surface px-3 py-2 hover:bg-surface-2 has-checked:border-hq has-checked:bg-hq-soft has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type={type}
              name={name}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={type === 'radio' && required}
              className={clsx('focus-visible:outline-none', choice.detail && 'mt-0.5')}
            />
            <span className="min-w-0">
              <span className="block font-medium">{choice.label}</span>
              {choice.detail && (
                <span data-detail className="block text-ink-2 text-sm">
                  {choice.detail}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}

/** One box with its sentence. */
export function Checkbox({
  name,
  value = 'on',
  label,
  error,
  ...rest
}: {
  name: string
  value?: string
  label: ReactNode
  error?: string | undefined
  defaultChecked?: boolean
  required?: boolean
}) {
  const id = useId()
  return (
    <div>
      <label className="flex min-h-6 items-start gap-2.5 touch:min-h-12 touch:items-center">
        <input
          type="checkbox"
          name={name}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="mt-0.5"
          {...rest}
        />
        <span>{label}</span>
      </label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
