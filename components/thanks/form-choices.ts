import { noteTopics } from '@/db/schema/thanks'
import type { Actor } from '@/lib/actor'
import type { Receiver } from '@/lib/thanks/queries'
import { evidenceMonths, kindsFor, mayKeep } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import type { Choice } from '../ui/choice'
import type { Option } from '../ui/input'

export type FormChoices = {
  kinds: Choice[]
  tones: Choice[]
  topics: { thanks: Option[]; feedback: Option[] }
  sights: Choice[]
  /** Months that feedback may be kept for; none where the writer does not assess. */
  months: Option[]
  words: Record<
    | 'kind'
    | 'tone'
    | 'topic'
    | 'chooseTopic'
    | 'body'
    | 'thanksPlaceholder'
    | 'feedbackPlaceholder'
    | 'sight'
    | 'evidence'
    | 'evidenceNone'
    | 'evidenceHint'
    | 'send'
    | 'sent'
    | 'save'
    | 'saved',
    string
  >
}

/** What may be written to somebody, in the reader's language; `keptFor` is the month that a note is kept for already. */
export async function formChoices(
  { relation }: Pick<Receiver, 'relation'>,
  actor: Actor,
  keptFor?: string | null,
): Promise<FormChoices> {
  const t = await getTranslations('thanks.form')
  const topics = await getTranslations('thanks.topics')
  const months = [...new Set([...evidenceMonths(actor.today), ...(keptFor ? [keptFor] : [])])]
  const all = noteTopics.map(value => ({ value, label: topics(value) }))
  return {
    kinds: kindsFor(relation).map(value => ({ value, label: t(value), detail: t(`${value}Detail`) })),
    tones: (['praise', 'advice'] as const).map(value => ({
      value,
      label: t(value),
      detail: t(`${value}Detail`),
    })),
    topics: { thanks: all.filter(one => one.value !== 'improvement'), feedback: all },
    sights: [
      { value: 'shared', label: t('shared'), detail: t('sharedDetail') },
      { value: 'private', label: t('privateSight'), detail: t('privateDetail') },
    ],
    months: mayKeep(relation)
      ? months.map(value => ({ value, label: t('evidenceFor', { month: value.slice(0, 7) }) }))
      : [],
    words: {
      kind: t('kind'),
      tone: t('tone'),
      topic: t('topic'),
      chooseTopic: t('chooseTopic'),
      body: t('body'),
      thanksPlaceholder: t('thanksPlaceholder'),
      feedbackPlaceholder: t('feedbackPlaceholder'),
      sight: t('sight'),
      evidence: t('evidence'),
      evidenceNone: t('evidenceNone'),
      evidenceHint: t('evidenceHint'),
      send: t('send'),
      sent: t('sent'),
      save: t('save'),
      saved: t('saved'),
    },
  }
}
