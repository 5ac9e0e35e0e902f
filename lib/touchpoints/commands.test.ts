import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { addDays } from '@/lib/clock'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { dropRhythm, followUp, recordTouchpoint, setRhythm } from './commands'
import { recordTouchpointInput } from './input'
import { keepInTouch } from './jobs'
import { findDue, listDues, listOwnTouchpoints, listTouchpoints } from './queries'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  await w.sql('select app.renew_touchpoints(null, $1)', [w.today])
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const secret = '店长排班不公，先不要告诉门店'
const words = { way: 'call', topic: 'team', words: '周末愉快', note: secret }
const talk = (
  login: Login,
  seat: SeatName,
  who: 'wangmuyang' | 'guyan',
  over: Record<string, unknown> = {},
) =>
  w
    .as(login, seat, (tx, actor) => {
      const fields = { number: w.employees[who].number, happenedOn: w.today, ...words, ...over }
      return recordTouchpoint(tx, actor, recordTouchpointInput.parse(fields))
    })
    .then(made => made.id)
const names = (login: Login, seat: SeatName, list: 'overdue' | 'followUp' | 'all' = 'all') =>
  w.as(login, seat, (tx, actor) => listDues(tx, actor, { list })).then(page => page.rows.map(row => row.name))
const notes = (login: Login, seat: SeatName) =>
  w
    .as(login, seat, tx => listTouchpoints(tx, w.employees.wangmuyang.id))
    .then(rows => rows.map(row => row.note))
const told = (login: Login): Promise<{ kind: string }[]> =>
  w.sql('select kind from notifications where user_id = $1 order by id', [w.users[login]])
const makeContact = (login: Login, who: 'wangmuyang' | 'guyan') =>
  w.sql('update employees set hq_contact_user_id = $2 where id = $1', [w.employees[who].id, w.users[login]])

describe('who is owed a talk', () => {
  it('HR and heads see theirs, a contact their own people, in whatever seat; nobody else anything', async () => {
    expect(await names('zhoulan', 'hq')).toHaveLength(2)
    expect(await names('hejun', 'hq')).toHaveLength(2)
    expect(await names('yezhen', 'hq')).toEqual([])
    await makeContact('yezhen', 'guyan')
    await makeContact('liwanqing', 'wangmuyang')
    expect(await names('yezhen', 'hq')).toEqual(['顾言'])
    expect(await names('liwanqing', 'me')).toEqual(['王沐阳'])
    expect(await names('wangmuyang', 'me')).toEqual([])
    await expect(names('zhaomingyuan', 'store/tianyao')).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('a talk takes somebody off the overdue list, a return off all', async () => {
    expect(await names('zhoulan', 'hq', 'overdue')).toHaveLength(2)
    await talk('zhoulan', 'hq', 'wangmuyang')
    expect(await names('zhoulan', 'hq', 'overdue')).toEqual(['顾言'])
    await w.sql('update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3', [
      w.employees.guyan.id,
      w.today,
      w.units.nanxi,
    ])
    await w.sql('select app.renew_touchpoints(null, $1)', [w.today])
    expect(await names('zhoulan', 'hq')).toEqual(['王沐阳'])
  })

  it('the nearest rhythm above counts, and thirty days where there is none', async () => {
    const due = () =>
      w.as('zhoulan', 'hq', tx => findDue(tx, w.employees.guyan.number)).then(found => found?.dueOn)
    const arrived = addDays(w.today, -100)
    const set = (unitId: string, days: number) =>
      w.as('zhoulan', 'hq', (tx, actor) => setRhythm(tx, actor, { unitId, days }))
    expect(await due()).toBe(addDays(arrived, 30))
    await set(w.units.hq, 90)
    await set(w.units.catering, 45)
    expect(await due()).toBe(addDays(arrived, 45))
    await w.as('zhoulan', 'hq', (tx, actor) => dropRhythm(tx, actor, { unitId: w.units.catering }))
    expect(await due()).toBe(addDays(arrived, 90))
    expect(await refusalOf(set(w.units.tianyao, 45))).toBe('touchpoints.notHome')
  })
})

describe('a talk', () => {
  it('is read by the person without what stays inside, and by no store at all', async () => {
    await talk('zhoulan', 'hq', 'wangmuyang')
    expect(await notes('zhoulan', 'hq')).toEqual([secret])
    expect(await notes('hejun', 'hq')).toEqual([secret])
    expect(await notes('wangmuyang', 'me')).toEqual([])
    for (const seat of ['store/tianyao', 'store/east'] as const)
      await expect(notes(seat === 'store/east' ? 'qinchuan' : 'zhaomingyuan', seat)).rejects.toMatchObject({
        cause: { code: '42501' },
      })
    const own = await w.as('wangmuyang', 'me', (tx, actor) => listOwnTouchpoints(tx, actor))
    expect(own).toMatchObject([{ happenedOn: w.today, way: 'call', words: '周末愉快', authorName: '周岚' }])
    expect(JSON.stringify(own)).not.toContain(secret)
    expect(await told('wangmuyang')).toEqual([{ kind: 'touchpointRecorded' }])
    const everything = await w.sql<{ text: string }>(
      `select details::text as text from trail union all select "values"::text from notifications`,
    )
    expect(everything.map(row => row.text).join()).not.toContain(secret)
  })

  it('is recorded by who keeps in touch, for a day that has come', async () => {
    expect(await refusalOf(talk('yezhen', 'hq', 'guyan'))).toBe('touchpoints.notYours')
    expect(await refusalOf(talk('zhaomingyuan', 'store/tianyao', 'wangmuyang'))).toBe('touchpoints.notYours')
    await makeContact('yezhen', 'guyan')
    await talk('yezhen', 'hq', 'guyan')
    const late = { happenedOn: addDays(w.today, 1) }
    expect(await refusalOf(talk('zhoulan', 'hq', 'guyan', late))).toBe('touchpoints.dayOut')
    const past = { followUpOn: w.today }
    expect(await refusalOf(talk('zhoulan', 'hq', 'guyan', past))).toBe('touchpoints.followUpPast')
  })

  it('stays on the list to follow up until that is done, once', async () => {
    const id = await talk('zhoulan', 'hq', 'wangmuyang', { followUpOn: addDays(w.today, 3) })
    expect(await names('zhoulan', 'hq', 'followUp')).toEqual(['王沐阳'])
    const done = () => w.as('zhoulan', 'hq', (tx, actor) => followUp(tx, actor, { id }))
    await done()
    expect(await names('zhoulan', 'hq', 'followUp')).toEqual([])
    expect(await refusalOf(done())).toBe('touchpoints.followedUp')
  })
})

it('contacts are reminded once when talks are due, once a week later, and on the day to follow up', async () => {
  await w.sql(`update assignments set starts_on = $1 where unit_id = $2`, [
    addDays(w.today, -30),
    w.units.nanxi,
  ])
  await w.sql(`update assignments set ends_on = $1 where employee_id = $2 and ends_on = $3`, [
    addDays(w.today, -30),
    w.employees.guyan.id,
    addDays(w.today, -100),
  ])
  const run = async (offset: number) => {
    await enterService('job', tx => keepInTouch(tx, new Date(), addDays(w.today, offset)))
    return (await told('zhoulan')).map(row => row.kind).sort()
  }
  // 王沐阳 is long overdue, 顾言 due today
  expect(await run(0)).toEqual(['touchpointDue', 'touchpointLate'])
  expect(await run(0)).toHaveLength(2)
  expect(await run(7)).toEqual(['touchpointDue', 'touchpointLate', 'touchpointLate'])
  expect(await run(9)).toHaveLength(3)
  await talk('xutinglan', 'hq', 'guyan', { followUpOn: addDays(w.today, 2) })
  expect(await run(2)).toEqual(['touchpointDue', 'touchpointFollowUp', 'touchpointLate', 'touchpointLate'])
  expect(await run(2)).toHaveLength(4)
})
