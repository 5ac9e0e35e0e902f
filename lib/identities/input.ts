import { z } from 'zod'
import { documentKinds, genders, purposes } from '@/db/schema/identities'
import { localDay, optionalText, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'

/** Numbers are checked by the rules, which say what is wrong with them; here only their size. */
const typedNumber = z.string().max(60)
const address = optionalText(200)

export const enterIdentityInput = z.strictObject({
  number: employeeNumber,
  kind: z.enum(documentKinds),
  documentNumber: typedNumber,
  birthDate: localDay.optional(),
  gender: z.enum(genders).optional(),
  validUntil: localDay.optional(),
  registeredAddress: address,
  currentAddress: address,
})
export type EnterIdentityInput = z.output<typeof enterIdentityInput>

/** A document that somebody shows before anything is known of them. */
export const recogniseInput = z.strictObject({
  documentKind: z.enum(documentKinds),
  documentNumber: typedNumber,
  birthDate: localDay.optional(),
  gender: z.enum(genders).optional(),
})
export type RecogniseInput = z.output<typeof recogniseInput>

/** A document whose holder is looked for. */
export const findByDocumentInput = z.strictObject({
  documentKind: z.enum(documentKinds),
  documentNumber: typedNumber,
  purpose: z.enum(purposes).exclude(['own']),
  note: optionalText(200),
})
export type FindByDocumentInput = z.output<typeof findByDocumentInput>

/** What is left empty stays, because a form cannot show what is masked; the day until which it is valid is shown, and goes. */
export const changeIdentityInput = enterIdentityInput.extend({
  revision,
  documentNumber: typedNumber.optional(),
})
export type ChangeIdentityInput = z.output<typeof changeIdentityInput>

export const bankAccountInput = z.strictObject({
  number: employeeNumber,
  /** Of the account that the form showed; absent for a first one. */
  revision: revision.optional(),
  bank: text(60),
  holder: text(60),
  cardNumber: typedNumber,
})
export type BankAccountInput = z.output<typeof bankAccountInput>

/** What a reveal of this domain can show. */
export const revealedHere = [
  'number',
  'birthDate',
  'registeredAddress',
  'currentAddress',
  'bankNumber',
] as const
export type RevealedHere = (typeof revealedHere)[number]

export const revealInput = z.strictObject({
  number: employeeNumber,
  what: z.enum(revealedHere),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
export type RevealInput = z.output<typeof revealInput>

/** One's own needs no purpose: that it is one's own is the purpose. */
export const revealOwnInput = revealInput.pick({ what: true })
export type RevealOwnInput = z.output<typeof revealOwnInput>
