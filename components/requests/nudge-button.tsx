'use client'

import type { ReactNode } from 'react'
import { nudgeRequest } from '@/lib/requests/actions'
import { ActionButton } from '../ui/action-button'
import { toast } from '../ui/toast'
import { useWatched } from './verb-region'

/** 催办, or when it may be done. */
export function NudgeButton({
  number,
  icon,
  texts,
  wait,
}: {
  number: string
  icon: ReactNode
  texts: { submit: string; done: string }
  wait?: string | undefined
}) {
  const watched = useWatched()
  if (wait) return <span className="num text-ink-3">{wait}</span>
  return (
    <ActionButton
      action={watched(nudgeRequest)}
      fields={{ number }}
      variant="ghost"
      size="small"
      icon={icon}
      onDone={() => toast({ message: texts.done })}
    >
      {texts.submit}
    </ActionButton>
  )
}
