import { z } from 'zod'

const yes = z.literal('yes').optional()

/** One's consent, as the screen asks it: the base is needed, the two others are free. */
export const consent = { consentBase: yes, consentPerformance: yes, consentTraining: yes }

export const withdrawConsentInput = z.strictObject({ consent: z.guid() })
/** Given anew: pressing the button is the base, the two others are free again. */
export const consentAgainInput = z.strictObject({
  consent: z.guid(),
  consentPerformance: yes,
  consentTraining: yes,
})
export type ConsentInput = { [name in keyof typeof consent]?: 'yes' | undefined }
