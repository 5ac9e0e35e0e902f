'use client'

import { Badge } from '@/components/ui/badge'

/** A row of the list as it reads, in the reader's language. */
export type FileLine = {
  key: string
  href: string
  name: string
  where: string
  legal: string
  isShort: boolean
  all: string
  missing: { name: string; isLegal: boolean }[]
  more: string | undefined
}

/** Rows travel as data and are drawn once, like those of the employee list. */
export function FileRows({
  lines,
  labels,
}: {
  lines: FileLine[]
  labels: Record<'where' | 'legal' | 'all' | 'missing' | 'byLaw', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.key}>
          <td>
            <a href={line.href} className="row-link" data-row>
              {line.name}
            </a>{' '}
            <span className="num text-ink-2">{line.key}</span>
          </td>
          <td data-label={labels.where}>{line.where}</td>
          <td data-label={labels.legal} className="num text-end!">
            {line.isShort ? (
              <Badge tone="bad" icon="alert-triangle">
                {line.legal}
              </Badge>
            ) : (
              line.legal
            )}
          </td>
          <td data-label={labels.all} className="num text-end!">
            {line.all}
          </td>
          <td data-label={labels.missing}>
            <span className="flex flex-wrap gap-1">
              {line.missing.map(({ name, isLegal }) => (
                <span key={name} className={`badge soft ${isLegal ? 'bad' : 'warn'}`}>
                  {isLegal && <span className="sr-only">{labels.byLaw} </span>}
                  {name}
                </span>
              ))}
              {line.more && <span className="badge soft mute">{line.more}</span>}
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  )
}
