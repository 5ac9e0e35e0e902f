import { useTranslations } from 'next-intl'
import { Avatar, type Owner } from '@/components/ui/avatar'
import type { SearchParams } from '@/components/ui/search-params'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { daysBetween } from '@/lib/clock'
import type { PersonRow } from '@/lib/people/queries'
import { dayOfStay, endingDays } from '@/lib/people/rules'
import { WhereTag } from './where-tag'

/** The employee list. Rows are plain markup: no client component and no icon per row. */
export function PeopleTable({ rows, params, on }: { rows: PersonRow[]; params: SearchParams; on: string }) {
  const t = useTranslations('people')
  const sorted = { ...params, sort: params.sort ?? 'number' }
  return (
    <Table caption={t('list.caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params: sorted }}>{t('column.name')}</Th>
          <Th sort={{ column: 'number', params: sorted }}>{t('column.number')}</Th>
          <Th>{t('column.position')}</Th>
          <Th>{t('column.place')}</Th>
          <Th>{t('column.home')}</Th>
          <Th>{t('column.since')}</Th>
          <Th>{t('column.planned')}</Th>
          <Th sort={{ column: 'hired', params: sorted }}>{t('column.hired')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.number}>
            <Td>
              <span className="inline-flex items-center gap-2">
                <Avatar name={row.name} owner={ownerOf(row.unitKind)} />
                <RowLink href={`/hq/people/${row.number}`}>{row.name}</RowLink>
              </span>
            </Td>
            <Td label={t('column.number')} className="num">
              {row.number}
            </Td>
            <Td label={t('column.position')}>{row.positionName ?? '—'}</Td>
            <Td label={t('column.place')}>
              <Where row={row} />
            </Td>
            <Td label={t('column.home')}>{row.homeName}</Td>
            <Td label={t('column.since')} className="num">
              <Since row={row} on={on} />
            </Td>
            <Td label={t('column.planned')} className="num">
              <Planned row={row} on={on} />
            </Td>
            <Td label={t('column.hired')} className="num">
              {row.hiredOn}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function ownerOf(kind: PersonRow['unitKind']): Owner | undefined {
  if (kind === null) return undefined
  return kind === 'store' ? 'both' : 'hq'
}

function Where({ row }: { row: PersonRow }) {
  const t = useTranslations('people')
  if (row.placement === 'left')
    return <span className="text-ink-3">{t('leftOn', { date: row.leftOn ?? '' })}</span>
  if (row.unitKind === null) return <span className="text-ink-3">{t('notYet', { date: row.hiredOn })}</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <WhereTag kind={row.unitKind} name={row.unitName} />
      {row.next?.unitKind === 'store' && (
        <span className="num text-ink-2 text-xs">
          → {t('goesTo', { date: row.next.startsOn, unit: row.next.unitName })}
        </span>
      )}
    </span>
  )
}

function Since({ row, on }: { row: PersonRow; on: string }) {
  const t = useTranslations('people')
  if (row.since === null) return '—'
  const days = row.unitKind === 'store' ? dayOfStay(row.since, on) : undefined
  return (
    <span className="whitespace-nowrap">
      {row.since}
      {days !== undefined && ` · ${t('dayCount', { days })}`}
    </span>
  )
}

function Planned({ row, on }: { row: PersonRow; on: string }) {
  const t = useTranslations('people')
  if (row.unitKind !== 'store' || row.endsOn === null) return '—'
  const days = daysBetween(on, row.endsOn)
  if (days > endingDays) return <span className="whitespace-nowrap">{row.endsOn}</span>
  return (
    <>
      {row.endsOn} · <span className="font-semibold text-warn-ink">{t('daysLeft', { days })}</span>
    </>
  )
}
