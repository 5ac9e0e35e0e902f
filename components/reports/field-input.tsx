'use client'

import type { ReactNode } from 'react'
import type { Field as Asked } from '@/lib/templates/rules'
import { ChoiceGroup } from '../ui/choice'
import { Field, FieldError } from '../ui/field'
import { Input, Textarea } from '../ui/input'

export type FieldWords = Record<'optional' | 'range' | 'from' | 'upTo', string>

/** What a template asks, as a control: in the form that is filled in, and in the builder's preview. Its name is `a-<key>`. */
export function FieldInput({
  field,
  answer,
  error,
  words,
  photos,
}: {
  field: Asked
  answer: string | string[] | undefined
  error?: string | undefined
  words: FieldWords
  /** What stands for a photo field. */
  photos: ReactNode
}) {
  const name = `a-${field.key}`
  const common = {
    label: field.label,
    name,
    error,
    required: field.required,
    ...(!field.required && { optional: words.optional }),
  }
  switch (field.kind) {
    case 'text':
      return (
        <Field {...common} hint={field.help}>
          {control => (
            <Textarea {...control} rows={3} maxLength={4000} defaultValue={[answer].flat()[0] ?? ''} />
          )}
        </Field>
      )
    case 'number':
      return (
        <Field {...common} hint={[field.help, rangeOf(field, words)].filter(Boolean).join(' · ')}>
          {control => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                inputMode={field.decimals > 0 ? 'decimal' : 'numeric'}
                autoComplete="off"
                className="num max-w-48"
                maxLength={20}
                defaultValue={[answer].flat()[0] ?? ''}
              />
              {field.unit && <span className="shrink-0 text-ink-2">{field.unit}</span>}
            </span>
          )}
        </Field>
      )
    case 'photo':
      return (
        <Group field={field} words={words} error={error}>
          {photos}
        </Group>
      )
    default:
      return (
        <div className="grid gap-1">
          <ChoiceGroup
            legend={<Legend field={field} words={words} />}
            name={name}
            type={field.kind === 'choice' && !field.multiple ? 'radio' : 'checkbox'}
            columns={field.kind === 'choice' ? 2 : 1}
            defaultValue={answer ?? []}
            choices={field.options.map(option => ({ value: option, label: option }))}
            error={error}
          />
          {field.help && <p className="text-ink-3 text-xs">{field.help}</p>}
        </div>
      )
  }
}

function Group({
  field,
  words,
  error,
  children,
}: {
  field: Asked
  words: FieldWords
  error: string | undefined
  children: ReactNode
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-ink-2 text-sm touch:text-base">
        <Legend field={field} words={words} />
      </legend>
      {children}
      {field.help && <p className="mt-1 text-ink-3 text-xs">{field.help}</p>}
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

function Legend({ field, words }: { field: Asked; words: FieldWords }) {
  return (
    <>
      {field.label}
      {field.required ? (
        <span className="ms-0.5 text-bad-ink" aria-hidden>
          *
        </span>
      ) : (
        <span className="ms-1 font-normal text-ink-3">{words.optional}</span>
      )}
    </>
  )
}

function rangeOf({ min, max }: Asked, words: FieldWords): string {
  if (min !== null && max !== null)
    return words.range.replace('{min}', String(min)).replace('{max}', String(max))
  if (min !== null) return words.from.replace('{min}', String(min))
  return max === null ? '' : words.upTo.replace('{max}', String(max))
}
