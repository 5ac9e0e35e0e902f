'use client'

import { useState } from 'react'
import type { Action } from '@/lib/action'
import { ActionButton } from '../ui/action-button'
import { Icon } from '../ui/icon'
import { toast } from '../ui/toast'

type CopyWords = {
  copy: string
  /** What is asked before where the week is rostered already; empty where it is not. */
  sure: string
  copied: string
  nothing: string
  left: string
  reasons: Record<string, string>
  separator: string
}

/** Brings the week before over and says what it left out, for as long as the page stands. */
export function CopyWeek({
  action,
  week,
  words,
}: {
  action: Action<{ copied: number; left: Record<string, number> }>
  week: string
  words: CopyWords
}) {
  const [said, setSaid] = useState('')
  return (
    <span
      className="contents"
      onSubmitCapture={event => {
        if (!words.sure || confirm(words.sure)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <ActionButton
        action={action}
        fields={{ week }}
        icon={<Icon name="history" />}
        onDone={({ copied, left }) => {
          const reasons = Object.entries(left)
            .filter(([, n]) => n > 0)
            .map(([reason, n]) => (words.reasons[reason] ?? '').replace('{n}', String(n)))
          toast({
            message: copied > 0 ? words.copied.replace('{n}', String(copied)) : words.nothing,
            tone: copied > 0 ? 'ok' : 'bad',
          })
          setSaid(reasons.length > 0 ? words.left.replace('{list}', reasons.join(words.separator)) : '')
        }}
      >
        {words.copy}
      </ActionButton>
      <span role="status" className="order-1 basis-full text-ink-2 text-sm empty:hidden">
        {said}
      </span>
    </span>
  )
}

export function PublishWeek({
  action,
  week,
  words,
}: {
  action: Action<{ published: number }>
  week: string
  words: { publish: string; published: string }
}) {
  return (
    <ActionButton
      action={action}
      fields={{ week }}
      variant="primary"
      icon={<Icon name="send" />}
      onDone={() => toast({ message: words.published, tone: 'ok' })}
    >
      {words.publish}
    </ActionButton>
  )
}
