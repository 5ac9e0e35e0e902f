'use client'

import type { Field } from '@/lib/templates/rules'
import { FieldInput, type FieldWords } from './field-input'

/** A template as its author's form, narrow as a phone; what is typed here goes nowhere. */
export function Preview({
  intro,
  fields,
  words,
  addPhoto,
}: {
  intro: string
  fields: Field[]
  words: FieldWords
  addPhoto: string
}) {
  return (
    <form className="grid max-w-sm gap-5" onSubmit={event => event.preventDefault()}>
      {intro && <p className="whitespace-pre-wrap text-ink-2">{intro}</p>}
      {fields.map(field => (
        <FieldInput
          key={`${field.key} ${field.kind}`}
          field={field}
          answer={undefined}
          words={words}
          photos={
            <span className="inline-flex min-h-(--ctl-h) items-center rounded-sm border border-line border-dashed px-3 text-ink-3">
              {addPhoto}
            </span>
          }
        />
      ))}
    </form>
  )
}
