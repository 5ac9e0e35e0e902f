import type { ReactNode } from 'react'
import { purposes } from '@/db/schema/identities'
import type { Role } from '@/lib/actor'
import { addDays, addMonths } from '@/lib/clock'
import {
  changeEnrolment,
  endEnrolment,
  enrol,
  revealEnrolment,
  revealOwnEnrolment,
} from '@/lib/enrolments/actions'
import type { EnrolmentRow } from '@/lib/enrolments/queries'
import { coversMonth, isCovered, isVoid, mayBeEnrolled, registerBy } from '@/lib/enrolments/rules'
import type { LawLimit } from '@/lib/partners/rules'
import type { Scheme } from '@/lib/schemes/queries'
import { firstOf, monthOf } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { FieldLink } from '../fields/field-link'
import type { FileOwner } from '../identities/file-cards'
import { RevealValue } from '../identities/reveal-value'
import { useRevealWords } from '../identities/reveal-words'
import { type RecordField, RecordForm } from '../people/record-form'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { MaskedValue } from '../ui/masked-value'

type Speak = ReturnType<typeof useTranslations<'enrolments'>>

function useSchemeName(): (scheme: Pick<Scheme, 'city' | 'residence'>) => string {
  const t = useTranslations('schemes')
  return ({ city, residence }) => t('name', { city, residence: t(`residence.${residence}`) })
}

function spanOf(t: Speak, { startsOn, endsOn }: EnrolmentRow): string {
  if (endsOn === null) return t('since', { month: monthOf(startsOn) })
  if (endsOn === startsOn) return t('voided')
  return t('until', { from: monthOf(startsOn), to: monthOf(addMonths(endsOn, -1)) })
}

/** In which scheme somebody is, with bases masked, and where they were before. `own` is one's own. */
export function EnrolmentCard({
  enrolments,
  person,
  today,
  limits,
  own = false,
  fieldsAt,
  actions,
}: {
  enrolments: EnrolmentRow[]
  person: FileOwner & { hiredOn: string; leftOn: string | null }
  today: string
  limits: LawLimit[]
  own?: boolean
  fieldsAt: string
  actions?: ReactNode
}) {
  const t = useTranslations('enrolments')
  const nameOf = useSchemeName()
  const open = enrolments.filter(one => !isVoid(one))
  const current = open.find(one => coversMonth(one, firstOf(today))) ?? open[0]
  const isOwed = !isCovered(open, today) && (person.leftOn === null || person.leftOn > today)
  return (
    <Card title={t('title')} actions={actions}>
      {isOwed && <Due hiredOn={person.hiredOn} today={today} limits={limits} />}
      {current ? (
        <DescList
          columns={1}
          items={[
            { label: t('scheme'), value: `${nameOf(current)} · ${spanOf(t, current)}` },
            {
              label: t('base'),
              value: <Masked enrolment={current} person={person} own={own} />,
              more: <FieldLink at={fieldsAt} field="insuranceBases" />,
            },
          ]}
        />
      ) : (
        <p className="text-ink-2">{t(own ? 'noneOwn' : 'none')}</p>
      )}
      {enrolments.length > 1 && (
        <details className="mt-3">
          <summary className="cursor-pointer text-hq-ink text-sm">{t('history')}</summary>
          <ul className="mt-1 grid gap-1 text-sm">
            {enrolments.map(one => (
              <li key={one.id} className="text-ink-2">
                {nameOf(one)} · <span className="num">{spanOf(t, one)}</span> ·{' '}
                {t('by', { name: one.enteredByName })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function Due({ hiredOn, today, limits }: { hiredOn: string; today: string; limits: LawLimit[] }) {
  const t = useTranslations('enrolments')
  const { date, source } = registerBy(hiredOn, limits)
  return (
    <div className="mb-2">
      <Banner tone="warn">{t(date < today ? 'overdue' : 'mustBy', { date, source })}</Banner>
    </div>
  )
}

function Masked({ enrolment, person, own }: { enrolment: EnrolmentRow; person: FileOwner; own: boolean }) {
  const t = useTranslations('identities')
  const words = useRevealWords('contributions', person.name)
  const masked = useTranslations('enrolments')('masked')
  if (own)
    return (
      <RevealValue
        masked={masked}
        action={revealOwnEnrolment}
        fields={{ enrolmentId: enrolment.id }}
        words={words}
      />
    )
  return (
    <RevealValue
      masked={masked}
      action={revealEnrolment}
      fields={{ number: person.number, enrolmentId: enrolment.id }}
      purposes={purposes
        .filter(one => one !== 'own')
        .map(one => ({ value: one, label: t(`purposes.${one}`) }))}
      words={words}
    />
  )
}

/** For roles that may not see it: the card is there, with a lock and the reason. */
export function HiddenEnrolment({ role, fieldsAt }: { role: Role; fieldsAt: string }) {
  const t = useTranslations('enrolments')
  const fields = useTranslations('fields.names')
  return (
    <Card title={t('title')}>
      <DescList
        columns={1}
        items={(['insuranceBases', 'contributions'] as const).map(field => ({
          label: fields(field),
          value: <MaskedValue hidden={t(`hiddenFrom.${role}`)} />,
          more: <FieldLink at={fieldsAt} field={field} />,
        }))}
      />
    </Card>
  )
}

/** What can be done: enrolling who is in no scheme, changing and ending where there is one that has no end; of who leaves, no change. */
export function EnrolmentVerbs({
  enrolments,
  schemes,
  whose,
  today,
}: {
  enrolments: EnrolmentRow[]
  schemes: Scheme[]
  whose: FileOwner & { hiredOn: string; leftOn: string | null }
  today: string
}) {
  const t = useTranslations('enrolments')
  const open = enrolments.find(one => one.endsOn === null)
  if (!open) {
    if (!mayBeEnrolled(enrolments, whose.leftOn, today)) return null
    const from = [firstOf(whose.hiredOn), firstOf(today)].sort()[1] ?? ''
    return (
      <Dialog
        trigger={t('enrol')}
        size="small"
        icon={<Icon name="plus" />}
        title={t('enrolTitle', { name: whose.name })}
      >
        <EnrolmentForm action={enrol} fixed={{ number: whose.number }} schemes={schemes} from={from} />
      </Dialog>
    )
  }
  const seen = { enrolmentId: open.id, revision: `${open.revision}` }
  return (
    <>
      {whose.leftOn === null && (
        <Dialog
          trigger={t('change')}
          size="small"
          title={t('changeTitle', { name: whose.name })}
          detail={t('changeDetail')}
        >
          <EnrolmentForm
            action={changeEnrolment}
            fixed={seen}
            schemes={schemes}
            schemeId={open.schemeId}
            from={firstOf(today)}
          />
        </Dialog>
      )}
      <Dialog trigger={t('end')} variant="ghost" size="small" title={t('endTitle', { name: whose.name })}>
        <RecordForm
          action={endEnrolment}
          fixed={seen}
          submit={t('end')}
          optional={t('optional')}
          danger
          fields={[
            {
              name: 'lastMonth',
              label: t('fields.lastMonth'),
              kind: 'month',
              required: true,
              hint: t('fields.fromHint'),
              value: monthOf(whose.leftOn === null ? today : addDays(whose.leftOn, -1)),
            },
          ]}
        />
      </Dialog>
    </>
  )
}

function EnrolmentForm({
  action,
  fixed,
  schemes,
  schemeId,
  from,
}: {
  action: typeof enrol
  fixed: Record<string, string>
  schemes: Scheme[]
  schemeId?: string
  from: string
}) {
  const t = useTranslations('enrolments')
  const nameOf = useSchemeName()
  const money = (name: 'insuranceBase' | 'fundBase'): RecordField => ({
    name,
    label: t(`fields.${name}`),
    kind: 'text',
    hint: t(`fields.${name}Hint`),
  })
  return (
    <RecordForm
      action={action}
      fixed={fixed}
      submit={t('save')}
      optional={t('optional')}
      fields={[
        {
          name: 'schemeId',
          label: t('fields.scheme'),
          kind: 'choice',
          required: true,
          value: schemeId ?? '',
          options: schemes.map(scheme => ({ value: scheme.id, label: nameOf(scheme) })),
        },
        {
          name: 'from',
          label: t('fields.from'),
          kind: 'month',
          required: true,
          hint: t('fields.fromHint'),
          value: monthOf(from),
        },
        money('insuranceBase'),
        {
          name: 'hasFund',
          label: t('fields.hasFund'),
          kind: 'choice',
          value: 'yes',
          options: [{ value: 'yes', label: t('fields.hasFundYes') }],
        },
        money('fundBase'),
        { name: 'fundAccount', label: t('fields.fundAccount'), kind: 'text' },
      ]}
    />
  )
}
