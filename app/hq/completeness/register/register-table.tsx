import { clsx } from 'clsx'
import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import type { RegisterRow } from '@/lib/completeness/queries'
import { registerColumns, registerTexts } from '@/lib/completeness/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** On phones a row is a card of two columns: what is short stands in pairs, what is long has a line of its own. */
const onPhones: Partial<Record<(typeof registerColumns)[number], string>> = {
  gender: 'max-sm:-order-1',
  phone: 'max-sm:-order-1',
  identityNumber: 'max-sm:col-span-full',
  contract: 'max-sm:col-span-full',
}

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
              <td className="max-sm:-order-2">
                <a href={personPath(row.number, 'file')} className="row-link" data-row>
                  {row.name}
                </a>{' '}
                <span className="num text-ink-2">{row.number}</span>
              </td>
              {registerColumns.map(column => (
                <Td key={column} label={t(`columns.${column}`)} className={clsx('num', onPhones[column])}>
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
