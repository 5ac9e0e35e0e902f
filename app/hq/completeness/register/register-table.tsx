import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import type { RegisterRow } from '@/lib/completeness/queries'
import { lastDayOf } from '@/lib/contracts/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

const columns = [
  'gender',
  'identityNumber',
  'registeredAddress',
  'currentAddress',
  'phone',
  'employmentForm',
  'hiredOn',
  'contract',
] as const

/** Everybody with what the law wants on the register; what is missing says so in red. */
export function RegisterTable({ rows }: { rows: RegisterRow[] }) {
  const t = useTranslations('completeness.register')
  const identities = useTranslations('identities')
  const people = useTranslations('people')
  const termOf = ({ contract }: RegisterRow): string | undefined => {
    if (!contract) return undefined
    const { kind, startsOn: from, endsOn } = contract
    if (endsOn) return t('term', { from, to: lastDayOf(endsOn) })
    return t(kind === 'task_based' ? 'task' : 'open', { from })
  }
  const textsOf = (row: RegisterRow): Record<(typeof columns)[number], string | null | undefined> => ({
    gender: row.gender && identities(`genders.${row.gender}`),
    identityNumber: row.identityNumber,
    registeredAddress: row.registeredAddress,
    currentAddress: row.currentAddress,
    phone: row.phone,
    employmentForm: row.employmentForm && people(`employmentForms.${row.employmentForm}`),
    hiredOn: row.hiredOn,
    contract: termOf(row),
  })
  return (
    <Table caption={t('caption')} stickyHead={false}>
      <thead>
        <tr>
          <Th>{t('columns.name')}</Th>
          {columns.map(column => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const texts = textsOf(row)
          return (
            <tr key={row.number}>
              <td>
                <a href={personPath(row.number, 'file')} className="row-link" data-row>
                  {row.name}
                </a>{' '}
                <span className="num text-ink-2">{row.number}</span>
              </td>
              {columns.map(column => (
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
