import type { Metadata } from 'next'
import { StoreFilesCard } from '@/components/completeness/store-cards'
import { Live } from '@/components/live/live'
import { getTeamLines } from '@/components/people/team-lines'
import { TeamList } from '@/components/people/team-list'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { pack } from '@/components/ui/packed'
import { PageHeader } from '@/components/ui/page-header'
import { getStoreFiles } from '@/lib/completeness/queries'
import { listTeam } from '@/lib/people/queries'
import { byStore, teamOn } from '@/lib/people/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.team')
  return { title: t('title') }
}

export default async function TeamPage() {
  const t = await getTranslations('people')
  const { actor, files, rows, total } = await query(async (tx, actor) => ({
    actor,
    files: await getStoreFiles(tx),
    ...(await listTeam(tx, actor)),
  }))
  const team = teamOn(rows, actor.today)
  const stores = byStore(team.now)
  const isRegion = rows.some(row => row.unitCode !== actor.unitCode)
  const lines = await getTeamLines(actor, rows)

  return (
    <InboxKeys>
      <Live topics={['request', 'employee']} />
      <PageHeader
        title={t('team.title')}
        detail={`${actor.unitName} · ${t('team.people', { count: total - team.arriving.length })}`}
      />
      {total > rows.length && (
        <div className="mb-4">
          <Banner>{t('team.cut', { shown: rows.length, total })}</Banner>
        </div>
      )}
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-(--gap)">
          {stores.length === 0 && (
            <Card title={t('team.now')} flush>
              <EmptyState
                icon={<Icon name="users" />}
                title={t('team.nobody')}
                detail={t('team.nobodyDetail')}
              />
            </Card>
          )}
          {stores.map(store => (
            <Card
              key={store.code}
              title={`${isRegion ? store.name : t('team.now')} · ${store.rows.length}`}
              flush
            >
              <TeamList lines={pack(store.rows.map(lines.present))} empty={t('team.nobody')} />
            </Card>
          ))}
        </div>
        <div className="grid gap-(--gap) max-lg:order-first">
          <StoreFilesCard files={files} at={pathOfSeat(actor)} />
          <Card
            title={`${t('team.arriving')} · ${team.arriving.length}`}
            actions={<span className="text-ink-2">{t('team.arrivingHint')}</span>}
            flush
          >
            <TeamList lines={pack(team.arriving.map(lines.arriving))} empty={t('team.noArrivals')} />
          </Card>
          <Card title={`${t('team.ending')} · ${team.ending.length}`} flush>
            <TeamList lines={pack(team.ending.map(lines.ending))} empty={t('team.noEndings')} />
          </Card>
        </div>
      </div>
    </InboxKeys>
  )
}
