'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { startBulk } from '@/lib/bulk/actions'
import { ConfirmForm } from '../ui/confirm-form'
import { toast } from '../ui/toast'

/** Begins what the dry run has shown, and goes where one sees how far it is. */
export function StartButton({
  fields,
  words,
}: {
  fields: [name: string, value: string][]
  words: Record<'start' | 'title' | 'detail' | 'started', string>
}) {
  const router = useRouter()
  return (
    <ConfirmForm
      action={startBulk}
      trigger={words.start}
      variant="primary"
      title={words.title}
      detail={words.detail}
      submit={words.start}
      onDone={({ id }) => {
        toast({ message: words.started, tone: 'ok' })
        router.push(`/hq/people/bulk/${id}` as Route)
      }}
    >
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </ConfirmForm>
  )
}
