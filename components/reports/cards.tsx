import type { Actor } from '@/lib/actor'
import type { OwnRow } from '@/lib/reports/queries'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { ownLines } from './own-lines'
import { OwnDueRows } from './own-rows'

/** On the employee's home: what is to be written now. */
export async function OwnReportsCard({ actor, due }: { actor: Actor; due: OwnRow[] }) {
  const t = await getTranslations('reports.own')
  // today's before what was missed, and of that the latest first
  const [today, rest] = [true, false].map(isToday =>
    due.filter(row => (row.dueOn === actor.today) === isToday),
  )
  const first = [...(today ?? []), ...(rest ?? []).toReversed()].slice(0, 3)
  return (
    <Card
      flush
      title={t('home')}
      actions={
        <a href="/me/reports" className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      <OwnDueRows label={t('home')} lines={await ownLines(first, actor)} />
    </Card>
  )
}

/** On a store's home: what is missing and what is unread. */
export async function StoreReportsCard({
  actor,
  waiting,
}: {
  actor: Actor
  waiting: { missing: number; unread: number }
}) {
  const t = await getTranslations('reports')
  const base = `${pathOfSeat(actor)}/reports`
  const link = 'flex min-h-(--ctl-h) items-center gap-2 text-hq-ink hover:underline'
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-2">
          <Icon name="clipboard-text" />
          {t('title')}
        </span>
      }
      actions={
        <a href={base} className="text-hq-ink hover:underline">
          {t('own.all')}
        </a>
      }
    >
      <div className="flex flex-wrap gap-x-6 px-(--pad) py-1">
        <a href={`${base}?list=missing`} className={link}>
          <Badge tone={waiting.missing > 0 ? 'bad' : 'mute'}>
            {t('board.missingHome', { n: waiting.missing })}
          </Badge>
        </a>
        <a href={`${base}?list=unread`} className={link}>
          <Badge tone={waiting.unread > 0 ? 'hq' : 'mute'}>
            {t('board.unreadHome', { n: waiting.unread })}
          </Badge>
        </a>
      </div>
    </Card>
  )
}

/** On the workbench: reports that nobody reads; nothing where all are read. */
export async function OldReportsCard({ old }: { old: number }) {
  const t = await getTranslations('reports.hq')
  if (old === 0) return null
  return (
    <Card title={t('card')}>
      <a href="/hq/reports?list=unread" className="text-hq-ink hover:underline">
        {t('cardOld', { n: old })}
      </a>
    </Card>
  )
}
