import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { assertCreditCode, assertMaintainer, assertUnchanged } from '../organisation/commands'
import { changesBetween, record } from '../trail'
import type { AddPartner, ChangeAgreement, ChangePartner, SignAgreement } from './input'
import type { Agreement, Partner } from './queries'

export async function addPartner(
  tx: Tx,
  actor: Actor,
  input: AddPartner,
): Promise<{ id: string; code: string; revision: number }> {
  assertMaintainer(actor)
  assertCreditCode(input.creditCode)
  const id = newId(actor.now)
  await tx.execute(sql`
    insert into partners (id, code, name, credit_code, contact_name, contact_phone, created_at)
    values (${id}, ${input.code}, ${input.name}, ${input.creditCode ?? null}, ${input.contactName}, ${input.contactPhone},
      ${actor.now.toISOString()})`)
  await record(tx, actor, 'partner.added', {
    entityId: id,
    details: { name: input.name, code: input.code, creditCode: input.creditCode ?? null },
  })
  return { id, code: input.code, revision: 1 }
}

export async function changePartner(
  tx: Tx,
  actor: Actor,
  input: ChangePartner,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const { rows } = await tx.execute<Partner>(sql`
    select id, code, name, credit_code as "creditCode", contact_name as "contactName", contact_phone as "contactPhone", revision
    from partners where id = ${input.partnerId} for no key update`)
  const partner = rows[0] ?? notFound()
  await assertUnchanged(tx, partner.id, partner, input.revision)
  const { partnerId: _, revision: __, ...facts } = { ...input, creditCode: input.creditCode ?? null }
  const changes = changesBetween(partner, facts)
  if (Object.keys(changes).length === 0) return { code: partner.code, revision: partner.revision }
  if (changes.creditCode) assertCreditCode(input.creditCode)
  await tx.execute(sql`
    update partners set name = ${facts.name}, credit_code = ${facts.creditCode}, contact_name = ${facts.contactName},
      contact_phone = ${facts.contactPhone}, revision = revision + 1 where id = ${partner.id}`)
  await record(tx, actor, 'partner.changed', { entityId: partner.id, details: changes })
  return { code: partner.code, revision: partner.revision + 1 }
}

/** Two agreements of one partner cannot hold on one day: the database refuses (agreements_overlap). */
export async function signAgreement(
  tx: Tx,
  actor: Actor,
  input: SignAgreement,
): Promise<{ id: string; number: string; revision: number }> {
  assertMaintainer(actor)
  const facts = factsOf(input)
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from partners where id = ${input.partnerId} for share`,
  )
  const partner = rows[0] ?? notFound()
  const id = newId(actor.now)
  await tx.execute(sql`
    insert into agreements (id, partner_id, number, kind, starts_on, ends_on, headcount_limit, partner_workforce, note, created_at)
    values (${id}, ${partner.id}, ${input.number}, ${input.kind}, ${input.startsOn}, ${endOf(input)},
      ${facts.headcountLimit}, ${facts.partnerWorkforce}, ${input.note}, ${actor.now.toISOString()})`)
  await record(tx, actor, 'agreement.signed', {
    entityId: id,
    details: {
      number: input.number,
      agreementKind: input.kind,
      partner: partner.name,
      startsOn: input.startsOn,
      lastOn: facts.lastOn,
      headcountLimit: facts.headcountLimit,
      partnerWorkforce: facts.partnerWorkforce,
    },
  })
  return { id, number: input.number, revision: 1 }
}

export async function changeAgreement(
  tx: Tx,
  actor: Actor,
  input: ChangeAgreement,
): Promise<{ number: string; revision: number }> {
  assertMaintainer(actor)
  const facts = factsOf(input)
  const { rows } = await tx.execute<Agreement>(sql`
    select id, number, kind, starts_on as "startsOn", ends_on as "endsOn", headcount_limit as "headcountLimit",
      partner_workforce as "partnerWorkforce", note, revision
    from agreements where id = ${input.agreementId} for no key update`)
  const agreement = rows[0] ?? notFound()
  await assertUnchanged(tx, agreement.id, agreement, input.revision)
  const changes = changesBetween(
    factsOf({ ...agreement, lastOn: agreement.endsOn && lastDayOf(agreement.endsOn) }),
    facts,
  )
  if (Object.keys(changes).length === 0) return { number: agreement.number, revision: agreement.revision }
  await tx.execute(sql`
    update agreements set kind = ${input.kind}, starts_on = ${input.startsOn}, ends_on = ${endOf(input)},
      headcount_limit = ${facts.headcountLimit}, partner_workforce = ${facts.partnerWorkforce}, note = ${input.note},
      revision = revision + 1 where id = ${agreement.id}`)
  await record(tx, actor, 'agreement.changed', {
    entityId: agreement.id,
    details: { number: agreement.number, ...changes },
  })
  return { number: agreement.number, revision: agreement.revision + 1 }
}

/** The first day without the agreement. */
function endOf({ startsOn, lastOn }: Pick<SignAgreement, 'startsOn' | 'lastOn'>): string | null {
  if (!lastOn) return null
  if (lastOn < startsOn) throw new Failure('organisation.endsBeforeStart', {}, 'lastOn')
  return addDays(lastOn, 1)
}

type AgreementFacts =
  | Omit<SignAgreement, 'partnerId' | 'number'>
  | (Omit<Agreement, 'endsOn'> & { lastOn: string | null })

function factsOf(agreement: AgreementFacts) {
  return {
    agreementKind: agreement.kind,
    startsOn: agreement.startsOn,
    lastOn: agreement.lastOn ?? null,
    headcountLimit: agreement.headcountLimit ?? null,
    partnerWorkforce: agreement.partnerWorkforce ?? null,
    note: agreement.note,
  }
}
