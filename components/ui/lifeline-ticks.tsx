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
  const clear = (time: number) => Math.abs(Number.parseFloat(at(time)) - Number.parseFloat(today.left)) > 6
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
        className="-translate-x-1/2 absolute bg-surface px-1 font-semibold text-ink text-xs"
        style={{ insetInlineStart: `clamp(1.5em, ${today.left}, calc(100% - 1.5em))` }}
      >
        {today.label}
      </span>
    </div>
  )
}
