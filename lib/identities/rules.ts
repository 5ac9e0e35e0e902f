import type { DocumentKind, Gender } from '@/db/schema/identities'
import type { Actor, Role } from '../actor'
import { addMonths } from '../clock'
import { Failure } from '../failure'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

/** What a document says of its holder, where its number says anything. */
export type Document = { number: string; birthDate?: string; gender?: Gender }

export function mayKeepIdentities(role: Role): boolean {
  return role === 'hr'
}

/** Who may see the identity and pay classes of a file, masked: HR everybody's, and everybody their own. */
export function maySeeIdentity(actor: Pick<Actor, 'role' | 'employeeId'>, employeeId: string): boolean {
  return actor.role === 'hr' || (actor.role === 'employee' && actor.employeeId === employeeId)
}

/** As it is kept and found again: full-width and small letters, spaces and dashes are ways of typing. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s.·‐-―-]/g, '')
    .toUpperCase()
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The last place of an 18-place number, from the 17 before it. */
export function checkDigitOf(number: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** Reads a document's number, or says what is wrong with it and how to mend it. */
export function readDocument(kind: DocumentKind, typed: string, today: string): Document {
  const number = normalised(typed)
  if (kind === 'passport') {
    if (!/^(?=.*\d)[A-Z0-9]{6,12}$/.test(number)) throw wrong('passportFormat')
    return { number }
  }
  if (kind === 'foreigner_permit' && /^[A-Z]{3}\d{12}$/.test(number)) return { number }
  if (!/^\d{17}[\dX]$/.test(number)) throw wrong('length', { n: number.length })
  const isOfIslands = /^8[123]0000/.test(number)
  if (kind === 'id_card' && isOfIslands) throw wrong('isResidencePermit')
  if (kind === 'residence_permit' && !isOfIslands) throw wrong('notResidencePermit')
  if (kind === 'foreigner_permit' && !number.startsWith('9')) throw wrong('notForeignerPermit')
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthDate) || birthDate < '1900-01-01') throw wrong('noDay')
  if (birthDate > today) throw wrong('inFuture')
  if (checkDigitOf(number) !== number[17]) throw wrong('checkDigit')
  return { number, birthDate, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Birth date and gender: as the number says, or as they were given; where both speak, they have to agree. */
export function holderOf(
  document: Document,
  given: { birthDate?: string | undefined; gender?: Gender | undefined },
  today: string,
): { birthDate: string; gender: Gender } {
  if (document.birthDate && given.birthDate && document.birthDate !== given.birthDate)
    throw new Failure('identities.birthDiffers', {}, 'birthDate')
  if (document.gender && given.gender && document.gender !== given.gender)
    throw new Failure('identities.genderDiffers', {}, 'gender')
  const birthDate = document.birthDate ?? given.birthDate
  const gender = document.gender ?? given.gender
  if (!birthDate) throw new Failure('identities.birthMissing', {}, 'birthDate')
  if (birthDate > today) throw new Failure('identities.birthInFuture', {}, 'birthDate')
  if (!gender) throw new Failure('identities.genderMissing', {}, 'gender')
  return { birthDate, gender }
}

/**
 * Whether somebody who works on a day is one of the young (未成年工), whom the law keeps from some work and has examined. Whoever is not
 * old enough to work at all is refused.
 * @param field what says when they were born
 */
export function isYoung(
  birthDate: string,
  on: string,
  limits: LawLimit[],
  field: 'birthDate' | 'documentNumber' = 'birthDate',
): boolean {
  const least = limitOf(limits, 'age.least')
  if (addMonths(birthDate, 12 * least.value) > on)
    throw new Failure('identities.tooYoung', { age: least.value, source: least.source, date: on }, field)
  return addMonths(birthDate, 12 * limitOf(limits, 'age.adult').value) > on
}

/** The last digit of a bank card's number, from those before it. */
export function luhnDigitOf(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** A bank card's number by its own check digit (Luhn). */
export function readCard(typed: string): string {
  const number = normalised(typed)
  if (!/^\d{12,19}$/.test(number)) throw new Failure('identities.cardLength', {}, 'cardNumber')
  if (luhnDigitOf(number.slice(0, -1)) !== number.at(-1))
    throw new Failure('identities.cardCheck', {}, 'cardNumber')
  return number
}

/** 110***********002X: enough to compare with the document in one's hand. */
export function maskNumber(number: string): string {
  if (number.length < 15)
    return `${number.slice(0, 1)}${'*'.repeat(Math.max(3, number.length - 3))}${number.slice(-2)}`
  return `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`
}

export function maskCard(number: string): string {
  return `**** **** **** ${number.slice(-4)}`
}

/** The city, and that there is more. */
export function maskAddress(address: string): string {
  return `${[...address].slice(0, 3).join('')}******`
}

/** Searches by number in an hour: as many as somebody makes who holds documents in their hands, far fewer than trying numbers takes. */
export const mostSearches = 30

export const maskedDay = '****-**-**'

function wrong(
  name:
    | 'length'
    | 'passportFormat'
    | 'isResidencePermit'
    | 'notResidencePermit'
    | 'notForeignerPermit'
    | 'noDay'
    | 'inFuture'
    | 'checkDigit',
  values: { n?: number } = {},
): Failure {
  return new Failure(`identities.${name}`, values.n === undefined ? {} : { n: values.n }, 'documentNumber')
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
