import { OwnershipTag } from '@/components/ui/ownership-tag'
import type { UnitKind } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** Where somebody is: 总部 alone, or 总部|天钥店. */
export function WhereTag({ kind, name }: { kind: UnitKind | null; name: string | null }) {
  const t = useTranslations('people')
  if (kind === null) return <span className="text-ink-3">—</span>
  return <OwnershipTag home={t('hq')} {...(kind === 'store' && name !== null && { store: name })} />
}
