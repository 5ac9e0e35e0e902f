'use client'

import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { toast } from '@/components/ui/toast'
import type { Answer } from '@/lib/action'

type OverlayWords = Record<
  | 'reject'
  | 'title'
  | 'detail'
  | 'category'
  | 'choose'
  | 'budget'
  | 'skill'
  | 'reason'
  | 'approve'
  | 'refusal'
  | 'say'
  | 'said',
  string
>

export function DemoOverlays({ words }: { words: OverlayWords }) {
  const wait = () => new Promise(resolve => setTimeout(resolve, 600))
  const refuse = async (): Promise<Answer<null>> => {
    await wait()
    return { ok: false, code: 'demo', message: words.refusal }
  }
  const accept = async (): Promise<Answer<null>> => {
    await wait()
    return { ok: true, value: null }
  }
  return (
    <>
      <ConfirmForm
        trigger={words.reject}
        variant="danger"
        title={words.title}
        detail={words.detail}
        submit={words.reject}
        action={accept}
        onDone={() => toast({ message: words.said })}
        category={{
          name: 'category',
          label: words.category,
          empty: words.choose,
          options: [
            { value: 'budget', label: words.budget },
            { value: 'skill', label: words.skill },
          ],
        }}
        reason={{ name: 'reason', label: words.reason, required: true }}
      />
      <ActionButton action={refuse} variant="primary">
        {words.approve}
      </ActionButton>
      <Button onClick={() => toast({ message: words.said, undo: () => toast({ message: words.say }) })}>
        {words.say}
      </Button>
    </>
  )
}
