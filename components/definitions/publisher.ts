import type { useTranslations } from '@/lib/translations'

/** Who published a version: the first ones came with the program, which their row calls by a word of its own. */
export function publisherName(
  name: string,
  t: ReturnType<typeof useTranslations<'account.trailPage'>>,
): string {
  return name === '系统' ? t('system') : name
}
