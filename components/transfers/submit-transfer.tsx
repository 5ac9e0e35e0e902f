'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { requestTransfer, reviseTransfer } from '@/lib/transfers/actions'
import { Button, LinkButton } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Textarea } from '../ui/input'
import { useActionForm } from '../ui/use-action-form'

/** The words that go with a transfer, the consent where one is asked, and the submission; then to the request's page. */
export function SubmitTransfer({
  revises,
  fields,
  asksLate,
  reason,
  backDatedReason,
  requests,
  back,
  texts,
  children,
}: {
  revises?: string | undefined
  fields: Record<string, string>
  /** The day is in the past: HR says why. */
  asksLate: boolean
  reason?: string | undefined
  backDatedReason?: string | undefined
  requests: string
  back: string
  texts: Record<'reason' | 'reasonHint' | 'reasonPlaceholder' | 'backDatedReason' | 'submit' | 'back', string>
  children: ReactNode
}) {
  const router = useRouter()
  const form = useActionForm(revises ? reviseTransfer : requestTransfer, {
    onDone: ({ number }) => router.push(`${requests}/${number}` as Route),
  })
  const { answer } = form
  const elsewhere =
    answer && !answer.ok && !['reason', 'backDatedReason'].some(name => form.errorOf(name))
      ? (form.refusal ?? answer.message)
      : undefined
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={fields} />
      <Field
        label={texts.reason}
        name="reason"
        hint={texts.reasonHint}
        error={form.errorOf('reason')}
        required
      >
        {control => <Textarea {...control} defaultValue={reason} placeholder={texts.reasonPlaceholder} />}
      </Field>
      {asksLate && (
        <Field
          label={texts.backDatedReason}
          name="backDatedReason"
          error={form.errorOf('backDatedReason')}
          required
        >
          {control => <Textarea {...control} defaultValue={backDatedReason} rows={2} />}
        </Field>
      )}
      {children}
      <FormError message={elsewhere} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={form.pending}>
          {texts.submit}
        </Button>
        <LinkButton href={back}>{texts.back}</LinkButton>
      </div>
    </form>
  )
}
