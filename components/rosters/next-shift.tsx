import { clsx } from 'clsx'
import type { OwnEntry } from '@/lib/rosters/queries'
import { getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { dayWords, spanTimes } from './words'

/** When I work next, or until when now, and what else there is to work that day. */
export async function NextShift({ entries, now }: { entries: OwnEntry[]; now: Date }) {
  const [first] = entries
  if (!first) return null
  const t = await getTranslations('rosters.me')
  const [day] = await dayWords([first.onDay])
  const parts = await Promise.all(
    entries.map(async entry => ({ ...entry, times: await spanTimes(entry.zone, entry) })),
  )
  return (
    <Card
      title={t(first.startsAt <= now ? 'now' : 'next')}
      actions={
        <a href="/me/roster" className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      {parts.map(({ id, times, shift, store }, nth) => (
        <div key={id} className={clsx(nth > 0 && 'mt-2')}>
          <p className="num font-semibold text-lg">
            {nth === 0 && `${day?.long} · `}
            {times}
          </p>
          <p className="mt-0.5 text-ink-2">
            {shift} · {store}
          </p>
        </div>
      ))}
    </Card>
  )
}
