import type { UnitCounts } from '@/lib/boards/queries'
import { completionOf } from '@/lib/boards/rules'
import { getTranslations } from '@/lib/translations'
import { type SearchParams, withParams } from '../ui/search-params'
import { Table, Th } from '../ui/table'
import { CompletionRows } from './completion-rows'

/** Units by how much of what was due has come, the least first. */
export async function CompletionTable({
  units,
  unitId,
  params,
}: {
  units: UnitCounts[]
  unitId: string
  params: SearchParams
}) {
  const t = await getTranslations('reports')
  const labels = {
    rate: t('hq.rate'),
    all: t('board.all'),
    submitted: t('board.submitted'),
    missing: t('board.missing'),
    late: t('board.late'),
    excused: t('board.excused'),
    unread: t('unread'),
  }
  const lines = units.map(unit => {
    const rate = completionOf(unit)
    const list = unit.hasBelow ? undefined : 'day'
    return {
      id: unit.id,
      name: unit.id === unitId ? t('hq.ownPeople', { name: unit.name }) : unit.name,
      href: withParams(params, { unit: unit.id, list: unit.id === unitId ? 'day' : list }),
      rate: rate === undefined ? '—' : t('hq.percent', { n: rate }),
      share: rate ?? 0,
      isStore: unit.kind === 'store' || unit.kind === 'region',
      all: unit.all,
      submitted: unit.submitted,
      missing: unit.missing,
      late: unit.late,
      excused: unit.excused,
      unread: unit.unread,
    }
  })
  return (
    <Table caption={t('hq.units')} stickyHead={false}>
      <thead>
        <tr>
          <Th>{t('hq.unit')}</Th>
          <Th>{labels.rate}</Th>
          {(['all', 'submitted', 'missing', 'late', 'excused', 'unread'] as const).map(column => (
            <Th key={column} numeric>
              {labels[column]}
            </Th>
          ))}
        </tr>
      </thead>
      <CompletionRows lines={lines} labels={labels} />
    </Table>
  )
}
