import { clsx } from 'clsx'

/** The years under a lifeline and where today is; a year that would touch the word for today stays silent. */
export function LifelineTicks({
  first,
  last,
  at,
  today,
}: {
  first: number
  last: number
  at: (time: number) => string
  today: { left: string; label: string }
}) {
  const years: number[] = []
  for (let year = new Date(first).getUTCFullYear() + 1; Date.UTC(year, 0, 1) < last; year++) years.push(year)
  const isAtEnd = Number.parseFloat(today.left) > 85
  // A year is written to the right of its tick, so that one before today needs more room than one after it.
  const clear = (time: number) => {
    const after = Number.parseFloat(at(time)) - Number.parseFloat(today.left)
    return after > 8 || after < -14
  }
  return (
    <div className="num absolute inset-x-0 bottom-0 h-4 border-line border-t text-2xs text-ink-3" aria-hidden>
      {years.map(year => {
        const time = Date.UTC(year, 0, 1)
        return (
          <span
            key={year}
            className="absolute border-line-strong border-s ps-1"
            style={{ insetInlineStart: at(time) }}
          >
            {clear(time) ? year : ' '}
          </span>
        )
      })}
      <span
        className={clsx(
          'absolute whitespace-nowrap bg-surface px-1 font-semibold text-ink text-xs',
          !isAtEnd && '-translate-x-1/2',
        )}
        style={
          isAtEnd
            ? { insetInlineEnd: `max(0%, 100% - ${today.left} - 1.5em)` }
            : { insetInlineStart: `max(1.5em, ${today.left})` }
        }
      >
        {today.label}
      </span>
    </div>
  )
}
