import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'
import { WordsProvider } from './words'

/** Put once around the page (root layout): gives the client parts their words without a message catalogue. */
export function KitWords({ children }: { children: ReactNode }) {
  const t = useTranslations('ui.words')
  const words = {
    close: t('close'),
    cancel: t('cancel'),
    lost: t('lost'),
    unsaved: t('unsaved'),
    seeNow: t('seeNow'),
    onceMore: t('onceMore'),
    tooHeavy: t('tooHeavy'),
    noPreview: t('noPreview'),
    searching: t('searching'),
    noMatch: t('noMatch'),
    undo: t('undo'),
    clear: t('clear'),
    breadcrumb: t('breadcrumb'),
  }
  return <WordsProvider words={words}>{children}</WordsProvider>
}
