import type { OwnCopy } from '@/lib/copies/queries'
import { useTranslations } from '@/lib/translations'

/** How much an archive holds, and what it had no room for. */
export function CopyHolds({ copy }: { copy: Pick<OwnCopy, 'status' | 'scans' | 'leftOut'> }) {
  const t = useTranslations('copies')
  if (copy.status !== 'done' || copy.scans === 0) return null
  return (
    <p className="text-ink-2 text-sm">
      {[t('holds', { n: copy.scans }), copy.leftOut > 0 && t('leftOut', { n: copy.leftOut })]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}
