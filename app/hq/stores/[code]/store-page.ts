import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import {
  countPeople,
  type HistoryRow,
  type Lead,
  listHistory,
  listLeads,
  listPeopleAt,
  type PersonAt,
} from '@/lib/organisation/queries'
import { canReadPartners, canReadPeople, canReadTrail } from '@/lib/organisation/rules'
import {
  type Arrival,
  findStore,
  findStorePartner,
  listArrivals,
  type Store,
  type StorePartner,
} from '@/lib/stores/queries'

export type StorePageData = {
  store: Store
  partner: StorePartner | undefined
  leads: Lead[]
  peopleCount: number
  people: PersonAt[] | undefined
  arrivals: Arrival[] | undefined
  history: HistoryRow[] | undefined
}

/** Everything that the page of a store shows, as far as the seat may see it. */
export async function findStorePage(tx: Tx, actor: Actor, code: string): Promise<StorePageData | undefined> {
  const store = await findStore(tx, code)
  if (!store) return undefined
  const counts = await countPeople(tx, [store.unitId], actor.today)
  const mayReadPeople = canReadPeople(actor)
  return {
    store,
    partner: canReadPartners(actor) ? await findStorePartner(tx, store.partnerId, actor.today) : undefined,
    leads: await listLeads(tx, store.unitId, 'manager', actor.today),
    peopleCount: counts.get(store.unitId) ?? 0,
    people: mayReadPeople ? await listPeopleAt(tx, [store.unitId], actor.today) : undefined,
    arrivals: mayReadPeople ? await listArrivals(tx, store.unitId, actor.today) : undefined,
    history: canReadTrail(actor) ? await listHistory(tx, [store.unitId]) : undefined,
  }
}
