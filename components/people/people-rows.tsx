'use client'

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

/** Fifty rows in one client component: they travel as data and are drawn once, which costs a third of server components. */
export function PeopleRows({ lines, labels }: { lines: PersonLine[]; labels: PersonLabels }) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.number}>
          <Td>
            <span className="inline-flex items-center gap-2">
              <Avatar name={line.name} owner={line.owner} />
              <RowLink href={`/hq/people/${line.number}`}>{line.name}</RowLink>
            </span>
          </Td>
          <Td label={labels.number} className="num">
            {line.number}
          </Td>
          <Td label={labels.position}>{line.position}</Td>
          <Td label={labels.place}>
            {line.where.home && <OwnershipTag {...line.where} />}
            {line.note && <span className="num ms-2 text-ink-2 text-xs first:ms-0">{line.note}</span>}
          </Td>
          <Td label={labels.home}>{line.home}</Td>
          <Td label={labels.since} className="num whitespace-nowrap">
            {line.since}
          </Td>
          <Td label={labels.planned} className="num whitespace-nowrap">
            {line.planned}
            {line.left && <span className="ms-1 font-semibold text-warn-ink">· {line.left}</span>}
          </Td>
          <Td label={labels.hired} className="num">
            {line.hired}
          </Td>
        </tr>
      ))}
    </tbody>
  )
}
