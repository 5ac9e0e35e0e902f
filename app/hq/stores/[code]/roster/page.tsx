import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { OpenShifts } from '@/components/rosters/open-shifts'
import { RosterTable } from '@/components/rosters/roster-table'
import { WeekHints } from '@/components/rosters/week-hints'
import { WeekNav } from '@/components/rosters/week-nav'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { rosterParams } from '@/lib/rosters/input'
import { findRosterStore, getRoster, type RosterStore } from '@/lib/rosters/queries'
import { daysOf, nearWeek, readsRosters, rowsOf } from '@/lib/rosters/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata({ params }: PageProps<'/hq/stores/[code]/roster'>) {
  const { code } = await params
  const t = await getTranslations('rosters.hq')
  const store = await query(async (tx, actor) => findReadable(tx, actor, code))
  return { title: store && t('title', { store: store.name }) }
}

/** Not even its name in the title tells whoever reads no roster whether there is such a store. */
const findReadable = async (tx: Tx, actor: Actor, code: string): Promise<RosterStore | undefined> =>
  readsRosters(actor.role) ? findRosterStore(tx, { code }) : undefined

/** A store's week, as far as the reader sees its people: whoever makes it sits in the store. */
export default async function StoreRosterPage({
  params,
  searchParams,
}: PageProps<'/hq/stores/[code]/roster'>) {
  const { code } = await params
  const asked = rosterParams.parse(await searchParams).week
  const found = await query(async (tx, actor) => {
    const store = await findReadable(tx, actor, code)
    const week = nearWeek(asked, actor.today)
    return store && { actor, week, ...(await getRoster(tx, actor, store, week)) }
  })
  if (!found) notFound()
  const { actor, store, week, people, entries, before, open, limits } = found
  const rows = rowsOf(people, entries, week)
  const t = await getTranslations('rosters')
  const organisation = await getTranslations('organisation')
  return (
    <>
      <Live topics={['roster', 'employee', 'request']} />
      <Breadcrumb
        items={[
          { label: organisation('home'), href: '/hq' },
          { label: organisation('stores.title'), href: '/hq/stores' },
          { label: store.name, href: `/hq/stores/${store.code}` },
          { label: t('title') },
        ]}
      />
      <PageHeader
        title={t('hq.title', { store: store.name })}
        detail={`${t('week', { from: week, to: daysOf(week).at(-1) ?? '' })} · ${t('hq.detail')}`}
        actions={<WeekNav at={`/hq/stores/${store.code}/roster`} week={week} today={actor.today} />}
      />
      <div className="grid gap-(--gap)">
        <OpenShifts entries={open} zone={store.zone} />
        {entries.length === 0 ? (
          <Card flush>
            <EmptyState
              icon={<Icon name="calendar-time" />}
              title={t('hq.none')}
              detail={t('hq.noneDetail')}
            />
          </Card>
        ) : (
          <RosterTable rows={rows} week={week} today={actor.today} store={store} />
        )}
        <WeekHints rows={rows} before={before} limits={limits} />
      </div>
    </>
  )
}
