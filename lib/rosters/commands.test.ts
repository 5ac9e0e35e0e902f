import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { addDays } from '@/lib/clock'
import { approveRequest } from '@/lib/requests/commands'
import { getAbout } from '@/lib/requests/queries'
import { cancelTransfer, confirmTransfer, requestTransfer } from '@/lib/transfers/commands'
import { getRequest } from '@/lib/workflow/queries'
import { cancelLeave, leave } from '@/test/leavings'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import {
  addShift,
  arrangeRoster,
  changeShift,
  copyRosterWeek,
  dropOpenShift,
  endShift,
  publishRoster,
} from './commands'
import { addShiftInput, arrangeRosterInput } from './input'
import { getRoster, listNextShifts, listOpenShifts, listOwnEntries, listShifts, listWeek } from './queries'
import { rowsOf, weekOf } from './rules'

let w: World
/** The week after this one, and its Tuesday. */
let week: string
let day: string
let early: string
let late: string
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  week = weekOf(addDays(w.today, 7))
  day = addDays(week, 1)
  early = await shift('早班', '09:00', '17:00')
  late = await shift('晚班', '15:00', '23:00')
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

type Seat = [login: Login, seat: SeatName]
const tianyao: Seat = ['zhaomingyuan', 'store/tianyao']
const nanxi: Seat = ['fangjing', 'store/nanxi']

const shift = async (name: string, startsAt: string, endsAt: string, [login, seat] = tianyao) =>
  (
    await w.as(login, seat, (tx, actor) =>
      addShift(tx, actor, addShiftInput.parse({ name, startsAt, endsAt, breakMinutes: 30 })),
    )
  ).id
type Who = 'wangmuyang' | 'guyan' | 'liwanqing'
type Cell = string | string[] | null
type Change = { who?: Who; day?: string; shift: Cell; saw?: Cell }
const cell = (shifts: Cell): string[] => (shifts === null ? [] : [shifts].flat())
const arrange = (changes: Change[], [login, seat] = tianyao, at = week) =>
  w.as(login, seat, (tx, actor) =>
    arrangeRoster(
      tx,
      actor,
      arrangeRosterInput.parse({
        week: at,
        changes: JSON.stringify(
          changes.map(({ who = 'wangmuyang', shift, saw = null, ...one }) => ({
            day,
            ...one,
            shifts: cell(shift),
            saw: cell(saw),
            employee: w.employees[who].number,
          })),
        ),
      }),
    ),
  )
const publish = ([login, seat] = tianyao, at = week) =>
  w.as(login, seat, (tx, actor) => publishRoster(tx, actor, { week: at }))
const copy = (at: string, [login, seat] = tianyao) =>
  w.as(login, seat, (tx, actor) => copyRosterWeek(tx, actor, { week: at }))
const rostered = (login: Login, seat: SeatName, unitId = w.units.tianyao, at = week) =>
  w
    .as(login, seat, tx => listWeek(tx, unitId, at))
    .then(rows => rows.map(row => `${row.employeeName} ${row.onDay} ${row.shift}`))
const own = (login: Login) =>
  w
    .as(login, 'me', (tx, actor) =>
      listOwnEntries(tx, actor.employeeId, { from: week, to: addDays(week, 14) }, 50),
    )
    .then(rows => rows.map(row => `${row.onDay} ${row.shift}`))
const told = (login: Login) =>
  w.sql<{ kind: string; path: string }>(
    `select kind, path from notifications where user_id = $1 and kind like 'roster%' order by id`,
    [w.users[login]],
  )
/** What somebody was told of their own shifts, with the days. */
const toldOwn = (login: Login) =>
  w
    .sql<{ kind: string; values: Record<string, unknown> }>(
      `select kind, "values" from notifications where user_id = $1 and kind like 'rosterOwn%' order by id`,
      [w.users[login]],
    )
    .then(rows => rows.map(({ kind, values: { dates, filled } }) => [kind, dates, filled]))
const trail = () =>
  w.sql(`select action, details from trail where action like 'roster.%' order by at, id`).then(rows => rows)
/** 顾言 is lent to 天钥店 beside her own. */
const lend = () =>
  w.sql(
    `insert into assignments (employee_id, unit_id, home_unit_id, position_id, is_primary, starts_on, ends_on)
     values ($1, $2, $3, $4, false, $5, $6)`,
    [w.employees.guyan.id, w.units.tianyao, w.units.catering, w.positions.storeChef, week, addDays(week, 14)],
  )

describe('shifts', () => {
  it('are a store’s own, by its manager; another store, the region and headquarters have no say', async () => {
    for (const [login, seat] of [
      ['qinchuan', 'store/east'],
      ['zhoulan', 'hq'],
      ['wangmuyang', 'me'],
    ] as Seat[])
      expect(await refusalOf(shift('中班', '12:00', '20:00', [login, seat]))).toMatch(
        /^rosters\.(notYours|noStore)$/,
      )
    await shift('早班', '08:00', '16:00', nanxi)
    await shift('中班', '12:00', '20:00', ['qinchuan', 'store/tianyao'])
    const names = (login: Login, seat: SeatName) =>
      w
        .as(login, seat, tx => listShifts(tx, w.units.tianyao, w.today))
        .then(rows => rows.map(row => `${row.name} ${row.startsAt}`))
    expect(await names('zhaomingyuan', 'store/tianyao')).toEqual(['早班 09:00', '中班 12:00', '晚班 15:00'])
    expect(await names('zhoulan', 'hq')).toHaveLength(3)
    expect(await names('fangjing', 'store/nanxi')).toEqual([])
  })

  it.each([
    ['the name of another', { name: '早班' }, 'rosters.nameTaken'],
    ['no length', { endsAt: '12:00' }, 'rosters.noTime'],
    ['a break that is all of it', { breakMinutes: 480 }, 'rosters.breakTooLong'],
  ])('are refused with %s', async (_, over, code) => {
    const facts = { name: '中班', startsAt: '12:00', endsAt: '20:00', breakMinutes: 0, ...over }
    const add = w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => addShift(tx, actor, facts))
    expect(await refusalOf(add)).toBe(code)
  })

  it('change for what is rostered from then on, and end for new days only', async () => {
    await arrange([{ shift: early }])
    const change = (revision: number) =>
      w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
        changeShift(tx, actor, {
          shiftId: early,
          revision,
          name: '早班',
          startsAt: '08:00',
          endsAt: '16:00',
          breakMinutes: 0,
        }),
      )
    await change(1)
    await expect(change(1)).rejects.toMatchObject({
      code: 'organisation.changedMeanwhile',
      values: { actor: '赵明远' },
    })
    await arrange([{ day: addDays(day, 1), shift: early }])
    const spans = await w.sql<{ at: string }>(
      `select to_char(starts_at at time zone 'Asia/Shanghai', 'HH24:MI') as at from roster_entries order by on_day`,
    )
    expect(spans.map(row => row.at)).toEqual(['09:00', '08:00'])
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      endShift(tx, actor, { shiftId: early, revision: 2 }),
    )
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toHaveLength(2)
    expect(await refusalOf(arrange([{ day: addDays(day, 2), shift: early }]))).toBe('input.notFound')
    expect(await shift('早班', '07:00', '15:00')).toBeTruthy()
  })
})

describe('a week', () => {
  it('is arranged by the store’s manager in one command with one row in the trail', async () => {
    await lend()
    expect(await arrange([{ shift: early }, { who: 'guyan', shift: late }])).toEqual({
      added: 2,
      changed: 0,
      removed: 0,
    })
    expect(
      await arrange([
        { shift: late, saw: early },
        { who: 'guyan', shift: null, saw: late },
      ]),
    ).toEqual({
      added: 0,
      changed: 1,
      removed: 1,
    })
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toEqual([`王沐阳 ${day} 晚班`])
    expect(await trail()).toEqual([
      { action: 'roster.arranged', details: { week, added: 2, changed: 0, removed: 0 } },
      { action: 'roster.arranged', details: { week, added: 0, changed: 1, removed: 1 } },
    ])
  })

  it('is read by HR, the region and the head of whom it is about; not by another store', async () => {
    await arrange([{ shift: early }])
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['qinchuan', 'store/east'],
    ] as Seat[])
      expect(await rostered(login, seat)).toEqual([`王沐阳 ${day} 早班`])
    expect(await rostered('fangjing', 'store/nanxi')).toEqual([])
    for (const [login, seat] of [
      ['qinchuan', 'store/east'],
      ['zhoulan', 'hq'],
    ] as Seat[])
      expect(await refusalOf(arrange([{ day: addDays(day, 1), shift: early }], [login, seat]))).toMatch(
        /^rosters\.(notYours|noStore)$/,
      )
    expect(
      await arrange([{ day: addDays(day, 1), shift: early }], ['qinchuan', 'store/tianyao']),
    ).toMatchObject({
      added: 1,
    })
  })

  it('is not overwritten by a tab that saw something else', async () => {
    await arrange([{ shift: early }])
    expect(await refusalOf(arrange([{ shift: late }]))).toBe('rosters.cellChanged')
    expect(await refusalOf(arrange([{ shift: null, saw: late }]))).toBe('rosters.cellChanged')
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toEqual([`王沐阳 ${day} 早班`])
  })

  it.each([
    ['somebody of another store', { who: 'guyan' as const }, 'input.notFound'],
    ['somebody at headquarters', { who: 'liwanqing' as const }, 'input.notFound'],
  ])('does not take %s', async (_, over, code) => {
    expect(await refusalOf(arrange([{ shift: early, ...over }]))).toBe(code)
  })

  it('takes nobody before they arrive, nor from the day on which they are gone, nor on a day gone by', async () => {
    await w.sql(`update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3`, [
      w.employees.wangmuyang.id,
      day,
      w.units.tianyao,
    ])
    expect(await refusalOf(arrange([{ shift: early }]))).toBe('rosters.notHere')
    expect(await arrange([{ day: week, shift: early }])).toMatchObject({ added: 1 })
    const past = addDays(w.today, -7)
    expect(await refusalOf(arrange([{ day: past, shift: early }], tianyao, weekOf(past)))).toBe(
      'rosters.dayOver',
    )
    const far = weekOf(addDays(w.today, 90))
    expect(await refusalOf(arrange([{ day: far, shift: early }], tianyao, far))).toBe('rosters.tooFar')
  })

  it('has nobody work twice at a time, in whatever stores, and says no more than whom and when', async () => {
    await lend()
    const theirs = await shift('早班', '08:00', '16:00', nanxi)
    const night = await shift('夜班', '22:00', '08:30', nanxi)
    await arrange([{ who: 'guyan', shift: theirs }], nanxi)
    expect(await refusalOf(arrange([{ who: 'guyan', shift: early }]))).toBe('rosters.clashes')
    // she may come over for the evening
    const evening = await shift('夜市', '17:00', '22:00')
    expect(await arrange([{ who: 'guyan', shift: evening }])).toMatchObject({ added: 1 })
    // nor stay over night before a morning
    const before = { who: 'guyan' as const, day: addDays(day, -1), shift: night }
    expect(await refusalOf(arrange([before], nanxi))).toBe('rosters.clashes')
  })

  it('has nobody come from a night into the same morning', async () => {
    const night = await shift('夜班', '22:00', '09:30')
    const twice = [{ shift: night }, { day: addDays(day, 1), shift: early }]
    expect(await refusalOf(arrange(twice))).toBe('rosters.clashes')
    expect(await arrange([{ shift: night }, { day: addDays(day, 1), shift: late }])).toMatchObject({
      added: 2,
    })
  })

  it('cannot be entered twice at once by two stores: the database refuses the later one', async () => {
    await lend()
    const theirs = await shift('早班', '08:00', '16:00', nanxi)
    const results = await Promise.allSettled([
      arrange([{ who: 'guyan', shift: early }]),
      arrange([{ who: 'guyan', shift: theirs }], nanxi),
    ])
    expect(results.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a day in two parts', () => {
  let lunch: string
  let dinner: string
  beforeEach(async () => {
    lunch = await shift('午市', '10:30', '14:00')
    dinner = await shift('晚市', '17:00', '21:00')
  })
  const here = () => rostered('zhaomingyuan', 'store/tianyao')

  it('holds both shifts, each to be swapped or taken away by itself', async () => {
    expect(await arrange([{ shift: [lunch, dinner] }])).toEqual({ added: 2, changed: 0, removed: 0 })
    expect(await here()).toEqual([`王沐阳 ${day} 午市`, `王沐阳 ${day} 晚市`])
    const kept = () =>
      w.sql<{ id: string }>(`select id from roster_entries where shift_id = $1`, [lunch]).then(rows => rows)
    const before = await kept()
    expect(await arrange([{ shift: lunch, saw: [dinner, lunch] }])).toEqual({
      added: 0,
      changed: 0,
      removed: 1,
    })
    expect(await kept()).toEqual(before)
    expect(await arrange([{ shift: [lunch, dinner], saw: lunch }])).toMatchObject({ added: 1 })
    expect(await arrange([{ shift: early, saw: [lunch, dinner] }])).toEqual({
      added: 0,
      changed: 1,
      removed: 1,
    })
    expect(await here()).toEqual([`王沐阳 ${day} 早班`])
  })

  it('is refused where the parts overlap, are the same or more than two, and to a tab that saw one of them', async () => {
    expect(await refusalOf(arrange([{ shift: [early, late] }]))).toBe('rosters.clashes')
    await arrange([{ shift: lunch }])
    expect(await refusalOf(arrange([{ shift: [lunch, early], saw: lunch }]))).toBe('rosters.clashes')
    const asked = (shifts: string[]) => {
      const change = { employee: w.employees.wangmuyang.number, day, shifts, saw: [] }
      return arrangeRosterInput.safeParse({ week, changes: [change] }).success
    }
    expect([[dinner], [dinner, dinner], [lunch, dinner, late]].map(asked)).toEqual([true, false, false])
    await arrange([{ shift: [lunch, dinner], saw: lunch }])
    expect(await refusalOf(arrange([{ shift: null, saw: lunch }]))).toBe('rosters.cellChanged')
    expect(await here()).toHaveLength(2)
  })

  it('is published as one day, told of once when it changes, and read in its parts', async () => {
    await arrange([{ shift: [lunch, dinner] }])
    expect(await publish()).toEqual({ published: 2 })
    expect(await own('wangmuyang')).toEqual([`${day} 午市`, `${day} 晚市`])
    const next = await w.as('wangmuyang', 'me', (tx, actor) => listNextShifts(tx, actor, actor.employeeId))
    expect(next.map(one => one.shift)).toEqual(['午市', '晚市'])
    await arrange([{ shift: null, saw: [lunch, dinner] }])
    const [changed] = await w.sql<{ values: Record<string, unknown> }>(
      `select "values" from notifications where user_id = $1 and kind = 'rosterChanged'`,
      [w.users.wangmuyang],
    )
    expect(changed?.values).toMatchObject({ dates: [day] })
  })

  it('is a draft in its second part until that is published', async () => {
    await arrange([{ shift: lunch }])
    await publish()
    await arrange([{ shift: [lunch, dinner], saw: lunch }])
    expect(await own('wangmuyang')).toEqual([`${day} 午市`])
    expect(await publish()).toEqual({ published: 1 })
    expect(await own('wangmuyang')).toHaveLength(2)
  })

  it('is copied as a whole, and not beside what is there already', async () => {
    const next = addDays(week, 7)
    await arrange([{ shift: [lunch, dinner] }, { day: addDays(day, 1), shift: [lunch, dinner] }])
    await arrange([{ day: addDays(day, 8), shift: dinner }], tianyao, next)
    expect(await copy(next)).toMatchObject({ copied: 2, left: { taken: 2 } })
    expect(await rostered('zhaomingyuan', 'store/tianyao', w.units.tianyao, next)).toEqual([
      `王沐阳 ${addDays(day, 7)} 午市`,
      `王沐阳 ${addDays(day, 7)} 晚市`,
      `王沐阳 ${addDays(day, 8)} 晚市`,
    ])
  })
})

describe('copying the week before', () => {
  it('takes whom and what is still possible, as drafts, and says what it left out', async () => {
    const next = addDays(week, 7)
    await lend()
    const late2 = await shift('夜市', '18:00', '22:00')
    await arrange([
      { day: week, shift: early },
      { day, shift: late2 },
      { day: addDays(day, 1), shift: early },
      { who: 'guyan', day: addDays(day, 2), shift: late },
    ])
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      endShift(tx, actor, { shiftId: late2, revision: 1 }),
    )
    await w.sql(`update assignments set ends_on = $2 where employee_id = $1 and not is_primary`, [
      w.employees.guyan.id,
      next,
    ])
    await arrange([{ day: addDays(next, 2), shift: late }], tianyao, next)
    expect(await copy(next)).toEqual({
      copied: 1,
      left: { past: 0, away: 1, ended: 1, taken: 1, clash: 0 },
    })
    expect(await rostered('zhaomingyuan', 'store/tianyao', w.units.tianyao, next)).toEqual([
      `王沐阳 ${next} 早班`,
      `王沐阳 ${addDays(next, 2)} 晚班`,
    ])
  })

  it('is refused where there is nothing, and to another seat', async () => {
    expect(await refusalOf(copy(week))).toBe('rosters.nothingToCopy')
    await arrange([{ shift: early }])
    expect(await refusalOf(copy(addDays(week, 7), ['qinchuan', 'store/east']))).toBe('rosters.noStore')
    expect(await copy(addDays(week, 7))).toMatchObject({ copied: 1 })
  })
})

describe('publishing', () => {
  it('shows a draft to whom it is about, tells them once, and says it of a later change', async () => {
    await arrange([{ shift: early }, { day: addDays(day, 1), shift: early }])
    expect(await own('wangmuyang')).toEqual([])
    expect(await publish()).toEqual({ published: 2 })
    expect(await own('wangmuyang')).toEqual([`${day} 早班`, `${addDays(day, 1)} 早班`])
    expect(await own('guyan')).toEqual([])
    const path = `rosters/tianyao?week=${week}`
    expect(await told('wangmuyang')).toEqual([{ kind: 'rosterPublished', path }])
    expect(await refusalOf(publish())).toBe('rosters.nothingToPublish')

    await arrange([
      { shift: late, saw: early },
      { day: addDays(day, 2), shift: early },
    ])
    expect(await own('wangmuyang')).toEqual([`${day} 晚班`, `${addDays(day, 1)} 早班`])
    expect(await told('wangmuyang')).toEqual([
      { kind: 'rosterPublished', path },
      { kind: 'rosterChanged', path },
    ])
    await arrange([{ day: addDays(day, 2), shift: null, saw: early }])
    expect(await told('wangmuyang')).toHaveLength(2)
  })

  it('lets the next shift be found, also one that is under way since yesterday', async () => {
    await w.sql(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
       select $1, $2, '王沐阳', $3, d, d - interval '20 hours', d + interval '26 hours', 0, now(), now() from (values ($4::date)) v (d)`,
      [w.units.tianyao, w.employees.wangmuyang.id, late, w.today],
    )
    await arrange([{ shift: early }])
    await publish()
    const [next] = await w.as('wangmuyang', 'me', (tx, actor) => listNextShifts(tx, actor, actor.employeeId))
    expect(next).toMatchObject({ shift: '晚班', onDay: w.today, store: '徐汇天钥店' })
    const seenBy = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => listNextShifts(tx, actor, w.employees.wangmuyang.id))
    expect(await seenBy('zhaomingyuan', 'store/tianyao')).toEqual([next])
    expect(await seenBy('fangjing', 'store/nanxi')).toEqual([])
  })
})

describe('a week gone by', () => {
  it('says since when somebody was not there who was rostered all the same, to whom that is known', async () => {
    const then = weekOf(addDays(w.today, -14))
    const left = addDays(then, -3)
    await w.sql(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
       select $1, $2, '王沐阳', $3, d, d + interval '9 hours', d + interval '17 hours', 0, now(), now() from (values ($4::date)) v (d)`,
      [w.units.tianyao, w.employees.wangmuyang.id, early, addDays(then, 2)],
    )
    await w.sql(
      `update assignments set starts_on = $2, ends_on = $3 where employee_id = $1 and unit_id = $4 and is_primary`,
      [w.employees.wangmuyang.id, addDays(left, -30), left, w.units.tianyao],
    )
    const store = { id: w.units.tianyao, code: 'tianyao', name: '徐汇天钥店', zone: 'Asia/Shanghai' }
    const absences = (login: Login, seat: SeatName) =>
      w
        .as(login, seat, (tx, actor) => getRoster(tx, actor, store, then))
        .then(({ people, entries }) => rowsOf(people, entries, then))
        .then(rows => rows.find(row => row.name === '王沐阳')?.cells.map(one => one.absence))
    const everyDay = (absence: object) => [0, 1, 2, 3, 4, 5, 6].map(() => absence)
    expect(await absences('zhoulan', 'hq')).toEqual(everyDay({ away: 'after', date: left }))
    expect(await absences('zhaomingyuan', 'store/tianyao')).toEqual(everyDay({ away: 'unknown' }))
  })
})

describe('a transfer', () => {
  const kinds = {
    return: { kind: 'return' as const },
    move: { kind: 'move' as const, toUnitId: '', endsOn: '' },
    extend: { kind: 'extend' as const, endsOn: '' },
  }
  /** 王沐阳 goes on a day, or stays longer; the request is with whoever signs next. */
  const ask = (kind: keyof typeof kinds, effectiveOn: string) =>
    w
      .as('zhoulan', 'hq', (tx, actor) =>
        requestTransfer(tx, actor, {
          employee: w.employees.wangmuyang.number,
          ...kinds[kind],
          ...(kind === 'move' && { toUnitId: w.units.nanxi, toPositionId: w.positions.storeChef }),
          ...(kind === 'extend' ? { endsOn: addDays(w.today, 90) } : { effectiveOn }),
          ...(kind === 'move' && { endsOn: addDays(w.today, 200) }),
          reason: '调整',
        }),
      )
      .then(made => made.number)
  const sign = (number: string, [login, seat]: Seat) =>
    w.as(login, seat, (tx, actor) =>
      seat === 'me'
        ? confirmTransfer(tx, actor, { number, consentBase: 'yes' })
        : approveRequest(tx, actor, { number }),
    )
  /** Everybody signs, whoever it is with. */
  async function approveAll(number: string): Promise<Seat> {
    let last: Seat = ['zhoulan', 'hq']
    for (let nth = 0; nth < 8; nth++) {
      const [task] = await w.sql<{ login: Login }>(
        `select u.login from tasks t join users u on u.id = t.user_id join requests r on r.id = t.request_id
         where r.number = $1 and t.closed_at is null limit 1`,
        [number],
      )
      if (!task) break
      last = seatOfSigner(task.login)
      await sign(number, last)
    }
    const [request] = await w.sql(`select status from requests where number = $1`, [number])
    expect(request).toEqual({ status: 'approved' })
    return last
  }
  const seatOfSigner = (login: Login): Seat => {
    const stores: Partial<Record<Login, SeatName>> = {
      zhaomingyuan: 'store/tianyao',
      fangjing: 'store/nanxi',
      wangmuyang: 'me',
    }
    return [login, stores[login] ?? 'hq']
  }
  const released = () =>
    w
      .as('zhaomingyuan', 'store/tianyao', (tx, actor) => listOpenShifts(tx, actor, w.units.tianyao, week))
      .then(rows => rows.map(row => `${row.onDay} ${row.shift}`))
  const cancel = (number: string) =>
    w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '不去了' }))
  /** What HR is told before. */
  const undone = (number: string) =>
    w.as('zhoulan', 'hq', async (tx, actor) => {
      const about = await getAbout(tx, actor, await getRequest(tx, number))
      return about.subject === 'transfer' && about.undone
    })
  const trailOf = (action: string) =>
    w.sql<{ details: Record<string, unknown> }>(`select details from trail where action = $1`, [action])

  beforeEach(async () => {
    await arrange([
      { day: week, shift: early },
      { day, shift: early },
      { day: addDays(day, 1), shift: late },
    ])
    await publish()
  })

  it.each(['return', 'move'] as const)(
    'by which somebody goes frees their shifts from the day on, with the approval: %s',
    async kind => {
      const number = await ask(kind, day)
      expect(await released()).toEqual([])
      await approveAll(number)
      expect(await released()).toEqual([`${day} 早班`, `${addDays(day, 1)} 晚班`])
      expect(await rostered('zhaomingyuan', 'store/tianyao')).toEqual([`王沐阳 ${week} 早班`])
      expect(await own('wangmuyang')).toEqual([`${week} 早班`])
      expect(await told('zhaomingyuan')).toEqual([
        { kind: 'rosterReleased', path: `rosters/tianyao?week=${day}` },
      ])
      expect(await told('fangjing')).toEqual([])
      expect(await trailOf('transfer.approved')).toMatchObject([{ details: { releasedShifts: 2 } }])
    },
  )

  it('frees once, however often it is approved', async () => {
    const number = await ask('return', day)
    const last = await approveAll(number)
    expect(await refusalOf(sign(number, last))).toBeTruthy()
    expect(await released()).toHaveLength(2)
    expect(await told('zhaomingyuan')).toHaveLength(1)
  })

  it('by which somebody stays longer frees nothing', async () => {
    await approveAll(await ask('extend', ''))
    expect(await released()).toEqual([])
    expect(await told('zhaomingyuan')).toEqual([])
    expect((await trailOf('transfer.approved'))[0]?.details).not.toHaveProperty('releasedShifts')
  })

  it('that is called off gives back what nobody fills meanwhile', async () => {
    await lend()
    const number = await ask('return', day)
    await approveAll(number)
    await arrange([{ who: 'guyan', day: addDays(day, 1), shift: late }])
    expect(await released()).toEqual([`${day} 早班`])
    expect(await undone(number)).toMatchObject({ shiftsBack: 1, shiftsFreed: 0 })
    await cancel(number)
    expect(await released()).toEqual([])
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toEqual([
      `王沐阳 ${week} 早班`,
      `王沐阳 ${day} 早班`,
      `顾言 ${addDays(day, 1)} 晚班`,
    ])
    expect(await told('zhaomingyuan')).toMatchObject([
      { kind: 'rosterReleased' },
      { kind: 'rosterGivenBack' },
    ])
    expect(await trailOf('transfer.cancelled')).toMatchObject([{ details: { shiftsBack: 1 } }])
  })

  it('tells whose published shifts go and come back, once each, and which are somebody else’s', async () => {
    await lend()
    await arrange([{ day: addDays(day, 2), shift: early }])
    const number = await ask('return', day)
    await approveAll(number)
    const days = [day, addDays(day, 1)]
    expect(await toldOwn('wangmuyang')).toEqual([['rosterOwnReleased', days, []]])
    await arrange([{ who: 'guyan', day: addDays(day, 1), shift: late }])
    await cancel(number)
    expect((await toldOwn('wangmuyang')).slice(1)).toEqual([
      ['rosterOwnBackInPart', [day], [addDays(day, 1)]],
    ])
    expect(await told('guyan')).toEqual([])
  })

  it('says that all is theirs again, or somebody else’s, where it is so', async () => {
    await lend()
    const first = await ask('return', day)
    await approveAll(first)
    await cancel(first)
    const second = await ask('return', addDays(day, 1))
    await approveAll(second)
    await arrange([{ who: 'guyan', day: addDays(day, 1), shift: late }])
    await cancel(second)
    expect((await toldOwn('wangmuyang')).map(([kind]) => kind)).toEqual([
      'rosterOwnReleased',
      'rosterOwnBack',
      'rosterOwnReleased',
      'rosterOwnFilled',
    ])
    expect((await told('zhaomingyuan')).map(row => row.kind)).toEqual([
      'rosterReleased',
      'rosterGivenBack',
      'rosterReleased',
    ])
  })

  it('frees both parts of a day, of which each is filled by itself', async () => {
    await lend()
    const lunch = await shift('午市', '10:30', '14:00')
    const dinner = await shift('晚市', '17:00', '21:00')
    const then = addDays(day, 2)
    await arrange([{ day: then, shift: [lunch, dinner] }])
    await publish()
    const number = await ask('return', then)
    await approveAll(number)
    expect(await released()).toEqual([`${then} 午市`, `${then} 晚市`])
    expect((await toldOwn('wangmuyang')).at(-1)).toEqual(['rosterOwnReleased', [then], []])
    expect(await trailOf('transfer.approved')).toMatchObject([{ details: { releasedShifts: 2 } }])
    await arrange([{ who: 'guyan', day: then, shift: dinner }])
    expect(await released()).toEqual([`${then} 午市`])
    await cancel(number)
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toEqual(
      expect.arrayContaining([`王沐阳 ${then} 午市`, `顾言 ${then} 晚市`]),
    )
    expect((await toldOwn('wangmuyang')).at(-1)).toEqual(['rosterOwnBackInPart', [then], [then]])
  })

  it('leaves a shift open again when whoever filled it does not work after all', async () => {
    await lend()
    await approveAll(await ask('return', day))
    await arrange([{ who: 'guyan', shift: early }])
    expect(await released()).toEqual([`${addDays(day, 1)} 晚班`])
    await arrange([{ who: 'guyan', shift: null, saw: early }])
    expect(await released()).toHaveLength(2)
  })

  it('leaves a shift open until somebody works at its times, also by another name', async () => {
    await lend()
    await approveAll(await ask('return', day))
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      endShift(tx, actor, { shiftId: early, revision: 1 }),
    )
    const short = await shift('短班', '09:00', '13:00')
    await arrange([{ who: 'guyan', shift: short }])
    expect(await released()).toHaveLength(2)
    const same = await shift('新早班', '09:00', '17:00')
    await arrange([{ who: 'guyan', shift: same, saw: short }])
    expect(await released()).toEqual([`${addDays(day, 1)} 晚班`])
  })

  it('leaves no shift open that its store does without, and gives that one back to nobody', async () => {
    const number = await ask('return', day)
    await approveAll(number)
    const drop = (at: number, [login, seat] = tianyao) =>
      w.as(login, seat, async (tx, actor) => dropOpenShift(tx, actor, { entryId: openShifts[at]?.id ?? '' }))
    const openShifts = await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      listOpenShifts(tx, actor, w.units.tianyao, week),
    )
    expect(await refusalOf(drop(0, nanxi))).toBe('input.notFound')
    expect(await refusalOf(drop(0, ['zhoulan', 'hq']))).toBe('rosters.notYours')
    await drop(0)
    expect(await refusalOf(drop(0))).toBe('input.notFound')
    expect(await released()).toEqual([`${addDays(day, 1)} 晚班`])
    expect((await trail()).at(-1)).toMatchObject({
      action: 'roster.openDropped',
      details: { name: '早班', date: day },
    })
    await cancel(number)
    expect(await released()).toEqual([])
    expect(await rostered('zhaomingyuan', 'store/tianyao')).not.toContain(`王沐阳 ${day} 早班`)
  })

  it('that is not approved leaves the roster as it is, and nobody settles it by themselves', async () => {
    const number = await ask('return', day)
    const settle = w.as('zhaomingyuan', 'store/tianyao', tx =>
      tx.execute(sql`select app.settle_rosters(id) from requests where number = ${number}`),
    )
    expect(await refusalOf(settle)).toBe('workflow.notApproved')
    expect(await rostered('zhaomingyuan', 'store/tianyao')).toHaveLength(3)
  })

  it('also by a leaving, and back when it is called off', async () => {
    const then = weekOf(addDays(w.today, 38))
    const two = [
      { day: then, shift: early },
      { day: addDays(then, 1), shift: late },
    ]
    await arrange(two, tianyao, then)
    const number = await leave(w, then)
    const here = () => rostered('zhaomingyuan', 'store/tianyao', w.units.tianyao, then)
    expect(await here()).toEqual([`王沐阳 ${then} 早班`])
    expect(await trailOf('leaving.approved')).toMatchObject([{ details: { releasedShifts: 1 } }])
    await cancelLeave(w, number)
    expect(await here()).toHaveLength(2)
    expect(await trailOf('leaving.cancelled')).toMatchObject([{ details: { shiftsBack: 1 } }])
  })
})
