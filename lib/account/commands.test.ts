import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enter, enterService } from '@/db/client'
import { refusalOf, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { Failure } from '../failure'
import { hashPassword } from '../password'
import { hashToken } from '../session-token'
import {
  changePassword,
  changeSettings,
  chooseLocale,
  endOtherSessions,
  endSession,
  rememberSeat,
  removeSubstitution,
  setFirstPassword,
  setSubstitution,
  signIn,
  signOut,
} from './commands'
import { findHolder, getServiceState, listOwnSessions, listRecentSeats, listTrail } from './queries'

const password = 'outpost-demo'
const visit = (address = '203.0.113.7') => ({
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
  address,
})

let w: World
beforeAll(async () => {
  w = await world()
  const hash = await hashPassword(password)
  await w.sql(`insert into credentials (user_id, password_hash) select id, $1 from users`, [hash])
})
beforeEach(async () => {
  await w.sql('delete from sign_in_delays')
})
afterAll(async () => {
  await closePools()
  await w.close()
})

/** Whether a session opens the door of its portal. */
async function opens(token: string, portal: 'hq' | 'me' = 'hq'): Promise<boolean> {
  return enter(portal, { tokenHash: hashToken(token) }, 'read', async () => true).catch(() => false)
}

describe('signing in', () => {
  it('opens a session whose token is stored nowhere', async () => {
    const opened = await signIn({ login: 'zhoulan', password }, visit())
    expect(Buffer.from(opened.token, 'base64url')).toHaveLength(32)
    expect(await opens(opened.token)).toBe(true)
    const rows = await w.sql(`select * from sessions where token_hash = $1`, [hashToken(opened.token)])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(opened.token)
  })

  it('lasts a working day at headquarters and a fortnight elsewhere', async () => {
    const lives = async (login: string): Promise<unknown> => {
      const { token } = await signIn({ login, password }, visit())
      const [row] = await w.sql(
        `select round(extract(epoch from expires_at - created_at) / 3600)::int as hours,
          round(extract(epoch from idle_expires_at - created_at) / 60)::int as minutes from sessions where token_hash = $1`,
        [hashToken(token)],
      )
      return row
    }
    expect(await lives('zhoulan')).toEqual({ hours: 12, minutes: 30 })
    expect(await lives('zhaomingyuan')).toEqual({ hours: 336, minutes: 720 })
    expect(await lives('liwanqing')).toEqual({ hours: 336, minutes: 720 })
  })

  it('does not wait for a guess that came a moment later and was counted first', async () => {
    const at = new Date()
    await refusalOf(
      signIn({ login: 'zhoulan', password: 'not-this-one' }, visit(), {
        now: () => new Date(at.getTime() + 3),
      }),
    )
    const { token } = await signIn({ login: 'zhoulan', password }, visit(), { now: () => at })
    expect(await opens(token)).toBe(true)
  })

  it('makes a new token each time and ends the session that the browser had', async () => {
    const first = await signIn({ login: 'zhoulan', password }, visit())
    const second = await signIn({ login: 'zhoulan', password }, { ...visit(), replaces: first.token })
    expect(second.token).not.toBe(first.token)
    expect(await opens(first.token)).toBe(false)
    expect(await opens(second.token)).toBe(true)
  })

  it('says the same of a wrong password, an unknown and a disabled account', async () => {
    await w.sql(`update users set disabled_at = now() where login = 'yezhen'`)
    expect(await refusalOf(signIn({ login: 'zhoulan', password: 'not-this-one' }, visit()))).toBe(
      'account.wrong',
    )
    expect(await refusalOf(signIn({ login: 'nobody', password }, visit()))).toBe('account.wrong')
    expect(await refusalOf(signIn({ login: 'yezhen', password }, visit()))).toBe('account.wrong')
    await w.sql(`update users set disabled_at = null where login = 'yezhen'`)
  })

  it('takes as long for an unknown account as for a known one', async () => {
    const took = async (login: string): Promise<number> => {
      await w.sql('delete from sign_in_delays')
      const start = performance.now()
      await signIn({ login, password: 'not-this-one' }, visit()).catch(() => undefined)
      return performance.now() - start
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 15; round++) {
      known.push(await took('zhoulan'))
      unknown.push(await took('nobody'))
    }
    const median = (times: number[]): number => times.sort((one, other) => one - other)[7] ?? 0
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(0.35 * median(known))
  })

  it('treats SQL and oversized text as a name that nobody has', async () => {
    for (const login of [
      `' or 1=1 --`,
      '"; drop table users; --',
      'x'.repeat(5000),
      '😀😀',
      '\u202Ezhoulan',
    ]) {
      expect(await refusalOf(signIn({ login, password }, visit()))).toBe('account.wrong')
      await w.sql('delete from sign_in_delays')
    }
  })
})

describe('guessing', () => {
  /** A clock that the test moves. */
  const clockAt = (): { now: () => Date; pass: (seconds: number) => void } => {
    let at = Date.now()
    return { now: () => new Date(at), pass: seconds => (at += seconds * 1000) }
  }

  it('is slowed down per account, wherever it comes from: at most ten in a quarter of an hour', async () => {
    const clock = clockAt()
    let reached = 0
    for (let second = 0; second < 900; second += 3) {
      const code = await refusalOf(
        signIn({ login: 'hejun', password: 'not-this-one' }, visit(`198.51.100.${second % 250}`), clock),
      )
      if (code === 'account.wrong') reached++
      clock.pass(3)
    }
    expect(reached).toBeLessThanOrEqual(10)
    expect(reached).toBeGreaterThan(5)
  }, 60_000)

  it('cannot slip through by many at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        refusalOf(signIn({ login: 'hejun', password: 'not-this-one' }, visit(`198.51.100.${index}`))),
      ),
    )
    expect(codes.filter(code => code === 'account.wrong')).toHaveLength(3)
    expect(codes.filter(code => code === 'account.wait')).toHaveLength(17)
  }, 60_000)

  it('is slowed down per address, whatever the account', async () => {
    const clock = clockAt()
    const codes: string[] = []
    for (let index = 0; index < 25; index++) {
      codes.push(
        await refusalOf(signIn({ login: `guess${index}`, password: 'not-this-one' }, visit(), clock)),
      )
    }
    expect(codes.slice(0, 21).every(code => code === 'account.wrong')).toBe(true)
    expect(codes.slice(21).every(code => code === 'account.wait')).toBe(true)
  }, 60_000)

  it('does not lock anybody out for good, and says how long to wait', async () => {
    const clock = clockAt()
    const guess = (given: string): Promise<unknown> =>
      signIn({ login: 'hejun', password: given }, visit(), clock)
    for (let index = 0; index < 3; index++) await guess('not-this-one').catch(() => undefined)
    const refusal = await guess(password).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Failure)
    expect(refusal).toMatchObject({ code: 'account.wait', values: { seconds: 5, minutes: 0 } })
    clock.pass(6)
    await guess(password)
    expect(await w.sql(`select 1 from sign_in_delays where subject = 'login:hejun'`)).toEqual([])
  })
})

it('cannot keep somebody out of the browser that they use', async () => {
  for (let index = 0; index < 6; index++) {
    await signIn({ login: 'hejun', password: 'not-this-one' }, visit()).catch(() => undefined)
  }
  expect(await refusalOf(signIn({ login: 'hejun', password }, visit('198.51.100.9')))).toBe('account.wait')
  await signIn({ login: 'hejun', password }, { ...visit('198.51.100.9'), device: 'known' })
  const codes: string[] = []
  for (let index = 0; index < 4; index++) {
    codes.push(
      await refusalOf(
        signIn({ login: 'hejun', password: 'x' }, { ...visit('198.51.100.9'), device: 'known' }),
      ),
    )
  }
  expect(codes).toEqual(['account.wrong', 'account.wrong', 'account.wrong', 'account.wait'])
})

describe('the end of a session', () => {
  it('comes at once with signing out', async () => {
    const { token } = await signIn({ login: 'zhoulan', password }, visit())
    await signOut(token)
    expect(await opens(token)).toBe(false)
    await signOut(token)
  })

  it('comes with the account being disabled', async () => {
    const { token } = await signIn({ login: 'hejun', password }, visit())
    await w.sql(`update users set disabled_at = now() where login = 'hejun'`)
    expect(await opens(token)).toBe(false)
    await w.sql(`update users set disabled_at = null where login = 'hejun'`)
  })

  it('is theirs to bring about, and nobody else’s', async () => {
    const { token } = await signIn({ login: 'sunli', password }, visit())
    const [row] = await w.sql<{ id: string }>(`select id from sessions where token_hash = $1`, [
      hashToken(token),
    ])
    const sessionId = row?.id ?? ''
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => endSession(tx, actor, { sessionId })))).toBe(
      'input.notFound',
    )
    expect(await opens(token)).toBe(true)
    await w.as('sunli', 'hq', (tx, actor) => endSession(tx, actor, { sessionId }))
    expect(await opens(token)).toBe(false)
  })

  it('leaves this one when all others end', async () => {
    const { token } = await signIn({ login: 'sunli', password }, visit())
    await w.as('sunli', 'hq', (tx, actor) => endOtherSessions(tx, actor))
    expect(await opens(token)).toBe(false)
    const mine = await w.as('sunli', 'hq', (tx, actor) => listOwnSessions(tx, actor))
    expect(mine.map(one => one.current)).toEqual([true])
  })
})

describe('passwords', () => {
  it('are changed by who knows the present one; other sessions end', async () => {
    const here = await signIn({ login: 'guyan', password }, visit())
    const there = await signIn({ login: 'guyan', password }, visit())
    const change = (present: string, next: string, repeated = next): Promise<void> =>
      changePassword(here.token, { present, password: next, repeated }, '203.0.113.7')
    expect(await refusalOf(change('not-this-one', 'rain on the river'))).toBe('account.presentWrong')
    expect(await refusalOf(change(password, 'short'))).toBe('account.short')
    expect(await refusalOf(change(password, '1234567890'))).toBe('account.common')
    expect(await refusalOf(change(password, password))).toBe('account.samePassword')
    expect(await refusalOf(change(password, 'rain on the river', 'rain on the sea'))).toBe(
      'account.notRepeated',
    )
    await change(password, 'rain on the river')
    expect(await opens(here.token, 'me')).toBe(true)
    expect(await opens(there.token, 'me')).toBe(false)
    await signIn({ login: 'guyan', password: 'rain on the river' }, visit())
    const rows = await w.sql(`select action from trail where entity_id = $1`, [w.users.guyan])
    expect(rows).toEqual([{ action: 'password.changed' }])
  })

  it('cannot be guessed with a stolen session', async () => {
    const { token } = await signIn({ login: 'wangmuyang', password }, visit())
    const codes: string[] = []
    for (let index = 0; index < 6; index++) {
      codes.push(
        await refusalOf(
          changePassword(token, { present: `guess ${index}`, password: 'x', repeated: 'x' }, '203.0.113.9'),
        ),
      )
    }
    expect(codes.slice(0, 3)).toEqual(Array(3).fill('account.presentWrong'))
    expect(codes.slice(3)).toEqual(Array(3).fill('account.wait'))
  })

  it('given by somebody else are replaced at the first sign-in', async () => {
    await w.sql(`update credentials set must_change = true where user_id = $1`, [w.users.liwanqing])
    const { token } = await signIn({ login: 'liwanqing', password }, visit())
    const next = 'a window to the north'
    await setFirstPassword(token, { password: next, repeated: next })
    const holder = await enterService('auth', tx => findHolder(tx, hashToken(token)))
    expect(holder?.mustChange).toBe(false)
    expect(
      await refusalOf(setFirstPassword(token, { password: 'again and again', repeated: 'again and again' })),
    ).toBe('account.ended')
  })
})

describe('settings', () => {
  it('keep the language that somebody chose before a seat opened', async () => {
    const token = w.tokens.zhaomingyuan
    await chooseLocale(token, { locale: 'en' })
    await chooseLocale(token, { locale: 'en' })
    expect((await enterService('auth', tx => findHolder(tx, hashToken(token))))?.locale).toBe('en')
    expect(await w.sql(`select details from trail where action = 'settings.changed'`)).toEqual([
      { details: { locale: ['zh-CN', 'en'] } },
    ])
    await chooseLocale('no such session', { locale: 'en' })
    expect(await w.sql(`select login from users where locale = 'en'`)).toEqual([{ login: 'zhaomingyuan' }])
  })

  it('belong to the person, and say so in the trail', async () => {
    await w.as('fangjing', 'store/nanxi', (tx, actor) => changeSettings(tx, actor, { theme: 'dark' }))
    expect(await w.sql(`select locale, theme from users where login = 'fangjing'`)).toEqual([
      { locale: 'zh-CN', theme: 'dark' },
    ])
    expect(await w.sql(`select theme from users where login = 'zhaomingyuan'`)).toEqual([{ theme: 'system' }])
    expect(await w.sql(`select action, details from trail where actor_name = '方静'`)).toEqual([
      { action: 'settings.changed', details: { theme: ['system', 'dark'] } },
    ])
  })
})

describe('a substitute', () => {
  it('acts over a range of days that ends by itself', async () => {
    const set = (
      startsOn: string,
      endsOn: string,
      login: 'xutinglan' | 'zhoulan' | 'guyan' | 'shaoning' = 'xutinglan',
    ) =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        setSubstitution(tx, actor, { substituteId: w.users[login], startsOn, endsOn }),
      )
    const { today } = w
    expect(await refusalOf(set(addDays(today, -1), today))).toBe('account.substitutionPast')
    expect(await refusalOf(set(addDays(today, 3), addDays(today, 2)))).toBe('account.substitutionOrder')
    expect(await refusalOf(set(today, today, 'guyan'))).toBe('account.substituteUnknown')
    expect(await refusalOf(set(today, today, 'zhoulan'))).toBe('account.substituteUnknown')
    expect(await refusalOf(set(today, today, 'shaoning'))).toBe('account.substituteDecidesNothing')
    await set(today, addDays(today, 6))
    expect(await refusalOf(set(addDays(today, 6), addDays(today, 8)))).toBe('account.substitutionOverlaps')
    await set(addDays(today, 7), addDays(today, 8))
    const rows = await w.sql<{ id: string; ends: string }>(
      `select id, ends_on::text as ends from substitutions where user_id = $1 order by starts_on`,
      [w.users.zhoulan],
    )
    expect(rows.map(row => row.ends)).toEqual([addDays(today, 7), addDays(today, 9)])
    const substitutionId = rows[0]?.id ?? ''
    expect(
      await refusalOf(w.as('sunli', 'hq', (tx, actor) => removeSubstitution(tx, actor, { substitutionId }))),
    ).toBe('input.notFound')
    await w.as('zhoulan', 'hq', (tx, actor) => removeSubstitution(tx, actor, { substitutionId }))
    const told = await w.sql(
      `select u.name, kind, values ->> 'to' as to from notifications n join users u on u.id = n.user_id order by n.id`,
    )
    expect(told).toEqual([
      { name: '许听澜', kind: 'substituteNamed', to: addDays(today, 6) },
      { name: '许听澜', kind: 'substituteNamed', to: addDays(today, 8) },
      { name: '许听澜', kind: 'substituteReleased', to: null },
    ])
  })
})

describe('the seat chosen last', () => {
  const lastOf = async (login: 'qinchuan' | 'zhoulan') => {
    const { token } = await signIn({ login, password }, visit())
    const holder = await enterService('auth', tx => findHolder(tx, hashToken(token)))
    return holder?.lastSeat?.unitCode
  }

  it('is where they start next, as long as it is theirs, and stands before those chosen earlier', async () => {
    const recent = () => w.as('qinchuan', 'store/tianyao', listRecentSeats)
    expect(await lastOf('qinchuan')).toBeUndefined()
    await rememberSeat(w.users.qinchuan, 'tianyao')
    await rememberSeat(w.users.qinchuan, 'nanxi')
    await rememberSeat(w.users.qinchuan, 'tianyao')
    expect(await recent()).toEqual(['tianyao', 'nanxi'])
    expect(await lastOf('qinchuan')).toBe('tianyao')
    await rememberSeat(w.users.qinchuan, 'hq')
    await rememberSeat(w.users.qinchuan, randomUUID())
    expect(await recent()).toEqual(['tianyao', 'nanxi'])
    await w.sql(`update units set closed_on = current_date where code = 'tianyao'`)
    expect(await lastOf('qinchuan')).toBe('nanxi')
    await w.sql(`update units set closed_on = null where code = 'tianyao'`)
    expect(await lastOf('zhoulan')).toBeUndefined()
  })
})

describe('the trail', () => {
  it('is paged newest first, filtered by person, action and day, for HR and auditors', async () => {
    await w.sql(`insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id)
      select now() - make_interval(mins => n), '${w.users.sunli}', '孙立', 'executive', 'unit.renamed', uuidv7() from generate_series(1, 120) n`)
    const asked = (filter: Parameters<typeof listTrail>[1]) =>
      w.as('shaoning', 'hq', tx => listTrail(tx, filter))
    const first = await asked({ q: '孙立', action: 'unit.renamed' })
    expect(first.total).toBe(120)
    expect(first.rows).toHaveLength(50)
    const second = await asked({ q: 'sunli', action: 'unit.renamed', after: first.next })
    expect(second.rows[0]?.at.getTime()).toBeLessThan(first.rows.at(-1)?.at.getTime() ?? 0)
    const back = await asked({ q: '孙立', action: 'unit.renamed', before: second.previous })
    expect(back.rows.map(row => row.id)).toEqual(first.rows.map(row => row.id))
    expect((await asked({ q: '没有这个人' })).total).toBe(0)
    expect((await asked({ q: 'dg-2020-0001' })).total).toBe(0)
    expect((await asked({ from: addDays(w.today, 1) })).total).toBe(0)
    expect((await w.as('zhoulan', 'hq', tx => listTrail(tx, {}))).total).toBeGreaterThan(120)
  })
})

it('tells administrators how the service does, and nobody else', async () => {
  const state = await w.as('gaoyuan', 'hq', tx => getServiceState(tx))
  expect(state.migrations).toBeGreaterThan(0)
  expect(state.databaseVersion).toMatch(/^1[89]/)
  expect(await refusalOf(w.as('zhoulan', 'hq', tx => getServiceState(tx)))).toBe('input.refused')
})
