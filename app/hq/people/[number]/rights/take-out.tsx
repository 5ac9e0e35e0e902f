'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

/** A file that is given out once: a form, because it writes down that it was; pressed, it is gone from here too. */
export function TakeOut({
  to,
  format,
  isTaken,
  words,
}: {
  to: string
  format: string
  isTaken: boolean
  words: { take: string; taken: string }
}) {
  const [isGone, setGone] = useState(isTaken)
  if (isGone) return <p className="self-center text-ink-2 text-sm">{words.taken}</p>
  return (
    // not before the browser has sent it
    <form method="post" action={to} onSubmit={() => setTimeout(() => setGone(true), 0)}>
      <input type="hidden" name="format" value={format} />
      <Button
        type="submit"
        size="small"
        variant={format === 'pdf' ? 'primary' : 'plain'}
        icon={<Icon name="download" />}
      >
        {words.take}
      </Button>
    </form>
  )
}
