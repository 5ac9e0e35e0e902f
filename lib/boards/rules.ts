/** The lists of a board: one day's reports, and across days what nobody has read and what is missing or came late. */
export const boardLists = ['day', 'unread', 'missing'] as const
export type BoardList = (typeof boardLists)[number]

export type Counts = {
  all: number
  due: number
  missing: number
  submitted: number
  late: number
  excused: number
  unread: number
}

export const noCounts: Counts = {
  all: 0,
  due: 0,
  missing: 0,
  submitted: 0,
  late: 0,
  excused: 0,
  unread: 0,
}

/** Whole percent of what was to be given that was given; whoever was excused owed nothing. Undefined where nothing was owed. */
export function completionOf(counts: Pick<Counts, 'all' | 'submitted' | 'excused'>): number | undefined {
  const owed = counts.all - counts.excused
  return owed > 0 ? Math.floor((counts.submitted / owed) * 100) : undefined
}

/** Days that figures may be taken over. */
export const spans = [1, 7] as const
export type Span = (typeof spans)[number]
