import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import {
  type BoardRow,
  countDay,
  countWaiting,
  listBoard,
  listCompletion,
  listUnitsAbove,
  type UnitCounts,
} from '@/lib/boards/queries'
import { type Counts, completionOf, spans } from '@/lib/boards/rules'
import { isId } from '@/lib/id'
import { type Page, textParam } from '@/lib/paging'
import { readsReports, seesReports } from '@/lib/reports/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Stat } from '../ui/stat'
import { Tabs } from '../ui/tabs'
import { Ways } from './board-page'
import { BoardTable } from './board-table'
import { CompletionTable } from './completion-table'
import { DayStrip, dayOf } from './day-strip'
import { NewsRead } from './news-read'
import { NudgeButton } from './verbs'

const lists = ['completion', 'day', 'missing', 'unread'] as const

/** Headquarters over all reports: how far units are, down to a store's people; what is missing and what nobody reads. */
export async function CompletionPage({ params }: { params: SearchParams }) {
  const list = lists.find(one => one === params.list) ?? 'completion'
  const days = spans.find(one => String(one) === params.days) ?? 1
  const asked = textParam(params.unit)
  const wanted = asked && isId(asked) ? asked : undefined
  const { actor, day, unitId, above, counts, waiting, units, page } = await query(async (tx, actor) => {
    if (!seesReports(actor) || !actor.unitId) notFound()
    const day = dayOf(params.day, actor)
    // from the headquarters down: the people of a head are in stores of any region
    const above = await listUnitsAbove(tx, wanted ?? actor.unitId)
    const unitId = wanted ?? above[0]?.id ?? actor.unitId
    const paging = { after: textParam(params.after, 600), before: textParam(params.before, 600) }
    const filter = { ...paging, day, unitId: wanted, isOld: true }
    return {
      actor,
      day,
      unitId,
      above,
      counts: await countDay(tx, actor, day, wanted),
      waiting: await countWaiting(tx, actor),
      units: list === 'completion' ? await listCompletion(tx, actor, { unitId, day, days }) : [],
      page: list === 'completion' ? undefined : await listBoard(tx, actor, { ...filter, list }),
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const keep = { unit: wanted, list: textParam(params.list), days: textParam(params.days) }
  const title = wanted ? above.find(unit => unit.id === unitId)?.name : undefined
  return (
    <InboxKeys>
      <Live topics={['report']} />
      <NewsRead />
      <Breadcrumb
        items={[
          { label: portals('hq'), href: base },
          { label: t('title'), ...(wanted && { href: `${base}/reports` }) },
          ...(wanted
            ? above.slice(1).map(unit => ({
                label: unit.name,
                ...(unit.id !== unitId && { href: withParams(keep, { unit: unit.id }) }),
              }))
            : []),
        ]}
      />
      <PageHeader title={t('title')} detail={title} actions={<Ways base={base} />} />
      <div className="grid gap-(--gap)">
        <DayStrip day={day} actor={actor} keep={keep} />
        <Figures counts={counts} waiting={waiting} />
        <div className="min-w-0">
          <Tabs
            label={t('board.list')}
            items={lists.map(one => ({
              href: withParams(
                { unit: wanted, day: params.day },
                { list: one === 'completion' ? undefined : one },
              ),
              label: t(`hq.lists.${one}`),
              ...(one === 'missing' && { count: waiting.missing }),
              ...(one === 'unread' && { count: waiting.old }),
              current: one === list,
            }))}
          />
          {page && list !== 'completion' ? (
            <Listed
              page={page}
              list={list}
              params={{ ...keep, day: params.day }}
              actor={actor}
              unitId={wanted}
            />
          ) : (
            <Units units={units} unitId={unitId} params={{ ...keep, day: params.day }} days={days} />
          )}
        </div>
      </div>
    </InboxKeys>
  )
}

async function Figures({ counts, waiting }: { counts: Counts; waiting: { missing: number; old: number } }) {
  const t = await getTranslations('reports')
  const rate = completionOf(counts)
  return (
    <div className="grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
      <Stat
        tone="hq"
        label={t('hq.rate')}
        value={rate === undefined ? '—' : t('hq.percent', { n: rate })}
        detail={`${counts.submitted} / ${counts.all - counts.excused}`}
      />
      <Stat tone="bad" label={t('board.missing')} value={counts.missing} />
      <Stat tone="warn" label={t('board.late')} value={counts.late} />
      <Stat
        tone="trip"
        label={t('hq.lists.unread')}
        value={waiting.old >= 1000 ? '1000+' : waiting.old}
        href="?list=unread"
      />
    </div>
  )
}

async function Units({
  units,
  unitId,
  params,
  days,
}: {
  units: UnitCounts[]
  unitId: string
  params: SearchParams
  days: number
}) {
  const t = await getTranslations('reports.hq')
  return (
    <Card
      flush
      title={t('units')}
      actions={spans.map(span => (
        <a
          key={span}
          href={withParams(params, { days: span === 1 ? undefined : String(span) })}
          aria-current={span === days ? 'true' : undefined}
          className={
            span === days ? 'min-h-6 font-semibold underline' : 'min-h-6 text-hq-ink hover:underline'
          }
        >
          {t(`spans.${span}`)}
        </a>
      ))}
    >
      {units.length === 0 ? (
        <EmptyState icon={<Icon name="clipboard-text" />} title={t('empty')} detail={t('emptyDetail')} />
      ) : (
        <CompletionTable units={units} unitId={unitId} params={params} />
      )}
    </Card>
  )
}

async function Listed({
  page,
  list,
  params,
  actor,
  unitId,
}: {
  page: Page<BoardRow>
  list: Exclude<(typeof lists)[number], 'completion'>
  params: SearchParams
  actor: Actor
  unitId: string | undefined
}) {
  const t = await getTranslations('reports')
  return (
    <Card
      flush
      title={t(`hq.lists.${list}`)}
      actions={
        unitId &&
        list !== 'unread' &&
        readsReports(actor) &&
        page.rows.some(row => row.status === 'open') && (
          <NudgeButton fields={{ unitId }} label={t('board.nudge')} done={t('board.nudged')} />
        )
      }
    >
      {page.rows.length === 0 ? (
        <EmptyState
          icon={<Icon name="clipboard-text" />}
          title={t(`board.empty.${list}`)}
          detail={t(`board.emptyDetail.${list}`)}
        />
      ) : (
        <BoardTable page={page} params={params} actor={actor} />
      )}
    </Card>
  )
}
