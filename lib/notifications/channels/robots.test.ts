import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { changeSettings } from '@/env'
import { addCategory } from '@/lib/categories/commands'
import { addDays } from '@/lib/clock'
import { sendDue } from '@/lib/deliveries/jobs'
import { draftNotice, publishNotice } from '@/lib/notices/commands'
import { draftInput } from '@/lib/notices/input'
import { deliverNoticesJob } from '@/lib/notices/jobs'
import { notify } from '@/lib/notify'
import { addRobot, removeRobot, switchRobotOn, testRobot } from '@/lib/robots/commands'
import { addRobotInput } from '@/lib/robots/input'
import { tellOfArrivals, testRobotJob } from '@/lib/robots/jobs'
import { findRobot } from '@/lib/robots/queries'
import { type Topic, topics, type Vendor, vendors } from '@/lib/robots/rules'
import { openTicket } from '@/lib/tickets/commands'
import { startVendors, type Vendors } from '@/test/robot-vendors'
import { type World, world } from '@/test/world'
import { planDeliveries } from '../jobs'
import { openPath } from '../rules'
import { robots, tellingOf } from './robots'

let w: World
let there: Vendors
let noon: Date
beforeAll(async () => {
  w = await world()
  there = await startVendors()
  changeSettings({
    OUTPOST_WECOM: there.origin,
    OUTPOST_DINGTALK: there.origin,
    OUTPOST_FEISHU: there.origin,
  })
  noon = new Date(`${w.today}T04:00:00Z`)
})
beforeEach(async () => {
  for (const table of ['deliveries', 'notifications', 'robots', 'outbox']) await w.sql(`delete from ${table}`)
  // so that no later test delivers it again
  await w.sql(`update notices set status = 'withdrawn', withdrawn_at = now() where status = 'issued'`)
  there.heard.length = 0
})
afterAll(async () => {
  changeSettings({ OUTPOST_WECOM: undefined, OUTPOST_DINGTALK: undefined, OUTPOST_FEISHU: undefined })
  await there.close()
  await w.close()
  await closePools()
})

type Over = { unitId?: string; name?: string; topics?: Topic[]; address?: string; secret?: string }

async function addOne(vendor: Vendor, over: Over = {}, isOn = true): Promise<string> {
  const secret = vendor === 'wecom' ? undefined : there.secret
  const input = addRobotInput.parse({
    unitId: w.units.tianyao,
    name: `${vendor} 群`,
    topics: [...topics],
    vendor,
    address: there.addresses[vendor],
    secret,
    ...over,
  })
  const { id } = await w.as('zhoulan', 'hq', (tx, actor) => addRobot(tx, actor, input))
  if (isOn) await w.as('zhoulan', 'hq', (tx, actor) => switchRobotOn(tx, actor, { robotId: id, revision: 1 }))
  return id
}

async function plan(at = noon): Promise<void> {
  const told = await w.sql<{ id: string }>('select id from notifications order by id')
  await planDeliveries(
    told.map(one => one.id),
    at,
  )
}

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
async function send(seconds = 0): Promise<void> {
  for (const channel of robots) await sendDue(channel, { now: () => later(seconds) })
}
const states = () =>
  w.sql<{ state: string; reason: string; attempts: number; seconds: number }>(
    `select state, reason, attempts, round(extract(epoch from due_at - $1))::int as seconds from deliveries
     where user_id is null order by id`,
    [noon],
  )

/** Several people are told of one thing at one moment. */
const tellAll = (
  path: string,
  kind: 'noticePublished' | 'taskOverdue' | 'requestCommented' = 'noticePublished',
) =>
  w.as('zhoulan', 'hq', (tx, actor) =>
    notify(
      tx,
      { ...actor, now: noon },
      [w.users.wangmuyang, w.users.guyan, w.users.zhaomingyuan],
      kind,
      { subject: '王沐阳的体检结果' },
      path,
    ),
  )

async function announce(over: Record<string, unknown> = {}): Promise<string> {
  const words = draftInput.parse({ title: '王沐阳的体检结果', body: '正文', ...over })
  const { number } = await w.as('zhoulan', 'hq', (tx, actor) => draftNotice(tx, actor, words))
  await w.as('zhoulan', 'hq', (tx, actor) => publishNotice(tx, actor, { number, revision: 1 }))
  await deliverNoticesJob({})
  return number
}

describe('a group', () => {
  it.each(vendors)(
    'at %s hears of a notice once, signed as that vendor wants it, without names',
    async vendor => {
      await addOne(vendor)
      const number = await announce()
      expect((await w.sql('select 1 from notifications')).length).toBeGreaterThan(1)
      await plan()
      await send()
      expect(there.heard).toHaveLength(1)
      expect(there.heard[0]).toMatchObject({ vendor })
      expect(there.heard[0]?.text).toContain(`新公告：${number}`)
      expect(there.heard[0]?.text).toContain(`/open/notices/${number}`)
      expect(there.heard[0]?.text).not.toContain('王沐阳')
      expect(await states()).toMatchObject([{ state: 'sent' }])
    },
  )

  it('hears of it once when its readers are told in batches, and when more of them come later', async () => {
    await addOne('wecom')
    await announce()
    const told = await w.sql<{ id: string }>('select id from notifications')
    await Promise.all(told.map(one => planDeliveries([one.id], noon)))
    await plan(later(86_400))
    expect(await states()).toHaveLength(1)
  })

  it('hears of what concerns its unit, and of nothing else', async () => {
    await addOne('wecom', { unitId: w.units.tianyao, name: '天钥' })
    await addOne('wecom', { unitId: w.units.nanxi, name: '南西' })
    await addOne('wecom', { unitId: w.units.baoli, name: '宝里' })
    const heard = async () =>
      (
        await w.sql<{ name: string }>(
          `select r.name from deliveries d join robots r on r.id = d.target_id order by r.name`,
        )
      ).map(row => row.name)
    await announce({ unitIds: w.units.east })
    await plan()
    expect((await heard()).toSorted()).toEqual(['南西', '天钥'].toSorted())
    await w.sql('delete from deliveries')
    await w.sql('delete from notifications')
    await announce({ unitIds: w.units.east, positionIds: w.positions.storeChef })
    await plan()
    expect(await heard()).toEqual([])
  })

  it('hears of new tickets for its unit, but not of private ones', async () => {
    await addOne('feishu', { unitId: w.units.design })
    const category = (name: string, isPrivate: boolean) =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        addCategory(tx, actor, {
          name,
          nameEn: name,
          routing: 'unit',
          unitId: w.units.design,
          priority: 'normal',
          hours: 8,
          asksPromise: false,
          isPrivate,
        }),
      )
    const [open, secret] = [await category('定制尺寸', false), await category('申诉', true)]
    const report = (categoryId: string) =>
      w.as('liwanqing', 'me', (tx, actor) =>
        openTicket(tx, actor, { categoryId, title: '顾客王女士的旗袍', body: '腰围 62', files: [] }),
      )
    const { number } = await report(open.id)
    await report(secret.id)
    await plan()
    await send()
    expect(there.heard.map(one => one.text)).toEqual([expect.stringContaining(`等待处理：${number}`)])
    expect(there.heard[0]?.text).not.toMatch(/王女士|腰围/)
  })

  it('is told of several things at once in one message', async () => {
    await addOne('dingtalk')
    for (const path of [await announce(), await announce()]) await tellAll(`notices/${path}`)
    await plan()
    await send()
    expect(there.heard).toHaveLength(1)
    expect(there.heard[0]?.text.match(/新公告/g)).toHaveLength(2)
  })

  it('hears of its topics only, and of what is anybody’s business', async () => {
    await addOne('wecom', { topics: ['overdue'] })
    await announce()
    await tellAll('requests/DG-2026-0417', 'requestCommented')
    await plan()
    expect(await states()).toEqual([])
  })

  it('sleeps at night', async () => {
    await addOne('wecom')
    await announce()
    await plan(later(12 * 3600))
    expect(await states()).toMatchObject([{ state: 'waiting', seconds: 20 * 3600 }])
  })

  it('hears nothing while its robot is off, or gone', async () => {
    const id = await addOne('wecom', {}, false)
    await announce()
    await plan()
    expect(await states()).toEqual([])
    await w.as('zhoulan', 'hq', (tx, actor) => switchRobotOn(tx, actor, { robotId: id, revision: 1 }))
    await plan()
    await w.as('zhoulan', 'hq', (tx, actor) => removeRobot(tx, actor, { robotId: id, revision: 2 }))
    await send()
    expect(there.heard).toEqual([])
    expect(await states()).toMatchObject([{ state: 'skipped', reason: 'removed' }])
  })
})

describe('a vendor', () => {
  it('that takes no more just now gets the message later: nothing is dropped', async () => {
    await addOne('dingtalk')
    await announce()
    await plan()
    there.answer({ body: { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' } })
    await send()
    expect(await states()).toMatchObject([{ state: 'waiting', reason: 'dingtalk 130101', seconds: 600 }])
    await w.sql('update robots set ready_at = null')
    await send(601)
    expect(there.heard).toHaveLength(1)
    expect(await states()).toMatchObject([{ state: 'sent' }])
  })

  it('is not asked faster than it allows: the next message waits for its turn, which costs no try', async () => {
    const id = await addOne('wecom')
    await announce()
    await plan()
    await send()
    await announce()
    await plan()
    await send()
    expect(there.heard).toHaveLength(1)
    const [, second] = await states()
    expect(second).toMatchObject({ state: 'waiting', reason: 'its turn', attempts: 0 })
    expect(second?.seconds).toBeGreaterThan(0)
    await w.sql('update robots set ready_at = null where id = $1', [id])
    await send(5)
    expect(there.heard).toHaveLength(2)
  })

  it.each([
    ['wecom', { errcode: 93000, errmsg: 'invalid webhook url' }, 'wecom 93000', '93000 invalid webhook url'],
    ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, 'dingtalk 310000', '310000 sign not match'],
    ['feishu', { code: 19021, msg: 'sign match fail' }, 'feishu 19021', '19021 sign match fail'],
  ] as const)('%s, that wants no more of a robot with %j, breaks it', async (vendor, body, reason, said) => {
    const id = await addOne(vendor)
    await announce()
    await plan()
    there.answer({ body })
    await send()
    expect(await states()).toMatchObject([{ state: 'dead', reason }])
    const robot = await w.as('zhoulan', 'hq', tx => findRobot(tx, id))
    expect(robot?.brokenAt).toBeInstanceOf(Date)
    expect(robot?.brokenReason).toBe(said)
    await announce()
    await plan()
    expect(await states()).toHaveLength(1)
  })

  it('tells a wrong signature by itself', async () => {
    const id = await addOne('dingtalk', { secret: 'SEC-of-another-group' })
    await announce()
    await plan()
    await send()
    expect(await states()).toMatchObject([{ state: 'dead', reason: 'dingtalk 310000' }])
    expect((await w.as('zhoulan', 'hq', tx => findRobot(tx, id)))?.brokenReason).toBe('310000 sign not match')
  })

  it('that is down is tried again with growing pauses', async () => {
    await addOne('wecom')
    await announce()
    await plan()
    there.answer({ status: 502, body: 'bad gateway' })
    await send()
    const [row] = await states()
    expect(row).toMatchObject({ state: 'waiting', reason: 'http 502', attempts: 1 })
    expect(row?.seconds).toBeGreaterThan(30)
  })

  it('that refuses one message gets the next', async () => {
    const id = await addOne('dingtalk')
    await announce()
    await plan()
    there.answer({ body: { errcode: 430104, errmsg: '不合适的内容' } })
    await send()
    expect(await states()).toMatchObject([{ state: 'dead', reason: 'dingtalk 430104' }])
    expect((await w.as('zhoulan', 'hq', tx => findRobot(tx, id)))?.brokenAt).toBeNull()
  })
})

describe('a test message', () => {
  const tryOut = async (id: string, revision = 2) => {
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      testRobot(tx, actor, { robotId: id, revision }),
    )
    await testRobotJob({ id })
    return await w.as('zhaomingyuan', 'store/tianyao', tx => findRobot(tx, id))
  }

  it.each(vendors)('arrives at %s, also before the robot is on, and its answer is noted', async vendor => {
    const id = await addOne(vendor, {}, false)
    expect(await tryOut(id, 1)).toMatchObject({ isTestGood: true, testAnswer: expect.stringMatching(/^0 /) })
    expect(there.heard).toMatchObject([{ vendor, text: expect.stringContaining('徐汇天钥店') }])
    const [news] = await w.sql(
      `select subject, subject_id from outbox where subject = 'robot' order by id desc`,
    )
    expect(news).toEqual({ subject: 'robot', subject_id: id })
  })

  it('says what the vendor said, but never the token', async () => {
    const id = await addOne('wecom', {
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-wrong-key',
    })
    const robot = await tryOut(id)
    expect(robot).toMatchObject({ isTestGood: false, testAnswer: '93000 invalid webhook url, hint: …' })
    expect(JSON.stringify(robot)).not.toContain('wrong-key')
  })

  it('mends what was broken, when it arrives', async () => {
    const id = await addOne('feishu')
    await w.sql(`update robots set broken_at = now(), broken_reason = 'removed'`)
    expect(await tryOut(id)).toMatchObject({ brokenAt: null, isTestGood: true })
  })

  it('of a secret that was sealed elsewhere says so', async () => {
    const id = await addOne('feishu')
    await w.sql(`update robot_secrets set sealed = sealed || '\\x00'::bytea`)
    expect(await tryOut(id)).toMatchObject({ testAnswer: 'unreadable secret', isTestGood: false })
    expect(there.heard).toEqual([])
  })

  it('says when nobody answers', async () => {
    changeSettings({ OUTPOST_FEISHU: 'http://127.0.0.1:9' })
    try {
      const id = await addOne('feishu')
      expect(await tryOut(id)).toMatchObject({
        isTestGood: false,
        testAnswer: 'ECONNREFUSED',
        brokenAt: null,
      })
    } finally {
      changeSettings({ OUTPOST_FEISHU: there.origin })
    }
  })

  it('goes once, however often the job runs', async () => {
    const id = await addOne('wecom')
    await tryOut(id)
    await testRobotJob({ id })
    expect(there.heard).toHaveLength(1)
  })
})

describe('who arrives tomorrow', () => {
  beforeEach(() =>
    w.sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, is_primary)
       select $1, $2, $3, $4, $5, false where not exists (select from assignments where employee_id = $1 and starts_on = $5)`,
      [
        w.employees.liwanqing.id,
        w.units.tianyao,
        w.units.catering,
        w.positions.storeChef,
        addDays(w.today, 1),
      ],
    ),
  )
  const tell = () => enterService('job', tx => tellOfArrivals(tx, noon))

  it('is told to the store’s managers and its group, once', async () => {
    await addOne('wecom')
    await tell()
    await tell()
    const told = await w.sql<{ user_id: string; path: string; values: unknown }>(
      `select user_id, path, "values" from notifications where kind = 'arrivalsTomorrow'`,
    )
    expect(told).toMatchObject([
      {
        user_id: w.users.zhaomingyuan,
        path: 'arrivals/tianyao',
        values: { store: '徐汇天钥店', n: '1', day: addDays(w.today, 1) },
      },
    ])
    await plan()
    await send()
    expect(there.heard.map(one => one.text)).toEqual([expect.stringContaining('明天有人到店')])
    expect(there.heard[0]?.text).not.toContain('李婉清')
  })

  it('leads to where the reader finds them', () => {
    const path = 'arrivals/tianyao'
    expect(openPath(path, [{ role: 'manager', unitCode: 'tianyao' }])).toBe('/store/tianyao/team')
    expect(openPath(path, [{ role: 'hr', unitCode: 'hq' }])).toBe('/hq/stores/tianyao')
    expect(openPath(path, [{ role: 'employee', unitCode: 'catering' }])).toBe('/me')
  })
})

it('a group is told what happened by its kind, never by what a person would read', () => {
  const line = {
    title: '李婉清的调岗申请被驳回：体检不合格',
    url: 'https://hr.example.com/open/requests/DG-1',
  }
  const said = tellingOf({
    locale: 'zh-CN',
    lines: [
      { ...line, kind: 'taskOverdue' },
      { ...line, kind: 'requestRejected' },
    ],
  })
  expect(said.lines.map(one => one.text)).toEqual(['审批已超时：DG-1', '有新消息'])
})
