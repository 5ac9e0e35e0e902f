import { z } from 'zod'
import { documentKinds, genders, purposes } from '@/db/schema/identities'
import { localDay, optionalText } from '../organisation/input'
import { contact, personName } from '../people/input'
import { prose, requestNumber } from '../workflow/input'

/** Numbers are checked by the rules of identities, which say what is wrong with them. */
const typedNumber = z.string().max(60)
const address = optionalText(200)
const reason = prose(500)

const kindsWith = <T extends z.core.$ZodLooseShape>(more: T) =>
  [
    z.strictObject({ ...more, kind: z.literal('name'), reason, name: personName }),
    z.strictObject({ ...more, kind: z.literal('contact'), reason, ...contact }),
    z.strictObject({
      ...more,
      kind: z.literal('address'),
      reason,
      registeredAddress: address,
      currentAddress: address,
    }),
    z.strictObject({
      ...more,
      kind: z.literal('document'),
      reason,
      documentKind: z.enum(documentKinds).optional(),
      documentNumber: typedNumber.optional(),
      birthDate: localDay.optional(),
      gender: z.enum(genders).optional(),
      validUntil: localDay.optional(),
    }),
    z.strictObject({
      ...more,
      kind: z.literal('bank'),
      reason,
      bank: optionalText(60),
      holder: optionalText(60),
      cardNumber: typedNumber.optional(),
    }),
  ] as const

export const proposeInput = z.discriminatedUnion('kind', kindsWith({}))
export type ProposeInput = z.output<typeof proposeInput>

/** The same for a proposal that was sent back; its kind stays. */
export const reviseProposalInput = z.discriminatedUnion('kind', kindsWith({ number: requestNumber }))

export const revealProposedInput = z.strictObject({
  number: requestNumber,
  field: z.enum(['documentNumber', 'birthDate', 'registeredAddress', 'currentAddress', 'cardNumber']),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
