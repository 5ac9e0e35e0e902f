'use client'

import { Button, LinkButton } from '@/components/ui/button'
import english from '@/messages/en/broken.json'
import chinese from '@/messages/zh-CN/broken.json'

/**
 * What happened, what was kept, what to do, and the number to name. It brings its own few words in both languages:
 * where a page broke, there may be no server to ask for them.
 */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const words = isEnglish() ? english : chinese
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-start gap-3 px-4 py-12">
      <h1 className="font-semibold text-xl">{words.title}</h1>
      <p className="text-ink-2">{words.detail}</p>
      {digest && (
        <p className="num text-ink-2 text-sm">
          {words.reference} {digest}
        </p>
      )}
      <div className="flex gap-2">
        <Button variant="primary" onClick={retry}>
          {words.again}
        </Button>
        <LinkButton href="/" data-hard>
          {words.home}
        </LinkButton>
      </div>
    </div>
  )
}

/** Error pages are drawn in the browser only; the cookie is what the server would have read. */
function isEnglish(): boolean {
  return typeof document !== 'undefined' && document.cookie.includes('outpost-locale=en')
}
