import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learn, teach } from '@/test/courses'
import { consentTo, type Login, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { giveCourse } from '../learning/commands'
import { giveCourseInput } from '../learning/input'
import { getPerson } from '../plans/queries'
import { requestTransfer } from '../transfers/commands'
import { getTransferView } from '../transfers/queries'
import { getRequest } from '../workflow/queries'
import { type Change, findStoreImpact, getPreview, isOutside, type Preview } from './queries'

let w: World
beforeAll(async () => {
  w = await world()
  await w.sql(
    `insert into agreements (partner_id, number, kind, starts_on, headcount_limit, partner_workforce)
     values ($1, 'XY-1', 'labour_dispatch', '2024-01-01', 15, 20)`,
    [w.partners.hefeng],
  )
})
afterAll(() => w.close())

const previewOf = (login: Login, seat: SeatName, toUnitId: string): Promise<Preview> =>
  w.as(login, seat, async (tx, actor) => {
    const person = await getPerson(tx, w.employees.liwanqing.number)
    const effectiveOn = addDays(w.today, 10)
    const wanted = { toUnitId, effectiveOn, endsOn: addDays(effectiveOn, 90), reason: '-' }
    return getPreview(tx, actor, person, 'dispatch', wanted, null)
  })

describe('the agreement in a preview', () => {
  it.each([
    ['hr', 'zhoulan', 'hq'],
    ['head', 'hejun', 'hq'],
  ] as const)('is shown to %s with people and share, now and after', async (_, login, seat) => {
    const { agreement } = await previewOf(login, seat, w.units.tianyao)
    expect(agreement?.figures).toMatchObject({
      number: 'XY-1',
      before: 1,
      after: 2,
      limit: 15,
      ofLimit: { after: 1333 },
      share: { before: { basisPoints: 500 }, after: { basisPoints: 1000, level: 'over' } },
    })
    expect(agreement?.warnings.map(one => one.warning)).toEqual(['share'])
  })

  it('is none where there is no agreement, and says so', async () => {
    const { agreement } = await previewOf('zhoulan', 'hq', w.units.nanxi)
    expect(agreement).toEqual({ figures: undefined, warnings: [{ warning: 'noAgreement' }] })
  })

  it('names the days before it begins', async () => {
    const begins = addDays(w.today, 20)
    const first = await w.sql<{ id: string }>(
      `insert into agreements (partner_id, number, kind, starts_on)
       select partner_id, 'XY-2', 'outsourcing', $2 from stores where unit_id = $1 returning id`,
      [w.units.nanxi, begins],
    )
    const { agreement } = await previewOf('zhoulan', 'hq', w.units.nanxi)
    await w.sql(`delete from agreements where id = $1`, [first[0]?.id])
    expect(agreement?.warnings).toEqual([
      { warning: 'noAgreement', days: { from: addDays(w.today, 10), to: addDays(begins, -1) } },
    ])
  })

  it('is not told to the person concerned', async () => {
    expect((await previewOf('liwanqing', 'me', w.units.tianyao)).agreement).toBeUndefined()
  })
})

describe('the store in a preview', () => {
  beforeAll(async () => {
    await w.sql(
      `update stores set opening_hours = '[{"days":[1,2,3,4,5,6,7],"opens":"10:00","closes":"22:00"}]' where unit_id = $1`,
      [w.units.tianyao],
    )
    await w.sql(
      `insert into file_rules (item, level, placement, position) values ('health', 'company', 'store', 20)`,
    )
    await w.sql(
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
       values ($1, 'health', 'x', 'x', current_date - 300, $2, now())`,
      [w.employees.liwanqing.id, addDays(w.today, 30)],
    )
    await w.sql(
      `insert into report_templates (name, author_user_id, author_name, author_role, unit_id, unit_ids, reached_unit_ids, rhythm, weekdays, due_time,
         remind_minutes, starts_on, created_at)
       values ('门店日报', $1, 'x', 'hr', $2, $3, $3, 'daily', '{1,2,3,4,5}', '22:00', 0, current_date - 30, now())`,
      [w.users.zhoulan, w.units.hq, [w.units.tianyao]],
    )
  })

  it('says when it is open, what is to be written and which paper ends too early, to HR', async () => {
    const { store } = await previewOf('zhoulan', 'hq', w.units.tianyao)
    expect(store).toMatchObject({
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '10:00', closes: '22:00' }],
      fenceRadiusM: 150,
      reports: [{ name: '门店日报', rhythm: 'daily', dueTime: '22:00' }],
      gaps: [{ gap: 'health', date: addDays(w.today, 30), when: 'within' }],
    })
  })

  it('says the same of papers to the person, and what they will have to write', async () => {
    const { store } = await previewOf('liwanqing', 'me', w.units.tianyao)
    expect(store?.gaps).toMatchObject([{ gap: 'health' }])
    expect(store?.reports).toMatchObject([{ name: '门店日报', rhythm: 'daily', dueTime: '22:00' }])
  })

  it('says it to the head of the person, who decides first', async () => {
    const { store } = await previewOf('hejun', 'hq', w.units.tianyao)
    expect(store?.gaps).toMatchObject([{ gap: 'health' }])
    expect(store?.reports).toMatchObject([{ name: '门店日报' }])
  })

  it.each(['yezhen', 'shaoning', 'gaoyuan'] as const)(
    'keeps papers from %s, who may open the request, and says when the store is open',
    async login => {
      const store = await w.as(login, 'hq', async (tx, actor) => {
        const to = { toUnitId: w.units.tianyao, toPositionId: w.positions.storeChef }
        const change = { toUnitKind: 'store', effectiveOn: w.today, endsOn: null } as Change
        return findStoreImpact(tx, actor, change, { ...to, employeeId: w.employees.liwanqing.id })
      })
      expect(store).toMatchObject({ hours: [{ opens: '10:00' }], fenceRadiusM: 150 })
      expect(store?.gaps).toBeUndefined()
    },
  )

  it('has nothing to say of another store that asks nothing', async () => {
    expect((await previewOf('zhoulan', 'hq', w.units.nanxi)).store).toMatchObject({ hours: [], reports: [] })
  })
})

describe('rosters in a preview', () => {
  const day = (days: number): string => addDays(w.today, days)
  beforeAll(async () => {
    for (const store of ['tianyao', 'nanxi'] as const)
      await w.sql(
        `insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at)
         values ($1, '早班', '09:00', '17:00', 30, now()), ($1, '晚班', '15:00', '01:00', 30, now())`,
        [w.units[store]],
      )
    // from the ninth day on; the last is a draft
    await w.sql(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
       select s.unit_id, e.id, e.name, s.id, d.on_day, d.on_day + interval '1 hour', d.on_day + interval '9 hours', 30, case when n < 3 then now() end, now()
       from generate_series(0, 3) n cross join lateral (select $3::date + n as on_day) d
       join shifts s on s.unit_id = $1 and s.name = case when n = 2 then '晚班' else '早班' end cross join employees e where e.id = $2`,
      [w.units.tianyao, w.employees.wangmuyang.id, day(9)],
    )
  })

  const seen = async (
    login: Login,
    seat: SeatName,
    kind: 'move' | 'return' | 'extend' = 'move',
  ): Promise<Preview['rosters']> =>
    w.as(login, seat, async (tx, actor) => {
      const person = await getPerson(tx, w.employees.wangmuyang.number)
      const wanted = {
        ...(kind === 'move' && { toUnitId: w.units.nanxi, endsOn: day(150) }),
        ...(kind === 'extend' ? { endsOn: day(150) } : { effectiveOn: day(10) }),
        reason: '-',
      }
      return (await getPreview(tx, actor, person, kind, wanted, null)).rosters
    })
  const released = (n: number) => ({ n, drafts: 1, firstOn: day(10), lastOn: day(9 + n) })

  it.each([
    ['HR', 'zhoulan', 'hq'],
    ['the head of the department', 'hejun', 'hq'],
  ] as const)('name what becomes free, and when one works over there, to %s', async (_, login, seat) => {
    expect(await seen(login, seat)).toMatchObject({
      released: {
        ...released(3),
        shifts: [
          { name: '早班', n: 2 },
          { name: '晚班', n: 1 },
        ],
      },
      shifts: [
        { name: '早班', startsAt: '09:00' },
        { name: '晚班', endsAt: '01:00' },
      ],
    })
  })

  it('name to a manager what is of their own store, and to the person what is published', async () => {
    expect(await seen('zhaomingyuan', 'store/tianyao')).toMatchObject({ released: released(3), shifts: [] })
    expect(await seen('wangmuyang', 'me')).toMatchObject({
      released: { n: 2, drafts: 0 },
      shifts: [{ name: '早班' }, { name: '晚班' }],
    })
  })

  it('name no shifts of headquarters, and nothing where somebody stays', async () => {
    expect(await seen('zhoulan', 'hq', 'return')).toMatchObject({ released: released(3), shifts: [] })
    expect(await seen('zhoulan', 'hq', 'extend')).toBeUndefined()
  })
})

it('a store hears that the other one has a partner, and not which', async () => {
  const of = (login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => {
      const person = await getPerson(tx, w.employees.wangmuyang.number)
      const effectiveOn = addDays(w.today, 10)
      const wanted = { toUnitId: w.units.nanxi, effectiveOn, endsOn: addDays(effectiveOn, 90), reason: '-' }
      const { change } = await getPreview(tx, actor, person, 'move', wanted, null)
      return [change.fromPartnerName, change.partnerName, change.hidesPartner]
    })
  expect(await of('zhaomingyuan', 'store/tianyao')).toEqual(['和风餐饮', null, true])
  expect(await of('zhoulan', 'hq')).toEqual(['和风餐饮', expect.any(String), false])
})

describe('a request, to the stores that decide it', () => {
  const day = (days: number): string => addDays(w.today, days)
  const seen = (number: string, login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => getTransferView(tx, actor, await getRequest(tx, number)))

  async function moveWangmuyang(): Promise<string> {
    const { number } = await w.as('wangmuyang', 'me', (tx, actor) =>
      requestTransfer(tx, actor, {
        employee: w.employees.wangmuyang.number,
        kind: 'move',
        toUnitId: w.units.nanxi,
        toPositionId: w.positions.storeChef,
        effectiveOn: day(10),
        endsOn: day(150),
        reason: '离家近',
        consentBase: 'yes',
      }),
    )
    return number
  }

  it('says to each what is its own to know, and nothing that is false', async () => {
    await teach(w, '南西的课', [{ unitId: w.units.nanxi, days: 7 }])
    const learnt = await teach(w, '学过的', [{ unitId: w.units.nanxi }])
    for (const course of [learnt, await teach(w, '天钥的课')])
      await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
        giveCourse(
          tx,
          actor,
          giveCourseInput.parse({ course, employee: w.employees.wangmuyang.number, dueOn: day(30) }),
        ),
      )
    await learn(w, 'wangmuyang', '学过的')
    // who plans it for a store reads of the papers what whoever decides it there does
    const planned = (login: Login, seat: SeatName) =>
      w.as(login, seat, async (tx, actor) => {
        const person = await getPerson(tx, w.employees.wangmuyang.number)
        const wanted = { toUnitId: w.units.nanxi, effectiveOn: day(10), endsOn: day(150), reason: '-' }
        return (await getPreview(tx, actor, person, 'move', wanted, null)).store?.gaps
      })
    expect(await planned('qinchuan', 'store/east')).toEqual([{ gap: 'noHealth' }])
    expect(await planned('zhaomingyuan', 'store/tianyao')).toBeUndefined()
    const number = await moveWangmuyang()
    expect((await seen(number, 'qinchuan', 'store/east')).store?.gaps).toEqual([{ gap: 'noHealth' }])

    const receiving = await seen(number, 'fangjing', 'store/nanxi')
    expect(receiving).toMatchObject({ sharing: { includesTraining: false } })
    expect(receiving.courses).toEqual({
      assigned: [{ title: '南西的课', dueOn: day(17) }],
      learnt: [],
      kept: [],
      ended: [],
      isAsked: true,
      isWhole: true,
    })
    // no certificate was ever entered; that is all that the store hears of the papers
    expect(receiving.store?.gaps).toEqual([{ gap: 'noHealth' }])
    expect((await seen(number, 'hejun', 'hq')).store?.gaps).toMatchObject([{ gap: 'noHealth' }])

    const releasing = await seen(number, 'zhaomingyuan', 'store/tianyao')
    expect(releasing).toMatchObject({ sharing: 'hidden', rosters: { released: { n: 3 }, shifts: [] } })
    expect(releasing.store).toBeUndefined()
    expect(releasing.courses).toMatchObject({ assigned: [], learnt: [], ended: ['天钥的课'] })

    // neither store asks the database past its page
    const asked = (login: Login, seat: SeatName) =>
      w.as(login, seat, async tx => {
        const { rows } = await tx.execute<{ courses: number; gaps: number }>(sql`
          select (select count(*)::int from requests r cross join app.courses_coming(r.id) where r.number = ${number}) as courses,
            (select count(*)::int from requests r join transfers t on t.request_id = r.id
              cross join app.health_gap(t.employee_id, t.to_unit_id, t.to_position_id, t.effective_on, t.ends_on) where r.number = ${number}) as gaps`)
        return rows[0]
      })
    expect(await asked('fangjing', 'store/nanxi')).toEqual({ courses: 1, gaps: 1 })
    expect(await asked('zhaomingyuan', 'store/tianyao')).toEqual({ courses: 0, gaps: 0 })
  })

  it('counts the stores of a region as its manager’s own', async () => {
    const at = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => isOutside(tx, actor, w.units.nanxi))
    expect(await at('zhaomingyuan', 'store/tianyao')).toBe(true)
    expect(await at('fangjing', 'store/nanxi')).toBe(false)
    expect(await at('qinchuan', 'store/east')).toBe(false)
    expect(await at('zhoulan', 'hq')).toBe(false)
  })
})

it('a longer stay under a standing consent asks for none, whoever looks', async () => {
  const asks = (login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => {
      const person = await getPerson(tx, w.employees.guyan.number)
      const preview = await getPreview(
        tx,
        actor,
        person,
        'extend',
        { endsOn: addDays(w.today, 170), reason: '-' },
        null,
      )
      return [preview.asksConsent, preview.needsConsent]
    })
  expect(await asks('zhoulan', 'hq')).toEqual([true, false])
  expect(await asks('guyan', 'me')).toEqual([true, true])
  await consentTo(w, w.employees.guyan.id, 'nanxi')
  expect(await asks('zhoulan', 'hq')).toEqual([false, false])
  expect(await asks('guyan', 'me')).toEqual([false, false])
})

describe('what the page says that a store may read', () => {
  const planned = (login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => {
      const person = await getPerson(tx, w.employees.guyan.number)
      const until = { endsOn: addDays(w.today, 170), reason: '-' }
      return (await getPreview(tx, actor, person, 'extend', until, null)).sharing
    })
  const requested = (number: string, login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => {
      const { sharing, asksConsent } = await getTransferView(tx, actor, await getRequest(tx, number))
      return [sharing, asksConsent]
    })
  const base = { includesPerformance: false, includesTraining: false }

  it('is what was said before to those who hear of it, and up to the person to the others who decide', async () => {
    // the consent of the test above stands
    expect(await planned('zhoulan', 'hq')).toEqual(base)
    const { number } = await w.as('guyan', 'me', (tx, actor) =>
      requestTransfer(tx, actor, {
        employee: w.employees.guyan.number,
        kind: 'extend',
        endsOn: addDays(w.today, 170),
        reason: '想留下',
      }),
    )
    await w.sql(
      `insert into request_parties (request_id, user_id) select r.id, u.id from requests r cross join users u
       where r.number = $1 and u.login in ('yezhen', 'gaoyuan')`,
      [number],
    )
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['hejun', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['guyan', 'me'],
    ] as const)
      expect(await requested(number, login, seat), login).toEqual([base, false])
    for (const login of ['yezhen', 'gaoyuan'] as const)
      expect((await requested(number, login, 'hq'))[0], login).toBe('unknown')
    await w.sql(`update consents set withdrawn_at = now() where employee_id = $1`, [w.employees.guyan.id])
    expect(await requested(number, 'zhoulan', 'hq')).toEqual(['none', true])
    expect((await requested(number, 'yezhen', 'hq'))[0]).toBe('unknown')
  })
})
