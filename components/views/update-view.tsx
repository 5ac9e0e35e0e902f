'use client'

import { updateView } from '@/lib/views/actions'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

/** Gives the view what is looked at, in one press. */
export function UpdateView({
  viewId,
  query,
  words,
}: {
  viewId: string
  query: [name: string, value: string][]
  words: { update: string; updated: string }
}) {
  const form = useActionForm(updateView, { onDone: () => toast({ message: words.updated, tone: 'ok' }) })
  return (
    <form {...form.formProps}>
      <input type="hidden" name="viewId" value={viewId} />
      {query.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" size="small" variant="primary" pending={form.pending}>
        {words.update}
      </Button>
      <FormError message={form.refusal} />
    </form>
  )
}
