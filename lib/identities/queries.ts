import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
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
import { addMonths } from '../clock'
import { lastDayOf } from '../contracts/rules'
import { limitOf } from '../law/rules'
import { keyset, type Page, type PageRequest } from '../paging'
import { listLawLimits } from '../partners/queries'
import type { LawLimit } from '../partners/rules'
import { finderOf, type KeptKey, keptKey, keyFrom, keysOf, type Place } from '../vault'
import type { RevealedHere } from './input'
import { maskAddress, maskCard, maskedDay, maskNumber } from './rules'

/** A file as pages show it. Masks are worked out here, from what was opened: the database holds none. */
export type MaskedFile = {
  identity: {
    kind: DocumentKind
    gender: Gender
    number: string
    birthDate: string
    validUntil: string | null
    registeredAddress: string | null
    currentAddress: string | null
    revision: number
  } | null
  bank: { bank: string; holder: string; number: string; revision: number } | null
  /** Something is there and does not open: the person's key was destroyed. */
  isErased: boolean
}

/** Where each value is sealed; `row` is the employee's id. */
export const placeOf = (what: RevealedHere, row: string): Place =>
  what === 'bankNumber' ? `bank_accounts:number:${row}` : `identities:${columns[what]}:${row}`

const columns = {
  number: 'number',
  birthDate: 'birth_date',
  registeredAddress: 'registered_address',
  currentAddress: 'current_address',
} as const

/** The same by number; undefined is also whose file is not the caller's to see. */
export async function findMaskedFile(
  tx: Tx,
  number: string,
): Promise<{ employeeId: string; file: MaskedFile } | undefined> {
  const [row] = await tx.select({ id: employees.id }).from(employees).where(eq(employees.number, number))
  return row && { employeeId: row.id, file: await getMaskedFile(tx, row.id) }
}

export async function getMaskedFile(tx: Tx, employeeId: string): Promise<MaskedFile> {
  const [keys, [identity], [bank]] = await Promise.all([
    keysOf(tx, [employeeId]),
    tx.select().from(identities).where(eq(identities.employeeId, employeeId)),
    tx.select().from(bankAccounts).where(eq(bankAccounts.employeeId, employeeId)),
  ])
  const key = keys.get(employeeId)
  const open = (what: RevealedHere, sealed: Buffer | null, mask: (text: string) => string) => {
    const opened = sealed && key?.unseal(placeOf(what, employeeId), sealed)
    return opened ? mask(opened) : null
  }
  return {
    identity: identity
      ? {
          kind: identity.kind,
          gender: identity.gender,
          number: open('number', identity.number, maskNumber) ?? '',
          birthDate: open('birthDate', identity.birthDate, () => maskedDay) ?? '',
          validUntil: identity.validUntil,
          registeredAddress: open('registeredAddress', identity.registeredAddress, maskAddress),
          currentAddress: open('currentAddress', identity.currentAddress, maskAddress),
          revision: identity.revision,
        }
      : null,
    bank: bank
      ? {
          bank: bank.bank,
          holder: bank.holder,
          number: open('bankNumber', bank.number, maskCard) ?? '',
          revision: bank.revision,
        }
      : null,
    isErased: (identity ?? bank) !== undefined && key === undefined,
  }
}

/** What the law says of the young, while it counts somebody among them (未成年工). */
export async function findYoungLimit(tx: Tx, number: string, today: string): Promise<LawLimit | undefined> {
  const birthDate = await openValue(
    tx,
    sql`(select e.id from employees e where e.number = ${number})`,
    'birthDate',
  )
  if (!birthDate) return undefined
  const adult = limitOf(await listLawLimits(tx, today), 'age.adult')
  return addMonths(birthDate, 12 * adult.value) > today ? adult : undefined
}

/** One value in the clear; for the command that has written down who looks. */
export async function openValue(
  tx: Tx,
  employeeId: string | SQL,
  what: RevealedHere,
): Promise<string | undefined> {
  const [table, column] =
    what === 'bankNumber'
      ? ([bankAccounts, bankAccounts.number] as const)
      : ([identities, identities[what]] as const)
  const { rows } = await tx.execute<{ sealed: Buffer } & KeptKey>(sql`/* plan once */
    select ${column} as sealed, ${keptKey} from ${table} join file_keys k on k.employee_id = ${table.employeeId}
    where ${table.employeeId} = ${employeeId} and ${column} is not null and k.wrapped is not null`)
  return rows[0] && keyFrom(rows[0]).unseal(placeOf(what, rows[0].keyOf), rows[0].sealed)
}

/** By what everybody born on a day of the year, MM-DD, is found: keyed, so that the database alone tells no birthdays. */
export function birthdayFinder(monthDay: string): Buffer {
  return finderOf('identities.birthday', monthDay)
}

export function finderOfDocument(kind: DocumentKind, number: string): Buffer {
  // numbers of 18 places are of one system; passports and old permits have their own
  return finderOf('identities.number', number.length === 18 ? number : `${kind}:${number}`)
}

export type Holder = { id: string; number: string; name: string; leftOn: string | null }

/** Whose document this is already. */
/** Which document is on file, for a command that changes what stands beside it. */
export async function findDocument(
  tx: Tx,
  employeeId: string,
): Promise<{ kind: DocumentKind; validUntil: string | undefined; revision: number } | undefined> {
  const [row] = await tx
    .select({ kind: identities.kind, validUntil: identities.validUntil, revision: identities.revision })
    .from(identities)
    .where(eq(identities.employeeId, employeeId))
  return row && { ...row, validUntil: row.validUntil ?? undefined }
}

export async function findBankRevision(tx: Tx, employeeId: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ revision: bankAccounts.revision })
    .from(bankAccounts)
    .where(eq(bankAccounts.employeeId, employeeId))
  return row?.revision
}

export async function findHolder(tx: Tx, kind: DocumentKind, number: string): Promise<Holder | undefined> {
  const { rows } = await tx.execute<Holder>(sql`
    select e.id, e.number, e.name, e.left_on::text as "leftOn"
    from identities i join employees e on e.id = i.employee_id where i.finder = ${finderOfDocument(kind, number)}`)
  return rows[0]
}

export type Recognised = {
  number: string
  name: string
  hiredOn: string
  /** The last day of whoever has left or leaves. */
  lastOn: string | null
  hasLeft: boolean
  revision: number
  hasAccount: boolean
}

/** Somebody who is on file, as the form that enters people shows them. */
export async function findKnown(
  tx: Tx,
  actor: Pick<Actor, 'today'>,
  number: string,
): Promise<Recognised | undefined> {
  const [row] = await tx
    .select({
      number: employees.number,
      name: employees.name,
      hiredOn: employees.hiredOn,
      leftOn: employees.leftOn,
      revision: employees.revision,
      userId: employees.userId,
    })
    .from(employees)
    .where(eq(employees.number, number))
  if (!row) return undefined
  const { userId, leftOn, ...card } = row
  const hasLeft = leftOn !== null && leftOn <= actor.today
  return { ...card, lastOn: leftOn && lastDayOf(leftOn), hasLeft, hasAccount: userId !== null }
}

export type RevealRow = {
  id: string
  at: string
  what: Revealable
  purpose: Purpose
  note: string
  userName: string
  role: string
  number: string
  name: string
}

/** How often somebody looked for people by their numbers within the last hour. */
export async function countSearches(tx: Tx, { userId, now }: Pick<Actor, 'userId' | 'now'>): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from reveals
    where user_id = ${userId} and at > ${now}::timestamptz - interval '1 hour' and what = 'search'`)
  return rows[0]?.n ?? 0
}

export const revealsPage = 50

/** Who looked, newest first: into one file, or into any. */
export async function listReveals(
  tx: Tx,
  { employeeId, ...page }: PageRequest & { employeeId?: string | undefined },
  size = revealsPage,
): Promise<Page<RevealRow>> {
  const { where, order, pageOf } = keyset<RevealRow>(
    { by: sql`r.id`, key: sql`r.id`, descending: true, size },
    page,
    row => [row.id, row.id],
  )
  const of = employeeId ? sql`r.employee_id = ${employeeId}` : sql`true`
  const { rows } = await tx.execute<RevealRow>(sql`
    select r.id, r.at, r.what, r.purpose, r.note, r.user_name as "userName", app.title_of(r.user_id, r.role, r.at) as role,
      r.employee_number as number, r.employee_name as name
    from reveals r where ${of} and ${where} ${order}`)
  return pageOf(rows)
}
