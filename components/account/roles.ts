import type { Role } from '@/lib/actor'
import type { useTranslations } from '@/lib/translations'

type Texts = ReturnType<typeof useTranslations<'account.roles'>>

/** What somebody was called who did something, as app.title_of() says it; nothing where no role of ours stands in the row. */
export function roleWord(t: Texts, title: string): string | undefined {
  return t.has(title as Role) ? t(title as Role) : undefined
}
