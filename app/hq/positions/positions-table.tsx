import { Badge } from '@/components/ui/badge'
import type { SearchParams } from '@/components/ui/search-params'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import type { Position } from '@/lib/positions/queries'
import { useTranslations } from '@/lib/translations'

export function PositionsTable({ rows, params }: { rows: Position[]; params: SearchParams }) {
  const t = useTranslations('organisation.positions')
  const withHolders = rows.some(row => row.holders !== null)
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params }}>{t('columns.name')}</Th>
          <Th sort={{ column: 'code', params }}>{t('columns.code')}</Th>
          <Th sort={{ column: 'family', params }}>{t('columns.family')}</Th>
          <Th numeric sort={{ column: 'level', params }}>
            {t('columns.level')}
          </Th>
          {withHolders && (
            <Th numeric sort={{ column: 'holders', params }}>
              {t('columns.holders')}
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <Td>
              <RowLink href={`/hq/positions/${row.code}`}>{row.name}</RowLink>{' '}
              {row.retiredOn && <Badge>{t('retiredOn', { date: row.retiredOn })}</Badge>}
            </Td>
            <Td label={t('columns.code')}>{row.code}</Td>
            <Td label={t('columns.family')}>{row.family}</Td>
            <Td label={t('columns.level')} numeric className="num">
              {row.level}
            </Td>
            {withHolders && (
              <Td label={t('columns.holders')} numeric className="num">
                {row.holders}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
