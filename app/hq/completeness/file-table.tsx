import { useItemName } from '@/components/completeness/words'
import { Table, Th } from '@/components/ui/table'
import type { FileRow } from '@/lib/completeness/queries'
import { percentOf } from '@/lib/completeness/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { FileRows } from './file-rows'

/** Files, the worst first, with what they lack as far as the reader hears of it. */
export function FileTable({ rows }: { rows: FileRow[] }) {
  const t = useTranslations('completeness.table')
  const legalMissing = useTranslations('completeness.card')('legalMissing')
  const nameOf = useItemName(rows[0]?.fields)
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('where')}</Th>
          <Th numeric>{t('legal')}</Th>
          <Th numeric>{t('all')}</Th>
          <Th>{t('missing')}</Th>
        </tr>
      </thead>
      <FileRows
        labels={{
          where: t('where'),
          legal: t('legal'),
          all: t('all'),
          missing: t('missing'),
          byLaw: legalMissing,
        }}
        lines={rows.map(row => {
          const hidden = row.total - row.have - row.missing.length
          return {
            key: row.number,
            href: personPath(row.number),
            name: row.name,
            where: row.unitName === row.homeName ? row.homeName : `${row.unitName} · ${row.homeName}`,
            legal: `${percentOf({ have: row.legalHave, total: row.legalTotal })}%`,
            isShort: row.legalHave < row.legalTotal,
            all: `${percentOf(row)}%`,
            missing: row.missing.map(item => ({
              name: nameOf(item),
              isLegal: row.legal.some(one => one === item),
            })),
            more: hidden > 0 ? t(row.missing.length > 0 ? 'hiddenMore' : 'hidden', { n: hidden }) : undefined,
          }
        })}
      />
    </Table>
  )
}
