import 'server-only'
import { useLocale } from 'next-intl'
import type { AskItem } from '@/lib/asks/rules'
import type { FieldNames } from '@/lib/completeness/queries'
import { isFieldItem } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'

/** What the items of files are called, in the reader's language; of custom fields the names come along. */
export function useItemName(fields: FieldNames = {}): (item: AskItem) => string {
  const t = useTranslations('completeness.items')
  const locale = useLocale()
  return item => (isFieldItem(item) ? (fields[item]?.[locale === 'en' ? 1 : 0] ?? '') : t(item))
}
