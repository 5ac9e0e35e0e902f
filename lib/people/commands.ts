import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { savepoint, type Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import { servicePeriods } from '@/db/schema/careers'
import { positions, units } from '@/db/schema/organisation'
import { assignments, employeeContacts, employees } from '@/db/schema/people'
import { openAccount } from '../access/commands'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { signContract } from '../contracts/commands'
import { listContractsOf } from '../contracts/queries'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { changeIdentity, checkDocument, enterBankAccount, storeIdentity } from '../identities/commands'
import { findBankRevision, findDocument } from '../identities/queries'
import { isYoung } from '../identities/rules'
import { giveByHome, givenDetails, giveToHired, tellHired } from '../learning/commands'
import { listLawLimits } from '../partners/queries'
import { agreePay } from '../pay/commands'
import { syllablesOfPerson } from '../pinyin'
import { changesBetween, record } from '../trail'
import type { Beginning, ChangeInput, ContactInput, HireInput, RehireInput } from './input'
import { type EmploymentForm, maskPhone, maskText, namePieces, personPath } from './rules'

/** How far ahead somebody may be entered before their first day. */
const hireAheadDays = 180

/** Enters a new employee: the next lasting number, the card, the contact, the first assignment at the home unit, contract and account. */
export async function hireEmployee(
  tx: Tx,
  actor: Actor,
  input: HireInput,
): Promise<{ id: string; number: string; isYoung: boolean }> {
  assertSoon(actor, input.hiredOn)
  const home = await getHomeUnit(tx, input.homeUnitId, input.hiredOn)
  const position = await getPosition(tx, input.positionId, input.hiredOn)
  const hqContactName = await contactName(tx, input.hqContactUserId)
  if (input.userId) await assertFreeAccount(tx, input.userId)
  const document = documentOf(input)
  const checked = document && (await checkDocument(tx, actor, document, { hiredOn: input.hiredOn }))
  const young = checked?.isYoung ?? (await isYoungBorn(tx, input))

  const id = newId(actor.now)
  const { rows } = await tx.execute<{ number: string }>(sql`select app.next_employee_number() as number`)
  const number = rows[0]?.number ?? notFound()
  await tx.insert(employees).values({
    id,
    number,
    userId: input.userId,
    name: input.name,
    ...namePieces(input.name, syllablesOfPerson(input.name)),
    homeUnitId: home.id,
    hqContactUserId: input.hqContactUserId,
    hqContactName,
    hiredOn: input.hiredOn,
    employmentForm: input.employmentForm,
    createdAt: actor.now,
  })
  await tx.insert(employeeContacts).values({ employeeId: id, ...contactOf(input) })
  await tx.insert(assignments).values({
    employeeId: id,
    unitId: home.id,
    homeUnitId: home.id,
    positionId: position.id,
    startsOn: input.hiredOn,
    createdAt: actor.now,
  })
  if (document && checked) await storeIdentity(tx, actor, id, document, checked)
  const begins = { id, unitId: home.id, positionId: position.id, hiredOn: input.hiredOn }
  const given = await giveToHired(tx, actor, begins)
  await record(tx, actor, 'employee.hired', {
    entityId: id,
    employeeId: id,
    unitId: home.id,
    details: {
      number,
      name: input.name,
      hiredOn: input.hiredOn,
      homeUnit: home.name,
      position: position.name,
      ...givenDetails(given),
    },
  })
  if (document) await recordIdentity(tx, actor, id, document)
  await equip(tx, actor, { id, number, name: input.name }, input, position.name)
  await tellHired(tx, actor, id, given)
  return { id, number, isYoung: young }
}

/** The birth date alone, where no document was at hand, is held to the same age. */
async function isYoungBorn(tx: Tx, { birthDate, hiredOn }: HireInput): Promise<boolean> {
  return birthDate !== undefined && isYoung(birthDate, hiredOn, await listLawLimits(tx, hiredOn))
}

/** Which fields of the document were given, never what they say: the history of each begins here. */
async function recordIdentity(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  document: Record<string, unknown>,
): Promise<void> {
  const given = Object.entries(document).filter(([, value]) => value)
  await record(tx, actor, 'identity.entered', {
    entityId: employeeId,
    employeeId,
    details: Object.fromEntries(given.map(([field]) => [field, [null, '******']])),
  })
}

/** Addresses are kept beside the document, so there has to be one. */
function documentOf({ documentKind: kind, documentNumber, ...more }: HireInput) {
  const { birthDate, gender, registeredAddress, currentAddress } = more
  if (!documentNumber) {
    if (currentAddress) throw new Failure('people.addressNeedsDocument', {}, 'currentAddress')
    if (registeredAddress) throw new Failure('people.addressNeedsDocument', {}, 'registeredAddress')
    return undefined
  }
  return { kind, documentNumber, birthDate, gender, registeredAddress, currentAddress }
}

/** What hireEmployee would refuse, and nothing written: for a form that is filled in step by step, which says what to heed of the young. */
export async function checkHire(tx: Tx, actor: Actor, input: HireInput): Promise<{ isYoung: boolean }> {
  let young = false
  await rehearse(tx, async () => {
    young = (await hireEmployee(tx, actor, input)).isYoung
  })
  return { isYoung: young }
}

/** The same for somebody who comes back. */
export async function checkRehire(tx: Tx, actor: Actor, input: RehireInput): Promise<{ isYoung: boolean }> {
  await rehearse(tx, () => rehireEmployee(tx, actor, input))
  return { isYoung: false }
}

class Rehearsed extends Error {}

async function rehearse(tx: Tx, work: () => Promise<unknown>): Promise<void> {
  try {
    await savepoint(tx, async () => {
      await work()
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
}

/**
 * Corrects the card: name, home unit, contact at headquarters. A new home unit holds from today, with the courses that it asks; old
 * assignments keep the old one.
 */
export async function changeEmployee(tx: Tx, actor: Actor, input: ChangeInput): Promise<{ number: string }> {
  const before = await lockEmployee(tx, input.number)
  if (before.leftOn !== null && before.leftOn <= actor.today) throw new Failure('people.leftAlready')
  assertUnchanged(before, input)
  const moves = input.homeUnitId !== before.homeUnitId
  const home = moves ? await getHomeUnit(tx, input.homeUnitId, actor.today) : undefined
  const hqContactName =
    input.hqContactUserId === (before.hqContactUserId ?? undefined)
      ? before.hqContactName
      : await contactName(tx, input.hqContactUserId)

  const employmentForm = input.employmentForm ?? before.employmentForm
  if (employmentForm === 'part_time' && before.employmentForm !== 'part_time')
    await assertNoProbation(tx, actor, before)
  const changes = changesBetween(
    {
      name: before.name,
      homeUnit: before.homeUnitName,
      hqContact: before.hqContactName,
      employmentForm: before.employmentForm,
    },
    {
      name: input.name,
      homeUnit: home?.name ?? before.homeUnitName,
      hqContact: hqContactName,
      employmentForm,
    },
  )
  if (Object.keys(changes).length === 0 && input.hqContactUserId === (before.hqContactUserId ?? undefined)) {
    return { number: before.number }
  }
  const named = { name: input.name, ...namePieces(input.name, syllablesOfPerson(input.name)) }
  await tx
    .update(employees)
    .set({
      ...named,
      homeUnitId: input.homeUnitId,
      hqContactUserId: input.hqContactUserId ?? null,
      hqContactName,
      employmentForm,
      revision: before.revision + 1,
    })
    .where(eq(employees.id, before.id))
  if (home) {
    await tx.execute(
      sql`select app.change_home_unit(${before.id}, ${before.homeUnitId}, ${home.id}, ${actor.today})`,
    )
  }
  const asked = home
    ? await giveByHome(tx, actor, {
        id: before.id,
        userId: before.userId,
        from: before.homeUnitId,
        to: home.id,
      })
    : {}
  if (before.userId && input.name !== before.name) {
    await tx.update(users).set(named).where(eq(users.id, before.userId))
  }
  await record(tx, actor, 'employee.changed', {
    entityId: before.id,
    employeeId: before.id,
    unitId: home?.id ?? before.homeUnitId,
    details: { ...changes, ...asked },
  })
  return { number: before.number }
}

/** Part-time work has no probation (Labour Contract Law art. 70): one that is agreed is put right in its contract, or decided, first. */
async function assertNoProbation(tx: Tx, actor: Actor, { id, number }: Locked): Promise<void> {
  const contracts = await listContractsOf(tx, id)
  for (const { probationEndsOn, endedEarlyOn, confirmedOn } of contracts) {
    if (probationEndsOn === null || probationEndsOn <= actor.today || endedEarlyOn || confirmedOn) continue
    const values = { date: lastDayOf(probationEndsOn) }
    throw new Failure('people.partTimeProbation', values, 'employmentForm', personPath(number, 'contracts'))
  }
}

/** Replaces phone, mail and emergency contact. The trail keeps masked values: more roles read it than may see these. */
export async function changeContact(tx: Tx, actor: Actor, input: ContactInput): Promise<{ number: string }> {
  const employee = await lockEmployee(tx, input.number)
  assertUnchanged(employee, input)
  const [before] = await tx
    .select(contactColumns)
    .from(employeeContacts)
    .where(eq(employeeContacts.employeeId, employee.id))
  const after = contactOf(input)
  if (before) await tx.update(employeeContacts).set(after).where(eq(employeeContacts.employeeId, employee.id))
  else await tx.insert(employeeContacts).values({ employeeId: employee.id, ...after })
  await tx
    .update(employees)
    .set({ revision: employee.revision + 1 })
    .where(eq(employees.id, employee.id))
  const changed = changesBetween(before ?? contactOf(noContact), after)
  await record(tx, actor, 'contact.changed', {
    entityId: employee.id,
    employeeId: employee.id,
    details: Object.fromEntries(
      Object.entries(changed).map(([field, [from, to]]) => [field, [mask(field, from), mask(field, to)]]),
    ),
  })
  return { number: employee.number }
}

/**
 * Somebody who left comes back: the same number, the same file. The stretch before is kept and counts for seniority; what the law counts
 * without a break (ten years, two terms in a row) begins anew, but a probation was agreed once.
 */
export async function rehireEmployee(tx: Tx, actor: Actor, input: RehireInput): Promise<{ number: string }> {
  const before = await lockEmployee(tx, input.number)
  if (before.leftOn === null || before.leftOn > actor.today) throw new Failure('people.stillHere')
  assertUnchanged(before, input)
  if (input.hiredOn < before.leftOn)
    throw new Failure('people.backBeforeLeft', { date: before.leftOn }, 'hiredOn')
  assertSoon(actor, input.hiredOn)
  const home = await getHomeUnit(tx, input.homeUnitId, input.hiredOn)
  const position = await getPosition(tx, input.positionId, input.hiredOn)
  const hqContactName = await contactName(tx, input.hqContactUserId)
  if (input.userId) await assertFreeAccount(tx, input.userId)
  await tx.insert(servicePeriods).values({
    employeeId: before.id,
    startsOn: before.hiredOn,
    endsOn: before.leftOn,
    createdAt: actor.now,
  })
  await tx
    .update(employees)
    .set({
      homeUnitId: home.id,
      hqContactUserId: input.hqContactUserId ?? null,
      hqContactName,
      employmentForm: input.employmentForm ?? before.employmentForm,
      hiredOn: input.hiredOn,
      leftOn: null,
      accessEndsAt: null,
      userId: input.userId ?? before.userId,
      revision: before.revision + 1,
    })
    .where(eq(employees.id, before.id))
  const given = Object.fromEntries(Object.entries(contactOf(input)).filter(([, value]) => value !== ''))
  if (Object.keys(given).length > 0) {
    await tx.update(employeeContacts).set(given).where(eq(employeeContacts.employeeId, before.id))
  }
  if (input.reopens && before.userId && !input.userId) {
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, before.userId))
  }
  await tx.insert(assignments).values({
    employeeId: before.id,
    unitId: home.id,
    homeUnitId: home.id,
    positionId: position.id,
    startsOn: input.hiredOn,
    createdAt: actor.now,
  })
  const begins = { id: before.id, unitId: home.id, positionId: position.id, hiredOn: input.hiredOn }
  const asked = await giveToHired(tx, actor, begins)
  await record(tx, actor, 'employee.rehired', {
    entityId: before.id,
    employeeId: before.id,
    unitId: home.id,
    details: {
      number: before.number,
      hiredOn: [before.hiredOn, input.hiredOn],
      leftOn: [before.leftOn, null],
      ...(home.id !== before.homeUnitId && { homeUnit: [before.homeUnitName, home.name] }),
      position: position.name,
      ...givenDetails(asked),
    },
  })
  await changeAddresses(tx, actor, before, input)
  await equip(tx, actor, before, input, position.name)
  await tellHired(tx, actor, before.id, asked)
  return { number: before.number }
}

/** What was said of where they live now; the document that is on file stays. */
async function changeAddresses(
  tx: Tx,
  actor: Actor,
  { id, number }: Locked,
  { registeredAddress, currentAddress }: RehireInput,
): Promise<void> {
  if (!registeredAddress && !currentAddress) return
  const known = await findDocument(tx, id)
  if (!known) {
    const field = currentAddress ? 'currentAddress' : 'registeredAddress'
    throw new Failure('people.addressNeedsDocument', {}, field)
  }
  await changeIdentity(tx, actor, { number, ...known, registeredAddress, currentAddress })
}

/** Contract, pay, bank and account of somebody who begins, each with the trail row of its own command. */
async function equip(
  tx: Tx,
  actor: Actor,
  { id, number, name }: { id: string; number: string; name: string },
  input: Beginning,
  position: string,
): Promise<void> {
  const { kind, hiredOn: startsOn, signedOn = actor.today, place = '' } = input
  if (kind) {
    if (place === '') throw new Failure('people.placeMissing', {}, 'place')
    const { lastOn, probationLastOn } = input
    await signContract(tx, actor, {
      number,
      kind,
      startsOn,
      signedOn,
      lastOn,
      probationLastOn,
      place,
      position,
    })
  }
  await agreeOnPay(tx, actor, id, input)
  if (input.cardNumber) {
    const { bank, holder = name, cardNumber } = input
    if (!bank) throw new Failure('people.bankMissing', {}, 'bank')
    const revision = await findBankRevision(tx, id)
    await enterBankAccount(tx, actor, { number, revision, bank, holder, cardNumber })
  }
  if (input.login) {
    if (!input.password) throw new Failure('people.passwordMissing', {}, 'password')
    const { login, password } = input
    await openAccount(tx, actor, { login, name, password, employeeNumber: number, mustChange: true })
  }
}

/** Pay belongs to a contract, and to nothing while there is none. */
async function agreeOnPay(tx: Tx, actor: Actor, id: string, input: Beginning): Promise<void> {
  const { base, post, meal, transport, housing, other, probation } = input
  if (base === undefined) {
    const parts = { post, meal, transport, housing, other, probation }
    if (Object.values(parts).some(part => part !== undefined))
      throw new Failure('people.baseMissing', {}, 'base')
    return
  }
  const contract = (await listContractsOf(tx, id)).find(one => one.startsOn === input.hiredOn)
  if (!input.kind || !contract) throw new Failure('people.payNeedsContract', {}, 'base')
  const said = { base, post, meal, transport, housing, other, probation }
  await agreePay(tx, actor, { contractId: contract.id, ...said })
}

function assertSoon(actor: Actor, hiredOn: string): void {
  if (hiredOn > addDays(actor.today, hireAheadDays)) {
    throw new Failure('people.hiredTooFarAhead', { days: hireAheadDays }, 'hiredOn')
  }
}

const contactColumns = {
  phone: employeeContacts.phone,
  email: employeeContacts.email,
  emergencyName: employeeContacts.emergencyName,
  emergencyPhone: employeeContacts.emergencyPhone,
  emergencyRelation: employeeContacts.emergencyRelation,
}
type Contact = Record<keyof typeof contactColumns, string>

const noContact: Contact = {
  phone: '',
  email: '',
  emergencyName: '',
  emergencyPhone: '',
  emergencyRelation: '',
}

function contactOf(input: Contact): Contact {
  const { phone, email, emergencyName, emergencyPhone, emergencyRelation } = input
  return { phone, email, emergencyName, emergencyPhone, emergencyRelation }
}

function mask(field: string, value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  return field.toLowerCase().endsWith('phone') ? maskPhone(text) : maskText(text)
}

type Locked = {
  id: string
  number: string
  name: string
  userId: string | null
  homeUnitId: string
  homeUnitName: string
  hqContactUserId: string | null
  hqContactName: string
  employmentForm: EmploymentForm | null
  hiredOn: string
  leftOn: string | null
  revision: number
}

async function lockEmployee(tx: Tx, number: string): Promise<Locked> {
  const [row] = await tx
    .select({
      id: employees.id,
      number: employees.number,
      name: employees.name,
      userId: employees.userId,
      homeUnitId: employees.homeUnitId,
      homeUnitName: units.name,
      hqContactUserId: employees.hqContactUserId,
      hqContactName: employees.hqContactName,
      employmentForm: employees.employmentForm,
      hiredOn: employees.hiredOn,
      leftOn: employees.leftOn,
      revision: employees.revision,
    })
    .from(employees)
    .innerJoin(units, eq(units.id, employees.homeUnitId))
    .where(eq(employees.number, number))
    .for('update', { of: employees })
  return row ?? notFound()
}

/** Card and contact are one file: whoever filled in a form of it sees first what somebody else has changed since. */
function assertUnchanged({ revision }: Locked, seen: { revision: number }): void {
  if (revision !== seen.revision) throw new Outdated('people.changedMeanwhile', { revision })
}

async function getHomeUnit(tx: Tx, id: string, on: string): Promise<{ id: string; name: string }> {
  const [unit] = await tx
    .select({
      id: units.id,
      name: units.name,
      kind: units.kind,
      openedOn: units.openedOn,
      closedOn: units.closedOn,
    })
    .from(units)
    .where(eq(units.id, id))
  if (!unit) return notFound()
  const open = unit.openedOn <= on && (unit.closedOn === null || unit.closedOn > on)
  if (!open || (unit.kind !== 'headquarters' && unit.kind !== 'department')) {
    throw new Failure('people.homeUnitUnfit', { unit: unit.name }, 'homeUnitId')
  }
  return unit
}

async function getPosition(tx: Tx, id: string, on: string): Promise<{ id: string; name: string }> {
  const [position] = await tx
    .select({ id: positions.id, name: positions.name, retiredOn: positions.retiredOn })
    .from(positions)
    .where(eq(positions.id, id))
  if (!position) return notFound()
  if (position.retiredOn !== null && position.retiredOn <= on) {
    throw new Failure('people.positionRetired', { position: position.name }, 'positionId')
  }
  return position
}

async function contactName(tx: Tx, userId: string | undefined): Promise<string> {
  if (!userId) return ''
  const [user] = await tx
    .select({ name: users.name, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId))
  if (!user || user.disabledAt) throw new Failure('people.contactUnknown', {}, 'hqContactUserId')
  return user.name
}

async function assertFreeAccount(tx: Tx, userId: string): Promise<void> {
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId))
  if (!user) throw new Failure('people.accountUnknown', {}, 'userId')
  const [taken] = await tx
    .select({ number: employees.number })
    .from(employees)
    .where(eq(employees.userId, userId))
  if (taken) throw new Failure('people.accountTaken', { number: taken.number }, 'userId')
}
