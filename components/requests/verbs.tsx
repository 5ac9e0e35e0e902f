'use client'

import type { ReactNode } from 'react'
import type { Answer } from '@/lib/action'
import { cancelLeaving } from '@/lib/leavings/actions'
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
import { ActionButton } from '../ui/action-button'
import type { ButtonVariant } from '../ui/button'
import { ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import type { Option } from '../ui/input'
import { Picker } from '../ui/picker'
import { toast } from '../ui/toast'
import { useWatched } from './verb-region'

/** Verbs that open a dialog: each is one form of the same kind, with its own words. */
export type SpokenVerb =
  | 'copy'
  | 'withdraw'
  | 'cancel'
  | 'cancelLeaving'
  | 'sendBack'
  | 'reject'
  | 'handOn'
  | 'approveNote'
/** What was done, as it is said afterwards: handing on ends in one of two ways. */
export type Done = Exclude<SpokenVerb, 'handOn' | 'approveNote'> | 'approve' | 'join' | 'delegate'

export type VerbTexts = {
  dialogs: Record<
    SpokenVerb,
    { trigger: string; title: string; detail?: string; submit: string; wayOut?: string; reason?: string }
  >
  done: Record<Done, string>
  approve: string
  category: { label: string; empty: string; options: Option[] }
  colleague: { label: string; placeholder: string }
  handOn: { legend: string; join: string; joinDetail: string; delegate: string; delegateDetail: string }
}

type Form = {
  verb: SpokenVerb
  send: (data: FormData) => Promise<Answer<unknown>>
  done: Done | ((data: FormData) => Done)
  variant?: ButtonVariant
  shortcut?: string
  /** Whether its reason may be left out; absent: it asks for none. */
  reason?: 'optional' | 'required'
  asks?: ('category' | 'mode' | 'colleague')[]
}

const forms: Form[] = [
  {
    verb: 'copy',
    send: data => copyRequest(null, data),
    done: 'copy',
    variant: 'ghost',
    asks: ['colleague'],
  },
  { verb: 'withdraw', send: data => withdrawRequest(null, data), done: 'withdraw', reason: 'optional' },
  {
    verb: 'cancel',
    send: data => cancelTransfer(null, data),
    done: 'cancel',
    variant: 'danger',
    reason: 'required',
  },
  {
    verb: 'cancelLeaving',
    send: data => cancelLeaving(null, data),
    done: 'cancelLeaving',
    variant: 'danger',
    reason: 'required',
  },
  { verb: 'sendBack', send: data => sendBackRequest(null, data), done: 'sendBack', reason: 'required' },
  {
    verb: 'reject',
    send: data => rejectRequest(null, data),
    done: 'reject',
    variant: 'danger',
    shortcut: 'r',
    reason: 'required',
    asks: ['category'],
  },
  { verb: 'handOn', send: handOn, done: modeOf, reason: 'optional', asks: ['mode', 'colleague'] },
  {
    verb: 'approveNote',
    send: data => approveRequest(null, data),
    done: 'approve',
    variant: 'ghost',
    reason: 'required',
  },
]

/** The verbs that the reader may use now, with their dialogs. What is not theirs is not drawn. */
export function Verbs({
  number,
  offered,
  colleagues,
  texts,
  icons,
}: {
  number: string
  offered: (SpokenVerb | 'approve')[]
  colleagues: string
  texts: VerbTexts
  icons: Partial<Record<SpokenVerb | 'approve', ReactNode>>
}) {
  const watched = useWatched()
  const fields = { number }
  const parts = {
    mode: () => <HandOnMode key="mode" texts={texts.handOn} />,
    colleague: (errorOf: (field: string) => string | undefined) => (
      <Field key="colleague" label={texts.colleague.label} name="to" error={errorOf('to')} required>
        {control => <Picker control={control} url={colleagues} placeholder={texts.colleague.placeholder} />}
      </Field>
    ),
  }
  return (
    <>
      {forms
        .filter(form => offered.includes(form.verb))
        .map(({ verb, send, done, variant, shortcut, reason, asks = [] }) => {
          const { reason: label, ...words } = texts.dialogs[verb]
          return (
            <ConfirmForm<Done>
              key={verb}
              {...words}
              variant={variant}
              shortcut={shortcut}
              icon={icons[verb]}
              action={watched(async (_previous, data) => {
                const said = typeof done === 'string' ? done : done(data)
                const answer = await send(data)
                return answer.ok ? { ok: true, value: said } : answer
              })}
              fields={fields}
              {...(asks.includes('category') && { category: { name: 'category', ...texts.category } })}
              {...(reason && label && { reason: { name: 'reason', label, required: reason === 'required' } })}
              onDone={said => toast({ message: texts.done[said] })}
            >
              {errorOf => asks.map(part => part !== 'category' && parts[part](errorOf))}
            </ConfirmForm>
          )
        })}
      {offered.includes('approve') && (
        <div className="contents [&_button]:max-lg:order-first in-data-beside:[&_button]:order-first">
          <ActionButton
            action={watched(approveRequest)}
            fields={fields}
            variant="primary"
            icon={icons.approve}
            shortcut="a"
            onDone={() => toast({ message: texts.done.approve })}
          >
            {texts.approve}
          </ActionButton>
        </div>
      )}
    </>
  )
}

function HandOnMode({ texts }: { texts: VerbTexts['handOn'] }) {
  return (
    <ChoiceGroup
      legend={texts.legend}
      name="mode"
      defaultValue="join"
      columns={2}
      choices={[
        { value: 'join', label: texts.join, detail: texts.joinDetail },
        { value: 'delegate', label: texts.delegate, detail: texts.delegateDetail },
      ]}
    />
  )
}

/** One dialog for two commands: asking somebody to join, or handing over. */
function handOn(data: FormData): Promise<Answer<unknown>> {
  const mode = modeOf(data)
  data.delete('mode')
  return (mode === 'delegate' ? delegateRequest : joinRequest)(null, data)
}

function modeOf(data: FormData): 'join' | 'delegate' {
  return data.get('mode') === 'delegate' ? 'delegate' : 'join'
}
