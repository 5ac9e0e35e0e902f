'use client'

import { initialsOf, type Owner } from '@/components/ui/avatar'
import { type Packed, unpack } from '@/components/ui/packed'

/** A row of the employee list as it reads, in the reader's language. */
export type PersonLine = {
  number: string
  name: string
  owner?: Owner | undefined
  position: string
  /** The two sides of the tag; without any, `note` says where they are. */
  where: { home?: string | undefined; store?: string | undefined }
  note?: string | undefined
  home: string
  since: string
  /** Empty where no return is planned. */
  planned: string
  /** Days until the planned return, when that is near. */
  left?: string | undefined
  hired: string
}
/**
 * On phones a card: name and number, where, since when and until when; the rest is on the person's page.
 * Fifty rows travel as data and are drawn once, which costs a third of server components; and they are bare elements, because
 * a component for each cell cost as much again. How the cells look is said by `.people-rows` in globals.css.
 */
export function PeopleRows({
  lines,
  labels,
  ticks,
}: {
  lines: Packed<PersonLine[]>
  labels: Record<'since' | 'planned', string>
  /** For whoever may change many at once: the form that ticks belong to, and what each is called ({name}). */
  ticks?: { form: string; label: string } | undefined
}) {
  return (
    <tbody className="people-rows">
      {unpack(lines).map(line => (
        <tr key={line.number}>
          <td>
            {ticks && (
              <input
                type="checkbox"
                name="n"
                value={line.number}
                form={ticks.form}
                aria-label={ticks.label.replace('{name}', line.name)}
                className="tick"
              />
            )}
            <span className={line.owner ? `avatar ${line.owner}` : 'avatar'} aria-hidden>
              {initialsOf(line.name)}
            </span>
            <a href={`/hq/people/${line.number}`} className="row-link" data-row>
              {line.name}
            </a>
          </td>
          <td>{line.number}</td>
          <td>{line.position}</td>
          <td>
            {line.where.home && (
              <span className="own own-tag">
                <span>{line.where.home}</span>
                {line.where.store && <span className="store">{line.where.store}</span>}
              </span>
            )}
            {line.note && <span className="note">{line.note}</span>}
          </td>
          <td>{line.home}</td>
          <td data-label={labels.since}>{line.since}</td>
          <td data-label={labels.planned} className={line.planned ? undefined : 'none'}>
            {line.planned || '—'}
            {line.left && <span className="soon"> · {line.left}</span>}
          </td>
          <td>{line.hired}</td>
        </tr>
      ))}
    </tbody>
  )
}
