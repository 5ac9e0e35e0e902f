import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { enterService } from '@/db/client'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { approveRequest } from '../requests/commands'
import { moveTasks } from '../tasks/commands'
import { requestTransfer } from '../transfers/commands'
import { listStages } from '../workflow/queries'
import { publishDefinition } from './commands'
import { publishInput } from './input'
import { countHolders, getDefinition, listDefinitions } from './queries'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
})
// Definitions come with the migrations and outlive a world: what a test published goes with it.
// As a replica, because a request that passed one of its stages still points at it.
afterEach(async () => {
  await w.sql(
    `begin; set local session_replication_role = 'replica';
     delete from workflow_stages s using workflow_definitions d where d.id = s.definition_id and d.version > 1;
     delete from workflow_definitions where version > 1;
     update workflow_definitions set retired_at = null; commit`,
  )
})
afterAll(() => Promise.all(open.map(one => one.close())))

const stage = (name: string, over: Record<string, unknown> = {}) => ({
  name,
  nameEn: name,
  approver: 'role_at_hq',
  role: 'hr',
  namedUserId: null,
  mode: 'any',
  condition: {},
  timeLimitHours: 24,
  ...over,
})
const ownWord = stage('本人确认', { approver: 'applicant', role: null })
const receiving = stage('门店确认', { approver: 'role_at_receiving', role: 'manager' })

const publish = (login: Login, stages: unknown[], basedOn = 1): Promise<{ version: number }> => {
  const input = publishInput.parse({ subject: 'transfer', basedOn, stages: JSON.stringify(stages) })
  return w.as(login, 'hq', (tx, actor) => publishDefinition(tx, actor, input))
}

it('takes over for new requests and keeps the one before it', async () => {
  const before = await w.as('zhoulan', 'hq', tx => getDefinition(tx, 'transfer', 1))
  expect(await publish('zhoulan', [ownWord, receiving, stage('人事审批')])).toEqual({ version: 2 })
  const versions = await w.as('shaoning', 'hq', tx => listDefinitions(tx, 'transfer'))
  expect(versions.map(one => [one.version, one.retiredAt === null, one.stages])).toEqual([
    [2, true, 3],
    [1, false, before.items.length],
  ])
  const kept = await w.as('zhoulan', 'hq', tx => listStages(tx, before.id))
  expect(kept.map(one => one.name)).toEqual(before.items.map(one => one.name))
  const told = await w.sql(
    `select details -> 'stages' as stages from trail where action = 'workflow.published'`,
  )
  const named = [ownWord, receiving, stage('人事审批')]
  expect(told).toEqual([
    { stages: { list: named.map(one => one.name), listEn: named.map(one => one.nameEn) } },
  ])
})

it('tells how many could be asked today where a stage looks for them', async () => {
  const count = async (place: string, role: string) =>
    (await w.as('zhoulan', 'hq', (tx, actor) => countHolders(tx, actor.today))).find(
      one => one.place === place && one.role === role,
    )?.n
  expect(await count('role_at_hq', 'manager')).toBe(0)
  expect(await count('role_at_home', 'manager')).toBe(0)
  const managers = (await count('role_at_receiving', 'manager')) ?? 0
  expect(managers).toBeGreaterThan(0)
  await w.sql(`update users set disabled_at = now() where id = $1`, [w.users.zhaomingyuan])
  expect(await count('role_at_receiving', 'manager')).toBe(managers - 1)
  await w.sql(`update role_grants set ends_on = $1 where role = 'executive'`, [w.today])
  expect(await count('role_at_hq', 'executive')).toBe(0)
})

it('asks whoever a stage names', async () => {
  const named = stage('法务会签', { approver: 'named', role: null, namedUserId: w.users.yezhen })
  await publish('zhoulan', [ownWord, named, receiving, stage('人事审批')])
  const { number } = await w.as('liwanqing', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      employee: w.employees.liwanqing.number,
      kind: 'dispatch',
      toUnitId: w.units.tianyao,
      toPositionId: w.positions.storeChef,
      effectiveOn: addDays(w.today, 10),
      endsOn: addDays(w.today, 190),
      reason: '希望就近驻店',
      consentBase: 'yes',
    }),
  )
  const holders = () =>
    w.sql<{ name: string }>('select user_name as name from tasks where closed_at is null order by 1')
  expect(await holders()).toEqual([{ name: '叶蓁' }])
  // by name as by role: away, they are stood in for
  await w.sql(
    `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4)`,
    [w.users.yezhen, w.users.hejun, w.today, addDays(w.today, 1)],
  )
  await enterService('job', tx => moveTasks(tx, new Date(), w.today))
  expect(await holders()).toEqual([{ name: '何骏' }])
  await enterService('job', tx => moveTasks(tx, new Date(), addDays(w.today, 1)))
  expect(await holders()).toEqual([{ name: '叶蓁' }])
  await w.as('yezhen', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
  expect(await holders()).toEqual([{ name: '赵明远' }])
})

it('is not overwritten by somebody who started from an older version', async () => {
  await publish('zhoulan', [ownWord, receiving, stage('人事审批')])
  expect(await refusalOf(publish('xutinglan', [ownWord, receiving, stage('人事审批')]))).toBe(
    'workflow.publishedMeanwhile',
  )
})

it.each([
  ['workflow.noReceiver', [ownWord, stage('人事审批')]],
  ['workflow.noHeadquarters', [ownWord, receiving]],
  ['workflow.roleNowhere', [ownWord, receiving, stage('人事审批'), stage('再审', { role: 'manager' })]],
  ['workflow.noOwnWord', [receiving, stage('人事审批')]],
  [
    'input.invalid',
    [ownWord, receiving, stage('人事审批', { condition: { kinds: ['holiday'] } }), stage('再审')],
  ],
])('refuses with %s', async (code, stages) => {
  expect(await refusalOf(publish('zhoulan', stages))).toBe(code)
})

it.each(['sunli', 'hejun', 'shaoning', 'gaoyuan'] as const)('is not for %s', async login => {
  expect(await refusalOf(publish(login, [ownWord, receiving, stage('人事审批')]))).toBe('input.refused')
})
