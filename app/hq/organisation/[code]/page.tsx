import { notFound } from 'next/navigation'
import { AsOfBanner, AsOfForm } from '@/components/organisation/as-of'
import { KindBadge } from '@/components/organisation/badges'
import { History } from '@/components/organisation/history'
import { PeopleTable } from '@/components/organisation/people-table'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { findUnit } from '@/lib/organisation/queries'
import { canMaintain, otherDay } from '@/lib/organisation/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { ChildrenCard } from './children-card'
import { FactsCard } from './facts-card'
import { UnitButtons } from './unit-buttons'
import { findUnitPage } from './unit-page'
import { VersionsCard } from './versions-card'

export async function generateMetadata({ params }: PageProps<'/hq/organisation/[code]'>) {
  const { code } = await params
  const unit = await query(tx => findUnit(tx, code))
  return { title: unit?.name }
}

export default async function UnitPage({ params, searchParams }: PageProps<'/hq/organisation/[code]'>) {
  const [t, { code }, wanted] = [await getTranslations('organisation'), await params, await searchParams]
  const found = await query(async (tx, actor) => {
    const on = otherDay(wanted.on, actor.today)
    const page = await findUnitPage(tx, actor, code, on)
    return page && { ...page, actor, on }
  })
  if (!found) notFound()
  const { unit, onDay, actor, on } = found
  const name = onDay?.name ?? unit.name
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('tree.title'), href: `/hq/organisation${on ? `?on=${on}` : ''}` },
          { label: name },
        ]}
      />
      <PageHeader
        title={name}
        badge={<KindBadge kind={unit.kind} />}
        detail={
          unit.closedOn
            ? t('unit.closed', { date: unit.closedOn })
            : t('unit.peopleTotal', { here: found.here, total: found.total })
        }
        actions={
          <>
            <AsOfForm on={on ?? actor.today} />
            {canMaintain(actor) && !on && !unit.closedOn && (
              <UnitButtons unit={unit} parents={found.parents} today={actor.today} />
            )}
          </>
        }
      />
      <AsOfBanner on={on} asked={wanted.on} today={actor.today} backHref={`/hq/organisation/${unit.code}`} />
      {on && !onDay ? (
        <Banner tone="warn" title={t('unit.notThen', { date: on })}>
          {t('unit.notThenDetail', { openedOn: unit.openedOn })}
        </Banner>
      ) : (
        <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="grid gap-3">
            <FactsCard page={found} />
            <Card
              title={t('unit.peopleHere')}
              flush
              actions={
                found.people &&
                !on &&
                (unit.kind === 'store' || unit.kind === 'department') && (
                  <a
                    className="text-hq-ink hover:underline"
                    href={`/hq/people?${unit.kind === 'department' ? 'home' : 'store'}=${unit.code}`}
                  >
                    {t('unit.allPeople')}
                  </a>
                )
              }
            >
              {found.people ? (
                <PeopleTable
                  people={found.people}
                  returns={unit.kind === 'store'}
                  caption={t('unit.peopleHere')}
                  empty={{ title: t('unit.noPeople'), detail: t('unit.noPeopleDetail') }}
                />
              ) : (
                <p className="p-(--pad) text-ink-2">{t('unit.peopleHidden')}</p>
              )}
            </Card>
            {unit.kind !== 'store' && <ChildrenCard lines={found.children} on={on} />}
          </div>
          <div className="grid gap-3">
            <VersionsCard unit={unit} versions={found.versions} actor={actor} />
            {found.history && <History rows={found.history} />}
          </div>
        </div>
      )}
    </>
  )
}
