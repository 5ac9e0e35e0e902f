import { customClasses, customKeepers, customKinds } from '@/db/schema/custom'
import type { Actor, Role } from '../actor'
import { Failure } from '../failure'

export { customClasses, customKeepers, customKinds }
export type CustomKind = (typeof customKinds)[number]
export type CustomClass = (typeof customClasses)[number]
export type CustomKeeper = (typeof customKeepers)[number]

/** Fields that are not retired; more would be a second file beside the file. */
export const mostFields = 60
export const mostChoices = 40
export const longestText = 500

export const mayDefineFields = (role: Role): boolean => role === 'hr'
export const isSealed = (of: CustomClass): boolean => of === 'identity' || of === 'pay'

const seen: Record<CustomClass, readonly Role[]> = {
  work: ['hr', 'executive', 'head', 'manager', 'employee'],
  contact: ['hr', 'employee'],
  identity: ['hr', 'employee'],
  pay: ['hr', 'employee'],
}
/** Which roles see a class of values, each of the people whom it sees; the database holds the rest back (db/policies). */
export const seesCustom = (role: Role, of: CustomClass): boolean => seen[of].includes(role)

/** HR enters everybody's, and people what of their own is theirs to enter. */
export function mayEnter(
  actor: Pick<Actor, 'role' | 'employeeId'>,
  field: { keeper: CustomKeeper },
  employeeId: string,
): boolean {
  if (actor.role === 'hr') return true
  return actor.role === 'employee' && actor.employeeId === employeeId && field.keeper === 'person'
}

export type Definition = {
  kind: CustomKind
  choices: string[]
  least: number | null
  most: number | null
}

/** A value as it is kept, from what was typed, or what is wrong with it. Empty is no value. */
export function readValue({ kind, choices, least, most }: Definition, typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return undefined
  const wrong = (
    code: 'notNumber' | 'notDay' | 'notChoice' | 'notYesNo' | 'tooLow' | 'tooHigh',
    n = 0,
  ): never => {
    throw new Failure(`custom.${code}`, { n }, 'value')
  }
  switch (kind) {
    case 'text': {
      const letters = [...typed.trim()].length
      if (letters > (most ?? longestText))
        throw new Failure('custom.tooLong', { n: most ?? longestText }, 'value')
      if (letters < (least ?? 0)) throw new Failure('custom.tooShort', { n: least ?? 0 }, 'value')
      return typed.trim()
    }
    case 'number': {
      if (!/^-?\d{1,9}$/.test(text)) return wrong('notNumber')
      const n = Number(text)
      if (least !== null && n < least) return wrong('tooLow', least)
      if (most !== null && n > most) return wrong('tooHigh', most)
      return String(n)
    }
    case 'date': {
      const at = new Date(`${text}T00:00:00Z`)
      const isDay = /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime())
      return isDay && at.toISOString().startsWith(text) ? text : wrong('notDay')
    }
    case 'choice':
      return /^\d{1,2}$/.test(text) && Number(text) < choices.length
        ? String(Number(text))
        : wrong('notChoice')
    case 'yes_no':
      return text === 'yes' || text === 'no' ? text : wrong('notYesNo')
  }
}

/** What the trail says of a value: that of work as it is, of the other classes that there is one. */
export function tracedValue(of: CustomClass, shown: string | undefined): string | null {
  if (shown === undefined) return null
  return of === 'work' ? shown : '******'
}

/** A field as an item of files (app.items_there). */
export const itemOfField = (id: string): string => `field:${id}`
