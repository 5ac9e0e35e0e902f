import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { thanksNotes, thanksReplies } from '@/db/schema/thanks'
import type { Actor } from '../actor'
import { Failure } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { record, type TrailAction } from '../trail'
import type { answerNoteInput, changeNoteInput, Wording, withdrawNoteInput, writeNoteInput } from './input'
import { findReceiver, getNote, lockOwnNote, type Note } from './queries'
import {
  evidenceMonths,
  kindsFor,
  mayHaveNotes,
  mayKeep,
  type NoteKind,
  type Relation,
  verbsOf,
} from './rules'

/** A few words to somebody, in one's own name. Whom one may write to, and how often, the database watches too. */
export async function writeNote(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof writeNoteInput>,
): Promise<{ id: string }> {
  const receiver = mayHaveNotes(actor.role) ? await findReceiver(tx, actor, input.to) : undefined
  if (!receiver) throw new Failure('thanks.notYours', {}, 'to')
  const { kind } = input
  if (!kindsFor(receiver.relation).includes(kind)) throw new Failure('thanks.thanksOnly', {}, 'kind')
  const words = wordsOf(kind, receiver.relation, input, actor)
  const id = newId(actor.now)
  await tx.insert(thanksNotes).values({
    id,
    kind,
    ...words,
    relation: receiver.relation,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: actor.role,
    authorEmployeeId: actor.portal === 'me' ? actor.employeeId : null,
    receiverUserId: receiver.userId,
    receiverName: receiver.name,
    receiverEmployeeId: receiver.employeeId,
    createdAt: actor.now,
  })
  await write(tx, actor, 'note.written', {
    id,
    kind,
    ...words,
    receiverEmployeeId: receiver.employeeId,
    receiverName: receiver.name,
  })
  const news = kind === 'thanks' ? 'thanksReceived' : words.evidenceOn ? 'thanksKept' : 'thanksFeedback'
  const month = words.evidenceOn?.slice(0, 7) ?? ''
  await notify(tx, actor, [receiver.userId], news, { actor: actor.name, month }, `thanks/${id}`)
  return { id }
}

/** Other words, within a day and as long as nobody answered them. */
export async function changeNote(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeNoteInput>,
): Promise<{ id: string }> {
  const note = await lockOwnNote(tx, actor, input.id)
  if (!verbsOf(note, actor).includes('change')) throw new Failure('thanks.tooLate')
  const words = wordsOf(note.kind, note.relation, input, actor, note)
  await tx
    .update(thanksNotes)
    .set({ ...words, changedAt: actor.now })
    .where(eq(thanksNotes.id, note.id))
  await write(tx, actor, 'note.changed', { ...note, ...words })
  if (words.evidenceOn && words.evidenceOn !== note.evidenceOn) {
    const values = { actor: actor.name, month: words.evidenceOn.slice(0, 7) }
    await notify(tx, actor, [note.receiverUserId], 'thanksKept', values, `thanks/${note.id}`)
  }
  return { id: note.id }
}

/** Takes it back: nobody but its writer reads it any more, and it is no evidence. That it was written stays in the trail. */
export async function withdrawNote(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawNoteInput>,
): Promise<void> {
  const note = await lockOwnNote(tx, actor, input.id)
  if (!verbsOf(note, actor).includes('withdraw')) throw new Failure('thanks.tooLate')
  await tx.update(thanksNotes).set({ withdrawnAt: actor.now }).where(eq(thanksNotes.id, note.id))
  await write(tx, actor, 'note.withdrawn', note)
}

/** The receiver's word on it, once. */
export async function answerNote(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof answerNoteInput>,
): Promise<void> {
  const note = await getNote(tx, input.id)
  if (!verbsOf(note, actor).includes('answer')) throw new Failure('thanks.answered')
  await tx.insert(thanksReplies).values({
    noteId: note.id,
    authorUserId: actor.userId,
    authorName: actor.name,
    body: input.body,
    createdAt: actor.now,
  })
  await write(tx, actor, 'note.answered', note)
  await notify(tx, actor, [note.authorUserId], 'thanksAnswered', { actor: actor.name }, `thanks/${note.id}`)
}

type Words = Pick<typeof thanksNotes.$inferInsert, 'topic' | 'body'> & {
  tone: 'praise' | 'advice' | null
  isShared: boolean
  evidenceOn: string | null
}

/** Thanks are shared or not, feedback has its tone and may be kept: for this month or the last, or for the month that it is kept for. */
function wordsOf(
  kind: NoteKind,
  relation: Relation,
  { topic, body, tone, sight, evidenceOn }: Wording,
  actor: Actor,
  before?: Note,
): Words {
  if (kind === 'thanks') {
    if (!sight) throw new Failure('thanks.sightMissing', {}, 'sight')
    if (topic === 'improvement') throw new Failure('thanks.topicOfFeedback', {}, 'topic')
    return { topic, body, tone: null, isShared: sight === 'shared', evidenceOn: null }
  }
  if (!tone) throw new Failure('thanks.toneMissing', {}, 'tone')
  if (evidenceOn) {
    const months: (string | null | undefined)[] = [...evidenceMonths(actor.today), before?.evidenceOn]
    if (!mayKeep(relation) || !months.includes(evidenceOn))
      throw new Failure('thanks.notKept', {}, 'evidenceOn')
  }
  return { topic, body, tone, isShared: false, evidenceOn: evidenceOn ?? null }
}

/** The trail is read by more people than a private note: it says whom a note is to only where others read the note itself. */
async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  note: Pick<Note, 'id' | 'kind' | 'isShared' | 'evidenceOn' | 'receiverEmployeeId' | 'receiverName'>,
): Promise<void> {
  const isOpen = note.isShared || note.evidenceOn !== null
  await record(tx, actor, action, {
    entityId: note.id,
    ...(isOpen && note.receiverEmployeeId && { employeeId: note.receiverEmployeeId }),
    details: {
      kind: note.kind,
      ...(isOpen && { target: note.receiverName }),
      ...(note.evidenceOn && { month: note.evidenceOn.slice(0, 7) }),
    },
  })
}
