import { account } from './account'
import { collaboration } from './collaboration'
import { files } from './files'
import { insurance } from './insurance'
import type { Form } from './kit'
import { lists } from './lists'
import { organisation } from './organisation'
import { people } from './people'
import { workflow } from './workflow'

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
}
