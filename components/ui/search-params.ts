export type SearchParams = Record<string, string | string[] | undefined>

/** The current query with some names changed; an empty or undefined value removes the name. That something was dropped is said once. */
export function withParams(params: SearchParams, changes: SearchParams): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...params, dropped: undefined, ...changes })) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one)
  }
  return `?${query}`
}

/** First press sorts ascending, the second descending; a new order starts at the first page. */
export function sortParams(params: SearchParams, column: string): string {
  const sort = params.sort === column ? `-${column}` : column
  return withParams(params, { sort, after: undefined, before: undefined })
}
