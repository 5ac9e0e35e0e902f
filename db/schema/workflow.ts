import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, file, instant, isSmall, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

/** A workflow, versioned: a published version is never edited, requests keep the version they started with. */
export const workflowDefinitions = pgTable(
  'workflow_definitions',
  {
    id: key(),
    subject: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    publishedAt: instant(),
    retiredAt: instant(),
    createdByName: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    unique().on(t.subject, t.version),
    uniqueIndex('workflow_definitions_one_in_force')
      .on(t.subject)
      .where(sql`${t.publishedAt} is not null and ${t.retiredAt} is null`),
  ],
)

export const approverRules = [
  'applicant',
  'role_at_home',
  'role_at_source',
  'role_at_receiving',
  'role_at_hq',
  'named',
] as const

/** When a stage applies; an absent key means "always". */
export type StageCondition = { kinds?: string[]; minLevel?: number }

export const workflowStages = pgTable(
  'workflow_stages',
  {
    id: key(),
    definitionId: uuid()
      .notNull()
      .references(() => workflowDefinitions.id),
    position: integer().notNull(),
    name: text().notNull(),
    nameEn: text().notNull(),
    approver: text({ enum: approverRules }).notNull(),
    role: text(),
    namedUserId: uuid().references(() => users.id),
    /** any: one approval is enough; all: everybody asked must approve. */
    mode: text({ enum: ['any', 'all'] })
      .notNull()
      .default('any'),
    condition: jsonb().$type<StageCondition>().notNull().default({}),
    timeLimitHours: integer().notNull(),
  },
  t => [
    unique().on(t.definitionId, t.position),
    check(
      'workflow_stages approver rule is known',
      sql`${t.approver} in ('applicant', 'role_at_home', 'role_at_source', 'role_at_receiving', 'role_at_hq', 'named')`,
    ),
    check('workflow_stages mode is known', sql`${t.mode} in ('any', 'all')`),
    check('workflow_stages time limit is positive', sql`${t.timeLimitHours} > 0`),
    check(
      'workflow_stages named ones name somebody',
      sql`${t.approver} <> 'named' or ${t.namedUserId} is not null`,
    ),
  ],
)

export const requestStatuses = [
  'in_progress',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
] as const

/** Names as they were when the request was made; what an approver may read of people outside their scope. */
export type RequestSummary = Record<string, string>
/** A value of the summary that a resubmission changed, as it was and as it is. */
export type SummaryChange = { field: string; from: string; to: string }
/** What stage conditions look at. */
export type RequestFacts = { kind: string; level?: number }

export const requests = pgTable(
  'requests',
  {
    id: key(),
    /** Human number, e.g. DG-2026-0417. */
    number: text().notNull().unique(),
    definitionId: uuid()
      .notNull()
      .references(() => workflowDefinitions.id),
    subject: text().notNull(),
    applicantUserId: uuid()
      .notNull()
      .references(() => users.id),
    applicantName: text().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    employeeUserId: uuid().references(() => users.id),
    homeUnitId: uuid().references(() => units.id),
    sourceUnitId: uuid().references(() => units.id),
    receivingUnitId: uuid().references(() => units.id),
    facts: jsonb().$type<RequestFacts>().notNull(),
    summary: jsonb().$type<RequestSummary>().notNull(),
    status: text({ enum: requestStatuses }).notNull().default('in_progress'),
    /** Position of the stage it is in; null once finished. */
    stagePosition: integer(),
    /** Grows by one each time it is sent back and submitted again. */
    round: integer().notNull().default(1),
    submittedAt: instant().notNull(),
    finishedAt: instant(),
    /** Never to take effect, approved or closed before it was: the first day on which what it rests on was over. */
    lapsedOn: day(),
  },
  t => [
    index().on(t.applicantUserId, t.id),
    index('requests_returned').on(t.applicantUserId).where(sql`${t.status} = 'returned'`),
    index().on(t.employeeId, t.id),
    index().on(t.status, t.id),
    index('requests_number_prefix').using('btree', t.number.op('text_pattern_ops')),
    check(
      'requests status is known',
      sql`${t.status} in ('in_progress', 'returned', 'approved', 'rejected', 'withdrawn', 'cancelled')`,
    ),
    check(
      'requests are in a stage exactly while in progress',
      sql`(${t.status} = 'in_progress') = (${t.stagePosition} is not null)`,
    ),
    check(
      'requests finish once',
      sql`(${t.status} in ('in_progress', 'returned')) = (${t.finishedAt} is null)`,
    ),
  ],
)

/** Who may see a request: a person or everyone seated on a unit. */
export const requestParties = pgTable(
  'request_parties',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    userId: uuid().references(() => users.id),
    unitId: uuid().references(() => units.id),
  },
  t => [
    unique('request_parties_once').on(t.requestId, t.userId, t.unitId).nullsNotDistinct(),
    index().on(t.userId),
    index().on(t.unitId),
    check('request_parties are a person or a unit', sql`(${t.userId} is null) <> (${t.unitId} is null)`),
  ],
)

/** One visit of a request to a stage. */
export const requestStages = pgTable(
  'request_stages',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    stageId: uuid()
      .notNull()
      .references(() => workflowStages.id),
    position: integer().notNull(),
    round: integer().notNull(),
    enteredAt: instant().notNull(),
    dueAt: instant().notNull(),
    leftAt: instant(),
    outcome: text({ enum: ['approved', 'rejected', 'returned', 'stopped'] }),
  },
  t => [
    unique().on(t.requestId, t.round, t.position),
    index().on(t.stageId, t.leftAt),
    uniqueIndex('request_stages_one_open').on(t.requestId).where(sql`${t.leftAt} is null`),
    check('request_stages are left with an outcome', sql`(${t.leftAt} is null) = (${t.outcome} is null)`),
  ],
)

/** Somebody is asked to decide. */
export const tasks = pgTable(
  'tasks',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    requestStageId: uuid()
      .notNull()
      .references(() => requestStages.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    /** The role it was given for; null for the applicant and for people asked to join. */
    role: text(),
    origin: text({ enum: ['rule', 'substitute', 'delegated', 'joined', 'escalated'] }).notNull(),
    /** For whom they decide: the absent or delegating approver. */
    onBehalfOfId: uuid().references(() => users.id),
    onBehalfOfName: text(),
    createdAt: instant().notNull(),
    dueAt: instant().notNull(),
    remindedAt: instant(),
    escalatedAt: instant(),
    closedAt: instant(),
    closing: text({ enum: ['decided', 'superseded', 'moved', 'stopped'] }),
  },
  t => [
    index('tasks_inbox').on(t.userId, t.dueAt, t.id).where(sql`${t.closedAt} is null`),
    index('tasks_overdue').on(t.dueAt).where(sql`${t.closedAt} is null`),
    index().on(t.requestId),
    index('tasks_done').on(t.userId, t.closedAt),
    index().on(t.requestStageId),
    uniqueIndex('tasks_one_open_per_person').on(t.requestStageId, t.userId).where(sql`${t.closedAt} is null`),
    check('tasks close for a reason', sql`(${t.closedAt} is null) = (${t.closing} is null)`),
    check(
      'tasks origin is known',
      sql`${t.origin} in ('rule', 'substitute', 'delegated', 'joined', 'escalated')`,
    ),
  ],
)

export const verbs = [
  'submit',
  'approve',
  'reject',
  'send_back',
  'delegate',
  'join',
  'withdraw',
  'cancel',
] as const
export const rejectCategories = [
  'staffing',
  'timing',
  'qualification',
  'agreement',
  'personal',
  'other',
] as const

/** What somebody decided. A task is decided once: the unique key is the rule. */
export const decisions = pgTable(
  'decisions',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    requestStageId: uuid().references(() => requestStages.id),
    taskId: uuid().references(() => tasks.id),
    verb: text({ enum: verbs }).notNull(),
    category: text({ enum: rejectCategories }),
    reason: text().notNull().default(''),
    actorUserId: uuid()
      .notNull()
      .references(() => users.id),
    actorName: text().notNull(),
    actorRole: text().notNull(),
    onBehalfOfName: text(),
    /** The person asked: whom it was delegated to or who was asked to join. */
    targetName: text(),
    /** What a resubmission changed; null in everything else. */
    changes: jsonb().$type<SummaryChange[]>(),
    decidedAt: instant().notNull(),
  },
  t => [
    index().on(t.requestId, t.decidedAt),
    index().on(t.actorUserId, t.decidedAt),
    uniqueIndex('decisions_once_per_task')
      .on(t.taskId)
      .where(sql`${t.verb} in ('approve', 'reject', 'send_back', 'delegate')`),
    check(
      'decisions verb is known',
      sql`${t.verb} in ('submit', 'approve', 'reject', 'send_back', 'delegate', 'join', 'withdraw', 'cancel')`,
    ),
    check(
      'decisions that refuse say why',
      sql`${t.verb} not in ('reject', 'send_back', 'cancel') or ${t.reason} <> ''`,
    ),
    check('decisions that reject name a category', sql`${t.verb} <> 'reject' or ${t.category} is not null`),
  ],
)

export const comments = pgTable(
  'comments',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [index().on(t.requestId, t.createdAt)],
)

/** Small files of a comment. */
export const attachments = pgTable(
  'attachments',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    commentId: uuid()
      .notNull()
      .references(() => comments.id),
    ...file(),
  },
  t => [index().on(t.requestId), isSmall('attachments', t)],
)

/** 催办: somebody asked for speed. */
export const nudges = pgTable(
  'nudges',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [index().on(t.requestId, t.createdAt)],
)

/** 抄送: people who are told, and when they read it. */
export const requestCopies = pgTable(
  'request_copies',
  {
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  t => [primaryKey({ columns: [t.requestId, t.userId] }), index().on(t.userId, t.createdAt)],
)
