import { IconUsers } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OutcomeLinks } from '@/components/people/outcome-links'
import { CallLink, TeamList } from '@/components/people/team-list'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { daysBetween } from '@/lib/clock'
import { listTeam, type TeamRow } from '@/lib/people/queries'
import { byStore, dayOfStay, teamOn } from '@/lib/people/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.team')
  return { title: t('title') }
}

export default async function TeamPage() {
  const t = await getTranslations('people')
  const { actor, rows, total } = await query(async (tx, actor) => ({
    actor,
    ...(await listTeam(tx, actor)),
  }))
  const { today } = actor
  const unitCode = actor.unitCode ?? ''
  const team = teamOn(rows, today)
  const stores = byStore(team.now)
  const isRegion = rows.some(row => row.unitCode !== unitCode)
  const place = (row: TeamRow) => isRegion && row.unitName
  const outcomes = (row: TeamRow) => (
    <OutcomeLinks
      small
      outcomes={['extend', 'move', 'return']}
      at={`/store/${row.unitCode}/transfers/new`}
      number={row.number}
      underWay={row.underWay}
      requestsAt={`${pathOfSeat(actor)}/requests`}
    />
  )

  return (
    <>
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
                icon={<IconUsers aria-hidden />}
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
              <TeamList
                rows={store.rows}
                unitCode={unitCode}
                empty={null}
                lines={row => [
                  row.positionName,
                  t('dayInStore', { days: dayOfStay(row.startsOn, today) ?? 0 }),
                  row.endsOn ? t('team.endsOn', { date: row.endsOn }) : t('team.openEnd'),
                ]}
                aside={row => <CallLink phone={row.phone} />}
              />
            </Card>
          ))}
        </div>
        <div className="grid gap-(--gap) max-lg:order-first">
          <Card
            title={`${t('team.arriving')} · ${team.arriving.length}`}
            actions={<span className="text-ink-2">{t('team.arrivingHint')}</span>}
            flush
          >
            <TeamList
              rows={team.arriving}
              unitCode={unitCode}
              empty={<p className="p-(--pad) text-ink-2">{t('team.noArrivals')}</p>}
              lines={row => [
                t('team.arrivesOn', { date: row.startsOn }),
                t('team.inDays', { days: daysBetween(today, row.startsOn) }),
                row.positionName,
                place(row),
              ]}
              aside={row => <CallLink phone={row.phone} />}
            />
          </Card>
          <Card title={`${t('team.ending')} · ${team.ending.length}`} flush>
            <TeamList
              rows={team.ending}
              unitCode={unitCode}
              empty={<p className="p-(--pad) text-ink-2">{t('team.noEndings')}</p>}
              lines={row => [
                t('team.endsOn', { date: row.endsOn ?? '' }),
                t('daysLeft', { days: daysBetween(today, row.endsOn ?? today) }),
                place(row),
              ]}
              aside={outcomes}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
