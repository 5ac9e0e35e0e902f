import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { positions, units } from './organisation'
import { employees } from './people'
import { requests } from './workflow'

/** 课程, made by HR. What it teaches is in its versions; who has to learn it in course_rules. */
export const courses = pgTable(
  'courses',
  {
    id: key(),
    number: text().notNull().unique(),
    title: text().notNull(),
    summary: text().notNull().default(''),
    /** The version that is given out; 0 as long as none was published. */
    version: integer().notNull().default(0),
    /** Given to nobody any more; whoever has begun may finish. */
    retiredAt: instant(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    uniqueIndex('courses_title').on(t.title).where(sql`${t.retiredAt} is null`),
    check('courses versions count from one', sql`${t.version} >= 0`),
  ],
)

/** A draft until it is published, and never changed after it. */
export const courseVersions = pgTable(
  'course_versions',
  {
    id: key(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    version: integer().notNull(),
    /** Who published it, or began the draft. */
    authorName: text().notNull(),
    createdAt: instant().notNull(),
    publishedAt: instant(),
    /** What there is to learn, counted as it is published: who gives a course out need not be somebody who may read it. */
    lessons: integer().notNull().default(0),
    minutes: integer().notNull().default(0),
  },
  t => [
    unique('course_versions_once').on(t.courseId, t.version),
    uniqueIndex('course_versions_one_draft').on(t.courseId).where(sql`${t.publishedAt} is null`),
  ],
)

/** 课时: one text to read. */
export const lessons = pgTable(
  'lessons',
  {
    id: key(),
    versionId: uuid()
      .notNull()
      .references(() => courseVersions.id),
    position: integer().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    /** How long it takes, as its author reckons. */
    minutes: integer().notNull(),
  },
  t => [
    index().on(t.versionId, t.position),
    check('lessons take minutes', sql`${t.minutes} between 1 and 240`),
  ],
)

/** 应学规则: who begins in a position or family, in a unit or below it, learns the course within so many days. In force [startsOn, endsOn). */
export const courseRules = pgTable(
  'course_rules',
  {
    id: key(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    /** With what is below it; null is everywhere. */
    unitId: uuid().references(() => units.id),
    positionId: uuid().references(() => positions.id),
    /** Of positions; empty is every one. */
    family: text().notNull().default(''),
    days: integer().notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.courseId),
    uniqueIndex('course_rules_once')
      .on(
        t.courseId,
        sql`coalesce(${t.unitId}, ${t.courseId})`,
        sql`coalesce(${t.positionId}, ${t.courseId})`,
        t.family,
      )
      .where(sql`${t.endsOn} is null`),
    check('course_rules are for a position or a family', sql`${t.positionId} is null or ${t.family} = ''`),
    check('course_rules leave days', sql`${t.days} between 1 and 365`),
    check('course_rules end after they start', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
)

export const enrollmentReasons = ['transfer', 'hire', 'rule', 'hand'] as const
export const enrollmentStatuses = ['open', 'completed', 'withdrawn'] as const

/** 学习任务: what one person has to learn, in the version that they began with, and where it is asked of them. */
export const enrollments = pgTable(
  'enrollments',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    versionId: uuid()
      .notNull()
      .references(() => courseVersions.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    why: text({ enum: enrollmentReasons }).notNull(),
    ruleId: uuid().references(() => courseRules.id),
    requestId: uuid().references(() => requests.id),
    /** Who gave it; the name of whoever decided last for what came with a request. */
    assignedByName: text().notNull(),
    assignedByRole: text().notNull(),
    assignedAt: instant().notNull(),
    dueOn: day().notNull(),
    status: text({ enum: enrollmentStatuses }).notNull().default('open'),
    begunAt: instant(),
    lessonsDone: integer().notNull().default(0),
    completedAt: instant(),
    withdrawnAt: instant(),
    withdrawnReason: text().notNull().default(''),
    /** Empty where a request or the worker did. */
    withdrawnByName: text().notNull().default(''),
    /** The request that withdrew it, or took it along to the next unit, and where it was asked before: taken back with it. */
    changedByRequestId: uuid().references(() => requests.id),
    unitBeforeId: uuid().references(() => units.id),
    /** When the worker reminded of it, told that it is late, and when somebody last asked for it. */
    remindedOn: day(),
    lateToldOn: day(),
    nudgedAt: instant(),
  },
  t => [
    uniqueIndex('enrollments_one_open').on(t.employeeId, t.courseId).where(sql`${t.status} = 'open'`),
    unique('enrollments_whose').on(t.id, t.employeeId),
    index('enrollments_own').on(t.employeeId, t.dueOn, t.id),
    index('enrollments_in_unit').on(t.unitId, t.dueOn, t.id).where(sql`${t.status} = 'open'`),
    index('enrollments_of_course').on(t.courseId, t.status, t.dueOn, t.id),
    index('enrollments_due').on(t.dueOn, t.id).where(sql`${t.status} = 'open'`),
    index('enrollments_of_request').on(t.requestId).where(sql`${t.requestId} is not null`),
    index('enrollments_changed_by').on(t.changedByRequestId).where(sql`${t.changedByRequestId} is not null`),
    check('enrollments reason is known', sql`${t.why} in ('transfer', 'hire', 'rule', 'hand')`),
    check('enrollments status is known', sql`${t.status} in ('open', 'completed', 'withdrawn')`),
    check('enrollments come with a request', sql`(${t.why} = 'transfer') = (${t.requestId} is not null)`),
    check(
      'enrollments are completed at a time',
      sql`(${t.status} = 'completed') = (${t.completedAt} is not null)`,
    ),
    check(
      'enrollments are withdrawn at a time',
      sql`(${t.status} = 'withdrawn') = (${t.withdrawnAt} is not null)`,
    ),
    check(
      'enrollments are begun before they are completed',
      sql`${t.completedAt} is null or ${t.begunAt} is not null`,
    ),
  ],
)

/** What the server saw of a lesson: opened, then learnt, each once. */
export const lessonCompletions = pgTable(
  'lesson_completions',
  {
    enrollmentId: uuid().notNull(),
    lessonId: uuid()
      .notNull()
      .references(() => lessons.id),
    employeeId: uuid().notNull(),
    openedAt: instant().notNull(),
    completedAt: instant(),
  },
  t => [
    primaryKey({ columns: [t.enrollmentId, t.lessonId] }),
    foreignKey({
      name: 'lesson_completions_own',
      columns: [t.enrollmentId, t.employeeId],
      foreignColumns: [enrollments.id, enrollments.employeeId],
    }),
    check('lesson_completions are opened first', sql`${t.completedAt} >= ${t.openedAt}`),
  ],
)
