'use client'

import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, Input, type Option, Select } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { FileField, type FileWords } from './file-field'

export type DocumentFormWords = {
  kind: string
  title: string
  titleHint: string
  expiresOn: string
  optional: string
  file: FileWords
  submit: string
  done: string
}

/** A new document, or a new version of one: then its kind and title stay. */
export function DocumentForm({
  action,
  hidden = {},
  words,
  kinds,
  expiresOn = '',
}: {
  action: Action<{ number: string }>
  hidden?: Record<string, string>
  words: DocumentFormWords
  kinds?: Option[] | undefined
  expiresOn?: string
}) {
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: () => {
      toast({ message: words.done, tone: 'ok' })
      close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={hidden} />
      {kinds && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.kind} name="kind" error={form.errorOf('kind')} required>
            {control => <Select {...control} options={kinds} />}
          </Field>
          <Field
            label={words.title}
            name="title"
            hint={words.titleHint}
            optional={words.optional}
            error={form.errorOf('title')}
          >
            {control => <Input {...control} autoComplete="off" />}
          </Field>
        </div>
      )}
      <FileField words={words.file} error={form.errorOf('file')} answer={form.answer} />
      <Field
        label={words.expiresOn}
        name="expiresOn"
        optional={words.optional}
        error={form.errorOf('expiresOn')}
      >
        {control => <DateField {...control} defaultValue={expiresOn} />}
      </Field>
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
