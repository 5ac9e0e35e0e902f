import type { Revealable } from '@/db/schema/identities'
import { useTranslations } from '@/lib/translations'
import type { RevealWords } from './reveal-value'

/** What RevealValue says of one kind of value. */
export function useRevealWords(what: Revealable, name: string): RevealWords {
  const t = useTranslations('identities')
  const whatText = t(`what.${what}`)
  return {
    show: t('reveal.show'),
    showWhat: t('reveal.showWhat', { what: whatText }),
    title: t('reveal.title', { what: whatText }),
    detail: t('reveal.detail', { name }),
    purpose: t('reveal.purpose'),
    note: t('reveal.note'),
    noteHint: t('reveal.noteHint'),
    optional: t('optional'),
    submit: t('reveal.submit'),
    hide: t('reveal.hide'),
    seconds: t('reveal.seconds', { n: '{n}' }),
  }
}
