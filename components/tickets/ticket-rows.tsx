'use client'

import { Badge } from '../ui/badge'
import { DueChip } from '../ui/due-chip'
import { Parts } from '../ui/parts'
import { RowLink, Td } from '../ui/table'
import { TicketFace } from './ticket-face'
import type { TicketLine } from './ticket-lines'

export type TicketLabels = Record<
  'category' | 'author' | 'store' | 'receiver' | 'status' | 'due' | 'opened',
  string
>

/** A page of the list at headquarters in one client component: rows travel as data and are drawn once. */
export function TicketTableRows({ lines, labels }: { lines: TicketLine[]; labels: TicketLabels }) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.number}>
          <Td>
            <RowLink href={line.href}>{line.title}</RowLink>
            <span className="num block text-ink-3 text-xs">{line.number}</span>
          </Td>
          <Td label={labels.category}>
            <span className="inline-flex flex-wrap gap-1">
              {line.category} <Marks line={line} />
            </span>
          </Td>
          <Td label={labels.author}>{line.author}</Td>
          <Td label={labels.store}>{line.store}</Td>
          <Td label={labels.receiver}>{line.receiver}</Td>
          <Td label={labels.status}>
            <TicketFace status={line.status.is}>{line.status.text}</TicketFace>
          </Td>
          <Td label={labels.due}>
            {line.due ? <DueChip level={line.due.level}>{line.due.text}</DueChip> : '—'}
          </Td>
          <Td label={labels.opened} className="num whitespace-nowrap">
            {line.opened}
          </Td>
        </tr>
      ))}
    </tbody>
  )
}

/** The same as a list, for stores and phones. */
export function TicketListRows({ label, lines }: { label: string; lines: TicketLine[] }) {
  return (
    <ul aria-label={label} data-rows>
      {lines.map(line => (
        <li
          key={line.number}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2.5 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2"
        >
          <span className="min-w-0 grow basis-56">
            <RowLink href={line.href}>{line.title}</RowLink>
            <span className="num block text-ink-2 text-sm">
              <Parts of={[line.category, ...line.details]} />
            </span>
          </span>
          <span className="flex flex-wrap items-center gap-1.5">
            <Marks line={line} />
            {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
            <TicketFace status={line.status.is}>{line.status.text}</TicketFace>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A column of the board. */
export function TicketCards({ label, lines }: { label: string; lines: TicketLine[] }) {
  return (
    <ul aria-label={label} data-rows className="grid gap-2">
      {lines.map(line => (
        <li
          key={line.number}
          className="rounded-sm border border-line bg-surface px-3 py-2.5 focus-within:border-line-strong hover:border-line-strong"
        >
          <RowLink href={line.href}>{line.title}</RowLink>
          <span className="num mt-0.5 block text-ink-2 text-sm">
            <Parts of={[line.category, line.author, line.store !== '—' && line.store]} />
          </span>
          <span className="mt-1.5 flex flex-wrap items-center gap-1.5">
            {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
            <Marks line={line} />
            <span className="ms-auto truncate text-ink-2 text-xs">{line.receiver}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What stands out about it: each with its sign, because colour alone says nothing. */
function Marks({ line }: { line: TicketLine }) {
  return (
    <>
      {line.priority && (
        <Badge tone={line.priority.tone} icon="flag">
          {line.priority.text}
        </Badge>
      )}
      {line.promised && (
        <Badge tone="store" icon="calendar-event">
          {line.promised}
        </Badge>
      )}
      {line.private && (
        <Badge look="outline" icon="lock">
          {line.private}
        </Badge>
      )}
      {line.rating && !line.due && (
        <Badge tone="ok" icon="star">
          {line.rating}
        </Badge>
      )}
    </>
  )
}
