import type { Run } from '@/lib/bulk/queries'
import type { BulkState } from '@/lib/bulk/rules'
import { minuteIn, zone } from '@/lib/clock'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import { Card } from '../ui/card'
import type { IconName } from '../ui/icon'
import { Meter } from '../ui/meter'

const looks: Record<BulkState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'mute', icon: 'hourglass' },
  running: { tone: 'hq', icon: 'loader' },
  done: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
}

export function RunState({ run }: { run: Run }) {
  const t = useTranslations('bulk')
  return <Badge {...looks[run.status]}>{t(`states.${run.status}`)}</Badge>
}

/** How far it is, or what came of it. */
export function RunProgress({ run }: { run: Run }) {
  const t = useTranslations('bulk')
  const { done, total, changed } = run
  if (run.status === 'done' || run.status === 'failed')
    return (
      <p className="num text-ink-2">
        {t('run.done', { changed, total })}
        {run.status === 'failed' && <span className="block text-bad-ink">{t('stopped')}</span>}
      </p>
    )
  return (
    <Meter
      label={t(`states.${run.status}`)}
      value={done}
      max={total}
      detail={t('run.progress', { done, total })}
    />
  )
}

export function RunList({ runs }: { runs: Run[] }) {
  const t = useTranslations('bulk')
  if (runs.length === 0) return null
  return (
    <Card title={t('recent')} flush>
      <ul>
        {runs.map(run => (
          <li
            key={run.id}
            className="flex min-h-(--row-h) flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0"
          >
            <span className="num text-ink-2 text-sm">{minuteIn(zone, run.createdAt)}</span>
            <a
              href={`/hq/people/bulk/${run.id}`}
              className="min-w-0 grow break-words text-hq-ink hover:underline"
            >
              {t(`does.${run.kind}`, { words: run.words })}
            </a>
            <span className="num text-ink-2 text-sm">
              {t('run.done', { changed: run.changed, total: run.total })}
            </span>
            <RunState run={run} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
