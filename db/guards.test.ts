import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '@/lib/clock'
import { approveRequest, copyRequest, sendBackRequest } from '@/lib/requests/commands'
import { requestTransfer, reviseTransfer } from '@/lib/transfers/commands'
import { type Login, type Row, type SeatName, type World, world } from '@/test/world'
import { closePools, savepoint, type Tx } from './client'

/**
 * One person for each portal role, all of them parties of the request below: it waits for 何骏, and each of them has SQL at hand.
 * What they try is not done by any command; the commands' own way is walked at the end.
 */
const parties: [role: string, login: Login, seat: SeatName][] = [
  ['hr', 'zhoulan', 'hq'],
  ['executive', 'sunli', 'hq'],
  ['head', 'hejun', 'hq'],
  ['specialist', 'yezhen', 'hq'],
  ['auditor', 'shaoning', 'hq'],
  ['admin', 'gaoyuan', 'hq'],
  ['manager', 'zhaomingyuan', 'store/tianyao'],
  ['employee', 'liwanqing', 'me'],
]

let w: World
let at: { request: string; number: string; visit: string; task: string; stages: Record<number, string> }
beforeAll(async () => {
  w = await world()
  const { number } = await w.as('liwanqing', 'me', (tx, actor) => requestTransfer(tx, actor, wanted()))
  for (const to of [w.users.yezhen, w.users.gaoyuan])
    await w.as('liwanqing', 'me', (tx, actor) => copyRequest(tx, actor, { number, to }))
  const [row] = await w.sql<{ request: string; visit: string; task: string }>(`
    select t.request_id as request, t.request_stage_id as visit, t.id as task from tasks t where t.closed_at is null`)
  const stages = await w.sql<{ position: number; id: string }>('select position, id from workflow_stages')
  if (!row) throw new Error('Nobody was asked')
  at = { ...row, number, stages: Object.fromEntries(stages.map(one => [one.position, one.id])) }
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const wanted = () => ({
  employee: w.employees.liwanqing.number,
  kind: 'dispatch' as const,
  toUnitId: w.units.tianyao,
  effectiveOn: addDays(w.today, 10),
  endsOn: addDays(w.today, 190),
  reason: '就近驻店',
  consentBase: 'yes' as const,
})

type Forgery = (me: string) => ReturnType<typeof sql>
const decides = (me: string, verb: string, visit: string | null, task: string | null) => sql`
  insert into decisions (request_id, request_stage_id, task_id, verb, category, reason, actor_user_id, actor_name, actor_role, decided_at)
  values (${at.request}, ${visit}, ${task}, ${verb}, 'other', 'x', ${me}, 'x', 'hr', now())`
const asks = (userId: string, origin: string, role: string | null) => sql`
  insert into tasks (request_id, request_stage_id, user_id, user_name, role, origin, created_at, due_at)
  values (${at.request}, ${at.visit}, ${userId}, 'x', ${role}, ${origin}, now(), now())`

/** What nobody may write about this request, whoever they are. */
const forgeries: Record<string, Forgery> = {
  'an approval without a task': me => decides(me, 'approve', at.visit, null),
  'a rejection of no stage': me => decides(me, 'reject', null, null),
  'an approval on a task that is still open': me => decides(me, 'approve', at.visit, at.task),
  'a cancellation before anything was approved': me => decides(me, 'cancel', null, null),
  'a task for themselves by rule': me => asks(me === w.users.hejun ? w.users.sunli : me, 'rule', 'hr'),
  'a task for themselves from above': me =>
    asks(me === w.users.hejun ? w.users.sunli : me, 'escalated', 'hr'),
  'a task for whoever applied': () => asks(w.users.liwanqing, 'joined', null),
  "somebody else's task": me =>
    sql`update tasks set user_id = ${me === w.users.hejun ? w.users.sunli : me} where id = ${at.task}`,
  'a task closed as overtaken': () =>
    sql`update tasks set closed_at = now(), closing = 'superseded' where id = ${at.task}`,
  'a stage passed undecided': () =>
    sql`update request_stages set left_at = now(), outcome = 'approved' where id = ${at.visit}`,
  'a stage sent back undecided': () =>
    sql`update request_stages set left_at = now(), outcome = 'returned' where id = ${at.visit}`,
  'a stage skipped': () => sql`
    insert into request_stages (request_id, stage_id, position, round, entered_at, due_at, left_at, outcome)
    values (${at.request}, ${at.stages[5]}, 5, 1, now(), now(), now(), 'approved')`,
  'an approved request': () =>
    sql`update requests set status = 'approved', stage_position = null, finished_at = now() where id = ${at.request}`,
  'a rejected request': () =>
    sql`update requests set status = 'rejected', stage_position = null, finished_at = now() where id = ${at.request}`,
  'other facts': () => sql`update requests set facts = '{"kind":"extend"}' where id = ${at.request}`,
  'another applicant': me =>
    sql`update requests set applicant_user_id = ${me === w.users.liwanqing ? w.users.sunli : me} where id = ${at.request}`,
  'another store': () =>
    sql`update transfers set to_unit_id = ${w.units.nanxi} where request_id = ${at.request}`,
  'an applied transfer': () => sql`update transfers set state = 'closed' where request_id = ${at.request}`,
}

/** What came of a statement: refused by a guard or by a missing right, no row reached, or done. It is undone in any case. */
async function outcomeOf(
  login: Login,
  seat: SeatName,
  statement: (tx: Tx, me: string) => Promise<unknown>,
): Promise<string> {
  let outcome = ''
  await w
    .as(login, seat, async (tx, actor) => {
      outcome = await savepoint(tx, () => statement(tx, actor.userId)).then(
        result => ((result as { rowCount: number }).rowCount ? 'done' : 'no row'),
        reasonOf,
      )
      throw new Error('undo')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'undo')) throw error
    })
  return outcome
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) throw error
  if ('code' in cause && cause.code === '42501') return 'no right'
  return cause.message
}

describe('SQL in the hands of a party', () => {
  it.each(parties)('of the role %s forges nothing', async (_, login, seat) => {
    const done: string[] = []
    for (const [name, forgery] of Object.entries(forgeries)) {
      const outcome = await outcomeOf(login, seat, (tx, me) => tx.execute(forgery(me)))
      if (!['request_part_not_theirs', 'no right', 'no row'].includes(outcome))
        done.push(`${name}: ${outcome}`)
    }
    expect(done).toEqual([])
  })

  it('takes nobody else’s task to decide', async () => {
    for (const [role, login, seat] of parties) {
      if (login === 'hejun') continue
      const outcome = await outcomeOf(login, seat, async (tx, me) => {
        await tx.execute(sql`update tasks set closed_at = now(), closing = 'decided' where id = ${at.task}`)
        return tx.execute(decides(me, 'approve', at.visit, at.task))
      })
      expect(`${role}: ${outcome}`).toMatch(/: (request_part_not_theirs|no right)$/)
    }
  })

  it('is stopped by the guards, not by something else: without them a store manager approves alone', async () => {
    const attempt = (name: string) =>
      outcomeOf('zhaomingyuan', 'store/tianyao', (tx, me) => tx.execute((forgeries[name] as Forgery)(me)))
    const guarded = {
      decisions: 'an approval without a task',
      tasks: "somebody else's task",
      request_stages: 'a stage passed undecided',
      requests: 'an approved request',
      transfers: 'another store',
    }
    for (const [table, name] of Object.entries(guarded)) {
      expect(await attempt(name)).toBe('request_part_not_theirs')
      await w.sql(`alter table ${table} disable trigger ${table}_guard`)
      expect(`${name}: ${await attempt(name)}`).toBe(`${name}: done`)
      await w.sql(`alter table ${table} enable trigger ${table}_guard`)
    }
  })
})

describe('the honest way', () => {
  it('is open in SQL to whoever has the task', async () => {
    const outcome = await outcomeOf('hejun', 'hq', async (tx, me) => {
      await tx.execute(sql`update tasks set closed_at = now(), closing = 'decided' where id = ${at.task}`)
      return tx.execute(decides(me, 'approve', at.visit, at.task))
    })
    expect(outcome).toBe('done')
  })

  it('leads through a return, a substitute and every stage to the signature', async () => {
    const { number } = at
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '换一天' }))
    const { employee: _employee, kind: _kind, ...again } = wanted()
    await w.as('liwanqing', 'me', (tx, actor) => reviseTransfer(tx, actor, { ...again, number }))
    await w.as('hejun', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => approveRequest(tx, actor, { number }))
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, current_date - 1, current_date + 2)`,
      [w.users.sunli, w.users.shaoning],
    )
    await w.as('zhoulan', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
    const holders = await w.sql<Row>('select user_id, origin from tasks where closed_at is null')
    expect(holders).toEqual([{ user_id: w.users.shaoning, origin: 'substitute' }])
  })
})
