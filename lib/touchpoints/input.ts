import { z } from 'zod'
import { touchpointTopics, touchpointWays } from '@/db/schema/touchpoints'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'
import { longestRhythm, shortestRhythm } from './rules'

export const recordTouchpointInput = z.strictObject({
  number: employeeNumber,
  happenedOn: localDay,
  way: z.enum(touchpointWays),
  topic: z.enum(touchpointTopics),
  /** What the person reads of it too. */
  words: prose(500).optional(),
  /** What stays between headquarters and HR. */
  note: prose(1000).optional(),
  followUpOn: localDay.optional(),
})
export const followUpInput = z.strictObject({ id: z.guid() })
export const setRhythmInput = z.strictObject({
  unitId: z.guid(),
  days: z.coerce.number().int().min(shortestRhythm).max(longestRhythm),
})
export const dropRhythmInput = z.strictObject({ unitId: z.guid() })
