'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { FormActions, useCloseDialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { HiddenFields } from '@/components/ui/hidden-fields'
import { Input, type Option, Select, Textarea } from '@/components/ui/input'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/action'

export type FieldFormWords = Record<
  | 'name'
  | 'nameEn'
  | 'kind'
  | 'class'
  | 'classHint'
  | 'keeper'
  | 'choices'
  | 'choicesHint'
  | 'least'
  | 'most'
  | 'boundsHint'
  | 'isRequired'
  | 'optional'
  | 'save',
  string
>

type Given = Record<'name' | 'nameEn' | 'keeper' | 'least' | 'most' | 'choices', string> &
  Record<'isRequired' | 'hasBounds' | 'hasChoices', boolean>

/** A field, defined or changed: kind and class only while it is new. */
export function FieldForm({
  action,
  fixed,
  kinds,
  classes,
  seenBy = {},
  keepers,
  field,
  words,
}: {
  action: Action<{ id: string }>
  fixed: Record<string, string>
  kinds?: Option[]
  classes?: Option[]
  /** Who sees the values of a class, by class. */
  seenBy?: Record<string, string>
  keepers: Option[]
  field?: Given
  words: FieldFormWords
}) {
  const close = useCloseDialog()
  const [kind, setKind] = useState('text')
  const [of, setOf] = useState('work')
  const form = useActionForm(action, { onDone: close })
  const hasBounds = field ? field.hasBounds : kind === 'text' || kind === 'number'
  const hasChoices = field ? field.hasChoices : kind === 'choice'
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.name} name="name" error={form.errorOf('name')} required>
          {control => <Input {...control} defaultValue={field?.name} autoComplete="off" />}
        </Field>
        <Field label={words.nameEn} name="nameEn" error={form.errorOf('nameEn')} required>
          {control => <Input {...control} defaultValue={field?.nameEn} autoComplete="off" />}
        </Field>
        {kinds && (
          <Field label={words.kind} name="kind" error={form.errorOf('kind')} required>
            {control => (
              <Select
                {...control}
                options={kinds}
                defaultValue="text"
                onChange={event => setKind(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.keeper} name="keeper" error={form.errorOf('keeper')} required>
          {control => <Select {...control} options={keepers} defaultValue={field?.keeper ?? 'hr'} />}
        </Field>
      </div>
      {classes && (
        <Field
          label={words.class}
          name="class"
          hint={[seenBy[of], words.classHint].map(line => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          error={form.errorOf('class')}
          required
        >
          {control => (
            <Select
              {...control}
              options={classes}
              defaultValue="work"
              onChange={event => setOf(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {hasChoices && (
        <Field
          label={words.choices}
          name="choices"
          hint={words.choicesHint}
          error={form.errorOf('choices')}
          required
        >
          {control => <Textarea {...control} rows={5} defaultValue={field?.choices} />}
        </Field>
      )}
      {hasBounds && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={words.least}
            name="least"
            optional={words.optional}
            hint={words.boundsHint}
            error={form.errorOf('least')}
          >
            {control => <Input {...control} inputMode="numeric" defaultValue={field?.least} />}
          </Field>
          <Field label={words.most} name="most" optional={words.optional} error={form.errorOf('most')}>
            {control => <Input {...control} inputMode="numeric" defaultValue={field?.most} />}
          </Field>
        </div>
      )}
      <Checkbox
        name="isRequired"
        label={words.isRequired}
        error={form.errorOf('isRequired')}
        defaultChecked={field?.isRequired ?? false}
      />
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.save}
        </Button>
      </FormActions>
    </form>
  )
}
