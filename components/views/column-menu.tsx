import { type PeopleParams, peopleColumns } from '@/lib/people/input'
import { useTranslations } from '@/lib/translations'
import { type Density, pairsOf, type ViewParams } from '@/lib/views/rules'
import { ColumnForm } from './column-form'

type Pair = [name: string, value: string]

/** Which columns the list shows, and how dense it is. */
export function ColumnMenu({
  params,
  now,
  fields,
  density,
}: {
  params: PeopleParams
  now: ViewParams
  /** Custom fields that the reader may have as columns. */
  fields: Pair[]
  density: Density
}) {
  const t = useTranslations('views')
  const column = useTranslations('people.column')
  const shown = params.cols ?? peopleColumns
  const other = density === 'compact' ? 'default' : 'compact'
  return (
    <ColumnForm
      key={shown.join(' ')}
      kept={[
        ...pairsOf(now).filter(([name]) => name !== 'cols' && name !== 'view'),
        ['view', params.view],
        ...(params.saved ? [['saved', params.saved] as [string, string]] : []),
      ]}
      columns={[...peopleColumns.map((value): Pair => [value, column(value)]), ...fields]}
      shown={[...shown]}
      density={other}
      words={{
        trigger: t('columns'),
        title: t('columnsTitle'),
        apply: t('apply'),
        density: t('density'),
        change: t(`densities.${other}`),
      }}
    />
  )
}
