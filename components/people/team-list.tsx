'use client'

import { Fragment } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { LinkButton } from '@/components/ui/button'
import { Icon } from '../ui/icon'
import { type Packed, unpack } from '../ui/packed'

/** A person of the team as the row reads, in the reader's language. */
export type TeamLine = {
  key: string
  name: string
  href: string
  detail: string[]
  /** The right end of the row: whom to call, what to ask for next, or the request that is under way. */
  links: { href: string; label: string }[]
  underWay?: { href: string; label: string } | undefined
}

/** People of a store as touch rows, in one client component: they travel as data and are drawn once. */
export function TeamList({ lines: packed, empty }: { lines: Packed<TeamLine[]>; empty: string }) {
  const lines = unpack(packed)
  if (lines.length === 0) return <p className="p-(--pad) text-ink-2">{empty}</p>
  return (
    <ul data-rows>
      {lines.map(line => (
        <li
          key={line.key}
          className="flex min-h-(--row-h) flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
        >
          <Avatar name={line.name} size="md" owner="both" />
          <span className="min-w-40 grow basis-40">
            <a data-row href={line.href} className="font-semibold hover:underline">
              {line.name}
            </a>
            <span className="num block text-ink-2 text-sm">
              {line.detail.map((part, n) => (
                <Fragment key={part}>
                  {n > 0 && ' · '}
                  <span className="whitespace-nowrap">{part}</span>
                </Fragment>
              ))}
            </span>
          </span>
          {line.underWay ? (
            <a href={line.underWay.href} className="num text-hq-ink underline">
              {line.underWay.label}
            </a>
          ) : (
            <span className="flex flex-wrap gap-2">
              {line.links.map(({ href, label }) => (
                <LinkButton
                  key={href}
                  size="small"
                  href={href}
                  icon={href.startsWith('tel:') && <Icon name="phone" />}
                >
                  {label}
                </LinkButton>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
