import { clsx } from 'clsx'
import { pack } from '@/components/ui/packed'
import type { SearchParams } from '@/components/ui/search-params'
import { Table, Th } from '@/components/ui/table'
import { daysBetween } from '@/lib/clock'
import { lastDayOf } from '@/lib/contracts/rules'
import { peopleColumns } from '@/lib/people/input'
import type { PersonRow } from '@/lib/people/queries'
import { dayOfStay, endingDays, returnOf } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { type Head, PeopleRows, type PersonLine } from './people-rows'

type Texts = ReturnType<typeof useTranslations<'people'>>

/** The employee list as of a day. */
export function PeopleTable({
  rows,
  params,
  on,
  columns = peopleColumns,
  more = { heads: [], cells: new Map() },
  ticks,
}: {
  rows: PersonRow[]
  params: SearchParams
  on: string
  columns?: readonly string[] | undefined
  /** Custom fields that were chosen as columns, and what they say of each person by number. */
  more?: { heads: Head[]; cells: Map<string, string[]> } | undefined
  ticks?: { form: string; label: string } | undefined
}) {
  const t = useTranslations('people')
  const labels = { since: t('column.since'), planned: t('column.planned'), more: more.heads }
  const home = t('hq')
  // Cells that nobody wants to see are hidden by the style sheet: the rows stay as they are, and as cheap.
  const without = peopleColumns.filter(column => !columns.includes(column)).join(' ')
  return (
    <div
      // what is beyond the screen is reached by scrolling; where all of it has room, the head stays in sight
      className={clsx(
        'people-table',
        more.heads.length > 0 ? 'overflow-x-auto' : 'max-[72rem]:overflow-x-auto',
      )}
      data-without={without || undefined}
    >
      <Table caption={t('list.caption')} stickyHead={more.heads.length === 0}>
        <thead>
          <tr>
            <Th sort={{ column: 'name', params }}>{t('column.name')}</Th>
            <Th sort={{ column: 'number', params }}>{t('column.number')}</Th>
            <Th>{t('column.position')}</Th>
            <Th>{t('column.place')}</Th>
            <Th>{t('column.home')}</Th>
            <Th>{labels.since}</Th>
            <Th {...(params.view === 'ending' && { sort: { column: 'planned', params } })}>
              {labels.planned}
            </Th>
            <Th sort={{ column: 'hired', params }}>{t('column.hired')}</Th>
            {more.heads.map(({ id, name }) => (
              <Th key={id}>{name}</Th>
            ))}
          </tr>
        </thead>
        <PeopleRows
          lines={pack(
            rows.map(row => ({
              ...lineOf(row, { on, home, t }),
              ...(more.cells.has(row.number) && { more: more.cells.get(row.number) }),
            })),
          )}
          labels={labels}
          ticks={ticks}
        />
      </Table>
    </div>
  )
}

type Said = { on: string; home: string; t: Texts }

function lineOf(row: PersonRow, { on, home, t }: Said): PersonLine {
  const isStationed = row.unitKind === 'store'
  const planned = returnOf(row)
  const left = planned === null ? undefined : daysBetween(on, planned)
  return {
    number: row.number,
    name: row.name,
    owner: row.unitKind === null ? undefined : isStationed ? 'both' : 'hq',
    position: row.positionName ?? '—',
    ...whereOf(row, home, t),
    home: row.homeName,
    since: sinceOf(row, on, t),
    planned: planned ?? '',
    left: left !== undefined && left <= endingDays ? t('daysLeft', { days: left }) : undefined,
    hired: row.hiredOn,
  }
}

function whereOf(row: PersonRow, home: string, t: Texts): Pick<PersonLine, 'where' | 'note'> {
  if (row.placement === 'left')
    return { where: {}, note: t('leftOn', { date: row.leftOn ? lastDayOf(row.leftOn) : '' }) }
  if (row.unitKind === null) return { where: {}, note: t('notYet', { date: row.hiredOn }) }
  const { next } = row
  return {
    where: { home, ...(row.unitKind === 'store' && row.unitName && { store: row.unitName }) },
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
