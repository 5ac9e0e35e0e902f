'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { type Option, Select } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeSettings } from '@/lib/account/actions'
import type { Locale } from '@/lib/actor'

/** `saved` is said in the language that was chosen. */
type Words = { language: string; theme: string; save: string; saved: Record<Locale, string> }

/** Keyed by what is saved: the choices follow when they change elsewhere, in the person's menu. */
export function LookForm({
  words,
  locale,
  theme,
  locales,
  themes,
}: {
  words: Words
  locale: Locale
  theme: string
  locales: Option[]
  themes: Option[]
}) {
  const form = useActionForm(changeSettings, {
    onDone: () => {
      const chosen = form.formProps.ref.current?.elements.namedItem('locale')
      const spoken = chosen instanceof HTMLSelectElement ? chosen.value : locale
      toast({ message: words.saved[spoken as Locale] })
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.language} name="locale" error={form.errorOf('locale')}>
          {control => <Select {...control} key={locale} options={locales} defaultValue={locale} />}
        </Field>
        <Field label={words.theme} name="theme" error={form.errorOf('theme')}>
          {control => <Select {...control} key={theme} options={themes} defaultValue={theme} />}
        </Field>
      </div>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
