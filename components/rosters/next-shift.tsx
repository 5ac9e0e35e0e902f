import type { OwnEntry } from '@/lib/rosters/queries'
import { getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { dayWords, spanTimes } from './words'

/** When I work next, or until when now. */
export async function NextShift({ entry, now }: { entry: OwnEntry; now: Date }) {
  const t = await getTranslations('rosters.me')
  const [day] = await dayWords([entry.onDay])
  return (
    <Card
      title={t(entry.startsAt <= now ? 'now' : 'next')}
      actions={
        <a href="/me/roster" className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      <p className="num font-semibold text-lg">
        {day?.long} · {await spanTimes(entry.zone, entry)}
      </p>
      <p className="mt-0.5 text-ink-2">
        {entry.shift} · {entry.store}
      </p>
    </Card>
  )
}
