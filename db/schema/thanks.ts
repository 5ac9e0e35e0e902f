import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

export const noteKinds = ['thanks', 'feedback'] as const
export const noteTones = ['praise', 'advice'] as const
/** What a note is for; the one list of it (its constraint below says the same). Its words are in messages under thanks.topics. */
export const noteTopics = [
  'service',
  'teamwork',
  'expertise',
  'punctuality',
  'initiative',
  'care',
  'improvement',
] as const
/** What the writer is to the receiver, or for 'manager' and 'hqContact' what the receiver is to the writer. */
export const noteRelations = ['team', 'hr', 'head', 'contact', 'colleague', 'manager', 'hqContact'] as const

/** 感谢与反馈: a few words from one person to another, in their own name. */
export const thanksNotes = pgTable(
  'thanks_notes',
  {
    id: key(),
    kind: text({ enum: noteKinds }).notNull(),
    /** 肯定 or 建议, of feedback. */
    tone: text({ enum: noteTones }),
    topic: text({ enum: noteTopics }).notNull(),
    body: text().notNull(),
    relation: text({ enum: noteRelations }).notNull(),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    authorEmployeeId: uuid().references(() => employees.id),
    receiverUserId: uuid()
      .notNull()
      .references(() => users.id),
    receiverName: text().notNull(),
    /** Null where it is written to a manager or a contact in that part of theirs. */
    receiverEmployeeId: uuid().references(() => employees.id),
    /** Thanks that both sides of the person see: the store and the home unit. */
    isShared: boolean().notNull().default(false),
    /** The first day of the month for which feedback is kept as evidence; null: it is not. */
    evidenceOn: day(),
    /** Both sides of the person as they were when it was written; see app.note_access(). */
    storeUnitId: uuid().references(() => units.id),
    homeUnitId: uuid().references(() => units.id),
    /** People and units that read it: in seats that lead or keep people, and in an employee's own. Worked out by a trigger. */
    readers: uuid().array().notNull().default([]),
    audience: uuid().array().notNull().default([]),
    createdAt: instant().notNull(),
    changedAt: instant(),
    withdrawnAt: instant(),
  },
  t => [
    index().on(t.authorUserId, t.id),
    index().on(t.receiverUserId, t.id),
    index().on(t.receiverEmployeeId, t.id),
    index('thanks_notes_store').on(t.storeUnitId, t.id).where(sql`${t.isShared}`),
    index('thanks_notes_home').on(t.homeUnitId, t.id).where(sql`${t.isShared}`),
    index('thanks_notes_wall').on(t.id).where(sql`${t.isShared} and ${t.withdrawnAt} is null`),
    check('thanks_notes kind is known', sql`${t.kind} in ('thanks', 'feedback')`),
    check(
      'thanks_notes topic is known',
      sql`${t.topic} in ('service', 'teamwork', 'expertise', 'punctuality', 'initiative', 'care', 'improvement')`,
    ),
    check(
      'thanks_notes relation is known',
      sql`${t.relation} in ('team', 'hr', 'head', 'contact', 'colleague', 'manager', 'hqContact')`,
    ),
    check('thanks_notes tone is that of feedback', sql`(${t.kind} = 'feedback') = (${t.tone} is not null)`),
    check('thanks_notes tone is known', sql`${t.tone} in ('praise', 'advice')`),
    check('thanks_notes feedback is private', sql`not (${t.kind} = 'feedback' and ${t.isShared})`),
    check('thanks_notes thanks are no evidence', sql`${t.kind} = 'feedback' or ${t.evidenceOn} is null`),
    check('thanks_notes evidence is for a month', sql`extract(day from ${t.evidenceOn}) = 1`),
    check('thanks_notes are for somebody else', sql`${t.authorUserId} <> ${t.receiverUserId}`),
  ],
)

/** What the receiver says to it, once. */
export const thanksReplies = pgTable('thanks_replies', {
  noteId: uuid()
    .primaryKey()
    .references(() => thanksNotes.id),
  authorUserId: uuid()
    .notNull()
    .references(() => users.id),
  authorName: text().notNull(),
  body: text().notNull(),
  createdAt: instant().notNull(),
})
