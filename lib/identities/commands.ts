import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  bankAccounts,
  type DocumentKind,
  type Gender,
  identities,
  type Purpose,
  type Revealable,
} from '@/db/schema/identities'
import { employees } from '@/db/schema/people'
import type { Actor } from '../actor'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { effectiveOn } from '../organisation/rules'
import { listLawLimits } from '../partners/queries'
import { record, type TrailDetails, trailRow } from '../trail'
import { type FileKey, keyFor, keysOf } from '../vault'
import type {
  BankAccountInput,
  ChangeIdentityInput,
  EnterIdentityInput,
  FindByDocumentInput,
  RecogniseInput,
  RevealedHere,
  RevealInput,
  RevealOwnInput,
} from './input'
import {
  birthdayFinder,
  countSearches,
  finderOfDocument,
  findHolder,
  findKnown,
  openValue,
  placeOf,
  type Recognised,
} from './queries'
import { holderOf, isYoung, mayKeepIdentities, mostSearches, readCard, readDocument } from './rules'

type NewDocument = {
  kind: DocumentKind
  documentNumber: string
  birthDate?: string | undefined
  gender?: Gender | undefined
  validUntil?: string | undefined
  registeredAddress?: string
  currentAddress?: string
}

export async function enterIdentity(
  tx: Tx,
  actor: Actor,
  input: EnterIdentityInput,
): Promise<{ number: string }> {
  const employee = await hold(tx, actor, input.number)
  const [there] = await tx
    .select({ revision: identities.revision })
    .from(identities)
    .where(eq(identities.employeeId, employee.id))
  if (there) throw new Outdated('identities.changedMeanwhile')
  const checked = await checkDocument(tx, actor, input, employee)
  await storeIdentity(tx, actor, employee.id, input, checked)
  await record(tx, actor, 'identity.entered', {
    entityId: employee.id,
    employeeId: employee.id,
    details: masked(filled(input), false),
  })
  return { number: employee.number }
}

/** What is left empty stays as it is. The trail holds which fields changed, never what they were or are. */
export async function changeIdentity(
  tx: Tx,
  actor: Actor,
  input: ChangeIdentityInput,
): Promise<{ number: string }> {
  const employee = await hold(tx, actor, input.number)
  const [before] = await tx.select().from(identities).where(eq(identities.employeeId, employee.id))
  if (!before) return notFound()
  if (before.revision !== input.revision)
    throw new Outdated('identities.changedMeanwhile', { revision: before.revision })
  const known = await openKnown(tx, employee.id)
  const documentNumber = input.documentNumber ?? known.number
  // a new document speaks for itself; the old one's birth date and gender stay where nothing else says them
  const checked = await checkDocument(
    tx,
    actor,
    {
      kind: input.kind,
      documentNumber,
      birthDate: input.birthDate ?? (input.documentNumber ? undefined : known.birthDate),
      gender: input.gender ?? (input.documentNumber ? undefined : before.gender),
    },
    employee,
  )
  const key = await keyFor(tx, employee.id)
  await tx
    .update(identities)
    .set({
      ...sealedDocument(key, employee.id, input.kind, checked),
      ...sealedAddresses(key, employee.id, input),
      validUntil: input.validUntil ?? null,
      changedAt: actor.now,
      revision: before.revision + 1,
    })
    .where(eq(identities.employeeId, employee.id))
  const fields = filled({ ...input, kind: undefined, validUntil: undefined })
  if (input.kind !== before.kind) fields.push('kind')
  if ((input.validUntil ?? null) !== before.validUntil) fields.push('validUntil')
  await record(tx, actor, 'identity.changed', {
    entityId: employee.id,
    employeeId: employee.id,
    details: masked(fields, true),
  })
  return { number: employee.number }
}

/** Enters where pay goes, or replaces it. */
export async function enterBankAccount(
  tx: Tx,
  actor: Actor,
  input: BankAccountInput,
): Promise<{ number: string }> {
  const employee = await hold(tx, actor, input.number)
  const [before] = await tx
    .select({ revision: bankAccounts.revision })
    .from(bankAccounts)
    .where(eq(bankAccounts.employeeId, employee.id))
  if (before?.revision !== input.revision) throw new Outdated('identities.changedMeanwhile', before)
  await storeBankAccount(tx, actor, employee.id, input, (before?.revision ?? 0) + 1)
  await record(tx, actor, before ? 'bankAccount.changed' : 'bankAccount.entered', {
    entityId: employee.id,
    employeeId: employee.id,
    details: masked(['bank', 'holder', 'cardNumber'], before !== undefined),
  })
  return { number: employee.number }
}

/** Shows HR one value of somebody's file, once it is written down who looks and what for. */
export async function reveal(tx: Tx, actor: Actor, input: RevealInput): Promise<{ value: string }> {
  if (!mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  if (input.purpose === 'own') throw new Failure('identities.purposeMissing', {}, 'purpose')
  return show(tx, actor, sql`number = ${input.number}`, input)
}

/** Shows somebody one value of their own file; this too is written down, because another may hold their phone. */
export async function revealOwn(tx: Tx, actor: Actor, input: RevealOwnInput): Promise<{ value: string }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  return show(tx, actor, sql`id = ${actor.employeeId}`, { ...input, purpose: 'own', note: '' })
}

async function show(
  tx: Tx,
  actor: Actor,
  whose: SQL,
  seen: { what: RevealedHere; purpose: Purpose; note: string },
): Promise<{ value: string }> {
  // sent together and done in this order: what cannot be written down ends the transaction, and nothing is read after it
  const [, value] = await Promise.all([
    noteLook(tx, actor, sql`select id, number, name from employees where ${whose}`, seen),
    openValue(tx, sql`(select id from employees where ${whose})`, seen.what),
  ])
  return { value: value ?? notFound() }
}

type Seen = { what: Revealable; purpose: Purpose; note: string }

/**
 * Writes down who looks at what and why, for the person and in the trail; whoever answers a value calls this before, in the same transaction.
 * @param whose the person, or a statement that answers id, number and name; of nobody nothing is written
 */
export async function noteLook(
  tx: Tx,
  actor: Actor,
  whose: Card | SQL,
  seen: Seen,
  more: { requestId?: string; details?: TrailDetails } = {},
): Promise<void> {
  const person =
    'id' in whose
      ? sql`select ${whose.id}::uuid as id, ${whose.number}::text as number, ${whose.name}::text as name`
      : whose
  const row = trailRow(
    actor,
    'identity.revealed',
    {
      entityId: sql`p.id`,
      employeeId: sql`p.id`,
      ...(more.requestId && { requestId: more.requestId }),
      details: { what: seen.what, purpose: seen.purpose, ...more.details },
    },
    sql`from person p`,
  )
  await tx.execute(sql`/* plan once */
    with person as materialized (${person}),
    looks as (${revealRows(actor, seen, sql`select ${newId(actor.now)}::uuid as id, p.id as employee_id, p.number, p.name from person p`)}) ${row}`)
}

/** What a command with a trail row of its own shows of many, as in a file; `null` is nobody. */
export async function noteReveals(tx: Tx, actor: Actor, people: (Card | null)[], seen: Seen): Promise<void> {
  if (people.length === 0) return
  const rows = sql`select * from unnest(${sql.param(people.map(() => newId(actor.now)))}::uuid[],
    ${sql.param(people.map(one => one?.id ?? null))}::uuid[], ${sql.param(people.map(one => one?.number ?? ''))}::text[],
    ${sql.param(people.map(one => one?.name ?? ''))}::text[]) p (id, employee_id, number, name)`
  await tx.execute(sql`/* plan once */ ${revealRows(actor, seen, rows)}`)
}

/** @param people a statement that answers a new id for each, and the person's id, number and name */
const revealRows = (actor: Actor, seen: Seen, people: SQL): SQL =>
  sql`insert into reveals (id, employee_id, employee_number, employee_name, what, purpose, note, user_id, user_name, role, at)
    select l.id, l.employee_id, l.number, l.name, ${seen.what}, ${seen.purpose}, ${seen.note}, ${actor.userId}::uuid, ${actor.name}, ${actor.role},
      ${actor.now.toISOString()}::timestamptz from (${people}) l`

type Checked = { number: string; birthDate: string; gender: Gender; isYoung: boolean }

/**
 * Reads the document and makes sure that it is nobody else's, for a person has one file for life, and that its holder is old enough for
 * the work that they do or will begin.
 */
export async function checkDocument(
  tx: Tx,
  actor: Pick<Actor, 'today'>,
  input: NewDocument,
  own: { id?: string; hiredOn: string },
): Promise<Checked> {
  const document = readDocument(input.kind, input.documentNumber, actor.today)
  const holder = await findHolder(tx, input.kind, document.number)
  if (holder && holder.id !== own.id) {
    const { name, number, leftOn } = holder
    const hasLeft = leftOn !== null && leftOn <= actor.today
    throw new Failure(
      hasLeft ? 'identities.takenByLeaver' : 'identities.taken',
      { name, number, date: leftOn ? lastDayOf(leftOn) : '' },
      'documentNumber',
      `/hq/people/${number}`,
    )
  }
  const known = holderOf(document, input, actor.today)
  const on = effectiveOn(actor.today, own.hiredOn)
  const field = document.birthDate ? 'documentNumber' : 'birthDate'
  return {
    number: document.number,
    ...known,
    isYoung: isYoung(known.birthDate, on, await listLawLimits(tx, on), field),
  }
}

/** Who is known by a document, for whoever enters people; undefined where nobody is. What is wrong with the document is said first. */
export async function recognise(
  tx: Tx,
  actor: Actor,
  input: RecogniseInput,
): Promise<{ known: Recognised | null }> {
  if (!mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  const document = readDocument(input.documentKind, input.documentNumber, actor.today)
  holderOf(document, input, actor.today)
  const holder = await findHolder(tx, input.documentKind, document.number)
  return { known: (holder && (await findKnown(tx, actor, holder.number))) ?? null }
}

/** Whose document it is, for HR; who looked for whom is written down, also where nobody was found. The number is kept nowhere. */
export async function findByDocument(
  tx: Tx,
  actor: Actor,
  { documentKind, documentNumber, purpose, note }: FindByDocumentInput,
): Promise<{ found: Recognised | null }> {
  if (!mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  const document = readDocument(documentKind, documentNumber, actor.today)
  if ((await countSearches(tx, actor)) >= mostSearches)
    throw new Failure('identities.searchedTooOften', { n: mostSearches })
  const holder = await findHolder(tx, documentKind, document.number)
  await noteReveals(tx, actor, [holder ?? null], { what: 'search', purpose, note })
  await record(tx, actor, 'identity.sought', {
    entityId: holder?.id ?? actor.userId,
    ...(holder && { employeeId: holder.id }),
    details: { found: holder?.number ?? null, purpose },
  })
  return { found: (holder && (await findKnown(tx, actor, holder.number))) ?? null }
}

/** Without a trail row, for commands that have their own. */
export async function storeIdentity(
  tx: Tx,
  actor: Pick<Actor, 'now'>,
  employeeId: string,
  input: NewDocument,
  checked: Checked,
): Promise<void> {
  const key = await keyFor(tx, employeeId)
  await tx.insert(identities).values({
    employeeId,
    ...sealedDocument(key, employeeId, input.kind, checked),
    ...sealedAddresses(key, employeeId, input),
    validUntil: input.validUntil ?? null,
    changedAt: actor.now,
  })
}

/** Without a trail row. */
export async function storeBankAccount(
  tx: Tx,
  actor: Pick<Actor, 'now'>,
  employeeId: string,
  { bank, holder, cardNumber }: Pick<BankAccountInput, 'bank' | 'holder' | 'cardNumber'>,
  revision = 1,
): Promise<void> {
  const key = await keyFor(tx, employeeId)
  const number = key.seal(placeOf('bankNumber', employeeId), readCard(cardNumber))
  const values = { bank, holder, number, changedAt: actor.now, revision }
  if (revision === 1) await tx.insert(bankAccounts).values({ employeeId, ...values })
  else
    await tx
      .update(bankAccounts)
      .set(values)
      .where(and(eq(bankAccounts.employeeId, employeeId), eq(bankAccounts.revision, revision - 1)))
}

function sealedDocument(key: FileKey, id: string, kind: DocumentKind, checked: Checked) {
  return {
    kind,
    number: key.seal(placeOf('number', id), checked.number),
    finder: finderOfDocument(kind, checked.number),
    gender: checked.gender,
    birthDate: key.seal(placeOf('birthDate', id), checked.birthDate),
    birthday: birthdayFinder(checked.birthDate.slice(5)),
  }
}

function sealedAddresses(
  key: FileKey,
  id: string,
  { registeredAddress, currentAddress }: Pick<NewDocument, 'registeredAddress' | 'currentAddress'>,
) {
  return {
    ...(registeredAddress && {
      registeredAddress: key.seal(placeOf('registeredAddress', id), registeredAddress),
    }),
    ...(currentAddress && { currentAddress: key.seal(placeOf('currentAddress', id), currentAddress) }),
  }
}

async function openKnown(tx: Tx, employeeId: string): Promise<{ number: string; birthDate: string }> {
  if (!(await keysOf(tx, [employeeId])).has(employeeId)) throw new Failure('identities.destroyed')
  const [number, birthDate] = await Promise.all([
    openValue(tx, employeeId, 'number'),
    openValue(tx, employeeId, 'birthDate'),
  ])
  return { number: number ?? notFound(), birthDate: birthDate ?? notFound() }
}

/** Of a trail row, which fields changed: it is read by more roles than may know from what to what. */
function masked(fields: string[], wasThere: boolean): Record<string, [string | null, string]> {
  return Object.fromEntries(fields.map(field => [field, [wasThere ? '******' : null, '******']]))
}

/** The names of the fields that were given. */
function filled(input: Record<string, unknown>): string[] {
  return Object.entries(input)
    .filter(([name, value]) => value && name !== 'number' && name !== 'revision')
    .map(([name]) => name)
}

type Card = { id: string; number: string; name: string }
const card = { id: employees.id, number: employees.number, name: employees.name }

/** The employee, locked, so that two entries of one file wait for each other. */
async function hold(tx: Tx, actor: Actor, number: string): Promise<Card & { hiredOn: string }> {
  if (!mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  const [row] = await tx
    .select({ ...card, hiredOn: employees.hiredOn })
    .from(employees)
    .where(eq(employees.number, number))
    .for('update')
  return row ?? notFound()
}
