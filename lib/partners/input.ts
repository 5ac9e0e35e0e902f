import { z } from 'zod'
import { creditCode, localDay, optionalText, revision, slug, text } from '../organisation/input'

const phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^[+\d][\d\s()-]{2,38}$/)
  .or(z.literal(''))
  .default('')
const partnerFacts = {
  name: text(120),
  creditCode: creditCode.optional(),
  contactName: optionalText(60),
  contactPhone: phone,
}
export const addPartnerInput = z.strictObject({ code: slug, ...partnerFacts })
export const changePartnerInput = z.strictObject({ partnerId: z.guid(), revision, ...partnerFacts })

const people = z.coerce.number().int().min(1).max(1_000_000).optional()
const agreementFacts = {
  kind: z.enum(['secondment', 'outsourcing', 'labour_dispatch']),
  startsOn: localDay,
  /** The last day on which it holds; absent while it has no end. */
  lastOn: localDay.optional(),
  headcountLimit: people,
  partnerWorkforce: people,
  note: optionalText(500),
}
export const signAgreementInput = z.strictObject({
  partnerId: z.guid(),
  number: z
    .string()
    .trim()
    .min(2)
    .max(40)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}()（）〔〕[\]_/-]*$/u),
  ...agreementFacts,
})
export const changeAgreementInput = z.strictObject({ agreementId: z.guid(), revision, ...agreementFacts })

export const partnerSorts = ['code', 'name', 'stores', 'people'] as const

export type AddPartner = z.output<typeof addPartnerInput>
export type ChangePartner = z.output<typeof changePartnerInput>
export type SignAgreement = z.output<typeof signAgreementInput>
export type ChangeAgreement = z.output<typeof changeAgreementInput>
