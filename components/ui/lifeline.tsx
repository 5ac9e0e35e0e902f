import { clsx } from 'clsx'
import { addDays } from '@/lib/clock'
import { useTranslations } from '@/lib/translations'
import { scaleOf } from './lifeline-scale'
import { LifelineTicks } from './lifeline-ticks'

export type LifelineStretch = {
  id: string
  /** Local days; `to` is exclusive and absent while the stretch goes on. */
  from: string
  to?: string
  owner: 'hq' | 'store'
  label: string
  detail?: string
  /** Not yet begun: drawn dashed. */
  planned?: boolean
  href: string
}

const day = 86_400_000

/** A career as one line: blue is headquarters, hatched ochre a store, dashed what is planned. */
export function Lifeline({
  stretches,
  today,
  label,
}: {
  stretches: LifelineStretch[]
  today: string
  label: string
}) {
  const t = useTranslations('ui.lifeline')
  const first = Math.min(...stretches.map(stretch => Date.parse(stretch.from)))
  const known = Math.max(
    ...stretches.flatMap(stretch => [Date.parse(stretch.from), Date.parse(stretch.to ?? today)]),
    Date.parse(today) + 30 * day,
  )
  const openEnded = stretches.some(stretch => stretch.planned && !stretch.to)
  const last = openEnded ? known + (known - first) * 0.12 : known
  const endOf = ({ to, planned }: LifelineStretch) =>
    to ?? (planned ? new Date(last).toISOString().slice(0, 10) : today)
  const scale = scaleOf(
    stretches.map(one => ({ from: Date.parse(one.from), to: Date.parse(endOf(one)) })),
    first,
    last,
  )
  const at = (date: string | number) =>
    `${scale(typeof date === 'number' ? date : Date.parse(date)).toFixed(3)}%`
  const width = (from: string, to: string) =>
    `${(scale(Date.parse(to)) - scale(Date.parse(from))).toFixed(3)}%`

  return (
    <figure aria-label={label} className="min-w-0">
      <div className="relative pb-5">
        <ol className="relative h-11">
          {stretches.map((stretch, n) => {
            // after the last one there is room for its name
            const isFree = n === stretches.length - 1 && scale(Date.parse(stretch.from)) < 70
            const to = endOf(stretch)
            const words = [
              stretch.label,
              `${stretch.from} – ${stretch.to ? addDays(stretch.to, -1) : t(stretch.planned ? 'planned' : 'now')}`,
              stretch.detail,
            ]
            return (
              <li
                key={stretch.id}
                className="absolute inset-y-0 min-w-[26px] px-px"
                style={{ insetInlineStart: at(stretch.from), width: width(stretch.from, to) }}
              >
                <a
                  href={stretch.href}
                  title={words.filter(Boolean).join(' · ')}
                  className="group flex h-full flex-col justify-end gap-1 text-xs"
                >
                  <span
                    className={clsx(
                      'relative text-ink-2 group-hover:text-ink group-hover:underline',
                      isFree ? 'whitespace-nowrap' : 'truncate',
                    )}
                  >
                    {stretch.label}
                    <span className="sr-only">
                      {' '}
                      {t(stretch.owner)} {words.slice(1).join(' ')} {stretch.planned && t('planned')}
                    </span>
                  </span>
                  <Bar stretch={stretch} to={to} today={today} />
                </a>
              </li>
            )
          })}
        </ol>
        <span
          className="absolute top-[27px] bottom-4 border-ink border-s-2"
          style={{ insetInlineStart: at(today) }}
          aria-hidden
        />
        <LifelineTicks first={first} last={last} at={at} today={{ left: at(today), label: t('today') }} />
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 text-ink-2 text-xs">
        <Key look="bg-hq" label={t('hq')} />
        <Key look="bg-store hatch" label={t('store')} />
        <Key look="border border-ink-3 border-dashed" label={t('planned')} />
      </figcaption>
    </figure>
  )
}

/** Solid up to today, dashed from today on. */
function Bar({ stretch, to, today }: { stretch: LifelineStretch; to: string; today: string }) {
  const [from, end, now] = [stretch.from, to, today].map(date => Date.parse(date)) as [number, number, number]
  const lived = stretch.planned ? 0 : now >= end ? 1 : Math.max(0, (now - from) / (end - from))
  const solid = stretch.owner === 'hq' ? 'bg-hq' : 'bg-store hatch'
  const dashed = stretch.owner === 'hq' ? 'border-hq' : 'border-store'
  return (
    <span className="own flex h-3.5 overflow-hidden rounded-xs">
      {lived > 0 && <span className={solid} style={{ width: `${lived * 100}%` }} />}
      {lived < 1 && (
        <span className={clsx('grow border-[1.5px] border-dashed', lived > 0 && 'border-s-0', dashed)} />
      )}
    </span>
  )
}

function Key({ look, label }: { look: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={clsx('own size-2.5 rounded-[2px]', look)} aria-hidden />
      {label}
    </span>
  )
}
