'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { type Option, Select } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useActionForm } from '@/components/ui/use-action-form'
import { addFileRule } from '@/lib/completeness/actions'

/** One more item that files have to hold. */
export function RuleForm({
  items,
  placements,
  families,
  words,
}: {
  items: Option[]
  placements: Option[]
  families: Option[]
  words: Record<'item' | 'placement' | 'family' | 'anyFamily' | 'isForStore' | 'submit' | 'added', string>
}) {
  const router = useRouter()
  const form = useActionForm(addFileRule, {
    onDone: () => {
      toast({ message: words.added, tone: 'ok' })
      router.refresh()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={words.item} name="item" error={form.errorOf('item')} required>
          {control => <Select {...control} options={items} empty="" />}
        </Field>
        <Field label={words.placement} name="placement" error={form.errorOf('placement')}>
          {control => <Select {...control} options={placements} />}
        </Field>
        <Field label={words.family} name="family" error={form.errorOf('family')}>
          {control => <Select {...control} options={families} empty={words.anyFamily} />}
        </Field>
      </div>
      <Checkbox name="isForStore" label={words.isForStore} error={form.errorOf('isForStore')} />
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
