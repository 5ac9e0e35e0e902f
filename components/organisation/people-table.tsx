import { lastDayOf } from '@/lib/contracts/rules'
import type { PersonAt } from '@/lib/organisation/queries'
import { useTranslations } from '@/lib/translations'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { RowLink, Table, Td, Th } from '../ui/table'

/** People at a unit; `empty` says why there are none. */
export function PeopleTable({
  people,
  caption,
  empty,
  returns = true,
}: {
  people: PersonAt[]
  caption: string
  empty: { title: string; detail: string }
  /** Whether people here go back to a home unit one day: at headquarters an end is the beginning of a dispatch. */
  returns?: boolean
}) {
  const t = useTranslations('organisation.unit')
  if (people.length === 0) return <EmptyState icon={<Icon name="users" />} {...empty} />
  return (
    <Table caption={caption} stickyHead={false}>
      <thead>
        <tr>
          <Th>{t('person')}</Th>
          <Th>{t('number')}</Th>
          <Th>{t('position')}</Th>
          <Th>{t('homeUnit')}</Th>
          <Th>{t('since')}</Th>
          {returns && <Th>{t('until')}</Th>}
        </tr>
      </thead>
      <tbody>
        {people.map(person => (
          <tr key={`${person.number} ${person.startsOn}`}>
            <Td>
              <RowLink href={`/hq/people/${person.number}`}>{person.name}</RowLink>
            </Td>
            <Td label={t('number')} className="num">
              {person.number}
            </Td>
            <Td label={t('position')}>{person.position}</Td>
            <Td label={t('homeUnit')}>{person.homeUnit}</Td>
            <Td label={t('since')} className="num">
              {person.startsOn}
            </Td>
            {returns && (
              <Td label={t('until')} className="num">
                <Until person={person} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Until({ person: { endsOn, leftOn, goesTo } }: { person: PersonAt }) {
  const t = useTranslations('people')
  if (endsOn === null) return '—'
  if (endsOn === leftOn) return t('team.leavesOn', { date: lastDayOf(leftOn) })
  return goesTo ? t('goesTo', { date: endsOn, unit: goesTo }) : endsOn
}
