'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { withdrawRequest } from '@/lib/requests/actions'
import { ConfirmForm } from '../ui/confirm-form'

/** Another kind is another request, with other people to agree: this one is withdrawn, and what it asked for begins the next. */
export function StartOver({
  number,
  next,
  texts,
}: {
  number: string
  /** The form that begins with what the request asked for. */
  next: string
  texts: Record<'trigger' | 'detail' | 'submit', string>
}) {
  const router = useRouter()
  return (
    <ConfirmForm
      trigger={texts.trigger}
      title={texts.trigger}
      detail={texts.detail}
      action={withdrawRequest}
      fields={{ number }}
      submit={texts.submit}
      onDone={() => router.push(next as Route)}
    />
  )
}
