import { account } from './account'
import { belonging } from './belonging'
import { careers } from './careers'
import { files } from './files'
import { insurance } from './insurance'
import type { TablePolicy } from './kit'
import { lists } from './lists'
import { notices } from './notices'
import { notifications } from './notifications'
import { organisation } from './organisation'
import { people } from './people'
import { reports } from './reports'
import { rights } from './rights'
import { secrets } from './secrets'
import { system } from './system'
import { tickets } from './tickets'
import { workflow } from './workflow'

export * from './functions'
export * from './kit'

/** By domain; a table stands in one of them. */
export const parts: Record<string, TablePolicy>[] = [
  account,
  organisation,
  people,
  files,
  secrets,
  insurance,
  workflow,
  careers,
  rights,
  tickets,
  notices,
  reports,
  belonging,
  notifications,
  lists,
  system,
]

/**
 * Who may do what to which rows: grants and row policies of every table, compiled to SQL by db/migrate.ts.
 * A role that is not listed under a table has no right on it. Rules are literally `true` or compare a plain column
 * with an array that is worked out once per statement; OR, per-row functions and joins were measured 13 to 60,000 times slower.
 */
export const policies: Record<string, TablePolicy> = Object.assign({}, ...parts)
