'use client'

import type { Piece } from '@/lib/finding/rules'
import { Badge } from '../ui/badge'
import { RowLink } from '../ui/table'

export type FoundLine = {
  id: string
  href: string
  kind: 'ticket' | 'notice' | 'report'
  kindText: string
  title: Piece[]
  excerpt: Piece[]
  details: string
  internal?: string | undefined
  merged?: string | undefined
}

const icons = { ticket: 'message-report', notice: 'speakerphone', report: 'report-analytics' } as const

export function FoundRows({ label, lines }: { label: string; lines: FoundLine[] }) {
  return (
    <ul data-rows aria-label={label}>
      {lines.map(line => (
        <li key={line.id} className="border-line border-b px-(--pad) py-2.5 last:border-0 hover:bg-surface-2">
          <span className="flex flex-wrap items-center gap-1.5">
            <Badge icon={icons[line.kind]}>{line.kindText}</Badge>
            {line.internal && (
              <Badge look="outline" icon="lock">
                {line.internal}
              </Badge>
            )}
            {line.merged && (
              <Badge look="outline" icon="git-merge">
                {line.merged}
              </Badge>
            )}
          </span>
          <p className="mt-1 font-medium">
            <RowLink href={line.href}>
              <Pieces pieces={line.title} />
            </RowLink>
          </p>
          <p className="max-w-prose break-words text-ink-2">
            <Pieces pieces={line.excerpt} />
          </p>
          <p className="num mt-0.5 text-ink-3 text-xs">{line.details}</p>
        </li>
      ))}
    </ul>
  )
}

/** Text with its hits marked; what people wrote stays text. */
function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map(piece =>
    piece.isHit ? (
      <mark key={piece.from} className="rounded-xs bg-warn-soft text-warn-ink">
        {piece.text}
      </mark>
    ) : (
      <span key={piece.from}>{piece.text}</span>
    ),
  )
}
