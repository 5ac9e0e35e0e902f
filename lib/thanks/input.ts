import { z } from 'zod'
import { noteKinds, noteTones, noteTopics } from '@/db/schema/thanks'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'

/** A person by employee number, a manager or a contact by account. */
export const noteReceiver = z.union([employeeNumber, z.guid()])

const wording = {
  topic: z.enum(noteTopics),
  tone: z.enum(noteTones).optional(),
  body: prose(1000),
  /** Thanks for both sides to see, or for the person alone. */
  sight: z.enum(['shared', 'private']).optional(),
  /** The first day of the month for which feedback is kept. */
  evidenceOn: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])-01$/)
    .optional(),
}

export const writeNoteInput = z.strictObject({ to: noteReceiver, kind: z.enum(noteKinds), ...wording })
export const changeNoteInput = z.strictObject({ id: z.guid(), ...wording })
export const withdrawNoteInput = z.strictObject({ id: z.guid() })
export const answerNoteInput = z.strictObject({ id: z.guid(), body: prose(500) })

export type Wording = z.output<z.ZodObject<typeof wording>>
