'use client'

import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'

export type NowhereWords = Record<'title' | 'detail' | 'home', string>

/** Every answer carries this page along in case it is needed, so it travels as three sentences. */
export function Nowhere({ words, untitled = false }: { words: NowhereWords; untitled?: boolean }) {
  return (
    <>
      {!untitled && <PageHeader title={words.title} />}
      <div className="grid justify-items-start gap-4">
        <p className="text-ink-2">{words.detail}</p>
        <LinkButton href="/" variant="primary">
          {words.home}
        </LinkButton>
      </div>
    </>
  )
}
