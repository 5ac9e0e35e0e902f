import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import type { RegisterRow } from '@/lib/completeness/queries'
import { registerColumns, registerTexts } from '@/lib/completeness/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** Everybody with what the law wants on the register; what is missing says so in red. */
export function RegisterTable({ rows }: { rows: RegisterRow[] }) {
  const t = useTranslations('completeness.register')
  const identities = useTranslations('identities')
  const people = useTranslations('people')
  return (
    <Table caption={t('caption')} stickyHead={false}>
      <thead>
        <tr>
          <Th>{t('columns.name')}</Th>
          {registerColumns.map(column => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const texts = registerTexts(row, {
            gender: gender => identities(`genders.${gender}`),
            form: form => people(`employmentForms.${form}`),
            term: (kind, days) => t(kind, days),
          })
          return (
            <tr key={row.number}>
              <td>
                <a href={personPath(row.number, 'file')} className="row-link" data-row>
                  {row.name}
                </a>{' '}
                <span className="num text-ink-2">{row.number}</span>
              </td>
              {registerColumns.map(column => (
                <Td key={column} label={t(`columns.${column}`)} className="num">
                  {texts[column] || (
                    <Badge tone="bad" icon="alert-triangle">
                      {t('missing')}
                    </Badge>
                  )}
                </Td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
