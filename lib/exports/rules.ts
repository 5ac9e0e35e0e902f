import type { exportKinds } from '@/db/schema/exports'
import { insuranceItems } from '@/db/schema/insurance'
import type { Role } from '../actor'
import { lastDayOf } from '../contracts/rules'
import type { Statement } from '../insurance/rules'
import type { FieldColumn, PeopleColumn } from '../people/input'
import type { PersonRow } from '../people/queries'
import { fieldsHiddenFrom, returnOf } from '../people/rules'
import type { Cell } from '../xlsx'

type Statemented = { isWithdrawn: boolean; statement: Statement | undefined }

export const formats = ['xlsx', 'csv'] as const
export type ExportKind = (typeof exportKinds)[number]
export type Format = (typeof formats)[number]
export type ExportState = 'waiting' | 'running' | 'done' | 'failed' | 'expired'
/** Why an export failed: the role is gone, it could not be made, nobody made it. */
export type Reason = 'role' | 'broken' | 'lost'

/** Days for which a file is kept. */
export const keptDays = 7
/** Days after which nobody is told any more that there was one. */
export const rememberedDays = 90
/** Files that one person may keep. */
export const mostExports = 20
/** Times that it is tried before it is given up. */
export const mostRuns = 5
/** Rows that are read and written at a time. */
export const batchRows = 1000

export const contentTypes: Record<Format, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** Whether a role's files hold phone numbers: where its pages do. */
export const holdsPhones = (role: Role): boolean => !fieldsHiddenFrom(role).includes('phone')

/** What a file is saved as: what it is, who made it and when. Names of people are no paths. */
export function fileNameOf(what: string, who: string, minute: string, format: Format): string {
  const name = who.replace(/[^\p{L}\p{N}·-]+/gu, ' ').trim()
  return `${what}-${name}-${minute.replace(' ', '-').replace(':', '')}.${format}`
}

export type FileColumn = 'name' | 'number' | PeopleColumn | 'left' | 'phone' | FieldColumn

/** The columns of the file: those of the list, the day of leaving where that is what is listed, and phones for those who see them. */
export function fileColumns(
  columns: readonly (PeopleColumn | FieldColumn)[],
  view: string,
  role: Role,
): FileColumn[] {
  return [
    'name',
    'number',
    ...columns,
    ...(view === 'left' ? (['left'] as const) : []),
    ...(holdsPhones(role) ? (['phone'] as const) : []),
  ]
}

/**
 * A person's cells. What the list says in words about days is left to whoever computes with them.
 * @param fields what the custom fields say, by column
 */
export function cellsOf(
  row: PersonRow,
  columns: readonly FileColumn[],
  phone: string,
  fields: Record<FieldColumn, string> = {},
): string[] {
  const all: Record<string, string> = {
    ...fields,
    name: row.name,
    number: row.number,
    position: row.positionName ?? '',
    place: row.unitName ?? '',
    home: row.homeName,
    since: row.since ?? '',
    planned: returnOf(row) ?? '',
    hired: row.hiredOn,
    left: row.leftOn ? lastDayOf(row.leftOn) : '',
    phone,
  }
  return columns.map(column => all[column] ?? '')
}

const masked = '******'
/**
 * Somebody's amounts of a month in yuan: base, company's and own share of each item, and both sums.
 * @param isOpen otherwise each says only that it is there
 */
export function amountsOf({ isWithdrawn, statement }: Statemented, isOpen: boolean): Cell[] {
  const amounts = insuranceItems.flatMap((item): Cell[] => {
    const line = statement?.lines.find(one => one.item === item)
    return line ? [line.base, line.company, line.person].map(fen => fen / 100) : ['', '', '']
  })
  if (statement) return [...amounts, statement.company / 100, statement.person / 100]
  return [...amounts, '', ''].map(() => (isOpen || isWithdrawn ? '' : masked))
}
