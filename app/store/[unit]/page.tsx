import { clsx } from 'clsx'
import type { Metadata } from 'next'
import { StoreCoursesCard } from '@/components/courses/store-card'
import { Live } from '@/components/live/live'
import { NewcomersCard, TeamMilestones } from '@/components/milestones/cards'
import { Greeting } from '@/components/people/greeting'
import { getTeamLines } from '@/components/people/team-lines'
import { TeamList } from '@/components/people/team-list'
import { TodoCard } from '@/components/people/todo-card'
import { StoreReportsCard } from '@/components/reports/cards'
import { TodayCard } from '@/components/rosters/today-card'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { pack } from '@/components/ui/packed'
import { Stat } from '@/components/ui/stat'
import { countWaiting } from '@/lib/boards/queries'
import { countOwing } from '@/lib/learning/queries'
import { listTeam } from '@/lib/people/queries'
import { teamOn } from '@/lib/people/rules'
import { countTodo, listInbox } from '@/lib/requests/queries'
import { listToday } from '@/lib/rosters/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

const shownTodos = 4
const shownPeople = 9

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.store')
  return { title: t('title') }
}

/** A store's first page: who is there, who works today, who comes, whose stay ends (each with its three outcomes), what waits for the manager. */
export default async function StoreToday() {
  const t = await getTranslations('people')
  const { actor, rows, total, todos, open, reports, owing, rostered } = await query(async (tx, actor) => ({
    actor,
    ...(await listTeam(tx, actor)),
    todos: (await listInbox(tx, actor, 'todo')).slice(0, shownTodos),
    open: await countTodo(tx, actor),
    reports: await countWaiting(tx, actor),
    owing: await countOwing(tx, actor),
    rostered: await listToday(tx, actor),
  }))
  const at = pathOfSeat(actor)
  const team = teamOn(rows, actor.today)
  const lines = await getTeamLines(actor, rows)

  return (
    <>
      <Live topics={['request', 'employee', 'report', 'roster']} />
      <Greeting actor={actor} detail={actor.unitName ?? ''} />
      <div className="grid gap-(--gap)">
        <div className="grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
          <Stat tone="store" label={t('team.now')} value={total - team.arriving.length} href={`${at}/team`} />
          <Stat tone="ok" label={t('team.arriving')} value={team.arriving.length} href={`${at}/team`} />
          <Stat tone="warn" label={t('team.ending')} value={team.ending.length} href={`${at}/team`} />
          <Stat tone="hq" label={t('store.todos')} value={open > 99 ? '99+' : open} href={`${at}/inbox`} />
        </div>
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="grid gap-(--gap)">
            <TodoCard rows={todos} total={open} actor={actor} />
            <StoreReportsCard actor={actor} waiting={reports} />
            <StoreCoursesCard counts={owing} at={at} />
            <Card title={`${t('team.ending')} · ${team.ending.length}`} flush>
              <TeamList
                lines={pack(team.ending.slice(0, shownPeople).map(lines.ending))}
                empty={t('team.noEndings')}
              />
              <Rest count={team.ending.length - shownPeople} href={`${at}/team`} inset />
            </Card>
          </div>
          <div className="grid gap-(--gap)">
            <TodayCard entries={rostered} at={at} />
            <NewcomersCard rows={rows} actor={actor} />
            <TeamMilestones rows={rows} actor={actor} />
            <Card title={`${t('team.arriving')} · ${team.arriving.length}`} flush>
              <TeamList
                lines={pack(team.arriving.slice(0, shownPeople).map(lines.arriving))}
                empty={t('team.noArrivals')}
              />
              <Rest count={team.arriving.length - shownPeople} href={`${at}/team`} inset />
            </Card>
            <Card
              title={`${t('team.now')} · ${total - team.arriving.length}`}
              actions={
                <a href={`${at}/team`} className="text-hq-ink hover:underline">
                  {t('team.all')}
                </a>
              }
            >
              {team.now.length === 0 && <p className="text-ink-2">{t('team.nobody')}</p>}
              <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2">
                {team.now.slice(0, shownPeople).map(row => (
                  <li key={row.number}>
                    <a
                      href={`${at}/team/${row.number}`}
                      className="flex min-h-12 items-center gap-2 rounded-md bg-surface-2 px-2.5 hover:bg-hq-soft"
                    >
                      <Avatar name={row.name} owner="both" />
                      <span className="truncate">{row.name}</span>
                    </a>
                  </li>
                ))}
              </ul>
              <Rest
                count={total - team.arriving.length - Math.min(team.now.length, shownPeople)}
                href={`${at}/team`}
              />
            </Card>
          </div>
        </div>
      </div>
    </>
  )
}

/** Whom a card has no room for; the team's page lists everybody. */
function Rest({ count, href, inset = false }: { count: number; href: string; inset?: boolean }) {
  const t = useTranslations('people.team')
  if (count <= 0) return null
  return (
    <a
      href={href}
      className={clsx('flex min-h-12 items-center text-hq-ink hover:underline', inset && 'px-(--pad)')}
    >
      {t('rest', { count })}
    </a>
  )
}
