import { type proposalKinds, proposalStates } from '@/db/schema/proposals'
import type { Role } from '../actor'
import type { RevealedHere } from '../identities/input'
import { maskAddress, maskCard, maskedDay, maskNumber } from '../identities/rules'

export { proposalStates }
export type ProposalKind = (typeof proposalKinds)[number]
export type ProposalState = (typeof proposalStates)[number]

/** HR and the person; no other role has a right on what is proposed. */
export const mayReadProposals = (role: Role): boolean => role === 'hr' || role === 'employee'

/** What each kind may change, in the order in which it is shown. */
export const fieldsOf = {
  name: ['name'],
  contact: ['phone', 'email', 'emergencyName', 'emergencyPhone', 'emergencyRelation'],
  address: ['registeredAddress', 'currentAddress'],
  document: ['documentKind', 'documentNumber', 'birthDate', 'gender', 'validUntil'],
  bank: ['bank', 'holder', 'cardNumber'],
} as const satisfies Record<ProposalKind, readonly string[]>
export type ProposalField = (typeof fieldsOf)[ProposalKind][number]

/** Values by field; a field that is absent stays as it is. */
export type Values = Partial<Record<ProposalField, string>>

/** How what is sealed in a file is shown before somebody says what for. */
const masks: Partial<Record<ProposalField, (value: string) => string>> = {
  documentNumber: maskNumber,
  birthDate: () => maskedDay,
  registeredAddress: maskAddress,
  currentAddress: maskAddress,
  cardNumber: maskCard,
}
export const isSealed = (field: string): boolean => field in masks

/** What of proposed values may stand in a form again without somebody having asked to see it, and the rest. */
export const unsealedOf = (values: Values): Values => parted(values, false)
export const sealedOf = (values: Values): Values => parted(values, true)

const parted = (values: Values, sealed: boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([field]) => isSealed(field) === sealed))

/** By which name a look at the value is written down; fields that are not sealed need none. */
export const revealedAs: Partial<Record<ProposalField, RevealedHere>> = {
  documentNumber: 'number',
  birthDate: 'birthDate',
  registeredAddress: 'registeredAddress',
  currentAddress: 'currentAddress',
  cardNumber: 'bankNumber',
}

export type Change = { field: ProposalField; from: string | null; to: string; isSealed: boolean }

/** Before and after, field by field, with what is sealed masked. */
export function changesOf(kind: ProposalKind, before: Values, after: Values): Change[] {
  const shown = (field: ProposalField, value: string | undefined) =>
    value ? (masks[field]?.(value) ?? value) : null
  return fieldsOf[kind].flatMap((field: ProposalField) => {
    const to = shown(field, after[field])
    return to === null ? [] : [{ field, from: shown(field, before[field]), to, isSealed: isSealed(field) }]
  })
}

/** What of the values given is different from what the file says; what was left empty stays. */
export function differing(kind: ProposalKind, before: Values, given: Values): Values {
  return Object.fromEntries(
    fieldsOf[kind].flatMap((field: ProposalField) => {
      const value = given[field]
      return value && value !== before[field] ? [[field, value]] : []
    }),
  )
}
