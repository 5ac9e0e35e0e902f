import { account } from './forms/account'
import { collaboration } from './forms/collaboration'
import { courses } from './forms/courses'
import { files } from './forms/files'
import { insurance } from './forms/insurance'
import type { Form } from './forms/kit'
import { lists } from './forms/lists'
import { organisation } from './forms/organisation'
import { people } from './forms/people'
import { rosters } from './forms/rosters'
import { workflow } from './forms/workflow'

/** How to fill in the form of each server action: a new action without an entry fails the test. */
export const forms: Record<string, Form> = {
  ...account,
  ...organisation,
  ...people,
  ...files,
  ...insurance,
  ...workflow,
  ...lists,
  ...collaboration,
  ...rosters,
  ...courses,
}
