import { IconPhone } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { LinkButton } from '@/components/ui/button'
import type { TeamRow } from '@/lib/people/queries'

/** People of a store as touch rows; `aside` is what the right end of each row says or offers. */
export function TeamList({
  rows,
  unitCode,
  lines,
  aside,
  empty,
}: {
  rows: TeamRow[]
  unitCode: string
  lines: (row: TeamRow) => (string | false | null | undefined)[]
  aside?: (row: TeamRow) => ReactNode
  empty: ReactNode
}) {
  if (rows.length === 0) return empty
  return (
    <ul data-rows>
      {rows.map(row => (
        <li
          key={`${row.number} ${row.startsOn}`}
          className="flex min-h-(--row-h) flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
        >
          <Avatar name={row.name} size="md" owner="both" />
          <span className="min-w-40 grow basis-40">
            <a
              data-row
              href={`/store/${unitCode}/team/${row.number}`}
              className="font-semibold hover:underline"
            >
              {row.name}
            </a>
            <span className="num block text-ink-2 text-sm">{lines(row).filter(Boolean).join(' · ')}</span>
          </span>
          {aside?.(row)}
        </li>
      ))}
    </ul>
  )
}

/** Calls the person: a phone is what a manager may know of the contact class. */
export function CallLink({ phone }: { phone: string | null }) {
  const t = useTranslations('people.team')
  if (!phone) return null
  return (
    <LinkButton href={`tel:${phone}`} size="small" icon={<IconPhone aria-hidden />}>
      {t('call')}
    </LinkButton>
  )
}
