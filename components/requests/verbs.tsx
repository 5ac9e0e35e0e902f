'use client'

import type { ReactNode } from 'react'
import type { Action } from '@/lib/action'
import {
  approveRequest,
  copyRequest,
  delegateRequest,
  joinRequest,
  rejectRequest,
  sendBackRequest,
  withdrawRequest,
} from '@/lib/requests/actions'
import { cancelTransfer } from '@/lib/transfers/actions'
import type { RequestVerb } from '@/lib/workflow/rules'
import { ActionButton } from '../ui/action-button'
import { ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import type { Option } from '../ui/input'
import { Picker } from '../ui/picker'
import { toast } from '../ui/toast'
import { useWatched } from './verb-region'

type Verb = 'approve' | 'sendBack' | 'reject' | 'handOn' | 'withdraw' | 'copy' | 'cancel'
type Done = `done.${Exclude<Verb, 'handOn'> | 'join' | 'delegate'}`
type Dialogs =
  | 'reasonOptional'
  | 'approveNote'
  | 'approveNoteTitle'
  | 'approveNoteReason'
  | 'rejectTitle'
  | 'rejectDetail'
  | 'rejectCategory'
  | 'rejectChoose'
  | 'rejectReason'
  | 'sendBackTitle'
  | 'sendBackDetail'
  | 'sendBackReason'
  | 'withdrawTitle'
  | 'withdrawDetail'
  | 'cancelTitle'
  | 'cancelDetail'
  | 'cancelReason'
  | 'handOnTitle'
  | 'handOnDetail'
  | 'handOnMode'
  | 'joinDetail'
  | 'delegateDetail'
  | 'person'
  | 'personPlaceholder'
  | 'copyTitle'
  | 'copyDetail'

/** The verbs that the reader may use now, with their dialogs. What is not theirs is not drawn. */
export function Verbs({
  number,
  verbs,
  mayCancel,
  colleagues,
  texts,
  icons,
}: {
  number: string
  verbs: RequestVerb[]
  mayCancel: boolean
  colleagues: string
  texts: Record<Verb | 'join' | 'delegate' | Dialogs | Done, string> & { categories: Option[] }
  icons: Record<Verb, ReactNode>
}) {
  const watched = useWatched()
  const may = (verb: RequestVerb) => verbs.includes(verb)
  const fields = { number }
  const said = (done: Done) => () => toast({ message: texts[done] })
  const colleague = (
    <Field label={texts.person} name="to" required>
      {control => <Picker control={control} url={colleagues} placeholder={texts.personPlaceholder} />}
    </Field>
  )
  return (
    <>
      {may('copy') && (
        <ConfirmForm
          action={watched(copyRequest)}
          fields={fields}
          trigger={texts.copy}
          variant="ghost"
          icon={icons.copy}
          title={texts.copyTitle}
          detail={texts.copyDetail}
          submit={texts.copy}
          onDone={said('done.copy')}
        >
          {colleague}
        </ConfirmForm>
      )}
      {may('withdraw') && !may('reject') && (
        <ConfirmForm
          action={watched(withdrawRequest)}
          fields={fields}
          trigger={texts.withdraw}
          icon={icons.withdraw}
          title={texts.withdrawTitle}
          detail={texts.withdrawDetail}
          submit={texts.withdraw}
          reason={{ name: 'reason', label: texts.reasonOptional }}
          onDone={said('done.withdraw')}
        />
      )}
      {mayCancel && (
        <ConfirmForm
          action={watched(cancelTransfer)}
          fields={fields}
          trigger={texts.cancel}
          variant="danger"
          icon={icons.cancel}
          title={texts.cancelTitle}
          detail={texts.cancelDetail}
          submit={texts.cancel}
          reason={{ name: 'reason', label: texts.cancelReason, required: true }}
          onDone={said('done.cancel')}
        />
      )}
      {may('sendBack') && (
        <ConfirmForm
          action={watched(sendBackRequest)}
          fields={fields}
          trigger={texts.sendBack}
          icon={icons.sendBack}
          title={texts.sendBackTitle}
          detail={texts.sendBackDetail}
          submit={texts.sendBack}
          reason={{ name: 'reason', label: texts.sendBackReason, required: true }}
          onDone={said('done.sendBack')}
        />
      )}
      {may('reject') && (
        <ConfirmForm
          action={watched(rejectRequest)}
          fields={fields}
          trigger={texts.reject}
          variant="danger"
          icon={icons.reject}
          shortcut="r"
          title={texts.rejectTitle}
          detail={texts.rejectDetail}
          submit={texts.reject}
          category={{
            name: 'category',
            label: texts.rejectCategory,
            options: texts.categories,
            empty: texts.rejectChoose,
          }}
          reason={{ name: 'reason', label: texts.rejectReason, required: true }}
          onDone={said('done.reject')}
        />
      )}
      {may('join') && (
        <ConfirmForm
          action={watched<'join' | 'delegate'>(handOn)}
          fields={fields}
          trigger={texts.handOn}
          icon={icons.handOn}
          title={texts.handOnTitle}
          detail={texts.handOnDetail}
          submit={texts.handOn}
          reason={{ name: 'reason', label: texts.reasonOptional }}
          onDone={mode => toast({ message: texts[`done.${mode}`] })}
        >
          <ChoiceGroup
            legend={texts.handOnMode}
            name="mode"
            defaultValue="join"
            columns={2}
            choices={[
              { value: 'join', label: texts.join, detail: texts.joinDetail },
              { value: 'delegate', label: texts.delegate, detail: texts.delegateDetail },
            ]}
          />
          {colleague}
        </ConfirmForm>
      )}
      {may('approve') && (
        <ConfirmForm
          action={watched(approveRequest)}
          fields={fields}
          trigger={texts.approveNote}
          variant="ghost"
          title={texts.approveNoteTitle}
          submit={texts.approve}
          reason={{ name: 'reason', label: texts.approveNoteReason, required: true }}
          onDone={said('done.approve')}
        />
      )}
      {may('approve') && (
        <ActionButton
          action={watched(approveRequest)}
          fields={fields}
          variant="primary"
          icon={icons.approve}
          shortcut="a"
          onDone={said('done.approve')}
        >
          {texts.approve}
        </ActionButton>
      )}
    </>
  )
}

/** One dialog for two commands: asking somebody to join, or handing over. */
const handOn: Action<'join' | 'delegate'> = async (_previous, data) => {
  const mode = data.get('mode') === 'delegate' ? 'delegate' : 'join'
  data.delete('mode')
  const answer = await (mode === 'delegate' ? delegateRequest : joinRequest)(null, data)
  return answer.ok ? { ok: true, value: mode } : answer
}
