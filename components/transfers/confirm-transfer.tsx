'use client'

import type { ReactNode } from 'react'
import { confirmTransfer } from '@/lib/transfers/actions'
import { useWatched } from '../requests/verb-region'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export function ConfirmTransfer({
  number,
  texts,
  children,
}: {
  number: string
  texts: { note: string; submit: string; done: string }
  /** The consent notice and its boxes. */
  children: ReactNode
}) {
  const watched = useWatched()
  const form = useActionForm(watched(confirmTransfer), { onDone: () => toast({ message: texts.done }) })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={{ number }} />
      {children}
      <Field label={texts.note} name="reason" error={form.errorOf('reason')}>
        {control => <Textarea {...control} rows={2} />}
      </Field>
      <FormError message={form.errorOf('consentBase') ?? form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  )
}
