import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closePools, enter, enterService } from '@/db/client'
import { env } from '@/env'
import { actorOf } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { startDispatcher } from '@/lib/events/jobs'
import type { Viewer } from '@/lib/events/queries'
import { streamsPerSession } from '@/lib/events/rules'
import { approveRequest, commentRequest } from '@/lib/requests/commands'
import { hashToken } from '@/lib/session-token'
import { requestTransfer } from '@/lib/transfers/commands'
import { type Login, type SeatName, seatOf, type World, world } from '@/test/world'
import { createHub, type Hub } from './hub'
import { GET, HEAD } from './route'

vi.mock('next/navigation', () => ({ redirect: () => undefined, notFound: () => undefined }))
// What is put off until the answer is sent would keep the session awake.
vi.mock('next/server', () => ({
  after: () => {
    throw new Error('Taken for a sign of somebody')
  },
}))

let w: World
const hubs: Hub[] = []
beforeEach(async () => {
  w = await world()
})
afterEach(async () => {
  await Promise.all(hubs.splice(0).map(hub => hub.stop()))
  await w.close()
})
afterAll(async () => {
  await (globalThis as { outpostHub?: Hub }).outpostHub?.stop()
  await closePools()
})

const newHub = (): Hub => {
  const hub = createHub()
  hubs.push(hub)
  return hub
}

const dispatch = (most = 500): Promise<number> =>
  enterService('job', async tx => {
    const { rows } = await tx.execute<{ n: number }>(sql`select app.dispatch_events(${most}) as n`)
    return rows[0]?.n ?? 0
  })

const viewer = (login: Login, seat: SeatName): Promise<Viewer> => {
  const { portal, unitCode } = seatOf(seat)
  const who = { tokenHash: hashToken(w.tokens[login]), unitCode }
  return enter(portal, who, 'read', async (_tx, found) => actorOf(found, portal, new Date()))
}

type Capture = { ids: number[]; data: string[]; words: string[]; isClosed: boolean; leave: () => void }

async function listenAs(hub: Hub, login: Login, seat: SeatName, since = 0, isSlow = false): Promise<Capture> {
  const capture: Capture = { ids: [], data: [], words: [], isClosed: false, leave: () => undefined }
  const leave = hub.open(await viewer(login, seat), since, {
    send(text) {
      for (const frame of text.split('\n\n').filter(Boolean)) {
        const field = (name: string): string | undefined =>
          frame
            .split('\n')
            .find(line => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        const word = field('event')
        if (word) capture.words.push(word)
        else {
          capture.ids.push(Number(field('id')))
          capture.data.push(field('data') ?? '')
        }
      }
      return !isSlow
    },
    close: () => {
      capture.isClosed = true
    },
  })
  if (!leave) throw new Error('The hub has no place')
  capture.leave = leave
  return capture
}

const ask = (): Promise<{ number: string }> =>
  w.as('liwanqing', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      employee: w.employees.liwanqing.number,
      kind: 'dispatch',
      toUnitId: w.units.tianyao,
      effectiveOn: addDays(w.today, 10),
      endsOn: addDays(w.today, 100),
      reason: '派驻',
      consentBase: 'yes',
    }),
  )

/** Something personal for each of these people, as a command would have left it. */
const tell = (people: string[], count = 1): Promise<unknown> =>
  w.sql(
    `insert into outbox (subject, subject_id, user_id) select 'notification', uuidv7(), u from unnest($1::uuid[]) u, generate_series(1, $2::int)`,
    [people, count],
  )

const eventsOf = async (login: Login): Promise<{ id: number; data: string }[]> =>
  (
    await w.sql<{ id: string; data: string }>(
      `select id, topic || ' ' || subject_id as data from events where user_id = $1 order by id`,
      [w.users[login]],
    )
  ).map(row => ({ ...row, id: Number(row.id) }))

async function until(holds: () => boolean | Promise<boolean>, patience = 8000): Promise<void> {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about')
    await sleep(10)
  }
}

describe('open streams', () => {
  it('hear of what concerns their reader, nobody else’s, and ids only', async () => {
    const hub = newHub()
    const captures = {
      liwanqing: await listenAs(hub, 'liwanqing', 'me'),
      zhaomingyuan: await listenAs(hub, 'zhaomingyuan', 'store/tianyao'),
      fangjing: await listenAs(hub, 'fangjing', 'store/nanxi'),
      wangmuyang: await listenAs(hub, 'wangmuyang', 'me'),
    }
    const { number } = await ask()
    await w.as('hejun', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      commentRequest(tx, actor, { number, body: '这是不该出现的话', files: [] }),
    )
    await dispatch()
    await until(async () => captures.zhaomingyuan.ids.length === (await eventsOf('zhaomingyuan')).length)
    const seen = new Set<number>()
    for (const [login, capture] of Object.entries(captures) as [Login, Capture][]) {
      const due = await eventsOf(login)
      expect(capture.ids, login).toEqual(due.map(one => one.id))
      expect(capture.data, login).toEqual(due.map(one => one.data))
      for (const line of capture.data) expect(line).toMatch(/^[a-z]+ [0-9a-f-]{36}$/)
      for (const id of capture.ids) expect(seen.has(id)).toBe(false)
      for (const id of capture.ids) seen.add(id)
    }
    expect(captures.liwanqing.ids.length).toBeGreaterThan(0)
    expect(captures.zhaomingyuan.ids.length).toBeGreaterThan(0)
    expect([captures.fangjing.ids, captures.wangmuyang.ids]).toEqual([[], []])
  })

  it('end at once, and before the event, when the session is revoked', async () => {
    const hub = newHub()
    const manager = await listenAs(hub, 'zhaomingyuan', 'store/tianyao')
    const other = await listenAs(hub, 'fangjing', 'store/nanxi')
    await tell([w.users.zhaomingyuan, w.users.fangjing])
    await dispatch()
    await until(() => manager.ids.length === 1)
    await w.sql('update sessions set revoked_at = now() where user_id = $1', [w.users.zhaomingyuan])
    await tell([w.users.zhaomingyuan, w.users.fangjing])
    await dispatch()
    await until(() => manager.isClosed)
    expect([manager.ids.length, manager.words]).toEqual([1, ['over']])
    await until(() => other.ids.length === 2)
    expect(hub.size()).toBe(1)
  })

  it('end when the seat is no longer theirs, while another seat of the same session goes on', async () => {
    const hub = newHub()
    const [office, own] = [await listenAs(hub, 'zhoulan', 'hq'), await listenAs(hub, 'zhoulan', 'me')]
    await w.sql('update role_grants set ends_on = current_date - 1 where user_id = $1', [w.users.zhoulan])
    await tell([w.users.zhoulan])
    await dispatch()
    await until(() => office.isClosed && own.ids.length === 1)
    expect([office.ids, office.words, own.words]).toEqual([[], ['over'], []])
  })

  it.each([
    [
      'a disabled account',
      'update users set disabled_at = now() where id = $1',
      'zhaomingyuan',
      'store/tianyao',
    ],
    ['a leaver', 'update employees set left_on = current_date where user_id = $1', 'liwanqing', 'me'],
    [
      'a closed store',
      'update units set closed_on = current_date where code = $1',
      'zhaomingyuan',
      'store/tianyao',
    ],
    ['an expired session', `update sessions set expires_at = now() where user_id = $1`, 'liwanqing', 'me'],
  ] as const)('end for %s', async (_what, change, login, seat) => {
    const hub = newHub()
    const capture = await listenAs(hub, login, seat)
    await w.sql(change, [change.includes('units') ? 'tianyao' : w.users[login]])
    await tell([w.users[login]])
    await dispatch()
    await until(() => capture.isClosed)
    expect([capture.ids, capture.words]).toEqual([[], ['over']])
    await w.sql(`update units set closed_on = null where code = 'tianyao'`)
  })

  it('are so many per session: one more takes the place of the oldest', async () => {
    const hub = newHub()
    const open: Capture[] = []
    for (let n = 0; n <= streamsPerSession; n++) open.push(await listenAs(hub, 'liwanqing', 'me'))
    expect(open.map(one => one.isClosed)).toEqual([true, false, false, false])
    expect(open[0]?.words).toEqual(['full'])
    expect(hub.size()).toBe(streamsPerSession)
  })

  it('are so many per process: a further one finds no place until another leaves', async () => {
    const hub = createHub(2)
    hubs.push(hub)
    const first = await listenAs(hub, 'liwanqing', 'me')
    await listenAs(hub, 'wangmuyang', 'me')
    await expect(listenAs(hub, 'guyan', 'me')).rejects.toThrow('no place')
    first.leave()
    await listenAs(hub, 'guyan', 'me')
    expect(hub.size()).toBe(2)
  })

  it('are cut when their reader takes nothing, and resume where they were', async () => {
    const hub = newHub()
    const slow = await listenAs(hub, 'liwanqing', 'me', 0, true)
    await tell([w.users.liwanqing], 3)
    await dispatch()
    await until(() => slow.isClosed)
    expect(hub.size()).toBe(0)
    const back = await listenAs(hub, 'liwanqing', 'me', slow.ids.at(-1))
    await tell([w.users.liwanqing])
    await dispatch()
    await until(() => back.ids.length === 1)
    expect([...slow.ids, ...back.ids]).toEqual((await eventsOf('liwanqing')).map(one => one.id))
  })

  it('say so instead of telling one by one when too much was missed', async () => {
    await tell([w.users.liwanqing], 600)
    while (await dispatch());
    const capture = await listenAs(newHub(), 'liwanqing', 'me', 0)
    await until(() => capture.words.length > 0)
    expect([capture.words, capture.ids]).toEqual([['missed'], []])
  })
})

/** A reader whose connection is cut again and again, and who goes to any of the servers each time. */
async function restless(
  servers: Hub[],
  login: Login,
  seat: SeatName,
  isDone: () => boolean,
): Promise<number[]> {
  const ids: number[] = []
  let turn = 0
  while (!isDone()) {
    const hub = servers[turn++ % servers.length] as Hub
    const capture = await listenAs(hub, login, seat, ids.at(-1) ?? 0)
    await sleep(Math.random() * 60)
    capture.leave()
    ids.push(...capture.ids)
  }
  const last = await listenAs(servers[0] as Hub, login, seat, ids.at(-1) ?? 0)
  const due = (await eventsOf(login)).length
  await until(() => ids.length + last.ids.length >= due)
  return [...ids, ...last.ids]
}

describe('nothing is lost and nothing told twice', () => {
  it('with two dispatchers and two servers, while readers come and go', async () => {
    const servers = [newHub(), newHub()]
    const dispatchers = [startDispatcher(dispatch), startDispatcher(() => dispatch(3))]
    let isDone = false
    const readers = (
      [
        ['liwanqing', 'me'],
        ['zhaomingyuan', 'store/tianyao'],
        ['zhoulan', 'hq'],
      ] as const
    ).map(async ([login, seat]) => [login, await restless(servers, login, seat, () => isDone)] as const)
    const people = [w.users.liwanqing, w.users.zhaomingyuan, w.users.zhoulan]
    for (let n = 0; n < 60; n++) {
      await tell(people)
      await sleep(Math.random() * 40)
    }
    await until(async () => (await w.sql('select id from outbox')).length === 0)
    isDone = true
    for (const [login, ids] of await Promise.all(readers)) {
      expect(ids, login).toEqual((await eventsOf(login)).map(one => one.id))
      expect(ids, login).toHaveLength(60)
    }
    await Promise.all(dispatchers.map(one => one.stop()))
  }, 60_000)

  it('while every connection of the servers to the database is cut every 200 ms', async () => {
    const hub = newHub()
    const dispatcher = startDispatcher(dispatch)
    const capture = await listenAs(hub, 'liwanqing', 'me')
    await until(async () => {
      await tell([w.users.liwanqing])
      return capture.ids.length > 0
    })
    const until_ = Date.now() + (env.faults >= 100 ? 20_000 : 2000)
    let cut = 0
    while (Date.now() < until_) {
      await tell([w.users.liwanqing])
      const gone = await w.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = current_database() || '_feed'`,
      )
      cut += gone.length
      await sleep(200)
    }
    expect(cut).toBeGreaterThan(5)
    await until(async () => (await w.sql('select id from outbox')).length === 0)
    const due = await eventsOf('liwanqing')
    // A stream lives on while its server looks for the database; one that was cut would come back and ask.
    await until(() => capture.isClosed || capture.ids.length === due.length)
    const rest = capture.isClosed ? await listenAs(hub, 'liwanqing', 'me', capture.ids.at(-1)) : undefined
    await until(() => capture.ids.length + (rest?.ids.length ?? 0) === due.length)
    expect([...capture.ids, ...(rest?.ids ?? [])]).toEqual(due.map(one => one.id))
    await dispatcher.stop()
  }, 60_000)
})

describe('the address', () => {
  const request = (query: string, login?: Login, init: RequestInit = {}): Request =>
    new Request(`http://localhost/api/events?${query}`, {
      ...init,
      headers: { ...init.headers, ...(login && { cookie: `outpost-session=${w.tokens[login]}` }) },
    })

  it.each([
    ['nobody', undefined, 'seat=/me', 401],
    ['nobody nowhere', undefined, '', 401],
    ['a forged session', 'forged', 'seat=/me', 401],
    ['somebody in a seat of others', 'liwanqing', 'seat=/hq', 404],
    ['a manager in another store', 'zhaomingyuan', 'seat=/store/nanxi', 404],
    ['somebody nowhere', 'liwanqing', '', 404],
    ['somebody at an address that is no seat', 'liwanqing', 'seat=/store/%27', 404],
  ] as const)('does not open for %s', async (_who, login, query, status) => {
    const asked =
      login === 'forged'
        ? request(query, undefined, { headers: { cookie: 'outpost-session=x' } })
        : request(query, login)
    for (const verb of [GET, HEAD]) expect((await verb(asked)).status).toBe(status)
  })

  it('gives a stream that nothing between server and browser holds back, from Last-Event-ID on', async () => {
    await tell([w.users.liwanqing], 3)
    await dispatch()
    const due = await eventsOf('liwanqing')
    const leaving = new AbortController()
    const answer = await GET(
      request('seat=/me&since=0', 'liwanqing', {
        headers: { 'last-event-id': String(due[0]?.id) },
        signal: leaving.signal,
      }),
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(answer.headers.get('cache-control')).toMatch(/no-store.*no-transform/)
    expect(answer.headers.get('x-accel-buffering')).toBe('no')
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes(`id: ${due[2]?.id}\n`))
      text += new TextDecoder().decode((await reader.read()).value)
    expect(text).toMatch(/^retry: \d+\n\n/)
    expect([...text.matchAll(/^id: (\d+)$/gm)].map(match => Number(match[1]))).toEqual(
      due.slice(1).map(one => one.id),
    )
    const shared = (globalThis as { outpostHub?: Hub }).outpostHub as Hub
    expect(shared.size()).toBe(1)
    leaving.abort()
    expect(shared.size()).toBe(0)
    expect((await HEAD(request('seat=/me', 'liwanqing'))).status).toBe(204)
  })

  it('does not keep a session awake: a page that asks by itself is no sign of anybody', async () => {
    await w.sql(`update sessions set last_seen_at = now() - interval '10 minutes' where user_id = $1`, [
      w.users.liwanqing,
    ])
    const answer = await GET(request('seat=/me', 'liwanqing'))
    await answer.body?.cancel()
    const [row] = await w.sql<{ old: boolean }>(
      `select last_seen_at < now() - interval '9 minutes' as old from sessions where user_id = $1`,
      [w.users.liwanqing],
    )
    expect([answer.status, row?.old]).toEqual([200, true])
  })
})
