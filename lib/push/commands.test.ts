import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { endSession, signIn, signOut } from '../account/commands'
import { hashPassword } from '../password'
import { hashToken } from '../session-token'
import { vapidKeys } from '../vapid'
import { keepDevice, removeDevice, renewDevice } from './commands'
import { listOwnDevices } from './queries'
import { mostDevices } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(() => w.sql('delete from devices'))
afterAll(async () => {
  await w.close()
  await closePools()
})

const browser = (name = randomBytes(6).toString('hex'), over = {}) => ({
  endpoint: `https://push.example.com/${name}`,
  p256dh: `B${'A'.repeat(86)}`,
  auth: 'A'.repeat(22),
  senderKey: vapidKeys().publicKey,
  userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/140',
  ...over,
})
const keep = (login: Login, seat: SeatName, given = browser()) =>
  w.as(login, seat, (tx, actor) => keepDevice(tx, actor, given))
const owners = () =>
  w.sql<{ name: string }>('select u.name from devices d join users u on u.id = d.user_id order by d.id')

describe('a device', () => {
  it('is kept once, however often its browser says so, and leaves one trail row', async () => {
    const mine = browser()
    await keep('liwanqing', 'me', mine)
    await keep('liwanqing', 'me', mine)
    expect(await owners()).toEqual([{ name: '李婉清' }])
    expect(await w.sql(`select actor_name from trail where action = 'device.added'`)).toEqual([
      { actor_name: '李婉清' },
    ])
  })

  it('belongs to whoever signed in there last', async () => {
    const shared = browser()
    await keep('liwanqing', 'me', shared)
    await keep('zhaomingyuan', 'store/tianyao', shared)
    expect(await owners()).toEqual([{ name: '赵明远' }])
  })

  it('makes room: the one not heard of for longest goes', async () => {
    for (let n = 0; n < mostDevices; n++) await keep('liwanqing', 'me', browser(`device-${n}`))
    await w.sql(`update devices set last_sent_at = now() where endpoint like '%-0'`)
    await keep('liwanqing', 'me', browser('one-more'))
    const left = await w.sql<{ endpoint: string }>('select endpoint from devices')
    expect(left).toHaveLength(mostDevices)
    expect(left.map(row => row.endpoint)).toContain('https://push.example.com/device-0')
    expect(left.map(row => row.endpoint)).not.toContain('https://push.example.com/device-1')
  })

  it.each([
    ['inside', 'https://127.0.0.1/push'],
    ['of the cloud', 'https://169.254.169.254/push'],
    ['in the clear', 'http://push.example.com/push'],
  ])('is refused when its push service is %s', async (_where, endpoint) => {
    expect(await refusalOf(keep('liwanqing', 'me', browser('x', { endpoint })))).toBe('push.notAService')
    expect(await owners()).toEqual([])
  })

  it('is refused when its browser was given another key of ours', async () => {
    const old = browser('x', { senderKey: 'B'.repeat(87) })
    expect(await refusalOf(keep('liwanqing', 'me', old))).toBe('push.oldKey')
  })
})

describe('who sees a device', () => {
  it('is its person, without what would let others write to it', async () => {
    await keep('liwanqing', 'me', browser('mine'))
    const seen = await w.as('liwanqing', 'me', listOwnDevices)
    expect(seen).toMatchObject([{ isOfSession: true, lastSentAt: null }])
    expect(JSON.stringify(seen)).not.toContain('push.example.com')
    await expect(
      w.as('liwanqing', 'me', tx => tx.execute(sql`select p256dh, auth from devices`)),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it.each([
    ['zhoulan', 'hq'],
    ['gaoyuan', 'hq'],
    ['shaoning', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['guyan', 'me'],
  ] as const)('is not %s in %s, who cannot remove it either', async (login, seat) => {
    await keep('liwanqing', 'me', browser('mine'))
    const [device] = await w.sql<{ id: string }>('select id from devices')
    expect(await w.as(login, seat, listOwnDevices)).toEqual([])
    expect(
      await refusalOf(
        w.as(login, seat, (tx, actor) => removeDevice(tx, actor, { deviceId: device?.id ?? '' })),
      ),
    ).toBe('input.notFound')
    expect(await owners()).toHaveLength(1)
  })

  it('is nobody who writes rows by hand', async () => {
    const forged = w.as('guyan', 'me', (tx, actor) =>
      tx.execute(sql`
        insert into devices (user_id, endpoint, p256dh, auth, sender_key, user_agent, created_at)
        values (${actor.userId}, 'https://push.example.com/x', 'x', 'x', 'x', '', now())`),
    )
    await expect(forged).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('is the worker', async () => {
    await keep('liwanqing', 'me')
    const { rows } = await enterService('job', tx => tx.execute(sql`select endpoint, auth from devices`))
    expect(rows).toHaveLength(1)
  })
})

describe('removing', () => {
  it('is for one’s own, and leaves a trail row', async () => {
    await keep('liwanqing', 'me')
    const [device] = await w.as('liwanqing', 'me', listOwnDevices)
    await w.as('liwanqing', 'me', (tx, actor) => removeDevice(tx, actor, { deviceId: device?.id ?? '' }))
    expect(await owners()).toEqual([])
    expect(await w.sql(`select 1 from trail where action = 'device.removed'`)).toHaveLength(1)
  })
})

describe('a session that ends', () => {
  const password = 'correct-horse-battery'
  const given = { login: 'liwanqing', password }
  const visit = { userAgent: '', address: '203.0.113.7' }
  const keepIn = (token: string, name: string) => renewDevice(token, browser(name), 'Firefox/140')

  beforeAll(async () => {
    await w.sql(
      `insert into credentials (user_id, password_hash) select id, $1 from users where login in ('liwanqing', 'guyan')
       on conflict (user_id) do update set password_hash = excluded.password_hash`,
      [await hashPassword(password)],
    )
  })

  it('by signing out silences its browser, and no other', async () => {
    const [here, there] = [await signIn(given, visit), await signIn(given, visit)]
    await keepIn(here.token, 'here')
    await keepIn(there.token, 'there')
    await signOut(here.token)
    expect(await w.sql('select endpoint from devices')).toEqual([
      { endpoint: 'https://push.example.com/there' },
    ])
  })

  it('from elsewhere silences a lost phone', async () => {
    const lost = await signIn(given, visit)
    await keepIn(lost.token, 'lost')
    const [session] = await w.sql<{ id: string }>('select id from sessions where token_hash = $1', [
      hashToken(lost.token),
    ])
    await w.as('liwanqing', 'me', (tx, actor) => endSession(tx, actor, { sessionId: session?.id ?? '' }))
    expect(await owners()).toEqual([])
  })

  it('because the same person signs in again there goes on', async () => {
    const before = await signIn(given, visit)
    await keepIn(before.token, 'same')
    const after = await signIn(given, { ...visit, replaces: before.token })
    expect(await owners()).toEqual([{ name: '李婉清' }])
    await signOut(after.token)
    expect(await owners()).toEqual([])
  })

  it('because somebody else signs in there silences it', async () => {
    const hers = await signIn(given, visit)
    await keepIn(hers.token, 'shared')
    await signIn({ login: 'guyan', password }, { ...visit, replaces: hers.token })
    expect(await owners()).toEqual([])
  })

  it('by growing old does not silence whoever is not looking', async () => {
    const opened = await signIn(given, visit)
    await keepIn(opened.token, 'kept')
    await w.sql(`update sessions set expires_at = now() - interval '1 day' where token_hash = $1`, [
      hashToken(opened.token),
    ])
    expect(await owners()).toEqual([{ name: '李婉清' }])
    await w.sql(`delete from sessions where token_hash = $1`, [hashToken(opened.token)])
    expect(await owners()).toEqual([{ name: '李婉清' }])
  })

  it('takes no new subscription', async () => {
    const over = await signIn(given, visit)
    await signOut(over.token)
    expect(await refusalOf(keepIn(over.token, 'late'))).toBe('account.ended')
    expect(await owners()).toEqual([])
  })
})
