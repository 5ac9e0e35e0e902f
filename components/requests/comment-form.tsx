'use client'

import { useState } from 'react'
import { commentRequest } from '@/lib/requests/actions'
import { Button, buttonClass } from '../ui/button'
import { Field, FieldError } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { useActionForm } from '../ui/use-action-form'

/** A word beside the decision, with up to three pictures or PDFs. The key C leads here. */
export function CommentForm({
  number,
  takesFiles,
  texts,
}: {
  number: string
  takesFiles: boolean
  texts: { body: string; files: string; filesHint: string; submit: string }
}) {
  const [names, setNames] = useState<string[]>([])
  const form = useActionForm(commentRequest, { onDone: () => setNames([]) })
  return (
    <form {...form.formProps} className="grid gap-3">
      <HiddenFields fields={{ number }} />
      <Field label={texts.body} name="body" error={form.errorOf('body')} required>
        {control => <Textarea {...control} data-key="c" onClick={event => event.currentTarget.focus()} />}
      </Field>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" pending={form.pending}>
            {texts.submit}
          </Button>
          {takesFiles && (
            <label
              className={`${buttonClass('ghost')} has-focus-visible:outline-2 has-focus-visible:outline-focus`}
            >
              <input
                type="file"
                name="files"
                multiple
                accept="image/png,image/jpeg,image/webp,application/pdf"
                className="sr-only"
                onChange={event => setNames([...(event.currentTarget.files ?? [])].map(file => file.name))}
              />
              {texts.files}
            </label>
          )}
        </div>
        <p className="text-ink-3 text-xs">{names.length > 0 ? names.join(' · ') : texts.filesHint}</p>
        {form.errorOf('files') && <FieldError>{form.errorOf('files')}</FieldError>}
      </div>
      <FormError message={form.refusal} />
    </form>
  )
}
