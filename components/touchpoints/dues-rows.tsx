'use client'

import { Badge, type Tone } from '../ui/badge'
import type { IconName } from '../ui/icon'

export type DueLine = {
  key: string
  href: string
  name: string
  detail: string
  last: string
  badges: { tone: Tone; icon: IconName; label: string }[]
}

/** Who is owed a talk as touch rows, in one client component: they travel as data and are drawn once. */
export function DuesRows({ lines, label }: { lines: DueLine[]; label: string }) {
  return (
    <ul data-rows aria-label={label}>
      {lines.map(line => (
        <li
          key={line.key}
          className="flex min-h-(--row-h) flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
        >
          <span className="min-w-48 grow basis-48">
            <a data-row href={line.href} className="font-semibold hover:underline">
              {line.name}
            </a>
            <span className="num block text-ink-2 text-sm">{line.detail}</span>
          </span>
          <span className="num text-ink-2 text-sm">{line.last}</span>
          <span className="flex flex-wrap gap-1.5">
            {line.badges.map(({ tone, icon, label }) => (
              <Badge key={label} tone={tone} icon={icon}>
                {label}
              </Badge>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
