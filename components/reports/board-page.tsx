import type { Actor } from '@/lib/actor'
import { countDay, countWaiting, listBoard } from '@/lib/boards/queries'
import { type BoardList, boardLists, type Counts } from '@/lib/boards/rules'
import { textParam } from '@/lib/paging'
import { standings } from '@/lib/reports/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Stat } from '../ui/stat'
import { Tabs } from '../ui/tabs'
import { BoardTable } from './board-table'
import { DayStrip, dayOf } from './day-strip'
import { NewsRead } from './news-read'
import { NudgeButton, ReadAllButton } from './verbs'

/** A store's or region's reports: one day as it stands, what is unread and what is missing. */
export async function BoardPage({ params }: { params: SearchParams }) {
  const list = boardLists.find(one => one === params.list) ?? 'day'
  const standing = standings.find(one => one === params.standing)
  const { actor, day, counts, waiting, page } = await query(async (tx, actor) => {
    const day = dayOf(params.day, actor)
    const paging = { after: textParam(params.after, 600), before: textParam(params.before, 600) }
    return {
      actor,
      day,
      counts: await countDay(tx, actor, day),
      waiting: await countWaiting(tx, actor),
      page: await listBoard(tx, actor, { ...paging, list, day, standing }),
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const kept = { list: params.list, day: params.day, standing: params.standing }
  return (
    <InboxKeys>
      <Live topics={['report']} />
      <NewsRead />
      <Breadcrumb
        items={[
          { label: actor.portal === 'hq' ? portals('hq') : (actor.unitName ?? ''), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} actions={<Ways base={base} />} />
      <div className="grid gap-(--gap)">
        {list === 'day' && <DayStrip day={day} actor={actor} />}
        {list === 'day' && <DayStats counts={counts} day={params.day} />}
        <div className="min-w-0">
          <Tabs
            label={t('board.list')}
            items={boardLists.map(one => ({
              href: withParams({}, { list: one === 'day' ? undefined : one }),
              label: t(`board.lists.${one}`),
              ...(one !== 'day' && { count: waiting[one] }),
              current: one === list,
            }))}
          />
          <Card
            flush
            title={t(`board.lists.${list}`)}
            actions={<ListVerbs list={list} waiting={waiting} counts={counts} />}
          >
            {page.rows.length === 0 ? (
              <Nothing list={list} isFiltered={standing !== undefined} base={base} actor={actor} />
            ) : (
              <BoardTable page={page} params={kept} actor={actor} />
            )}
          </Card>
        </div>
      </div>
    </InboxKeys>
  )
}

/** The ways on from a board. */
export async function Ways({ base }: { base: string }) {
  const t = await getTranslations('reports.board')
  return (
    <>
      <LinkButton href={`${base}/reports/numbers`} icon={<Icon name="chart-line" />}>
        {t('numbers')}
      </LinkButton>
      <LinkButton href={`${base}/reports/templates`} icon={<Icon name="template" />}>
        {t('templates')}
      </LinkButton>
    </>
  )
}

/** A day in figures; each leads to its rows. */
async function DayStats({ counts, day }: { counts: Counts; day: SearchParams['day'] }) {
  const t = await getTranslations('reports.board')
  const to = (standing?: string) => withParams({ day }, { standing })
  return (
    <div className="grid grid-cols-2 gap-(--gap) sm:grid-cols-3 lg:grid-cols-6">
      <Stat label={t('all')} value={counts.all} href={to()} />
      <Stat tone="ok" label={t('submitted')} value={counts.submitted} href={to('submitted')} />
      <Stat tone="hq" label={t('due')} value={counts.due} href={to('due')} />
      <Stat tone="bad" label={t('missing')} value={counts.missing} href={to('missing')} />
      <Stat tone="warn" label={t('late')} value={counts.late} href={to('late')} />
      <Stat tone="info" label={t('excused')} value={counts.excused} href={to('excused')} />
    </div>
  )
}

async function ListVerbs({
  list,
  waiting,
  counts,
}: {
  list: BoardList
  waiting: { unread: number; missing: number }
  counts: Counts
}) {
  const t = await getTranslations('reports.board')
  const asked = list === 'day' ? counts.due + counts.missing : waiting.missing
  return (
    <>
      {list !== 'unread' && asked > 0 && (
        <NudgeButton fields={{}} label={t('nudgeAll', { n: asked })} done={t('nudged')} />
      )}
      {list !== 'missing' && waiting.unread > 0 && (
        <ReadAllButton label={t('readAll')} done={t('readAllDone')} />
      )}
    </>
  )
}

async function Nothing({
  list,
  isFiltered,
  base,
  actor,
}: {
  list: BoardList
  isFiltered: boolean
  base: string
  actor: Actor
}) {
  const t = await getTranslations('reports.board')
  if (isFiltered)
    return (
      <EmptyState
        title={t('filtered')}
        action={<LinkButton href={`${base}/reports`}>{t('clear')}</LinkButton>}
      />
    )
  return (
    <EmptyState
      icon={<Icon name="clipboard-text" />}
      title={t(`empty.${list}`)}
      detail={t(`emptyDetail.${list}`)}
      action={
        list === 'day' &&
        actor.role === 'manager' && (
          <LinkButton href={`${base}/reports/templates`}>{t('templates')}</LinkButton>
        )
      }
    />
  )
}
