import { type SQL, sql } from 'drizzle-orm'
import { written } from './written'

/** Where a page of a sorted list begins: the sort value and the unique key of the row beside it. */
export type Cursor = [value: string, key: string]
export type Page<T> = { rows: T[]; previous?: string | undefined; next?: string | undefined }
export type PageRequest = { after?: string | undefined; before?: string | undefined }

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** A cursor from the address, or undefined when somebody wrote something else there. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (!text || text.length > 600) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined
    const [value, key] = parsed
    return typeof value === 'string' && typeof key === 'string' ? [value, key] : undefined
  } catch {
    return undefined
  }
}

/**
 * Keyset paging: the rows after or before a cursor, found by comparison instead of counting, so that the thousandth page
 * costs what the first does. `order` goes to the statement, its limit written out because a kept plan has to know it, `pageOf` makes the page from its rows.
 */
export function keyset<T>(
  { by, key, descending, size }: { by: SQL; key: SQL; descending: boolean; size: number },
  request: PageRequest,
  cursorOf: (row: T) => Cursor,
): { where: SQL; order: SQL; isFalling: boolean; pageOf: (rows: T[]) => Page<T> } {
  const before = readCursor(request.before)
  const cursor = before ?? readCursor(request.after)
  const isBackwards = before !== undefined
  const isFalling = descending !== isBackwards
  const where = cursor
    ? sql`(${by}, ${key}) ${isFalling ? sql`<` : sql`>`} (${cursor[0]}, ${cursor[1]})`
    : sql`true`
  const direction = isFalling ? sql`desc` : sql`asc`
  return {
    where,
    isFalling,
    order: sql`order by ${by} ${direction}, ${key} ${direction} limit ${written(size + 1)}`,
    pageOf: found => {
      const rows = found.slice(0, size)
      if (isBackwards) rows.reverse()
      const [first, last] = [rows[0], rows.at(-1)]
      const hasMore = found.length > size
      return {
        rows,
        previous: first && (isBackwards ? hasMore : cursor) ? writeCursor(cursorOf(first)) : undefined,
        next: last && (isBackwards || hasMore) ? writeCursor(cursorOf(last)) : undefined,
      }
    },
  }
}

/** A LIKE pattern that finds text anywhere, in which nothing that people type has a special meaning. */
export const contains = (text: string): string => `%${literally(text)}%`
/** The same, found only at the beginning: an index can help. */
export const startsWith = (text: string): string => `${literally(text)}%`

const literally = (text: string) => text.replaceAll(/[\\%_]/g, sign => `\\${sign}`)

/** One value of the address, cut to a length that somebody may have meant; undefined when it is empty. */
export function textParam(value: string | string[] | undefined, longest = 100): string | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim()
  return text && text.length <= longest ? text : undefined
}

/** A choice in the address, or the first one when it is none of them. */
export function choiceParam<T extends string>(
  value: string | string[] | undefined,
  choices: readonly [T, ...T[]],
): T {
  return choices.find(choice => choice === value) ?? choices[0]
}

/** A sort order of the address: a column, with a minus for falling. */
export function sortParam(
  value: string | string[] | undefined,
  columns: readonly [string, ...string[]],
): string {
  const text = textParam(value) ?? ''
  return columns.includes(text.replace(/^-/, '')) ? text : columns[0]
}

/** Page numbers travel as cursors too: `after=2` shows page 3. For lists that are short by nature. */
export function pageParam(params: { after?: unknown; before?: unknown }): number {
  const [after, before] = [Number(params.after), Number(params.before)]
  const page = after > 0 ? after + 1 : before > 1 ? before - 1 : 1
  return Number.isSafeInteger(page) && page < 10_000 ? page : 1
}

export function pageLinks(
  page: number,
  size: number,
  total: number,
): Pick<Page<unknown>, 'previous' | 'next'> {
  return {
    previous: page > 1 ? `${page}` : undefined,
    next: page * size < total ? `${page}` : undefined,
  }
}
