'use client'

import { useRouter } from 'next/navigation'
import { timeIn, zone } from '@/lib/clock'
import { submitReport } from '@/lib/reports/actions'
import type { Answers, Field as Asked } from '@/lib/templates/rules'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { FieldInput, type FieldWords } from './field-input'
import { type KeptPhoto, PhotoField, type PhotoFieldWords } from './photo-field'
import { type DraftState, useDraft } from './use-draft'

export type WriteWords = Record<
  'submit' | 'save' | 'saving' | 'saved' | 'unsaved' | 'refused' | 'done',
  string
>

/** A report being written. It keeps itself as a draft; without a network it says so and keeps what was typed. */
export function WriteForm({
  reportId,
  versionId,
  fields,
  answers,
  photos,
  isDraft,
  saved,
  words,
  fieldWords,
  photoWords,
}: {
  reportId: string
  versionId: string
  fields: Asked[]
  answers: Answers
  photos: Record<string, KeptPhoto[]>
  /** A given report is given anew, and never kept as a draft. */
  isDraft: boolean
  /** "草稿已存 21:03", from before. */
  saved: string | undefined
  words: WriteWords
  fieldWords: FieldWords
  photoWords: PhotoFieldWords
}) {
  const router = useRouter()
  const form = useActionForm(submitReport, {
    onDone: () => {
      draft.stop()
      toast({ message: words.done, tone: 'ok' })
      router.push('/me/reports')
    },
  })
  const draft = useDraft(form.formProps.ref, isDraft)
  return (
    <form {...form.formProps} className="grid gap-5" onInput={isDraft ? draft.changed : undefined}>
      <HiddenFields fields={{ reportId, versionId }} />
      {fields.map(field => (
        <FieldInput
          key={field.key}
          field={field}
          answer={answers[field.key]}
          error={form.errorOf(`a-${field.key}`)}
          words={fieldWords}
          photos={
            <PhotoField
              reportId={reportId}
              field={field.key}
              most={field.most}
              photos={photos[field.key] ?? []}
              words={photoWords}
            />
          }
        />
      ))}
      <FormError message={form.refusal} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={form.pending} className="max-sm:grow">
          {words.submit}
        </Button>
        {isDraft && (
          <Button pending={draft.state.is === 'saving'} onClick={draft.save}>
            {words.save}
          </Button>
        )}
        <span role="status" className="num text-ink-2 text-sm">
          {draft.state.is === 'lost' || draft.state.is === 'refused' ? '' : textOf(draft.state, words, saved)}
        </span>
      </div>
      {(draft.state.is === 'lost' || draft.state.is === 'refused') && (
        <p role="alert" className="rounded-md border border-warn/60 bg-warn-soft px-3 py-2 text-warn-ink">
          {textOf(draft.state, words, saved)}
        </p>
      )}
    </form>
  )
}

function textOf(state: DraftState, words: WriteWords, saved: string | undefined): string {
  switch (state.is) {
    case 'none':
      return saved ?? ''
    case 'saving':
      return words.saving
    case 'saved':
      return words.saved.replace('{time}', timeIn(zone, state.at))
    case 'lost':
      return words.unsaved
    case 'refused':
      return words.refused.replace('{reason}', state.reason)
  }
}
