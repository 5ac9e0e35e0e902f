/** The roles of the database, and the rules that several tables share. */
export const portalRoles = [
  'hr',
  'executive',
  'head',
  'specialist',
  'auditor',
  'admin',
  'manager',
  'employee',
] as const
export const serviceRoles = ['auth', 'job', 'feed'] as const
export const databaseRoles = [...portalRoles, ...serviceRoles] as const
export type DatabaseRole = (typeof databaseRoles)[number]

/** Which group roles each login may become. */
export const logins = {
  hq: ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin'],
  store: ['manager'],
  me: ['employee'],
  auth: ['auth'],
  job: ['job'],
  feed: ['feed'],
} as const satisfies Record<string, readonly DatabaseRole[]>
export type Login = keyof typeof logins

export type Rule = string | { where: string; columns: string[] }

export type TablePolicy = Partial<
  Record<DatabaseRole, { select?: Rule; insert?: Rule; update?: Rule; delete?: Rule }>
>

export const all = 'true'

/** For who may ask and finds nothing: the palette asks before it is known who does. */
export const none = 'false'

export const self = (column: string) => `${column} = (select app.user_id())`

export const ownEmployee = (column: string) => `${column} = (select app.employee_id())`

export const inSeatUnits = (column: string) => `${column} = any ((select app.unit_ids())::uuid[])`

export const seatPeople = (column: string) => `${column} = any ((select app.employee_ids())::uuid[])`

export const party = (column: string) => `${column} = any ((select app.request_ids())::uuid[])`

export const columns = (where: string, ...names: string[]): Rule => ({ where, columns: names })

export type Rules = { select?: Rule; insert?: Rule; update?: Rule; delete?: Rule }

export const forRoles = (roles: readonly DatabaseRole[], rules: Rules): TablePolicy =>
  Object.fromEntries(roles.map(role => [role, rules]))

export const directory = { ...forRoles(portalRoles, { select: all }), job: { select: all } }

export const maintainedByHr: TablePolicy = { ...directory, hr: { select: all, insert: all, update: all } }

/** Rows that hang on a request: parties read them, and write what their part in the workflow writes. */
export const ofRequest = (rules: { insert?: true; update?: true }): TablePolicy => {
  const reads = { select: party('request_id') }
  const writes: Rules = {
    select: party('request_id'),
    ...(rules.insert && { insert: party('request_id') }),
    ...(rules.update && { update: party('request_id') }),
  }
  const wide: Rules = {
    select: all,
    ...(rules.insert && { insert: all }),
    ...(rules.update && { update: all }),
  }
  return {
    hr: wide,
    executive: wide,
    auditor: { select: all },
    admin: reads,
    head: writes,
    specialist: writes,
    manager: writes,
    employee: writes,
    job: wide,
  }
}

/** Who lists people at headquarters. */
export const listers = ['hr', 'executive', 'head'] as const

export const notOwn = (column: string) => `${column} is distinct from (select app.employee_id())`
