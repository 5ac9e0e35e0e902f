import type { copyStates } from '@/db/schema/copies'
import { allowanceKinds } from '../pay/rules'

export type CopyState = (typeof copyStates)[number]
/** Why a copy failed: the person may not sign in any more, it could not be made, nobody made it. */
export type CopyReason = 'gone' | 'broken' | 'lost'
/** Those that are one text; the archive is in pieces. */
export const wholeFormats = ['pdf', 'json'] as const
export const copyFormats = [...wholeFormats, 'zip'] as const
export type CopyFormat = (typeof copyFormats)[number]
export type WholeFormat = (typeof wholeFormats)[number]

/** Days for which a copy is kept, and after which nobody is told any more that there was one. */
export const keptDays = 7
export const rememberedDays = 90
/** Hours for which one is kept that HR takes out, each file once, to give it to somebody who has left. */
export const handedHours = 24
/** Copies that a person may have at a time. */
export const mostCopies = 5
/** Bytes of files that an archive takes, scans first and of these the newest versions: no more than any program opens. */
export const mostFileBytes = 1_900_000_000
/** Bytes of a piece of an archive. */
export const pieceSize = 4 * 1024 * 1024
/** Times that it is tried before it is given up. */
export const mostRuns = 5

export const contentTypes: Record<CopyFormat, string> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  zip: 'application/zip',
}

/** What a copy is saved as: what it is, whose and of which day. Names of people are no paths. */
export function fileNameOf(what: string, whose: string, day: string, format: CopyFormat): string {
  const name = whose.replace(/[^\p{L}\p{N}·-]+/gu, ' ').trim()
  return `${what}-${name}-${day}.${format}`
}

/** As many as there is room for, in their order: what is too large for the rest leaves its place to smaller ones. */
export function fitting<T extends { size: number }>(files: T[], most = mostFileBytes): T[] {
  let size = 0
  return files.filter(file => {
    if (size + file.size > most) return false
    size += file.size
    return true
  })
}

/** A name inside the archive that no other file there has. */
export function entryNameOf(taken: Set<string>, name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[a-z]+)?$/s.exec(name) ?? []
  let entry = name
  for (let n = 2; taken.has(entry); n++) entry = `${stem} (${n})${ending}`
  taken.add(entry)
  return entry
}

export type Fact = string | number | boolean | null
export type FactRow = Record<string, Fact>

/** What a copy tells one after the other, and how: a `list` is a table of these columns, the rest label and value. */
export const sections = {
  person: [],
  contact: [],
  identity: [],
  bank: [],
  custom: ['field', 'class', 'value', 'changedAt', 'changedBy'],
  contracts: ['kind', 'signedOn', 'startsOn', 'endsOn', 'position', 'place'],
  pays: [],
  enrolments: [],
  contributions: ['month', 'version', 'item', 'insuredBase', 'companyPays', 'personPays'],
  certificates: ['kind', 'name', 'issuedBy', 'issuedOn', 'expiresOn'],
  earlierJobs: ['company', 'position', 'startsOn', 'endsOn'],
  documents: ['kind', 'title', 'version', 'uploadedAt', 'expiresOn', 'state'],
  courses: ['title', 'unit', 'dueOn', 'begunAt', 'completedAt', 'withdrawnReason'],
  assignments: ['unit', 'position', 'home', 'startsOn', 'endsOn'],
  rosters: ['day', 'store', 'shift', 'begins', 'ends'],
  requests: ['number', 'kind', 'status', 'applicant', 'submittedAt', 'finishedAt'],
  attachments: ['source', 'number', 'name', 'size', 'addedAt'],
  consents: ['store', 'partner', 'version', 'givenAt', 'withdrawnAt'],
  reveals: ['at', 'who', 'role', 'what', 'purpose', 'note'],
  proposals: ['number', 'kind', 'state', 'submittedAt', 'reason'],
  rights: ['number', 'kind', 'category', 'outcome', 'keptUntil', 'createdAt'],
  roles: ['role', 'unit', 'startsOn', 'endsOn'],
  sessions: ['createdAt', 'lastSeenAt', 'userAgent', 'address'],
  choices: [],
  trail: ['at', 'who', 'action'],
} as const satisfies Record<string, readonly string[]>
export type SectionName = keyof typeof sections

/** Fields that are money. A copy is read by other houses too, so the JSON has yuan as numbers; the PDF writes them as people do. */
export const amounts: Partial<Record<SectionName, readonly string[]>> = {
  pays: ['base', ...allowanceKinds, 'probation'],
  enrolments: ['insuranceBase', 'fundBase'],
  contributions: ['insuredBase', 'companyPays', 'personPays'],
}
export const inYuan = (fen: number | null | undefined): number | null => (fen == null ? null : fen / 100)

export type OwnData = {
  sections: Partial<Record<SectionName, FactRow[]>>
  /** Rows of every other table that are the person's to read, as they are kept. */
  rest: Record<string, Record<string, unknown>[]>
}
