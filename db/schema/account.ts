import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'

/** A person who can sign in. What they may do is in role_grants; whether they are staff, in employees. */
export const users = pgTable(
  'users',
  {
    id: key(),
    login: text().notNull().unique(),
    name: text().notNull(),
    /** What colleagues find the name by, as with employees: full pinyin, first letters, characters and pairs of them. */
    namePinyin: text().notNull().default(''),
    nameInitials: text().notNull().default(''),
    nameGrams: text().array().notNull().default([]),
    locale: text({ enum: ['zh-CN', 'en'] })
      .notNull()
      .default('zh-CN'),
    theme: text({ enum: ['system', 'light', 'dark'] })
      .notNull()
      .default('system'),
    /** The seats last chosen in the switcher, the latest first: a store's code, a grant's id or 'me'. */
    recentSeats: text().array().notNull().default([]),
    disabledAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.name, t.login),
    index('users_name_prefix').using('btree', t.name.op('text_pattern_ops')),
    index('users_login_prefix').using('btree', t.login.op('text_pattern_ops')),
    index('users_grams').using('gin', t.nameGrams),
    index('users_pinyin').using('btree', t.namePinyin.op('text_pattern_ops')),
    index('users_initials').using('btree', t.nameInitials.op('text_pattern_ops')),
  ],
)

/** Password hashes, apart from users so that no portal role can read them. */
export const credentials = pgTable('credentials', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  passwordHash: text().notNull(),
  mustChange: boolean().notNull().default(false),
  changedAt: instant().notNull().defaultNow(),
})

/** tokenHash is hex SHA-256 of the 256-bit token in the cookie; the token itself is stored nowhere. */
export const sessions = pgTable(
  'sessions',
  {
    id: key(),
    tokenHash: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userAgent: text().notNull().default(''),
    address: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    idleExpiresAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: instant(),
  },
  t => [index().on(t.userId)],
)

/** Failed sign-ins per account ("login:…") and per address ("address:…"); the delay doubles, nobody is locked out for good. */
export const signInDelays = pgTable('sign_in_delays', {
  subject: text().primaryKey(),
  failures: integer().notNull(),
  lastFailureAt: instant().notNull(),
  blockedUntil: instant().notNull(),
})
