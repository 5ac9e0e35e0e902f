import { notFound } from 'next/navigation'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { type Failure, failureOf } from '@/lib/failure'
import { getPreview, type Preview } from '@/lib/impact/queries'
import { isEnding } from '@/lib/people/rules'
import { type Draft, draftInput } from '@/lib/plans/input'
import { type FormOffer, findPerson, getFormData, getPerson } from '@/lib/plans/queries'
import { draftedEnd, draftOf, type Missing, missingIn, settled, stillPossible } from '@/lib/plans/rules'
import { hasRequest } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTransfer, type TransferRow } from '@/lib/transfers/queries'
import { mayAskAgain, mayStart, type TransferKind } from '@/lib/transfers/rules'
import { getTranslations } from '@/lib/translations'
import { getRequest } from '@/lib/workflow/queries'
import { mayRevise } from '@/lib/workflow/rules'
import type { SearchParams } from '../ui/search-params'
import { TransferForm } from './transfer-form'

/** 发起调岗 and 修改后重新提交: the address holds the draft, so that a draft can be shared, reloaded and gone back to. */
export async function TransferFormPage({ params, revises }: { params: SearchParams; revises?: string }) {
  const draft = draftInput.parse(params)
  const page = await query(async (tx, actor) => {
    if (!mayStart(actor)) notFound()
    const revised = revises ? await readRevised(tx, actor, revises) : undefined
    const key = actor.portal === 'me' ? (actor.employeeId ?? '') : one(params.person)
    const person = revised ? revised.person : key ? await findPerson(tx, key) : undefined
    const again = draft.again && person ? await readAgain(tx, actor, draft.again, person.id) : undefined
    const before = revised ?? again
    const asked = before && !hasDraft(draft) ? { ...before.draft, again: again?.number } : draft
    const chosen = revised ? { ...asked, kind: revised.draft.kind } : asked
    if (!person) return { actor, draft: chosen, isUnknown: Boolean(key) }
    const offer = await getFormData(tx, actor, person, chosen.toUnitId)
    const kind = chosen.kind ?? offer.kinds[0]
    const begun =
      revised || chosen.effectiveOn || params.effectiveOn !== undefined
        ? chosen
        : { ...chosen, effectiveOn: firstDayOf(offer, actor) }
    const settledDraft = kind ? settled(kind, begun, offer.now?.endsOn ?? null) : begun
    const seen =
      draft.step === 'preview' && kind
        ? await look(tx, actor, offer, kind, settledDraft, revised?.requestId ?? null)
        : {}
    return { actor, draft: settledDraft, offer, revised, again, ...seen }
  })
  const t = await getTranslations('transfers.form')
  return (
    <TransferForm
      {...page}
      base={pathOfSeat(page.actor)}
      title={revises ? t('revise') : page.actor.portal === 'me' ? t('titleOwn') : t('title')}
    />
  )
}

/** A stay that ends soon is followed by what comes next on that very day, unless the form was sent with another or none. */
function firstDayOf({ now }: FormOffer, { today }: Actor): string | undefined {
  return now?.unitKind === 'store' && !now.goesTo && isEnding(now.endsOn, today) ? now.endsOn : undefined
}

export type Revised = {
  number: string
  requestId: string
  person: FormOffer['person']
  draft: Draft
  reason: string
  backDatedReason: string | null
}

async function readRevised(tx: Tx, actor: Actor, number: string): Promise<Revised> {
  const request = await getRequest(tx, number)
  if (!mayRevise(request, actor.userId)) notFound()
  const transfer = await getTransfer(tx, request.id)
  return {
    number,
    requestId: request.id,
    person: await getPerson(tx, request.summary.employeeNumber ?? ''),
    draft: { ...placesOf(transfer), ...draftOf(transfer.kind, transfer.effectiveOn, transfer.endsOn) },
    reason: transfer.reason,
    backDatedReason: transfer.backDatedReason,
  }
}

/** What a request that came to nothing asked for: days that have passed are to be chosen again, and consent is asked anew. */
export type Again = { number: string; draft: Draft; reason: string }

async function readAgain(
  tx: Tx,
  actor: Actor,
  number: string,
  employeeId: string,
): Promise<Again | undefined> {
  if (!(await hasRequest(tx, number))) return undefined
  const request = await getRequest(tx, number)
  if (request.subject !== 'transfer' || request.employeeId !== employeeId || !mayAskAgain(request, actor))
    return undefined
  const transfer = await getTransfer(tx, request.id)
  const stay = draftOf(transfer.kind, transfer.effectiveOn, transfer.endsOn)
  return {
    number,
    draft: { ...placesOf(transfer), ...stillPossible(stay, actor.today) },
    reason: transfer.reason,
  }
}

function placesOf(transfer: TransferRow): Draft {
  return {
    kind: transfer.kind,
    toUnitId: transfer.toUnitId,
    toPositionId: transfer.toPositionId,
    homePositionId: transfer.kind === 'return' ? transfer.toPositionId : undefined,
  }
}

/** The preview, or what is missing for it, or what stands in its way. Nothing is written whichever it is. */
async function look(
  tx: Tx,
  actor: Actor,
  offer: FormOffer,
  kind: TransferKind,
  draft: Draft,
  except: string | null,
): Promise<{ preview?: Preview; missing?: Missing; obstacle?: Failure }> {
  const missing = missingIn(kind, draft)
  if (Object.keys(missing).length > 0) return { missing }
  const goesToStore = kind === 'dispatch' || kind === 'move'
  const wanted = {
    toUnitId: goesToStore ? draft.toUnitId : undefined,
    toPositionId: goesToStore ? draft.toPositionId : kind === 'return' ? draft.homePositionId : undefined,
    effectiveOn: draft.effectiveOn,
    endsOn: kind === 'return' ? undefined : draftedEnd(kind, draft, offer.now?.endsOn ?? null),
    // Both are asked for beside the preview; they change nothing in it.
    reason: '-',
    backDatedReason: '-',
  }
  try {
    return { preview: await getPreview(tx, actor, offer.person, kind, wanted, except) }
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    return { obstacle: failure }
  }
}

function hasDraft(draft: Draft): boolean {
  return Object.entries(draft).some(
    ([name, value]) => name !== 'step' && name !== 'again' && value !== undefined,
  )
}

function one(value: SearchParams[string]): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
