import type { Actor } from '@/lib/actor'
import { addDays, daysBetween } from '@/lib/clock'
import type { UpcomingMilestones } from '@/lib/milestones/queries'
import { daysAhead, firstWeekDay, type Milestone, milestonesBetween } from '@/lib/milestones/rules'
import type { TeamRow } from '@/lib/people/queries'
import { pathOfSeat } from '@/lib/seat'
import { useTranslations } from '@/lib/translations'
import { endOf } from '../people/team-lines'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'

type Row = Milestone & { number: string; name: string; place?: string; href: string; thanksAt?: string }

/** Days to remember as rows; one press leads to a word of thanks. */
function MilestoneRows({ rows, today }: { rows: Row[]; today: string }) {
  const t = useTranslations('milestones')
  const thanks = useTranslations('thanks.verbs')
  return (
    <ul>
      {rows.map(row => (
        <li
          key={`${row.number} ${row.kind}`}
          className="flex min-h-(--row-h) flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-1.5 last:border-0"
        >
          <span className="num w-14 shrink-0 text-ink-2 text-sm">
            {row.on === today ? t('today') : row.on.slice(5)}
          </span>
          <span className="min-w-0 grow">
            <a href={row.href} className="font-semibold hover:underline">
              {row.name}
            </a>{' '}
            {t(row.kind, { n: row.n })}
            {row.place && <span className="text-ink-2 text-sm"> · {row.place}</span>}
          </span>
          {row.thanksAt && (
            <LinkButton size="small" variant="ghost" href={row.thanksAt} icon={<Icon name="heart" />}>
              {thanks('write')}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}

/** On the workbench: the first few of the coming days, and how many there are. */
export function UpcomingCard({ upcoming, actor }: { upcoming: UpcomingMilestones; actor: Actor }) {
  const t = useTranslations('milestones')
  if (upcoming.total === 0) return null
  const writes = actor.role === 'hr' || actor.role === 'head'
  return (
    <Card title={t('week')} actions={t('more', { count: upcoming.total })} flush>
      <MilestoneRows
        today={actor.today}
        rows={upcoming.rows.map(row => ({
          ...row,
          href: `/hq/people/${row.number}`,
          ...(writes && { thanksAt: `/hq/thanks/new?to=${row.number}` }),
        }))}
      />
    </Card>
  )
}

const mostOfTeam = 6

/** On a store's first page, from the rows of its team: nothing more is asked for. */
export function TeamMilestones({ rows, actor }: { rows: TeamRow[]; actor: Actor }) {
  const t = useTranslations('milestones')
  const until = addDays(actor.today, daysAhead - 1)
  const at = pathOfSeat(actor)
  const found = rows
    .filter(row => row.startsOn <= actor.today)
    .flatMap(row =>
      milestonesBetween({ arrivedOn: row.startsOn }, actor.today, until).map(milestone => ({
        ...milestone,
        number: row.number,
        name: row.name,
        href: `${at}/team/${row.number}`,
        thanksAt: `${at}/thanks/new?to=${row.number}`,
      })),
    )
    .sort((one, other) => (one.on < other.on ? -1 : 1))
  if (found.length === 0) return null
  return (
    <Card title={t('week')} actions={t('more', { count: found.length })} flush>
      <MilestoneRows rows={found.slice(0, mostOfTeam)} today={actor.today} />
    </Card>
  )
}

/** On a store's first page: who has come within a week, with whom to ask at headquarters and until when they stay. */
export function NewcomersCard({ rows, actor }: { rows: TeamRow[]; actor: Actor }) {
  const t = useTranslations('milestones.firstWeek')
  const people = useTranslations('people')
  const at = pathOfSeat(actor)
  const fresh = rows.filter(row => firstWeekDay(row.startsOn, actor.today) !== undefined)
  if (fresh.length === 0) return null
  return (
    <Card title={`${t('title')} · ${fresh.length}`} flush>
      <ul>
        {fresh.slice(0, mostOfTeam).map(row => (
          <li key={row.number} className="border-line border-b px-(--pad) py-2 last:border-0">
            <a href={`${at}/team/${row.number}`} className="font-semibold hover:underline">
              {row.name}
            </a>
            <p className="num text-ink-2 text-sm">
              {[
                t('day', { day: daysBetween(row.startsOn, actor.today) + 1 }),
                row.positionName,
                `${t('contact')} ${row.hqContactName || t('unknown')}`,
                endOf(row, people),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** On a person's own page and on their page at headquarters: what they have to celebrate in the coming days. */
export function OwnMilestones({ milestones, today }: { milestones: Milestone[]; today: string }) {
  const t = useTranslations('milestones')
  if (milestones.length === 0) return null
  return (
    <section className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-line bg-store-soft p-(--pad) text-store-ink">
      <Icon name="heart" />
      {milestones.map(({ kind, n, on }) => (
        <span key={kind} className="font-semibold">
          <span className="num">{on === today ? t('today') : on.slice(5)}</span> {t(kind, { n })}
        </span>
      ))}
    </section>
  )
}
