'use client'

import { clsx } from 'clsx'
import { Avatar, type Owner } from '@/components/ui/avatar'
import { OwnershipTag } from '@/components/ui/ownership-tag'
import { RowLink, Td } from '@/components/ui/table'

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
  planned: string
  /** Days until the planned return, when that is near. */
  left?: string | undefined
  hired: string
}
export type PersonLabels = Record<
  'number' | 'position' | 'place' | 'home' | 'since' | 'planned' | 'hired',
  string
>

/**
 * On phones a card: name and number, where, since when and until when; the rest is on the person's page.
 * Fifty rows in one client component travel as data and are drawn once, which costs a third of server components.
 */
export function PeopleRows({ lines, labels }: { lines: PersonLine[]; labels: PersonLabels }) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.number}>
          <Td className="max-sm:col-auto!">
            <Avatar name={line.name} owner={line.owner} />
            <RowLink href={`/hq/people/${line.number}`}>{line.name}</RowLink>
          </Td>
          <Td label={labels.number} className="num max-sm:justify-end max-sm:text-ink-2 max-sm:before:hidden">
            {line.number}
          </Td>
          <Td label={labels.position} className="max-sm:hidden">
            {line.position}
          </Td>
          <Td label={labels.place} className="max-sm:col-span-full max-sm:before:hidden">
            {line.where.home && <OwnershipTag {...line.where} />}
            {line.note && <span className="num ms-2 text-ink-2 text-xs first:ms-0">{line.note}</span>}
          </Td>
          <Td label={labels.home} className="max-sm:hidden">
            {line.home}
          </Td>
          <Td label={labels.since} className="num whitespace-nowrap max-sm:col-span-full">
            {line.since}
          </Td>
          <Td
            label={labels.planned}
            className={clsx(
              'num whitespace-nowrap max-sm:col-span-full',
              line.planned === '—' && 'max-sm:hidden',
            )}
          >
            {line.planned}
            {line.left && <span className="ms-1 font-semibold text-warn-ink">· {line.left}</span>}
          </Td>
          <Td label={labels.hired} className="num max-sm:hidden">
            {line.hired}
          </Td>
        </tr>
      ))}
    </tbody>
  )
}
