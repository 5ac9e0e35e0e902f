'use client'

import type { Standing } from '@/lib/reports/rules'
import { Badge } from '../ui/badge'
import { RowLink, Td } from '../ui/table'
import { StandingFace } from './standing-face'
import { ExcuseButton, ExcuseEndButton, type ExcuseWords, NudgeButton } from './verbs'

/** A report as a row of a board reads, in the reader's language. */
export type BoardLine = {
  id: string
  /** Only what was given can be opened. */
  href: string | undefined
  name: string
  number: string
  template: string
  place: string
  day: string
  standing: { is: Standing; text: string }
  time: string
  unread: string | undefined
  read: string | undefined
  comments: string | undefined
  note: string | undefined
  /** What may be done about it; with the day that it is about. */
  nudge: boolean
  excuse: string | undefined
  excuseEnd: string | undefined
}

export type BoardLabels = Record<'template' | 'unit' | 'standing' | 'read', string>
export type BoardWords = ExcuseWords & { nudge: string; nudged: string }

/** A page of a board in one client component: rows travel as data and are drawn once. */
export function BoardRows({
  lines,
  labels,
  words,
}: {
  lines: BoardLine[]
  labels: BoardLabels
  words: BoardWords
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.id}>
          <Td>
            {line.href ? <RowLink href={line.href}>{line.name}</RowLink> : line.name}
            <span className="num block text-ink-3 text-xs">{line.number}</span>
          </Td>
          <Td label={labels.template} className="max-sm:col-span-full">
            {line.template}
            <span className="num block text-ink-3 text-xs">{line.day}</span>
          </Td>
          <Td label={labels.unit} className="max-sm:col-span-full">
            {line.place}
          </Td>
          <Td label={labels.standing} className="max-sm:col-span-full">
            <span className="inline-flex flex-wrap items-center gap-1.5">
              <StandingFace standing={line.standing.is}>{line.standing.text}</StandingFace>
              <span className="num text-ink-2 text-sm">{line.time}</span>
            </span>
            {line.note && <span className="block text-ink-2 text-sm">{line.note}</span>}
          </Td>
          <Td label={labels.read} className="max-sm:col-span-full">
            <span className="inline-flex flex-wrap items-center gap-1.5">
              {line.unread && (
                <Badge tone="hq" look="solid">
                  {line.unread}
                </Badge>
              )}
              {line.read && <span className="num text-sm">{line.read}</span>}
              {line.comments && <span className="text-ink-2 text-sm">{line.comments}</span>}
              {line.nudge && (
                <NudgeButton fields={{ reportId: line.id }} label={words.nudge} done={words.nudged} isSmall />
              )}
              {line.excuse && (
                <ExcuseButton employee={line.number} name={line.name} day={line.excuse} words={words} />
              )}
              {line.excuseEnd && (
                <ExcuseEndButton employee={line.number} day={line.excuseEnd} words={words} />
              )}
            </span>
          </Td>
        </tr>
      ))}
    </tbody>
  )
}
