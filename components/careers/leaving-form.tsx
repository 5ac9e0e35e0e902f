import { notFound, redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { timeIn, zone } from '@/lib/clock'
import { lastDayOf } from '@/lib/contracts/rules'
import { requestLeaving, resign, reviseLeaving } from '@/lib/leavings/actions'
import {
  findEmployed,
  findOpenLeaving,
  findOwnLeaving,
  findStandingLeaving,
  getLeaving,
  getReason,
  type Leaving,
  listReasons,
  type Reason,
} from '@/lib/leavings/queries'
import { type Employed, earliestLastDay, mayStart, noticeLimit } from '@/lib/leavings/rules'
import { listLawLimits } from '@/lib/partners/queries'
import type { LawLimit } from '@/lib/partners/rules'
import { findObstacle, findPerson, type Person } from '@/lib/plans/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import type { Request } from '@/lib/workflow/queries'
import { RecordForm } from '../people/record-form'
import { Banner } from '../ui/banner'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import type { SearchParams } from '../ui/search-params'
import { whole } from '../ui/whole'
import { FormFrame, NoForm } from './form-frame'

type Read = {
  actor: Actor
  person: Person
  reasons: Reason[]
  limits: LawLimit[]
  employed: Employed
  open: string | undefined
  /** A transfer that has to be decided first. */
  obstacle: string | undefined
  given?: { reason?: string | undefined; lastOn?: string | undefined }
  revised?: { number: string; leaving: Leaving; reason: Reason }
}

/** 离职 of a person; in the employee's own portal, of oneself. */
export async function LeavingFormPage({ number, params = {} }: { number?: string; params?: SearchParams }) {
  const read = await query(async (tx, actor) => {
    const own = actor.portal === 'me' ? await findOwnLeaving(tx, actor) : undefined
    if (own) return { standing: own.number }
    const key = actor.portal === 'me' ? actor.employeeId : number
    const person = mayStart(actor) && key ? await findPerson(tx, key) : undefined
    const given = { reason: one(params.reason), lastOn: one(params.lastOn) }
    return person && { form: { ...(await readFor(tx, actor, person)), given } }
  })
  if (!read) notFound()
  if (read.standing) redirect(`/me/requests/${read.standing}`)
  return read.form && <LeavingForm {...read.form} />
}

export async function readRevisedLeaving(
  tx: Tx,
  actor: Actor,
  person: Person,
  request: Request,
): Promise<Read> {
  const leaving = await getLeaving(tx, request.id)
  const reason = await getReason(tx, leaving.reasonId)
  return {
    ...(await readFor(tx, actor, person, leaving.noticeOn)),
    open: undefined,
    revised: { number: request.number, leaving, reason },
  }
}

async function readFor(tx: Tx, actor: Actor, person: Person, noticeOn = actor.today): Promise<Read> {
  return {
    actor,
    person,
    reasons: await listReasons(tx),
    limits: await listLawLimits(tx, noticeOn),
    employed: await findEmployed(tx, person.id, noticeOn),
    open: (await findOpenLeaving(tx, person.id)) ?? (await findStandingLeaving(tx, person.number))?.number,
    obstacle: await findObstacle(tx, person.id, actor.today, null, null),
  }
}

export async function LeavingForm({
  actor,
  person,
  reasons,
  limits,
  employed,
  open,
  obstacle,
  given,
  revised,
}: Read) {
  const t = await getTranslations('leavings')
  const people = await getTranslations('people')
  const isEnglish = (await getLocale()) === 'en'
  const base = pathOfSeat(actor)
  const isOwn = actor.portal === 'me'
  const frame = {
    actor,
    person,
    title: isOwn ? t('resignTitle') : t('formTitle', { name: person.name }),
    ...(isOwn && { detail: t('resignDetail') }),
  }
  if (!isOwn && person.userId === actor.userId) {
    return (
      <FormFrame {...frame}>
        <EmptyState
          title={t('failure.own')}
          action={<LinkButton href="/me/leave">{t('resignTitle')}</LinkButton>}
        />
      </FormFrame>
    )
  }
  if (open) return <NoForm {...frame} why={t('failure.openAlready', { number: open })} open={open} />
  const offered = isOwn ? reasons.filter(reason => reason.class === 'voluntary') : reasons
  const was = revised?.leaving
  const noticeOn = was?.noticeOn ?? actor.today
  const { byEmployee, byEmployer } = noticesOf(noticeOn, employed, limits)
  const action = revised ? reviseLeaving : isOwn ? resign : requestLeaving
  const fixed: Record<string, string> = revised
    ? { number: revised.number }
    : isOwn
      ? {}
      : { employee: person.number }
  return (
    <FormFrame {...frame}>
      {obstacle && (
        <Banner
          tone="warn"
          actions={
            <LinkButton size="small" href={`${base}/requests/${obstacle}`}>
              {obstacle}
            </LinkButton>
          }
        >
          {people('failure.openTransfer', { number: obstacle })}
        </Banner>
      )}
      <Banner>
        {employed.isPartTime ? (
          <p>{whole(t('noticeAny', byEmployee))}</p>
        ) : (
          <>
            <p>{whole(t(employed.isOnProbation ? 'noticeLawProbation' : 'noticeLaw', byEmployee))}</p>
            {!isOwn && <p>{whole(t('noticeLawEmployer', byEmployer))}</p>}
          </>
        )}
      </Banner>
      <RecordForm
        action={action}
        fixed={fixed}
        submit={t(revised ? 'revise' : 'submit')}
        optional={people('form.optional')}
        opens={`${base}/requests`}
        fields={[
          {
            name: 'reason',
            label: t('fields.reason'),
            kind: 'choice',
            required: true,
            value: revised?.reason.code ?? given?.reason ?? '',
            options: offered.map(reason => ({
              value: reason.code,
              label: `${isOwn ? '' : `${t(`classes.${reason.class}`)} · `}${isEnglish ? reason.nameEn : reason.name}`,
            })),
          },
          {
            name: 'lastOn',
            label: t('fields.lastOn'),
            kind: 'date',
            required: true,
            hint: t('fields.lastOnHint'),
            value: was ? lastDayOf(was.leftOn) : (given?.lastOn ?? ''),
          },
          ...(isOwn
            ? []
            : [
                {
                  name: 'endsAt',
                  label: t('fields.endsAt'),
                  kind: 'time' as const,
                  hint: t('fields.endsAtHint'),
                  value: was?.accessEndsAt ? timeIn(zone, was.accessEndsAt) : '',
                },
              ]),
          ...(employed.isPartTime
            ? []
            : [
                {
                  name: 'shortReason',
                  label: t('fields.shortReason'),
                  kind: 'text' as const,
                  hint: isOwn
                    ? t('fields.shortReasonHint', byEmployee)
                    : t('fields.shortReasonHintAll', { date: byEmployee.date, employer: byEmployer.date }),
                  value: was?.shortReason ?? '',
                },
              ]),
          ...(actor.role === 'hr'
            ? [
                {
                  name: 'backDatedReason',
                  label: t('fields.backDatedReason'),
                  kind: 'text' as const,
                  hint: t('fields.backDatedReasonHint'),
                  value: was?.backDatedReason ?? '',
                },
              ]
            : []),
          {
            name: 'note',
            label: t('fields.note'),
            kind: 'area',
            hint: t('fields.noteHint'),
            value: was?.note ?? '',
          },
        ]}
      />
    </FormFrame>
  )
}

function one(value: SearchParams[string]): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Of each side, how long ahead the law has it said and the earliest last day that this leaves. */
function noticesOf(noticeOn: string, employed: Employed, limits: LawLimit[]) {
  const of = (rule: 'employee' | 'employer') => {
    const limit = noticeLimit(rule, employed, limits)
    return { ...limit, date: earliestLastDay(noticeOn, limit.days) }
  }
  return { byEmployee: of('employee'), byEmployer: of('employer') }
}
