'use client'

import type { Standing } from '@/lib/notices/rules'
import { Badge } from '../ui/badge'
import { DueChip, type DueLevel } from '../ui/due-chip'
import { RowLink } from '../ui/table'
import { StandingFace } from './notice-face'

/** A notice as its reader's list says it, in the reader's language. */
export type ReaderLine = {
  number: string
  href: string
  title: string
  details: string
  standing: { is: Standing; text: string }
  due?: { level: DueLevel; text: string } | undefined
  /** Why it asks nothing any more. */
  over?: string | undefined
}

/** A reader's list in one client component: rows travel as data and are drawn once. */
export function ReaderRows({ label, lines }: { label: string; lines: ReaderLine[] }) {
  return (
    <ul aria-label={label} data-rows>
      {lines.map(line => (
        <li
          key={line.number}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2.5 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2"
        >
          <span className="min-w-0 grow basis-56">
            <RowLink href={line.href}>{line.title}</RowLink>
            <span className="num block text-ink-2 text-sm">{line.details}</span>
          </span>
          {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
          {line.over && <Badge>{line.over}</Badge>}
          <StandingFace standing={line.standing.is}>{line.standing.text}</StandingFace>
        </li>
      ))}
    </ul>
  )
}
