import { account } from './policies/account'
import { belonging } from './policies/belonging'
import { careers } from './policies/careers'
import { courses } from './policies/courses'
import { files } from './policies/files'
import { insurance } from './policies/insurance'
import type { TablePolicy } from './policies/kit'
import { lists } from './policies/lists'
import { notices } from './policies/notices'
import { notifications } from './policies/notifications'
import { organisation } from './policies/organisation'
import { people } from './policies/people'
import { reports } from './policies/reports'
import { rights } from './policies/rights'
import { rosters } from './policies/rosters'
import { secrets } from './policies/secrets'
import { system } from './policies/system'
import { tickets } from './policies/tickets'
import { workflow } from './policies/workflow'

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
  rosters,
  courses,
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
