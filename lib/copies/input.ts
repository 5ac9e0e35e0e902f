import { z } from 'zod'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'

export const askCopyInput = z.strictObject({})
/** For somebody who has left, with how HR made sure of who they are. */
export const askCopyForInput = z.strictObject({ employee: employeeNumber, proof: prose(300) })
export const copyInput = z.strictObject({ copyId: z.guid() })
