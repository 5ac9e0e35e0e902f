import { z } from 'zod'
import { revision, text } from '../organisation/input'
import { textParam } from '../paging'
import { prose } from '../workflow/input'
import { courseStates, longestDays } from './rules'

export const courseNumber = z.string().regex(/^KC-\d{4}-\d{4,8}$/)
const days = z.coerce.number().int().min(1).max(longestDays)
const wording = { title: text(60), summary: prose(200).default('') }
const lesson = { title: text(60), body: prose(8000), minutes: z.coerce.number().int().min(1).max(240) }
/** The course as the caller saw it. */
const seen = { number: courseNumber, revision }

export const createCourseInput = z.strictObject(wording)
export const changeCourseInput = z.strictObject({ ...seen, ...wording })
export const courseInput = z.strictObject(seen)
export const addLessonInput = z.strictObject({ ...seen, ...lesson })
export const changeLessonInput = z.strictObject({ ...seen, lessonId: z.guid(), ...lesson })
export const moveLessonInput = z.strictObject({ ...seen, lessonId: z.guid(), by: z.enum(['up', 'down']) })
export const removeLessonInput = z.strictObject({ ...seen, lessonId: z.guid() })

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source
export const addRuleInput = z.strictObject({
  number: courseNumber,
  whom: z
    .string()
    .trim()
    .max(100)
    .regex(new RegExp(`^(?:|family:.{1,40}|position:${guid})$`, 'u'))
    .default(''),
  /** Everywhere where nothing is said. */
  unitId: z.guid().optional(),
  days,
})
export const endRuleInput = z.strictObject({ ruleId: z.guid() })
/** As many people as the caller was shown. */
export const applyRuleInput = z.strictObject({ ruleId: z.guid(), people: z.coerce.number().int().min(1) })

/** A course for the worker to settle, and whoever published or retired it. */
export const settleInput = z.object({ id: z.guid(), userId: z.guid(), name: z.string() })

export type CoursesParams = {
  q?: string | undefined
  state: (typeof courseStates)[number] | 'all'
  after?: string | undefined
  before?: string | undefined
}

/** The list's filter, from its address. */
export function coursesParamsOf(params: Record<string, string | string[] | undefined>): CoursesParams {
  const asked = textParam(params.state)
  return {
    q: textParam(params.q),
    state: [...courseStates, 'all' as const].find(one => one === asked) ?? 'all',
    after: textParam(params.after, 600),
    before: textParam(params.before, 600),
  }
}
