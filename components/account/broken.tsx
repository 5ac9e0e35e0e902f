'use client'

import { Button } from '@/components/ui/button'

export type BrokenWords = { title: string; detail: string; reference: string; again: string; home: string }

/** What happened, what was kept, what to do, and the number to name. Words come as data: an error page has no server. */
export function Broken({ words, retry }: { words: BrokenWords; retry: () => void }) {
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-start gap-3 py-10">
      <h1 className="font-semibold text-xl">{words.title}</h1>
      <p className="text-ink-2">{words.detail}</p>
      {words.reference && <p className="num text-ink-2 text-sm">{words.reference}</p>}
      <div className="flex gap-2">
        <Button variant="primary" onClick={retry}>
          {words.again}
        </Button>
        <a className="inline-flex min-h-(--ctl-h) items-center px-2 text-hq-ink underline" href="/">
          {words.home}
        </a>
      </div>
    </div>
  )
}
