'use client'

import { clsx } from 'clsx'
import { RowLink, Td } from '../ui/table'

const figures = ['all', 'submitted', 'missing', 'late', 'excused', 'unread'] as const
type Figure = (typeof figures)[number]

export type CompletionLine = Record<Figure, number> & {
  id: string
  name: string
  href: string
  rate: string
  share: number
  isStore: boolean
}

/** Units in one client component: rows travel as data and are drawn once. */
export function CompletionRows({
  lines,
  labels,
}: {
  lines: CompletionLine[]
  labels: Record<Figure | 'rate', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.id}>
          <Td>
            <RowLink href={line.href}>{line.name}</RowLink>
          </Td>
          <Td label={labels.rate} className="max-sm:col-span-full">
            <span className="inline-flex min-w-32 items-center gap-2">
              <span aria-hidden className="h-2 w-20 overflow-hidden rounded-full bg-surface-2">
                <span
                  className={clsx('block h-full', line.isStore ? 'hatch bg-store' : 'bg-hq')}
                  style={{ width: `${line.share}%` }}
                />
              </span>
              <span className="num">{line.rate}</span>
            </span>
          </Td>
          {figures.map(figure => (
            <Td
              key={figure}
              label={labels[figure]}
              numeric
              className={clsx(
                'num max-sm:last:[grid-column:auto]!',
                (figure === 'missing' || figure === 'unread') && line[figure] > 0 && 'font-semibold',
              )}
            >
              {line[figure]}
            </Td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
