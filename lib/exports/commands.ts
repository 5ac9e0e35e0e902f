import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { exports } from '@/db/schema/exports'
import { insuranceItems } from '@/db/schema/insurance'
import type { Actor } from '../actor'
import { minuteIn, zone } from '../clock'
import { countFiles, listAllRegister } from '../completeness/queries'
import { type RegisterWords, registerColumns, registerTexts } from '../completeness/rules'
import { listChosenFields, listChosenValues, nameOfField } from '../custom/queries'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { noteReveals } from '../identities/commands'
import { mayKeepIdentities } from '../identities/rules'
import { countRecords, hasRecords, listMonthLines, type MonthLine } from '../insurance/queries'
import { nameAudience } from '../notices/queries'
import { fieldIdsOf, isFieldColumn, type PeopleColumn, peopleColumns, peopleQuery } from '../people/input'
import { countPeople, listAllPeople, listPhones } from '../people/queries'
import { mayListPeople } from '../people/rules'
import { mayKeepInsurance, monthOf } from '../schemes/rules'
import { record } from '../trail'
import { translator } from '../translators'
import type { Cell } from '../xlsx'
import {
  type askExportInput,
  type askMonthInput,
  type askRegisterInput,
  type Contents,
  type exportInput,
  listedParams,
} from './input'
import { type ExportFile, expiryOf, findExportFile, type Order } from './queries'
import {
  amountsOf,
  batchRows,
  cellsOf,
  type ExportKind,
  fileColumns,
  fileNameOf,
  holdsPhones,
  mostExports,
} from './rules'

/** Asks the worker for the employee list as the caller sees it, or for those of it who were ticked. */
export async function askExport(
  tx: Tx,
  actor: Actor,
  { format, n, ...filter }: z.output<typeof askExportInput>,
): Promise<{ id: string }> {
  if (!mayListPeople(actor.role)) throw new Failure('input.refused')
  const asked = peopleQuery({ ...filter, after: undefined, before: undefined, saved: undefined })
  const contents = { format, purpose: undefined, note: '' }
  return order(tx, actor, 'people', contents, n ? { ...asked, n } : asked)
}

/** 职工名册: for HR, because it opens what is sealed, if only to mask it. */
export async function askRegister(
  tx: Tx,
  actor: Actor,
  { unit, ...contents }: z.output<typeof askRegisterInput>,
): Promise<{ id: string }> {
  if (!mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  return order(tx, actor, 'register', contents, unit ? { unit } : {})
}

/** A month of insurance, person by person, with what was reckoned and waits to be issued. */
export async function askMonth(
  tx: Tx,
  actor: Actor,
  { month, ...contents }: z.output<typeof askMonthInput>,
): Promise<{ id: string }> {
  if (!mayKeepInsurance(actor.role)) throw new Failure('input.refused')
  if (!(await hasRecords(tx, month))) throw new Failure('exports.nothing', { month: monthOf(month) })
  return order(tx, actor, 'insurance', contents, { month: monthOf(month) })
}

/** One at a time, because it reads a lot. */
async function order(
  tx: Tx,
  actor: Actor,
  kind: ExportKind,
  { format, purpose, note }: Contents,
  params: Record<string, string | string[]>,
): Promise<{ id: string }> {
  if (actor.portal !== 'hq' || !actor.grantId) throw new Failure('input.refused')
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from exports where user_id = ${actor.userId} and status <> 'expired'`,
  )
  if ((rows[0]?.n ?? 0) >= mostExports) throw new Failure('exports.tooMany', { n: mostExports })
  const id = newId(actor.now)
  const t = translator(actor.locale, 'exports.file')
  const what = t(`names.${kind}`, { month: typeof params.month === 'string' ? params.month : '' })
  await tx.insert(exports).values({
    id,
    userId: actor.userId,
    grantId: actor.grantId,
    kind,
    format,
    locale: actor.locale,
    params,
    ...(purpose && { purpose, note }),
    fileName: fileNameOf(
      purpose ? `${what}-${t('open')}` : what,
      actor.name,
      minuteIn(zone, actor.now),
      format,
    ),
    createdAt: actor.now,
    expiresAt: expiryOf(actor.now),
  })
  await tx.execute(sql`select app.enqueue('make_export', ${JSON.stringify({ id })}::json)`)
  const { n: ticked, ...asked } = params
  await record(tx, actor, 'export.asked', {
    entityId: id,
    details: {
      ...(kind !== 'people' && { kind }),
      format,
      ...asked,
      ...(ticked && { people: ticked.length }),
      ...(purpose && { purpose }),
    },
  })
  return { id }
}

/** What a file is made of, in the language of whoever asked. */
export type List = {
  sheet: string
  headings: string[]
  total: number
  /** What it was narrowed down by, as its second sheet says it. */
  filter: string
  day: string
  batches: AsyncIterable<Cell[][]>
}

/** Reads a list for its file. What is sealed stays masked unless there is a purpose; then it is written down of whom each batch is, before it is opened. */
export async function readList(tx: Tx, actor: Actor, asked: Order): Promise<List> {
  switch (asked.kind) {
    case 'people':
      return readPeople(tx, actor, asked)
    case 'register':
      return readRegister(tx, actor, asked)
    case 'insurance':
      return readMonth(tx, asked, lookOf(tx, actor, asked, 'contributions'))
  }
}

function lookOf(tx: Tx, actor: Actor, { purpose, note }: Order, what: 'register' | 'contributions') {
  if (!purpose) return undefined
  return (people: { id: string; number: string; name: string }[]) =>
    noteReveals(tx, actor, people, { what, purpose, note })
}

async function readPeople(tx: Tx, actor: Actor, { params, locale }: Order): Promise<List> {
  const listed = { ...listedParams.parse(params), after: undefined, before: undefined, saved: undefined }
  const chosen = listed.cols ?? peopleColumns
  const fields = await listChosenFields(tx, actor, fieldIdsOf(chosen))
  const columns = fileColumns(
    chosen.filter(column => !isFieldColumn(column) || fields.some(field => column === `field:${field.id}`)),
    listed.view,
    actor.role,
  )
  const t = translator(locale, 'people.column')
  const own = translator(locale, 'exports.file')
  async function* batches(): AsyncGenerator<string[][]> {
    for await (const batch of listAllPeople(tx, actor, listed, batchRows)) {
      const numbers = batch.map(row => row.number)
      const phones = holdsPhones(actor.role) ? await listPhones(tx, numbers) : undefined
      const said = await listChosenValues(tx, { locale }, fields, numbers)
      yield batch.map(row => {
        const values = said.get(row.number) ?? []
        const cells = Object.fromEntries(fields.map((field, at) => [`field:${field.id}`, values[at] ?? '']))
        return cellsOf(row, columns, phones?.get(row.number) ?? '', cells)
      })
    }
  }
  return {
    sheet: own('sheet'),
    headings: columns.map(column => {
      const field = fields.find(one => column === `field:${one.id}`)
      if (field) return nameOfField(field, locale)
      return column === 'left' || column === 'phone' ? own(column) : t(column as PeopleColumn)
    }),
    total: await countPeople(tx, actor, listed),
    filter: Object.entries(params)
      .map(([name, value]) => `${name}=${[value].flat()}`)
      .join(' · '),
    day: listed.on ?? actor.today,
    batches: batches(),
  }
}

async function readRegister(tx: Tx, actor: Actor, asked: Order): Promise<List> {
  const unit = typeof asked.params.unit === 'string' ? asked.params.unit : undefined
  const t = translator(asked.locale, 'completeness.register')
  const identities = translator(asked.locale, 'identities')
  const people = translator(asked.locale, 'people')
  const look = lookOf(tx, actor, asked, 'register')
  const words: RegisterWords = {
    gender: gender => identities(`genders.${gender}`),
    form: form => people(`employmentForms.${form}`),
    term: (kind, days) => t(kind, days),
  }
  async function* batches(): AsyncGenerator<string[][]> {
    for await (const batch of listAllRegister(tx, actor, unit, batchRows, look))
      yield batch.map(row => {
        const texts = registerTexts(row, words)
        return [row.name, row.number, ...registerColumns.map(column => texts[column])]
      })
  }
  const names = unit && (await nameAudience(tx, { unitIds: [unit], positionIds: [], tagIds: [] }))
  return {
    sheet: t('title'),
    headings: [
      t('columns.name'),
      t('columns.number'),
      ...registerColumns.map(column => t(`columns.${column}`)),
    ],
    total: (await countFiles(tx, actor, unit)).all,
    filter: names ? (names.units[0]?.name ?? '') : '',
    day: actor.today,
    batches: batches(),
  }
}

async function readMonth(tx: Tx, { params, locale }: Order, look: ReturnType<typeof lookOf>): Promise<List> {
  const month = String(params.month)
  const first = `${month}-01`
  const t = translator(locale, 'exports.file.month')
  const people = translator(locale, 'people.column')
  const items = translator(locale, 'schemes.item')
  const residences = translator(locale, 'schemes.residence')
  const states = translator(locale, 'insurance.states')
  const records = translator(locale, 'insurance.records')
  const stateOf = (line: MonthLine) =>
    line.isWithdrawn ? records('withdrawn') : states(line.isIssued ? 'issued' : 'draft')
  async function* batches(): AsyncGenerator<Cell[][]> {
    for await (const batch of listMonthLines(tx, first, batchRows, look))
      yield batch.map(line => [
        line.name,
        line.number,
        line.homeName,
        line.city,
        residences(line.residence),
        stateOf(line),
        String(line.version),
        line.reason,
        ...amountsOf(line, Boolean(look)),
      ])
  }
  return {
    sheet: month,
    headings: [
      people('name'),
      people('number'),
      people('home'),
      t('city'),
      t('residence'),
      t('state'),
      t('version'),
      t('reason'),
      ...insuranceItems.flatMap(item =>
        (['base', 'company', 'person'] as const).map(of => t(of, { item: items(item) })),
      ),
      t('allCompany'),
      t('allPerson'),
    ],
    total: await countRecords(tx, first),
    filter: month,
    day: month,
    batches: batches(),
  }
}

/** The file, and that it was fetched. */
export async function fetchExport(tx: Tx, actor: Actor, id: string): Promise<ExportFile> {
  const file = mayListPeople(actor.role) ? await findExportFile(tx, actor, id) : undefined
  if (!file) notFound()
  await record(tx, actor, 'export.fetched', {
    entityId: id,
    details: { file: file.fileName, rows: file.rows },
  })
  return file
}

/** Takes the file away before its time; one that is being made stops. */
export async function removeExport(
  tx: Tx,
  actor: Actor,
  { exportId }: z.output<typeof exportInput>,
): Promise<{ id: string }> {
  if (!mayListPeople(actor.role)) throw new Failure('input.refused')
  const [gone] = await tx
    .delete(exports)
    .where(and(eq(exports.id, exportId), eq(exports.userId, actor.userId)))
    .returning({ fileName: exports.fileName })
  if (!gone) notFound()
  await record(tx, actor, 'export.removed', { entityId: exportId, details: { file: gone.fileName } })
  return { id: exportId }
}
