import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { unitKinds } from '@/db/schema/organisation'
import type { Actor } from '../actor'
import { matching } from '../people/queries'
import { mayListPeople } from '../people/rules'
import { syllablesOf } from '../pinyin'
import { kindsFrom } from '../plans/rules'
import { pathOfSeat } from '../seat'
import { mayStart } from '../transfers/rules'
import { translator } from '../translators'
import {
  contains,
  mostFound,
  normalise,
  phoneOf,
  requestNumbers,
  requestPrefix,
  startsWith,
  type Term,
  type TransferVerb,
  termOf,
  transferFor,
} from './rules'

export type Found = { id: string; label: string; detail: string }
export type PaletteGroup = {
  kind: 'actions' | 'people' | 'stores' | 'requests'
  items: { id: string; label: string; detail: string; href: string }[]
}

/** What the palette asks first: it need not know who asks, because the policies do. */
export async function askAnything(tx: Tx, typed: string): Promise<Asked> {
  const term = termOf(transferFor(typed)?.person ?? typed)
  if (!term) return []
  const { rows } = await tx.execute<Asked[number]>(
    peopleFound(term, 10, sql`, (select state from unit_directory) as state`),
  )
  return rows
}

/** People, each with the directory's state, which saves a way to the database. */
type Asked = (PersonFlat & { state: string | null })[]

/**
 * The palette's answer: people, stores and requests that the seat may see, at most 20 in all. Only headquarters finds stores. A verb
 * before a person ('调岗 lwq') is answered with what can be begun for them.
 */
export async function findAnything(
  tx: Tx,
  actor: Actor,
  typed: string,
  asked?: Asked,
): Promise<{ groups: PaletteGroup[] }> {
  const isHq = actor.portal === 'hq'
  const rows = seesPeople(actor) ? (asked ?? (await askAnything(tx, typed))) : []
  const asksFor = transferFor(typed)
  const at = pathOfSeat({ portal: actor.portal, unitCode: actor.unitCode })
  if (asksFor) return { groups: fitting([{ kind: 'actions', items: begun(actor, asksFor.verb, rows, at) }]) }
  const [first] = rows
  const people = [...rows.map(foundPerson), ...(await findByPhone(tx, actor, typed, rows))]
  const directory = isHq ? await (first ? directoryOf(tx, first.state) : directoryNow(tx)) : undefined
  const stores = directory ? unitsIn(directory, typed, ['store'], 6) : []
  const requests = await findRequests(tx, actor, typed, 6)
  const peoplePage = actor.portal === 'store' ? `${at}/team` : `${at}/people`
  const groups: PaletteGroup[] = [
    {
      kind: 'people',
      items: people.map(({ number, ...item }) => ({ ...item, href: `${peoplePage}/${number}` })),
    },
    {
      kind: 'stores',
      items: stores.map(({ code, ...item }) => ({ ...item, href: `${at}/stores/${code}` })),
    },
    { kind: 'requests', items: requests.map(item => ({ ...item, href: `${at}/requests/${item.label}` })) },
  ]
  return { groups: fitting(groups) }
}

/** For HR, which reads every phone: who has it or one that ends so, besides whoever was found. */
async function findByPhone(
  tx: Tx,
  actor: Actor,
  typed: string,
  besides: PersonFlat[],
): Promise<FoundPerson[]> {
  const phone = phoneOf(typed)
  if (!phone || actor.role !== 'hr') return []
  const { tail, whole } = phone
  const { rows } = await tx.execute<PersonFlat>(
    placesOf(
      peopleWhere(
        sql`e.id = any (array(select k.employee_id from employee_contacts k
          where right(k.phone, 4) = ${tail} ${whole ? sql`and k.phone = ${whole}` : sql``}))`,
        10,
      ),
    ),
  )
  const how = translator(actor.locale, 'people')('phoneTail', { tail })
  return rows
    .filter(row => !besides.some(one => one.id === row.id))
    .map(foundPerson)
    .map(one => ({ ...one, detail: `${one.detail} · ${how}` }))
}

/** The form of a transfer for each of the people for whom it makes sense where they are. */
function begun(actor: Actor, verb: TransferVerb, rows: PersonFlat[], at: string): PaletteGroup['items'] {
  if (!mayStart(actor)) return []
  const t = translator(actor.locale, 'transfers.form')
  return rows
    .filter(row => verb === 'transfer' || kindsFrom(row.placeKind).includes(verb))
    .map(row => ({
      id: `${verb} ${row.id}`,
      label: t(`begin.${verb}`, { name: row.name }),
      detail: foundPerson(row).detail,
      href: `${at}/transfers/new?person=${row.number}${verb === 'transfer' ? '' : `&kind=${verb}`}`,
    }))
}

function fitting(groups: PaletteGroup[]): PaletteGroup[] {
  let left = mostFound
  return groups
    .map(group => {
      const items = group.items.slice(0, left)
      left -= items.length
      return { ...group, items }
    })
    .filter(group => group.items.length > 0)
}

/** Present employees by Chinese name, pinyin, initials or number. */
export async function findPeople(
  tx: Tx,
  actor: Actor,
  typed: string,
  limit = mostFound,
): Promise<FoundPerson[]> {
  const term = termOf(typed)
  if (!term || !seesPeople(actor)) return []
  const { rows } = await tx.execute<PersonFlat>(peopleFound(term, limit))
  return rows.map(foundPerson)
}

type FoundPerson = Found & { number: string }
type PersonFlat = {
  id: string
  number: string
  name: string
  place: string | null
  /** At home until the first day somewhere. */
  placeKind: string
  home: string
}

const seesPeople = (actor: Actor) =>
  actor.portal === 'hq' ? mayListPeople(actor.role) : actor.portal === 'store'

/** Pieces of a name and numbers are found in one way, so that their plan is kept; the start of a word is a range only for who sees it. */
function peopleFound(term: Term, limit: number, also = sql``): SQL {
  if (term.kind === 'latin') return placesOf(peopleWhere(matching(term), limit), also)
  const found =
    term.kind === 'name'
      ? sql`select * from app.people_named(${sql.param(term.grams)}::text[], ${contains(term.text)}, ${limit})`
      : peopleWhere(matching(term), limit)
  return sql`/* plan once */${placesOf(found, also)}`
}

const peopleWhere = (which: SQL, limit: number): SQL => sql`
  select e.id, e.number, e.name, e.home_unit_id from employees e
  where ${which} and (e.left_on is null or e.left_on > app.today())
  order by e.number limit ${limit}`

/** Where those who were found are today. */
const placesOf = (found: SQL, also = sql``): SQL => sql`
  with found as materialized (${found})
  select f.id, f.number, f.name, h.name as home, c.name as place, coalesce(c.kind, h.kind) as "placeKind"${also}
  from found f join units h on h.id = f.home_unit_id
  left join lateral (
    select u.name, u.kind from assignments a join units u on u.id = a.unit_id
    where a.employee_id = f.id and a.is_primary and a.starts_on <= app.today() and (a.ends_on is null or a.ends_on > app.today())
    limit 1
  ) c on true
  order by f.number`

const foundPerson = (row: PersonFlat): FoundPerson => ({
  id: row.id,
  number: row.number,
  label: row.name,
  detail: [row.number, row.place ?? row.home].join(' · '),
})

type UnitKind = (typeof unitKinds)[number]

/** `full` holds the sound from each syllable on: 'nanjingxilu'jingxilu'xilu'lu */
type Sounding = Found & { code: string; syllables: string[]; full: string; initials: string }
type Unit = Sounding & { kind: UnitKind }

/** Units by name, code, pinyin or initials; open ones only. The whole directory is kept, because every role may read it. */
export async function findUnits(
  tx: Tx,
  typed: string,
  kinds: UnitKind[],
  limit = mostFound,
): Promise<(Found & { code: string })[]> {
  return normalise(typed) ? unitsIn(await directoryNow(tx), typed, kinds, limit) : []
}

/** The syllables of each open unit's name, by its code. */
export async function soundsOf(tx: Tx): Promise<Map<string, string[]>> {
  const { entries } = await directoryNow(tx)
  return new Map(entries.map(unit => [unit.code, unit.syllables]))
}

function unitsIn(
  directory: Directory,
  typed: string,
  kinds: UnitKind[],
  limit: number,
): (Found & { code: string })[] {
  const text = normalise(typed)
  if (!text) return []
  const ranks = ranksOf(directory, text)
  const found = [3, 2, 1].flatMap(rank =>
    directory.entries.filter((unit, at) => ranks[at] === rank && kinds.includes(unit.kind)),
  )
  return found.slice(0, limit).map(({ id, code, label, detail }) => ({ id, code, label, detail }))
}

/** 3: starts with it; 2: its sound does; 1: it is somewhere in it. 南京西路店 answers to "nanjing", "xilu" and "njxl". */
function ranksOf(directory: Lined<Sounding>, text: string): Uint8Array {
  const ranks = new Uint8Array(directory.entries.length)
  const give = (lines: Lines, wanted: string, atStart: number, inside: number): void => {
    for (const { line, isStart } of linesWith(wanted, lines))
      ranks[line] = Math.max(ranks[line] ?? 0, isStart ? atStart : inside)
  }
  give(directory.names, text, 3, 1)
  give(directory.codes, text, 3, 1)
  const latin = text.replace(/[ '·-]/g, '')
  if (/^[a-z]+$/.test(latin)) {
    give(directory.initials, latin, 2, 1)
    give(directory.sounds, `'${latin}`, 2, 1)
  }
  return ranks
}

/** One text for all units, because looking through it once takes a tenth of looking through each. */
type Lines = { text: string; starts: number[] }

function linesOf(lines: string[]): Lines {
  let start = 0
  const starts = lines.map(line => {
    const at = start
    start += line.length + 1
    return at
  })
  return { text: lines.join('\n'), starts }
}

/** The lines that have a text, which is without breaks, and whether they start with it. */
function linesWith(wanted: string, { text, starts }: Lines): { line: number; isStart: boolean }[] {
  const found: { line: number; isStart: boolean }[] = []
  let line = 0
  let at = text.indexOf(wanted)
  while (at !== -1) {
    while ((starts[line + 1] ?? text.length) <= at) line++
    found.push({ line, isStart: at === starts[line] })
    line++
    at = line < starts.length ? text.indexOf(wanted, starts[line]) : -1
  }
  return found
}

type Lined<E> = { entries: E[]; names: Lines; codes: Lines; initials: Lines; sounds: Lines }
type Directory = Lined<Unit>

let kept: { state: string; directory: Directory } | undefined

/** A trigger on units gives the directory a new state with every change. */
async function directoryNow(tx: Tx): Promise<Directory> {
  const { rows } = await tx.execute<{ state: string | null }>(sql`select state from unit_directory`)
  return await directoryOf(tx, rows[0]?.state)
}

/** The directory in this state: the copy that was kept, or the units as the transaction sees them. */
async function directoryOf(tx: Tx, state: string | null | undefined): Promise<Directory> {
  if (state && kept?.state === state) return kept.directory
  const { rows } = await tx.execute<Omit<Unit, keyof Sound>>(sql`
    select u.id, u.code, u.kind, u.name as label, coalesce(p.name, '') as detail
    from units u left join units p on p.id = u.parent_id where u.closed_on is null order by u.name`)
  const directory = linedUp(rows)
  if (state) kept = { state, directory }
  return directory
}

function linedUp<E extends Found & { code: string }>(rows: E[]): Lined<E & Sound> {
  const entries = rows.map(row => ({ ...row, ...soundOf(row.label) }))
  return {
    entries,
    names: linesOf(entries.map(({ label }) => label.toLowerCase().replace(/\s/g, ' '))),
    codes: linesOf(entries.map(({ code }) => code)),
    initials: linesOf(entries.map(({ initials }) => initials)),
    sounds: linesOf(entries.map(({ full }) => full)),
  }
}

type Sound = Pick<Sounding, 'syllables' | 'full' | 'initials'>

function soundOf(name: string): Sound {
  const syllables = syllablesOf(name).map(syllable => syllable.toLowerCase().replace(/[\s']/g, ''))
  const fromEach = syllables.map((_, from) => syllables.slice(from).join(''))
  const initials = syllables.map(syllable => syllable[0] ?? '').join('')
  return { syllables, full: `'${fromEach.join("'")}`, initials }
}

/** Requests by their number or its start; '417' means this year's or last year's number 0417. */
async function findRequests(tx: Tx, actor: Actor, typed: string, limit: number): Promise<Found[]> {
  const prefix = requestPrefix(typed)
  const numbers = requestNumbers(typed, Number(actor.today.slice(0, 4)))
  if (!prefix && numbers.length === 0) return []
  const which = prefix
    ? sql`r.number like ${startsWith(prefix)}`
    : sql`r.number = any (${sql.param(numbers)}::text[])`
  const { rows } = await tx.execute<{ id: string; number: string; name: string; to: string | null }>(sql`
    select r.id, r.number, coalesce(r.summary ->> 'employee', r.applicant_name) as name, r.summary ->> 'to' as to
    from requests r where ${which} order by r.number desc limit ${limit}`)
  return rows.map(row => ({
    id: row.id,
    label: row.number,
    detail: row.to ? `${row.name} → ${row.to}` : row.name,
  }))
}

/** Accounts by a piece of the name, its pinyin or initials, or the start of the login; each part has its index. */
function accountsMatching(typed: string): SQL | undefined {
  const login = normalise(typed)
  const term = termOf(typed)
  if (!login) return undefined
  const byLogin = sql`u.login like ${startsWith(login)}`
  if (term?.kind === 'latin')
    return sql`(${byLogin} or u.name_pinyin like ${startsWith(term.text)} or u.name_initials like ${startsWith(term.text)})`
  if (term?.kind === 'name')
    return sql`(u.name_grams @> ${sql.param(term.grams)}::text[] and replace(lower(u.name), ' ', '') like ${contains(term.text)})`
  return byLogin
}

/** People who may be somebody's contact at headquarters: holders of a role there. Only HR picks one. */
export async function findContacts(tx: Tx, actor: Actor, typed: string): Promise<Found[]> {
  const wanted = accountsMatching(typed)
  if (actor.role !== 'hr' || !wanted) return []
  const { rows } = await tx.execute<Found>(sql`
    select u.id, u.name as label, u.login as detail from users u
    where u.disabled_at is null and ${wanted}
      and exists (select from role_grants g where g.user_id = u.id and g.role <> 'manager'
        and g.starts_on <= ${actor.today} and (g.ends_on is null or g.ends_on > ${actor.today}))
    order by u.name, u.login limit ${mostFound}`)
  return rows
}

/** Accounts that belong to no employee yet, for a hire. */
export async function findFreeAccounts(tx: Tx, actor: Actor, typed: string): Promise<Found[]> {
  const wanted = accountsMatching(typed)
  if (actor.role !== 'hr' || !wanted) return []
  const { rows } = await tx.execute<Found>(sql`
    select u.id, u.name as label, u.login as detail from users u
    where u.disabled_at is null and ${wanted}
      and not exists (select from employees e where e.user_id = u.id)
    order by u.name, u.login limit ${mostFound}`)
  return rows
}

/** Positions in use, by name, code, pinyin or initials as units are, or by their family. There are few of them. */
export async function findPositions(tx: Tx, typed: string): Promise<Found[]> {
  const text = normalise(typed)
  if (!text) return []
  const { rows } = await tx.execute<Found & { code: string }>(sql`
    select id, code, name as label, family as detail from positions where retired_on is null order by family, level, name limit 1000`)
  const directory = linedUp(rows)
  const ranks = ranksOf(directory, text)
  const rankOf = ({ detail }: Found, at: number) => ranks[at] || (detail.toLowerCase().includes(text) ? 1 : 0)
  return [3, 2, 1]
    .flatMap(rank => directory.entries.filter((position, at) => rankOf(position, at) === rank))
    .slice(0, mostFound)
    .map(({ id, label, detail }) => ({ id, label, detail }))
}

/**
 * Choices of units for a picker. `kind` narrows the kinds down: `?kind=store,department`; with `by=code` the id is the unit's code,
 * for filters in addresses.
 */
export async function findUnitChoices(tx: Tx, params: URLSearchParams): Promise<Found[]> {
  const wanted = params.get('kind')?.split(',')
  const kinds = unitKinds.filter(kind => !wanted || wanted.includes(kind))
  const byCode = params.get('by') === 'code'
  const units = await findUnits(tx, params.get('q') ?? '', kinds)
  return units.map(({ id, code, ...unit }) => ({ ...unit, id: byCode ? code : id }))
}
