'use client'

import { publishNotice, remindOfNotice, unscheduleNotice, withdrawNotice } from '@/lib/notices/actions'
import { ActionButton } from '../ui/action-button'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'

export type VerbWords = Record<
  | 'publish'
  | 'publishTitle'
  | 'publishDetail'
  | 'publishAt'
  | 'publishAtHint'
  | 'publishSubmit'
  | 'unschedule'
  | 'withdraw'
  | 'withdrawTitle'
  | 'withdrawDetail'
  | 'withdrawReason'
  | 'withdrawSubmit',
  string
> & { published: string; unscheduled: string; withdrawn: string }

type Of = { number: string; revision: number; words: VerbWords }
const fieldsOf = ({ number, revision }: Of) => ({ number, revision: String(revision) })

/** Now or at a time, after whom it reaches has been said once more. */
export function PublishButton({ reach, ...of }: Of & { reach: string }) {
  const { words } = of
  return (
    <ConfirmForm
      action={publishNotice}
      fields={fieldsOf(of)}
      trigger={words.publish}
      variant="primary"
      title={words.publishTitle}
      detail={words.publishDetail}
      submit={words.publishSubmit}
      onDone={() => toast({ message: words.published })}
    >
      {errorOf => (
        <>
          <p className="font-semibold">{reach}</p>
          <Field
            label={words.publishAt}
            name="publishAt"
            error={errorOf('publishAt')}
            hint={words.publishAtHint}
          >
            {control => <Input {...control} type="datetime-local" className="num" />}
          </Field>
        </>
      )}
    </ConfirmForm>
  )
}

export function UnscheduleButton(of: Of) {
  return (
    <ActionButton
      action={unscheduleNotice}
      fields={fieldsOf(of)}
      onDone={() => toast({ message: of.words.unscheduled })}
    >
      {of.words.unschedule}
    </ActionButton>
  )
}

export function WithdrawButton({ isDraft, ...of }: Of & { isDraft: boolean }) {
  const { words } = of
  return (
    <ConfirmForm
      action={withdrawNotice}
      fields={fieldsOf(of)}
      trigger={words.withdraw}
      variant="danger"
      title={words.withdrawTitle}
      detail={words.withdrawDetail}
      submit={words.withdrawSubmit}
      {...(!isDraft && { reason: { name: 'reason', label: words.withdrawReason, required: true } })}
      onDone={() => toast({ message: words.withdrawn })}
    />
  )
}

/** One press reminds all who are left; afterwards it says when that was. */
export function RemindButton({
  number,
  unitId,
  texts,
}: {
  number: string
  unitId?: string | undefined
  texts: { submit: string; done: string }
}) {
  return (
    <ActionButton
      action={remindOfNotice}
      fields={{ number, ...(unitId && { unitId }) }}
      onDone={() => toast({ message: texts.done })}
    >
      {texts.submit}
    </ActionButton>
  )
}
