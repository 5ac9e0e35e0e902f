import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { DocumentKind, Gender } from '@/db/schema/identities'
import type { Actor } from '../actor'
import type { ContractKind } from '../contracts/rules'
import { placeOf } from '../identities/queries'
import { maskAddress, maskNumber } from '../identities/rules'
import { keyset, type Page, pageLinks, pageParam } from '../paging'
import type { EmploymentForm } from '../people/rules'
import { keysOf } from '../vault'
import type { FilesParams, RegisterParams } from './input'
import {
  type AnyItem,
  type FieldItem,
  type FileItem,
  type FileList,
  type FilePlacement,
  ranksOf,
  seesAllItems,
} from './rules'

export type FileState = {
  legalTotal: number
  legalHave: number
  total: number
  have: number
  /** What is missing, as far as the caller's role hears of it, the legal minimum first. */
  missing: AnyItem[]
  /** Of which these belong to the legal minimum. */
  legal: FileItem[]
  /** What the custom fields among them are called, in Chinese and English. */
  fields: FieldNames
}
export type FieldNames = Record<FieldItem, [name: string, nameEn: string]>

const legalItems = sql`array(select r.item from file_rules r where r.level = 'legal') as legal,
  (select coalesce(json_object_agg('field:' || c.id, json_build_array(c.name, c.name_en)), '{}') from custom_fields c
    where c.is_required and c.retired_at is null) as fields`
const counts = sql`f.legal_total as "legalTotal", f.legal_have as "legalHave", f.total, f.have`
const missingFor = ({ role }: Actor): SQL =>
  seesAllItems(role) ? sql`f.missing` : sql`f.missing_work as missing`

/** How complete somebody's file is; nothing for whoever has left. */
export async function findFileState(tx: Tx, actor: Actor, number: string): Promise<FileState | undefined> {
  const { rows } = await tx.execute<FileState>(sql`/* plan once */
    select ${counts}, ${missingFor(actor)}, ${legalItems}
    from file_states f join employees e on e.id = f.employee_id where e.number = ${number}`)
  return rows[0]
}

export async function findOwnFileState(tx: Tx, actor: Actor): Promise<FileState | undefined> {
  const { rows } = await tx.execute<FileState>(sql`/* plan once */
    select ${counts}, f.missing, ${legalItems} from file_states f where f.employee_id = ${actor.employeeId}`)
  return rows[0]
}

export type StoreFileState = { total: number; have: number; missing: FileItem[] }

/**
 * What a store hears of somebody's file with their consent: a share, and what it may not let them work without. The file itself counts what is
 * asked where somebody is; of whoever is yet to arrive the store hears whether the health certificate is good on their first day.
 */
export async function findStoreFileState(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<StoreFileState | undefined> {
  const { rows } = await tx.execute<StoreFileState & { coming: Coming | null }>(sql`
    select f.total, f.have, f.missing_store as missing, (
      select json_build_object('isCounted', exists (select from file_rules r
            where r.item = 'health' and r.placement in ('any', case f.unit_id when e.home_unit_id then 'home' else 'store' end) and r.family in ('', (
              select o.family from assignments s join positions o on o.id = s.position_id where s.employee_id = e.id and s.is_primary
                and s.starts_on <= ${actor.today} and (s.ends_on is null or s.ends_on > ${actor.today}) limit 1))),
          'isGood', ${hasHealth(sql`${actor.today}`)}, 'willBeGood', ${hasHealth(sql`a.starts_on`)})
        from assignments a join positions p on p.id = a.position_id
        where a.employee_id = e.id and a.is_primary and a.unit_id = any ((select app.unit_ids())::uuid[]) and a.starts_on > ${actor.today}
          and f.unit_id <> all ((select app.unit_ids())::uuid[])
          and exists (select from file_rules r where r.item = 'health' and r.is_for_store and r.placement in ('any', 'store') and r.family in ('', p.family))
        order by a.starts_on limit 1) as coming
    from file_states f join employees e on e.id = f.employee_id where e.number = ${number}`)
  const [row] = rows
  if (!row) return undefined
  const { coming, ...state } = row
  return coming ? onArrival(state, coming) : state
}

/** Of a health certificate that the store asks for: whether the file counts it already, and whether there is one now and on the first day. */
type Coming = { isCounted: boolean; isGood: boolean; willBeGood: boolean }

const hasHealth = (on: SQL): SQL =>
  sql`exists (select from certificates c where c.employee_id = e.id and c.kind = 'health' and (c.expires_on is null or c.expires_on >= ${on}))`

function onArrival({ total, have, missing }: StoreFileState, coming: Coming): StoreFileState {
  const { isCounted, isGood, willBeGood } = coming
  return {
    total: total + (isCounted ? 0 : 1),
    have: have - (isCounted && isGood ? 1 : 0) + (willBeGood ? 1 : 0),
    missing: willBeGood || missing.includes('health') ? missing : [...missing, 'health'],
  }
}

export type StoreFiles = {
  total: number
  have: number
  lacking: { number: string; name: string; missing: FileItem[] }[]
}

/** The same for the stores of the seat: the share of all, and of those who consent whoever lacks something. */
export async function getStoreFiles(tx: Tx): Promise<StoreFiles> {
  const { rows } = await tx.execute<StoreFiles>(sql`/* plan once */
    select coalesce(sum(u.total), 0)::int as total, coalesce(sum(u.have), 0)::int as have,
      coalesce((select json_agg(l order by l.name, l.number) from (
        select e.number, e.name, f.missing_store as missing from file_states f join employees e on e.id = f.employee_id
        where f.missing_store <> '{}' and f.unit_id = any ((select app.unit_ids())::uuid[]) limit 50) l), '[]') as lacking
    from file_unit_totals u where u.unit_id = any ((select app.unit_ids())::uuid[])`)
  return rows[0] ?? { total: 0, have: 0, lacking: [] }
}

export type FileRow = FileState & {
  employeeId: string
  rank: number
  number: string
  name: string
  unitName: string
  homeName: string
}
export const filePageSize = 50
/** Those who lack one item are counted up to here. */
export const itemCap = 2_000

export type FilePage = Page<FileRow> & { total: number; cap?: number }

/** Files, the worst first. */
export async function listFiles(tx: Tx, actor: Actor, params: FilesParams): Promise<FilePage> {
  const { where, order, pageOf } = keyset<FileRow>(
    { by: sql`f.rank`, key: sql`f.employee_id`, descending: false, size: filePageSize },
    params,
    row => [String(row.rank), row.employeeId],
  )
  const item = seesAllItems(actor.role) ? params.item : undefined
  const [from, to] = ranksOf(item ? 'all' : params.list)
  const among = sql`f.rank between ${from} and ${to} ${below(params.unit)}
    ${item ? sql`and f.missing @> array[${item}]::text[]` : sql``}`
  const total = item ? await countLacking(tx, among) : (await countFiles(tx, actor, params.unit))[params.list]
  // few are found by what they lack and then put in order: by their order everybody else would be passed
  const files =
    item && total < itemCap ? sql`(select * from file_states f where ${among} offset 0)` : sql`file_states`
  const { rows } = await tx.execute<FileRow>(sql`
    select f.employee_id as "employeeId", f.rank, f.employee_number as number, f.employee_name as name, u.name as "unitName", h.name as "homeName",
      ${counts}, ${missingFor(actor)}, ${legalItems}
    from ${files} f join units u on u.id = f.unit_id join units h on h.id = f.home_unit_id
    where ${among} and ${where} ${order}`)
  return { ...pageOf(rows), total, ...(item && { cap: itemCap }) }
}

async function countLacking(tx: Tx, among: SQL): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select from file_states f where ${among} limit ${itemCap}) lacking`,
  )
  return rows[0]?.n ?? 0
}

function below(unitId: string | undefined): SQL {
  if (!unitId) return sql``
  const units = sql`(array(select app.units_below(${unitId})))`
  return sql`and (f.unit_id = any (${units}) or f.home_unit_id = any (${units}))`
}

export type FileCounts = Record<FileList, number> & {
  legalTotal: number
  legalHave: number
  have: number
  total: number
}

/** What is kept for each unit: of the whole company a row a unit, of a part of it, which is all that a head sees, a row a home unit in it. */
const kept = (actor: Actor, unitId: string | undefined): SQL =>
  unitId || actor.role === 'head'
    ? sql`file_unit_states f where true ${below(unitId)}`
    : sql`file_unit_totals f where true`

/** How many files are on each list, and how much of what they have to hold they hold. */
export async function countFiles(tx: Tx, actor: Actor, unitId?: string): Promise<FileCounts> {
  const { rows } = await tx.execute<FileCounts>(sql`
    select coalesce(sum(people), 0)::int as all, coalesce(sum(legal_short), 0)::int as legal, coalesce(sum(short), 0)::int as short,
      coalesce(sum(people - legal_short - short), 0)::int as complete,
      coalesce(sum(legal_total), 0)::int as "legalTotal", coalesce(sum(legal_have), 0)::int as "legalHave",
      coalesce(sum(total), 0)::int as total, coalesce(sum(have), 0)::int as have
    from ${kept(actor, unitId)}`)
  return (
    rows[0] ?? { all: 0, legal: 0, short: 0, complete: 0, legalTotal: 0, legalHave: 0, total: 0, have: 0 }
  )
}

export type UnitFileRow = {
  unitId: string
  name: string
  kind: string
  people: number
  legalShort: number
  short: number
  legalTotal: number
  legalHave: number
  total: number
  have: number
}
export const unitPageSize = 50

/** Stores and departments by the files of those who work there, the worst first. */
export async function listUnitFiles(
  tx: Tx,
  actor: Actor,
  params: FilesParams,
): Promise<Page<UnitFileRow> & { total: number }> {
  const page = pageParam(params)
  const { rows } = await tx.execute<UnitFileRow & { all: number }>(sql`
    select g.*, u.name, u.kind, count(*) over ()::int as all from (
      select f.unit_id as "unitId", sum(people)::int as people, sum(legal_short)::int as "legalShort", sum(short)::int as short,
        sum(legal_total)::int as "legalTotal", sum(legal_have)::int as "legalHave", sum(total)::int as total, sum(have)::int as have
      from ${kept(actor, params.unit)} group by f.unit_id having sum(people) > 0
    ) g join units u on u.id = g."unitId"
    order by g."legalHave"::float / g."legalTotal", g.have::float / g.total, u.name, g."unitId"
    limit ${unitPageSize} offset ${(page - 1) * unitPageSize}`)
  const total = rows[0]?.all ?? 0
  return { rows, total, ...pageLinks(page, unitPageSize, total) }
}

export type FileRule = {
  id: string
  item: FileItem
  level: 'legal' | 'company'
  placement: FilePlacement
  family: string
  isForStore: boolean
}

export async function listFileRules(tx: Tx): Promise<FileRule[]> {
  const { rows } = await tx.execute<FileRule>(sql`
    select id, item, level, placement, family, is_for_store as "isForStore" from file_rules
    order by level desc, position, placement, family, id`)
  return rows
}

/** The families of positions, to ask something of one of them. */
export async function listFamilies(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ family: string }>(
    sql`select distinct family from positions where family <> '' order by 1 limit 100`,
  )
  return rows.map(row => row.family)
}

export type RegisterRow = {
  id: string
  number: string
  name: string
  gender: Gender | null
  kind: DocumentKind | null
  /** Masked, as pages show them; in the clear in a file that somebody said a purpose for. */
  identityNumber: string | null
  registeredAddress: string | null
  currentAddress: string | null
  phone: string
  employmentForm: EmploymentForm | null
  hiredOn: string
  contract: { kind: ContractKind; startsOn: string; endsOn: string | null } | null
}
export const registerPageSize = 100

type SealedRow = Omit<RegisterRow, 'identityNumber' | 'registeredAddress' | 'currentAddress'> & {
  sealedNumber: Buffer | null
  sealedRegistered: Buffer | null
  sealedCurrent: Buffer | null
}

/** 职工名册: what art. 8 of the Implementing Regulations asks of everybody who is with us, by number; for HR, because it opens what is sealed. */
export async function listRegister(
  tx: Tx,
  actor: Actor,
  params: RegisterParams,
): Promise<Page<RegisterRow> & { total: number }> {
  const { rows, ...page } = await readRegister(tx, actor, params, registerPageSize)
  return {
    ...page,
    rows: await openRegister(tx, rows, 'masked'),
    total: (await countFiles(tx, actor, params.unit)).all,
  }
}

/**
 * All of it, so many at a time: for a file.
 * @param look writes down who looks at whom, before it is opened; without it everything is masked
 */
export async function* listAllRegister(
  tx: Tx,
  actor: Actor,
  unit: string | undefined,
  size: number,
  look?: (people: { id: string; number: string; name: string }[]) => Promise<void>,
): AsyncGenerator<RegisterRow[]> {
  let after: string | undefined
  do {
    const { rows, next } = await readRegister(tx, actor, { unit, after, before: undefined }, size)
    if (look) await look(rows)
    yield await openRegister(tx, rows, look ? 'open' : 'masked')
    after = next
  } while (after)
}

async function readRegister(
  tx: Tx,
  actor: Actor,
  params: RegisterParams,
  size: number,
): Promise<Page<SealedRow>> {
  const { where, order, pageOf } = keyset<SealedRow>(
    { by: sql`e.number`, key: sql`e.number`, descending: false, size },
    params,
    row => [row.number, row.number],
  )
  const units = params.unit && sql`array(select app.units_below(${params.unit}))`
  const among = units
    ? sql`e.id = any (array(select f.employee_id from file_states f where f.unit_id = any (${units}) or f.home_unit_id = any (${units})))`
    : sql`true`
  const { rows } = await tx.execute<SealedRow>(sql`
    select e.id, e.number, e.name, i.gender, i.kind, i.number as "sealedNumber", i.registered_address as "sealedRegistered",
      i.current_address as "sealedCurrent", coalesce(k.phone, '') as phone, e.employment_form as "employmentForm", e.hired_on::text as "hiredOn",
      (select json_build_object('kind', c.kind, 'startsOn', c.starts_on, 'endsOn', coalesce(c.ended_early_on, c.ends_on)) from contracts c
        where c.employee_id = e.id and c.starts_on <= ${actor.today} and coalesce(c.ended_early_on, c.ends_on, 'infinity') > ${actor.today}
        limit 1) as contract
    from employees e left join identities i on i.employee_id = e.id left join employee_contacts k on k.employee_id = e.id
    where (e.left_on is null or e.left_on > ${actor.today}) and ${among} and ${where} ${order}`)
  return pageOf(rows)
}

async function openRegister(tx: Tx, rows: SealedRow[], as: 'masked' | 'open'): Promise<RegisterRow[]> {
  const keys = await keysOf(
    tx,
    rows.map(row => row.id),
  )
  return rows.map(({ sealedNumber, sealedRegistered, sealedCurrent, ...row }) => {
    const key = keys.get(row.id)
    const open = (
      what: 'number' | 'registeredAddress' | 'currentAddress',
      sealed: Buffer | null,
      mask: (text: string) => string,
    ) => {
      const text = (sealed && key?.unseal(placeOf(what, row.id), sealed)) || null
      return text && as === 'masked' ? mask(text) : text
    }
    return {
      ...row,
      identityNumber: open('number', sealedNumber, maskNumber),
      registeredAddress: open('registeredAddress', sealedRegistered, maskAddress),
      currentAddress: open('currentAddress', sealedCurrent, maskAddress),
    }
  })
}
