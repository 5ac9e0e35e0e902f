import type { CalendarEntry } from '@/lib/calendar/queries'
import type { CalendarKind } from '@/lib/calendar/rules'
import type { ContractKind } from '@/lib/contracts/rules'
import { type PersonTab, personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { Table, Th } from '../ui/table'
import { type EntryLine, EntryRows } from './entry-rows'
import { kindTones } from './month-grid'

/** Where each is looked after. */
const tabs: Record<CalendarKind, PersonTab> = {
  birthday: 'overview',
  anniversary: 'overview',
  probation: 'contracts',
  contract: 'contracts',
  certificate: 'background',
}

/** What falls on which day, for whom: both homes of a person, and the page on which to see to it. */
export function EntryTable({ rows, caption }: { rows: CalendarEntry[]; caption: string }) {
  const t = useTranslations('calendar')
  const people = useTranslations('people')
  const kinds = useTranslations('contracts.kinds')
  const aboutOf = ({ kind, years, about }: CalendarEntry): string => {
    if (kind === 'anniversary') return t('years', { years: years ?? 0 })
    if (kind === 'contract') return t('contract', { kind: kinds(about as ContractKind) })
    return kind === 'certificate' ? t('certificate', { name: about ?? '' }) : t(kind)
  }
  const columns = ['on', 'kind', 'name', 'number', 'home', 'place'] as const
  const lines = rows.map(
    (row): EntryLine => ({
      key: row.key,
      on: row.on,
      tone: kindTones[row.kind],
      about: aboutOf(row),
      href: personPath(row.number, tabs[row.kind]),
      name: row.name,
      number: row.number,
      homeUnit: row.homeName,
      hq: people('hq'),
      store: row.storeName,
    }),
  )
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {columns.map(column => (
            <Th key={column}>{t(`column.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <EntryRows
        lines={lines}
        labels={{
          kind: t('column.kind'),
          name: t('column.name'),
          number: t('column.number'),
          home: t('column.home'),
          place: t('column.place'),
        }}
      />
    </Table>
  )
}
