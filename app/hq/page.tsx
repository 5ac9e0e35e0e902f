import { clsx } from 'clsx'
import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { OwedMonthsCard } from '@/components/insurance/owed-card'
import { Live } from '@/components/live/live'
import { UpcomingCard } from '@/components/milestones/cards'
import { Greeting } from '@/components/people/greeting'
import { TodoCard } from '@/components/people/todo-card'
import { OldReportsCard } from '@/components/reports/cards'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Stat } from '@/components/ui/stat'
import { hqHome } from '@/lib/account/rules'
import { countWaiting } from '@/lib/boards/queries'
import { listOwedMonths } from '@/lib/insurance/queries'
import { listUpcoming } from '@/lib/milestones/queries'
import { listLawLimits } from '@/lib/partners/queries'
import { getWorkbench } from '@/lib/people/queries'
import { mayListPeople, mayMaintainPeople } from '@/lib/people/rules'
import { seesReports } from '@/lib/reports/rules'
import { countTodo, listInbox } from '@/lib/requests/queries'
import { mayKeepInsurance } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { StoreFiguresTable } from './store-figures-table'

const shownTodos = 6

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.workbench')
  return { title: t('title') }
}

export default async function Workbench() {
  const t = await getTranslations('people.workbench')
  const portals = await getTranslations('account.portals')
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role)) return { home: hqHome(actor.role) }
    return {
      actor,
      ...(await getWorkbench(tx, actor)),
      todos: (await listInbox(tx, actor, 'todo')).slice(0, shownTodos),
      open: await countTodo(tx, actor),
      upcoming: await listUpcoming(tx, actor),
      owed: mayKeepInsurance(actor.role)
        ? await listOwedMonths(tx, actor.today, await listLawLimits(tx, actor.today))
        : [],
      old: seesReports(actor) ? (await countWaiting(tx, actor)).old : 0,
    }
  })
  if ('home' in found) redirect((found.home ?? '/hq/settings') as Route)
  const { actor, figures, stores, todos, open, old, upcoming, owed } = found
  const hasAside = owed.length > 0 || upcoming.total > 0

  return (
    <>
      <Live topics={['request', 'employee']} />
      <Breadcrumb items={[{ label: portals('hq') }, { label: t('title') }]} />
      <Greeting
        actor={actor}
        detail={t('line', { people: figures.stationed, stores: figures.stores })}
        actions={
          mayMaintainPeople(actor.role) && (
            <LinkButton href="/hq/transfers/new?kind=dispatch" variant="primary" icon={<Icon name="plus" />}>
              {t('dispatch')}
            </LinkButton>
          )
        }
      />
      <div className="grid gap-(--gap)">
        <div className="grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
          <Stat
            tone="store"
            label={t('stationed')}
            value={figures.stationed}
            detail={t('stationedDetail', { stores: figures.stores })}
            href="/hq/people?view=store"
          />
          <Stat
            tone="hq"
            label={t('openTransfers')}
            value={figures.openTransfers}
            detail={t('openTransfersDetail')}
            href="/hq/transfers"
          />
          <Stat
            tone="ok"
            label={t('arriving')}
            value={figures.arriving}
            detail={t('arrivingDetail')}
            href="/hq/people?view=arriving"
          />
          <Stat
            tone="warn"
            label={t('ending')}
            value={figures.ending}
            detail={t('endingDetail')}
            href="/hq/transfers?tab=returns"
          />
        </div>
        <div
          className={clsx(
            'grid items-start gap-(--gap)',
            hasAside && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]',
          )}
        >
          <div className="grid gap-(--gap)">
            <TodoCard rows={todos} total={open} actor={actor} />
            <OldReportsCard old={old} />
          </div>
          {hasAside && (
            <div className="grid gap-(--gap)">
              <OwedMonthsCard months={owed} today={actor.today} />
              <UpcomingCard upcoming={upcoming} actor={actor} />
            </div>
          )}
        </div>
        <StoreFiguresTable stores={stores} />
      </div>
    </>
  )
}
