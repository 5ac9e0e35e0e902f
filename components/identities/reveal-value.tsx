'use client'

import { useEffect, useState } from 'react'
import type { Action } from '@/lib/action'
import { Button } from '../ui/button'
import { Dialog, FormActions, useCloseDialog } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Icon } from '../ui/icon'
import type { Option } from '../ui/input'
import { MaskedValue } from '../ui/masked-value'
import { useActionForm } from '../ui/use-action-form'
import { PurposeFields, type PurposeWords } from './purpose-fields'

type Reveal = Action<{ value: string }>

export type RevealWords = PurposeWords & {
  show: string
  showWhat: string
  title: string
  detail: string
  submit: string
  hide: string
  /** With `{n}` for the seconds that are left. */
  seconds: string
}

const shownSeconds = 60

/** A masked value that can be shown for a minute. With `purposes` it asks what for; one's own needs none. */
export function RevealValue({
  masked,
  action,
  fields,
  purposes,
  words,
}: {
  masked: string
  action: Reveal
  fields: Record<string, string>
  purposes?: Option[]
  words: RevealWords
}) {
  const [value, setValue] = useState<string>()
  const [left, setLeft] = useState(0)
  const isShown = value !== undefined
  useEffect(() => {
    if (!isShown) return
    const until = Date.now() + shownSeconds * 1000
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000)
      setLeft(seconds)
      if (seconds <= 0) setValue(undefined)
    }, 1000)
    return () => clearInterval(timer)
  }, [isShown])
  const show = (answer: { value: string }) => {
    setLeft(shownSeconds)
    setValue(answer.value)
  }
  if (isShown)
    return (
      <span className="inline-flex flex-wrap items-center gap-2">
        <span className="num select-all break-all font-medium" aria-live="polite">
          {value}
        </span>
        <Button
          size="small"
          variant="ghost"
          icon={<Icon name="eye-off" />}
          onClick={() => setValue(undefined)}
        >
          {words.hide}
        </Button>
        <span className="num text-ink-3 text-xs" aria-hidden>
          {words.seconds.replace('{n}', String(left))}
        </span>
      </span>
    )
  return (
    <MaskedValue
      masked={masked}
      reveal={
        purposes ? (
          <Dialog
            trigger={words.show}
            triggerLabel={words.showWhat}
            size="small"
            variant="ghost"
            icon={<Icon name="eye" />}
            title={words.title}
            detail={words.detail}
          >
            <RevealForm action={action} fields={fields} purposes={purposes} words={words} onDone={show} />
          </Dialog>
        ) : (
          <OwnReveal action={action} fields={fields} words={words} onDone={show} />
        )
      }
    />
  )
}

function RevealForm({
  action,
  fields,
  purposes,
  words,
  onDone,
}: {
  action: Reveal
  fields: Record<string, string>
  purposes: Option[]
  words: RevealWords
  onDone: (answer: { value: string }) => void
}) {
  const close = useCloseDialog()
  const form = useActionForm(action, {
    onDone: answer => {
      close()
      onDone(answer)
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fields} />
      <PurposeFields purposes={purposes} words={words} errorOf={form.errorOf} />
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}

function OwnReveal({
  action,
  fields,
  words,
  onDone,
}: {
  action: Reveal
  fields: Record<string, string>
  words: RevealWords
  onDone: (answer: { value: string }) => void
}) {
  const form = useActionForm(action, { onDone })
  return (
    <form {...form.formProps} className="inline-flex flex-wrap items-center gap-2">
      <HiddenFields fields={fields} />
      <Button
        type="submit"
        size="small"
        variant="ghost"
        icon={<Icon name="eye" />}
        aria-label={words.showWhat}
        pending={form.pending}
      >
        {words.show}
      </Button>
      <FormError message={form.refusal} />
    </form>
  )
}
