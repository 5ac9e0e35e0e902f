import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { noticeFiles, noticeKeys, notices, noticeVersions } from '@/db/schema/notices'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, Outdated } from '../failure'
import { newId } from '../id'
import { record, type TrailAction, type TrailDetails } from '../trail'
import { type KeptFile, keepFiles } from '../upload'
import type {
  Audience,
  changeDraftInput,
  draftInput,
  publishInput,
  readNoticeInput,
  remindInput,
  reviseInput,
  signInput,
  stepInput,
  Wording,
  withdrawNoticeInput,
} from './input'
import { findNoticeId, type LockedNotice, lockNotice } from './queries'
import { keeps, mayDo, mayReceive, mayWrite, type NoticeVerb } from './rules'

/** Writes a draft; nobody but its author and HR sees it. */
export async function draftNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof draftInput>,
): Promise<{ number: string }> {
  if (!mayWrite(actor) || !actor.unitId) throw new Failure('notices.notYours')
  const words = wordsOf(input)
  const files = await keepFiles(input.files)
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number('TZ', ${actor.today.slice(0, 4)}::int) as number`,
  )
  const number = rows[0]?.number ?? ''
  const noticeId = newId(actor.now)
  await tx.insert(notices).values({
    id: noticeId,
    number,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: actor.role,
    unitId: actor.unitId,
    ...audienceOf(actor, input),
    ...termsOf(input),
    createdAt: actor.now,
  })
  const versionId = await writeVersion(
    tx,
    actor,
    { noticeId, version: 1, asksAgain: true, changeNote: '' },
    words,
  )
  await writeFiles(tx, actor, { noticeId, versionId }, files)
  await write(
    tx,
    actor,
    'notice.drafted',
    { id: noticeId, number, unitId: actor.unitId },
    { title: words.title },
  )
  return { number }
}

export async function changeDraft(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeDraftInput>,
): Promise<{ number: string }> {
  const notice = await lockFor(tx, actor, input, 'change')
  const words = wordsOf(input)
  const files = await keepFiles(input.files)
  await tx
    .update(notices)
    .set({ ...audienceOf(actor, input), ...termsOf(input), revision: notice.revision + 1 })
    .where(eq(notices.id, notice.id))
  const { rightChoice, ...text } = words
  await tx.update(noticeVersions).set(text).where(eq(noticeVersions.id, notice.versionId))
  await tx.delete(noticeKeys).where(eq(noticeKeys.versionId, notice.versionId))
  if (rightChoice !== null)
    await tx.insert(noticeKeys).values({ versionId: notice.versionId, noticeId: notice.id, rightChoice })
  await tx
    .delete(noticeFiles)
    .where(
      and(
        eq(noticeFiles.versionId, notice.versionId),
        sql`not ${noticeFiles.id} = any (${sql.param(input.keptFiles)}::uuid[])`,
      ),
    )
  await writeFiles(tx, actor, { noticeId: notice.id, versionId: notice.versionId }, files)
  await assertFewFiles(tx, notice.versionId)
  await write(tx, actor, 'notice.changed', notice, { title: words.title })
  return { number: notice.number }
}

/** Now, or from a time on. The worker gives it to its readers; whoever opens their list sees it at once. */
export async function publishNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof publishInput>,
): Promise<void> {
  const notice = await lockFor(tx, actor, input, 'publish')
  const publishAt = input.publishAt ?? actor.now
  if (publishAt < actor.now) throw new Failure('notices.past', {}, 'publishAt')
  if (notice.expiresAt && notice.expiresAt <= publishAt) throw new Failure('notices.expiresBefore')
  await tx
    .update(notices)
    .set({ status: 'issued', publishAt, revision: notice.revision + 1 })
    .where(eq(notices.id, notice.id))
  await queueDelivery(tx, notice.id, publishAt)
  await write(tx, actor, 'notice.published', notice, {
    title: notice.title,
    publishAt: publishAt.toISOString(),
  })
}

/** Takes a notice that is not published yet off the schedule: it is a draft again. */
export async function unscheduleNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof stepInput>,
): Promise<void> {
  const notice = await lockFor(tx, actor, input, 'unschedule')
  await tx
    .update(notices)
    .set({ status: 'draft', publishAt: null, revision: notice.revision + 1 })
    .where(eq(notices.id, notice.id))
  await write(tx, actor, 'notice.unscheduled', notice, { title: notice.title })
}

/** A new version, in force at once. Where what changed matters, everybody in the audience reads and signs again; else receipts stand. */
export async function reviseNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseInput>,
): Promise<{ number: string }> {
  const notice = await lockFor(tx, actor, input, 'revise')
  const words = wordsOf(input)
  const files = await keepFiles(input.files)
  const version = notice.version + 1
  const { changeNote, asksAgain } = input
  const versionId = await writeVersion(
    tx,
    actor,
    { noticeId: notice.id, version, asksAgain, changeNote },
    words,
  )
  await tx.execute(sql`
    insert into notice_files (notice_id, version_id, name, content_type, size, content, created_at)
    select notice_id, ${versionId}, name, content_type, size, content, created_at from notice_files
    where version_id = ${notice.versionId} and id = any (${sql.param(input.keptFiles)}::uuid[]) order by id`)
  await writeFiles(tx, actor, { noticeId: notice.id, versionId }, files)
  await assertFewFiles(tx, versionId)
  await tx
    .update(notices)
    .set({ version, ...(asksAgain && { askedVersion: version }), revision: notice.revision + 1 })
    .where(eq(notices.id, notice.id))
  if (asksAgain) await queueDelivery(tx, notice.id, actor.now)
  await write(tx, actor, 'notice.revised', notice, { title: words.title, version, asksAgain, changeNote })
  return { number: notice.number }
}

/** Takes a notice back, or throws a draft away: nobody is asked any more, and what was signed stays on record. */
export async function withdrawNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawNoticeInput>,
): Promise<void> {
  const notice = await lockFor(tx, actor, input, 'withdraw')
  if (notice.status !== 'draft' && !input.reason) throw new Failure('notices.reasonMissing', {}, 'reason')
  await tx
    .update(notices)
    .set({
      status: 'withdrawn',
      withdrawnAt: actor.now,
      withdrawnReason: input.reason ?? '',
      revision: notice.revision + 1,
    })
    .where(eq(notices.id, notice.id))
  await write(tx, actor, 'notice.withdrawn', notice, { title: notice.title, reason: input.reason ?? '' })
}

/** Notes that the caller has it before them; reading is their own affair and leaves no trail row. */
export async function readNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof readNoticeInput>,
): Promise<void> {
  if (!mayReceive(actor)) throw new Failure('notices.notYours')
  const id = await findNoticeId(tx, input.number)
  await tx.execute(sql`select app.read_notice(${id}, ${actor.userId}, ${actor.now})`)
}

/** 我已阅读并知晓: for the version that the caller saw. A wrong answer to its question is counted, and nothing is signed. */
export async function signNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof signInput>,
): Promise<{ result: 'signed' | 'wrong' }> {
  if (!mayReceive(actor)) throw new Failure('notices.notYours')
  const id = await findNoticeId(tx, input.number)
  const { rows } = await tx.execute<{ result: string }>(sql`
    select app.sign_notice(${id}, ${actor.userId}, ${input.version}, ${input.choice ? input.choice - 1 : null}::int, ${actor.now}) as result`)
  const result = rows[0]?.result
  if (result === 'already') return { result: 'signed' }
  if (result === 'changed') throw new Failure('notices.newVersion')
  if (result === 'over') throw new Failure('notices.over')
  if (result !== 'signed' && result !== 'wrong') throw new Failure('notices.notYours')
  await record(tx, actor, result === 'signed' ? 'notice.signed' : 'notice.answeredWrong', {
    entityId: id,
    ...(actor.employeeId && { employeeId: actor.employeeId }),
    details: { number: input.number, version: input.version },
  })
  return { result }
}

/** Reminds those who have not done what it asks: all whom the caller may see, or those of one unit; each at most once a day. */
export async function remindOfNotice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof remindInput>,
): Promise<{ reminded: number }> {
  if (!mayWrite(actor)) throw new Failure('notices.notYours')
  const notice = await lockNotice(tx, input.number)
  if (!mayDo('remind', actor, notice, actor.now)) throw new Failure('notices.changed')
  const { rows } = await tx.execute<{ people: number }>(
    sql`select app.remind_notice(${notice.id}, ${input.unitId ?? null}, ${actor.now}) as people`,
  )
  const reminded = rows[0]?.people ?? 0
  if (reminded === 0) throw new Failure('notices.remindedAlready')
  await queueDelivery(tx, notice.id, actor.now)
  await write(tx, actor, 'notice.reminded', notice, { title: notice.title, people: reminded })
  return { reminded }
}

async function lockFor(
  tx: Tx,
  actor: Actor,
  input: { number: string; revision: number },
  verb: NoticeVerb,
): Promise<LockedNotice> {
  if (!mayWrite(actor)) throw new Failure('notices.notYours')
  const notice = await lockNotice(tx, input.number)
  if (!keeps(actor, notice)) throw new Failure('notices.notYours')
  if (!mayDo(verb, actor, notice, actor.now)) throw new Outdated('notices.changed')
  if (notice.revision !== input.revision) throw new Outdated('notices.changed', { revision: notice.revision })
  return notice
}

type Words = {
  title: string
  body: string
  question: string | null
  choices: string[]
  rightChoice: number | null
}

/** A question has its choices in a row from the first, at least two, different, and one of them is right. */
function wordsOf(input: Wording): Words {
  const { title, body, question } = input
  const given = [input.choice1, input.choice2, input.choice3, input.choice4]
  const choices = given.filter((choice): choice is string => choice !== undefined)
  if (!question) {
    if (choices.length > 0) throw new Failure('notices.questionMissing', {}, 'question')
    return { title, body, question: null, choices: [], rightChoice: null }
  }
  if (choices.length < 2 || given.slice(0, choices.length).includes(undefined))
    throw new Failure('notices.choicesMissing', {}, 'choice1')
  if (new Set(choices).size < choices.length) throw new Failure('notices.choicesSame', {}, 'choice1')
  if (!input.rightChoice || input.rightChoice > choices.length)
    throw new Failure('notices.rightMissing', {}, 'rightChoice')
  return { title, body, question, choices, rightChoice: input.rightChoice - 1 }
}

type AudienceColumns = Pick<
  typeof notices.$inferInsert,
  'unitIds' | 'positionIds' | 'families' | 'tagIds' | 'arrivalDays' | 'includesManagers'
>

/** A head and a manager write for units of their seat; with none chosen, for the seat's own. */
function audienceOf(actor: Actor, input: Audience): AudienceColumns {
  const unitIds =
    input.unitIds.length === 0 && actor.role !== 'hr' && actor.unitId ? [actor.unitId] : input.unitIds
  return {
    unitIds: [...new Set(unitIds)],
    positionIds: [...new Set(input.positionIds)],
    families: [...new Set(input.families)],
    tagIds: [...new Set(input.tagIds)],
    arrivalDays: input.arrivalDays ?? null,
    includesManagers: input.includesManagers,
  }
}

function termsOf(input: {
  isMustRead: boolean
  dueDays?: number | undefined
  expiresOn?: string | undefined
}): Pick<typeof notices.$inferInsert, 'isMustRead' | 'dueDays' | 'expiresAt'> {
  if (input.isMustRead && !input.dueDays) throw new Failure('notices.dueMissing', {}, 'dueDays')
  return {
    isMustRead: input.isMustRead,
    dueDays: input.isMustRead ? (input.dueDays ?? null) : null,
    expiresAt: input.expiresOn ? new Date(`${addDays(input.expiresOn, 1)}T00:00:00+08:00`) : null,
  }
}

async function writeVersion(
  tx: Tx,
  actor: Actor,
  of: { noticeId: string; version: number; asksAgain: boolean; changeNote: string },
  { rightChoice, ...text }: Words,
): Promise<string> {
  const id = newId(actor.now)
  await tx.insert(noticeVersions).values({
    id,
    ...of,
    ...text,
    authorUserId: actor.userId,
    authorName: actor.name,
    createdAt: actor.now,
  })
  if (rightChoice !== null)
    await tx.insert(noticeKeys).values({ versionId: id, noticeId: of.noticeId, rightChoice })
  return id
}

async function writeFiles(
  tx: Tx,
  actor: Actor,
  of: { noticeId: string; versionId: string },
  files: KeptFile[],
): Promise<void> {
  for (const file of files)
    await tx.insert(noticeFiles).values({ ...of, ...file, size: file.content.length, createdAt: actor.now })
}

async function assertFewFiles(tx: Tx, versionId: string): Promise<void> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from notice_files where version_id = ${versionId}`,
  )
  if ((rows[0]?.n ?? 0) > 5) throw new Failure('notices.tooManyFiles', {}, 'files')
}

async function queueDelivery(tx: Tx, noticeId: string, at: Date): Promise<void> {
  await tx.execute(
    sql`select app.enqueue('deliver_notices', json_build_object('id', ${noticeId}::uuid), ${at}::timestamptz)`,
  )
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  notice: { id: string; number: string; unitId: string },
  details: TrailDetails,
): Promise<void> {
  await record(tx, actor, action, {
    entityId: notice.id,
    unitId: notice.unitId,
    details: { number: notice.number, ...details },
  })
}
