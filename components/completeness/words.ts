import 'server-only'
import type { FileItem } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'

/** What the items of files are called, in the reader's language. */
export function useItemName(): (item: FileItem) => string {
  const t = useTranslations('completeness.items')
  return item => t(item)
}
