import { notFound } from 'next/navigation'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { requestConfirmation, reviseConfirmation } from '@/lib/confirmations/actions'
import {
  type Confirmation,
  findOpenConfirmation,
  findProbation,
  getConfirmation,
  type ProbationRow,
} from '@/lib/confirmations/queries'
import { isOnProbation, latestEnd, mayAssess, outcomes } from '@/lib/confirmations/rules'
import { lastDayOf } from '@/lib/contracts/rules'
import { listLawLimits } from '@/lib/partners/queries'
import { findPerson, type Person } from '@/lib/plans/queries'
import { isLateFor } from '@/lib/renewals/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { findExpectedFinish, type Request } from '@/lib/workflow/queries'
import { RecordForm } from '../people/record-form'
import { Banner } from '../ui/banner'
import { FormFrame, NoForm } from './form-frame'

type Read = {
  actor: Actor
  person: Person
  contract: ProbationRow | undefined
  open: string | undefined
  limits: Awaited<ReturnType<typeof listLawLimits>>
  /** When it is likely to be approved. */
  finish: string | undefined
  revised?: { number: string; confirmation: Confirmation }
}

/** 转正 of a person whom the reader leads. */
export async function ConfirmationFormPage({ number }: { number: string }) {
  const read = await query(async (tx, actor) => {
    const person = mayAssess(actor) ? await findPerson(tx, number) : undefined
    return person && readFor(tx, actor, person)
  })
  if (!read) notFound()
  return <ConfirmationForm {...read} />
}

export async function readRevisedConfirmation(
  tx: Tx,
  actor: Actor,
  person: Person,
  request: Request,
): Promise<Read> {
  const confirmation = await getConfirmation(tx, request.id)
  return {
    ...(await readFor(tx, actor, person)),
    open: undefined,
    revised: { number: request.number, confirmation },
  }
}

async function readFor(tx: Tx, actor: Actor, person: Person): Promise<Read> {
  const contract = await findProbation(tx, person.id, actor.today)
  return {
    actor,
    person,
    contract,
    finish: await findExpectedFinish(tx, actor, 'confirmation', { kind: 'confirm' }),
    open: await findOpenConfirmation(tx, person.id),
    limits: await listLawLimits(tx, contract?.startsOn ?? actor.today),
  }
}

export async function ConfirmationForm({ actor, person, contract, open, limits, finish, revised }: Read) {
  const t = await getTranslations('confirmations')
  const people = await getTranslations('people')
  const base = pathOfSeat(actor)
  const frame = { actor, person, title: t('title', { name: person.name }) }
  if (person.userId === actor.userId) return <NoForm {...frame} why={t('failure.own')} />
  if (open) return <NoForm {...frame} why={t('failure.openAlready', { number: open })} open={open} />
  if (!contract || !isOnProbation(contract, actor.today))
    return <NoForm {...frame} why={t('failure.over', { name: person.name })} />
  const latest = latestEnd(contract, limits)
  const isProlonged = contract.probationExtendedFrom !== null
  const mayGoOn = !isProlonged && latest.on > contract.probationEndsOn
  const was = revised?.confirmation
  const date = lastDayOf(latest.on)
  return (
    <FormFrame
      {...frame}
      detail={t('detail', { from: contract.startsOn, to: lastDayOf(contract.probationEndsOn) })}
    >
      <Banner>
        <p>
          {isProlonged
            ? t('lawDone', { source: latest.source })
            : t(mayGoOn ? 'law' : 'lawFull', { date, months: latest.months, source: latest.source })}
        </p>
        <p>{t('lawAuto')}</p>
      </Banner>
      {finish && isLateFor(finish, contract.probationEndsOn) && (
        <Banner tone="warn" title={t('late', { finish, date: lastDayOf(contract.probationEndsOn) })}>
          <p>{t('lateDetail')}</p>
        </Banner>
      )}
      <RecordForm
        action={revised ? reviseConfirmation : requestConfirmation}
        fixed={revised ? { number: revised.number } : { employee: person.number }}
        submit={t(revised ? 'revise' : 'submit')}
        optional={people('form.optional')}
        opens={`${base}/requests`}
        fields={[
          {
            name: 'outcome',
            label: t('fields.outcome'),
            kind: 'choice',
            required: true,
            value: was?.outcome ?? '',
            options: outcomes
              .filter(one => one !== 'prolong' || mayGoOn)
              .map(value => ({ value, label: `${t(`outcomes.${value}`)} · ${t(`outcomeDetail.${value}`)}` })),
          },
          {
            name: 'confirmedOn',
            label: t('fields.confirmedOn'),
            kind: 'date',
            hint: t('fields.confirmedOnHint', { date: contract.probationEndsOn }),
            value: was?.outcome === 'confirm' ? was.effectiveOn : '',
          },
          ...(!mayGoOn
            ? []
            : [
                {
                  name: 'lastOn',
                  label: t('fields.lastOn'),
                  kind: 'date' as const,
                  hint: t('fields.lastOnHint', { date }),
                  value: was?.outcome === 'prolong' ? lastDayOf(was.effectiveOn) : '',
                },
              ]),
          {
            name: 'assessment',
            label: t('fields.assessment'),
            kind: 'area',
            required: true,
            hint: t('fields.assessmentHint'),
            value: was?.assessment ?? '',
          },
        ]}
      />
    </FormFrame>
  )
}
