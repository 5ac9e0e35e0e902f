'use client'

import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { type Choice, ChoiceGroup } from '../ui/choice'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { DateField, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export type AskWords = Record<
  'items' | 'dueOn' | 'dueHint' | 'reason' | 'reasonHint' | 'optional' | 'submit' | 'done',
  string
>

/** Asks for what files lack: which of it, until when, and why. Without choices the items were chosen before. */
export function AskForm<T>({
  action,
  fixed,
  items = [],
  choices,
  dueOn,
  latest,
  words,
}: {
  action: Action<T>
  fixed: Record<string, string>
  /** Chosen before. */
  items?: string[]
  choices?: { choices: Choice[]; chosen: string[] }
  dueOn: string
  latest: string
  words: AskWords
}) {
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: () => {
      toast({ message: words.done, tone: 'ok' })
      close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      {items.map(item => (
        <input key={item} type="hidden" name="items" value={item} />
      ))}
      {choices && (
        <ChoiceGroup
          legend={words.items}
          name="items"
          type="checkbox"
          columns={2}
          choices={choices.choices}
          defaultValue={choices.chosen}
          error={form.errorOf('items')}
        />
      )}
      <Field label={words.dueOn} name="dueOn" hint={words.dueHint} error={form.errorOf('dueOn')} required>
        {control => <DateField {...control} defaultValue={dueOn} max={latest} />}
      </Field>
      <Field
        label={words.reason}
        name="reason"
        hint={words.reasonHint}
        optional={words.optional}
        error={form.errorOf('reason')}
      >
        {control => <Textarea {...control} rows={2} />}
      </Field>
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
