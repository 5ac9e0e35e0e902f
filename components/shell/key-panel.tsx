'use client'

import { useState } from 'react'
import { Panel } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import type { Shell } from './shell'

/** Keys that are pressed one after the other, or each of which does it. */
type Line = { keys: string[]; does: string }

/** The keys that do something on the page below it, read from the page itself: what has no button here has no line. */
export function KeyPanel({
  keys: words,
  seatsUrl,
  words: { palette, seats },
  onClose,
}: Pick<Shell, 'keys' | 'seatsUrl' | 'words'> & { onClose: () => void }) {
  const [page] = useState(() => (words ? keysOf(document, words) : []))
  if (!words) return null
  const everywhere: Line[] = [
    { keys: ['⌘K', 'Ctrl K', '/'], does: palette.placeholder },
    ...(seatsUrl ? [{ keys: ['G', 'O'], does: seats.label }] : []),
    { keys: ['?'], does: words.title },
    { keys: ['Esc'], does: words.close },
  ]
  return (
    <Panel open title={words.title} detail={words.detail} shape="center" onClose={onClose}>
      <div className="grid gap-4">
        {page.length > 0 && <Lines title={words.here} lines={page} />}
        <Lines title={words.everywhere} lines={everywhere} />
      </div>
    </Panel>
  )
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section>
      <h3 className="mb-1 text-ink-3 text-sm">{title}</h3>
      <dl className="divide-y divide-line">
        {lines.map(({ keys, does }) => (
          <div key={keys.join(' ')} className="flex min-h-9 items-center justify-between gap-4 py-1">
            <dt className="order-2 flex shrink-0 gap-1">
              {keys.map(key => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="min-w-0">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** See InboxKeys and ReportKeys, whose grammar this tells; what has keys of its own says them (`data-keys`, `data-does`). */
function keysOf(root: ParentNode, words: NonNullable<Shell['keys']>): Line[] {
  const lines: Line[] = []
  const hasRows = root.querySelector('[data-walk] a[data-row]') !== null
  if (hasRows || root.querySelector('[data-walk] :is(a[rel="next"], a[rel="prev"])'))
    lines.push({ keys: ['J'], does: words.next }, { keys: ['K'], does: words.previous })
  if (hasRows) lines.push({ keys: ['Enter'], does: words.open })
  const pressed = new Map<string, Set<string>>()
  for (const control of root.querySelectorAll<HTMLElement>('[data-walk] [data-key]')) {
    const key = control.dataset.key?.toUpperCase()
    if (key && control.checkVisibility())
      pressed.set(key, (pressed.get(key) ?? new Set()).add(nameOf(control)))
  }
  if (pressed.delete('X'))
    lines.push({ keys: ['X'], does: words.tick }, { keys: ['Shift X'], does: words.range })
  for (const [key, does] of pressed) lines.push({ keys: [key], does: [...does].join(' / ') })
  for (const { dataset } of root.querySelectorAll<HTMLElement>('[data-keys]'))
    lines.push({ keys: (dataset.keys ?? '').split(' '), does: dataset.does ?? '' })
  return lines
}

const nameOf = (control: HTMLElement): string =>
  (
    control.getAttribute('aria-label') ||
    ('labels' in control && (control as HTMLInputElement).labels?.[0]?.textContent) ||
    control.textContent ||
    ''
  ).trim()
