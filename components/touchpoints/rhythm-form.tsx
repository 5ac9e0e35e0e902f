'use client'

import { useRouter } from 'next/navigation'
import { setRhythm } from '@/lib/touchpoints/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { Picker } from '../ui/picker'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

/** How often the people of a department are talked with. */
export function RhythmForm({
  usual,
  words,
}: {
  usual: number
  words: Record<'unit' | 'unitPlaceholder' | 'days' | 'save' | 'saved', string>
}) {
  const router = useRouter()
  const form = useActionForm(setRhythm, {
    onDone: () => {
      toast({ message: words.saved, tone: 'ok' })
      router.refresh()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <Field label={words.unit} name="unitId" error={form.errorOf('unitId')} required>
        {control => (
          <Picker
            control={control}
            url="/hq/search/units?kind=department,headquarters"
            placeholder={words.unitPlaceholder}
          />
        )}
      </Field>
      <Field label={words.days} name="days" error={form.errorOf('days')} required>
        {control => <Input {...control} inputMode="numeric" defaultValue={String(usual)} className="w-24" />}
      </Field>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
