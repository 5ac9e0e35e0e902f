import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import {
  countPeople,
  type HistoryRow,
  listHistory,
  listPeopleAt,
  type PersonAt,
} from '@/lib/organisation/queries'
import { canReadPartners, canReadPeople, canReadTrail } from '@/lib/organisation/rules'
import {
  type Agreement,
  findPartner,
  listAgreements,
  listLawLimits,
  listStoresOf,
  type Partner,
  type PartnerStore,
} from '@/lib/partners/queries'
import { type AgreementState, agreementState, type LawLimit } from '@/lib/partners/rules'

export type DatedAgreement = Agreement & { state: AgreementState }
export type PartnerPageData = {
  partner: Partner
  agreements: DatedAgreement[]
  /** The one in force today. */
  current: DatedAgreement | undefined
  stores: PartnerStore[]
  counts: Map<string, number>
  peopleCount: number
  people: PersonAt[] | undefined
  limits: LawLimit[]
  history: HistoryRow[] | undefined
}

/** Everything that the page of a partner shows; undefined when there is none, or none for this seat. */
export async function findPartnerPage(
  tx: Tx,
  actor: Actor,
  code: string,
): Promise<PartnerPageData | undefined> {
  const partner = canReadPartners(actor) ? await findPartner(tx, code) : undefined
  if (!partner) return undefined
  const agreements = (await listAgreements(tx, partner.id)).map(agreement => ({
    ...agreement,
    state: agreementState(agreement, actor.today),
  }))
  const stores = await listStoresOf(tx, partner.id)
  const unitIds = stores.map(store => store.unitId)
  const counts = await countPeople(tx, unitIds, actor.today)
  return {
    partner,
    agreements,
    current: agreements.find(({ state }) => state === 'current' || state === 'endsSoon'),
    stores,
    counts,
    peopleCount: [...counts.values()].reduce((sum, people) => sum + people, 0),
    people: canReadPeople(actor) ? await listPeopleAt(tx, unitIds, actor.today) : undefined,
    limits: await listLawLimits(tx, actor.today),
    history: canReadTrail(actor)
      ? await listHistory(tx, [partner.id, ...agreements.map(agreement => agreement.id)])
      : undefined,
  }
}
