export const groupings = ['region', 'store', 'person'] as const
export type Grouping = (typeof groupings)[number]
export const measures = ['sum', 'mean'] as const
export type Measure = (typeof measures)[number]
/** Days that a chart may go back. */
export const chartSpans = [14, 28, 84] as const
export type ChartSpan = (typeof chartSpans)[number]

/** Colours that a chart has; what is left is one line more. */
export const mostSeries = 5

/** One value of one group on one day: what was reported, added up, and by how many. */
export type Point = { key: string; label: string; day: string; total: number; n: number }

export type Series = {
  key: string
  /** null: everything that has no line of its own. */
  label: string | null
  /** One for each day; undefined where nothing was reported. */
  values: (number | undefined)[]
}

/** The largest groups as lines over the days, the rest as one more. */
export function seriesOf(points: readonly Point[], days: readonly string[], measure: Measure): Series[] {
  const sizes = new Map<string, { label: string; total: number; n: number }>()
  for (const { key, label, total, n } of points) {
    const size = sizes.get(key) ?? { label, total: 0, n: 0 }
    sizes.set(key, { label, total: size.total + total, n: size.n + n })
  }
  const rank = ({ total, n }: { total: number; n: number }) => (measure === 'sum' ? total : total / n)
  const ordered = [...sizes.entries()].sort(([, one], [, other]) => rank(other) - rank(one))
  const own = ordered.slice(0, mostSeries)
  const named = own.map(([key, { label }]) => ({ key, label: label as string | null, keys: new Set([key]) }))
  const rest = new Set(ordered.slice(mostSeries).map(([key]) => key))
  const all = rest.size > 0 ? [...named, { key: 'others', label: null, keys: rest }] : named
  return all.map(({ key, label, keys }) => ({
    key,
    label,
    values: days.map(day => figureOf(points, keys, day, measure)),
  }))
}

function figureOf(
  points: readonly Point[],
  keys: ReadonlySet<string>,
  day: string,
  measure: Measure,
): number | undefined {
  let total = 0
  let n = 0
  for (const point of points) {
    if (point.day !== day || !keys.has(point.key)) continue
    total += point.total
    n += point.n
  }
  if (n === 0) return undefined
  return measure === 'sum' ? total : total / n
}

/** Round numbers that a scale from nothing (or from below it) to the largest value shows, four or so of them. */
export function ticksOf(low: number, high: number): number[] {
  const from = Math.min(0, low)
  const to = Math.max(high, from + 1)
  const rough = (to - from) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find(one => one * power >= rough) ?? 10)
  const first = Math.floor(from / step) * step
  const count = Math.ceil((to - first) / step)
  return Array.from({ length: count + 1 }, (_, n) => first + n * step)
}
