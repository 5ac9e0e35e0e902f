'use client'

import { type FormEvent, type RefObject, useActionState, useEffect, useRef } from 'react'
import type { Action, Answer } from '@/lib/action'
import { useWords } from './words'

type ActionForm<T> = {
  /** Spread on the form: `<form {...form.formProps}>`. */
  formProps: {
    ref: RefObject<HTMLFormElement | null>
    action: (data: FormData) => void
    onReset: (event: FormEvent) => void
  }
  pending: boolean
  answer: Answer<T> | null
  /** The message of one field, or undefined. */
  errorOf: (field: string) => string | undefined
  /** The message of the whole form: there when the answer is a refusal that names no field. */
  refusal: string | undefined
}

/**
 * One form, one action. Every attempt carries an idempotency key (`requestKey`): the same one again when the network
 * lost the answer, a new one after any answer. What the user typed stays until the action succeeds.
 */
export function useActionForm<T>(
  action: Action<T>,
  options: { onDone?: (value: T) => void } = {},
): ActionForm<T> {
  const words = useWords()
  const form = useRef<HTMLFormElement>(null)
  const attempt = useRef<string>(undefined)
  const mayReset = useRef(false)

  const [answer, send, pending] = useActionState<Answer<T> | null, FormData>(async (_previous, data) => {
    attempt.current ??= newKey()
    data.set('requestKey', attempt.current)
    try {
      const next = await action(null, data)
      attempt.current = undefined
      mayReset.current = next.ok
      if (next.ok) options.onDone?.(next.value)
      return next
    } catch (error) {
      if (!isLostAnswer(error)) throw error
      return { ok: false, code: 'lost', message: words.lost }
    }
  }, null)

  useEffect(() => {
    if (answer && !answer.ok) focusFirstError(form.current, answer.fields ?? {})
  }, [answer])

  const fields = answer && !answer.ok ? (answer.fields ?? {}) : {}
  return {
    formProps: {
      ref: form,
      action: data => {
        if (!pending) send(data)
      },
      // React 19 empties a form after its action, also after a refusal.
      onReset: event => {
        if (!mayReset.current) event.preventDefault()
        mayReset.current = false
      },
    },
    pending,
    answer,
    errorOf: field => fields[field],
    refusal: answer && !answer.ok && Object.keys(fields).length === 0 ? answer.message : undefined,
  }
}

/** A version 4 UUID; `crypto.randomUUID` exists only on https and localhost. */
function newKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}

/** No answer arrived, so nobody knows what happened. Redirects and errors of the server carry a digest. */
function isLostAnswer(error: unknown): boolean {
  if (!(error instanceof Error) || 'digest' in error) return false
  return error instanceof TypeError || error.name === 'Error'
}

function focusFirstError(form: HTMLFormElement | null, fields: Record<string, string>): void {
  for (const element of form?.elements ?? []) {
    if (!(element instanceof HTMLElement)) continue
    const name = element.getAttribute('name') ?? element.dataset.for
    if (name && name in fields && element.getAttribute('type') !== 'hidden') {
      element.focus()
      return
    }
  }
}
