import type { TodayEntry } from '@/lib/rosters/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { spanTimes } from './words'

const shownNames = 8

/** Who works today, shift by shift, and what nobody works. */
export async function TodayCard({ entries, at }: { entries: TodayEntry[]; at: string }) {
  if (entries.length === 0) return null
  const t = await getTranslations('rosters')
  const format = await getFormatter()
  const shifts = new Map<string, TodayEntry[]>()
  for (const entry of entries) {
    const key = `${entry.shift} ${entry.startsAt.getTime()} ${entry.endsAt.getTime()}`
    shifts.set(key, [...(shifts.get(key) ?? []), entry])
  }
  const lines = await Promise.all(
    [...shifts].map(async ([key, all]) => {
      const [first] = all
      const names = all.filter(one => !one.isOpen).map(one => one.employeeName)
      const rest = names.length - shownNames
      const shown = rest > 0 ? [...names.slice(0, shownNames), t('today.rest', { n: rest })] : names
      return {
        key,
        shift: first?.shift,
        times: first && (await spanTimes(first.zone, first)),
        names: format.list(shown, { style: 'narrow' }),
        open: all.length - names.length,
        drafts: all.filter(one => !one.isOpen && !one.isPublished).length,
      }
    }),
  )
  return (
    <Card
      title={t('today.title')}
      flush
      actions={
        <a href={`${at}/roster`} className="text-hq-ink hover:underline">
          {t('title')}
        </a>
      }
    >
      <ul className="divide-y divide-line">
        {lines.map(({ key, shift, times, names, open, drafts }) => (
          <li key={key} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2">
            <Badge tone="store">{shift}</Badge>
            <span className="num text-ink-2">{times}</span>
            {drafts > 0 && <Badge look="outline">{t('region.drafts', { n: drafts })}</Badge>}
            {open > 0 && (
              <Badge tone="warn" icon="calendar-off">
                {t('open.stand', { n: open })}
              </Badge>
            )}
            {names && <span className="basis-full">{names}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
