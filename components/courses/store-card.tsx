import type { OwingPage } from '@/lib/learning/queries'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'

/** 补学提醒, on a store's first page: how much is owed there, and how much of it is late. */
export function StoreCoursesCard({ counts, at }: { counts: OwingPage['counts']; at: string }) {
  const t = useTranslations('courses.store')
  const base = `${at}/courses`
  const link = 'flex min-h-(--ctl-h) items-center gap-2 text-hq-ink hover:underline'
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-2">
          <Icon name="school" />
          {t('title')}
        </span>
      }
      actions={
        <a href={base} className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      <div className="flex flex-wrap gap-x-6 px-(--pad) py-1">
        <a href={`${base}?list=overdue`} className={link}>
          <Badge
            tone={counts.overdue > 0 ? 'bad' : 'mute'}
            icon={counts.overdue > 0 ? 'clock-exclamation' : 'check'}
          >
            {t('overdueHome', { n: counts.overdue })}
          </Badge>
        </a>
        <a href={base} className={link}>
          <Badge tone={counts.all > 0 ? 'hq' : 'mute'} icon="school">
            {t('openHome', { n: counts.all })}
          </Badge>
        </a>
      </div>
    </Card>
  )
}
