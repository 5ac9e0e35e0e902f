import { arrangeRoster, copyRosterWeek, dropOpenShift, publishRoster } from '@/lib/rosters/actions'
import type { Roster, RosterEntry } from '@/lib/rosters/queries'
import { copyReasons, daysOf, lengthOf, type RosterRow, rowsOf, workOf } from '@/lib/rosters/rules'
import { getTranslations } from '@/lib/translations'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { pack } from '../ui/packed'
import { OpenShifts } from './open-shifts'
import { type GridCell, type GridData, RosterGrid } from './roster-grid'
import { RosterTable } from './roster-table'
import { WeekHints } from './week-hints'
import { CopyWeek, PublishWeek } from './week-verbs'
import { absenceText, dayWords, draftsOf, shiftTimes } from './words'

/** One week of a store for its manager: what is open, the grid, and what follows from it. */
export async function StoreRoster({
  roster,
  week,
  today,
  shiftsAt,
}: {
  roster: Roster
  week: string
  today: string
  shiftsAt: string
}) {
  const t = await getTranslations('rosters')
  const { store, shifts, people, entries, before, open, limits } = roster
  const rows = rowsOf(people, entries, week)
  const isOver = (daysOf(week).at(-1) ?? '') < today
  const drafts = draftsOf(entries, today).length
  if (shifts.length === 0 && entries.length === 0)
    return (
      <Card flush>
        <EmptyState
          icon={<Icon name="calendar-time" />}
          title={t('empty.title')}
          detail={t('empty.detail')}
          action={
            <LinkButton variant="primary" href={shiftsAt}>
              {t('empty.action')}
            </LinkButton>
          }
        />
      </Card>
    )
  return (
    <div className="grid gap-(--gap)">
      <OpenShifts entries={open} zone={store.zone} drop={dropOpenShift} />
      {!isOver && (
        <div className="verbs flex flex-wrap items-center gap-x-3 gap-y-2">
          <CopyWeek
            action={copyRosterWeek}
            week={week}
            words={{
              copy: t('actions.copy'),
              sure: entries.length > 0 ? t('actions.copySure', { n: entries.length }) : '',
              copied: t('actions.copied', { n: '{n}' }),
              nothing: t('actions.copiedNone'),
              left: t('actions.left', { list: '{list}' }),
              reasons: Object.fromEntries(
                copyReasons.map(reason => [reason, t(`actions.left_${reason}`, { n: '{n}' })]),
              ),
              separator: t('actions.separator'),
            }}
          />
          {drafts > 0 && (
            <>
              <PublishWeek
                action={publishRoster}
                week={week}
                words={{ publish: t('actions.publish'), published: t('actions.published') }}
              />
              <span className="text-ink-2">{t('state.drafts', { n: drafts })}</span>
            </>
          )}
        </div>
      )}
      {rows.length === 0 ? (
        <Card flush>
          <EmptyState icon={<Icon name="users" />} title={t('grid.nobody')} />
        </Card>
      ) : isOver ? (
        <RosterTable rows={rows} week={week} today={today} store={store} />
      ) : (
        <RosterGrid key={week} action={arrangeRoster} data={pack(await gridOf(roster, rows, week, today))} />
      )}
      <WeekHints rows={rows} before={before} limits={limits} />
    </div>
  )
}

async function gridOf(
  { store, shifts, open }: Roster,
  rows: RosterRow<RosterEntry>[],
  week: string,
  today: string,
): Promise<GridData> {
  const t = await getTranslations('rosters')
  const days = await dayWords(daysOf(week))
  const openOn = (day: string) => open.filter(entry => entry.onDay === day).length
  const people = rows.flatMap(({ number, ...row }) => (number ? [{ ...row, number }] : []))
  return {
    week,
    days: days.map(({ day, weekday, date }) => ({
      day,
      weekday,
      date,
      isToday: day === today,
      isOver: day < today,
      open: openOn(day) > 0 ? t('open.stand', { n: openOn(day) }) : '',
    })),
    shifts: await Promise.all(
      shifts.map(async shift => ({
        id: shift.id,
        name: shift.name,
        startsAt: shift.startsAt,
        endsAt: shift.endsAt,
        times: await shiftTimes(shift),
        minutes: lengthOf(shift) - shift.breakMinutes,
      })),
    ),
    people: await Promise.all(
      people.map(async row => ({
        number: row.number,
        name: row.name,
        note: row.position,
        cells: await Promise.all(row.cells.map(cellOf)),
      })),
    ),
    words: {
      label: t('grid.label', { store: store.name, from: week, to: days.at(-1)?.day ?? '' }),
      choose: t('grid.choose'),
      keys: t('grid.keys'),
      split: t('grid.split'),
      overlaps: t('grid.overlaps'),
      none: t('grid.none'),
      people: t('grid.people'),
      free: t('grid.free'),
      phoneDay: t('grid.phoneDay'),
      changed: t('grid.changed'),
      draft: t('state.draft'),
      save: t('actions.save', { n: '{n}' }),
      undo: t('actions.undo'),
      saved: t('actions.saved'),
      hours: t('person.total', { hours: '{hours}' }),
      leave: t('grid.leave'),
      move: t('grid.move'),
      set: t('grid.set'),
      gone: t('grid.gone', { shifts: '{shifts}' }),
      taken: t('grid.taken', { n: '{n}' }),
      swapped: t('grid.swapped', { n: '{n}' }),
      live: t('grid.live', { list: '{list}' }),
      waiting: t('grid.waiting'),
      separator: t('actions.separator'),
      working: t('grid.working'),
      heads: t('grid.heads', { n: '{n}' }),
    },
  }
}

async function cellOf({ entries, absence }: RosterRow<RosterEntry>['cells'][number]): Promise<GridCell> {
  return {
    parts: entries.map(entry => ({
      shift: entry.shiftId,
      name: entry.shift,
      minutes: workOf(entry),
      isPublished: entry.isPublished,
    })),
    away: absence && entries.length === 0 ? await absenceText(absence) : '',
  }
}
