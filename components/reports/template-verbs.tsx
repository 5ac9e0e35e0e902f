'use client'

import { endTemplate, startTemplate } from '@/lib/templates/actions'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { DateField } from '../ui/input'
import { toast } from '../ui/toast'

type Words = Record<'trigger' | 'title' | 'detail' | 'on' | 'done', string>
type Of = { templateId: string; revision: number; day: string }

export function StartTemplateButton({
  templateId,
  revision,
  day,
  words,
}: Of & { words: Words & { until: string } }) {
  return (
    <ConfirmForm
      action={startTemplate}
      fields={{ templateId, revision: String(revision) }}
      trigger={words.trigger}
      variant="primary"
      title={words.title}
      detail={words.detail}
      submit={words.trigger}
      onDone={() => toast({ message: words.done, tone: 'ok' })}
    >
      {errorOf => (
        <>
          <Field label={words.on} name="startsOn" error={errorOf('startsOn')}>
            {control => <DateField {...control} defaultValue={day} min={day} />}
          </Field>
          <Field label={words.until} name="endsOn" error={errorOf('endsOn')}>
            {control => <DateField {...control} min={day} />}
          </Field>
        </>
      )}
    </ConfirmForm>
  )
}

export function EndButton({ templateId, revision, day, words }: Of & { words: Words }) {
  return (
    <ConfirmForm
      action={endTemplate}
      fields={{ templateId, revision: String(revision) }}
      trigger={words.trigger}
      variant="danger"
      title={words.title}
      detail={words.detail}
      submit={words.trigger}
      onDone={() => toast({ message: words.done })}
    >
      {errorOf => (
        <Field label={words.on} name="endsOn" error={errorOf('endsOn')}>
          {control => <DateField {...control} defaultValue={day} />}
        </Field>
      )}
    </ConfirmForm>
  )
}
