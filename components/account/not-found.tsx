import { useTranslations } from '@/lib/translations'
import { Nowhere, type NowhereWords } from './nowhere'

/** The same words whether something never was or is not theirs to see. */
export function useNowhereWords(): NowhereWords {
  const t = useTranslations('account.errors')
  return { title: t('notFoundTitle'), detail: t('notFoundDetail'), home: t('home') }
}

/** What the portals show inside their shell. */
export function NotFound() {
  return <Nowhere words={useNowhereWords()} />
}
