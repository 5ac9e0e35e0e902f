import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { consents } from '@/db/schema/people'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import type { Place } from '../plans/queries'
import { record } from '../trail'
import type { Request } from '../workflow/queries'
import { isOpen } from '../workflow/rules'
import type { ConsentInput, consentAgainInput, withdrawConsentInput } from './input'
import { findConsentFor, listOwnConsents } from './queries'
import { noticeVersion } from './rules'

/** As easy as giving it (PIPL art. 15): from now on the store sees the identity card only. */
export async function withdrawConsent(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawConsentInput>,
): Promise<void> {
  const [consent] = await tx
    .update(consents)
    .set({ withdrawnAt: actor.now })
    .where(and(eq(consents.id, input.consent), isNull(consents.withdrawnAt)))
    .returning({
      id: consents.id,
      employeeId: consents.employeeId,
      unitId: consents.unitId,
      requestId: consents.requestId,
    })
  if (!consent) notFound()
  await tellOf(tx, actor, consent, 'consentWithdrawn')
  await record(tx, actor, 'consent.withdrawn', aboutConsent(consent))
}

/** Whoever withdrew it may think again while they work there, or will: in one's own scope, from this moment on. */
export async function consentAgain(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof consentAgainInput>,
): Promise<void> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('input.refused')
  const own = await listOwnConsents(tx, actor)
  if (!own.some(one => one.id === input.consent && one.mayGiveAgain)) notFound()
  const [past] = await tx
    .select({
      employeeId: consents.employeeId,
      unitId: consents.unitId,
      partnerId: consents.partnerId,
      requestId: consents.requestId,
    })
    .from(consents)
    .where(eq(consents.id, input.consent))
  if (!past) notFound()
  const id = newId(actor.now)
  await tx.insert(consents).values({
    ...past,
    id,
    includesPerformance: input.consentPerformance === 'yes',
    includesTraining: input.consentTraining === 'yes',
    noticeVersion,
    givenAt: actor.now,
  })
  await tellOf(tx, actor, past, 'consentGiven')
  await record(tx, actor, 'consent.given', aboutConsent({ ...past, id }))
}

type Given = Pick<typeof consents.$inferSelect, 'id' | 'employeeId' | 'unitId' | 'requestId'>

const aboutConsent = ({ id, ...about }: Given) => ({
  entityId: id,
  employeeId: about.employeeId,
  unitId: about.unitId,
  requestId: about.requestId,
})

/** The store's managers and the HQ contact hear of it. */
async function tellOf(
  tx: Tx,
  actor: Actor,
  { employeeId, unitId }: Pick<Given, 'employeeId' | 'unitId'>,
  kind: 'consentWithdrawn' | 'consentGiven',
): Promise<void> {
  const { rows } = await tx.execute<{ userId: string | null; store: string }>(sql`
    select l.user_id as "userId", u.name as store from units u
    left join app.unit_leads(u.id, 'manager') l on true where u.id = ${unitId}`)
  const { rows: people } = await tx.execute<{ name: string; number: string; contact: string | null }>(sql`
    select name, number, hq_contact_user_id as contact from employees where id = ${employeeId}`)
  const readers = [...rows.map(row => row.userId), people[0]?.contact]
  const values = { employee: people[0]?.name ?? '', store: rows[0]?.store ?? '' }
  await notify(tx, actor, readers, kind, values, `people/${people[0]?.number ?? ''}`)
}

/**
 * Only the person concerned can consent. Their latest word about this request replaces an earlier one: for another store,
 * or with another scope.
 */
export async function giveConsent(
  tx: Tx,
  actor: Actor,
  request: Request,
  place: Place,
  input: ConsentInput,
): Promise<void> {
  if (
    request.employeeUserId !== actor.userId ||
    !place.partnerId ||
    input.consentBase !== 'yes' ||
    !isOpen(request)
  )
    return
  const wanted = {
    unitId: place.id,
    includesPerformance: input.consentPerformance === 'yes',
    includesTraining: input.consentTraining === 'yes',
  }
  const given = await findConsentFor(tx, request)
  if (
    given &&
    given.unitId === wanted.unitId &&
    given.includesPerformance === wanted.includesPerformance &&
    given.includesTraining === wanted.includesTraining
  )
    return
  if (given) await tx.update(consents).set({ withdrawnAt: actor.now }).where(eq(consents.id, given.id))
  await tx.insert(consents).values({
    ...wanted,
    employeeId: request.employeeId,
    partnerId: place.partnerId,
    requestId: request.id,
    noticeVersion,
    givenAt: actor.now,
  })
}

/** A request that came to nothing takes its consent with it; an approved one replaces older consents to the store. */
export async function settleConsents(tx: Tx, actor: Actor, requestId: string): Promise<void> {
  await tx.execute(sql`select app.settle_consents(${requestId}, ${actor.now})`)
}
