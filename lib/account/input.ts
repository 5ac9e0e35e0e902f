import { z } from 'zod'
import { locales, themes } from '../actor'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { trailActions } from '../trail'
import { cleanText, passwordMaximum, spellLogin } from './rules'

const login = z.string().max(100).transform(spellLogin).pipe(z.string().min(1).max(60))
const password = z.string().min(1).max(passwordMaximum)

export const signInInput = z.strictObject({ login, password, next: z.string().max(2000).optional() })

export const firstPasswordInput = z.strictObject({ password, repeated: password })
export const changePasswordInput = z.strictObject({ present: password, password, repeated: password })

export const sessionInput = z.strictObject({ sessionId: z.guid() })
export const noInput = z.strictObject({})

export const settingsInput = z.strictObject({
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
})
export const localeInput = z.strictObject({ locale: z.enum(locales) })

export const substitutionInput = z.strictObject({
  substituteId: z.guid(),
  startsOn: localDay,
  endsOn: localDay,
})
export const removeSubstitutionInput = z.strictObject({ substitutionId: z.guid() })

const day = localDay.optional().catch(undefined)
const cursor = z.string().max(600).optional().catch(undefined)
/** What the trail's address may ask for; anything else is as if it were not there. */
export const trailParams = z.object({
  q: z.string().max(60).transform(cleanText).optional().catch(undefined),
  action: z.enum(trailActions).optional().catch(undefined),
  /** The number of the person concerned. */
  person: employeeNumber.optional().catch(undefined),
  from: day,
  to: day,
  after: cursor,
  before: cursor,
})
export type TrailParams = z.output<typeof trailParams>
