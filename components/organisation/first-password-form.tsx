'use client'

import { type ReactNode, useState } from 'react'
import type { Action } from '@/lib/action'
import { Button, LinkButton } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Input } from '../ui/input'
import { useActionForm } from '../ui/use-action-form'

export type FirstPasswordWords = {
  password: string
  hint: string
  another: string
  copy: string
  copied: string
  submit: string
  doneTitle: string
  handOver: string
  login: string
  done: string
  goOn?: string
}

/** The first password is made here, shown here, and kept nowhere: the server stores only its hash. */
export function FirstPasswordForm<T extends { login: string }>({
  action,
  hidden = {},
  fields = [],
  words,
}: {
  action: Action<T>
  hidden?: Record<string, string>
  fields?: { name: string; label: string; hint?: string; required?: boolean }[]
  words: FirstPasswordWords
}) {
  const close = useCloseDialog()
  const [password, setPassword] = useState(newPassword)
  const form = useActionForm(action)

  if (form.answer?.ok) {
    const { login } = form.answer.value
    return (
      <div className="grid gap-3" role="status">
        <p className="font-semibold">{words.doneTitle}</p>
        <p className="text-ink-2 text-sm">{words.handOver}</p>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 rounded-sm bg-surface-2 px-3 py-2">
          <dt className="text-ink-3">{words.login}</dt>
          <dd className="num">{login}</dd>
          <dt className="text-ink-3">{words.password}</dt>
          <dd className="flex items-center gap-2">
            <code className="num select-all font-semibold">{password}</code>
            <Copy text={password} words={words} />
          </dd>
        </dl>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{words.done}</Button>
          {words.goOn && (
            <LinkButton href={`/hq/access/${login}`} variant="primary" onClick={close}>
              {words.goOn}
            </LinkButton>
          )}
        </div>
      </div>
    )
  }
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={hidden} />
      {fields.map(field => (
        <Field key={field.name} {...field} error={form.errorOf(field.name)}>
          {control => <Input {...control} autoComplete="off" />}
        </Field>
      ))}
      <Field label={words.password} name="password" hint={words.hint} error={form.errorOf('password')}>
        {control => (
          <span className="flex gap-2">
            <Input
              {...control}
              value={password}
              autoComplete="off"
              spellCheck={false}
              className="num"
              onChange={event => setPassword(event.target.value)}
            />
            <Button onClick={() => setPassword(newPassword())}>{words.another}</Button>
          </span>
        )}
      </Field>
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}

function Copy({ text, words }: { text: string; words: { copy: string; copied: string } }): ReactNode {
  const [isDone, setDone] = useState(false)
  return (
    <Button
      size="small"
      onClick={async () => {
        await navigator.clipboard.writeText(text)
        setDone(true)
      }}
    >
      {isDone ? words.copied : words.copy}
    </Button>
  )
}

/** Letters and digits that nobody mistakes for each other when read out: 14 of 31, about 69 bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(64))
  // Bytes above the last full round of the alphabet are left out: every sign is equally likely.
  const fair = [...bytes].filter(byte => byte < 256 - (256 % alphabet.length)).slice(0, 14)
  const signs = fair.map(byte => alphabet[byte % alphabet.length]).join('')
  return signs.replace(/^(.{5})(.{5})/, '$1-$2-')
}
