import { z } from 'zod'
import { localDay, optionalText, revision } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'
import { openingPurposes, scanKinds } from './rules'

const facts = {
  kind: z.enum(scanKinds),
  title: optionalText(60),
  expiresOn: localDay.optional(),
  file: z.instanceof(File),
}
const seen = { documentId: z.guid(), revision }

export const addDocumentInput = z.strictObject({ number: employeeNumber, ...facts })
export const sendDocumentInput = z.strictObject(facts)
export const replaceDocumentInput = z.strictObject({
  ...seen,
  expiresOn: localDay.optional(),
  file: z.instanceof(File),
})
export const verifyDocumentInput = z.strictObject(seen)
export const returnDocumentInput = z.strictObject({ ...seen, reason: prose(300) })
export const removeDocumentInput = z.strictObject({ ...seen, reason: prose(300) })

/** What a form sends to the address of a file. */
export const openingInput = z.strictObject({ purpose: z.enum(openingPurposes), note: optionalText(200) })

export type AddDocument = z.output<typeof addDocumentInput>
export type SendDocument = z.output<typeof sendDocumentInput>
export type ReplaceDocument = z.output<typeof replaceDocumentInput>
