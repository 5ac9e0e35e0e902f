import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'

/** Grows with every change: a form says which state it was filled in on, and a later one is told that it is no longer so. */
const revision = () => integer().notNull().default(1)

export const unitKinds = ['headquarters', 'department', 'region', 'store'] as const

/** The organisation tree as it is now; unit_versions remembers how it was. */
export const units = pgTable(
  'units',
  {
    id: key(),
    code: text().notNull().unique(),
    kind: text({ enum: unitKinds }).notNull(),
    name: text().notNull(),
    parentId: uuid().references((): AnyPgColumn => units.id),
    zone: text().notNull().default('Asia/Shanghai'),
    openedOn: day().notNull(),
    closedOn: day(),
    /** What the employer (用人单位) is called in the register of companies, and its unified social credit code. */
    legalName: text(),
    creditCode: text(),
    revision: revision(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.parentId),
    // few among thousands of stores, offered by every list's filter
    index('units_homes')
      .on(t.kind, t.name)
      .where(sql`${t.closedOn} is null and ${t.kind} in ('headquarters', 'department')`),
    check('units kind is known', sql`${t.kind} in ('headquarters', 'department', 'region', 'store')`),
    check('units code is a slug', sql`${t.code} ~ '^[a-z0-9][a-z0-9-]{1,39}$'`),
    check('units close after they open', sql`${t.closedOn} is null or ${t.closedOn} > ${t.openedOn}`),
    check(
      'units employ only as the headquarters',
      sql`${t.kind} = 'headquarters' or (${t.legalName} is null and ${t.creditCode} is null)`,
    ),
    check('units credit code has a name', sql`${t.creditCode} is null or ${t.legalName} is not null`),
  ],
)

/** One row, whose state a trigger on units renews with every change: copies of the directory ask whether they are still good. */
export const unitDirectory = pgTable(
  'unit_directory',
  { isOnly: boolean().primaryKey().default(true), state: uuid().notNull().defaultRandom() },
  t => [check('unit_directory has one row', sql`${t.isOnly}`)],
)

/** Name and place in the tree over time; versions of one unit cannot overlap (exclusion constraint in the migration). */
export const unitVersions = pgTable(
  'unit_versions',
  {
    id: key(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    name: text().notNull(),
    parentId: uuid().references(() => units.id),
    startsOn: day().notNull(),
    endsOn: day(),
    changedBy: uuid().references(() => users.id),
    changedByName: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [index().on(t.unitId, t.startsOn)],
)

/** The legal entity that owns stores. */
export const partners = pgTable('partners', {
  id: key(),
  code: text().notNull().unique(),
  name: text().notNull(),
  creditCode: text().unique(),
  contactName: text().notNull().default(''),
  contactPhone: text().notNull().default(''),
  revision: revision(),
  createdAt: instant().notNull().defaultNow(),
})

export const agreementKinds = ['secondment', 'outsourcing', 'labour_dispatch'] as const

export const agreements = pgTable(
  'agreements',
  {
    id: key(),
    partnerId: uuid()
      .notNull()
      .references(() => partners.id),
    number: text().notNull().unique(),
    kind: text({ enum: agreementKinds }).notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
    /** People we may have at this partner's stores at once; null: no limit agreed. */
    headcountLimit: integer(),
    /** The partner's whole workforce, for the share of dispatched workers (Interim Provisions on Labour Dispatch art. 4). */
    partnerWorkforce: integer(),
    note: text().notNull().default(''),
    revision: revision(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.partnerId, t.startsOn),
    check('agreements kind is known', sql`${t.kind} in ('secondment', 'outsourcing', 'labour_dispatch')`),
    check('agreements end after they start', sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
    check(
      'agreements headcount limit is positive',
      sql`${t.headcountLimit} is null or ${t.headcountLimit} > 0`,
    ),
    check(
      'agreements workforce is positive',
      sql`${t.partnerWorkforce} is null or ${t.partnerWorkforce} > 0`,
    ),
  ],
)

/** Numbers that the law sets, dated, with their source; read by rules, never written into code. */
export const lawLimits = pgTable(
  'law_limits',
  {
    name: text().notNull(),
    startsOn: day().notNull(),
    value: integer().notNull(),
    /** What the value counts: basis points, months, days. */
    measure: text().notNull(),
    source: text().notNull(),
  },
  t => [primaryKey({ columns: [t.name, t.startsOn] })],
)

export type OpeningHours = { days: number[]; opens: string; closes: string }[]

export const stores = pgTable(
  'stores',
  {
    unitId: uuid()
      .primaryKey()
      .references(() => units.id),
    partnerId: uuid()
      .notNull()
      .references(() => partners.id),
    city: text().notNull(),
    address: text().notNull(),
    phone: text().notNull().default(''),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    /** Which system the coordinates are in; mixing them moves a point by 300 to 600 m. */
    coordinateSystem: text({ enum: ['wgs84', 'gcj02', 'bd09'] })
      .notNull()
      .default('gcj02'),
    fenceRadiusM: integer().notNull().default(150),
    openingHours: jsonb().$type<OpeningHours>().notNull().default([]),
    revision: revision(),
  },
  t => [
    index().on(t.partnerId),
    check('stores coordinate system is known', sql`${t.coordinateSystem} in ('wgs84', 'gcj02', 'bd09')`),
    check('stores fence is between 20 m and 5 km', sql`${t.fenceRadiusM} between 20 and 5000`),
    check('stores latitude is on earth', sql`${t.latitude} between -90 and 90`),
    check('stores longitude is on earth', sql`${t.longitude} between -180 and 180`),
  ],
)

export const positions = pgTable(
  'positions',
  {
    id: key(),
    code: text().notNull().unique(),
    name: text().notNull(),
    family: text().notNull(),
    level: integer().notNull(),
    retiredOn: day(),
    revision: revision(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [check('positions level is 1 to 20', sql`${t.level} between 1 and 20`)],
)

/** 岗位最低档工资: the least that a month of the post pays, in fen. Apart from positions, because everybody reads those. */
export const positionFloors = pgTable(
  'position_floors',
  {
    positionId: uuid()
      .primaryKey()
      .references(() => positions.id),
    monthly: integer().notNull(),
  },
  t => [check('position_floors pay something', sql`${t.monthly} > 0`)],
)

export const grantRoles = ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin', 'manager'] as const

/** Who may act as what, where, from when to when. Scope covers the unit and everything below it. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text({ enum: grantRoles }).notNull(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    startsOn: day().notNull(),
    endsOn: day(),
    grantedByName: text().notNull().default(''),
    endedByName: text(),
    /** When that was said, not when it takes effect: before its first day a role is taken back, later it has been in force. */
    endedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.userId),
    index().on(t.unitId, t.role),
    check(
      'role_grants role is known',
      sql`${t.role} in ('hr', 'executive', 'head', 'specialist', 'auditor', 'admin', 'manager')`,
    ),
    check('role_grants end after they start', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
  ],
)

/** Who acts for whom while away. */
export const substitutions = pgTable(
  'substitutions',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    substituteId: uuid()
      .notNull()
      .references(() => users.id),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.userId, t.startsOn),
    unique().on(t.userId, t.startsOn),
    check('substitutions are for somebody else', sql`${t.userId} <> ${t.substituteId}`),
    check('substitutions end after they start', sql`${t.endsOn} > ${t.startsOn}`),
  ],
)
