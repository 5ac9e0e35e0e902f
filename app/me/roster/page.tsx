import type { Metadata } from 'next'
import { Live } from '@/components/live/live'
import { OwnWeek } from '@/components/rosters/own-week'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { addDays } from '@/lib/clock'
import { listOwnEntries } from '@/lib/rosters/queries'
import { mostOwnEntries, weekOf } from '@/lib/rosters/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosters.me'))('title') }
}

/** When I work, as far as it is published: this week, the next, and what is known beyond. */
export default async function OwnRosterPage() {
  const t = await getTranslations('rosters.me')
  const { actor, entries } = await query(async (tx, actor) => ({
    actor,
    entries: await listOwnEntries(
      tx,
      actor.employeeId,
      { from: weekOf(actor.today), to: addDays(actor.today, 60) },
      mostOwnEntries,
    ),
  }))
  const week = weekOf(actor.today)
  const [next, later] = [addDays(week, 7), addDays(week, 14)]
  const weeks = [
    { title: t('week'), entries: entries.filter(entry => entry.onDay < next) },
    { title: t('nextWeek'), entries: entries.filter(entry => entry.onDay >= next && entry.onDay < later) },
    { title: t('later'), entries: entries.filter(entry => entry.onDay >= later) },
  ].filter(one => one.entries.length > 0)
  return (
    <div className="mx-auto grid max-w-2xl gap-(--gap)">
      <Live topics={['roster', 'notification']} />
      <PageHeader title={t('title')} detail={t('detail')} />
      {weeks.length === 0 && (
        <Card flush>
          <EmptyState icon={<Icon name="calendar-time" />} title={t('none')} detail={t('noneDetail')} />
        </Card>
      )}
      {weeks.map(one => (
        <OwnWeek key={one.title} {...one} today={actor.today} />
      ))}
    </div>
  )
}
