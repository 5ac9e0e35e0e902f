'use client'

import { useRouter } from 'next/navigation'
import { recordTouchpoint } from '@/lib/touchpoints/actions'
import { Button } from '../ui/button'
import { ChoiceGroup } from '../ui/choice'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, type Option, Select, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export type RecordWords = Record<
  | 'happenedOn'
  | 'way'
  | 'topic'
  | 'chooseTopic'
  | 'words'
  | 'wordsHint'
  | 'note'
  | 'noteHint'
  | 'followUpOn'
  | 'followUpHint'
  | 'save'
  | 'saved',
  string
>

/** One talk: when, how, about what; what is for the person and what stays inside are two fields, so that nobody mixes them up. */
export function RecordForm({
  number,
  today,
  ways,
  topics,
  words,
}: {
  number: string
  today: string
  ways: { value: string; label: string }[]
  topics: Option[]
  words: RecordWords
}) {
  const router = useRouter()
  const form = useActionForm(recordTouchpoint, {
    onDone: () => {
      toast({ message: words.saved, tone: 'ok' })
      router.refresh()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={{ number }} />
      <Field label={words.happenedOn} name="happenedOn" error={form.errorOf('happenedOn')} required>
        {control => <DateField {...control} defaultValue={today} max={today} />}
      </Field>
      <ChoiceGroup
        legend={words.way}
        name="way"
        columns={2}
        choices={ways}
        defaultValue="call"
        error={form.errorOf('way')}
        required
      />
      <Field label={words.topic} name="topic" error={form.errorOf('topic')} required>
        {control => <Select {...control} options={topics} empty={words.chooseTopic} />}
      </Field>
      <Field label={words.words} name="words" hint={words.wordsHint} error={form.errorOf('words')}>
        {control => <Textarea {...control} rows={2} />}
      </Field>
      <Field label={words.note} name="note" hint={words.noteHint} error={form.errorOf('note')}>
        {control => <Textarea {...control} rows={3} />}
      </Field>
      <Field
        label={words.followUpOn}
        name="followUpOn"
        hint={words.followUpHint}
        error={form.errorOf('followUpOn')}
      >
        {control => <DateField {...control} min={today} />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending} className="max-sm:w-full">
          {words.save}
        </Button>
      </div>
    </form>
  )
}
