import type { noteKinds, noteRelations, noteTones, noteTopics } from '@/db/schema/thanks'
import type { Role } from '../actor'
import { addMonths } from '../clock'

export type NoteKind = (typeof noteKinds)[number]
export type NoteTone = (typeof noteTones)[number]
export type NoteTopic = (typeof noteTopics)[number]
export type Relation = (typeof noteRelations)[number]

/** Notes are between people who work together: accounts of audit and administration have no part in it. */
export const mayHaveNotes = (role: Role): boolean => role !== 'auditor' && role !== 'admin'
/** Who sees whom nobody has thanked for long. */
export const seesUnthanked = (role: Role): boolean => role === 'hr' || role === 'head'

type Person = { hasAccount: boolean; hqContactUserId: string | null; leftOn: string | null }

/** Whether the page of a person that the seat sees offers to write to them; app.note_receiver() decides. */
export const mayWriteTo = (
  actor: { role: Role; userId: string },
  person: Person,
  isInStore: boolean,
): boolean => {
  if (!person.hasAccount || person.leftOn) return false
  if (actor.role === 'manager') return isInStore
  return ['hr', 'head'].includes(actor.role) || person.hqContactUserId === actor.userId
}

/** Among colleagues thanks only; feedback goes up and down. */
export const kindsFor = (relation: Relation): readonly NoteKind[] =>
  relation === 'colleague' ? ['thanks'] : ['thanks', 'feedback']

/** Only those who assess somebody may keep feedback as evidence. */
export const mayKeep = (relation: Relation): boolean => ['team', 'hr', 'head'].includes(relation)

/** The months that feedback may be kept for, as their first days: the present one, then the one before. */
export function evidenceMonths(today: string): [string, string] {
  const first = `${today.slice(0, 8)}01`
  return [first, addMonths(first, -1)]
}

/** What app.guard_note() says as well. */
export const changeHours = 24
export const mostPerDay = 20
export const mostPerPersonAndDay = 4
/** After so many days without thanks somebody is on HR's list. */
export const unthankedDays = 60

export type NoteState = {
  createdAt: Date
  withdrawnAt: Date | null
  isAnswered: boolean
  authorUserId: string
  receiverUserId: string
}
export type NoteVerb = 'change' | 'withdraw' | 'answer'

/** What somebody may do to a note now. Nobody changes what was answered: the answer was to those words. */
export function verbsOf(note: NoteState, { userId, now }: { userId: string; now: Date }): NoteVerb[] {
  if (note.withdrawnAt) return []
  if (note.receiverUserId === userId) return note.isAnswered ? [] : ['answer']
  if (note.authorUserId !== userId) return []
  const isFresh = now.getTime() - note.createdAt.getTime() < changeHours * 3_600_000
  return isFresh && !note.isAnswered ? ['change', 'withdraw'] : ['withdraw']
}

/** The first days of a month and of the next, for a month 'YYYY-MM'; undefined when it is none. */
export function monthRange(month: string | undefined): { from: string; to: string } | undefined {
  if (!month || !/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)) return undefined
  return { from: `${month}-01`, to: addMonths(`${month}-01`, 1) }
}
