import { fileItems } from '@/db/schema/completeness'
import type { Role } from '../actor'
import { addDays } from '../clock'
import type { FieldItem } from '../completeness/rules'
import type { ScanKind } from '../documents/rules'
import { fieldsOf, type ProposalField, type ProposalKind } from '../proposals/rules'

/** What people are asked for: whatever files have to hold, and documents besides. */
export const askItems = [...fileItems, 'certificateScan', 'otherScan'] as const
export type AskItem = (typeof askItems)[number] | FieldItem

/** Nobody can be without these, so nobody is asked for them. */
const alwaysThere: readonly AskItem[] = ['name', 'hiredOn']
export const mayBeAskedFor = (item: AskItem): boolean => !alwaysThere.includes(item)

const scanItems: Record<ScanKind, AskItem> = {
  id_card_front: 'idFront',
  id_card_back: 'idBack',
  photo: 'photo',
  diploma: 'diplomaScan',
  contract: 'contractScan',
  health: 'healthScan',
  certificate: 'certificateScan',
  other: 'otherScan',
}
/** The item that a document of a kind is; app.close_file_asks() says the same. */
export const itemOfScan = (kind: ScanKind): AskItem => scanItems[kind]

/** The kind of document that an item is, for whoever has to photograph it. */
export function scanOfItem(item: AskItem): ScanKind | undefined {
  return (Object.keys(scanItems) as ScanKind[]).find(kind => scanItems[kind] === item)
}

/** Items that people propose for their own file, and the fields of the proposal that answer them. */
const proposedItems: Partial<Record<AskItem, readonly ProposalField[]>> = {
  phone: ['phone'],
  email: ['email'],
  emergencyContact: ['emergencyName', 'emergencyPhone', 'emergencyRelation'],
  registeredAddress: ['registeredAddress'],
  currentAddress: ['currentAddress'],
  identityNumber: ['documentNumber'],
  gender: ['gender', 'documentNumber'],
  bankAccount: ['cardNumber'],
}

/** The kind of proposal by which somebody enters an item themselves, for HR to verify. */
export function proposalOfItem(item: AskItem): ProposalKind | undefined {
  const [field] = proposedItems[item] ?? []
  return field && (Object.keys(fieldsOf) as ProposalKind[]).find(kind => has(fieldsOf[kind], field))
}

/** What a proposal of these fields answers. */
export function itemsOfFields(fields: readonly ProposalField[]): AskItem[] {
  const items = Object.entries(proposedItems) as [AskItem, readonly ProposalField[]][]
  return items.flatMap(([item, needed]) => (needed.some(field => has(fields, field)) ? [item] : []))
}

const has = (fields: readonly ProposalField[], field: ProposalField): boolean => fields.includes(field)

/** Documents can be asked for again before they expire; anything else only while it is missing. */
export const isAskedWhenThere = (item: AskItem): boolean => scanOfItem(item) !== undefined

export const mayAsk = (role: Role): boolean => role === 'hr'

/** How many days people have: at most, and as a form proposes. */
export const longestDays = 180
export const usualDays = 7
/** People who are asked at a time; whoever wants more asks store by store. */
export const mostAsked = 2_000
/** The person is reminded so many days before it is due, and whoever asked hears so many days after it was. */
export const remindDays = 3
export const escalateDays = 2

export const askStates = ['late', 'open', 'answered'] as const
export type AskState = (typeof askStates)[number]

type Answered = { dueOn: string; answeredAt: string | Date | null }

/** Whoever has sent it waits for HR; whoever has not is late on the day after the last one. */
export function stateOfAsk({ dueOn, answeredAt }: Answered, today: string): AskState {
  if (answeredAt !== null) return 'answered'
  return dueOn < today ? 'late' : 'open'
}

export function isFitDueDay(dueOn: string, today: string): boolean {
  return dueOn >= today && dueOn <= addDays(today, longestDays)
}

type Told = {
  dueOn: string
  remindedOn: string | null
  chasedOn: string | null
  escalatedOn: string | null
}

/** Who has to be told of an unanswered ask today: the person before it is due and once it is late, then whoever asked; each of it once. */
export function tellingsOf(ask: Told, today: string): { remind: boolean; chase: boolean; escalate: boolean } {
  const isLate = ask.dueOn < today
  return {
    remind: !isLate && ask.remindedOn === null && ask.dueOn <= addDays(today, remindDays),
    chase: isLate && ask.chasedOn === null,
    escalate: isLate && ask.escalatedOn === null && ask.dueOn <= addDays(today, -escalateDays),
  }
}
