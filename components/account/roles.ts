import type { Role } from '@/lib/actor'
import type { useTranslations } from '@/lib/translations'

type Texts = ReturnType<typeof useTranslations<'account.roles'>>

/** What somebody is called by a role of theirs: with a region, or all of the company, a manager is no store's. */
export function roleWord(t: Texts, role: Role, unitKind?: string | null): string {
  return role === 'manager' && unitKind && unitKind !== 'store' ? t('regionManager') : t(role)
}
