import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import {
  addRobot,
  changeRobot,
  mendRobot,
  removeRobot,
  switchRobotOff,
  switchRobotOn,
  testRobot,
} from './commands'
import { addRobotInput } from './input'
import { findSpeaker, listOwnUnits, listRobots, type Robot } from './queries'
import { mostRobots } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(() => w.sql('delete from robots'))
afterAll(async () => {
  await w.close()
  await closePools()
})

const token = '693a91f6-7ae9-4bc4-97a0-0ec2sifa5aaa'
const given = (over: Record<string, unknown> = {}) =>
  addRobotInput.parse({
    unitId: w.units.tianyao,
    vendor: 'dingtalk',
    name: '天钥店群',
    topics: ['tickets', 'notices'],
    address: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
    secret: 'SEC-of-the-group',
    ...over,
  })
const add = (login: Login, seat: SeatName, over = {}) =>
  w.as(login, seat, (tx, actor) => addRobot(tx, actor, given(over)))
const robots = async (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  (await w.as(login, seat, tx => listRobots(tx))).robots
const only = async (): Promise<Robot> => {
  const [robot] = await robots()
  if (!robot) throw new Error('no robot')
  return robot
}
const seen = async () => {
  const { id, revision } = await only()
  return { robotId: id, revision }
}

describe('adding a robot', () => {
  it.each([
    ['zhoulan', 'hq'],
    ['gaoyuan', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['qinchuan', 'store/east'],
  ] as const)('is for %s in %s', async (login, seat) => {
    await add(login, seat)
    expect(await robots()).toMatchObject([{ name: '天钥店群', unitName: '徐汇天钥店', isOn: false }])
  })

  it.each([
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['yezhen', 'hq'],
    ['shaoning', 'hq'],
    ['wangmuyang', 'me'],
  ] as const)('is not for %s in %s', async (login, seat) => {
    expect(await refusalOf(add(login, seat))).toBe('input.refused')
    expect(await robots()).toEqual([])
  })

  it('is not for the manager of another store', async () => {
    expect(await refusalOf(add('fangjing', 'store/nanxi'))).toBe('robots.unit')
  })

  it.each([
    ['an address of another vendor', { vendor: 'feishu', secret: undefined }, 'robots.address'],
    ['an address inside', { address: 'https://10.0.0.8/robot/send?access_token=12345678' }, 'robots.address'],
    [
      'a secret for WeCom',
      { vendor: 'wecom', address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}` },
      'robots.secret',
    ],
  ])('refuses %s', async (_what, over, code) => {
    expect(await refusalOf(add('zhoulan', 'hq', over))).toBe(code)
  })

  it('refuses a second one of the same name, and more than a few', async () => {
    await add('zhoulan', 'hq')
    expect(await refusalOf(add('zhoulan', 'hq'))).toBe('robots.nameTaken')
    for (let n = 1; n < mostRobots; n++) await add('zhoulan', 'hq', { name: `群 ${n}` })
    expect(await refusalOf(add('zhoulan', 'hq', { name: '又一个' }))).toBe('robots.tooMany')
  })

  it('offers a manager the units of the seat only', async () => {
    const units = await w.as('qinchuan', 'store/east', tx => listOwnUnits(tx))
    expect(units.map(unit => unit.name)).toEqual(['华东', '南京西路店', '徐汇天钥店'])
  })
})

describe('how a robot is reached', () => {
  it('is sealed: neither the table nor a page nor the trail tells it', async () => {
    await add('zhoulan', 'hq')
    const rows = await w.sql(`select encode(sealed, 'escape') as sealed from robot_secrets`)
    const trail = await w.sql(`select details from trail where action like 'robot.%'`)
    const told = JSON.stringify([rows, trail, await robots(), await robots('zhaomingyuan', 'store/tianyao')])
    for (const secret of [token, 'SEC-of-the-group']) expect(told).not.toContain(secret)
    expect(rows).toHaveLength(1)
  })

  it.each([
    ['zhoulan', 'hq'],
    ['gaoyuan', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['sunli', 'hq'],
    ['wangmuyang', 'me'],
  ] as const)('is not read by %s in %s', async (login, seat) => {
    await add('zhoulan', 'hq')
    await expect(
      w.as(login, seat, tx => tx.execute(sql`select sealed from robot_secrets`)),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('is read by the worker, and changes when somebody mends it', async () => {
    await add('zhoulan', 'hq')
    const { id } = await only()
    const sealed = () => enterService('job', async tx => (await findSpeaker(tx, id))?.sealed.toString('hex'))
    const before = await sealed()
    await w.sql(`update robots set broken_at = now(), broken_reason = 'sign not match'`)
    const address = `https://oapi.dingtalk.com/robot/send?access_token=${token}x`
    const input = { ...(await seen()), address }
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => mendRobot(tx, actor, input))
    expect(await sealed()).not.toBe(before)
    expect(await only()).toMatchObject({ brokenAt: null, brokenReason: '' })
  })
})

describe('a robot', () => {
  it('is seen by whoever keeps it, and by nobody else', async () => {
    await add('zhoulan', 'hq')
    expect(await robots('gaoyuan')).toHaveLength(1)
    expect(await robots('zhaomingyuan', 'store/tianyao')).toHaveLength(1)
    expect(await robots('fangjing', 'store/nanxi')).toEqual([])
    for (const login of ['sunli', 'hejun', 'yezhen', 'shaoning'] as const)
      await expect(robots(login)).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it.each([
    ['changeRobot', changeRobot, { name: '别的群', topics: ['overdue'] }],
    ['switchRobotOn', switchRobotOn, {}],
    ['switchRobotOff', switchRobotOff, {}],
    ['removeRobot', removeRobot, {}],
    ['testRobot', testRobot, {}],
  ] as const)('of another store does not exist for %s', async (_name, run, over) => {
    await add('zhoulan', 'hq')
    const input = { ...(await seen()), ...over } as never
    const tried = w.as('fangjing', 'store/nanxi', (tx, actor) => run(tx, actor, input))
    expect(await refusalOf(tried)).toBe('input.notFound')
  })

  it('is switched on and off, changed and removed, with a trail row each', async () => {
    await add('zhoulan', 'hq')
    const manager = ['zhaomingyuan', 'store/tianyao'] as const
    for (const run of [switchRobotOn, switchRobotOff]) {
      const input = await seen()
      await w.as(...manager, (tx, actor) => run(tx, actor, input))
    }
    const change = { ...(await seen()), name: '店长群', topics: ['arrivals' as const] }
    await w.as(...manager, (tx, actor) => changeRobot(tx, actor, change))
    expect(await only()).toMatchObject({ name: '店长群', topics: ['arrivals'], isOn: false })
    const last = await seen()
    await w.as(...manager, (tx, actor) => removeRobot(tx, actor, last))
    expect(await w.sql('select 1 from robot_secrets')).toEqual([])
    const trail = await w.sql<{ action: string }>(
      `select action from trail where entity_id = $1 order by id`,
      [last.robotId],
    )
    expect(trail.map(row => row.action)).toEqual([
      'robot.added',
      'robot.switchedOn',
      'robot.switchedOff',
      'robot.changed',
      'robot.removed',
    ])
  })

  it('tells the open pages of those who keep it, and of nobody else', async () => {
    await add('zhoulan', 'hq')
    const { id } = await only()
    const readers = await w.sql<{ name: string }>(
      `select u.name from app.event_readers('robot', $1) r join users u on u.id = r.user_id order by u.login`,
      [id],
    )
    expect(readers.map(row => row.name)).toEqual(['高远', '秦川', '许听澜', '赵明远', '周岚'])
  })

  it('is found by its group or its unit', async () => {
    await add('zhoulan', 'hq')
    await add('zhoulan', 'hq', { unitId: w.units.nanxi, name: '100% 早班' })
    const found = async (q: string) =>
      (await w.as('zhoulan', 'hq', tx => listRobots(tx, { q, page: 1 }))).robots.map(robot => robot.name)
    expect(await found('天钥')).toEqual(['天钥店群'])
    expect(await found('100%')).toEqual(['100% 早班'])
    expect(await found('%')).toEqual(['100% 早班'])
    expect(await found('南京西路')).toEqual(['100% 早班'])
  })

  it('that somebody else has just changed is looked at again first', async () => {
    await add('zhoulan', 'hq')
    const old = await seen()
    await w.as('zhoulan', 'hq', (tx, actor) => switchRobotOn(tx, actor, old))
    expect(await refusalOf(w.as('gaoyuan', 'hq', (tx, actor) => removeRobot(tx, actor, old)))).toBe(
      'robots.changed',
    )
  })

  it('is tested by the worker, not by the request, and not twice at once', async () => {
    await add('zhoulan', 'hq')
    const input = await seen()
    await w.as('zhoulan', 'hq', (tx, actor) => testRobot(tx, actor, input))
    expect(
      await w.sql(`select 1 from graphile_worker.jobs where task_identifier = 'test_robot'`),
    ).toHaveLength(1)
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => testRobot(tx, actor, input)))).toBe(
      'robots.testedJustNow',
    )
  })
})
