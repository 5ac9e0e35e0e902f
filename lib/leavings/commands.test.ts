import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays, addMonths, dayIn, zone } from '../clock'
import { failureOf } from '../failure'
import { listHistory } from '../organisation/queries'
import { findPersonByNumber, listTeam } from '../people/queries'
import { approveRequest, approveRequests, rejectRequest, sendBackRequest } from '../requests/commands'
import { getAbout, getRequestView } from '../requests/queries'
import { sayingOf } from '../requests/rules'
import { destroyKey } from '../vault'
import {
  cancelLeaving,
  recordInterview,
  requestLeaving,
  resign,
  reviseLeaving,
  tickLeavingItem,
} from './commands'
import { interviewInput, leavingItemInput, leavingParams, requestLeavingInput, resignInput } from './input'
import { endAccess, remindOfLeavings } from './jobs'
import { getCertificate, listItems, listLeavings, listStoreItems } from './queries'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())
afterAll(closePools)

type Over = Record<string, unknown>
const said = (over: Over = {}) => ({ reason: 'family', lastOn: addDays(w.today, 29), ...over })
/** 王沐阳 says that he leaves. */
const ask = (over: Over = {}, login: Login = 'wangmuyang') =>
  w.as(login, 'me', (tx, actor) => resign(tx, actor, resignInput.parse(said(over))))
const askFor = (over: Over = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    requestLeaving(
      tx,
      actor,
      requestLeavingInput.parse({ employee: w.employees.wangmuyang.number, ...said(over) }),
    ),
  )
const approve = (number: string, login: Login) =>
  w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
async function leave(over: Over = {}): Promise<string> {
  const { number } = await ask(over)
  await approve(number, 'hejun')
  expect(await approve(number, 'zhoulan')).toEqual({ status: 'approved' })
  return number
}
const person = async () => {
  const [row] = await w.sql(
    `select left_on::text as "leftOn", access_ends_at as "accessEndsAt" from employees where id = $1`,
    [w.employees.wangmuyang.id],
  )
  return row ?? {}
}
const stays = () =>
  w.sql(
    `select u.code, a.starts_on::text as "from", a.ends_on::text as "to" from assignments a join units u on u.id = a.unit_id
     where a.employee_id = $1 order by a.starts_on`,
    [w.employees.wangmuyang.id],
  )
const idOf = async (number: string): Promise<string> => {
  const [row] = await w.sql<{ id: string }>(`select id from requests where number = $1`, [number])
  return row?.id ?? ''
}
const trail = () =>
  w.sql<{ action: string }>(`select action from trail where action like 'leaving.%' order by id`)
const sign = () =>
  w.sql(
    `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, created_at)
     values ($1, 'fixed_term', '2024-03-01', '2024-03-01', '2030-03-01', '厨师', '上海', now())`,
    [w.employees.wangmuyang.id],
  )

describe('leaving', () => {
  it('takes the head and HR, and then ends assignments, roles and the contract on the day', async () => {
    await sign()
    await w.sql(
      `insert into role_grants (user_id, role, unit_id, starts_on) values ($1, 'specialist', $2, '2025-01-01')`,
      [w.users.wangmuyang, w.units.design],
    )
    const { number } = await ask()
    expect(number).toMatch(/^LZ-/)
    expect(await person()).toMatchObject({ leftOn: null })
    await approve(number, 'hejun')
    expect(await approve(number, 'zhoulan')).toEqual({ status: 'approved' })
    const leftOn = addDays(w.today, 30)
    expect(await person()).toMatchObject({ leftOn })
    expect((await stays()).at(-1)).toMatchObject({ code: 'tianyao', to: leftOn })
    expect(
      await w.sql(`select ended_early_on::text as "on", ended_early_reason as why from contracts`),
    ).toEqual([{ on: leftOn, why: '家庭原因' }])
    expect(
      await w.sql(`select ends_on::text as until from role_grants where user_id = $1`, [w.users.wangmuyang]),
    ).toEqual([{ until: leftOn }])
    expect((await trail()).map(row => row.action)).toEqual(['leaving.requested', 'leaving.approved'])
    expect(await w.as('wangmuyang', 'me', async () => 'in')).toBe('in')
  })

  it('is approved among several as well', async () => {
    const { number } = await ask()
    await approve(number, 'hejun')
    const several = await w.as('zhoulan', 'hq', (tx, actor) =>
      approveRequests(tx, actor, { numbers: [number] }),
    )
    expect(several).toEqual({ approved: [number], refused: [] })
    expect(await person()).toMatchObject({ leftOn: addDays(w.today, 30) })
  })

  it('tells the history of the account that it ends, and which roles, and by which leaving', async () => {
    await w.sql(
      `insert into role_grants (user_id, role, unit_id, starts_on, granted_by_name) values ($1, 'specialist', $2, '2025-01-01', '周岚')`,
      [w.users.wangmuyang, w.units.design],
    )
    const number = await leave()
    const leftOn = addDays(w.today, 30)
    const history = (login: Login) =>
      w.as(login, 'hq', async tx =>
        (await listHistory(tx, [w.users.wangmuyang])).map(row => [
          row.action,
          row.actorName,
          row.requestNumber,
          row.details.role ?? row.details.effectiveOn,
        ]),
      )
    const ended = [
      ['role.ended', '周岚', number, 'specialist'],
      ['account.disabled', '周岚', number, leftOn],
    ]
    expect([await history('zhoulan'), await history('gaoyuan')]).toEqual([ended, ended])
    const by = () =>
      w.sql(`select ended_by_name as name, ends_on::text as until from role_grants where user_id = $1`, [
        w.users.wangmuyang,
      ])
    expect(await by()).toEqual([{ name: '周岚', until: leftOn }])
    await w.as('zhoulan', 'hq', (tx, actor) => cancelLeaving(tx, actor, { number, reason: '本人留下' }))
    expect((await history('zhoulan')).slice(0, 2)).toEqual([
      ['role.granted', '周岚', number, 'specialist'],
      ['account.enabled', '周岚', number, undefined],
    ])
    expect(await by()).toEqual([{ name: null, until: null }])
  })

  it('ends insurance with the month, tells the trail, and takes that back with the leaving', async () => {
    const [scheme] = await w.sql<{ id: string }>(
      `insert into insurance_schemes (city, residence, created_at) values ('上海', 'any', now()) returning id`,
    )
    await w.sql(
      `insert into insurance_enrolments (employee_id, scheme_id, starts_on, ends_on, sealed, entered_by_name, entered_at)
       select id, $1, '2024-03-01', null, 'x', 'x', now() from employees`,
      [scheme?.id],
    )
    const ends = () =>
      w.sql(
        `select e.number, n.ends_on::text as "endsOn" from insurance_enrolments n join employees e on e.id = n.employee_id
         where n.ends_on is not null`,
      )
    const number = await leave()
    const lastOn = addDays(w.today, 29)
    const endsOn = addMonths(`${lastOn.slice(0, 7)}-01`, 1)
    expect(await ends()).toEqual([{ number: w.employees.wangmuyang.number, endsOn }])
    expect(await w.sql(`select employee_id, details from trail where action = 'enrolment.ended'`)).toEqual([
      { employee_id: w.employees.wangmuyang.id, details: { month: lastOn.slice(0, 7) } },
    ])
    const month = (login: Login) =>
      w.as(login, 'hq', async (tx, actor) => {
        const { request } = await getRequestView(tx, actor, number)
        const about = await getAbout(tx, actor, request)
        return about.subject === 'leaving' ? about.leaving.insuredUntil : undefined
      })
    expect([await month('zhoulan'), await month('hejun')]).toEqual([lastOn.slice(0, 7), undefined])
    const again = w.as('hejun', 'hq', async tx =>
      tx.execute(`select app.end_enrolments('${await idOf(number)}')`),
    )
    expect(await refusalOf(again)).toBe('workflow.notApproved')
    await w.as('zhoulan', 'hq', (tx, actor) => cancelLeaving(tx, actor, { number, reason: '本人留下' }))
    expect(await ends()).toEqual([])
  })

  it('closes the door on the day, and ends what else knows the account', async () => {
    await leave()
    const over = addDays(w.today, 30)
    const close = (day: string) =>
      enterService('job', tx => endAccess(tx, new Date(`${day}T00:10:00+08:00`), day))
    expect(await close(addDays(over, -1))).toBe(0)
    expect([await close(over), await close(over)]).toEqual([1, 0])
    const [account] = await w.sql(
      `select u.disabled_at is not null as disabled, s.revoked_at is not null as revoked from users u join sessions s on s.user_id = u.id where u.id = $1`,
      [w.users.wangmuyang],
    )
    expect(account).toEqual({ disabled: true, revoked: true })
    const accountOn = (day: string) =>
      w
        .as('zhoulan', 'hq', (tx, actor) =>
          findPersonByNumber(tx, { ...actor, today: day }, w.employees.wangmuyang.number),
        )
        .then(found => found?.hasAccount)
    expect([await accountOn(addDays(over, -1)), await accountOn(over)]).toEqual([true, false])
  })

  it('may end the account at an hour of the last day, and the door knows it at once', async () => {
    const { number } = await askFor({ reason: 'misconduct', lastOn: w.today, endsAt: '00:00' })
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    expect(await person()).toMatchObject({ leftOn: addDays(w.today, 1) })
    await expect(w.as('wangmuyang', 'me', async () => 'in')).rejects.toThrow()
    expect(await w.as('guyan', 'me', async () => 'in')).toBe('in')
  })

  it.each([
    ['a day that is over', { lastOn: '2026-01-01' }, 'leavings.backDated'],
    ['a day far ahead', { lastOn: '2099-01-01' }, 'leavings.tooFarAhead'],
    ['a reason that is none', { reason: 'weather' }, 'leavings.reasonUnknown'],
    ["a reason of the company's", { reason: 'redundancy' }, 'leavings.reasonNotYours'],
  ])('refuses %s', async (_what, over, code) => {
    expect(await refusalOf(ask(over))).toBe(code)
    expect(await w.sql('select from requests')).toEqual([])
  })

  it('earlier than the law has it takes a reason, and shows who at headquarters agreed', async () => {
    const soon = { lastOn: addDays(w.today, 6) }
    const error = await ask(soon).catch(failureOf)
    expect(error).toMatchObject({
      code: 'leavings.shortReasonMissing',
      field: 'shortReason',
      values: { days: 30, source: '《劳动合同法》第三十七条', date: addDays(w.today, 29) },
    })
    const { number } = await ask({ ...soon, shortReason: '家人住院' })
    const aboutFor = (login: Login, seat: SeatName = 'hq') =>
      w.as(login, seat, async (tx, actor) => {
        const { request } = await getRequestView(tx, actor, number)
        return getAbout(tx, actor, request)
      })
    const seen = async (login: Login, seat?: SeatName) => {
      const about = await aboutFor(login, seat)
      return about.subject === 'leaving' ? about.leaving : undefined
    }
    expect(await seen('wangmuyang', 'me')).toMatchObject({
      leaving: { shortReason: '家人住院' },
      notice: { short: 23 },
      agreed: undefined,
    })
    // and with the submission in the course of the request, for whoever takes part in it
    for (const [login, seat] of [
      ['wangmuyang', 'me'],
      ['hejun', 'hq'],
    ] as const)
      expect(sayingOf(await aboutFor(login, seat))).toMatchObject({ short: '家人住院' })
    expect(await refusalOf(aboutFor('zhaomingyuan', 'store/tianyao'))).toBe('input.notFound')
    await approve(number, 'hejun')
    expect((await seen('hejun'))?.agreed).toBeUndefined()
    await approve(number, 'zhoulan')
    expect(await seen('wangmuyang', 'me')).toMatchObject({ agreed: { name: '周岚' } })
  })

  it('keeps no reason for being early where it is in time', async () => {
    await ask({ shortReason: '家人住院' })
    expect(await w.sql('select short_reason as why from leavings')).toEqual([{ why: '' }])
  })

  it.each([
    ['in probation, three days ahead', `update contracts set probation_ends_on = '2030-02-01'`, 2],
    ['in part-time work, on the day', `update employees set employment_form = 'part_time'`, 0],
  ])('needs no reason %s', async (_what, change, days) => {
    await sign()
    await w.sql(change)
    await ask({ lastOn: addDays(w.today, days) })
    expect(await w.sql('select from requests')).toHaveLength(1)
  })

  it('that is over already HR enters with why it comes late, and nobody is asked about notice', async () => {
    const over = { lastOn: addDays(w.today, -3) }
    expect(await refusalOf(askFor(over))).toBe('leavings.backDatedReasonMissing')
    expect(await refusalOf(askFor({ ...over, backDatedReason: '门店晚报' }, 'hejun'))).toBe(
      'leavings.backDated',
    )
    const { number } = await askFor({ ...over, backDatedReason: '门店晚报' })
    expect(await w.sql('select short_reason as short, back_dated_reason as late from leavings')).toEqual([
      { short: '', late: '门店晚报' },
    ])
    const about = await w.as('zhoulan', 'hq', async (tx, actor) =>
      getAbout(tx, actor, (await getRequestView(tx, actor, number)).request),
    )
    expect(sayingOf(about)).toMatchObject({ short: '', backDated: '门店晚报' })
  })

  it('is asked for once, whoever asks', async () => {
    await ask()
    expect(await refusalOf(ask())).toBe('leavings.openAlready')
    expect(await refusalOf(askFor())).toBe('leavings.openAlready')
  })

  it('of two at once leaves one', async () => {
    const both = await Promise.allSettled([ask(), askFor()])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })

  it.each([
    ['sunli', 'hq'],
    ['gaoyuan', 'hq'],
    ['yezhen', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
  ] as const)('is not for %s in %s to say of others, but for the head', async (login, seat) => {
    expect(['input.refused', 'input.notFound']).toContain(await refusalOf(askFor({}, login, seat)))
    await askFor({}, 'hejun')
  })

  it('is never approved by who asked, and HR does not enter its own', async () => {
    const { number } = await askFor({}, 'hejun')
    expect(await refusalOf(approve(number, 'hejun'))).toBe('workflow.notYours')
    const own = w.as('zhoulan', 'hq', (tx, actor) =>
      requestLeaving(
        tx,
        actor,
        requestLeavingInput.parse({ employee: w.employees.zhoulan.number, ...said() }),
      ),
    )
    expect(await refusalOf(own)).toBe('leavings.own')
  })

  it('stops when it is rejected, and begins again when it was sent back and changed', async () => {
    const first = await ask()
    await w.as('hejun', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number: first.number, category: 'other', reason: '已经谈好留下' }),
    )
    const { number } = await ask()
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '晚一周' }))
    const lastOn = addDays(w.today, 37)
    await w.as('wangmuyang', 'me', (tx, actor) =>
      reviseLeaving(tx, actor, { number, reason: 'study', lastOn, note: undefined, endsAt: undefined }),
    )
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    expect(await person()).toMatchObject({ leftOn: lastOn })
  })

  it('is taken back by HR before its day: everything is as it was', async () => {
    await sign()
    const before = await stays()
    const number = await leave()
    const cancel = (login: Login) =>
      w.as(login, 'hq', (tx, actor) => cancelLeaving(tx, actor, { number, reason: '本人留下' }))
    expect(await refusalOf(cancel('hejun'))).toBe('leavings.notCancellable')
    await cancel('zhoulan')
    expect(await person()).toMatchObject({ leftOn: null })
    expect(await stays()).toEqual(before)
    expect(await w.sql(`select ended_early_on from contracts`)).toEqual([{ ended_early_on: null }])
    expect(await w.sql('select from leaving_items')).toEqual([])
    expect(await refusalOf(cancel('zhoulan'))).toBe('leavings.notCancellable')
    await ask()
  })
})

describe('who knows', () => {
  it('a store hears that somebody leaves and when, and nothing of why', async () => {
    const number = await leave()
    const seen = await w.as('zhaomingyuan', 'store/tianyao', async (tx, actor) => ({
      team: (await listTeam(tx, actor)).rows,
      items: await listStoreItems(tx, w.employees.wangmuyang.id),
    }))
    expect(seen.team).toMatchObject([{ name: '王沐阳', leftOn: addDays(w.today, 30) }])
    expect(seen.items.map(row => row.item)).toEqual(['handOverWork', 'returnBadgeAndKeys'])
    const told = await w.sql<{ kind: string; values: Over }>(
      `select n.kind, n.values from notifications n where user_id = $1`,
      [w.users.zhaomingyuan],
    )
    expect(told).toMatchObject([
      { kind: 'leavingFromStore', values: { employee: '王沐阳', date: addDays(w.today, 29) } },
    ])
    const read = (login: Login, seat: SeatName) =>
      w.as(login, seat, async (tx, actor) => {
        const view = await getRequestView(tx, actor, number)
        const about = await getAbout(tx, actor, view.request)
        return about.subject === 'leaving' ? about.leaving.reason.code : ''
      })
    expect(await refusalOf(read('zhaomingyuan', 'store/tianyao'))).toBe('input.notFound')
    for (const [login, seat] of [
      ['wangmuyang', 'me'],
      ['hejun', 'hq'],
      ['zhoulan', 'hq'],
    ] as const)
      expect(await read(login, seat)).toBe('family')
  })

  it('what was said before leaving is for HR alone, and sealed', async () => {
    const number = await leave()
    const words = '薪资低于同城两成'
    const write = (login: Login, seat: SeatName, more: Over = {}) =>
      w.as(login, seat, (tx, actor) =>
        recordInterview(tx, actor, interviewInput.parse({ number, heldOn: w.today, note: words, ...more })),
      )
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['wangmuyang', 'me'],
    ] as const)
      expect(await refusalOf(write(login, seat))).toBe('input.refused')
    await write('zhoulan', 'hq')
    // what was typed may be handed in again on what the first has written
    expect(await write('xutinglan', 'hq').catch(failureOf)).toMatchObject({
      code: 'leavings.interviewChanged',
      newer: { revision: 1 },
    })
    await write('xutinglan', 'hq', { revision: 1 })
    const read = (login: Login, seat: SeatName) =>
      w.as(login, seat, async (tx, actor) => {
        const view = await getRequestView(tx, actor, number)
        const about = await getAbout(tx, actor, view.request)
        return about.subject === 'leaving' ? about.leaving.interview?.note : ''
      })
    expect(await read('zhoulan', 'hq')).toBe(words)
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['wangmuyang', 'me'],
    ] as const) {
      expect(await read(login, seat)).toBeUndefined()
      const ask = w.as(login, seat, tx => tx.execute('select * from leaving_interviews'))
      expect(await refusalOf(ask)).toBe('input.refused')
    }
    const [row] = await w.sql<{ note: Buffer }>('select note from leaving_interviews')
    expect(row?.note.includes(Buffer.from(words))).toBe(false)
    expect(JSON.stringify(await w.sql('select * from trail'))).not.toContain(words)
    await enterService('job', tx => destroyKey(tx, w.employees.wangmuyang.id, new Date()))
    expect(await read('zhoulan', 'hq')).toBe('')
  })

  it('the list shows HR everybody, and a head their own', async () => {
    const number = await leave()
    const list = (login: Login) =>
      w.as(login, 'hq', (tx, actor) => listLeavings(tx, actor, leavingParams.parse({})))
    expect((await list('zhoulan')).rows).toMatchObject([{ requestNumber: number, open: 8, late: 0 }])
    expect((await list('hejun')).rows).toHaveLength(1)
    await w.sql(`update role_grants set unit_id = $1 where role = 'head'`, [w.units.design])
    expect((await list('hejun')).rows).toEqual([])
  })
})

describe('what is to be done', () => {
  const tick = async (number: string, item: string, login: Login, seat: SeatName, done = 'yes') => {
    const id = await idOf(number)
    const items = await w.as('zhoulan', 'hq', tx => listItems(tx, id))
    const itemId = items.find(one => one.item === item)?.id
    return w.as(login, seat, (tx, actor) =>
      tickLeavingItem(tx, actor, leavingItemInput.parse({ itemId, done })),
    )
  }

  it('is ticked by the side that it is', async () => {
    const number = await leave()
    await tick(number, 'handOverWork', 'zhaomingyuan', 'store/tianyao')
    expect(await refusalOf(tick(number, 'handOverWork', 'zhaomingyuan', 'store/tianyao'))).toBe(
      'transfers.handOverChanged',
    )
    await tick(number, 'returnEquipment', 'wangmuyang', 'me')
    await tick(number, 'moveFile', 'zhoulan', 'hq')
    await tick(number, 'moveFile', 'zhoulan', 'hq', 'no')
    for (const [login, seat] of [
      ['wangmuyang', 'me'],
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['fangjing', 'store/nanxi'],
    ] as const)
      expect(['transfers.handOverNotYours', 'input.notFound']).toContain(
        await refusalOf(tick(number, 'moveFile', login, seat)),
      )
  })

  it('has a certificate for the last day, which HR gives out and nobody else asks for', async () => {
    const number = await leave()
    const leftOn = addDays(w.today, 30)
    const certificate = (login: Login) =>
      w.as(login, 'hq', (tx, actor) => getCertificate(tx, { ...actor, today: addDays(leftOn, -1) }, number))
    expect(await certificate('zhoulan')).toMatchObject({ number, leftOn, employer: { name: '总部' } })
    await w.sql(
      `update units set legal_name = '上海同驻企业服务有限公司', credit_code = '91310104MA1FL3WQ5J' where code = 'hq'`,
    )
    expect(await certificate('zhoulan')).toMatchObject({
      employer: { name: '上海同驻企业服务有限公司', creditCode: '91310104MA1FL3WQ5J' },
    })
    for (const login of ['sunli', 'hejun', 'yezhen', 'shaoning', 'gaoyuan'] as const)
      expect(await refusalOf(certificate(login))).toBe('input.notFound')
  })

  it('is reminded of five days before it has to be, and once when it is late', async () => {
    const number = await leave()
    const leftOn = addDays(w.today, 30)
    for (const item of ['settlePay', 'certificate']) await tick(number, item, 'zhoulan', 'hq')
    await w.sql('delete from notifications')
    const papersOn = addDays(leftOn, 14)
    const remind = (days: number) => {
      const now = new Date(`${addDays(papersOn, days)}T09:00:00+08:00`)
      return enterService('job', tx => remindOfLeavings(tx, now, dayIn(zone, now)))
    }
    expect([await remind(-6), await remind(-5), await remind(-4), await remind(1), await remind(2)]).toEqual([
      0, 2, 0, 2, 0,
    ])
    const told = await w.sql<{ kind: string; login: string }>(
      `select distinct n.kind, u.login from notifications n join users u on u.id = n.user_id order by 1, 2`,
    )
    expect(told).toEqual([
      { kind: 'leavingItemDue', login: 'xutinglan' },
      { kind: 'leavingItemDue', login: 'zhoulan' },
      { kind: 'leavingItemLate', login: 'xutinglan' },
      { kind: 'leavingItemLate', login: 'zhoulan' },
    ])
  })
})
