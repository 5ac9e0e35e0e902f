import { WhereTag } from '@/components/people/where-tag'
import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import type { UnitFileRow } from '@/lib/completeness/queries'
import { percentOf } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'

/** Stores and departments by the files of those who work there; each leads to their people. */
export function UnitTable({ rows }: { rows: UnitFileRow[] }) {
  const t = useTranslations('completeness.table')
  return (
    <Table caption={t('units')}>
      <thead>
        <tr>
          <Th>{t('unit')}</Th>
          <Th numeric>{t('people')}</Th>
          <Th numeric>{t('legal')}</Th>
          <Th numeric>{t('legalShort')}</Th>
          <Th numeric>{t('all')}</Th>
          <Th numeric>{t('shortPeople')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const legal = `${percentOf({ have: row.legalHave, total: row.legalTotal })}%`
          return (
            <tr key={row.unitId}>
              <td>
                <a
                  href={`/hq/completeness?unit=${row.unitId}&list=all`}
                  className="row-link inline-flex items-center gap-2"
                  data-row
                >
                  {row.kind === 'store' ? <WhereTag kind="store" name={row.name} /> : row.name}
                </a>
              </td>
              <Td label={t('people')} numeric className="num">
                {row.people}
              </Td>
              <Td label={t('legal')} numeric className="num">
                {row.legalShort > 0 ? (
                  <Badge tone="bad" icon="alert-triangle">
                    {legal}
                  </Badge>
                ) : (
                  legal
                )}
              </Td>
              <Td label={t('legalShort')} numeric className="num">
                {t('count', { n: row.legalShort })}
              </Td>
              <Td label={t('all')} numeric className="num">
                {percentOf(row)}%
              </Td>
              <Td label={t('shortPeople')} numeric className="num">
                {t('count', { n: row.short })}
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
