import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { resign } from '../leavings/commands'
import { resignInput } from '../leavings/input'
import { listReasons } from '../leavings/queries'
import { addReason, changeReason, moveReason, retireReason } from './commands'
import { addReasonInput, changeReasonInput } from './input'
import { type KeptReason, listKeptReasons } from './queries'

let w: World
let filled: unknown[]
beforeEach(async () => {
  w = await world()
  filled = await w.sql('select * from leaving_reasons')
})
// what migrations filled in outlives a company
afterEach(async () => {
  await w.sql('delete from leavings')
  await w.sql(`delete from leaving_reasons where code like 'own%'`)
  await w.sql(
    `update leaving_reasons r set name = f.name, name_en = f.name_en, position = f.position, retired_on = f.retired_on, revision = f.revision
     from jsonb_populate_recordset(null::leaving_reasons, $1::jsonb) f where f.id = r.id`,
    [JSON.stringify(filled)],
  )
  await w.close()
})
afterAll(closePools)

type Over = Record<string, unknown>
const add = (over: Over = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    addReason(
      tx,
      actor,
      addReasonInput.parse({
        class: 'voluntary',
        notice: 'employee',
        name: '随军',
        nameEn: 'Spouse posted elsewhere',
        ...over,
      }),
    ),
  )
const kept = (): Promise<KeptReason[]> => w.as('zhoulan', 'hq', listKeptReasons)
const byName = async (name: string): Promise<KeptReason> => {
  const found = (await kept()).find(one => one.name === name)
  if (!found) throw new Error(`no reason ${name}`)
  return found
}
const offered = async (login: Login = 'guyan'): Promise<string[]> =>
  (await w.as(login, 'me', listReasons)).map(reason => reason.name)
const retire = async (name: string, login: Login = 'zhoulan') => {
  const { id: reasonId, revision } = await byName(name)
  return w.as(login, 'hq', (tx, actor) => retireReason(tx, actor, { reasonId, revision }))
}
const trail = async () =>
  (
    await w.sql<{ action: string }>(
      `select action from trail where action like 'leavingReason.%' order by id`,
    )
  ).map(row => row.action)

it('a reason of our own is offered to whoever leaves, last, and one of a name at a time', async () => {
  await add()
  expect((await offered()).at(-1)).toBe('随军')
  expect(await refusalOf(add({ nameEn: 'Something else' }))).toBe('leavings.nameTaken')
  expect(await refusalOf(add({ name: '别的', nameEn: 'spouse posted ELSEWHERE' }))).toBe('leavings.nameTaken')
  const { code } = await byName('随军')
  await w.as('guyan', 'me', (tx, actor) =>
    resign(tx, actor, resignInput.parse({ reason: code, lastOn: addDays(w.today, 29) })),
  )
  expect(await byName('随军')).toMatchObject({ used: 1 })
})

it('is called otherwise in both languages, as whoever changes it saw it', async () => {
  const { id: reasonId } = await byName('家庭原因')
  const change = (over: Over = {}) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      changeReason(
        tx,
        actor,
        changeReasonInput.parse({
          reasonId,
          revision: 1,
          name: '家庭安排',
          nameEn: 'Family matters',
          ...over,
        }),
      ),
    )
  await change()
  expect(await byName('家庭安排')).toMatchObject({ code: 'family', nameEn: 'Family matters', revision: 2 })
  expect(await refusalOf(change({ name: '家事' }))).toBe('organisation.changedMeanwhile')
  expect(await trail()).toEqual(['leavingReason.changed'])
})

it('that was used is retired and used again, and never goes', async () => {
  const { number } = await w.as('guyan', 'me', (tx, actor) =>
    resign(tx, actor, resignInput.parse({ reason: 'family', lastOn: addDays(w.today, 29) })),
  )
  await retire('家庭原因')
  expect(await offered()).not.toContain('家庭原因')
  expect(await byName('家庭原因')).toMatchObject({ used: 1, retiredOn: w.today })
  const [row] = await w.sql(
    `select x.name from leavings l join requests r on r.id = l.request_id join leaving_reasons x on x.id = l.reason_id where r.number = $1`,
    [number],
  )
  expect(row).toEqual({ name: '家庭原因' })
  const remove = w.as('zhoulan', 'hq', tx => tx.execute(`delete from leaving_reasons where code = 'family'`))
  expect(await refusalOf(remove)).toBe('input.refused')
  await retire('家庭原因')
  expect(await offered()).toContain('家庭原因')
  expect(await trail()).toEqual(['leavingReason.retired', 'leavingReason.resumed'])
})

it('of their own people can always leave', async () => {
  const own = await offered()
  const voluntary = (await kept()).filter(one => one.class === 'voluntary').map(one => one.name)
  for (const name of voluntary.slice(1)) await retire(name)
  expect(await refusalOf(retire(voluntary[0] ?? ''))).toBe('leavings.lastReason')
  await add()
  await retire(voluntary[0] ?? '')
  expect(own.length).toBeGreaterThan((await offered()).length)
})

it('moves past its neighbour', async () => {
  const [first, second] = await kept()
  const move = (reason: KeptReason | undefined, by: 'up' | 'down') =>
    w.as('zhoulan', 'hq', (tx, actor) => moveReason(tx, actor, { reasonId: reason?.id ?? '', by }))
  await move(second, 'up')
  expect((await offered()).slice(0, 2)).toEqual([second?.name, first?.name])
  await move(second, 'up')
  expect((await offered())[0]).toBe(second?.name)
})

it.each([
  ['sunli', 'hq'],
  ['hejun', 'hq'],
  ['yezhen', 'hq'],
  ['gaoyuan', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['wangmuyang', 'me'],
] as const)('is HR’s to keep, and not for %s in %s', async (login, seat) => {
  expect(await refusalOf(add({}, login, seat))).toBe('input.refused')
  const write = w.as(login, seat, tx => tx.execute(`update leaving_reasons set name = 'x'`))
  expect(await refusalOf(write)).toBe('input.refused')
  await add()
})
