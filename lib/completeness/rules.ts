import { fileItems, filePlacements, registerColumns } from '@/db/schema/completeness'
import type { Gender } from '@/db/schema/identities'
import type { Role } from '../actor'
import { type ContractKind, lastDayOf } from '../contracts/rules'
import type { EmploymentForm, PersonTab } from '../people/rules'

export { fileItems, filePlacements, registerColumns }
export type FileItem = (typeof fileItems)[number]
/** A custom field that is required (lib/custom). */
export type FieldItem = `field:${string}`
export type AnyItem = FileItem | FieldItem
export const fieldItem = (id: string): FieldItem => `field:${id}`
export const isFieldItem = (item: string): item is FieldItem => item.startsWith('field:')
export type FilePlacement = (typeof filePlacements)[number]
export type DataClass = 'work' | 'contact' | 'identity' | 'pay'

/** Who keeps the rules; who sees how complete the files of many are, and which items of theirs are missing. */
export const mayKeepFileRules = (role: Role): boolean => role === 'hr'
export const overseesFiles = (role: Role): boolean => role === 'hr' || role === 'executive' || role === 'head'
/** Of everybody else who sees files, the columns of the database hold back what is not of the work class (db/policies). */
export const seesAllItems = (role: Role): boolean => role === 'hr' || role === 'employee'

const classes: Record<FileItem, DataClass> = {
  name: 'work',
  hiredOn: 'work',
  employmentForm: 'work',
  contract: 'work',
  education: 'work',
  health: 'work',
  photo: 'work',
  diplomaScan: 'work',
  phone: 'contact',
  email: 'contact',
  emergencyContact: 'contact',
  gender: 'identity',
  identityNumber: 'identity',
  registeredAddress: 'identity',
  currentAddress: 'identity',
  idFront: 'identity',
  idBack: 'identity',
  contractScan: 'identity',
  healthScan: 'identity',
  bankAccount: 'pay',
}
/** The class of data that an item is of; app.renew_file_states() says the same of the work class. */
export const classOfItem = (item: FileItem): DataClass => classes[item]

const scans: readonly FileItem[] = ['idFront', 'idBack', 'photo', 'diplomaScan', 'contractScan', 'healthScan']

/** The tab of a person's page on which an item is kept. */
export function tabOfItem(item: AnyItem): PersonTab {
  if (isFieldItem(item)) return 'file'
  if (scans.includes(item)) return 'documents'
  if (item === 'contract') return 'contracts'
  if (item === 'education' || item === 'health') return 'background'
  return classes[item] === 'identity' || classes[item] === 'pay' ? 'file' : 'overview'
}

type OnRegister = Record<
  'identityNumber' | 'registeredAddress' | 'currentAddress' | 'phone' | 'hiredOn',
  string | null
> & {
  gender: Gender | null
  employmentForm: EmploymentForm | null
  contract: { kind: ContractKind; startsOn: string; endsOn: string | null } | null
}
/** How its words are said in the reader's language; `term` gets the last day. */
export type RegisterWords = {
  gender(gender: Gender): string
  form(form: EmploymentForm): string
  term(kind: 'term' | 'task' | 'open', days: { from: string; to: string }): string
}

/** Somebody's line of the register; what is missing is empty. */
export function registerTexts(
  { gender, employmentForm, contract, ...row }: OnRegister,
  say: RegisterWords,
): Record<(typeof registerColumns)[number], string> {
  const term = (): string => {
    if (!contract) return ''
    const { kind, startsOn: from, endsOn } = contract
    if (endsOn) return say.term('term', { from, to: lastDayOf(endsOn) })
    return say.term(kind === 'task_based' ? 'task' : 'open', { from, to: '' })
  }
  return {
    gender: gender ? say.gender(gender) : '',
    identityNumber: row.identityNumber ?? '',
    registeredAddress: row.registeredAddress ?? '',
    currentAddress: row.currentAddress ?? '',
    phone: row.phone ?? '',
    employmentForm: employmentForm ? say.form(employmentForm) : '',
    hiredOn: row.hiredOn ?? '',
    contract: term(),
  }
}

/** Whole percent, and 100 only when nothing is missing. */
export function percentOf({ have, total }: { have: number; total: number }): number {
  return total === 0 ? 100 : Math.floor((have * 100) / total)
}

type Counts = { legalTotal: number; legalHave: number; total: number; have: number }

const whole = 10_000
/** Shares are ordered by the legal minimum first: of all files the lowest rank is the worst. */
export function rankOf({ legalTotal, legalHave, total, have }: Counts): number {
  return Math.floor((legalHave * whole) / legalTotal) * (whole + 1) + Math.floor((have * whole) / total)
}
/** The first rank of a file that has its legal minimum, and that of a file that has everything. */
export const legalRank = whole * (whole + 1)
export const fullRank = legalRank + whole

export const fileLists = ['legal', 'short', 'complete', 'all'] as const
export type FileList = (typeof fileLists)[number]

/** Which ranks a list holds, both included. */
export function ranksOf(list: FileList): [from: number, to: number] {
  if (list === 'legal') return [0, legalRank - 1]
  if (list === 'short') return [legalRank, fullRank - 1]
  return list === 'complete' ? [fullRank, fullRank] : [0, fullRank]
}

/** Where a rule stands in lists: the items' own order, behind those of the law. */
export const positionOf = (item: FileItem): number => fileItems.indexOf(item) + 1
