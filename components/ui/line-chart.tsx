export type ChartLine = { key: string; label: string; values: (number | undefined)[] }

const colours = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--c-ink-3']
const dashes = [undefined, '6 3', '2 3', '9 3 2 3', '1 4', '4 4']
/** A label takes so much of the height. */
const gap = 9

/**
 * Lines over days, drawn on the server. Each line has its name at its end instead of a legend, and its own dashes, so that
 * colour alone says nothing. What is shown is said again in a table beside it, which is the caller's.
 */
export function LineChart({
  lines,
  ticks,
  tickLabels,
  dayLabels,
  summary,
}: {
  lines: ChartLine[]
  /** Values of the scale, from the lowest to the highest. */
  ticks: number[]
  tickLabels: string[]
  dayLabels: string[]
  summary: string
}) {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const y = (value: number) => 100 - ((value - low) / (high - low)) * 100
  const x = (index: number) => (dayLabels.length > 1 ? (index / (dayLabels.length - 1)) * 100 : 50)
  const ends = spread(lines.map(line => y(line.values.findLast(value => value !== undefined) ?? low)))
  const shown = [0, Math.floor((dayLabels.length - 1) / 2), dayLabels.length - 1]
  return (
    <div
      role="img"
      aria-label={summary}
      className="grid grid-cols-[auto_minmax(0,1fr)_minmax(4.5rem,9rem)] gap-x-2"
    >
      <div className="relative h-64 min-w-10" aria-hidden>
        {ticks.map((tick, index) => (
          <span
            key={tick}
            className="num -translate-y-1/2 absolute end-0 text-2xs text-ink-3"
            style={{ top: `${y(tick)}%` }}
          >
            {tickLabels[index]}
          </span>
        ))}
      </div>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="h-64 w-full overflow-visible"
        aria-hidden="true"
      >
        {ticks.map(tick => (
          <line
            key={tick}
            x1="0"
            x2="100"
            y1={y(tick)}
            y2={y(tick)}
            stroke="var(--c-line)"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {lines.map((line, index) => (
          <path
            key={line.key}
            d={dotsOf(line.values, x, y)}
            fill="none"
            stroke={`var(${colours[index] ?? '--c-ink-3'})`}
            strokeWidth="6"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {lines.map((line, index) => (
          <path
            key={line.key}
            d={pathOf(line.values, x, y)}
            fill="none"
            stroke={`var(${colours[index] ?? '--c-ink-3'})`}
            strokeWidth="2"
            strokeLinecap="round"
            strokeDasharray={dashes[index]}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div className="relative h-64" aria-hidden>
        {lines.map((line, index) => (
          <span
            key={line.key}
            className="-translate-y-1/2 absolute inset-x-0 flex items-center gap-1 text-xs"
            style={{ top: `${ends[index]}%` }}
          >
            <svg viewBox="0 0 14 4" className="h-1 w-3.5 shrink-0" aria-hidden="true">
              <line
                x1="0"
                x2="14"
                y1="2"
                y2="2"
                stroke={`var(${colours[index] ?? '--c-ink-3'})`}
                strokeWidth="3"
                strokeDasharray={dashes[index]}
              />
            </svg>
            <span className="truncate">{line.label}</span>
          </span>
        ))}
      </div>
      <span aria-hidden />
      <div className="flex justify-between pt-1 text-2xs text-ink-3" aria-hidden>
        {[...new Set(shown)].map(index => (
          <span key={index} className="num">
            {dayLabels[index]}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A line with a break where nothing was reported. */
function pathOf(
  values: (number | undefined)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  let isBroken = true
  for (const [index, value] of values.entries()) {
    if (value === undefined) {
      isBroken = true
      continue
    }
    const at = `${x(index).toFixed(2)} ${y(value).toFixed(2)}`
    path += isBroken ? `M${at}L${at}` : `L${at}`
    isBroken = false
  }
  return path
}

/** Days alone between days without a value, which no line shows. */
function dotsOf(
  values: (number | undefined)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return values
    .flatMap((value, index) =>
      value === undefined || values[index - 1] !== undefined || values[index + 1] !== undefined
        ? []
        : [`M${x(index).toFixed(2)} ${y(value).toFixed(2)}h0`],
    )
    .join('')
}

/** Names moved apart from the top down, and back up where they would leave the chart. */
function spread(wanted: number[]): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((one, other) => one.at - other.at)
  let free = 0
  for (const one of order) {
    one.at = Math.max(one.at, free)
    free = one.at + gap
  }
  let below = 100
  for (const one of order.toReversed()) {
    one.at = Math.min(one.at, below)
    below = one.at - gap
  }
  const places: number[] = []
  for (const { at, index } of order) places[index] = at
  return places
}
