import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '@/lib/clock'
import { markRead } from '@/lib/notifications/commands'
import { approveRequest, commentRequest, copyRequest } from '@/lib/requests/commands'
import { requestTransfer } from '@/lib/transfers/commands'
import { type Login, names, type SeatName, type World, world } from '@/test/world'
import { closePools, enterService } from './client'

let w: World
beforeEach(async () => {
  await w?.close()
  w = await world()
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const dispatch = async (most = 500): Promise<number> =>
  enterService('job', async tx => {
    const { rows } = await tx.execute<{ n: number }>(sql`select app.dispatch_events(${most}) as n`)
    return rows[0]?.n ?? 0
  })

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

const told = async (): Promise<string[]> =>
  (
    await w.sql<{ line: string }>(
      `select u.login || ' ' || e.topic as line from events e join users u on u.id = e.user_id group by 1 order by 1`,
    )
  ).map(row => row.line)

describe('the outbox', () => {
  it('has one row for a command and one for each person told, or none of them', async () => {
    const { number } = await ask()
    const rows = (): Promise<{ subject: string; n: number }[]> =>
      w.sql(`select subject, count(*)::int as n from outbox group by 1 order by 1`)
    const [{ n } = { n: 0 }] = await w.sql<{ n: number }>('select count(*)::int as n from notifications')
    expect(n).toBeGreaterThan(0)
    expect(await rows()).toEqual([
      { subject: 'notification', n },
      { subject: 'request', n: 1 },
    ])
    const before = await rows()
    await expect(
      w.as('hejun', 'hq', async (tx, actor) => {
        await approveRequest(tx, actor, { number })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await rows()).toEqual(before)
    await w.as('hejun', 'hq', (tx, actor) => markRead(tx, actor, {}))
    expect(await rows()).toEqual(before)
  })

  it('does not fill while data is restored or seeded', async () => {
    await w.sql(
      `insert into notifications (user_id, kind, path, created_at) select id, 'x', 'x', now() from users`,
    )
    expect(await w.sql('select id from outbox')).toEqual([])
  })

  it('is emptied once: a row that was taken is an event, and notifications are planned together', async () => {
    await ask()
    const [{ n } = { n: 0 }] = await w.sql<{ n: number }>('select count(*)::int as n from outbox')
    await w.sql('delete from graphile_worker._private_jobs')
    expect(
      await Promise.all([dispatch(), dispatch(), dispatch()]).then(all => all.reduce((a, b) => a + b)),
    ).toBe(n)
    expect(await dispatch()).toBe(0)
    const [jobs] = await w.sql<{ n: number; names: number }>(
      `select count(*)::int as n, count(distinct told.id)::int as names
       from graphile_worker._private_jobs cross join json_array_elements_text(payload -> 'ids') told (id)`,
    )
    const [told] = await w.sql<{ n: number }>('select count(*)::int as n from notifications')
    expect(jobs).toEqual({ n: told?.n, names: told?.n })
    const [personal] = await w.sql<{ n: number }>(
      `select count(*)::int as n from events where topic = 'notification'`,
    )
    expect(personal).toEqual(told)
  })

  it('gives way to one dispatcher at a time, and to the next when that one is gone', async () => {
    await ask()
    await w.sql('begin')
    await w.sql(`select pg_advisory_xact_lock(hashtext('outpost events'))`)
    expect(await dispatch()).toBe(0)
    await w.sql('rollback')
    expect(await dispatch()).toBeGreaterThan(0)
  })

  it('takes the oldest first and no more than asked for', async () => {
    await w.sql(
      `insert into outbox (id, subject, subject_id, user_id) select uuidv7(), 'notification', gen_random_uuid(), $1 from generate_series(1, 10)`,
      [w.users.zhoulan],
    )
    const wanted = await w.sql<{ id: string }>('select subject_id as id from outbox order by id')
    expect([await dispatch(4), await dispatch(4), await dispatch(4)]).toEqual([4, 4, 2])
    const given = await w.sql<{ id: string }>('select subject_id as id from events order by id')
    expect(new Set(given.slice(0, 4))).toEqual(new Set(wanted.slice(0, 4)))
    expect(given).toHaveLength(10)
  })

  it('loses nobody else when the readers of one thing cannot be found', async () => {
    await ask()
    await w.sql(`alter function app.event_readers(text, uuid) rename to event_readers_kept`)
    await w.sql(`create function app.event_readers(p_subject text, p_id uuid) returns table (user_id uuid, topic text) language plpgsql as $$
      begin if p_subject = 'broken' then raise 'broken'; end if; return query select * from app.event_readers_kept(p_subject, p_id); end $$`)
    await w.sql(`insert into outbox (subject, subject_id) values ('broken', gen_random_uuid())`)
    expect(await dispatch()).toBeGreaterThan(2)
    await w.sql('drop function app.event_readers(text, uuid)')
    await w.sql('alter function app.event_readers_kept(text, uuid) rename to event_readers')
    expect(await told()).toContain('liwanqing request')
  })
})

/** Who finds something with this statement in any of their seats. */
async function ableToRead(statement: SQL): Promise<Set<string>> {
  const able = new Set<string>()
  const seats: SeatName[] = ['hq', 'me', 'store/tianyao', 'store/nanxi', 'store/baoli', 'store/east']
  for (const login of Object.keys(names) as Login[]) {
    for (const seat of seats) {
      const rows = await w.as(login, seat, async tx => (await tx.execute(statement)).rows).catch(() => [])
      if (rows.length > 0) able.add(login)
    }
  }
  return able
}

describe('readers', () => {
  it('of a request are its parties and those who see all requests; its task holders have it in their inbox', async () => {
    await ask()
    await dispatch()
    expect(await told()).toEqual([
      'hejun inbox',
      'hejun notification',
      'hejun request',
      'liwanqing request',
      'qinchuan request',
      'sunli request',
      'xutinglan request',
      'zhaomingyuan request',
      'zhoulan request',
    ])
  })

  it('are nobody who could not open the request themselves, in any of their seats', async () => {
    const { number } = await ask()
    await w.as('liwanqing', 'me', (tx, actor) =>
      commentRequest(tx, actor, { number, body: '请尽快', files: [] }),
    )
    await w.as('hejun', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
    await w.as('zhoulan', 'hq', (tx, actor) => copyRequest(tx, actor, { number, to: w.users.yezhen }))
    await dispatch()
    const readers = new Set(
      (await told()).filter(line => line.endsWith(' request')).map(line => line.split(' ')[0]),
    )
    const able = await ableToRead(sql`select id from requests where number = ${number}`)
    expect([...readers].filter(login => !able.has(login ?? ''))).toEqual([])
    // Auditors read everything and act on nothing: they are not woken.
    expect([...able].filter(login => !readers.has(login)).sort()).toEqual(['shaoning'])
    expect(readers).toContain('yezhen')
  })

  it('of somebody’s file are those who may read it', async () => {
    const { id } = w.employees.wangmuyang
    const rows = await w.sql<{ login: string }>(
      `select distinct u.login from app.event_readers('employee', $1) r join users u on u.id = r.user_id order by 1`,
      [id],
    )
    expect(rows.map(row => row.login)).toEqual(
      [...(await ableToRead(sql`select id from employees where id = ${id}`))].sort(),
    )
  })

  it('of a roster and of its shifts are some of those who may read them, and whom it is about once it is published', async () => {
    const [shift] = await w.sql<{ id: string }>(
      `insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at) values ($1, '早班', '09:00', '17:00', 30, now()) returning id`,
      [w.units.tianyao],
    )
    await w.sql(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
       select $1, e.id, e.name, $2, current_date + 5, now() + interval '5 days', now() + interval '5 days 8 hours', 30,
         case when e.id = $3 then now() end, now() from employees e where e.id in ($3, $4)`,
      [w.units.tianyao, shift?.id, w.employees.wangmuyang.id, w.employees.guyan.id],
    )
    const readersOf = async (subject: string, id: string | undefined) =>
      (
        await w.sql<{ login: string }>(
          `select distinct u.login from app.event_readers($1, $2) r join users u on u.id = r.user_id order by 1`,
          [subject, id],
        )
      ).map(row => row.login)
    const roster = await readersOf('roster', w.units.tianyao)
    expect(roster).toEqual(['qinchuan', 'sunli', 'wangmuyang', 'xutinglan', 'zhaomingyuan', 'zhoulan'])
    const mayRead = await ableToRead(sql`select id from roster_entries where unit_id = ${w.units.tianyao}`)
    expect(roster.filter(login => !mayRead.has(login))).toEqual([])
    const shifts = await readersOf('shift', shift?.id)
    expect(shifts).toEqual(['qinchuan', 'sunli', 'xutinglan', 'zhaomingyuan', 'zhoulan'])
    const maySee = await ableToRead(sql`select id from shifts where id = ${shift?.id}`)
    expect(shifts.filter(login => !maySee.has(login))).toEqual([])
  })

  it('without a session are not written for, and those whose session was just revoked are', async () => {
    await w.sql(`update sessions set idle_expires_at = now() - interval '1 minute' where user_id = $1`, [
      w.users.sunli,
    ])
    await w.sql('update sessions set revoked_at = now() where user_id = $1', [w.users.zhoulan])
    await ask()
    await dispatch()
    expect(await told()).not.toContain('sunli request')
    expect(await told()).toContain('zhoulan request')
  })

  it('read their own events only, through the door', async () => {
    await ask()
    await dispatch()
    for (const [login, seat] of [
      ['liwanqing', 'me'],
      ['zhaomingyuan', 'store/tianyao'],
      ['gaoyuan', 'hq'],
    ] as const) {
      const seen = await w.as(
        login,
        seat,
        async tx => (await tx.execute(sql`select distinct user_id from events`)).rows,
      )
      expect(seen).toEqual(login === 'gaoyuan' ? [] : [{ user_id: w.users[login] }])
    }
  })
})
