import { useLocale } from 'next-intl'
import { purposes } from '@/db/schema/identities'
import type { Actor } from '@/lib/actor'
import { enterOwnValue, enterValue, revealOwnValue, revealValue } from '@/lib/custom/actions'
import { type CustomValue, choiceOf, nameOfField, readAs } from '@/lib/custom/queries'
import { isSealed, mayEnter, seesCustom } from '@/lib/custom/rules'
import { useTranslations } from '@/lib/translations'
import { RevealValue } from '../identities/reveal-value'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { MaskedValue } from '../ui/masked-value'
import { useLimits } from './limits'
import { ValueForm } from './value-form'

type Whose = { id: string; number: string; name: string }

/** What HR keeps of somebody besides what is built in. Classes that the reader may not see are there, with a lock. */
export function ValuesCard({
  values,
  person,
  actor,
  lacksConsent = false,
}: {
  values: CustomValue[]
  person: Whose
  actor: Actor
  /** A store without the person's consent: the database keeps every value from it. */
  lacksConsent?: boolean
}) {
  const t = useTranslations('custom')
  const people = useTranslations('people')
  const locale = useLocale() === 'en' ? 'en' : 'zh-CN'
  if (values.length === 0 && actor.role !== 'hr') return null
  return (
    <div id="fields">
      <Card
        title={t('title')}
        flush
        actions={
          actor.role === 'hr' && (
            <a href="/hq/completeness/fields" className="text-hq-ink text-sm hover:underline">
              {t('link')}
            </a>
          )
        }
      >
        {values.length === 0 && (
          <EmptyState icon={<Icon name="tags" />} title={t('none')} detail={t('noneDetail')} />
        )}
        <dl className="divide-y divide-line">
          {values.map(value => (
            <div
              key={value.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-(--pad) py-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
            >
              <dt className="flex min-w-0 flex-wrap items-center gap-1.5 text-ink-2">
                <span className="wrap-anywhere min-w-0">{nameOfField(value, locale)}</span>
                <span title={t(`seenBy.${value.class}`)}>
                  <Badge icon={value.class === 'work' ? undefined : 'lock'}>
                    {t(`classes.${value.class}`)}
                  </Badge>
                </span>
                {value.retiredAt && <Badge icon="archive">{t('retired')}</Badge>}
              </dt>
              <dd className="wrap-anywhere col-start-1 min-w-0 sm:col-start-auto">
                {lacksConsent && seesCustom(actor.role, value.class) ? (
                  <MaskedValue hidden={people('contact.lacksConsent')} />
                ) : (
                  <Shown value={value} person={person} actor={actor} />
                )}
              </dd>
              {value.retiredAt === null && mayEnter(actor, value, person.id) && (
                <dd className="col-start-2 row-span-2 row-start-1 sm:col-start-auto sm:row-span-1 sm:row-start-auto">
                  <EnterValue value={value} person={person} actor={actor} />
                </dd>
              )}
            </div>
          ))}
        </dl>
      </Card>
    </div>
  )
}

function Shown({ value, person, actor }: { value: CustomValue; person: Whose; actor: Actor }) {
  const t = useTranslations('custom')
  const people = useTranslations('people.contact')
  const locale = useLocale() === 'en' ? 'en' : 'zh-CN'
  if (!seesCustom(actor.role, value.class)) return <MaskedValue hidden={people(`hiddenFrom.${actor.role}`)} />
  if (!value.hasValue)
    return (
      <span className={value.isRequired && !value.retiredAt ? 'text-warn-ink' : 'text-ink-3'}>
        {t(value.isRequired && !value.retiredAt ? 'missing' : 'empty')}
      </span>
    )
  if (isSealed(value.class)) return <Sealed value={value} person={person} actor={actor} />
  const said = readAs(value, value.value ?? '', locale)
  return <span className={value.kind === 'number' || value.kind === 'date' ? 'num' : undefined}>{said}</span>
}

function Sealed({ value, person, actor }: { value: CustomValue; person: Whose; actor: Actor }) {
  const t = useTranslations('identities')
  const locale = useLocale() === 'en' ? 'en' : 'zh-CN'
  const what = nameOfField(value, locale)
  const words = {
    show: t('reveal.show'),
    showWhat: t('reveal.showWhat', { what }),
    title: t('reveal.title', { what }),
    detail: t('reveal.detail', { name: person.name }),
    purpose: t('reveal.purpose'),
    note: t('reveal.note'),
    noteHint: t('reveal.noteHint'),
    optional: t('optional'),
    submit: t('reveal.submit'),
    hide: t('reveal.hide'),
    seconds: t('reveal.seconds', { n: '{n}' }),
  }
  if (actor.role === 'employee')
    return (
      <RevealValue masked="******" action={revealOwnValue} fields={{ fieldId: value.id }} words={words} />
    )
  return (
    <RevealValue
      masked="******"
      action={revealValue}
      fields={{ number: person.number, fieldId: value.id }}
      purposes={purposes
        .filter(one => one !== 'own')
        .map(one => ({ value: one, label: t(`purposes.${one}`) }))}
      words={words}
    />
  )
}

function EnterValue({ value, person, actor }: { value: CustomValue; person: Whose; actor: Actor }) {
  const t = useTranslations('custom')
  const locale = useLocale() === 'en' ? 'en' : 'zh-CN'
  const limitsOf = useLimits()
  const name = nameOfField(value, locale)
  const options =
    value.kind === 'yes_no'
      ? [
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]
      : value.choices.map((_, place) => ({
          value: String(place),
          label: choiceOf(value, String(place), locale),
        }))
  const isOwn = actor.role === 'employee'
  return (
    <Dialog
      trigger={t(value.hasValue ? 'change' : 'enter')}
      triggerLabel={`${t(value.hasValue ? 'change' : 'enter')} ${name}`}
      size="small"
      variant="ghost"
      title={name}
      detail={t(`seenBy.${value.class}`)}
    >
      <ValueForm
        action={isOwn ? enterOwnValue : enterValue}
        fixed={{ fieldId: value.id, ...(!isOwn && { number: person.number }) }}
        label={name}
        kind={value.kind === 'yes_no' ? 'choice' : value.kind}
        options={options}
        value={value.value ?? ''}
        words={{
          hint: [limitsOf(value), t(isSealed(value.class) ? 'sealedHint' : 'emptyHint')]
            .filter(Boolean)
            .join(' · '),
          empty: t('empty'),
          save: t('save'),
        }}
      />
    </Dialog>
  )
}
