import { z } from 'zod'
import { fieldNames } from './rules'

/** A field in an address. */
export const fieldName = z.enum(fieldNames)
