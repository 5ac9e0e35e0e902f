'use client'

import type { ReactNode } from 'react'
import { confirmRenewal } from '@/lib/renewals/actions'
import { approveRequest } from '@/lib/requests/actions'
import { useWatched } from '../requests/verb-region'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

/** The person concerned agrees, or rejects in the page's header. */
export function AgreeForm({ number, texts }: { number: string; texts: { submit: string; done: string } }) {
  const form = useActionForm(useWatched()(approveRequest), { onDone: () => toast({ message: texts.done }) })
  return (
    <form {...form.formProps} className="grid gap-3">
      <HiddenFields fields={{ number }} />
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending} data-key="a">
          {texts.submit}
        </Button>
      </div>
    </form>
  )
}

/** The same for a contract, with the wish that only they can have. */
export function RenewForm({
  number,
  texts,
  children,
}: {
  number: string
  texts: { note: string; submit: string; done: string; wish?: string | undefined }
  children?: ReactNode
}) {
  const form = useActionForm(useWatched()(confirmRenewal), { onDone: () => toast({ message: texts.done }) })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={{ number }} />
      {texts.wish && (
        <Checkbox name="wish" value="fixed_term" label={texts.wish} error={form.errorOf('wish')} />
      )}
      {children}
      <Field label={texts.note} name="reason" error={form.errorOf('reason')}>
        {control => <Textarea {...control} rows={2} />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  )
}
