'use client'

import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useActionState,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Action, Answer } from '@/lib/action'
import { tooHeavy } from '@/lib/weight'
import { useWords, type Words } from './words'

type ActionForm<T> = {
  /** Spread on the form: `<form {...form.formProps}>`. */
  formProps: {
    ref: RefObject<HTMLFormElement | null>
    noValidate: true
    action: (data: FormData) => void
    onInput: (event: FormEvent<HTMLFormElement>) => void
    onReset: (event: FormEvent) => void
  }
  pending: boolean
  answer: Answer<T> | null
  /** The message of one field, or undefined. */
  errorOf: (field: string) => string | undefined
  /** The message of the whole form: a refusal that names no field, or only fields that this form does not show. */
  refusal: ReactNode
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
  /** What the typed changes: the page may be drawn anew under them, with somebody else's changes. */
  const seen = useRef<Record<string, string>>(undefined)
  const [hidden, setHidden] = useState<string[]>([])

  const [answer, send, pending] = useActionState<Answer<T> | null, FormData>(async (_previous, data) => {
    const heavy = tooHeavy(data)
    if (heavy)
      return { ok: false, code: 'tooHeavy', message: words.tooHeavy, fields: { [heavy]: words.tooHeavy } }
    attempt.current ??= newKey()
    data.set('requestKey', attempt.current)
    for (const [name, value] of Object.entries(seen.current ?? {})) data.set(name, value)
    try {
      const next = await action(null, data)
      attempt.current = undefined
      mayReset.current = next.ok
      if (next.ok || next.newer) seen.current = next.ok ? undefined : next.newer
      if (next.ok) options.onDone?.(next.value)
      return next
    } catch (error) {
      if (!isLostAnswer(error)) throw error
      return { ok: false, code: 'lost', message: words.lost }
    }
  }, null)

  useEffect(() => {
    if (!answer || answer.ok) return
    const names = Object.keys(answer.fields ?? {})
    setHidden(names.filter(name => !controlOf(form.current, [name])))
    controlOf(form.current, names)?.focus()
  }, [answer])

  useEffect(() => {
    if (!answer || answer.ok || hidden.length < Object.keys(answer.fields ?? {}).length) return
    // no field takes the focus and comes into view with it: what is said of the whole form has to
    form.current?.querySelector('[role="alert"]:not(:empty)')?.scrollIntoView({ block: 'nearest' })
  }, [answer, hidden])

  const fields = answer && !answer.ok ? (answer.fields ?? {}) : {}
  const isUnread = answer?.ok === false && answer.code === 'input.invalid'
  const unseen = hidden.flatMap(name => {
    const message = fields[name]
    if (!message) return []
    // what stands beside no field has to say which one it means; a refusal that is about the whole form says it already
    return [isUnread && name !== 'form' ? `${message} (${name})` : message]
  })
  return {
    formProps: {
      ref: form,
      // what is missing or wrong is said by the action, in the reader's language and beside the field
      noValidate: true,
      action: data => {
        if (!pending) send(data)
      },
      onInput: ({ currentTarget }) => {
        const revision = currentTarget.elements.namedItem('revision')
        if (revision instanceof HTMLInputElement) seen.current ??= { revision: revision.value }
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
    refusal: unseen.join(' ') || (Object.keys(fields).length === 0 ? refusalOf(answer, words) : undefined),
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
export function isLostAnswer(error: unknown): boolean {
  if (!(error instanceof Error) || 'digest' in error) return false
  return error instanceof TypeError || error.name === 'Error'
}

function refusalOf<T>(answer: Answer<T> | null, words: Words): ReactNode {
  if (!answer || answer.ok) return undefined
  if (!answer.newer) return answer.message
  return (
    <span>
      {answer.message}
      {words.unsaved}{' '}
      <a href={location.href} target="_blank" rel="noreferrer" className="underline">
        {words.seeNow}
      </a>
      {Object.keys(answer.newer).length > 0 && words.onceMore}
    </span>
  )
}

/** The first control of the form, in reading order, that goes by one of the names and can take the focus. */
function controlOf(form: HTMLFormElement | null, names: string[]): HTMLElement | undefined {
  for (const element of form?.elements ?? []) {
    if (!(element instanceof HTMLElement) || element.getAttribute('type') === 'hidden') continue
    const name = element.getAttribute('name') ?? element.dataset.for
    if (name && names.includes(name)) return element
  }
  return undefined
}
