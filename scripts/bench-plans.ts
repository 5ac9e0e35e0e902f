import { sql } from 'drizzle-orm'
import pg from 'pg'
import { enter, type Tx } from '../db/client'
import { lastRequest } from '../db/seeds/crowd'
import { listAccounts } from '../lib/access/queries'
import { getFrame, listTrail } from '../lib/account/queries'
import { type Actor, actorOf, type Portal } from '../lib/actor'
import { calendarParams } from '../lib/calendar/input'
import { listCalendar } from '../lib/calendar/queries'
import { monthOf } from '../lib/calendar/rules'
import { addMonths } from '../lib/clock'
import { filesParams, registerParams } from '../lib/completeness/input'
import {
  countFiles,
  listAllRegister,
  listFiles,
  listRegister,
  listUnitFiles,
} from '../lib/completeness/queries'
import { listOwnConsents } from '../lib/consents/queries'
import { termParams } from '../lib/contracts/input'
import { listMatters } from '../lib/contracts/queries'
import { coursesParamsOf } from '../lib/courses/input'
import { listCourses, listOwing as listOwingRule, listRules } from '../lib/courses/queries'
import { listChosenFields, listChosenValues } from '../lib/custom/queries'
import { listDispatches } from '../lib/dispatches/queries'
import { listFieldHistory } from '../lib/fields/queries'
import { countSearches, findHolder, listReveals } from '../lib/identities/queries'
import {
  hasRecords,
  listMonthLines,
  listMonths,
  listOwedMonths,
  listRuns,
  previewMonth,
} from '../lib/insurance/queries'
import { learningParamsOf, owingParamsOf } from '../lib/learning/input'
import { findCourseImpact, listLearners, listOfPerson, listOpen, listOwing } from '../lib/learning/queries'
import { leavingParams } from '../lib/leavings/input'
import { listLeavings } from '../lib/leavings/queries'
import { listNotifications } from '../lib/notifications/queries'
import { listLawLimits } from '../lib/partners/queries'
import { peopleParams } from '../lib/people/input'
import {
  findPersonByNumber,
  getOwnPerson,
  getWorkbench,
  listHistory,
  listPeople,
  listTeam,
} from '../lib/people/queries'
import { approveRequest } from '../lib/requests/commands'
import { getRequestView, listInbox, listOwnRequests } from '../lib/requests/queries'
import {
  findRosterImpact,
  findRosterStore,
  getRoster,
  listNextShifts,
  listOwnEntries,
  listRosterStores,
  listToday,
} from '../lib/rosters/queries'
import { weekOf } from '../lib/rosters/rules'
import { listSchemes } from '../lib/schemes/queries'
import { firstOf } from '../lib/schemes/rules'
import { findAnything, findPeople } from '../lib/search/queries'
import { hashToken } from '../lib/session-token'
import { listStores } from '../lib/stores/queries'
import { countCap, listReturns, listTransfers } from '../lib/transfers/queries'
import { findOpenVisit, getRequest, listTasksOfVisit } from '../lib/workflow/queries'
import type { Statement } from './bench-bare'

type Work = (tx: Tx, actor: Actor) => Promise<unknown>
/** What writes is undone. */
type Read = { what: string; work: Work; mode?: 'write' }
type Seat = { login: string; portal: Portal; unitCode?: string; reads: Read[] }

const read = (what: string, work: Work): Read => ({ what, work })
const people = (what: string, params: Record<string, string>): Read =>
  read(`people ${what}`, (tx, actor) => listPeople(tx, actor, peopleParams.parse(params)))
const inbox = (['todo', 'done', 'mine', 'copied'] as const).map(tab =>
  read(`inbox ${tab}`, (tx, actor) => listInbox(tx, actor, tab)),
)
const transfers = (['in_progress', 'pending', 'effective', 'all'] as const).map(tab =>
  read(`transfers ${tab}`, (tx, actor) => listTransfers(tx, actor, { tab })),
)
const calendar = (what: string, params: Record<string, string>): Read =>
  read(`calendar ${what}`, (tx, actor) =>
    listCalendar(tx, actor, calendarParams.parse(params), monthOf(params.month ?? actor.today.slice(0, 7))),
  )
const files = (what: string, params: Record<string, string>): Read =>
  read(`completeness ${what}`, async (tx, actor) => {
    const asked = filesParams.parse(params)
    await countFiles(tx, actor, asked.unit)
    return asked.view === 'units' ? listUnitFiles(tx, actor, asked) : listFiles(tx, actor, asked)
  })
const terms = (what: string, params: Record<string, string>): Read =>
  read(`terms ${what}`, (tx, actor) => listMatters(tx, actor, termParams.parse(params)))
const oneOf = async (tx: Tx, table: 'insurance_schemes' | 'custom_fields'): Promise<string> =>
  (await tx.execute<{ id: string }>(sql`select id from ${sql.identifier(table)} order by id limit 1`)).rows[0]
    ?.id ?? ''
const lastMonth = (today: string): string => addMonths(firstOf(today), -1)
const roster = read('a week of a store', async (tx, actor) => {
  const store = await findRosterStore(tx, { code: 'tianyao' })
  return store && getRoster(tx, actor, store, weekOf(actor.today))
})
/** What somebody's return from a store means for its roster. */
const rosterImpact = read('rosters in a preview', async (tx, actor) => {
  const { rows } = await tx.execute<{ employeeId: string; fromUnitId: string; toUnitId: string }>(sql`
    select a.employee_id as "employeeId", a.unit_id as "fromUnitId", a.home_unit_id as "toUnitId" from assignments a join units u on u.id = a.unit_id
    where u.code = 'tianyao' and a.starts_on <= ${actor.today} and a.ends_on > ${actor.today} limit 1`)
  const [who] = rows
  const change = { kind: 'return', effectiveOn: actor.today, fromUnitKind: 'store', toUnitKind: 'department' }
  return who && findRosterImpact(tx, actor, change, who)
})
/** What somebody's dispatch to a store brings them to learn. */
const courseImpact = read('courses in a preview', async (tx, actor) => {
  const { rows } = await tx.execute<{
    employeeId: string
    fromUnitId: string
    toUnitId: string
    toPositionId: string
  }>(sql`
    select a.employee_id as "employeeId", a.home_unit_id as "fromUnitId", a.unit_id as "toUnitId", a.position_id as "toPositionId" from assignments a join units u on u.id = a.unit_id
    where u.code = 'tianyao' and a.starts_on <= ${actor.today} and a.ends_on > ${actor.today} limit 1`)
  const [who] = rows
  return (
    who &&
    findCourseImpact(tx, actor, {
      ...who,
      kind: 'dispatch',
      effectiveOn: actor.today,
      fromUnitKind: 'department',
      isOutside: false,
    })
  )
})
const courses = read('courses', (tx, actor) => listCourses(tx, actor, coursesParamsOf({})))
const learners = (list: string): Read =>
  read(`learners ${list}`, async (tx, actor) => {
    const { rows } = await listCourses(tx, actor, coursesParamsOf({ state: 'all' }))
    for (const { id } of rows.slice(0, 2)) await listLearners(tx, actor, id, learningParamsOf({ list }))
  })
const owing = (list: string): Read =>
  read(`still to learn ${list}`, (tx, actor) => listOwing(tx, actor, owingParamsOf({ list })))
const everywhere = [
  read('frame', getFrame),
  read('notifications', listNotifications),
  ...inbox,
  read('search', (tx, actor) => findAnything(tx, actor, '婉清')),
]

/** What each role reads as lists, in its own seat. */
export const seats: Seat[] = [
  {
    login: 'zhoulan',
    portal: 'hq',
    reads: [
      ...everywhere,
      people('first page', {}),
      people('by name', { sort: 'name' }),
      people('by hire date', { sort: '-hired' }),
      people('found by name', { q: '婉清' }),
      people('found by initials', { q: 'lwq' }),
      people('in stores', { view: 'store' }),
      people('of one store', { view: 'store', store: 'tianyao' }),
      people('of one department', { home: 'catering' }),
      people('arriving', { view: 'arriving' }),
      people('ending', { view: 'ending' }),
      people('left', { view: 'left' }),
      read('360', (tx, actor) => findPersonByNumber(tx, actor, 'E00231')),
      read('dispatches of somebody', tx => listDispatches(tx, 'E00231')),
      read('history of a field', tx => listFieldHistory(tx, 'E00231', 'phone')),
      calendar('of this month', {}),
      calendar('of birthdays', { kind: 'birthday' }),
      calendar('of a store', { unit: 'tianyao' }),
      calendar('of February', { month: '2027-02' }),
      files('legal', {}),
      files('all', { list: 'all' }),
      files('without an item', { item: 'health' }),
      files('without a rare item', { item: 'phone' }),
      files('by unit', { view: 'units' }),
      courses,
      learners('open'),
      read('staff register', (tx, actor) => listRegister(tx, actor, registerParams.parse({}))),
      read('staff register for a file', async (tx, actor) => {
        for await (const _ of listAllRegister(tx, actor, undefined, 1000)) break
      }),
      read('months of insurance', listMonths),
      read('a month of insurance', async (tx, actor) => {
        const month = lastMonth(actor.today)
        await listRuns(tx, month)
        await hasRecords(tx, month)
        return previewMonth(tx, month)
      }),
      read('a month of insurance for a file', async (tx, actor) => {
        for await (const _ of listMonthLines(tx, lastMonth(actor.today), 1000)) break
      }),
      read('months that are owed', async (tx, actor) =>
        listOwedMonths(tx, actor.today, await listLawLimits(tx, actor.today)),
      ),
      roster,
      rosterImpact,
      courseImpact,
      courses,
      learners('open'),
      learners('overdue'),
      learners('completed'),
      read('courses of somebody', tx => listOfPerson(tx, { number: 'E00231' })),
      read('whom a rule of a region would ask', async (tx, actor) => {
        const { rows } = await listCourses(tx, actor, coursesParamsOf({ q: '服务技巧' }))
        const [rule] = await listRules(tx, actor, rows[0]?.id ?? '')
        return rule && listOwingRule(tx, actor, rule)
      }),
      read('schemes', (tx, actor) => listSchemes(tx, firstOf(actor.today))),
      read('people of no scheme', (tx, actor) => previewMonth(tx, firstOf(actor.today))),
      terms('all', {}),
      read('leavings', (tx, actor) => listLeavings(tx, actor, leavingParams.parse({}))),
      read('people with a custom field', async (tx, actor) => {
        const id = await oneOf(tx, 'custom_fields')
        const { rows } = await listPeople(tx, actor, peopleParams.parse({ cols: ['name', `field:${id}`] }))
        const fields = await listChosenFields(tx, actor, [id])
        return listChosenValues(
          tx,
          actor,
          fields,
          rows.map(row => row.number),
        )
      }),
      read('somebody by their document', tx => findHolder(tx, 'id_card', '110105196508192310')),
      read('searches by number', countSearches),
      read('access log', tx => listReveals(tx, {})),
      read('changes of somebody', tx => listHistory(tx, 'E00231', { limit: 51 })),
      read('workbench', getWorkbench),
      ...transfers,
      read('returns', (tx, actor) => listReturns(tx, actor, 30)),
      read('stores', (tx, actor) => listStores(tx, { state: 'open', sort: 'code' }, actor.today, true)),
      read('accounts', (tx, actor) =>
        listAccounts(tx, { sort: 'login', state: 'all', view: 'all' }, actor.today),
      ),
      read('trail', tx => listTrail(tx, {})),
      read('trail of somebody', tx => listTrail(tx, { q: '周岚' })),
      read('a request', (tx, actor) => getRequestView(tx, actor, 'DG-2026-900001')),
      read('who is asked in a stage', async tx => {
        const visit = await findOpenVisit(tx, (await getRequest(tx, 'DG-2026-900001')).id)
        return visit && listTasksOfVisit(tx, visit.id)
      }),
    ],
  },
  {
    login: 'sunli',
    portal: 'hq',
    reads: [
      ...everywhere,
      people('first page', {}),
      files('legal', {}),
      files('by unit', { view: 'units' }),
      terms('all', {}),
      calendar('of this month', {}),
      ...transfers,
      {
        what: 'the last signature of a transfer',
        work: (tx, actor) => approveRequest(tx, actor, { number: lastRequest }),
        mode: 'write',
      },
    ],
  },
  {
    login: 'hejun',
    portal: 'hq',
    reads: [
      ...everywhere,
      roster,
      rosterImpact,
      courseImpact,
      courses,
      learners('open'),
      people('first page', {}),
      people('found', { q: '婉清' }),
      files('legal', {}),
      terms('all', {}),
      calendar('of this month', {}),
      ...transfers,
    ],
  },
  { login: 'yezhen', portal: 'hq', reads: everywhere },
  {
    login: 'shaoning',
    portal: 'hq',
    reads: [
      ...everywhere,
      ...transfers,
      read('trail', tx => listTrail(tx, {})),
      read('access log', tx => listReveals(tx, {})),
    ],
  },
  {
    login: 'gaoyuan',
    portal: 'hq',
    reads: [
      ...everywhere,
      read('accounts', (tx, actor) =>
        listAccounts(tx, { sort: 'name', state: 'active', view: 'holders' }, actor.today),
      ),
    ],
  },
  {
    login: 'zhaomingyuan',
    portal: 'store',
    unitCode: 'tianyao',
    reads: [
      ...everywhere,
      read('team', listTeam),
      read('works today', listToday),
      ...transfers,
      roster,
      rosterImpact,
      courseImpact,
      owing('all'),
      owing('overdue'),
    ],
  },
  {
    login: 'qinchuan',
    portal: 'store',
    unitCode: 'east',
    reads: [
      ...everywhere,
      read('team', listTeam),
      owing('all'),
      owing('soon'),
      read('rosters of a region', (tx, actor) => listRosterStores(tx, actor, weekOf(actor.today))),
    ],
  },
  {
    login: 'liwanqing',
    portal: 'me',
    reads: [
      ...everywhere,
      read('own person', getOwnPerson),
      read('own requests', listOwnRequests),
      read('own consents', listOwnConsents),
      read('own courses', (tx, actor) => listOpen(tx, actor.employeeId ?? '')),
      read('next shift', (tx, actor) => listNextShifts(tx, actor, actor.employeeId)),
      read('own roster', (tx, actor) =>
        listOwnEntries(tx, actor.employeeId, { from: actor.today, to: addMonths(actor.today, 2) }, 120),
      ),
    ],
  },
]

/**
 * No statement of a portal may expect to read more rows than this of a table in sequence. Lists count to a cap: of a table that has little
 * more they read all, by whatever way.
 */
const largeTable = 1.2 * countCap

class Undone extends Error {}

export type Scan = { login: string; what: string; table: string }
/** How long a read took, in milliseconds, the first time that it was asked for. */
export type Took = { login: string; what: string; ms: number }

/**
 * Reads everything in `seats` as its role sees it, and answers the sequential scans of large tables: those that the planner chose,
 * and those that the database counted, which also happen inside functions where no plan shows them.
 */
export async function findScans(
  owner: pg.Client,
  tokens: Record<string, string>,
): Promise<{ plans: number; scans: Scan[]; took: Took[] }> {
  const scans: Scan[] = []
  const took: Took[] = []
  let plans = 0
  for (const { login, portal, unitCode, reads } of seats) {
    const who = { tokenHash: hashToken(tokens[login] ?? ''), unitCode }
    for (const { what, work, mode = 'read' } of reads) {
      const before = await rowsReadInSequence(owner)
      await enter(portal, who, mode, async (tx, seat) => {
        // what is asked for is the plan, on a machine that may be busy
        await tx.execute(sql`set local statement_timeout = '60s'`)
        const begun = performance.now()
        const { statements, client } = await recorded(() => work(tx, actorOf(seat, portal, new Date())))
        took.push({ login, what, ms: performance.now() - begun })
        for (const { text, values } of statements) {
          if (!client) continue
          const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
            text: `explain (format json) ${text}`,
            values,
          })
          plans++
          for (const { table, share } of rows.flatMap(row => scannedIn(row['QUERY PLAN'][0].Plan))) {
            if (share * (await rowsIn(client, table)) > largeTable) scans.push({ login, what, table })
          }
        }
        await tx.execute(sql`select pg_stat_force_next_flush()`)
        if (mode === 'write') throw new Undone()
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error
      })
      for (const [table, rows] of await rowsReadInSequence(owner)) {
        if (rows - (before.get(table) ?? 0) > largeTable) scans.push({ login, what, table })
      }
    }
  }
  return { plans, scans, took }
}

type Plan = {
  'Node Type': string
  'Parent Relationship'?: string
  'Relation Name'?: string
  'Startup Cost': number
  'Total Cost': number
  Plans?: Plan[]
}

/** Steps that pass rows on as they come, so that a LIMIT above them also stops what is below. */
const passing = ['Limit', 'Nested Loop', 'Subquery Scan', 'Result', 'Append', 'LockRows', 'Memoize']

/** Tables read in sequence, each with the share of it that is expected to be read before a LIMIT has enough. */
function scannedIn(plan: Plan, share = 1): { table: string; share: number }[] {
  const own =
    plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [{ table: plan['Relation Name'], share }] : []
  return [
    ...own,
    ...(plan.Plans ?? []).flatMap(below => {
      const isFirst = below['Parent Relationship'] === 'Outer' || below['Parent Relationship'] === 'Member'
      if (!isFirst || !passing.includes(plan['Node Type'])) return scannedIn(below)
      return scannedIn(below, plan['Node Type'] === 'Limit' ? share * shareOf(plan, below) : share)
    }),
  ]
}

/** The part of the work below it that a LIMIT expects to need. */
function shareOf(limit: Plan, below: Plan): number {
  const all = below['Total Cost'] - below['Startup Cost']
  return all > 0 ? Math.min(1, (limit['Total Cost'] - limit['Startup Cost']) / all) : 1
}

async function rowsReadInSequence(owner: pg.Client): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ table: string; rows: number }>(
    'select relname as table, seq_tup_read::float8 as rows from pg_stat_user_tables where n_live_tup > $1',
    [largeTable],
  )
  return new Map(rows.map(row => [row.table, row.rows]))
}

async function rowsIn(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    'select reltuples::float8 as rows from pg_class where oid = to_regclass($1)',
    [`public.${table}`],
  )
  return rows[0]?.rows ?? 0
}

/** The statements that HR's list and search send, so that the bare handler can send the very same. */
export async function statementsOf(
  token: string,
  terms: string[],
): Promise<{ list: Statement; search: Record<string, Statement> }> {
  return await enter('hq', { tokenHash: hashToken(token) }, 'read', async (tx, seat) => {
    const actor = actorOf(seat, 'hq', new Date())
    const first = async (work: () => Promise<unknown>): Promise<Statement> => {
      const [statement] = (await recorded(work)).statements
      if (!statement) throw new Error('Nothing was sent')
      return statement
    }
    const search: Record<string, Statement> = {}
    for (const term of terms) search[term] = await first(() => findPeople(tx, actor, term))
    return { list: await first(() => listPeople(tx, actor, peopleParams.parse({}))), search }
  })
}

/** Runs work and notes the reading statements that it sends to the database, and over which connection. */
async function recorded(
  work: () => Promise<unknown>,
): Promise<{ statements: Statement[]; client?: pg.ClientBase }> {
  const statements: Statement[] = []
  let client: pg.ClientBase | undefined
  const original = pg.Client.prototype.query
  const watching = function (this: pg.ClientBase, ...sent: [string | { text: string }, unknown[]?]): unknown {
    const [statement, values] = sent
    const text = typeof statement === 'string' ? statement : statement.text
    if (/^\s*(\/\*.*?\*\/)?[\s(]*(select|with)\b/i.test(text)) {
      statements.push({ text, values: values ?? [] })
      client = this
    }
    return Reflect.apply(original, this, sent)
  }
  pg.Client.prototype.query = watching as typeof original
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return { statements, ...(client && { client }) }
}
