'use client'

import { useRouter } from 'next/navigation'
import type { Action } from '@/lib/action'
import { type Choice, ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { Icon } from '../ui/icon'
import { Input, type Option, Select } from '../ui/input'
import { toast } from '../ui/toast'

/** What a file with sealed values asks: what they are needed in the clear for, or else they are masked. */
export type PurposeWords = {
  purpose: string
  hint: string
  masked: string
  options: Option[]
  note: string
  noteHint: string
  optional: string
}

/** Asks for a list as it is shown, and goes where one sees how far it is. */
export function AskExport({
  action,
  query,
  words,
  formats,
  purpose,
}: {
  action: Action<{ id: string }>
  /** Which list, name by name. */
  query: [name: string, value: string][]
  words: Record<'ask' | 'title' | 'detail' | 'format' | 'submit' | 'asked', string>
  formats: Choice[]
  purpose?: PurposeWords | undefined
}) {
  const router = useRouter()
  return (
    <ConfirmForm
      action={action}
      trigger={words.ask}
      icon={<Icon name="download" />}
      title={words.title}
      detail={words.detail}
      submit={words.submit}
      onDone={() => {
        toast({ message: words.asked, tone: 'ok' })
        router.push('/hq/exports')
      }}
    >
      {query.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <ChoiceGroup legend={words.format} name="format" choices={formats} defaultValue="xlsx" required />
      {purpose && (
        <>
          <Field name="purpose" label={purpose.purpose} hint={purpose.hint}>
            {control => <Select {...control} options={purpose.options} empty={purpose.masked} />}
          </Field>
          <Field name="note" label={purpose.note} hint={purpose.noteHint} optional={purpose.optional}>
            {control => <Input {...control} autoComplete="off" />}
          </Field>
        </>
      )}
    </ConfirmForm>
  )
}
