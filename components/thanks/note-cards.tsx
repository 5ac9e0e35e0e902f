'use client'

import { clsx } from 'clsx'
import { Badge } from '../ui/badge'
import { Icon } from '../ui/icon'
import { RowLink } from '../ui/table'
import type { NoteLine } from './note-lines'

const faces = {
  thanks: { icon: 'heart', tone: 'ok' },
  praise: { icon: 'thumb-up', tone: 'ok' },
  advice: { icon: 'bulb', tone: 'info' },
} as const
const sights = { shared: 'users', kept: 'file-check', private: 'lock', withdrawn: 'trash' } as const

/** Notes as cards under each other: the words first, who and when in one quiet line. */
export function NoteCards({
  label,
  lines,
  isWall = false,
}: {
  label: string
  lines: NoteLine[]
  /** Side by side where there is room; that both sides see them need not be said of each. */
  isWall?: boolean
}) {
  return (
    <ul data-rows aria-label={label} className={isWall ? 'grid xl:grid-cols-2' : 'grid'}>
      {lines.map(line => (
        <li
          key={line.id}
          className={clsx(
            'border-line border-b px-(--pad) py-3 last:border-0 hover:bg-surface-2',
            isWall && 'xl:odd:nth-last-2:border-0',
          )}
        >
          <NoteMarks line={line} isWall={isWall} />
          <p className="mt-1.5 font-medium">
            <RowLink href={line.href}>{line.people}</RowLink>
          </p>
          <NoteWords line={line} />
          <p className="num mt-1.5 text-ink-3 text-xs">
            {[line.at, line.place, line.changed].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What it is, what for, and who sees it: each with its sign. */
export function NoteMarks({ line, isWall = false }: { line: NoteLine; isWall?: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge {...faces[line.face]}>{line.kind}</Badge>
      <Badge>{line.topic}</Badge>
      {!isWall && (
        <Badge
          look={line.sight.is === 'shared' ? 'soft' : 'outline'}
          tone={line.sight.is === 'kept' ? 'warn' : 'mute'}
          icon={sights[line.sight.is]}
        >
          {line.sight.text}
        </Badge>
      )}
    </span>
  )
}

/** The words and the answer, as they were written. */
export function NoteWords({ line }: { line: NoteLine }) {
  return (
    <>
      <p className="mt-1 max-w-prose whitespace-pre-line break-words">{line.body}</p>
      {line.answer && (
        <div className="mt-2 flex max-w-prose items-start gap-2 rounded-md bg-surface-2 px-3 py-2">
          <Icon name="corner-down-right" className="mt-0.5 shrink-0 text-ink-3" />
          <p className="min-w-0 whitespace-pre-line break-words">
            <span className="text-ink-2 text-sm">{line.answer.by}</span>
            {'\n'}
            {line.answer.text}
          </p>
        </div>
      )}
    </>
  )
}
