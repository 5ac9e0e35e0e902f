import type { OwingPage } from '@/lib/learning/queries'
import { useTranslations } from '@/lib/translations'
import { CountsCard } from '../ui/counts-card'

/** 补学提醒, on a store's first page: how much is owed there, and how much of it is late. */
export function StoreCoursesCard({ counts, at }: { counts: OwingPage['counts']; at: string }) {
  const t = useTranslations('courses.store')
  const base = `${at}/courses`
  const isLate = counts.overdue > 0
  return (
    <CountsCard
      icon="school"
      title={t('title')}
      all={{ href: base, label: t('all') }}
      counts={[
        {
          href: `${base}?list=overdue`,
          label: t('overdueHome', { n: counts.overdue }),
          tone: isLate ? 'bad' : 'mute',
          icon: isLate ? 'clock-exclamation' : 'check',
        },
        {
          href: base,
          label: t('openHome', { n: counts.all }),
          tone: counts.all > 0 ? 'hq' : 'mute',
          icon: 'school',
        },
      ]}
    />
  )
}
