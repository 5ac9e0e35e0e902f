export const densities = ['default', 'compact'] as const
export type Density = (typeof densities)[number]
/** Headquarters' own, until somebody chooses. */
export const usualDensity: Density = 'compact'

/** Views that one person may keep. */
export const mostViews = 20

/** The list's address as a view keeps it: name by name, as lib/people/input.ts writes it. */
export type ViewParams = Record<string, string | string[]>

export type View = {
  id: string
  name: string
  params: ViewParams
  isShared: boolean
  isMine: boolean
  ownerName: string
}

/** Whether what is looked at is no longer what the view was saved as. */
export const isDirty = (view: Pick<View, 'params'>, now: ViewParams): boolean =>
  JSON.stringify(sorted(view.params)) !== JSON.stringify(sorted(now))

/** The database gives names back in an order of its own. */
const sorted = (params: ViewParams): [string, string | string[]][] =>
  Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1))

/** Name by name and value by value, as forms and addresses have it. */
export const pairsOf = (params: ViewParams): [name: string, value: string][] =>
  Object.entries(params).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )

/** The address of a view as it was saved. */
export const viewHref = (view: Pick<View, 'id' | 'params'>): `/hq/people?${string}` =>
  `/hq/people?${new URLSearchParams([['saved', view.id], ...pairsOf(view.params)])}`
