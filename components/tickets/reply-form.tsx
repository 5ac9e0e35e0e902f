'use client'

import { useState } from 'react'
import type { Action } from '@/lib/action'
import { answerTicket, noteTicket, replyTicket } from '@/lib/tickets/actions'
import { useWatched } from '../requests/verb-region'
import { Button } from '../ui/button'
import { ChipPicker } from '../ui/chip-picker'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { Photos, type PhotoWords } from './photos'

export type ReplyMode = 'answer' | 'reply' | 'note'
export type ReplyTexts = Record<
  | 'mode'
  | 'reply'
  | 'answer'
  | 'note'
  | 'replyBody'
  | 'answerBody'
  | 'noteBody'
  | 'person'
  | 'personPlaceholder'
  | 'personRemove'
  | 'doneReply'
  | 'doneAnswer'
  | 'doneNote',
  string
>

const done = { reply: 'doneReply', answer: 'doneAnswer', note: 'doneNote' } as const
const bodies = { reply: 'replyBody', answer: 'answerBody', note: 'noteBody' } as const
const actions: Record<ReplyMode, Action<void>> = {
  reply: replyTicket,
  answer: answerTicket,
  note: noteTicket,
}

/** A word in the thread: a reply, the answer, or a note that its author does not see. What was typed stays when the kind changes. */
export function ReplyForm({
  number,
  modes,
  colleagues,
  most,
  texts,
  photoWords,
}: {
  number: string
  modes: ReplyMode[]
  colleagues: string
  most: number
  texts: ReplyTexts
  photoWords: PhotoWords
}) {
  const [mode, setMode] = useState<ReplyMode>(modes[0] ?? 'reply')
  const watched = useWatched()
  const now = modes.includes(mode) ? mode : (modes[0] ?? 'reply')
  const form = useActionForm(watched(actions[now]), {
    onDone: () => {
      toast({ message: texts[done[now]] })
      // the emptied form shows its first kind as chosen again
      setMode(modes[0] ?? 'reply')
    },
  })
  return (
    <form {...form.formProps} className="grid gap-3">
      <HiddenFields fields={{ number }} />
      {modes.length > 1 && (
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{texts.mode}</legend>
          {modes.map(one => (
            <label
              key={one}
              className="flex min-h-(--ctl-h) items-center gap-2 rounded-sm border border-line px-3 has-checked:border-hq has-checked:bg-hq-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                checked={one === now}
                onChange={() => setMode(one)}
                className="focus-visible:outline-none"
              />
              {texts[one]}
            </label>
          ))}
        </fieldset>
      )}
      <Field label={texts[bodies[now]]} name="body" error={form.errorOf('body')} required>
        {control => (
          <Textarea
            {...control}
            rows={4}
            data-key="c"
            onClick={event => event.currentTarget.focus()}
            className={now === 'note' ? 'border-warn border-dashed bg-warn-soft' : ''}
          />
        )}
      </Field>
      {now !== 'note' && <Photos most={most} words={photoWords} error={form.errorOf('files')} />}
      {now !== 'answer' && (
        <ChipPicker
          name="mentions"
          url={colleagues}
          error={form.errorOf('mentions')}
          texts={{ label: texts.person, placeholder: texts.personPlaceholder, remove: texts.personRemove }}
        />
      )}
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant={now === 'answer' ? 'primary' : 'plain'} pending={form.pending}>
          {texts[now]}
        </Button>
      </div>
    </form>
  )
}
