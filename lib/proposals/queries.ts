import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bankAccounts, identities } from '@/db/schema/identities'
import { employeeContacts, employees } from '@/db/schema/people'
import { proposals } from '@/db/schema/proposals'
import { notFound } from '../failure'
import { openValue } from '../identities/queries'
import { type FileKey, keysOf, type Place } from '../vault'
import { type Change, changesOf, type ProposalKind, type ProposalState, type Values } from './rules'

export const placeOf = (what: 'proposed' | 'replaced', requestId: string): Place =>
  `proposals:${what}:${requestId}`

/** What is sealed of a proposal: the values, and why in the person's words. */
export type Proposed = { values: Values; reason: string }

export type Proposal = {
  requestId: string
  employeeId: string
  kind: ProposalKind
  state: ProposalState
  /** Undefined when the person's key is gone. */
  proposed: Proposed | undefined
  /** What it replaces, or did when it was applied. */
  before: Values
}

/** With everything opened, for commands and for what masks it; undefined is also whose proposal is not the caller's to read. */
export async function findProposal(tx: Tx, requestId: string): Promise<Proposal | undefined> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.requestId, requestId))
  if (!row) return undefined
  const { employeeId, kind, state } = row
  const key = (await keysOf(tx, [employeeId])).get(employeeId)
  const replaced = row.replaced && opened<Values>(key, placeOf('replaced', requestId), row.replaced)
  return {
    requestId,
    employeeId,
    kind,
    state,
    proposed: opened<Proposed>(key, placeOf('proposed', requestId), row.proposed),
    before: replaced ?? (await readPresent(tx, employeeId, kind)),
  }
}

export async function getProposal(tx: Tx, requestId: string): Promise<Proposal> {
  return (await findProposal(tx, requestId)) ?? notFound()
}

function opened<T>(key: FileKey | undefined, place: Place, sealed: Buffer): T | undefined {
  const text = key?.unseal(place, sealed)
  return text === undefined ? undefined : (JSON.parse(text) as T)
}

export type ProposalView = {
  kind: ProposalKind
  state: ProposalState
  employeeId: string
  changes: Change[]
  reason: string | undefined
}

/** Before and after, side by side and masked. */
export async function findProposalView(tx: Tx, requestId: string): Promise<ProposalView | undefined> {
  const found = await findProposal(tx, requestId)
  if (!found) return undefined
  const { kind, state, employeeId, before, proposed } = found
  const changes = proposed ? changesOf(kind, before, proposed.values) : []
  return { kind, state, employeeId, changes, reason: proposed?.reason }
}

/** What a file says now of the fields of a kind. */
export async function readPresent(tx: Tx, employeeId: string, kind: ProposalKind): Promise<Values> {
  const sealed = async (what: Parameters<typeof openValue>[2]) => await openValue(tx, employeeId, what)
  switch (kind) {
    case 'name': {
      const [row] = await tx
        .select({ name: employees.name })
        .from(employees)
        .where(eq(employees.id, employeeId))
      return filled({ name: row?.name })
    }
    case 'contact': {
      const [row] = await tx
        .select()
        .from(employeeContacts)
        .where(eq(employeeContacts.employeeId, employeeId))
      if (!row) return {}
      const { phone, email, emergencyName, emergencyPhone, emergencyRelation } = row
      return filled({ phone, email, emergencyName, emergencyPhone, emergencyRelation })
    }
    case 'address':
      return filled({
        registeredAddress: await sealed('registeredAddress'),
        currentAddress: await sealed('currentAddress'),
      })
    case 'document': {
      const [row] = await tx
        .select({ kind: identities.kind, gender: identities.gender, validUntil: identities.validUntil })
        .from(identities)
        .where(eq(identities.employeeId, employeeId))
      return filled({
        documentKind: row?.kind,
        documentNumber: await sealed('number'),
        birthDate: await sealed('birthDate'),
        gender: row?.gender,
        validUntil: row?.validUntil ?? undefined,
      })
    }
    case 'bank': {
      const [row] = await tx
        .select({ bank: bankAccounts.bank, holder: bankAccounts.holder })
        .from(bankAccounts)
        .where(eq(bankAccounts.employeeId, employeeId))
      return filled({ bank: row?.bank, holder: row?.holder, cardNumber: await sealed('bankNumber') })
    }
  }
}

const filled = (
  values: Record<keyof Values & string, string | undefined> | Record<string, string | undefined>,
) => Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Values

export type OpenProposal = { number: string; kind: ProposalKind; status: string; submittedAt: string }

/** What waits for HR, or was sent back, of one person's file. */
export async function listOpenProposals(
  tx: Tx,
  whose: { number: string } | { id: string },
): Promise<OpenProposal[]> {
  const { rows } = await tx.execute<OpenProposal>(sql`
    select r.number, p.kind, r.status, r.submitted_at as "submittedAt"
    from proposals p join requests r on r.id = p.request_id
    where p.state = 'open' and p.employee_id = ${
      'id' in whose ? whose.id : sql`(select e.id from employees e where e.number = ${whose.number})`
    } order by r.id`)
  return rows
}
