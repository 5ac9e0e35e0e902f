import type { Actor } from '@/lib/actor'
import { daysBetween } from '@/lib/clock'
import { lastDayOf } from '@/lib/contracts/rules'
import type { TeamRow } from '@/lib/people/queries'
import { dayOfStay } from '@/lib/people/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations, type useTranslations } from '@/lib/translations'
import type { TeamLine } from './team-list'

type Parts = (string | false | null | undefined)[]

/** When somebody's stay is over, and what follows it. Whoever leaves the company goes on no transfer. */
export function endOf(
  { leftOn, endsOn, goesTo }: TeamRow,
  t: ReturnType<typeof useTranslations<'people'>>,
): string {
  if (leftOn) return t('team.leavesOn', { date: lastDayOf(leftOn) })
  if (!endsOn) return t('team.openEnd')
  return goesTo ? t('goesTo', { date: endsOn, unit: goesTo }) : t('team.endsOn', { date: endsOn })
}

/** How the lists of a store say a person: who is here, who comes, whose stay ends. */
export async function getTeamLines(
  actor: Actor,
  rows: TeamRow[],
): Promise<Record<'present' | 'arriving' | 'ending', (row: TeamRow) => TeamLine>> {
  const t = await getTranslations('people')
  const { today } = actor
  const line = (row: TeamRow, parts: Parts, rest: Pick<TeamLine, 'links' | 'underWay'>): TeamLine => ({
    key: `${row.number} ${row.startsOn}`,
    name: row.name,
    href: `/store/${actor.unitCode}/team/${row.number}`,
    detail: parts.filter(part => part !== false && part !== null && part !== undefined),
    ...rest,
  })
  /** Calls the person: a phone is what a manager may know of the contact class. */
  const call = ({ phone }: TeamRow) => ({
    links: phone ? [{ href: `tel:${phone}`, label: t('team.call') }] : [],
  })
  const next = ({ number, unitCode, underWay }: TeamRow) => ({
    underWay: underWay
      ? {
          href: `${pathOfSeat(actor)}/requests/${underWay}`,
          label: t('outcome.underWay', { number: underWay }),
        }
      : undefined,
    links: (['extend', 'move', 'return'] as const).map(kind => ({
      href: `/store/${unitCode}/transfers/new?${new URLSearchParams({ person: number, kind })}`,
      label: t(`outcome.${kind}`),
    })),
  })
  const isRegion = rows.some(row => row.unitCode !== actor.unitCode)
  const place = (row: TeamRow) => isRegion && row.unitName
  return {
    present: row =>
      line(
        row,
        [
          row.positionName,
          t('team.home', { home: row.homeName }),
          t('dayInStore', { days: dayOfStay(row.startsOn, today) ?? 0 }),
          endOf(row, t),
        ],
        call(row),
      ),
    arriving: row =>
      line(
        row,
        [
          t('team.arrivesOn', { date: row.startsOn }),
          t('team.inDays', { days: daysBetween(today, row.startsOn) }),
          row.positionName,
          t('team.home', { home: row.homeName }),
          place(row),
        ],
        call(row),
      ),
    ending: row =>
      line(
        row,
        [endOf(row, t), t('daysLeft', { days: daysBetween(today, row.endsOn ?? today) }), place(row)],
        row.leftOn ? { ...call(row), underWay: undefined } : next(row),
      ),
  }
}
