import { notFound } from 'next/navigation'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { type ContractRow, listContracts } from '@/lib/contracts/queries'
import { lastDayOf } from '@/lib/contracts/rules'
import { findPerson, type Person } from '@/lib/plans/queries'
import { requestRenewal, reviseRenewal } from '@/lib/renewals/actions'
import { type Due, findOpenEndedDue, findOpenRenewal, getRenewal, type Renewal } from '@/lib/renewals/queries'
import { isLateFor, isRenewable, mayRenew } from '@/lib/renewals/rules'
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
  contract: ContractRow | undefined
  due: Due | undefined
  /** When it is likely to be approved. */
  finish: string | undefined
  open: string | undefined
  revised?: { number: string; renewal: Renewal }
}

/** 续签 of a person's contract that ends. */
export async function RenewalFormPage({ number }: { number: string }) {
  const read = await query(async (tx, actor) => {
    const person = mayRenew(actor) ? await findPerson(tx, number) : undefined
    return person && readFor(tx, actor, person)
  })
  if (!read) notFound()
  return <RenewalForm {...read} />
}

export async function readRevisedRenewal(
  tx: Tx,
  actor: Actor,
  person: Person,
  request: Request,
): Promise<Read> {
  const renewal = await getRenewal(tx, request.id)
  return {
    ...(await readFor(tx, actor, person)),
    open: undefined,
    revised: { number: request.number, renewal },
  }
}

async function readFor(tx: Tx, actor: Actor, person: Person): Promise<Read> {
  const [contract] = await listContracts(tx, person.number)
  return {
    actor,
    person,
    contract,
    due: contract?.endsOn ? await findOpenEndedDue(tx, person.id, contract.endsOn) : undefined,
    finish: await findExpectedFinish(tx, actor, 'renewal', { kind: 'renewFixed' }),
    open: await findOpenRenewal(tx, person.id),
  }
}

export async function RenewalForm({ actor, person, contract, due, finish, open, revised }: Read) {
  const t = await getTranslations('renewals')
  const people = await getTranslations('people')
  const kinds = await getTranslations('contracts.kinds')
  const base = pathOfSeat(actor)
  const frame = { actor, person, title: t('title', { name: person.name }) }
  if (person.userId === actor.userId) return <NoForm {...frame} why={t('failure.own')} />
  if (open) return <NoForm {...frame} why={t('failure.openAlready', { number: open })} open={open} />
  if (!contract?.endsOn || !isRenewable(contract, false))
    return <NoForm {...frame} why={t('failure.nothing', { name: person.name })} />
  const was = revised?.renewal
  return (
    <FormFrame {...frame} detail={t('detail', { from: contract.endsOn, to: lastDayOf(contract.endsOn) })}>
      <Banner tone={due ? 'warn' : 'info'}>{due ? t('due', due) : t('notDue')}</Banner>
      {finish && isLateFor(finish, contract.endsOn) && (
        <Banner tone="warn" title={t('late', { finish, date: contract.endsOn })}>
          <p>{t('lateDetail')}</p>
        </Banner>
      )}
      <RecordForm
        action={revised ? reviseRenewal : requestRenewal}
        fixed={revised ? { number: revised.number } : { employee: person.number }}
        submit={t(revised ? 'revise' : 'submit')}
        optional={people('form.optional')}
        opens={`${base}/requests`}
        fields={[
          {
            name: 'kind',
            label: t('fields.kind'),
            kind: 'choice',
            required: true,
            value: was?.kind ?? (due ? 'open_ended' : ''),
            options: (['fixed_term', 'open_ended'] as const).map(value => ({ value, label: kinds(value) })),
          },
          {
            name: 'lastOn',
            label: t('fields.lastOn'),
            kind: 'date',
            hint: t('fields.lastOnHint'),
            value: was?.endsOn ? lastDayOf(was.endsOn) : '',
          },
          {
            name: 'position',
            label: t('fields.position'),
            kind: 'text',
            required: true,
            value: was?.position ?? contract.position,
          },
          {
            name: 'place',
            label: t('fields.place'),
            kind: 'text',
            required: true,
            value: was?.place ?? contract.place,
          },
          {
            name: 'note',
            label: t('fields.note'),
            kind: 'area',
            required: true,
            hint: t('fields.noteHint'),
            value: was?.note ?? '',
          },
        ]}
      />
    </FormFrame>
  )
}
