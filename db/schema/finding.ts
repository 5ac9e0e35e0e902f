import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns'

export const findableKinds = ['ticket', 'notice', 'report'] as const

/**
 * What tickets, notices and reports say, as it is searched: one row for each text, written by triggers in the transaction that writes the
 * text (see app.file_text). Nobody reads it: app.find_texts answers with ids of what the seat may read.
 */
export const findableTexts = pgTable(
  'findable_texts',
  {
    /** The id of the post, note, version or report. */
    id: uuid().primaryKey(),
    kind: text({ enum: findableKinds }).notNull(),
    /** The ticket, notice or report that it belongs to. */
    ownerId: uuid().notNull(),
    /** A note among those who deal with a ticket. */
    isInternal: boolean().notNull().default(false),
    at: instant().notNull(),
    /** In one spelling: NFKC, lower case, single spaces. */
    text: text().notNull(),
    /** Every pair of neighbouring characters. */
    grams: text().array().notNull(),
  },
  t => [
    index('findable_texts_latest').on(t.kind, t.at, t.id),
    index('findable_texts_owner').on(t.ownerId),
    index('findable_texts_grams').using('gin', t.grams),
  ],
)
