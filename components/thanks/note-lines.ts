import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import type { Note } from '@/lib/thanks/queries'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'

/** A note as a card reads, in the reader's language. */
export type NoteLine = {
  id: string
  href: string
  face: 'thanks' | 'praise' | 'advice'
  kind: string
  topic: string
  people: string
  at: string
  place: string
  body: string
  answer?: { by: string; text: string } | undefined
  /** Who else sees it; without a word where that is said already. */
  sight: { is: 'shared' | 'kept' | 'private' | 'withdrawn'; text: string }
  changed?: string | undefined
}

export async function noteLines(notes: Note[], actor: Actor): Promise<NoteLine[]> {
  const t = await getTranslations('thanks')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  return notes.map(note => {
    const people = { author: note.authorName, receiver: note.receiverName }
    const way =
      note.receiverUserId === actor.userId ? 'toYou' : note.authorUserId === actor.userId ? 'fromYou' : 'to'
    const is = sightOf(note)
    return {
      id: note.id,
      href: `${base}/thanks/${note.id}`,
      face: note.tone ?? 'thanks',
      kind: note.tone ? t(`tones.${note.tone}`) : t('kinds.thanks'),
      topic: t(`topics.${note.topic}`),
      people: t(`note.${way}`, people),
      at: when.stamp(note.createdAt),
      place: [note.storeName, note.homeName].filter(Boolean).join(' · '),
      body: note.body,
      answer: note.answer
        ? { by: t('note.answer', { name: note.receiverName }), text: note.answer }
        : undefined,
      sight: {
        is,
        text:
          is === 'kept'
            ? t('note.kept', { month: note.evidenceOn?.slice(0, 7) ?? '' })
            : is === 'withdrawn'
              ? t('note.withdrawn')
              : t(`note.${is}`),
      },
      changed: note.changedAt ? t('note.changed', { time: when.stamp(note.changedAt) }) : undefined,
    }
  })
}

export function sightOf(
  note: Pick<Note, 'withdrawnAt' | 'evidenceOn' | 'isShared'>,
): NoteLine['sight']['is'] {
  if (note.withdrawnAt) return 'withdrawn'
  if (note.evidenceOn) return 'kept'
  return note.isShared ? 'shared' : 'private'
}
