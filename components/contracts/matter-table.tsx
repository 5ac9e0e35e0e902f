import { daysBetween } from '@/lib/clock'
import type { MatterRow } from '@/lib/contracts/queries'
import { type ContractKind, urgencyOf } from '@/lib/contracts/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { Table, Th } from '../ui/table'
import { type MatterLine, MatterRows } from './matter-rows'

const columns = ['name', 'number', 'home', 'place', 'matter', 'dueOn'] as const
const tones = { overdue: 'bad', days7: 'bad', days30: 'warn', days90: 'mute' } as const

/** Contracts and certificates that need somebody, what is longest overdue first. */
export function MatterTable({
  rows,
  today,
  may,
}: {
  rows: MatterRow[]
  today: string
  may: { confirm: boolean; renew: boolean; keep: boolean }
}) {
  const t = useTranslations('contracts.list')
  const kinds = useTranslations('contracts.kinds')
  const people = useTranslations('people')
  const aboutOf = ({ matter, about }: MatterRow): string => {
    if (matter === 'unwritten') return t(about === 'never' ? 'about.never' : 'about.lapsed')
    if (matter === 'ending') return t('about.ending', { kind: kinds(about as ContractKind) })
    return matter === 'certificate' ? t('about.certificate', { name: about }) : t(`about.${matter}`)
  }
  const leftOf = (dueOn: string): string => {
    const days = daysBetween(today, dueOn)
    if (days === 0) return t('today')
    return days < 0 ? t('overdue', { days: -days }) : t('left', { days })
  }
  /** One click to what ends the matter, for whoever may. With who leaves nothing more is signed. */
  const actOf = ({ matter, number, leaves, underWay }: MatterRow): Pick<MatterLine, 'act'> => {
    if (underWay)
      return { act: { href: `/hq/requests/${underWay}`, label: t('act.underWay', { number: underWay }) } }
    if (leaves && matter !== 'uninsured' && matter !== 'certificate') return {}
    if (matter === 'probation' && may.confirm)
      return { act: { href: personPath(number, 'confirm'), label: t('act.probation') } }
    if ((matter === 'ending' || matter === 'secondTerm') && may.renew)
      return { act: { href: personPath(number, 'renew'), label: t(`act.${matter}`) } }
    if ((matter === 'unwritten' || matter === 'uninsured' || matter === 'certificate') && may.keep)
      return { act: { href: pathOf(matter, number), label: t(`act.${matter}`) } }
    return {}
  }
  const lines = rows.map(
    (row): MatterLine => ({
      key: row.key,
      href: pathOf(row.matter, row.number),
      name: row.name,
      number: row.number,
      home: row.homeName,
      hq: people('hq'),
      store: row.storeName,
      about: aboutOf(row),
      dueOn: row.dueOn,
      left: leftOf(row.dueOn),
      tone: tones[urgencyOf(row.dueOn, today)],
      ...actOf(row),
    }),
  )
  // whoever may do nothing about any of them has no empty column
  const acts = lines.some(line => line.act)
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          {columns.map(column => (
            <Th key={column}>{t(`column.${column}`)}</Th>
          ))}
          {acts && <Th>{t('column.act')}</Th>}
        </tr>
      </thead>
      <MatterRows
        lines={lines}
        acts={acts}
        labels={{
          number: t('column.number'),
          home: t('column.home'),
          place: t('column.place'),
          matter: t('column.matter'),
          dueOn: t('column.dueOn'),
        }}
      />
    </Table>
  )
}

/** Where the matter is kept. */
const pathOf = (matter: MatterRow['matter'], number: string): string =>
  personPath(number, matter === 'certificate' ? 'background' : 'contracts')
