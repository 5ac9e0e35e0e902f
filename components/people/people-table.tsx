import type { SearchParams } from '@/components/ui/search-params'
import { Table, Th } from '@/components/ui/table'
import { daysBetween } from '@/lib/clock'
import type { PersonRow } from '@/lib/people/queries'
import { dayOfStay, endingDays } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { PeopleRows, type PersonLine } from './people-rows'

type Texts = ReturnType<typeof useTranslations<'people'>>

/** The employee list as of a day. */
export function PeopleTable({ rows, params, on }: { rows: PersonRow[]; params: SearchParams; on: string }) {
  const t = useTranslations('people')
  const labels = {
    number: t('column.number'),
    position: t('column.position'),
    place: t('column.place'),
    home: t('column.home'),
    since: t('column.since'),
    planned: t('column.planned'),
    hired: t('column.hired'),
  }
  return (
    <Table caption={t('list.caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params }}>{t('column.name')}</Th>
          <Th sort={{ column: 'number', params }}>{labels.number}</Th>
          <Th>{labels.position}</Th>
          <Th>{labels.place}</Th>
          <Th>{labels.home}</Th>
          <Th>{labels.since}</Th>
          <Th>{labels.planned}</Th>
          <Th sort={{ column: 'hired', params }}>{labels.hired}</Th>
        </tr>
      </thead>
      <PeopleRows lines={rows.map(row => lineOf(row, on, t))} labels={labels} />
    </Table>
  )
}

function lineOf(row: PersonRow, on: string, t: Texts): PersonLine {
  const isStationed = row.unitKind === 'store'
  const left = isStationed && row.endsOn !== null ? daysBetween(on, row.endsOn) : undefined
  return {
    number: row.number,
    name: row.name,
    owner: row.unitKind === null ? undefined : isStationed ? 'both' : 'hq',
    position: row.positionName ?? '—',
    ...whereOf(row, t),
    home: row.homeName,
    since: sinceOf(row, on, t),
    planned: (isStationed && row.endsOn) || '—',
    left: left !== undefined && left <= endingDays ? t('daysLeft', { days: left }) : undefined,
    hired: row.hiredOn,
  }
}

function whereOf(row: PersonRow, t: Texts): Pick<PersonLine, 'where' | 'note'> {
  if (row.placement === 'left') return { where: {}, note: t('leftOn', { date: row.leftOn ?? '' }) }
  if (row.unitKind === null) return { where: {}, note: t('notYet', { date: row.hiredOn }) }
  const { next } = row
  return {
    where: { home: t('hq'), ...(row.unitKind === 'store' && row.unitName && { store: row.unitName }) },
    note:
      next?.unitKind === 'store'
        ? `→ ${t('goesTo', { date: next.startsOn, unit: next.unitName })}`
        : undefined,
  }
}

function sinceOf(row: PersonRow, on: string, t: Texts): string {
  if (row.since === null) return '—'
  const days = row.unitKind === 'store' ? dayOfStay(row.since, on) : undefined
  return days === undefined ? row.since : `${row.since} · ${t('dayCount', { days })}`
}
