import { notFound } from 'next/navigation'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { employeeNumber } from '@/lib/people/input'
import { findPersonByNumber, type Person } from '@/lib/people/queries'
import { mayListPeople } from '@/lib/people/rules'
import { query } from '@/lib/session'

/** What a tab of a person's page shows, and the person for its frame. Not found is also who may not be looked at. */
export async function readPerson<T>(
  number: string,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<{ actor: Actor; person: Person; read: T }> {
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role) || !employeeNumber.safeParse(number).success) return undefined
    const [person, read] = await Promise.all([findPersonByNumber(tx, actor, number), work(tx, actor)])
    return person && { actor, person, read }
  })
  if (!found) notFound()
  return found
}
