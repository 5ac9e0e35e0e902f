import { addDays } from '../clock'

export const fieldKinds = ['text', 'number', 'choice', 'checklist', 'photo'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** One thing that a template asks. What a kind does not use keeps its plain value, so that every field has the same shape. */
export type Field = {
  /** Stays the same over versions: what a field's numbers are charted by. */
  key: string
  kind: FieldKind
  label: string
  help: string
  required: boolean
  /** Of a number. */
  unit: string
  min: number | null
  max: number | null
  decimals: number
  /** Of a choice or a checklist. */
  options: string[]
  /** Of a choice: more than one may be chosen. */
  multiple: boolean
  /** Of a photo: how many at most. */
  most: number
}

export const mostFields = 40
export const mostOptions = 20
export const mostPhotos = 6

/** A field as the builder adds it, with a key that no other has. */
export function newField(kind: FieldKind, taken: readonly Field[]): Field {
  const numbers = taken.map(field => Number(field.key.slice(1))).filter(Number.isFinite)
  return {
    key: `f${Math.max(0, ...numbers) + 1}`,
    kind,
    label: '',
    help: '',
    required: kind !== 'photo' && kind !== 'checklist',
    unit: '',
    min: null,
    max: null,
    decimals: 0,
    options: [],
    multiple: false,
    most: 3,
  }
}

/** The field moved by one place; the same list where there is no place. */
export function moved(fields: readonly Field[], from: number, by: -1 | 1): Field[] {
  const to = from + by
  const next = [...fields]
  const [field] = next.splice(from, 1)
  if (!field || to < 0 || to >= fields.length) return [...fields]
  next.splice(to, 0, field)
  return next
}

/** Whether two lists ask the same; what comes from the database has its properties in another order. */
export const sameFields = (one: readonly Field[], other: readonly Field[]): boolean =>
  JSON.stringify(one.map(inOrder)) === JSON.stringify(other.map(inOrder))

const inOrder = (field: Field): unknown[] =>
  Object.entries(field)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flat()

export type FieldProblem =
  | 'optionsMissing'
  | 'optionMissing'
  | 'optionsSame'
  | 'boundsCrossed'
  | 'keysSame'
  | 'kindChanged'

/** What does not hold together in a list of fields: the first fault, and the property to mark. `before` are the fields of the last version. */
export function faultOf(
  fields: readonly Field[],
  before: readonly Field[] = [],
): { at: number; property: string; problem: FieldProblem } | undefined {
  const keys = new Set<string>()
  for (const [at, field] of fields.entries()) {
    const fault = (property: string, problem: FieldProblem) => ({ at, property, problem })
    if (keys.has(field.key)) return fault('label', 'keysSame')
    keys.add(field.key)
    const kindBefore = before.find(one => one.key === field.key)?.kind
    if (kindBefore && kindBefore !== field.kind) return fault('kind', 'kindChanged')
    if (field.kind === 'choice' && field.options.length < 2) return fault('options', 'optionsMissing')
    if (field.kind === 'checklist' && field.options.length < 1) return fault('options', 'optionMissing')
    if (new Set(field.options).size < field.options.length) return fault('options', 'optionsSame')
    if (field.min !== null && field.max !== null && field.min > field.max)
      return fault('max', 'boundsCrossed')
  }
  return undefined
}

/** Text of a text or number field; what was chosen or ticked. Photos are rows of their own. */
export type Answers = Record<string, string | string[]>

export type AnswerProblem =
  | { problem: 'missing' | 'notANumber' | 'notAnOption' | 'notAllTicked' | 'photoMissing' }
  | { problem: 'tooSmall' | 'tooLarge'; bound: number }
  | { problem: 'tooManyDecimals'; decimals: number }

const decimal = /^-?\d{1,11}(?:\.\d{1,4})?$/

/** What is wrong with an answer to a field that is about to be submitted; photos are counted where they are. */
export function problemOf(
  field: Field,
  answer: string | string[] | undefined,
  photos: number,
): AnswerProblem | undefined {
  if (field.kind === 'photo') return field.required && photos === 0 ? { problem: 'photoMissing' } : undefined
  const chosen = answer === undefined ? [] : [answer].flat()
  if (chosen.length === 0) return field.required ? { problem: 'missing' } : undefined
  switch (field.kind) {
    case 'text':
      return undefined
    case 'number':
      return problemOfNumber(field, chosen[0] ?? '')
    case 'choice':
      if (chosen.length > 1 && !field.multiple) return { problem: 'notAnOption' }
      return chosen.every(one => field.options.includes(one)) ? undefined : { problem: 'notAnOption' }
    case 'checklist':
      if (!chosen.every(one => field.options.includes(one))) return { problem: 'notAnOption' }
      return field.required && chosen.length < field.options.length ? { problem: 'notAllTicked' } : undefined
  }
}

function problemOfNumber(field: Field, text: string): AnswerProblem | undefined {
  if (!decimal.test(text)) return { problem: 'notANumber' }
  const decimals = text.split('.')[1]?.length ?? 0
  if (decimals > field.decimals) return { problem: 'tooManyDecimals', decimals: field.decimals }
  if (field.min !== null && Number(text) < field.min) return { problem: 'tooSmall', bound: field.min }
  if (field.max !== null && Number(text) > field.max) return { problem: 'tooLarge', bound: field.max }
  return undefined
}

/** The answers of a form in the shape in which they are kept: lists for what is chosen, nothing that the version does not ask. */
export function answersOf(fields: readonly Field[], given: Record<string, string | string[]>): Answers {
  const answers: Answers = {}
  for (const { key, kind } of fields) {
    const answer = given[key]
    if (answer === undefined || kind === 'photo') continue
    const isList = kind === 'choice' || kind === 'checklist'
    const text = [answer].flat()[0] ?? ''
    answers[key] = isList ? [...new Set([answer].flat())] : kind === 'number' ? plainNumber(text) : text
  }
  return answers
}

/** "１，２３４．５" as a Chinese keyboard writes it and "1,234.5" as a spreadsheet does are 1234.5. */
const plainNumber = (text: string): string => text.normalize('NFKC').replace(/[,\s]/g, '')

export type Dates = { startsOn: string | null; endsOn: string | null }
export const templateStates = ['active', 'planned', 'draft', 'ended'] as const
export type TemplateState = (typeof templateStates)[number]

/** What a template's dates make of it on a day. */
export function stateOf({ startsOn, endsOn }: Dates, today: string): TemplateState {
  if (startsOn === null) return 'draft'
  if (endsOn !== null && endsOn <= today) return 'ended'
  return startsOn > today ? 'planned' : 'active'
}

type Caller = { role: string }

/** HR makes templates for everybody, a manager for the people of the own store or region. */
export const mayMakeTemplates = (actor: Caller): boolean => actor.role === 'hr' || actor.role === 'manager'
export const mayReadTemplates = (actor: Caller): boolean =>
  ['hr', 'executive', 'head', 'manager'].includes(actor.role)

/** HR owns all of them; a manager those that were made in a store, for the own units. */
export function keepsTemplate(
  actor: Caller,
  template: { authorRole: string; unitIds: readonly string[] },
  seatUnitIds: readonly string[],
): boolean {
  if (actor.role === 'hr') return true
  if (actor.role !== 'manager' || template.authorRole !== 'manager') return false
  return template.unitIds.length > 0 && template.unitIds.every(id => seatUnitIds.includes(id))
}

/** The days of the next fortnight on which a report is due. */
export function dueDays(weekdays: readonly number[], from: string): string[] {
  return Array.from({ length: 14 }, (_, n) => addDays(from, n)).filter(day =>
    weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7),
  )
}
