'use client'

import { commentReport } from '@/lib/reports/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export function CommentForm({
  reportId,
  words,
}: {
  reportId: string
  words: Record<'body' | 'send' | 'sent', string>
}) {
  const form = useActionForm(commentReport, { onDone: () => toast({ message: words.sent }) })
  return (
    <form {...form.formProps} className="grid gap-3">
      <HiddenFields fields={{ reportId }} />
      <Field label={words.body} name="body" error={form.errorOf('body')} required>
        {control => <Textarea {...control} rows={3} />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" pending={form.pending}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
