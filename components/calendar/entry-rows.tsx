'use client'

import type { Tone } from '../ui/badge'

/** An entry of the calendar as it reads, in the reader's language. */
export type EntryLine = {
  key: string
  on: string
  tone: Tone
  about: string
  href: string
  name: string
  number: string
  homeUnit: string
  hq: string
  store: string | null
}

/** Rows travel as data and are drawn once, like those of the employee list. */
export function EntryRows({
  lines,
  labels,
}: {
  lines: EntryLine[]
  labels: Record<'kind' | 'name' | 'number' | 'home' | 'place', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.key}>
          <td className="num">{line.on}</td>
          <td data-label={labels.kind}>
            <span className={`badge soft ${line.tone}`}>{line.about}</span>
          </td>
          <td data-label={labels.name}>
            <a href={line.href} className="row-link" data-row>
              {line.name}
            </a>
          </td>
          <td data-label={labels.number} className="num">
            {line.number}
          </td>
          <td data-label={labels.home}>{line.homeUnit}</td>
          <td data-label={labels.place}>
            <span className="own own-tag">
              <span>{line.hq}</span>
              {line.store && <span className="store">{line.store}</span>}
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  )
}
