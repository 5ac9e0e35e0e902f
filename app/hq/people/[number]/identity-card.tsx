import { FieldLink } from '@/components/fields/field-link'
import { WhereTag } from '@/components/people/where-tag'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { addDays, daysBetween } from '@/lib/clock'
import type { FileField } from '@/lib/fields/rules'
import type { Person } from '@/lib/people/queries'
import { daysUntil, goesToAfter, personPath, plannedReturnOf, stayOn } from '@/lib/people/rules'
import { useFormatter, useTranslations } from '@/lib/translations'

/** The identity card: both homes of a person, and who answers for them on either side. */
export function IdentityCard({
  person,
  before,
  today,
}: {
  person: Person
  /** Stretches with us before they came back. */
  before: { startsOn: string; endsOn: string }[]
  today: string
}) {
  const t = useTranslations('people')
  const format = useFormatter()
  const now = stayOn(person.stays, today)
  const isAway = now?.unitKind === 'store'
  const served = daysBetween(person.hiredOn, person.leftOn ?? today)
  const planned = isAway && plannedReturnOf(person.stays, person.leftOn, today)
  const goesTo = planned && goesToAfter(person, planned)
  const more = (field: FileField) => <FieldLink at={`${personPath(person.number)}/fields`} field={field} />
  return (
    <Card title={t('person.card')}>
      <DescList
        columns={1}
        items={[
          { label: t('column.number'), value: <span className="num">{person.number}</span> },
          { label: t('person.position'), value: now?.positionName, more: more('position') },
          {
            label: t('person.place'),
            value: now && (
              <span className="inline-flex flex-wrap items-center gap-2">
                <WhereTag kind={now.unitKind} name={now.unitName} />
                {!isAway && now.unitName}
              </span>
            ),
            more: more('place'),
          },
          { label: t('person.home'), value: person.homeName, more: more('home') },
          {
            label: t('person.hqContact'),
            value: person.hqContactName || t('unknown'),
            more: more('hqContact'),
          },
          ...(isAway
            ? [
                {
                  label: t('person.manager'),
                  value: format.list(person.managers, { style: 'narrow' }) || t('unknown'),
                },
              ]
            : []),
          ...(planned
            ? [
                {
                  label: t(goesTo ? 'person.comesNext' : 'person.plannedReturn'),
                  value: (
                    <span className="num">
                      {goesTo ? t('goesTo', { date: planned, unit: goesTo }) : planned} ·{' '}
                      {t('daysLeft', { days: daysUntil(planned, today) })}
                    </span>
                  ),
                },
              ]
            : []),
          {
            label: t('person.seniority'),
            value: t('person.years', { years: Math.floor(served / 365.25) }),
            more: more('hiredOn'),
          },
          ...(before.length > 0
            ? [
                {
                  label: t('person.servedBefore'),
                  value: (
                    <span className="num grid">
                      {before.map(({ startsOn, endsOn }) => (
                        <span key={startsOn}>
                          {t('person.servedFrom', { from: startsOn, to: addDays(endsOn, -1) })}
                        </span>
                      ))}
                    </span>
                  ),
                },
              ]
            : []),
          {
            label: t('person.employmentForm'),
            value: person.employmentForm ? t(`employmentForms.${person.employmentForm}`) : t('unknown'),
            more: more('employmentForm'),
          },
          {
            label: t('person.account'),
            value: person.hasAccount
              ? t('person.hasAccount')
              : t(person.leftOn && person.leftOn <= today ? 'person.accountEnded' : 'person.noAccount'),
          },
        ]}
      />
    </Card>
  )
}
