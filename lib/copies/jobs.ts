import 'server-only'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { enter, enterService, SeatNotTheirs, SessionOver, type Tx } from '@/db/client'
import { actorOf, type Locale } from '../actor'
import { type Clock, dayIn, minuteIn, systemClock, zone } from '../clock'
import { lastDayOf } from '../contracts/rules'
import { listVersions, readVersion, type StoredVersion } from '../documents/queries'
import { fileNameOf, namePart } from '../documents/rules'
import { describeError, log } from '../log'
import { notify } from '../notify'
import { type Employer, findEmployer } from '../organisation/queries'
import { type Paper, type Part, paperOf } from '../paper'
import { yuan } from '../pay/rules'
import { translator } from '../translators'
import { type FileKey, keyFor } from '../vault'
import {
  beginCopy,
  type CopyFiles,
  type CopyOrder,
  expireCopies,
  expiryOf,
  getCopyOwner,
  isLastRun,
  listOwnFiles,
  openCopySeat,
  type Piece,
  readOwnData,
  readOwnFile,
  removePieces,
  sectionNames,
  settleCopy,
  storePiece,
} from './queries'
import {
  amounts,
  type CopyReason,
  entryNameOf,
  type Fact,
  type FactRow,
  fitting,
  type OwnData,
  pieceSize,
  type SectionName,
  sections,
  type WholeFormat,
} from './rules'

export async function makeCopyJob(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : ''
  await makeCopy(id, systemClock)
}

/** Makes both files from the beginning, as a run of its own: of two that make the same copy the earlier keeps nothing. */
export async function makeCopy(id: string, clock: Clock): Promise<void> {
  const order = await enterService('job', tx => beginCopy(tx, id))
  if (!order) return
  let made: CopyFiles | { reason: CopyReason }
  try {
    made = await write(order, clock)
  } catch (error) {
    if (!isLastRun(order)) throw error
    log.error(describeError(error), 'a copy of somebody’s data could not be made')
    made = { reason: 'broken' }
  }
  await enterService('job', async tx => {
    const settled = await settleCopy(tx, order, made, clock.now())
    if (settled !== 'done' && 'archive' in made) await removePieces(made.archive?.pieces ?? [])
    if (!settled) return
    await tell(tx, order, settled === 'done', clock.now())
  })
}

/** The person hears it, or whoever of HR asked for them. */
async function tell(tx: Tx, order: CopyOrder, isDone: boolean, now: Date): Promise<void> {
  const author = { userId: null, now }
  if (order.askedById) {
    const { number, name } = await getCopyOwner(tx, order.employeeId)
    const kind = isDone ? 'copyForDone' : 'copyForFailed'
    await notify(tx, author, [order.askedById], kind, { employee: name }, `people/${number}/rights`)
    return
  }
  const values: Record<string, string> = isDone ? { day: dayIn(zone, expiryOf(order.createdAt)) } : {}
  await notify(tx, author, [order.userId], isDone ? 'copyDone' : 'copyFailed', values, 'privacy')
}

/** Read in the person's own seat and in one reading of the data: what the database does not show them is not in it. */
async function write(order: CopyOrder, clock: Clock): Promise<CopyFiles | { reason: CopyReason }> {
  const tokenHash = await enterService('job', tx => openCopySeat(tx, order.id))
  if (!tokenHash) return { reason: 'gone' }
  try {
    const { data, employer, versions, attached, key } = await enter(
      'me',
      { tokenHash },
      'read',
      async (tx, seat) => {
        const actor = actorOf(seat, 'me', clock.now())
        return {
          data: await readOwnData(tx, actor),
          employer: await findEmployer(tx),
          versions: await listVersions(tx, order.employeeId),
          attached: await listOwnFiles(tx, actor),
          key: await keyFor(tx, order.employeeId),
        }
      },
    )
    const madeAt = clock.now()
    const files = {
      json: Buffer.from(JSON.stringify({ madeAt, employer, ...data.sections, rest: data.rest }, null, 2)),
      pdf: await paperOf(paperOfData(data, employer, order.locale, madeAt)),
    }
    const entries = [
      ...versions.map(version => scanOf(version, key, order.locale)),
      ...attached.map(
        (file): Entry => ({
          name: `${translator(order.locale, 'copies.folders')(file.source)}/${namePart(`${file.number} ${file.name}`)}`,
          size: file.size,
          read: () => enter('me', { tokenHash }, 'read', tx => readOwnFile(tx, file)),
        }),
      ),
    ]
    return entries.length === 0 ? files : { ...files, archive: await archiveOf(order, files, entries, key) }
  } catch (error) {
    if (error instanceof SessionOver || error instanceof SeatNotTheirs) return { reason: 'gone' }
    throw error
  }
}

/** A file of the archive, read when it is its turn. */
type Entry = { name: string; size: number; read: () => Promise<Buffer> }

function scanOf(version: StoredVersion, key: FileKey, locale: Locale): Entry {
  const label = version.title || translator(locale, 'documents.kinds')(version.kind)
  return {
    name: `${translator(locale, 'copies.folders')('scan')}/${fileNameOf({ ...version, label })}`,
    size: version.size,
    read: () => readVersion(key, version),
  }
}

/**
 * The PDF, the JSON and what the person or HR put in as it is kept, in one archive, written piece by piece: of the files one is in memory at
 * a time. They are packed already, so they are only put together.
 */
async function archiveOf(
  order: CopyOrder,
  files: Record<WholeFormat, Buffer>,
  entries: Entry[],
  key: FileKey,
): Promise<NonNullable<CopyFiles['archive']>> {
  const t = translator(order.locale, 'copies')
  const pieces: Piece[] = []
  let waiting: Uint8Array[] = []
  let held = 0
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    waiting.push(bytes)
    held += bytes.length
  })
  const keep = async (least: number) => {
    if (held < least) return
    const content = Buffer.concat(waiting)
    waiting = []
    held = 0
    for (let at = 0; at < content.length; at += pieceSize)
      pieces.push(await storePiece(key, content.subarray(at, at + pieceSize)))
  }
  const add = (entry: ZipDeflate | ZipPassThrough, content: Buffer) => {
    zip.add(entry)
    entry.push(content, true)
  }
  const names = new Set<string>()
  const nameOf = (name: string) => entryNameOf(names, name)
  try {
    add(new ZipPassThrough(nameOf(`${t('fileName')}.pdf`)), files.pdf)
    add(new ZipDeflate(nameOf(`${t('fileName')}.json`)), files.json)
    const taken = fitting(entries)
    for (const { name, read } of taken) {
      add(new ZipPassThrough(nameOf(name)), await read())
      await keep(pieceSize)
    }
    zip.end()
    await keep(1)
    return { pieces, files: taken.length, leftOut: entries.length - taken.length }
  } catch (error) {
    await removePieces(pieces)
    throw error
  }
}

function paperOfData(data: OwnData, employer: Employer | undefined, locale: Locale, madeAt: Date): Paper {
  const t = translator(locale, 'copies')
  const [person] = data.sections.person ?? []
  const lead = `${person?.name ?? ''} ${person?.number ?? ''} · ${minuteIn(zone, madeAt)}`
  return {
    title: t('paper.title'),
    lead,
    parts: [
      { kind: 'text', text: t('paper.lead') },
      ...(employer ? [employerPart(employer, locale)] : []),
      ...sectionNames.flatMap(name => partsOf(name, data.sections[name] ?? [], locale)),
      ...restOf(data.rest, locale),
    ],
    footer: t('paper.footer', { who: String(person?.name ?? '') }),
    pageOf: (page, pages) => t('paper.page', { page, pages }),
    watermark: lead,
    author: t('paper.author'),
    language: locale,
    createdAt: madeAt,
  }
}

/** Whom the law holds to this copy (Personal Information Protection Law art. 17, 45). */
function employerPart({ name, creditCode }: Employer, locale: Locale): Part {
  const t = translator(locale, 'copies.paper')
  const code = creditCode ? [[t('creditCode'), creditCode] as const] : []
  return { kind: 'facts', rows: [[t('employer'), name], ...code] }
}

function partsOf(name: SectionName, rows: FactRow[], locale: Locale): Part[] {
  const t = translator(locale, 'copies')
  const heading: Part = { kind: 'heading', text: t(`sections.${name}`) }
  const [first] = rows
  if (!first) return [heading, { kind: 'text', text: t('paper.nothing') }]
  const columns: readonly string[] = sections[name]
  if (columns.length === 0)
    return [
      heading,
      ...rows.map(
        (row): Part => ({
          kind: 'facts',
          rows: Object.entries(row).map(([field, value]) => [
            labelOf(name, field, locale),
            saidOf(name, field, value, locale),
          ]),
        }),
      ),
    ]
  return [
    heading,
    {
      kind: 'table',
      headings: columns.map(column => labelOf(name, column, locale)),
      rows: rows.map(row => columns.map(column => saidOf(name, column, row[column] ?? null, locale))),
    },
  ]
}

/** What the PDF does not spell out, so that nobody believes it to be all: the JSON has it row by row. */
function restOf(rest: OwnData['rest'], locale: Locale): Part[] {
  const t = translator(locale, 'copies')
  const names = translator(locale, 'copies.tables')
  const nameOf = (table: string): string =>
    names.has(table as 'leavings') ? names(table as 'leavings') : table
  const found = Object.entries(rest)
  if (found.length === 0) return []
  return [
    { kind: 'heading', text: t('sections.rest') },
    { kind: 'text', text: t('paper.rest') },
    {
      kind: 'table',
      headings: [t('paper.table'), t('paper.rows')],
      rows: found.map(([table, rows]) => [nameOf(table), String(rows.length)]),
      widths: [3, 1],
    },
  ]
}

/** A number is called by what it is a number of. */
const numbers: Partial<Record<SectionName, 'employee' | 'document' | 'card'>> = {
  person: 'employee',
  identity: 'document',
  bank: 'card',
}

function labelOf(section: SectionName, field: string, locale: Locale): string {
  const t = translator(locale, 'copies.fields')
  const numbered = numbers[section]
  if (field === 'number' && numbered) return translator(locale, 'copies.numbers')(numbered)
  return t.has(field as 'name') ? t(field as 'name') : field
}

/** Codes in words where another page has words for them. */
const worded = {
  'person.locale': 'account.settings.languages',
  'identity.kind': 'identities.kinds',
  'identity.gender': 'identities.genders',
  'custom.class': 'custom.classes',
  'contracts.kind': 'contracts.kinds',
  'enrolments.residence': 'schemes.residence',
  'contributions.item': 'schemes.item',
  'certificates.kind': 'certificates.kinds',
  'documents.kind': 'documents.kinds',
  'documents.state': 'documents.states',
  'requests.kind': 'requests.kinds',
  'attachments.source': 'copies.sources',
  'requests.status': 'copies.statuses',
  'reveals.what': 'identities.what',
  'reveals.purpose': 'identities.purposes',
  'reveals.role': 'account.roles',
  'proposals.kind': 'proposals.kinds',
  'rights.kind': 'rights.kinds',
  'rights.category': 'rights.categories',
  'rights.outcome': 'rights.outcomes',
  'roles.role': 'account.roles',
  'trail.action': 'account.trail',
} as const

function saidOf(section: SectionName, field: string, value: Fact, locale: Locale): string {
  if (value === null || value === '') return '—'
  if (typeof value === 'boolean') return translator(locale, 'copies.paper')(value ? 'yes' : 'no')
  if (typeof value === 'number' && amounts[section]?.includes(field)) return yuan(Math.round(value * 100))
  const text = String(value)
  const namespace = worded[`${section}.${field}` as keyof typeof worded]
  if (namespace) {
    const t = translator(locale, namespace)
    return t.has(text as never) ? t(text as never) : text
  }
  // people read a period up to its last day
  if (field === 'endsOn' || field === 'leftOn') return lastDayOf(text)
  return /(At|^at)$/.test(field) ? minuteIn(zone, new Date(text)) : text
}

export async function expireCopiesJob(): Promise<void> {
  const now = systemClock.now()
  await removePieces(await enterService('job', tx => expireCopies(tx, now, dayIn(zone, now))))
}
