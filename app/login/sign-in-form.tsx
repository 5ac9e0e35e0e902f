'use client'

import { type FormEvent, type KeyboardEvent, useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { signIn } from '@/lib/account/actions'

export type SignInWords = {
  login: string
  password: string
  show: string
  submit: string
  capsLock: string
}

/** Works without JavaScript too: then the answer comes with a new page. */
export function SignInForm({
  words,
  next,
  refusal,
}: {
  words: SignInWords
  next: string | undefined
  /** What a sign-in without JavaScript through /api/auth was told. */
  refusal: string | undefined
}) {
  const [answer, send, pending] = useActionState(signIn, null)
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const fields = answer && !answer.ok ? (answer.fields ?? {}) : {}
  const message = answer && !answer.ok ? answer.message : refusal
  const onKey = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <form action={send} onReset={keepLogin} className="grid gap-4" id="sign-in">
      <FormError message={message} />
      {next && <input type="hidden" name="next" value={next} />}
      <Field label={words.login} name="login" error={fields.login}>
        {control => (
          <Input
            {...control}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            required
          />
        )}
      </Field>
      <Field
        label={words.password}
        name="password"
        error={fields.password}
        hint={capsLock ? words.capsLock : undefined}
      >
        {control => (
          <Input
            {...control}
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            maxLength={200}
            required
            onKeyUp={onKey}
          />
        )}
      </Field>
      <label className="flex min-h-6 items-center gap-2 text-ink-2">
        <input type="checkbox" checked={shown} onChange={event => setShown(event.target.checked)} />
        {words.show}
      </label>
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  )
}

/** React 19 empties a form after its action; after a refusal only the password is typed again. */
function keepLogin(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault()
  const password = event.currentTarget.elements.namedItem('password')
  if (password instanceof HTMLInputElement) password.value = ''
}
