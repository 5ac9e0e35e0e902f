import { z } from 'zod'
import { localDay } from '../organisation/input'
import { attachment, prose } from '../workflow/input'

export const startReportInput = z.strictObject({ templateId: z.guid(), dueOn: localDay })

const answer = z.union([prose(4000), z.array(prose(60)).max(20)])

/** Answers come as `a-<key>`; which keys there are, the template says. Names are looked at first: zod passes over `__proto__` in silence. */
const answered = z
  .unknown()
  .refine(given => Object.keys(given ?? {}).every(name => /^(?:reportId|versionId|a-f\d{1,4})$/.test(name)))
  .pipe(z.object({ reportId: z.guid(), versionId: z.guid() }).catchall(answer))
  .transform(({ reportId, versionId, ...rest }) => ({
    reportId,
    versionId,
    answers: Object.fromEntries(
      Object.entries(rest).map(([key, value]): [string, string | string[]] => [key.slice(2), value]),
    ),
  }))
export const saveDraftInput = answered
export const submitReportInput = answered

export const addPhotoInput = z.strictObject({
  reportId: z.guid(),
  field: z.string().regex(/^f\d{1,4}$/),
  file: attachment,
})
export const removePhotoInput = z.strictObject({ reportId: z.guid(), photoId: z.guid() })

export const readReportInput = z.strictObject({ reportId: z.guid() })
export const readAllReportsInput = z.strictObject({})
export const commentReportInput = z.strictObject({ reportId: z.guid(), body: prose(2000) })
/** One report, or everything that is missing in a unit; a manager's own where none is named. */
export const nudgeInput = z.strictObject({ reportId: z.guid().optional(), unitId: z.guid().optional() })
