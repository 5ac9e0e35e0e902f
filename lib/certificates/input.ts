import { z } from 'zod'
import { localDay, optionalText, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'

export const certificateKinds = ['education', 'health', 'skill', 'licence', 'other'] as const

const papers = {
  kind: z.enum(certificateKinds),
  name: text(60),
  paperNumber: optionalText(60),
  issuedBy: text(80),
  issuedOn: localDay,
  expiresOn: localDay.optional(),
}
const seen = { certificateId: z.guid(), revision }

export const certificateInput = z.strictObject({ number: employeeNumber, ...papers })
export type CertificateInput = z.output<typeof certificateInput>

/** The new paper of the same kind and name. */
export const renewCertificateInput = z.strictObject({
  ...seen,
  paperNumber: papers.paperNumber,
  issuedBy: papers.issuedBy,
  issuedOn: papers.issuedOn,
  expiresOn: papers.expiresOn,
})
export type RenewCertificateInput = z.output<typeof renewCertificateInput>

export const correctCertificateInput = z.strictObject({ ...seen, ...papers, reason: text(200) })
export type CorrectCertificateInput = z.output<typeof correctCertificateInput>

export const removeCertificateInput = z.strictObject({ ...seen, reason: text(200) })
export type RemoveCertificateInput = z.output<typeof removeCertificateInput>
