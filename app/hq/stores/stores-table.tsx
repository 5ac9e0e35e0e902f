import { Badge } from '@/components/ui/badge'
import type { SearchParams } from '@/components/ui/search-params'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import type { StoreRow } from '@/lib/stores/queries'
import { useTranslations } from '@/lib/translations'

export function StoresTable({
  rows,
  people,
  params,
}: {
  rows: StoreRow[]
  people: Map<string, number>
  params: SearchParams
}) {
  const t = useTranslations('organisation.stores')
  const unit = useTranslations('organisation.unit')
  const withPartners = rows.some(row => row.partnerCode)
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params }}>{t('columns.name')}</Th>
          <Th sort={{ column: 'city', params }}>{t('columns.city')}</Th>
          <Th>{t('columns.region')}</Th>
          {withPartners && <Th>{t('columns.partner')}</Th>}
          <Th sort={{ column: 'opened', params }}>{t('columns.openedOn')}</Th>
          <Th numeric>{t('columns.people')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <Td>
              <RowLink href={`/hq/stores/${row.code}`}>{row.name}</RowLink>{' '}
              {row.closedOn && <Badge>{unit('closed', { date: row.closedOn })}</Badge>}
            </Td>
            <Td label={t('columns.city')}>{row.city}</Td>
            <Td label={t('columns.region')}>{row.regionName}</Td>
            {withPartners && <Td label={t('columns.partner')}>{row.partnerName}</Td>}
            <Td label={t('columns.openedOn')} className="num">
              {row.openedOn}
            </Td>
            <Td label={t('columns.people')} numeric className="num">
              {people.get(row.id) ?? 0}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
