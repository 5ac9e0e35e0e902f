import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChooseForm } from '@/components/bulk/choose-form'
import { ForecastCard } from '@/components/bulk/forecast-card'
import { RunList } from '@/components/bulk/run-list'
import { ExportButton } from '@/components/exports/export-button'
import { Live } from '@/components/live/live'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { bulkKinds } from '@/db/schema/bulk'
import { type BulkParams, bulkParams, notTaken } from '@/lib/bulk/input'
import { findOrder, listMembers, listRuns, planBulk } from '@/lib/bulk/queries'
import { mayActInBulk, mostPeople, mostTicked } from '@/lib/bulk/rules'
import { Failure } from '@/lib/failure'
import { peopleParams, peopleQuery } from '@/lib/people/input'
import { listSchemeNames } from '@/lib/schemes/queries'
import { monthOf } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getFormatter, getTranslations } from '@/lib/translations'
import { pairsOf } from '@/lib/views/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bulk'))('title') }
}

/** What an address names and is nobody's number is written out as far as it can be read at a glance. */
const mostNamed = 10

/** 批量操作: whom, what, and what it would do, before anything is done. */
export default async function BulkPage({ searchParams }: PageProps<'/hq/people/bulk'>) {
  const t = await getTranslations('bulk')
  const list = await getTranslations('people.list')
  const format = await getFormatter()
  const typed = await searchParams
  const params = bulkParams.parse(typed)
  const listParams = peopleParams.parse(typed)
  const found = await query(async (tx, actor) => {
    if (!mayActInBulk(actor.role)) return undefined
    const order = await findOrder(tx, actor, params)
    const now = {
      actor,
      order,
      runs: await listRuns(tx, actor),
      schemes: params.kind === 'enrol' ? await listSchemeNames(tx) : [],
    }
    try {
      const plan = order && (await planBulk(tx, actor, params, order))
      const { members, unknown } = plan ?? (await listMembers(tx, actor, params))
      return { ...now, plan, people: members.length + unknown.length, isTooMany: false }
    } catch (error) {
      if (error instanceof Failure && error.code === 'bulk.tooMany')
        return { ...now, plan: undefined, people: 0, isTooMany: true }
      throw error
    }
  })
  if (!found) notFound()
  const { actor, order, runs, schemes, plan, people, isTooMany } = found
  const who = whomOf(params)
  const { unfit, beyond } = params.all ? { unfit: [], beyond: 0 } : notTaken(typed)
  const shown = pairsOf(peopleQuery(listParams)).filter(([name]) => name === 'cols' || name === 'sort')
  const chosen = Object.entries({
    contactUserId: params.kind === 'contact' ? params.contactUserId : undefined,
    homeUnitId: params.kind === 'home' ? params.homeUnitId : undefined,
    schemeId: params.kind === 'enrol' ? params.schemeId : undefined,
    from: params.kind === 'enrol' && params.from ? monthOf(params.from) : undefined,
    hasFund: params.kind === 'enrol' ? params.hasFund : undefined,
    words: params.kind === 'message' ? params.words : undefined,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const at = (kind: string) => `/hq/people/bulk?${new URLSearchParams([...who, ...shown, ['kind', kind]])}`
  return (
    <>
      <Live topics={['bulk']} />
      <Breadcrumb items={[{ label: list('title'), href: '/hq/people' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} />
      <div className="grid gap-(--gap)">
        {(unfit.length > 0 || beyond > 0) && (
          <Banner tone="warn" title={t('notTaken.title', { n: unfit.length + beyond })}>
            {unfit.length > 0 && (
              <p className="wrap-anywhere">
                {t('notTaken.unfit', {
                  numbers: format.list(unfit.slice(0, mostNamed), { style: 'narrow' }),
                })}
              </p>
            )}
            {beyond > 0 && <p>{t('notTaken.beyond', { n: beyond, most: mostTicked })}</p>}
          </Banner>
        )}
        {isTooMany ? (
          <Banner tone="warn">{t('failure.tooMany', { n: mostPeople })}</Banner>
        ) : people === 0 ? (
          <Card>
            <EmptyState
              icon={<Icon name="users" />}
              title={t('empty')}
              detail={t('emptyDetail')}
              action={<LinkButton href="/hq/people">{t('toList')}</LinkButton>}
            />
          </Card>
        ) : (
          <>
            <Card
              title={`${t(params.all ? 'filter' : 'ticked')} · ${t('people', { n: people })}`}
              actions={
                <a
                  href={`/hq/people?${new URLSearchParams([...filterOf(params), ...shown])}`}
                  className="text-hq-ink hover:underline"
                >
                  {t('toList')}
                </a>
              }
            >
              <Tabs
                label={t('kinds.label')}
                items={([...bulkKinds, 'export'] as const).map(kind => ({
                  href: at(kind),
                  label: t(`kinds.${kind}`),
                  current: kind === params.kind,
                }))}
              />
              {params.kind === 'export' ? (
                <div className="flex flex-wrap items-center gap-3">
                  <ExportButton
                    params={listParams}
                    ticked={params.all ? [] : (params.n ?? [])}
                    role={actor.role}
                  />
                  <p className="text-ink-2">{t('export')}</p>
                </div>
              ) : (
                <ChooseForm
                  kept={[...who, ...shown]}
                  kind={params.kind}
                  params={params}
                  order={order}
                  schemes={schemes}
                  today={actor.today}
                />
              )}
            </Card>
            {plan && order && (
              <ForecastCard plan={plan} order={order} fields={[...who, ['kind', order.kind], ...chosen]} />
            )}
          </>
        )}
        <RunList runs={runs} />
      </div>
    </>
  )
}

/** The list's filter, name by name. */
function filterOf({ q, view, store, home, position, on }: BulkParams): [string, string][] {
  return Object.entries({ q, view, store, home, position, on }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
}

/** Whom it is about: everybody whom the filter finds, or those who were ticked. */
function whomOf(params: BulkParams): [string, string][] {
  if (params.all) return [...filterOf(params), ['all', 'yes']]
  return [...filterOf(params), ...(params.n ?? []).map((number): [string, string] => ['n', number])]
}
