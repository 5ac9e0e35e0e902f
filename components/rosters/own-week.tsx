import { clsx } from 'clsx'
import type { OwnEntry } from '@/lib/rosters/queries'
import { getTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { dayWords, spanTimes } from './words'

/** The days on which one works in a week. */
export async function OwnWeek({
  title,
  entries,
  today,
}: {
  title: string
  entries: OwnEntry[]
  today: string
}) {
  const t = await getTranslations('rosters.me')
  const days = new Map((await dayWords(entries.map(entry => entry.onDay))).map(one => [one.day, one.long]))
  const lines = await Promise.all(
    entries.map(async entry => ({ ...entry, times: await spanTimes(entry.zone, entry) })),
  )
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line">
        {lines.map(({ id, onDay, shift, times, store, breakMinutes }) => (
          <li
            key={id}
            className={clsx(
              'flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2',
              onDay < today && 'text-ink-3',
            )}
          >
            <span className="num w-24 font-medium">{days.get(onDay)}</span>
            <Badge tone={onDay < today ? 'mute' : 'store'}>{shift}</Badge>
            <span className="num">{times}</span>
            <span className="basis-full text-ink-2 text-sm">
              {store}
              {breakMinutes > 0 && ` · ${t('break', { n: breakMinutes })}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
