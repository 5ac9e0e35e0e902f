import type { Actor } from '@/lib/actor'
import type { OwnRow } from '@/lib/reports/queries'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { CountsCard } from '../ui/counts-card'
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
  return (
    <CountsCard
      icon="clipboard-text"
      title={t('title')}
      all={{ href: base, label: t('own.all') }}
      counts={[
        {
          href: `${base}?list=missing`,
          label: t('board.missingHome', { n: waiting.missing }),
          tone: waiting.missing > 0 ? 'bad' : 'mute',
        },
        {
          href: `${base}?list=unread`,
          label: t('board.unreadHome', { n: waiting.unread }),
          tone: waiting.unread > 0 ? 'hq' : 'mute',
        },
      ]}
    />
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
