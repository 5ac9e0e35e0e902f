import { z } from 'zod'
import { ticketPriorities, ticketRoutings } from '@/db/schema/tickets'
import { localDay, revision, text } from '../organisation/input'
import { attachments, prose } from '../workflow/input'

export const ticketNumber = z.string().regex(/^WT-\d{4}-\d{4,8}$/)

export const mostPhotos = 6
const photos = attachments(mostPhotos)
const people = z
  .union([z.guid().transform(id => [id]), z.array(z.guid()).max(10)])
  .optional()
  .default([])
const ticked = z
  .literal('on')
  .optional()
  .transform(value => value === 'on')

const categoryFacts = {
  name: text(30),
  nameEn: text(60),
  routing: z.enum(ticketRoutings),
  unitId: z.guid().optional(),
  userId: z.guid().optional(),
  priority: z.enum(ticketPriorities),
  hours: z.coerce.number().int().min(1).max(400),
  asksPromise: ticked,
  isPrivate: ticked,
}
export const addCategoryInput = z.strictObject(categoryFacts)
export const changeCategoryInput = z.strictObject({ categoryId: z.guid(), revision, ...categoryFacts })
export const retireCategoryInput = z.strictObject({ categoryId: z.guid(), revision })

export const openTicketInput = z.strictObject({
  categoryId: z.guid(),
  title: prose(80),
  body: prose(4000),
  /** The category's when absent. */
  priority: z.enum(ticketPriorities).optional(),
  storeId: z.guid().optional(),
  promisedOn: localDay.optional(),
  files: photos,
})

export const takeTicketInput = z.strictObject({ number: ticketNumber })
export const replyTicketInput = z.strictObject({
  number: ticketNumber,
  body: prose(4000),
  mentions: people,
  files: photos,
})
export const noteTicketInput = z.strictObject({ number: ticketNumber, body: prose(4000), mentions: people })
export const answerTicketInput = z.strictObject({ number: ticketNumber, body: prose(4000), files: photos })
/** To another category, another unit or a person: the first of them that is given. */
export const rerouteTicketInput = z.strictObject({
  number: ticketNumber,
  categoryId: z.guid().optional(),
  unitId: z.guid().optional(),
  userId: z.guid().optional(),
  reason: prose(1000),
})
export const prioritiseTicketInput = z.strictObject({
  number: ticketNumber,
  priority: z.enum(ticketPriorities),
  reason: prose(1000).optional(),
})
export const mergeTicketInput = z.strictObject({
  number: ticketNumber,
  into: z.string().trim().toUpperCase().pipe(ticketNumber),
})
export const closeTicketInput = z.strictObject({ number: ticketNumber, reason: prose(1000).optional() })
export const reopenTicketInput = z.strictObject({ number: ticketNumber, reason: prose(1000) })
export const rateTicketInput = z.strictObject({
  number: ticketNumber,
  rating: z.coerce.number().int().min(1).max(5),
  words: prose(1000).optional(),
})
