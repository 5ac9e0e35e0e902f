'use client'

import { answerNote, changeNote, withdrawNote } from '@/lib/thanks/actions'
import { Button } from '../ui/button'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog, FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import type { FormChoices } from './form-choices'
import { NoteFields, type NoteStart } from './note-fields'

type ChangeProps = {
  id: string
  kind: 'thanks' | 'feedback'
  start: NoteStart
  choices: FormChoices
}

export function ChangeNote({
  texts,
  ...form
}: ChangeProps & { texts: Record<'trigger' | 'title' | 'detail', string> }) {
  return (
    <Dialog {...texts}>
      <ChangeForm {...form} />
    </Dialog>
  )
}

function ChangeForm({ id, kind, start, choices }: ChangeProps) {
  const close = useCloseDialog()
  const form = useActionForm(changeNote, {
    onDone: () => {
      toast({ message: choices.words.saved, tone: 'ok' })
      close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={{ id }} />
      <NoteFields kind={kind} start={start} errorOf={form.errorOf} {...choices} />
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {choices.words.save}
        </Button>
      </FormActions>
    </form>
  )
}

export function WithdrawNote({
  id,
  texts,
}: {
  id: string
  texts: Record<'trigger' | 'title' | 'detail' | 'done', string>
}) {
  return (
    <ConfirmForm
      action={withdrawNote}
      fields={{ id }}
      trigger={texts.trigger}
      variant="danger"
      title={texts.title}
      detail={texts.detail}
      submit={texts.trigger}
      onDone={() => toast({ message: texts.done })}
    />
  )
}

export function AnswerForm({
  id,
  texts,
}: {
  id: string
  texts: Record<'label' | 'hint' | 'submit' | 'done', string>
}) {
  const form = useActionForm(answerNote, {
    onDone: () => toast({ message: texts.done, tone: 'ok' }),
  })
  return (
    <form {...form.formProps} className="mt-4 grid gap-3 border-line border-t pt-3">
      <HiddenFields fields={{ id }} />
      <Field label={texts.label} name="body" hint={texts.hint} error={form.errorOf('body')} required>
        {control => <Textarea {...control} rows={2} />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  )
}
