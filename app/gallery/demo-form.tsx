'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { DateField, Textarea } from '@/components/ui/input'
import { Picker } from '@/components/ui/picker'
import { toast } from '@/components/ui/toast'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Answer } from '@/lib/action'

type DemoWords = Record<'employee' | 'hint' | 'from' | 'note' | 'submit' | 'fromError' | 'done', string>

/** A form as the product writes them, with an action that lives in the page instead of on the server. */
export function DemoForm({ words }: { words: DemoWords }) {
  const form = useActionForm((_previous, data) => demoAction(data, words), {
    onDone: () => toast({ message: words.done }),
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <Field
        label={words.employee}
        name="employeeId"
        hint={words.hint}
        error={form.errorOf('employeeId')}
        required
      >
        {control => <Picker control={control} url="/gallery/people" />}
      </Field>
      <Field label={words.from} name="from" error={form.errorOf('from')}>
        {control => <DateField {...control} />}
      </Field>
      <Field label={words.note} name="note">
        {control => <Textarea {...control} />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

async function demoAction(data: FormData, words: DemoWords): Promise<Answer<null>> {
  await new Promise(resolve => setTimeout(resolve, 600))
  if (data.get('from')) return { ok: true, value: null }
  return { ok: false, code: 'demo', message: words.fromError, fields: { from: words.fromError } }
}
