import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { lapsedWithRequest } from '../consents/queries'
import { customClasses, seesCustom } from '../custom/rules'
import { notFound } from '../failure'
import { keyset, type Page, readCursor } from '../paging'
import { contains, startsWith, type Term, termOf } from '../search/rules'
import { written } from '../written'
import { type PeopleParams, peopleSort, type peopleSorts } from './input'
import {
  arrivingDays,
  type ChangeKind,
  type EmploymentForm,
  endingDays,
  fieldsHiddenFrom,
  nounsOf,
  type Placement,
  placementOn,
  type Stay,
  type UnitKind,
} from './rules'

export const pageSize = 50
/** Rows are counted up to here: nobody reads the difference, and counting on would cost more than the page. */
export const countCap = 2_000

export type PersonRow = {
  number: string
  name: string
  hiredOn: string
  leftOn: string | null
  homeName: string
  positionName: string | null
  unitCode: string | null
  unitName: string | null
  unitKind: UnitKind | null
  since: string | null
  endsOn: string | null
  placement: Placement
  /** Where they go next, when that is planned. */
  next: { unitName: string; unitKind: UnitKind; startsOn: string } | null
}

export type PeoplePage = Page<PersonRow> & {
  /** Counted to `cap`: as many as that reads "2000+". */
  total: number
  cap: number
}

/** What a list is narrowed down by besides its address: people by their numbers. */
type Listed = PeopleParams & { n?: string[] | undefined }

/** One page of employees as of a day. */
export async function listPeople(tx: Tx, actor: Actor, params: PeopleParams): Promise<PeoplePage> {
  return readPeople(tx, actor, params, await resolveCodes(tx, actor, params), pageSize)
}

/** All of them, as the list shows them page by page, so many at a time: for a file. */
export async function* listAllPeople(
  tx: Tx,
  actor: Actor,
  params: Listed,
  size: number,
): AsyncGenerator<PersonRow[]> {
  const named = await resolveCodes(tx, actor, params)
  let after: string | undefined
  do {
    const page = await readPeople(tx, actor, { ...params, after, before: undefined }, named, size)
    yield page.rows
    after = page.next
  } while (after)
}

/** How many there are, all of them. */
export async function countPeople(tx: Tx, actor: Actor, params: Listed): Promise<number> {
  const on = params.on ?? actor.today
  const named = await resolveCodes(tx, actor, params)
  const { tables, conditions } = peopleFilter(params, named, on, on < actor.today)
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from employees e ${tables} where ${sql.join(conditions, sql` and `)}`,
  )
  return rows[0]?.n ?? 0
}

/** The mobile phones of people by number, for roles that see them. */
export async function listPhones(tx: Tx, numbers: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ number: string; phone: string }>(sql`
    select e.number, k.phone from employees e join employee_contacts k on k.employee_id = e.id
    where e.number = any (${sql.param(numbers)}::text[])`)
  return new Map(rows.map(row => [row.number, row.phone]))
}

/**
 * So many employees in one statement: by keyset first, what is shown of them after.
 * Filters on the present place join assignments; without them they are read from an index on employees alone.
 */
async function readPeople(
  tx: Tx,
  actor: Actor,
  params: Listed,
  named: Named,
  size: number,
): Promise<PeoplePage> {
  const on = params.on ?? actor.today
  const isPast = on < actor.today
  const { where: beyond, order, pageOf } = orderOf(params, sql`a.ends_on`, size)
  const { tables, conditions } = peopleFilter(params, named, on, isPast)
  const where = sql.join(conditions, sql` and `)
  const everybody = params.view === 'present' && conditions.length === 1
  const total = everybody
    ? sql`least(${countCap}, ${counted(sql`from employees e where e.left_on is null`)} + ${counted(sql`from employees e where e.left_on > ${on}`)})`
    : counted(sql`from employees e ${tables} where ${where}`)
  const plan = everybody ? sql`/* plan once */` : sql``
  const { rows } = await tx.execute<FlatRow>(sql`${plan}
    with page as materialized (
      select e.id, e.number, e.name, e.name_pinyin, e.hired_on, e.left_on, e.home_unit_id
      from employees e ${tables} where ${where} and ${beyond} ${order}
    )
    select e.number, e.name, e.name_pinyin as "namePinyin", e.hired_on::text as "hiredOn", e.left_on::text as "leftOn",
      h.name as "homeName", c.position as "positionName", c.code as "unitCode", c.name as "unitName", c.kind as "unitKind",
      c.starts_on::text as since, c.ends_on::text as "endsOn",
      n.name as "nextName", n.kind as "nextKind", n.starts_on::text as "nextOn",
      ${total} as total
    from page e
    left join lateral (
      select a.home_unit_id, a.starts_on, a.ends_on, u.code, ${unitName(isPast, on)} as name, u.kind,
        (select o.name from positions o where o.id = a.position_id) as position
      from assignments a join units u on u.id = a.unit_id
      where a.employee_id = e.id and a.is_primary and ${covering(on)} limit 1
    ) c on true
    left join lateral (
      select a.starts_on, u.name, u.kind from assignments a join units u on u.id = a.unit_id
      where a.employee_id = e.id and a.is_primary and a.starts_on > ${on} order by a.starts_on limit 1
    ) n on true
    join lateral (
      select ${unitName(isPast, on)} as name from units u
      where u.id = ${isPast ? sql`coalesce(c.home_unit_id, e.home_unit_id)` : sql`e.home_unit_id`}
    ) h on true
    ${orderOf(params, sql`c.ends_on`, size).order}`)

  const page = pageOf(rows)
  return {
    ...page,
    rows: page.rows.map(row => personRow(row, on)),
    total: rows[0]?.total ?? 0,
    cap: countCap,
  }
}

/** Rows, counted up to the cap, which is written out: a plan that is kept has to know it. */
const counted = (rows: SQL): SQL =>
  sql`(select count(*)::int from (select ${rows} limit ${written(countCap)}) rows)`

type FlatRow = {
  number: string
  name: string
  namePinyin: string
  hiredOn: string
  leftOn: string | null
  homeName: string
  positionName: string | null
  unitCode: string | null
  unitName: string | null
  unitKind: UnitKind | null
  since: string | null
  endsOn: string | null
  nextName: string | null
  nextKind: UnitKind | null
  nextOn: string | null
  total: number
}

function personRow(row: FlatRow, on: string): PersonRow {
  const now = row.unitKind && row.since && { unitKind: row.unitKind, startsOn: row.since, endsOn: row.endsOn }
  const next =
    row.nextKind && row.nextOn && row.nextName
      ? { unitName: row.nextName, unitKind: row.nextKind, startsOn: row.nextOn }
      : null
  const stays = [...(now ? [now] : []), ...(next ? [{ ...next, endsOn: null }] : [])]
  return {
    number: row.number,
    name: row.name,
    hiredOn: row.hiredOn,
    leftOn: row.leftOn,
    homeName: row.homeName,
    positionName: row.positionName,
    unitCode: row.unitCode,
    unitName: row.unitName,
    unitKind: row.unitKind,
    since: row.since,
    endsOn: row.endsOn,
    placement: placementOn(row.leftOn, stays, on),
    next,
  }
}

const covering = (on: string): SQL => sql`a.starts_on <= ${on} and (a.ends_on is null or a.ends_on > ${on})`

/** A unit's name on a day: as it is now, or as it was called then. */
function unitName(isPast: boolean, on: string): SQL {
  if (!isPast) return sql`u.name`
  return sql`coalesce((select v.name from unit_versions v
    where v.unit_id = u.id and v.starts_on <= ${on} and (v.ends_on is null or v.ends_on > ${on})), u.name)`
}

/** What the address names by code, as ids: the planner can only weigh values that it sees. */
type Named = {
  stores?: string[]
  homes?: string[]
  /** The units of a department head, who sees no others. */
  own?: string[]
  position?: string | undefined
}

async function resolveCodes(tx: Tx, actor: Actor, params: PeopleParams): Promise<Named> {
  const { store, home, position } = params
  const isHead = actor.role === 'head'
  if (!store && !home && !position && !isHead) return {}
  const below = (code: string) =>
    sql`array(select b from units u, lateral app.units_below(u.id) b where u.code = ${code})::text[]`
  const { rows } = await tx.execute<{
    stores: string[]
    homes: string[]
    own: string[]
    position: string | null
  }>(sql`
    select ${below(store ?? '')} as stores, ${below(home ?? '')} as homes,
      ${isHead ? sql`app.unit_ids()::text[]` : sql`'{}'::text[]`} as own,
      (select o.id from positions o where o.code = ${position ?? ''}) as position`)
  const [row] = rows
  return {
    ...(store && { stores: row?.stores ?? [] }),
    ...(home && { homes: row?.homes ?? [] }),
    ...(isHead && { own: row?.own ?? [] }),
    ...(position && { position: row?.position ?? '00000000-0000-0000-0000-000000000000' }),
  }
}

function peopleFilter(
  params: Listed,
  named: Named,
  on: string,
  isPast: boolean,
): { tables: SQL; conditions: SQL[] } {
  const { view } = params
  const conditions: SQL[] = []
  if (view === 'left') conditions.push(sql`e.left_on <= ${on}`)
  else conditions.push(sql`(e.left_on is null or e.left_on > ${on})`)
  if (isPast) conditions.push(sql`e.hired_on <= ${on}`)
  const term = params.q ? termOf(params.q) : undefined
  if (params.q?.trim()) conditions.push(term ? matching(term) : sql`false`)
  if (params.n) conditions.push(sql`e.number = any (${sql.param(params.n)}::text[])`)
  if (named.own && !isPast) conditions.push(sql`e.home_unit_id = ${anyOf(named.own)}`)
  if (named.homes && !isPast) conditions.push(sql`e.home_unit_id = ${anyOf(named.homes)}`)
  // The few people to whom something happens soon are found first, by the day on which it does.
  const at = named.stores ? sql`and n.unit_id = ${anyOf(named.stores)}` : sql``
  if (view === 'arriving') {
    conditions.push(sql`e.id = any (array(select n.employee_id from assignments n
      where n.is_primary and ${nextIsAway} and n.starts_on > ${on} ${at}))`)
  }
  if (view === 'ending') {
    conditions.push(sql`e.id = any (array(select n.employee_id from assignments n
      where n.is_primary and ${nextIsAway} and n.ends_on > ${on} and n.ends_on <= ${addDays(on, endingDays)}
        and n.starts_on <= ${on} ${at} and (n.employee_id, n.ends_on) not in (${decidedEnds(on, addDays(on, endingDays))})))`)
  }

  const present: SQL[] = []
  // The stay itself, for its end is what the list is sorted by.
  if (view === 'ending') present.push(isAway)
  if (view === 'store') present.push(isAway)
  if (view === 'home') present.push(sql`not coalesce(${isAway}, false)`)
  if (named.stores && view !== 'arriving') present.push(sql`a.unit_id = ${anyOf(named.stores)}`)
  if (named.position && view !== 'left') present.push(sql`a.position_id = ${named.position}`)
  if (named.homes && isPast) present.push(sql`a.home_unit_id = ${anyOf(named.homes)}`)
  if (present.length === 0) return { tables: sql``, conditions }
  return {
    tables: sql`join assignments a on a.employee_id = e.id and a.is_primary and ${covering(on)}`,
    conditions: [...conditions, ...present],
  }
}

/**
 * The ends of stays in these days that are decided: by an approved move or return, or because the person leaves. Nobody is asked for what
 * follows them. They are few, and found first by their day.
 */
export const decidedEnds = (after: string, until: string): SQL => sql`
  select t.employee_id, t.effective_on as ends_on from transfers t
  where t.state = 'applied' and t.kind in ('move', 'return') and t.effective_on > ${after}::date and t.effective_on <= ${until}::date
  union all
  select e.id, e.left_on from employees e where e.left_on > ${after}::date and e.left_on <= ${until}::date`

/** In a store: whoever is at headquarters works in their home unit. Comparing two columns costs nothing; looking the unit up does. */
const isAway = sql`a.unit_id <> a.home_unit_id`
const nextIsAway = sql`n.unit_id <> n.home_unit_id`
const anyOf = (ids: string[]): SQL => sql`any (${sql.param(ids)}::uuid[])`

/** What finds an employee `e`, each through its index (see db/schema/people.ts). */
export function matching(term: Term): SQL {
  switch (term.kind) {
    case 'number':
      return sql`e.number = ${term.exact}`
    case 'numbers':
      return sql`e.number >= ${term.from} and e.number < ${term.to}`
    case 'latin':
      return sql`(e.name_pinyin like ${startsWith(term.text)} or e.name_initials like ${startsWith(term.text)})`
    case 'name':
      return sql`e.name_grams @> ${sql.param(term.grams)}::text[] and replace(lower(e.name), ' ', '') like ${contains(term.text)}`
  }
}

/** Each order ends with the number, so that it is total; its index has the same columns. */
function orderOf(params: PeopleParams, planned: SQL, size: number): ReturnType<typeof keyset<FlatRow>> {
  const sort = peopleSort(params)
  const column = sort.replace('-', '') as (typeof peopleSorts)[number]
  const by = { number: sql`e.number`, name: sql`e.name_pinyin`, hired: sql`e.hired_on`, planned }[column]
  const isDay = (cursor: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(readCursor(cursor)?.[0] ?? '')
  const { after, before } = params
  const byDay = column === 'hired' || column === 'planned'
  const request = !byDay || isDay(before ?? after) ? { after, before } : {}
  return keyset<FlatRow>({ by, key: sql`e.number`, descending: sort.startsWith('-'), size }, request, row => [
    { number: row.number, name: row.namePinyin, hired: row.hiredOn, planned: row.endsOn ?? '' }[column],
    row.number,
  ])
}

type Choice = { code: string; name: string }
export type FilterChoices = {
  homes: Choice[]
  positions: (Choice & { isRetired: boolean })[]
  fields: Choice[]
  store?: Choice
}

/**
 * Home units and positions to filter by, and custom fields to show; stores are too many for a list and are picked by typing, so only the
 * chosen one is named.
 */
export async function listFilterChoices(tx: Tx, actor: Actor, params: PeopleParams): Promise<FilterChoices> {
  const classes = customClasses.filter(of => seesCustom(actor.role, of))
  const { rows } = await tx.execute<
    Choice & { kind: 'home' | 'position' | 'field' | 'store'; isRetired: boolean }
  >(sql`/* plan once */
    (select 'home' as kind, code, name, false as "isRetired" from units
      where kind in ('headquarters', 'department') and closed_on is null order by kind desc, name limit 300)
    union all (select 'position', code, name, retired_on is not null from positions order by retired_on is not null, family, level, name limit 300)
    union all (select 'field', id::text, ${actor.locale === 'en' ? sql`name_en` : sql`name`}, false from custom_fields
      where retired_at is null and class = any (${sql.param(classes)}::text[]) order by position, id limit 60)
    union all (select 'store', code, name, false from units where code = ${params.store ?? ''})`)
  const store = rows.find(row => row.kind === 'store')
  return {
    homes: rows.filter(row => row.kind === 'home'),
    positions: rows.filter(row => row.kind === 'position'),
    fields: rows.filter(row => row.kind === 'field'),
    ...(store && { store }),
  }
}

export type PersonStay = Stay & { homeName: string; requestNumber: string | null }
export type PersonRequest = {
  number: string
  subject: string
  kind: string
  status: string
  lapsedOn: string | null
  summary: Record<string, string>
  submittedAt: string
  effectiveOn: string | null
  stage: string | null
  stageEn: string | null
}
export type PersonConsent = {
  id: string
  unitName: string
  partnerName: string | null
  includesPerformance: boolean
  includesTraining: boolean
  givenAt: string
  withdrawnAt: string | null
  /** It ended with a request that came to nothing. */
  hasLapsed: boolean
}
export type Contact = {
  phone: string
  email: string
  emergencyName: string
  emergencyPhone: string
  emergencyRelation: string
}
export type Person = {
  id: string
  number: string
  name: string
  hiredOn: string
  employmentForm: EmploymentForm | null
  leftOn: string | null
  revision: number
  homeId: string
  homeName: string
  homeCode: string
  hqContactUserId: string | null
  hqContactName: string
  hasAccount: boolean
  /** The contract of today, [startsOn, endsOn); null where there is none. */
  contract: { endsOn: string | null } | null
  stays: PersonStay[]
  managers: string[]
  requests: PersonRequest[]
  consents: PersonConsent[]
  contact: Partial<Contact> | null
}

/**
 * One person with everything that the caller may see of them, in one statement. What a role has no right to
 * is not asked for: contact columns follow fieldsHiddenFrom, rows follow the policies.
 */
export async function findPersonByNumber(tx: Tx, actor: Actor, number: string): Promise<Person | undefined> {
  return findPerson(tx, actor, sql`e.number = ${number}`)
}

/** The caller's own card. */
export async function getOwnPerson(tx: Tx, actor: Actor): Promise<Person> {
  return (await findPerson(tx, actor, sql`e.id = ${actor.employeeId}`)) ?? notFound()
}

async function findPerson(tx: Tx, actor: Actor, which: SQL): Promise<Person | undefined> {
  const { rows } = await tx.execute<Person>(sql`/* plan once */
    select e.id, e.number, e.name, e.hired_on::text as "hiredOn", e.employment_form as "employmentForm", e.left_on::text as "leftOn", e.revision,
      h.id as "homeId", h.name as "homeName", h.code as "homeCode",
      e.hq_contact_user_id as "hqContactUserId", e.hq_contact_name as "hqContactName", e.user_id is not null and coalesce(e.left_on > ${actor.today}, true) as "hasAccount",
      (select json_build_object('endsOn', least(k.ends_on, k.ended_early_on)) from contracts k
        where k.employee_id = e.id and k.starts_on <= ${actor.today} and (k.ends_on is null or k.ends_on > ${actor.today})
          and (k.ended_early_on is null or k.ended_early_on > ${actor.today}) order by k.starts_on desc limit 1) as contract,
      coalesce(s.stays, '[]') as stays, coalesce(m.names, '[]') as managers,
      coalesce(q.requests, '[]') as requests, coalesce(c.consents, '[]') as consents,
      ${contactColumns(actor)} as contact
    from employees e
    join units h on h.id = e.home_unit_id
    left join lateral (
      select json_agg(json_build_object('id', a.id, 'unitCode', u.code, 'unitName', u.name, 'unitKind', u.kind,
        'positionName', o.name, 'startsOn', a.starts_on, 'endsOn', a.ends_on, 'homeName', hu.name,
        'requestNumber', r.number) order by a.starts_on) as stays
      from assignments a join units u on u.id = a.unit_id join units hu on hu.id = a.home_unit_id
      join positions o on o.id = a.position_id left join requests r on r.id = a.request_id
      where a.employee_id = e.id and a.is_primary
    ) s on true
    left join lateral (
      select json_agg(l.name) as names from assignments a
      join units u on u.id = a.unit_id and u.kind = 'store', lateral app.unit_leads(a.unit_id, 'manager') l
      where a.employee_id = e.id and a.is_primary and ${covering(actor.today)}
    ) m on true
    left join lateral (
      select json_agg(json_build_object('number', r.number, 'subject', r.subject, 'kind', r.facts ->> 'kind', 'status', r.status, 'lapsedOn', r.lapsed_on, 'summary', r.summary,
        'submittedAt', r.submitted_at, 'effectiveOn', coalesce(t.effective_on::text, r.summary ->> 'effectiveOn'), 'stage', w.name, 'stageEn', w.name_en) order by r.id desc) as requests
      from (select * from requests r where r.employee_id = e.id order by r.id desc limit 20) r
      left join transfers t on t.request_id = r.id
      left join workflow_stages w on w.definition_id = r.definition_id and w.position = r.stage_position
    ) q on true
    left join lateral (
      select json_agg(json_build_object('id', c.id, 'unitName', u.name, 'partnerName', p.name,
        'includesPerformance', c.includes_performance, 'includesTraining', c.includes_training,
        'givenAt', c.given_at, 'withdrawnAt', c.withdrawn_at, 'hasLapsed', ${lapsedWithRequest}) order by c.given_at desc) as consents
      from consents c join units u on u.id = c.unit_id left join partners p on p.id = c.partner_id left join requests r on r.id = c.request_id
      where c.employee_id = e.id
    ) c on true
    where ${which}`)
  return rows[0]
}

/** Only columns that the role holds a grant on may be named, so a role without any asks for nothing. */
function contactColumns({ role }: Actor): SQL {
  const hidden = fieldsHiddenFrom(role)
  const shown = [
    ...(hidden.includes('phone') ? [] : [sql`'phone', k.phone`]),
    ...(hidden.includes('email') ? [] : [sql`'email', k.email`]),
    ...(hidden.includes('emergency')
      ? []
      : [
          sql`'emergencyName', k.emergency_name, 'emergencyPhone', k.emergency_phone, 'emergencyRelation', k.emergency_relation`,
        ]),
  ]
  if (shown.length === 0) return sql`null`
  return sql`(select json_build_object(${sql.join(shown, sql`, `)}) from employee_contacts k where k.employee_id = e.id)`
}

export type HistoryRow = {
  id: string
  at: string
  actorName: string
  actorRole: string
  action: string
  details: Record<string, unknown>
  requestNumber: string | null
}

/** What was done to or for a person, newest first. */
export async function listHistory(
  tx: Tx,
  number: string,
  /** `before`: the row after which to go on, towards the past. */
  { limit, before = null, kind = 'record' }: { limit: number; before?: string | null; kind?: ChangeKind },
): Promise<HistoryRow[]> {
  const { only, nouns } = nounsOf(kind)
  const { rows } = await tx.execute<HistoryRow>(sql`/* plan once */
    select t.id, t.at, t.actor_name as "actorName", app.title_of(t.actor_user_id, t.actor_role, t.at) as "actorRole", t.action, t.details, r.number as "requestNumber"
    from (select * from trail t where t.employee_id = (select e.id from employees e where e.number = ${number})
      and t.action not in ('identity.revealed', 'identity.sought')
      and (split_part(t.action, '.', 1) = any (${sql.param(nouns)}::text[])) = ${only}::boolean and (${before}::uuid is null or t.id < ${before}::uuid) order by t.id desc limit ${written(limit)}) t
    left join requests r on r.id = t.request_id
    order by t.id desc`)
  return rows
}

export type TeamRow = {
  number: string
  name: string
  homeName: string
  positionName: string
  unitCode: string
  unitName: string
  startsOn: string
  endsOn: string | null
  phone: string | null
  hqContactName: string
  leftOn: string | null
  /** The request about them that is open, or approved and not yet begun, when the reader is a party to it. */
  underWay: string | null
  /** Where they go when the stay ends, as an approved move or return has decided. */
  goesTo: string | null
}

/** The most people that a team page lists; a region with more is looked at store by store. */
export const teamCap = 400

export type Team = { rows: TeamRow[]; total: number }

/**
 * Who is in the stores of the seat today or comes within 14 days, by store and name; arrivals and endings first when there are too many.
 * What belongs to them is read for all at once: the policies' lists are long in a region, and every look at one costs. The planner expects
 * one row of each and would compare everybody with everybody; a full join, whose two sides hold the same people, it always does by hash.
 */
export async function listTeam(tx: Tx, actor: Actor): Promise<Team> {
  const { rows } = await tx.execute<TeamRow & { total: number }>(sql`/* plan once */
    with here as materialized (
      select a.employee_id, a.unit_id, a.position_id, a.starts_on, a.ends_on from assignments a
      where a.unit_id = any ((select app.unit_ids())::uuid[]) and a.is_primary
        and a.starts_on <= ${addDays(actor.today, arrivingDays)} and (a.ends_on is null or a.ends_on > ${actor.today})
    ), shown as materialized (
      select * from here
      order by (starts_on > ${actor.today}) desc, (ends_on <= ${addDays(actor.today, endingDays)}) desc nulls last, unit_id, starts_on
      limit ${written(teamCap)}
    ), under_way as materialized (
      select distinct a.employee_id, w.number, w.decided_on, w.goes_to from shown a cross join lateral (
        select max(r.number) as number,
          min(t.effective_on) filter (where t.state = 'applied' and t.kind in ('move', 'return')) as decided_on,
          (array_agg(r.summary ->> 'to' order by t.effective_on) filter (where t.state = 'applied' and t.kind in ('move', 'return')))[1] as goes_to
        from transfers t join requests r on r.id = t.request_id
        where t.employee_id = a.employee_id and (t.state = 'open' or (t.state = 'applied' and t.effective_on > ${actor.today})) offset 0
      ) w
    ), people as materialized (
      select p.id, p.number, p.name, p.name_pinyin, p.home_unit_id, p.hq_contact_name, p.left_on from employees p
      where p.id = any (array(select employee_id from shown))
    ), phones as materialized (
      select k.employee_id, k.phone from employee_contacts k where k.employee_id = any (array(select employee_id from shown))
    )
    select e.number, e.name, h.name as "homeName", o.name as "positionName", u.code as "unitCode", u.name as "unitName",
      a.starts_on::text as "startsOn", a.ends_on::text as "endsOn", k.phone, e.hq_contact_name as "hqContactName", e.left_on::text as "leftOn", w.number as "underWay",
      case when w.decided_on = a.ends_on then w.goes_to end as "goesTo",
      (select count(*)::int from here) as total
    from shown a
    full join people e on e.id = a.employee_id
    full join phones k on k.employee_id = a.employee_id
    full join under_way w on w.employee_id = a.employee_id
    left join units u on u.id = a.unit_id
    left join units h on h.id = e.home_unit_id
    left join positions o on o.id = a.position_id
    where coalesce(e.number, '') <> ''
    order by u.name, e.name_pinyin, e.number`)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Figures = {
  stationed: number
  openTransfers: number
  arriving: number
  ending: number
  stores: number
}

export type StoreFigures = {
  code: string
  name: string
  city: string
  partnerName: string | null
  stationed: number
  arriving: number
  ending: number
}

export type Workbench = { figures: Figures; stores: StoreFigures[] }

/**
 * The workbench's figures and the stores where most happens within 30 days: who is in stores, who comes, whose stay ends and wants a decision.
 * One statement; everybody in a store is read from the index `assignments_away` alone, whose condition is repeated here.
 */
export async function getWorkbench(tx: Tx, actor: Actor, limit = 8): Promise<Workbench> {
  const { today } = actor
  const until = addDays(today, endingDays)
  const { rows } = await tx.execute<Workbench>(sql`
    with away as (
      select a.unit_id, a.starts_on, a.ends_on from assignments a where a.is_primary and ${isAway} and a.ends_on > ${today}
      union all
      select a.unit_id, a.starts_on, a.ends_on from assignments a where a.is_primary and ${isAway} and a.ends_on is null
    ), counted as materialized (
      select unit_id, count(*) filter (where starts_on <= ${today})::int as stationed,
        count(*) filter (where starts_on > ${today} and starts_on <= ${until})::int as arriving,
        count(*) filter (where starts_on <= ${today} and ends_on <= ${until})::int as ending
      from away group by unit_id
    ), decided as materialized (
      select a.unit_id, count(*)::int as n
      from (${decidedEnds(today, until)}) d
      join assignments a on a.employee_id = d.employee_id and a.ends_on = d.ends_on and a.is_primary and ${isAway} and a.starts_on <= ${today}
      group by a.unit_id
    ), open_stores as (
      select u.code, u.name, s.city, s.partner_id, coalesce(c.stationed, 0) as stationed, coalesce(c.arriving, 0) as arriving,
        coalesce(c.ending, 0) - coalesce(d.n, 0) as ending
      from units u join stores s on s.unit_id = u.id left join counted c on c.unit_id = u.id left join decided d on d.unit_id = u.id
      where u.kind = 'store' and u.closed_on is null
    ), busiest as (
      select o.code, o.name, o.city, p.name as "partnerName", o.stationed, o.arriving, o.ending
      from (select * from open_stores order by arriving + ending desc, stationed desc, name limit ${limit}) o
      left join partners p on p.id = o.partner_id
    )
    select (select json_build_object('stationed', coalesce(sum(stationed), 0), 'arriving', coalesce(sum(arriving), 0),
        'ending', coalesce(sum(ending), 0), 'stores', count(*),
        'openTransfers', ${counted(sql`from requests r where r.subject = 'transfer' and r.status in ('in_progress', 'returned')`)}
      ) from open_stores) as figures,
      coalesce((select json_agg(b order by arriving + ending desc, stationed desc, name) from busiest b), '[]') as stores`)
  return rows[0] ?? notFound()
}
