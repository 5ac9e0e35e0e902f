import { AgreementBadge } from '@/components/organisation/badges'
import { Badge } from '@/components/ui/badge'
import type { SearchParams } from '@/components/ui/search-params'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { lastDayOf } from '@/lib/contracts/rules'
import type { PartnerRow } from '@/lib/partners/queries'
import { headcountOf } from '@/lib/partners/rules'
import { useTranslations } from '@/lib/translations'

export function PartnersTable({ rows, params }: { rows: PartnerRow[]; params: SearchParams }) {
  const t = useTranslations('organisation.partners')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params }}>{t('columns.name')}</Th>
          <Th>{t('columns.agreement')}</Th>
          <Th>{t('columns.endsOn')}</Th>
          <Th numeric sort={{ column: 'stores', params }}>
            {t('columns.stores')}
          </Th>
          <Th numeric sort={{ column: 'people', params }}>
            {t('columns.people')}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <Td>
              <RowLink href={`/hq/partners/${row.code}`}>{row.name}</RowLink>
            </Td>
            <Td label={t('columns.agreement')}>
              <AgreementBadge state={row.agreementState} kind={row.agreementKind} />
            </Td>
            <Td label={t('columns.endsOn')} className="num">
              {row.endsOn ? lastDayOf(row.endsOn) : row.agreementNumber ? t('openEnd') : '—'}
            </Td>
            <Td label={t('columns.stores')} numeric className="num">
              {row.stores}
            </Td>
            <Td label={t('columns.people')} numeric className="num">
              <People row={row} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function People({ row }: { row: PartnerRow }) {
  const t = useTranslations('organisation')
  const isInForce = row.agreementState === 'current' || row.agreementState === 'endsSoon'
  const load = isInForce ? headcountOf(row.people, row.headcountLimit) : undefined
  if (!load) return row.people
  const text = t('partners.ofLimit', { people: load.people, limit: load.limit })
  if (load.level === 'free') return text
  return (
    <Badge
      tone={load.level === 'over' ? 'bad' : 'warn'}
    >{`${text} · ${t(load.level === 'over' ? 'limits.isOver' : 'limits.isFull')}`}</Badge>
  )
}
