'use client'

import { clsx } from 'clsx'
import type { NoticeState } from '@/lib/notices/rules'
import { Badge } from '../ui/badge'
import { RowLink, Td } from '../ui/table'
import { StateFace } from './notice-face'

/** A notice as those who lead see it in their list. */
export type NoticeLine = {
  number: string
  href: string
  title: string
  marks: string[]
  author: string
  state: { is: NoticeState; text: string }
  publishAt: string
  read: string
  signed: string
}

export function NoticeTableRows({
  lines,
  labels,
}: {
  lines: NoticeLine[]
  labels: Record<'state' | 'author' | 'publishAt' | 'read' | 'signed', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.number}>
          <Td>
            <RowLink href={line.href}>{line.title}</RowLink>
            <span className="flex flex-wrap items-center gap-1.5">
              <span className="num text-ink-3 text-xs">{line.number}</span>
              {line.marks.map(mark => (
                <Badge key={mark}>{mark}</Badge>
              ))}
            </span>
          </Td>
          <Td label={labels.state}>
            <StateFace state={line.state.is}>{line.state.text}</StateFace>
          </Td>
          <Td label={labels.author} className="max-sm:col-span-full">
            {line.author}
          </Td>
          <Td label={labels.publishAt} className="num whitespace-nowrap">
            {line.publishAt}
          </Td>
          <Td label={labels.read} numeric className="num whitespace-nowrap">
            {line.read}
          </Td>
          <Td label={labels.signed} numeric className="num whitespace-nowrap">
            {line.signed}
          </Td>
        </tr>
      ))}
    </tbody>
  )
}

export type ReceiptLine = {
  id: string
  name: string
  number: string
  unit: string
  delivered: string
  due: string
  read: string
  signed: string
  attempts: string
  reminded: string
}

/** Who has it, and how far each has come. Empty columns are left out by the page. */
export function ReceiptTableRows({
  lines,
  labels,
  columns,
}: {
  lines: ReceiptLine[]
  labels: Record<(typeof receiptColumns)[number], string>
  columns: readonly (typeof receiptColumns)[number][]
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.id}>
          <Td>
            <span className="font-medium">{line.name}</span>{' '}
            <span className="num text-ink-3 text-xs">{line.number}</span>
          </Td>
          {columns.map(column => (
            <Td
              key={column}
              label={labels[column]}
              className={clsx('num', column === 'unit' && 'max-sm:col-span-full')}
            >
              {line[column]}
            </Td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

export const receiptColumns = ['unit', 'delivered', 'due', 'read', 'signed', 'attempts', 'reminded'] as const
