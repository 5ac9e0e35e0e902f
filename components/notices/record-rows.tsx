'use client'

import { clsx } from 'clsx'
import { Td } from '../ui/table'

const columns = ['number', 'unit', 'version', 'deliveredAt', 'readAt', 'signedAt', 'answer'] as const
export type RecordLine = Record<'id' | 'name' | (typeof columns)[number], string>

/** The record's rows, drawn once from data. */
export function RecordRows({
  lines,
  labels,
}: {
  lines: RecordLine[]
  labels: Record<(typeof columns)[number], string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.id}>
          <Td>{line.name}</Td>
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
