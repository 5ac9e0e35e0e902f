'use client'

import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { type Choice, ChoiceGroup } from '../ui/choice'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Input, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export type AskWords = {
  kind: string
  categories: string
  reason: string
  reasonHint: string
  submit: string
  asked: string
  /** Of who asks in somebody's place: how they made sure of who that is. */
  proof?: string
  proofHint?: string
}

/** What somebody wants done with which of their data, and why. */
export function AskForm({
  action,
  fixed = {},
  kinds,
  categories,
  words,
}: {
  action: Action<{ number: string }>
  fixed?: Record<string, string>
  kinds: Choice[]
  categories: Choice[]
  words: AskWords
}) {
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: () => {
      toast({ message: words.asked, tone: 'ok' })
      close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fixed} />
      <ChoiceGroup
        legend={words.kind}
        name="kind"
        choices={kinds}
        columns={2}
        required
        error={form.errorOf('kind')}
      />
      <ChoiceGroup
        legend={words.categories}
        name="categories"
        type="checkbox"
        choices={categories}
        columns={2}
        error={form.errorOf('categories')}
      />
      <Field
        label={words.reason}
        name="reason"
        hint={words.reasonHint}
        error={form.errorOf('reason')}
        required
      >
        {control => <Textarea {...control} />}
      </Field>
      {words.proof && (
        <Field label={words.proof} name="proof" hint={words.proofHint} error={form.errorOf('proof')} required>
          {control => <Input {...control} autoComplete="off" />}
        </Field>
      )}
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
