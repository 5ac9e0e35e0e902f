import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  time,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Answers, Field } from '@/lib/templates/rules'
import { day, file, instant, isSmall, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

export const rhythms = ['daily', 'weekly'] as const

/** 汇报模板: who reports, when and how often. What is asked is in report_template_versions. Active is what its dates say. */
export const reportTemplates = pgTable(
  'report_templates',
  {
    id: key(),
    name: text().notNull(),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    /** The unit of the seat it was made in. */
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    /** Who reports: people of these units and below, in these positions; an empty list asks nothing. */
    unitIds: uuid().array().notNull().default([]),
    positionIds: uuid().array().notNull().default([]),
    /** Every unit that it was ever for, the headquarters where it was for all: who may read what was asked. */
    reachedUnitIds: uuid().array().notNull(),
    rhythm: text({ enum: rhythms }).notNull(),
    /** 1 Monday to 7 Sunday; of a weekly one the day on which it is due. */
    weekdays: integer().array().notNull(),
    /** Time of day in the zone of the person's unit. */
    dueTime: time({ precision: 0 }).notNull(),
    remindMinutes: integer().notNull(),
    /** In force [startsOn, endsOn); without a start it is a draft. */
    startsOn: day(),
    endsOn: day(),
    version: integer().notNull().default(1),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    index('report_templates_reached').using('gin', t.reachedUnitIds),
    check('report_templates rhythm is known', sql`${t.rhythm} in ('daily', 'weekly')`),
    check(
      'report_templates weekdays are days of a week',
      sql`cardinality(${t.weekdays}) between 1 and 7 and ${t.weekdays} <@ '{1,2,3,4,5,6,7}'`,
    ),
    check(
      'report_templates of a week have one day',
      sql`${t.rhythm} <> 'weekly' or cardinality(${t.weekdays}) = 1`,
    ),
    check('report_templates remind within 12 hours', sql`${t.remindMinutes} between 0 and 720`),
    check('report_templates end after they start', sql`${t.endsOn} >= ${t.startsOn}`),
    check('report_templates end only if they started', sql`${t.endsOn} is null or ${t.startsOn} is not null`),
  ],
)

/** What a template asks. A version that was in force is never edited, so that its reports stay readable. */
export const reportTemplateVersions = pgTable(
  'report_template_versions',
  {
    id: key(),
    templateId: uuid()
      .notNull()
      .references(() => reportTemplates.id),
    version: integer().notNull(),
    intro: text().notNull().default(''),
    fields: jsonb().$type<Field[]>().notNull(),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [unique('report_template_versions_once').on(t.templateId, t.version)],
)

export const reportStatuses = ['open', 'submitted', 'excused', 'released'] as const

/**
 * 工作汇报: what one person owes or has given for one template and day. Rows are opened by app.evaluate_reports() and app.start_report()
 * only. The unit is the one of that day: whoever leads it reads it, also after the person has moved on. Released: no longer owed.
 */
export const reports = pgTable(
  'reports',
  {
    id: key(),
    templateId: uuid()
      .notNull()
      .references(() => reportTemplates.id),
    /** What it answers; null until it is submitted. */
    versionId: uuid().references(() => reportTemplateVersions.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    /** As they were on that day. */
    name: text().notNull(),
    number: text().notNull(),
    unitName: text().notNull(),
    positionName: text().notNull(),
    dueOn: day().notNull(),
    dueAt: instant().notNull(),
    remindAt: instant().notNull(),
    status: text({ enum: reportStatuses }).notNull().default('open'),
    answers: jsonb().$type<Answers>(),
    submittedAt: instant(),
    editedAt: instant(),
    readAt: instant(),
    readByUserId: uuid().references(() => users.id),
    readByName: text(),
    /** When the worker reminded the author, told that it is late, and told higher up that nobody reads it. */
    remindedAt: instant(),
    lateToldAt: instant(),
    escalatedAt: instant(),
    /** When somebody last asked for it. */
    nudgedAt: instant(),
  },
  t => [
    unique('reports_once').on(t.templateId, t.employeeId, t.dueOn),
    index('reports_own').on(t.employeeId, t.dueOn, t.id),
    index('reports_unit').on(t.unitId, t.dueOn, t.status),
    index('reports_day').on(t.dueOn, t.unitId, t.status),
    index('reports_unread')
      .on(t.submittedAt, t.id)
      .where(sql`${t.status} = 'submitted' and ${t.readAt} is null`),
    index('reports_unread_in_unit')
      .on(t.unitId, t.submittedAt)
      .where(sql`${t.status} = 'submitted' and ${t.readAt} is null`),
    index('reports_missing').on(t.dueAt, t.id).where(sql`${t.status} = 'open'`),
    index('reports_to_remind').on(t.remindAt).where(sql`${t.status} = 'open' and ${t.remindedAt} is null`),
    index('reports_to_call_late').on(t.dueAt).where(sql`${t.status} = 'open' and ${t.lateToldAt} is null`),
    index('reports_to_escalate')
      .on(t.submittedAt)
      .where(sql`${t.status} = 'submitted' and ${t.readAt} is null and ${t.escalatedAt} is null`),
    check('reports status is known', sql`${t.status} in ('open', 'submitted', 'excused', 'released')`),
    check(
      'reports are submitted with answers at a time',
      sql`(${t.status} = 'submitted') = (${t.submittedAt} is not null) and (${t.submittedAt} is null) = (${t.answers} is null)
        and (${t.submittedAt} is null) = (${t.versionId} is null)`,
    ),
    check('reports are read once submitted', sql`${t.readAt} is null or ${t.submittedAt} is not null`),
    check(
      'reports are read by somebody',
      sql`(${t.readAt} is null) = (${t.readByUserId} is null) and (${t.readAt} is null) = (${t.readByName} is null)`,
    ),
  ],
)

/** What the author has written so far. A table of its own, because nobody else reads it. */
export const reportDrafts = pgTable('report_drafts', {
  reportId: uuid()
    .primaryKey()
    .references(() => reports.id),
  employeeId: uuid()
    .notNull()
    .references(() => employees.id),
  answers: jsonb().$type<Answers>().notNull(),
  savedAt: instant().notNull(),
})

/** The numbers of a submitted report, once more as rows: what charts are drawn from. */
export const reportNumbers = pgTable(
  'report_numbers',
  {
    reportId: uuid()
      .notNull()
      .references(() => reports.id),
    field: text().notNull(),
    templateId: uuid()
      .notNull()
      .references(() => reportTemplates.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    dueOn: day().notNull(),
    value: numeric({ precision: 16, scale: 4 }).notNull(),
  },
  t => [
    primaryKey({ columns: [t.reportId, t.field] }),
    index('report_numbers_chart').on(t.templateId, t.field, t.dueOn),
    index('report_numbers_unit').on(t.unitId, t.templateId, t.field, t.dueOn),
  ],
)

/** Photos of a report; others see them once it is submitted. */
export const reportPhotos = pgTable(
  'report_photos',
  {
    id: key(),
    reportId: uuid()
      .notNull()
      .references(() => reports.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    field: text().notNull(),
    ...file(),
  },
  t => [index().on(t.reportId), isSmall('report_photos', t)],
)

/** What author and readers say to each other about a report. */
export const reportComments = pgTable(
  'report_comments',
  {
    id: key(),
    reportId: uuid()
      .notNull()
      .references(() => reports.id),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [index().on(t.reportId, t.id)],
)

export const excuseKinds = ['leave', 'rest', 'other'] as const

/** A day on which somebody owes no report, said by whoever leads them, by HR, or for today by themselves. */
export const reportExcuses = pgTable(
  'report_excuses',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    onDay: day().notNull(),
    /** The unit in which they are on that day. */
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    kind: text({ enum: excuseKinds }).notNull(),
    reason: text().notNull().default(''),
    isOwn: boolean().notNull(),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [
    unique('report_excuses_once').on(t.employeeId, t.onDay),
    index().on(t.unitId, t.onDay),
    check('report_excuses kind is known', sql`${t.kind} in ('leave', 'rest', 'other')`),
    check('report_excuses of others have a reason', sql`${t.isOwn} or ${t.reason} <> ''`),
    check('report_excuses of oneself are rest', sql`not ${t.isOwn} or ${t.kind} = 'rest'`),
  ],
)
