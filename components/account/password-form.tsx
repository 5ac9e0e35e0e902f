'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { useActionForm } from '@/components/ui/use-action-form'
import { changePassword } from '@/lib/account/actions'

type Words = {
  present: string
  password: string
  repeated: string
  hint: string
  submit: string
  done: string
}

export function PasswordForm({ words }: { words: Words }) {
  const form = useActionForm(changePassword)
  return (
    <form {...form.formProps} className="grid gap-4">
      <Field label={words.present} name="present" error={form.errorOf('present')}>
        {control => (
          <Input {...control} type="password" autoComplete="current-password" maxLength={200} required />
        )}
      </Field>
      <Field label={words.password} name="password" hint={words.hint} error={form.errorOf('password')}>
        {control => (
          <Input {...control} type="password" autoComplete="new-password" maxLength={200} required />
        )}
      </Field>
      <Field label={words.repeated} name="repeated" error={form.errorOf('repeated')}>
        {control => (
          <Input {...control} type="password" autoComplete="new-password" maxLength={200} required />
        )}
      </Field>
      <FormError message={form.refusal} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
        <span role="status" className="text-ok-ink text-sm">
          {form.answer?.ok ? words.done : ''}
        </span>
      </div>
    </form>
  )
}
