import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { type Cursor, readCursor, writeCursor } from '../paging'
import { pathOfSeat } from '../seat'
import {
  excerptOf,
  type FindableKind,
  gathered,
  isFindable,
  kindsOf,
  type Piece,
  pathOfText,
  wordsOf,
} from './rules'

/** A text that has every word, as the seat may read it: what it belongs to, and the text. */
export type FoundText = {
  id: string
  ownerId: string
  kind: FindableKind
  /** With all its digits: what a cursor holds. */
  at: string
  /** What the address of its page ends with. */
  key: string
  title: string
  by: string
  place: string | null
  body: string
  isInternal: boolean
  mergedInto: string | null
}

export type FoundRow = Omit<FoundText, 'body'> & { excerpt: Piece[]; titlePieces: Piece[] }
export type FoundPage = { rows: FoundRow[]; next?: string | undefined }

export const foundPageSize = 20

/** One page of what has all the words, newest first, in one kind of text or in all. */
export async function findTexts(
  tx: Tx,
  actor: Actor,
  { q, kind, after }: { q: string; kind?: FindableKind | undefined; after?: string | undefined },
  size = foundPageSize,
): Promise<FoundPage> {
  const words = wordsOf(q)
  if (!isFindable(words)) return { rows: [] }
  const from = readCursor(after)
  const found: FoundText[] = []
  for (const one of kind ? [kind] : kindsOf(actor))
    found.push(...(await findIn(tx, actor, one, words, from, size + 1)))
  found.sort((one, other) =>
    one.at === other.at ? (one.id < other.id ? 1 : -1) : one.at < other.at ? 1 : -1,
  )
  const page = found.slice(0, size)
  const last = page.at(-1)
  return {
    rows: page.map(({ body, ...row }) => ({
      ...row,
      titlePieces: excerptOf(row.title, words),
      excerpt: excerptOf(body, words),
    })),
    next: last && found.length > size ? writeCursor([last.at, last.id]) : undefined,
  }
}

/** The ids come from the index, the texts from their own tables, under their own policies. */
async function findIn(
  tx: Tx,
  actor: Actor,
  kind: FindableKind,
  words: string[],
  from: Cursor | undefined,
  most: number,
): Promise<FoundText[]> {
  if (!kindsOf(actor).includes(kind)) return []
  const { rows } = await tx.execute<FoundText>(sql`
    with found as materialized (
      select * from app.find_texts(${kind}, ${words.join(' ')}, ${from?.[0] ?? null}::timestamptz, ${from?.[1] ?? null}::uuid, ${most})
    )
    select f.id, f.owner_id as "ownerId", ${kind} as kind,
      to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, ${sources(actor)[kind]}
    order by f.at desc, f.id desc`)
  return rows
}

/** The columns and tables of each kind. A portal names only tables on which it has a right. */
function sources(actor: Actor): Record<FindableKind, SQL> {
  const readsNotes = ['hr', 'executive', 'head', 'specialist', 'manager'].includes(actor.role)
  return {
    ticket: sql`t.number as key, t.title, coalesce(p.author_name, ${readsNotes ? sql`n.author_name` : sql`''`}) as by, s.name as place,
        coalesce(p.body, ${readsNotes ? sql`n.body` : sql`''`}) as body, p.id is null as "isInternal", m.number as "mergedInto"
      from found f join tickets t on t.id = f.owner_id left join units s on s.id = t.store_unit_id
      left join tickets m on m.id = t.merged_into_id
      left join ticket_posts p on p.id = f.id ${readsNotes ? sql`left join ticket_notes n on n.id = f.id` : sql``}
      where ${readsNotes ? sql`coalesce(p.id, n.id)` : sql`p.id`} is not null`,
    notice: sql`n.number as key, v.title, n.author_name as by, u.name as place, v.body, false as "isInternal", null as "mergedInto"
      from found f join notices n on n.id = f.owner_id join notice_versions v on v.id = f.id join units u on u.id = n.unit_id`,
    report: sql`r.id as key, t.name as title, r.name as by, r.unit_name as place, coalesce(c.body, ${answersText}) as body,
        false as "isInternal", null as "mergedInto"
      from found f join reports r on r.id = f.owner_id join report_templates t on t.id = r.template_id
      left join report_comments c on c.id = f.id`,
  }
}

const answersText = sql`(select string_agg(a #>> '{}', ' · ') from jsonb_path_query(r.answers, 'strict $.** ? (@.type() == "string")') a)`

export type PaletteText = { id: string; label: string; detail: string; href: string }
const mostInPalette = 5

/** The newest texts with the words, for the palette, which asks for them once people, stores and pages are there. */
export async function findForPalette(
  tx: Tx,
  actor: Actor,
  q: string,
): Promise<{ groups: { kind: 'texts'; items: PaletteText[] }[] }> {
  const { rows } = await findTexts(tx, actor, { q }, 3 * mostInPalette)
  const at = pathOfSeat(actor)
  const items = gathered(rows)
    .slice(0, mostInPalette)
    .map(row => ({
      id: row.id,
      label: row.title,
      detail: row.excerpt.map(piece => piece.text).join(''),
      href: pathOfText(at, row),
    }))
  return { groups: items.length > 0 ? [{ kind: 'texts', items }] : [] }
}

/** The newest tickets that have the words anywhere in them: a condition for lists of tickets, which keep their own order. */
export function ticketsWith(q: string): SQL {
  return sql`t.id = any (array(select f.owner_id from app.find_texts('ticket', ${wordsOf(q).join(' ')}, null, null, ${mostTickets}) f))`
}
const mostTickets = 500
