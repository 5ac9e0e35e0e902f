import { addRule, applyRule, endRule } from '@/lib/courses/actions'
import type { Course, CourseRule, Owing, Whoms } from '@/lib/courses/queries'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { withParams } from '../ui/search-params'
import { useWhom } from './why'

export function AddRule({ course, whoms }: { course: Course; whoms: Whoms }) {
  const t = useTranslations('courses.rules')
  return (
    <RecordDialog
      trigger={t('add')}
      icon={<Icon name="plus" />}
      detail={t('addDetail')}
      action={addRule}
      hidden={{ number: course.number }}
      success={t('added')}
      fields={[
        {
          kind: 'select',
          name: 'whom',
          label: t('whom'),
          empty: t('everybody'),
          options: [
            ...whoms.families.map(family => ({ value: `family:${family}`, label: t('family', { family }) })),
            ...whoms.positions.map(({ id, name }) => ({ value: `position:${id}`, label: name })),
          ],
        },
        {
          kind: 'number',
          name: 'days',
          label: t('days'),
          hint: t('daysHint'),
          defaultValue: '7',
          required: true,
        },
        {
          kind: 'pick',
          name: 'unitId',
          label: t('where'),
          hint: t('whereHint'),
          url: '/hq/search/units?kind=store,region,department,headquarters',
          placeholder: t('wherePlaceholder'),
          wide: true,
        },
      ]}
    />
  )
}

/** Who has to learn it. `asked` is a rule of which the page says whom of those who are there already it would ask. */
export function RuleList({
  rules,
  keeps,
  isGiven,
  asked,
}: {
  rules: CourseRule[]
  keeps: boolean
  isGiven: boolean
  asked: { ruleId: string; people: Owing[]; isTooMany: boolean; today: string } | undefined
}) {
  const t = useTranslations('courses.rules')
  const whom = useWhom()
  return (
    <ul className="divide-y divide-line">
      {rules.map(rule => (
        <li key={rule.id} className="grid gap-2 px-(--pad) py-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 grow">
              <span className="font-semibold">{whom(rule)}</span>{' '}
              <span className="num text-ink-2 text-sm">
                {t('within', { n: rule.days })} · {t('since', { date: rule.startsOn })}
              </span>
            </span>
            {rule.isEnded ? (
              <Badge icon="x">{t('endedOn', { date: rule.endsOn ?? '' })}</Badge>
            ) : (
              keeps && (
                <span className="flex flex-wrap gap-1">
                  {isGiven && asked?.ruleId !== rule.id && (
                    <LinkButton href={withParams({}, { tab: 'rules', rule: rule.id })} size="small">
                      {t('there')}
                    </LinkButton>
                  )}
                  <ActionButton action={endRule} fields={{ ruleId: rule.id }} size="small" variant="ghost">
                    {t('end')}
                  </ActionButton>
                </span>
              )
            )}
          </div>
          {asked?.ruleId === rule.id && (
            <div
              className="flex flex-wrap items-center gap-3 rounded-sm bg-surface-2 px-3 py-2"
              role="status"
            >
              <p className="grow">
                {asked.people.length === 0
                  ? t('nobody')
                  : t(asked.isTooMany ? 'firstOfMany' : 'people', { n: asked.people.length })}
              </p>
              <Names people={asked.people} today={asked.today} />
              {asked.people.length > 0 && (
                <ActionButton
                  action={applyRule}
                  fields={{ ruleId: rule.id, people: String(asked.people.length) }}
                  size="small"
                  variant="primary"
                >
                  {t('apply', { n: asked.people.length })}
                </ActionButton>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const shownNames = 20

/** Whom a press would ask, before it. */
function Names({ people, today }: { people: Owing[]; today: string }) {
  const t = useTranslations('courses.rules')
  if (people.length === 0) return null
  const rest = people.length - shownNames
  return (
    <details className="order-last w-full text-sm">
      <summary className="w-fit cursor-pointer py-1 text-hq-ink">{t('who')}</summary>
      <ul className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {people.slice(0, shownNames).map(one => (
          <li key={one.employeeId}>
            {one.name} <span className="num whitespace-nowrap text-ink-2">{one.number}</span>{' '}
            <span className="text-ink-2">{one.unitName}</span>
            {one.startsOn > today && (
              <span className="num whitespace-nowrap text-ink-2">
                {' · '}
                {t('arrives', { date: one.startsOn })}
              </span>
            )}
          </li>
        ))}
        {rest > 0 && <li className="num text-ink-2">{t('more', { n: rest })}</li>}
      </ul>
    </details>
  )
}
