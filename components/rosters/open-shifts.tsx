import type { Action } from '@/lib/action'
import type { RosterEntry } from '@/lib/rosters/queries'
import { getTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { dayWords, spanTimes } from './words'

/** Shifts of a week that nobody works since somebody is not there any more; whoever makes the roster may do without one. */
export async function OpenShifts({
  entries,
  zone,
  drop,
}: {
  entries: RosterEntry[]
  zone: string
  drop?: Action<{ id: string }>
}) {
  if (entries.length === 0) return null
  const t = await getTranslations('rosters.open')
  const days = new Map((await dayWords(entries.map(entry => entry.onDay))).map(one => [one.day, one.long]))
  const lines = await Promise.all(
    entries.map(async entry => ({ ...entry, times: await spanTimes(zone, entry) })),
  )
  return (
    <Card title={`${t('title')} · ${entries.length}`} footer={t(drop ? 'detail' : 'detailRead')} flush>
      <ul className="divide-y divide-line">
        {lines.map(({ id, onDay, shift, times, employeeName }) => (
          <li key={id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-1.5">
            <span className="num">{days.get(onDay)}</span>
            <Badge tone="warn" icon="calendar-off">
              {shift}
            </Badge>
            <span className="num text-ink-2">{times}</span>
            <span className="text-ink-3 text-sm">{t('was', { name: employeeName })}</span>
            {drop && (
              <span className="ms-auto">
                <ActionButton
                  action={drop}
                  fields={{ entryId: id }}
                  variant="ghost"
                  label={`${t('drop')} · ${days.get(onDay)} ${shift}`}
                >
                  {t('drop')}
                </ActionButton>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
