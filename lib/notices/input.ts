import { z } from 'zod'
import { localDay, revision, text } from '../organisation/input'
import { attachments, prose } from '../workflow/input'

export const noticeNumber = z.string().regex(/^TZ-\d{4}-\d{4,8}$/)

export const mostFiles = 5
const files = attachments(mostFiles)

/** A field that occurs once arrives alone. */
const many = <T extends z.ZodType<unknown, string>>(one: T, max: number) =>
  z
    .union([one.transform(value => [value]), z.array(one).max(max)])
    .optional()
    .default([])

const ticked = z
  .literal('on')
  .optional()
  .transform(value => value === 'on')

/** Local minutes of the company's zone, as the browser's field gives them. */
const localMinute = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/)
  .refine(value => !Number.isNaN(Date.parse(`${value}:00+08:00`)))
  .transform(value => new Date(`${value}:00+08:00`))

const wording = {
  title: text(80),
  body: prose(20_000),
  question: text(200).optional(),
  choice1: text(100).optional(),
  choice2: text(100).optional(),
  choice3: text(100).optional(),
  choice4: text(100).optional(),
  rightChoice: z.coerce.number().int().min(1).max(4).optional(),
}

const audience = {
  unitIds: many(z.guid(), 100),
  positionIds: many(z.guid(), 100),
  families: many(text(40), 40),
  tagIds: many(z.guid(), 40),
  arrivalDays: z.coerce.number().int().min(1).max(365).optional(),
  includesManagers: ticked,
}

const terms = {
  isMustRead: ticked,
  dueDays: z.coerce.number().int().min(1).max(90).optional(),
  /** The last day on which it stands. */
  expiresOn: localDay.optional(),
}

export const draftInput = z.strictObject({ ...wording, ...audience, ...terms, files })
export const changeDraftInput = z.strictObject({
  number: noticeNumber,
  revision,
  ...wording,
  ...audience,
  ...terms,
  files,
  keptFiles: many(z.guid(), mostFiles),
})
export const publishInput = z.strictObject({
  number: noticeNumber,
  revision,
  publishAt: localMinute.optional(),
})
export const stepInput = z.strictObject({ number: noticeNumber, revision })
export const withdrawNoticeInput = z.strictObject({
  number: noticeNumber,
  revision,
  reason: prose(500).optional(),
})
export const reviseInput = z.strictObject({
  number: noticeNumber,
  revision,
  ...wording,
  changeNote: prose(500),
  asksAgain: ticked,
  files,
  keptFiles: many(z.guid(), mostFiles),
})
export const readNoticeInput = z.strictObject({ number: noticeNumber })
export const signInput = z.strictObject({
  number: noticeNumber,
  version: revision,
  choice: z.coerce.number().int().min(1).max(4).optional(),
})
export const remindInput = z.strictObject({ number: noticeNumber, unitId: z.guid().optional() })

export type Wording = z.output<z.ZodObject<typeof wording>>
export type Audience = z.output<z.ZodObject<typeof audience>>
