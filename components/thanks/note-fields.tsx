'use client'

import { ChoiceGroup } from '../ui/choice'
import { Field } from '../ui/field'
import { Select, Textarea } from '../ui/input'
import type { FormChoices } from './form-choices'

export type NoteStart = {
  topic: string
  tone: string
  body: string
  sight: string
  evidenceOn: string
}
const nothing: NoteStart = { topic: '', tone: '', body: '', sight: '', evidenceOn: '' }

/** What thanks and feedback ask for: the tone of feedback and whether it is kept, who sees thanks. */
export function NoteFields({
  kind,
  start = nothing,
  errorOf,
  tones,
  topics,
  sights,
  months,
  words,
}: Omit<FormChoices, 'kinds'> & {
  kind: 'thanks' | 'feedback'
  start?: NoteStart
  errorOf: (field: string) => string | undefined
}) {
  const isFeedback = kind === 'feedback'
  return (
    <>
      {isFeedback && (
        <ChoiceGroup
          legend={words.tone}
          name="tone"
          columns={2}
          choices={tones}
          defaultValue={start.tone}
          error={errorOf('tone')}
          required
        />
      )}
      <Field label={words.topic} name="topic" error={errorOf('topic')} required>
        {control => (
          <Select {...control} options={topics[kind]} empty={words.chooseTopic} defaultValue={start.topic} />
        )}
      </Field>
      <Field label={words.body} name="body" error={errorOf('body')} required>
        {control => (
          <Textarea
            {...control}
            rows={5}
            defaultValue={start.body}
            placeholder={words[isFeedback ? 'feedbackPlaceholder' : 'thanksPlaceholder']}
          />
        )}
      </Field>
      {!isFeedback && (
        <ChoiceGroup
          legend={words.sight}
          name="sight"
          columns={2}
          choices={sights}
          defaultValue={start.sight}
          error={errorOf('sight')}
          required
        />
      )}
      {isFeedback && months.length > 0 && (
        <Field
          label={words.evidence}
          name="evidenceOn"
          hint={words.evidenceHint}
          error={errorOf('evidenceOn')}
        >
          {control => (
            <Select
              {...control}
              options={months}
              empty={words.evidenceNone}
              defaultValue={start.evidenceOn}
            />
          )}
        </Field>
      )}
    </>
  )
}
