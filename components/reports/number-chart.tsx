import type { Actor } from '@/lib/actor'
import { type Series, ticksOf } from '@/lib/figures/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Icon } from '../ui/icon'
import { LineChart } from '../ui/line-chart'
import { Table, Td, Th } from '../ui/table'

/** The chart, and the same figures as a table. */
export async function NumberChart({
  series,
  days,
  label,
  actor,
}: {
  series: Series[]
  days: string[]
  label: string
  actor: Actor
}) {
  const t = await getTranslations('reports.numbers')
  const when = await getWhen(actor.now)
  const format = await getFormatter()
  const values = series.flatMap(one => one.values).filter(value => value !== undefined)
  const ticks = ticksOf(Math.min(...values), Math.max(...values))
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  // days on which nobody reported are no gap: a weekly report has six of them
  const reported = days.flatMap((day, index) =>
    series.some(one => one.values[index] !== undefined) ? [{ day, index }] : [],
  )
  const lines = series.map(one => ({ ...one, label: one.label ?? t('others') }))
  return (
    <div className="grid gap-3">
      <LineChart
        lines={lines.map(line => ({ ...line, values: reported.map(({ index }) => line.values[index]) }))}
        ticks={ticks}
        tickLabels={ticks.map(tick => format.number(tick, { notation: 'compact' }))}
        dayLabels={reported.map(({ day }) => when.day(day))}
        summary={`${label}: ${format.list(
          lines.map(line => line.label),
          { style: 'narrow' },
        )}`}
      />
      <details className="group">
        <summary className="flex min-h-(--ctl-h) items-center gap-1.5 text-hq-ink">
          <Icon name="chevron-right" className="group-open:rotate-90" />
          {t('asTable')}
        </summary>
        <Table caption={label} stickyHead={false}>
          <thead>
            <tr>
              <Th>{t('day')}</Th>
              {lines.map(line => (
                <Th key={line.key} numeric>
                  {line.label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reported.toReversed().map(({ day, index }) => (
              <tr key={day}>
                <Td className="num">{when.weekday(day)}</Td>
                {lines.map(line => {
                  const value = line.values[index]
                  return (
                    <Td key={line.key} label={line.label} numeric className="num">
                      {value === undefined ? '—' : number(value)}
                    </Td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </div>
  )
}
