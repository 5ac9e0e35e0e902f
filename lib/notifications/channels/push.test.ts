import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { changeSettings } from '@/env'
import { sendDue } from '@/lib/deliveries/jobs'
import { mostTries } from '@/lib/deliveries/rules'
import { type NotificationKind, notify } from '@/lib/notify'
import { keepDevice } from '@/lib/push/commands'
import { vapidKeys } from '@/lib/vapid'
import { type Browser, type PushService, startPushService } from '@/test/push-service'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { planDeliveries } from '../jobs'
import { push, textOf } from './push'

let w: World
let service: PushService
let noon: Date
beforeAll(async () => {
  w = await world()
  service = await startPushService()
  changeSettings({ OUTPOST_PUSH_SERVICE: service.origin })
  noon = new Date(`${w.today}T04:00:00Z`)
})
beforeEach(async () => {
  await w.sql('delete from deliveries')
  await w.sql('delete from notifications')
  await w.sql('delete from devices')
  service.taken.length = 0
})
afterAll(async () => {
  changeSettings({ OUTPOST_PUSH_SERVICE: undefined })
  await service.close()
  await w.close()
  await closePools()
})

const userAgent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140'

async function switchOn(login: Login, seat: SeatName): Promise<Browser> {
  const senderKey = vapidKeys().publicKey
  const { read, ...browser } = service.subscribe(senderKey)
  await w.as(login, seat, (tx, actor) => keepDevice(tx, actor, { ...browser, senderKey, userAgent }))
  return { read, ...browser }
}

/** Somebody is told something at noon, and what is to go out is planned. */
async function tell(to: Login, kind: NotificationKind = 'taskAssigned'): Promise<void> {
  const values = { subject: 'DG-2026-0417 李婉清', actor: '周岚', reason: '体检不合格', text: '体检不合格' }
  await w.as('zhoulan', 'hq', (tx, actor) =>
    notify(tx, { ...actor, now: noon }, [w.users[to]], kind, values, 'requests/DG-2026-0417'),
  )
  const told = await w.sql<{ id: string }>('select id from notifications')
  await planDeliveries(
    told.map(one => one.id),
    noon,
  )
}

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const send = (minutes = 0) => sendDue(push, { now: () => later(minutes) })
const states = () =>
  w.sql<{ state: string; reason: string; attempts: number; minutes: number }>(
    `select state, reason, attempts, round(extract(epoch from due_at - $1) / 60)::int as minutes from deliveries
     where channel = 'push' order by id`,
    [noon],
  )

describe('a push message', () => {
  it('is encrypted for the browser, signed by us, and says no more than a title', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan', 'requestRejected')
    await send()
    const [message] = service.taken
    expect(message?.sender).toBe(vapidKeys().publicKey)
    expect(message?.headers).toMatchObject({ ttl: '86400', urgency: 'normal' })
    expect(JSON.parse(message?.text ?? '')).toMatchObject({
      title: 'DG-2026-0417 李婉清 已被驳回',
      body: '打开驻店通查看',
      path: '/open/requests/DG-2026-0417',
      lang: 'zh-CN',
    })
    expect(message?.text).not.toContain('体检')
    expect(await states()).toMatchObject([{ state: 'sent', reason: '' }])
    expect(await w.sql('select 1 from devices where last_sent_at is not null')).toHaveLength(1)
  })

  it('goes to each of somebody’s devices, and to nobody else’s', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await switchOn('zhaomingyuan', 'store/tianyao')
    await switchOn('guyan', 'me')
    await tell('zhaomingyuan')
    await send()
    expect(new Set(service.taken.map(one => one.path)).size).toBe(2)
    expect(service.taken).toHaveLength(2)
  })

  it('is urgent when it is late, by night too', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    noon = new Date(noon.getTime() + 12 * 3_600_000)
    try {
      await tell('zhaomingyuan', 'taskAssigned')
      await tell('zhaomingyuan', 'taskOverdue')
      await send()
    } finally {
      noon = new Date(noon.getTime() - 12 * 3_600_000)
    }
    expect(service.taken.map(one => one.headers.urgency)).toEqual(['high'])
    expect(await states()).toMatchObject([{ state: 'waiting', minutes: 20 * 60 }, { state: 'sent' }])
  })

  it('does not follow somebody who has left', async () => {
    await switchOn('wangmuyang', 'me')
    await w.sql(`update employees set left_on = app.today() where id = $1`, [w.employees.wangmuyang.id])
    try {
      await tell('wangmuyang')
      expect(await states()).toEqual([])
    } finally {
      await w.sql(`update employees set left_on = null where id = $1`, [w.employees.wangmuyang.id])
    }
  })

  it('keeps its name from try to try, so that a lost answer shows nothing twice', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    await send()
    await w.sql(`update deliveries set state = 'waiting', settled_at = null where channel = 'push'`)
    await send()
    const [first, second] = service.taken
    expect(first?.headers.topic).toMatch(/^[\w-]{32}$/)
    expect(second?.headers.topic).toBe(first?.headers.topic)
    expect(JSON.parse(second?.text ?? '').tag).toBe(JSON.parse(first?.text ?? '').tag)
  })

  it('of several things says how many', () => {
    const line = { kind: 'taskAssigned' as const, title: '一件事', url: 'https://hr.example.com/open/x' }
    const message = { id: 'a', userId: null, targetId: null, locale: 'en' as const, isBundled: true }
    expect(textOf({ ...message, lines: [line, line, line] })).toMatchObject({
      title: '3 new notifications',
      path: '/',
    })
    expect(textOf({ ...message, lines: [line] })).toMatchObject({ title: '一件事', path: '/open/x' })
  })
})

describe('a push service', () => {
  it.each([404, 410])('that answers %i knows the device no more: it is forgotten', async status => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    service.refuse({ status })
    await send()
    expect(await states()).toMatchObject([{ state: 'skipped', reason: `http ${status}` }])
    expect(await w.sql('select 1 from devices')).toEqual([])
  })

  it('that asks us to wait is left alone for so long', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    service.refuse({ status: 429, retryAfter: '600' })
    await send()
    expect(await states()).toMatchObject([{ state: 'waiting', reason: 'http 429', minutes: 10 }])
    await send(9)
    expect(service.taken).toEqual([])
    await send(11)
    expect(service.taken).toHaveLength(1)
    expect(await states()).toMatchObject([{ state: 'sent' }])
  })

  it('that stays broken is given up in the end, and an admin sees it', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    service.refuse(...Array.from({ length: mostTries }, () => ({ status: 503 })))
    for (let tries = 1; tries <= mostTries; tries++) await send(tries * 500)
    expect(await states()).toMatchObject([{ state: 'dead', reason: 'http 503', attempts: mostTries }])
    expect(await w.sql('select 1 from devices')).toHaveLength(1)
  })

  it('that refuses us is not asked again', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    service.refuse({ status: 403 })
    await send()
    expect(await states()).toMatchObject([{ state: 'dead', reason: 'http 403' }])
  })

  it('that knows us by another key gets nothing: the browser has to subscribe again', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    await w.sql(`update devices set sender_key = 'of another secret'`)
    const before = service.asked()
    await send()
    expect(service.asked()).toBe(before)
    expect(await states()).toMatchObject([{ state: 'skipped', reason: 'other key' }])
    expect(await w.sql('select 1 from devices')).toEqual([])
  })

  it.each(['https://localhost/push', 'https://127.0.0.1/push', 'https://[::1]/push', 'http://10.0.0.8/push'])(
    'that turns out to be inside, as %s, is never reached',
    async endpoint => {
      await switchOn('zhaomingyuan', 'store/tianyao')
      await tell('zhaomingyuan')
      await w.sql('update devices set endpoint = $1', [endpoint])
      await send()
      expect(await states()).toMatchObject([{ state: 'dead', reason: 'not a public server' }])
    },
  )

  it('hears nothing of a device that was switched off meanwhile', async () => {
    await switchOn('zhaomingyuan', 'store/tianyao')
    await tell('zhaomingyuan')
    await w.sql('delete from devices')
    await send()
    expect(service.taken).toEqual([])
    expect(await states()).toMatchObject([{ state: 'skipped', reason: 'switched off' }])
  })
})
