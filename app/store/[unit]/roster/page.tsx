import type { Metadata } from 'next'
import { Live } from '@/components/live/live'
import { RegionRosters } from '@/components/rosters/region-rosters'
import { StoreRoster } from '@/components/rosters/store-roster'
import { WeekNav } from '@/components/rosters/week-nav'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { rosterParams } from '@/lib/rosters/input'
import { findRosterStore, getRoster, listRosterStores } from '@/lib/rosters/queries'
import { daysOf, nearWeek } from '@/lib/rosters/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosters'))('title') }
}

/** A week of the store, to be filled and published; in a region the stores to choose from. */
export default async function RosterPage({ searchParams }: PageProps<'/store/[unit]/roster'>) {
  const t = await getTranslations('rosters')
  const asked = rosterParams.parse(await searchParams).week
  const found = await query(async (tx, actor) => {
    const week = nearWeek(asked, actor.today)
    const store = await findRosterStore(tx, { id: actor.unitId ?? '' })
    return store
      ? { actor, week, roster: await getRoster(tx, actor, store, week), stores: [] }
      : { actor, week, roster: undefined, stores: await listRosterStores(tx, actor, week) }
  })
  const { actor, week, roster, stores } = found
  const at = `${pathOfSeat(actor)}/roster`
  return (
    <>
      <Live topics={['roster', 'employee', 'request']} />
      <PageHeader
        title={t('title')}
        detail={`${actor.unitName} · ${t('week', { from: week, to: daysOf(week).at(-1) ?? '' })}`}
        actions={
          <>
            <WeekNav at={at} week={week} today={actor.today} />
            {roster && <LinkButton href={`${at}/shifts`}>{t('shifts.title')}</LinkButton>}
          </>
        }
      />
      {roster ? (
        <StoreRoster roster={roster} week={week} today={actor.today} shiftsAt={`${at}/shifts`} />
      ) : (
        <RegionRosters stores={stores} week={week} />
      )}
    </>
  )
}
