import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant, key } from '../columns'
import { employees } from './people'

export const customKinds = ['text', 'number', 'date', 'choice', 'yes_no'] as const
export const customClasses = ['work', 'contact', 'identity', 'pay'] as const
export const customKeepers = ['hr', 'person'] as const

/** What HR keeps of people besides what is built in. A field that is retired keeps its values and is asked for no more. */
export const customFields = pgTable(
  'custom_fields',
  {
    id: key(),
    name: text().notNull(),
    nameEn: text().notNull(),
    kind: text({ enum: customKinds }).notNull(),
    /** The class of data, which decides who sees it and whether it is sealed; it never changes. */
    class: text({ enum: customClasses }).notNull(),
    /** Who enters it: HR alone, or the person too. */
    keeper: text({ enum: customKeepers }).notNull(),
    isRequired: boolean().notNull().default(false),
    /** Of a choice: what there is to choose, in both languages. A value is the place in the list, so the list only grows. */
    choices: text().array().notNull().default([]),
    choicesEn: text().array().notNull().default([]),
    /** Of a text the characters, of a number the value: at least and at most. */
    least: integer(),
    most: integer(),
    /** Where it stands among the others. */
    position: integer().notNull(),
    retiredAt: instant(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    unique('custom_fields_classed').on(t.id, t.class),
    unique('custom_fields_name').on(t.name),
    check('custom_fields kind is known', sql`${t.kind} in ('text', 'number', 'date', 'choice', 'yes_no')`),
    check('custom_fields class is known', sql`${t.class} in ('work', 'contact', 'identity', 'pay')`),
    check('custom_fields keeper is known', sql`${t.keeper} in ('hr', 'person')`),
    check(
      'custom_fields choose from something',
      sql`(${t.kind} = 'choice') = (cardinality(${t.choices}) > 0) and cardinality(${t.choices}) = cardinality(${t.choicesEn})`,
    ),
    check('custom_fields least is not above most', sql`${t.least} <= ${t.most}`),
  ],
)

/** Values of them, one of a person for each field; those of the identity and pay classes are sealed under the person's key. */
export const customValues = pgTable(
  'custom_values',
  {
    fieldId: uuid().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    class: text({ enum: customClasses }).notNull(),
    value: text(),
    sealed: bytes(),
    changedAt: instant().notNull(),
    changedByName: text().notNull(),
  },
  t => [
    primaryKey({ columns: [t.employeeId, t.fieldId] }),
    index().on(t.fieldId),
    foreignKey({
      name: 'custom_values_field',
      columns: [t.fieldId, t.class],
      foreignColumns: [customFields.id, customFields.class],
    }),
    check(
      'custom_values are sealed by class',
      sql`(${t.class} in ('identity', 'pay')) = (${t.sealed} is not null) and (${t.value} is null) = (${t.sealed} is not null)`,
    ),
  ],
)
