import { notFound } from 'next/navigation'
import { getPerson } from '@/lib/plans/queries'
import { getProposal } from '@/lib/proposals/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getRequest } from '@/lib/workflow/queries'
import { mayRevise } from '@/lib/workflow/rules'
import { ConfirmationForm, readRevisedConfirmation } from '../careers/confirmation-form'
import { LeavingForm, readRevisedLeaving } from '../careers/leaving-form'
import { RenewalForm, readRevisedRenewal } from '../careers/renewal-form'
import { ReviseProposal } from '../proposals/revise-form'
import { TransferFormPage } from '../transfers/form-page'
import type { SearchParams } from '../ui/search-params'

/** 修改并重新提交: the form that the request was made with, as it was filled in. */
export async function RevisePage({ number, params }: { number: string; params: SearchParams }) {
  const read = await query(async (tx, actor) => {
    const request = await getRequest(tx, number)
    if (request.subject === 'transfer') return { subject: 'transfer' as const }
    if (!mayRevise(request, actor.userId)) notFound()
    if (request.subject === 'proposal')
      return {
        subject: 'proposal' as const,
        proposal: await getProposal(tx, request.id),
        base: pathOfSeat(actor),
      }
    const person = await getPerson(tx, request.summary.employeeNumber ?? '')
    switch (request.subject) {
      case 'confirmation':
        return {
          subject: 'confirmation' as const,
          form: await readRevisedConfirmation(tx, actor, person, request),
        }
      case 'renewal':
        return { subject: 'renewal' as const, form: await readRevisedRenewal(tx, actor, person, request) }
      default:
        return { subject: 'leaving' as const, form: await readRevisedLeaving(tx, actor, person, request) }
    }
  })
  switch (read.subject) {
    case 'transfer':
      return <TransferFormPage params={params} revises={number} />
    case 'proposal':
      return <ReviseProposal number={number} proposal={read.proposal} base={read.base} />
    case 'confirmation':
      return <ConfirmationForm {...read.form} />
    case 'renewal':
      return <RenewalForm {...read.form} />
    case 'leaving':
      return <LeavingForm {...read.form} />
  }
}
