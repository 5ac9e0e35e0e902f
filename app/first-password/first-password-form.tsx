'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { setFirstPassword } from '@/lib/account/actions'

type Words = { password: string; repeated: string; hint: string; submit: string }

/** The hidden user name lets password managers keep the new password with its account. */
export function FirstPasswordForm({ words, login }: { words: Words; login: string }) {
  const [answer, send, pending] = useActionState(setFirstPassword, null)
  const fields = answer && !answer.ok ? (answer.fields ?? {}) : {}
  const refusal = answer && !answer.ok && (!answer.fields || answer.fields.form) ? answer.message : undefined
  return (
    <form action={send} className="grid gap-4">
      <FormError message={refusal} />
      <input
        autoComplete="username"
        defaultValue={login}
        readOnly
        className="sr-only"
        tabIndex={-1}
        aria-hidden
      />
      <Field label={words.password} name="password" hint={words.hint} error={fields.password}>
        {control => (
          <Input {...control} type="password" autoComplete="new-password" maxLength={200} required />
        )}
      </Field>
      <Field label={words.repeated} name="repeated" error={fields.repeated}>
        {control => (
          <Input {...control} type="password" autoComplete="new-password" maxLength={200} required />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  )
}
