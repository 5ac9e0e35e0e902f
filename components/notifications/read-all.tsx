'use client'

import { startTransition } from 'react'
import { markRead, markUnread } from '@/lib/notifications/actions'
import { ActionButton } from '../ui/action-button'
import { toast } from '../ui/toast'

/** Marks everything as read, and offers for a moment to take that back. */
export function ReadAll({ texts }: { texts: { submit: string; done: string } }) {
  const offerUndo = ({ at }: { at: string }) =>
    toast({
      message: texts.done,
      undo: () => {
        const data = new FormData()
        data.set('at', at)
        startTransition(async () => {
          await markUnread(null, data)
        })
      },
    })
  return (
    <ActionButton action={markRead} onDone={offerUndo}>
      {texts.submit}
    </ActionButton>
  )
}
