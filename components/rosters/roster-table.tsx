import { clsx } from 'clsx'
import type { RosterEntry, RosterStore } from '@/lib/rosters/queries'
import { daysOf, headcount, type RosterRow, workOf } from '@/lib/rosters/rules'
import { getTranslations } from '@/lib/translations'
import { absenceText, dayWords, inHours, spanTimes } from './words'

/** A week to be read: on a phone each person is a list of their days. */
export async function RosterTable({
  rows,
  week,
  today,
  store,
}: {
  rows: RosterRow<RosterEntry>[]
  week: string
  today: string
  store: RosterStore
}) {
  const t = await getTranslations('rosters')
  const days = await dayWords(daysOf(week))
  const lines = await Promise.all(
    rows.map(async row => ({
      ...row,
      minutes: row.entries.reduce((sum, entry) => sum + workOf(entry), 0),
      cells: await Promise.all(
        row.cells.map(async ({ day, entries, absence }) => ({
          day,
          parts: await Promise.all(
            entries.map(async entry => ({ ...entry, times: await spanTimes(store.zone, entry) })),
          ),
          away: absence ? await absenceText(absence) : '',
        })),
      ),
    })),
  )
  const counts = days.map((_, nth) => {
    const cells = lines.map(line => line.cells[nth]?.parts ?? [])
    const order = cells.flat().sort((one, other) => +one.startsAt - +other.startsAt)
    return headcount(
      cells.map(parts => parts.map(part => part.shift)),
      order.map(part => part.shift),
    )
  })
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-surface">
      <table className="data-table cards">
        <caption className="sr-only">
          {t('grid.label', { store: store.name, from: week, to: days.at(-1)?.day ?? '' })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('grid.people')}</th>
            {days.map(({ day, long }) => (
              <th key={day} scope="col" className={clsx(day === today && 'text-hq-ink!')}>
                <span className="num whitespace-nowrap">{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.id} className="max-sm:grid-cols-1">
              <td>
                <span className="block font-medium">{line.name}</span>
                <span className="block text-ink-3 text-xs">
                  {line.number === null ? t('person.gone') : line.position}{' '}
                  {t('person.total', { hours: inHours(line.minutes) })}
                </span>
              </td>
              {line.cells.map((cell, nth) => (
                <td key={cell.day} data-label={days[nth]?.long}>
                  {cell.parts.length === 0 ? (
                    <span
                      className={clsx(cell.away ? 'num whitespace-nowrap text-ink-2 text-xs' : 'text-ink-3')}
                    >
                      {cell.away || t('grid.free')}
                    </span>
                  ) : (
                    <span className="grid gap-1">
                      {cell.parts.map(({ id, shift, times, isPublished }) => (
                        <span key={id}>
                          <span
                            className={clsx(
                              'badge store whitespace-nowrap',
                              isPublished ? 'soft' : 'outline',
                            )}
                          >
                            {shift}
                          </span>{' '}
                          <span className="num whitespace-nowrap text-ink-2 text-xs">{times}</span>
                          {!isPublished && (
                            <span className="block text-ink-3 text-xs">{t('state.draft')}</span>
                          )}
                        </span>
                      ))}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr className="align-top text-ink-2 max-sm:grid-cols-1">
            <td>{t('grid.working')}</td>
            {counts.map((count, nth) => (
              <td key={days[nth]?.day} data-label={days[nth]?.long}>
                <span className="num block whitespace-nowrap">{t('grid.heads', { n: count.people })}</span>
                <span className="flex flex-wrap gap-x-2 text-ink-3 text-xs">
                  {count.shifts.map(({ name, n }) => (
                    <span key={name} className="num whitespace-nowrap">{`${name} ${n}`}</span>
                  ))}
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
