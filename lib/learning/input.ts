import { z } from 'zod'
import { courseNumber } from '../courses/input'
import { localDay } from '../organisation/input'
import { textParam } from '../paging'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'

export const giveCourseInput = z.strictObject({
  course: courseNumber,
  /** By number or, from a picker, by id. */
  employee: z.union([employeeNumber, z.guid()]),
  dueOn: localDay,
  /** Also to somebody who has learnt it; HR only. */
  again: z.literal('on').optional(),
})
export const withdrawCourseInput = z.strictObject({ enrollmentId: z.guid(), reason: prose(200) })
export const nudgeCourseInput = z.strictObject({ enrollmentId: z.guid() })
export const lessonInput = z.strictObject({ enrollmentId: z.guid(), lessonId: z.guid() })

export const learningLists = ['open', 'overdue', 'completed', 'withdrawn'] as const
export type LearningList = (typeof learningLists)[number]
export const owingLists = ['all', 'overdue', 'soon'] as const
export type OwingList = (typeof owingLists)[number]

type Paging = { after?: string | undefined; before?: string | undefined }
export type LearningParams = Paging & { list: LearningList }
export type OwingParams = Paging & { list: OwingList; course?: string | undefined }
type Params = Record<string, string | string[] | undefined>

const pagingOf = (params: Params): Paging => ({
  after: textParam(params.after, 600),
  before: textParam(params.before, 600),
})

export const learningParamsOf = (params: Params): LearningParams => ({
  ...pagingOf(params),
  list: learningLists.find(one => one === params.list) ?? 'open',
})

export const owingParamsOf = (params: Params): OwingParams => ({
  ...pagingOf(params),
  list: owingLists.find(one => one === params.list) ?? 'all',
  course: textParam(params.course),
})
