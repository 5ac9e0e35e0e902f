'use client'

import { rateTicket, reopenTicket } from '@/lib/tickets/actions'
import { useWatched } from '../requests/verb-region'
import { Button } from '../ui/button'
import { ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { type Option, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

/** 解决了吗? Yes, and how good it was; or no, and what is missing. */
export function RateForm({
  number,
  stars,
  may,
  texts,
}: {
  number: string
  stars: Option[]
  may: { rate: boolean; reopen: boolean }
  texts: Record<
    | 'rating'
    | 'words'
    | 'rate'
    | 'doneRate'
    | 'reopen'
    | 'reopenTitle'
    | 'reopenDetail'
    | 'reopenReason'
    | 'doneReopen',
    string
  >
}) {
  const watched = useWatched()
  const form = useActionForm(watched(rateTicket), {
    onDone: () => toast({ message: texts.doneRate, tone: 'ok' }),
  })
  const reopen = may.reopen && (
    <ConfirmForm
      action={watched(reopenTicket)}
      fields={{ number }}
      trigger={texts.reopen}
      title={texts.reopenTitle}
      detail={texts.reopenDetail}
      submit={texts.reopen}
      reason={{ name: 'reason', label: texts.reopenReason, required: true }}
      onDone={() => toast({ message: texts.doneReopen })}
    />
  )
  if (!may.rate) return reopen
  return (
    <>
      <form {...form.formProps} id="rate" className="grid gap-3">
        <HiddenFields fields={{ number }} />
        <ChoiceGroup
          legend={texts.rating}
          name="rating"
          required
          columns={3}
          choices={stars}
          error={form.errorOf('rating')}
        />
        <Field label={texts.words} name="words" error={form.errorOf('words')}>
          {control => <Textarea {...control} rows={2} />}
        </Field>
        <FormError message={form.refusal} />
      </form>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" form="rate" variant="primary" pending={form.pending}>
          {texts.rate}
        </Button>
        {reopen}
      </div>
    </>
  )
}
