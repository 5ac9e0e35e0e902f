/** The least share of the line that a stretch takes: more than 24 px on a phone of 320, so that a finger finds it. */
const least = 0.1

/**
 * Where a time stands on a line from `first` to `last`, in per cent of it: as far along as it is in time, but what is too short to be
 * pressed takes more room, and what is long gives it.
 */
export function scaleOf(
  stretches: { from: number; to: number }[],
  first: number,
  last: number,
): (time: number) => number {
  const marks = [...new Set([first, ...stretches.flatMap(({ from, to }) => [from, to]), last])]
    .filter(time => time >= first && time <= last)
    .sort((a, b) => a - b)
  const pieces = marks.slice(1).map((to, n) => {
    const from = marks[n] ?? first
    return { from, to, isStretch: stretches.some(one => one.from <= from && one.to >= to) }
  })
  const enough = Math.min(least, 1 / pieces.filter(one => one.isStretch).length)
  const short = new Set<(typeof pieces)[number]>()
  const rest = () => {
    const long = pieces.filter(one => !short.has(one))
    const time = long.reduce((sum, { from, to }) => sum + to - from, 0)
    return time === 0 ? 0 : (1 - short.size * enough) / time
  }
  // what gives room may become too short itself
  for (let found = true; found; ) {
    const share = rest()
    const more = pieces.filter(
      one => one.isStretch && !short.has(one) && (one.to - one.from) * share < enough,
    )
    for (const one of more) short.add(one)
    found = more.length > 0
  }
  const share = rest()
  return time =>
    100 *
    pieces.reduce((sum, piece) => {
      const lived = Math.min(Math.max(time - piece.from, 0), piece.to - piece.from)
      return sum + (short.has(piece) ? (lived / (piece.to - piece.from)) * enough : lived * share)
    }, 0)
}
