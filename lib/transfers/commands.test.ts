import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { enterService } from '@/db/client'
import { removeSubstitution } from '@/lib/account/commands'
import { addDays } from '@/lib/clock'
import { consentAgain, withdrawConsent } from '@/lib/consents/commands'
import { listOwnConsents } from '@/lib/consents/queries'
import { listPeopleAt } from '@/lib/organisation/queries'
import { peopleParams } from '@/lib/people/input'
import { getOwnPerson, getWorkbench, listPeople, listTeam } from '@/lib/people/queries'
import { goesToAfter, teamOn } from '@/lib/people/rules'
import {
  approveRequest,
  delegateRequest,
  joinRequest,
  nudgeRequest,
  rejectRequest,
  sendBackRequest,
  withdrawRequest,
} from '@/lib/requests/commands'
import { getAbout, getRequestView } from '@/lib/requests/queries'
import { chaseLateTasks, moveTasks } from '@/lib/tasks/commands'
import { getRequest } from '@/lib/workflow/queries'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { cancelTransfer, confirmTransfer, requestTransfer, reviseTransfer, tickHandOver } from './commands'
import { remindOfReturns } from './jobs'
import { getTransferView, listReturns } from './queries'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
})
afterAll(() => Promise.all(open.map(one => one.close())))

const day = (days: number): string => addDays(w.today, days)

const dispatch = (over: Partial<Parameters<typeof requestTransfer>[2]> = {}) => ({
  employee: w.employees.liwanqing.number,
  kind: 'dispatch' as const,
  toUnitId: w.units.tianyao,
  toPositionId: w.positions.storeChef,
  effectiveOn: day(10),
  endsOn: day(190),
  reason: '希望就近驻店',
  consentBase: 'yes' as const,
  ...over,
})

const ask = (login: Login, seat: SeatName, input: Parameters<typeof requestTransfer>[2]): Promise<string> =>
  w.as(login, seat, (tx, actor) => requestTransfer(tx, actor, input)).then(result => result.number)
const approve = (login: Login, seat: SeatName, number: string): Promise<{ status: string }> =>
  w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))

async function approveAll(number: string, by: [Login, SeatName][]): Promise<void> {
  for (const [login, seat] of by) await approve(login, seat, number)
}
const dispatchSigners: [Login, SeatName][] = [
  ['hejun', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
]

const assignmentsOf = (employee: string) =>
  w.sql<{ unit: string; from: string; to: string | null }>(
    `select u.code as unit, starts_on::text as "from", ends_on::text as "to" from assignments a join units u on u.id = a.unit_id
     where employee_id = $1 order by starts_on`,
    [employee],
  )
const statusOf = async (number: string): Promise<unknown> =>
  (await w.sql(`select status from requests where number = $1`, [number]))[0]?.status
const holdersOf = async (number: string): Promise<string[]> =>
  (
    await w.sql<{ name: string }>(
      `select t.user_name as name from tasks t join requests r on r.id = t.request_id where r.number = $1 and t.closed_at is null order by 1`,
      [number],
    )
  ).map(row => row.name)
const seenBy = (login: Login, seat: SeatName): Promise<string[]> =>
  w.as(login, seat, async tx => {
    const { rows } = await tx.execute<{ name: string }>('select name from employees order by name')
    return rows.map(row => row.name)
  })

describe('a dispatch', () => {
  it('passes department, store, HR and executive, and changes the assignment from its first day', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    expect(await holdersOf(number)).toEqual(['何骏'])
    await approve('hejun', 'hq', number)
    expect(await holdersOf(number)).toEqual(['赵明远'])
    await approve('zhaomingyuan', 'store/tianyao', number)
    expect(await holdersOf(number)).toEqual(['周岚', '许听澜'].sort())
    await approve('zhoulan', 'hq', number)
    expect(await approve('sunli', 'hq', number)).toEqual({ status: 'approved' })
    expect(await assignmentsOf(w.employees.liwanqing.id)).toEqual([
      { unit: 'catering', from: '2024-03-01', to: day(10) },
      { unit: 'tianyao', from: day(10), to: day(190) },
      { unit: 'catering', from: day(190), to: null },
    ])
    const [after] = await w.sql(`select
      (select count(*)::int from trail where action = 'transfer.approved') as trail,
      (select count(*)::int from hand_over_items) as items,
      (select count(*)::int from notifications where kind = 'requestApproved') as told`)
    expect(after).toMatchObject({ trail: 1, items: 6 })
    expect(Number(after?.told)).toBeGreaterThanOrEqual(3)
  })

  it('says beforehand who will sign in whose place, and that nobody is left, where one alone could sign twice', async () => {
    await w.sql(`update role_grants set ends_on = $2 where user_id = $1`, [w.users.hejun, w.today])
    const number = await ask('zhoulan', 'hq', dispatch())
    const people = async (): Promise<Record<string, string[]>> =>
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const { forecast } = await getRequestView(tx, actor, number)
        return Object.fromEntries(forecast.map(stage => [stage.name, stage.people]))
      })
    const rest = { 门店确认: ['赵明远'], 人事审批: ['孙立'], 领导签字: [] }
    expect(await people()).toEqual({ 部门审核: ['许听澜'], ...rest })
    await w.as('liwanqing', 'me', (tx, actor) => confirmTransfer(tx, actor, { number, consentBase: 'yes' }))
    expect(await holdersOf(number)).toEqual(['许听澜'])
    expect(await people()).toEqual(rest)
    await approve('xutinglan', 'hq', number)
    await approve('zhaomingyuan', 'store/tianyao', number)
    expect(await holdersOf(number)).toEqual(['孙立'])
    expect(await refusalOf(approve('sunli', 'hq', number))).toBe('workflow.nobodyLeft')
    expect(await holdersOf(number)).toEqual(['孙立'])
    expect(await people()).toEqual({ 领导签字: [] })
  })

  it('says where the person is today to whoever may know it', async () => {
    const number = await ask('liwanqing', 'me', dispatch({ effectiveOn: w.today }))
    const whereFor = (login: Login, seat: SeatName) =>
      w.as(login, seat, async (tx, actor) => (await getRequestView(tx, actor, number)).unitKind)
    const everybody = async () => [
      await whereFor('zhoulan', 'hq'),
      await whereFor('liwanqing', 'me'),
      await whereFor('zhaomingyuan', 'store/tianyao'),
    ]
    await approve('hejun', 'hq', number)
    expect(await everybody()).toEqual(['department', 'department', undefined])
    await approveAll(number, dispatchSigners.slice(1))
    expect(await everybody()).toEqual(['store', 'store', 'store'])
  })

  it('lets the store see the person from 14 days before, and no other store', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    expect(await seenBy('zhaomingyuan', 'store/tianyao')).toEqual(['王沐阳'])
    await approveAll(number, dispatchSigners)
    expect(await seenBy('zhaomingyuan', 'store/tianyao')).toEqual(['李婉清', '王沐阳'].sort())
    expect(await seenBy('qinchuan', 'store/east')).toEqual(['李婉清', '王沐阳', '顾言'].sort())
    expect(await seenBy('fangjing', 'store/nanxi')).toEqual(['顾言'])
  })

  it('is not seen by the store while it is further away', async () => {
    const number = await ask('liwanqing', 'me', dispatch({ effectiveOn: day(15), endsOn: day(100) }))
    await approveAll(number, dispatchSigners)
    expect(await seenBy('zhaomingyuan', 'store/tianyao')).toEqual(['王沐阳'])
    expect(await seenBy('zhoulan', 'hq')).toContain('李婉清')
  })

  it('needs the consent of the person, who confirms what HR started', async () => {
    expect(await refusalOf(ask('liwanqing', 'me', dispatch({ consentBase: undefined })))).toBe(
      'transfers.consentNeeded',
    )
    const number = await ask('zhoulan', 'hq', dispatch({ consentBase: undefined }))
    expect(await holdersOf(number)).toEqual(['李婉清'])
    expect(await refusalOf(approve('liwanqing', 'me', number))).toBe('transfers.consentNeeded')
    await w.as('liwanqing', 'me', (tx, actor) =>
      confirmTransfer(tx, actor, { number, consentBase: 'yes', consentTraining: 'yes' }),
    )
    expect(await w.sql('select includes_performance, includes_training from consents')).toEqual([
      { includes_performance: false, includes_training: true },
    ])
    expect(await holdersOf(number)).toEqual(['何骏'])
    // Whoever started it does not approve it: the other HR does.
    await approveAll(number, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
    ])
    expect(await holdersOf(number)).toEqual(['许听澜'])
    expect(await refusalOf(approve('zhoulan', 'hq', number))).toBe('workflow.notYours')
  })

  it("is asked for in the form of one's own request, also by a workflow that never asks the person", async () => {
    const asksFor = (condition: string) =>
      w.sql(
        `update workflow_stages s set condition = $1 from workflow_definitions d
         where d.id = s.definition_id and d.subject = 'transfer' and s.approver = 'applicant'`,
        [condition],
      )
    await asksFor('{"kinds": ["return"]}')
    try {
      expect(await refusalOf(ask('liwanqing', 'me', dispatch({ consentBase: undefined })))).toBe(
        'transfers.consentNeeded',
      )
      await ask('liwanqing', 'me', dispatch())
      expect(await w.sql('select unit_id from consents')).toEqual([{ unit_id: w.units.tianyao }])
    } finally {
      await asksFor('{}')
    }
  })

  it('shows earlier assignments to the store only while the consent stands', async () => {
    const history = () =>
      w.as('zhaomingyuan', 'store/tianyao', async tx => {
        const { rows } = await tx.execute<{ unit: string }>(
          `select u.code as unit from assignments a join units u on u.id = a.unit_id join employees e on e.id = a.employee_id where e.name = '李婉清' order by a.starts_on`,
        )
        return rows.map(row => row.unit)
      })
    await approveAll(await ask('liwanqing', 'me', dispatch()), dispatchSigners)
    expect(await history()).toEqual(['catering', 'tianyao', 'catering'])
    const [consent] = await w.sql<{ id: string }>('select id from consents')
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: consent?.id ?? '' }))
    expect(await history()).toEqual(['tianyao'])
  })
})

describe('a consent', () => {
  const phoneOf = (name: string): Promise<string[]> =>
    w.as('zhaomingyuan', 'store/tianyao', async tx => {
      const { rows } = await tx.execute<{ phone: string }>(
        sql`select k.phone from employee_contacts k join employees e on e.id = k.employee_id where e.name = ${name}`,
      )
      return rows.map(row => row.phone)
    })
  const standing = () =>
    w.sql<{ performance: boolean }>(
      'select includes_performance as performance from consents where withdrawn_at is null order by given_at',
    )

  it('opens the phone to the store, and withdrawn closes it while the person still works there', async () => {
    await approveAll(await ask('liwanqing', 'me', dispatch()), dispatchSigners)
    expect(await phoneOf('李婉清')).toEqual(['13900000000'])
    expect(await phoneOf('王沐阳')).toEqual([])
    const [consent] = await w.sql<{ id: string }>('select id from consents')
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: consent?.id ?? '' }))
    expect(await phoneOf('李婉清')).toEqual([])
    expect(await seenBy('zhaomingyuan', 'store/tianyao')).toContain('李婉清')
  })

  it('ends with a request that came to nothing', async () => {
    const number = await ask('liwanqing', 'me', dispatch({ consentPerformance: 'yes' }))
    await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number }))
    expect(await standing()).toEqual([])
    const again = await ask('liwanqing', 'me', dispatch({ consentPerformance: 'yes' }))
    await approveAll(again, dispatchSigners)
    await w.as('zhoulan', 'hq', (tx, actor) =>
      cancelTransfer(tx, actor, { number: again, reason: '门店停业' }),
    )
    expect(await standing()).toEqual([])
  })

  it('takes the place of an older and wider one once its request is approved', async () => {
    await w.sql(
      `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
       values ($1, $2, $3, gen_random_uuid(), true, true, 'x', now() - interval '1 day')`,
      [w.employees.liwanqing.id, w.units.tianyao, w.partners.hefeng],
    )
    const number = await ask('liwanqing', 'me', dispatch())
    expect(await standing()).toHaveLength(2)
    await approveAll(number, dispatchSigners)
    expect(await standing()).toEqual([{ performance: false }])
  })
})

describe('dates and places', () => {
  it.each([
    ['an effective day in the past', { effectiveOn: -1 }, 'transfers.backDated'],
    ['an end before the start', { effectiveOn: 10, endsOn: 10 }, 'transfers.endsBeforeStart'],
    ['more than a year ahead', { effectiveOn: 400, endsOn: 500 }, 'transfers.tooFarAhead'],
    ['more than 36 months', { effectiveOn: 10, endsOn: 1200 }, 'transfers.tooLong'],
    ['a year that is none', { effectiveOn: 10, endsOn: 2_912_000 }, 'transfers.tooLong'],
  ])('refuses %s', async (_what, days, code) => {
    const input = dispatch({
      effectiveOn: day(days.effectiveOn),
      endsOn: day('endsOn' in days ? days.endsOn : 100),
    })
    expect(await refusalOf(ask('liwanqing', 'me', input))).toBe(code)
  })

  it('refuses a department as a store, and the wrong kind for where somebody is', async () => {
    expect(await refusalOf(ask('liwanqing', 'me', dispatch({ toUnitId: w.units.design })))).toBe(
      'transfers.storeMissing',
    )
    expect(await refusalOf(ask('liwanqing', 'me', dispatch({ kind: 'return', endsOn: undefined })))).toBe(
      'transfers.not_return',
    )
    const move = dispatch({ employee: w.employees.wangmuyang.number, kind: 'move' })
    expect(await refusalOf(ask('wangmuyang', 'me', move))).toBe('transfers.sameStore')
  })

  it('says by when somebody may move who is to return before, also where a request was sent back', async () => {
    const {
      employee: _employee,
      kind: _kind,
      ...wanted
    } = dispatch({
      toUnitId: w.units.nanxi,
      effectiveOn: day(70),
    })
    const person = { employee: w.employees.wangmuyang.number, kind: 'move' as const }
    const late = { code: 'transfers.moveAfterReturn', values: { date: day(60) }, field: 'effectiveOn' }
    await expect(ask('wangmuyang', 'me', { ...person, ...wanted })).rejects.toMatchObject(late)
    const number = await ask('wangmuyang', 'me', { ...person, ...wanted, effectiveOn: day(60) })
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '再晚一些' }))
    const revise = (effectiveOn: string) =>
      w.as('wangmuyang', 'me', (tx, actor) => reviseTransfer(tx, actor, { ...wanted, number, effectiveOn }))
    await expect(revise(day(70))).rejects.toMatchObject(late)
    await revise(day(59))
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '再晚一些' }))
    await w.sql(`update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3`, [
      w.employees.wangmuyang.id,
      day(-1),
      w.units.tianyao,
    ])
    await w.sql(`update assignments set starts_on = $2 where employee_id = $1 and ends_on is null`, [
      w.employees.wangmuyang.id,
      day(-1),
    ])
    expect(await refusalOf(revise(day(59)))).toBe('transfers.kindOutdated')
  })

  it('lets HR record a past one with a reason, and rewrites no day before it', async () => {
    const past = dispatch({ effectiveOn: day(-5), endsOn: day(60) })
    expect(await refusalOf(ask('zhoulan', 'hq', past))).toBe('transfers.backDatedReasonMissing')
    const number = await ask('zhoulan', 'hq', { ...past, backDatedReason: '门店先到岗，补单' })
    await w.as('liwanqing', 'me', (tx, actor) => confirmTransfer(tx, actor, { number, consentBase: 'yes' }))
    await approveAll(number, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['xutinglan', 'hq'],
      ['sunli', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.liwanqing.id)).slice(0, 2)).toEqual([
      { unit: 'catering', from: '2024-03-01', to: day(-5) },
      { unit: 'tianyao', from: day(-5), to: day(60) },
    ])
  })

  it('refuses a day on which the store is not there yet, by HR too and at an approval', async () => {
    const opens = (on: string) =>
      w.sql(`update units set opened_on = $2 where id = $1`, [w.units.tianyao, on])
    const refused = (on: string) => ({
      code: 'transfers.beforePlace',
      values: { name: '徐汇天钥店', date: on },
      field: 'effectiveOn',
    })
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners.slice(0, 3))
    try {
      await opens(day(11))
      await expect(approve('sunli', 'hq', number)).rejects.toMatchObject(refused(day(11)))
      await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number }))
      await opens(w.today)
      const past = dispatch({ effectiveOn: day(-1), backDatedReason: '门店先到岗，补单' })
      await expect(ask('zhoulan', 'hq', past)).rejects.toMatchObject(refused(w.today))
      await ask('zhoulan', 'hq', { ...past, effectiveOn: w.today })
    } finally {
      await opens('2020-01-01')
    }
  })

  it('refuses a return to a department before its first day, and says when somebody can return at the earliest', async () => {
    const back = (effectiveOn: string) => ({
      employee: w.employees.wangmuyang.number,
      kind: 'return' as const,
      effectiveOn,
      reason: '提前返回',
      backDatedReason: '补单',
    })
    await w.sql(`update units set opened_on = $2 where id = $1`, [w.units.catering, day(-3)])
    try {
      await expect(ask('zhoulan', 'hq', back(day(-5)))).rejects.toMatchObject({
        code: 'transfers.beforePlace',
        values: { date: day(-3) },
      })
      await ask('zhoulan', 'hq', back(day(-3)))
    } finally {
      await w.sql(`update units set opened_on = '2020-01-01' where id = $1`, [w.units.catering])
    }
    await expect(ask('zhoulan', 'hq', back(day(-100)))).rejects.toMatchObject({
      code: 'transfers.beforeArrival',
      values: { earliest: day(-99) },
    })
  })

  it('says by when somebody can return, also of a day long after the planned one', async () => {
    const far = { employee: w.employees.wangmuyang.number, kind: 'return' as const, reason: '返回' }
    await expect(ask('wangmuyang', 'me', { ...far, effectiveOn: '9999-12-31' })).rejects.toMatchObject({
      code: 'transfers.tooFarAhead',
      values: { latest: day(365) },
      field: 'effectiveOn',
    })
    expect(await refusalOf(ask('wangmuyang', 'me', { ...far, effectiveOn: day(300) }))).toBe(
      'transfers.not_return',
    )
  })

  it('leaves a request readable whose store has closed since', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number }))
    await w.sql(`update units set closed_on = $2 where id = $1`, [w.units.tianyao, w.today])
    try {
      const seen = await w.as('zhoulan', 'hq', async (tx, actor) =>
        getTransferView(tx, actor, await getRequest(tx, number)),
      )
      expect(seen.transfer.toUnit).toBe('徐汇天钥店')
      await expect(ask('liwanqing', 'me', dispatch())).rejects.toMatchObject({
        code: 'transfers.placeClosed',
        field: 'toUnitId',
      })
    } finally {
      await w.sql(`update units set closed_on = null where id = $1`, [w.units.tianyao])
    }
  })

  it('names the request that is in the way', async () => {
    const first = await ask('liwanqing', 'me', dispatch())
    const second = w.as('zhoulan', 'hq', (tx, actor) =>
      requestTransfer(tx, actor, dispatch({ toUnitId: w.units.nanxi, effectiveOn: day(50) })),
    )
    await expect(second).rejects.toMatchObject({ code: 'transfers.overlaps', values: { number: first } })
    await approveAll(first, dispatchSigners)
    const third = w.as('liwanqing', 'me', (tx, actor) =>
      requestTransfer(tx, actor, dispatch({ effectiveOn: day(5), endsOn: day(8) })),
    )
    await expect(third).rejects.toMatchObject({ code: 'transfers.overlaps', values: { number: first } })
    // nor does another take its place on the very day on which it begins
    const fourth = w.as('liwanqing', 'me', (tx, actor) =>
      requestTransfer(tx, actor, dispatch({ toUnitId: w.units.nanxi })),
    )
    await expect(fourth).rejects.toMatchObject({ code: 'transfers.overlaps', values: { number: first } })
    // what comes after it can be asked for already
    const back = { employee: w.employees.liwanqing.number, kind: 'return' as const, reason: '提前返回' }
    await ask('liwanqing', 'me', { ...back, effectiveOn: day(100) })
  })
})

describe('extend, move and return', () => {
  it('extends a stay: the planned return moves', async () => {
    const number = await ask('zhaomingyuan', 'store/tianyao', {
      employee: w.employees.wangmuyang.number,
      kind: 'extend',
      endsOn: day(150),
      reason: '门店需要',
    })
    await w.as('wangmuyang', 'me', (tx, actor) => confirmTransfer(tx, actor, { number, consentBase: 'yes' }))
    await approve('hejun', 'hq', number)
    // The store manager started it, so the region manager decides for the store.
    expect(await holdersOf(number)).toEqual(['秦川'])
    await approveAll(number, [
      ['qinchuan', 'store/east'],
      ['zhoulan', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.wangmuyang.id)).slice(1)).toEqual([
      { unit: 'tianyao', from: day(-100), to: day(150) },
      { unit: 'catering', from: day(150), to: null },
    ])
  })

  it('moves between stores through both managers, and returns early', async () => {
    const number = await ask(
      'wangmuyang',
      'me',
      dispatch({
        employee: w.employees.wangmuyang.number,
        kind: 'move',
        toUnitId: w.units.nanxi,
        effectiveOn: day(3),
        endsOn: day(90),
      }),
    )
    await approveAll(number, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.wangmuyang.id)).slice(1)).toEqual([
      { unit: 'tianyao', from: day(-100), to: day(3) },
      { unit: 'nanxi', from: day(3), to: day(90) },
      { unit: 'catering', from: day(90), to: null },
    ])
    const back = await ask('guyan', 'me', {
      employee: w.employees.guyan.number,
      kind: 'return',
      effectiveOn: day(7),
      reason: '家中有事',
    })
    await approveAll(back, [
      ['hejun', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.guyan.id)).slice(1)).toEqual([
      { unit: 'nanxi', from: day(-100), to: day(7) },
      { unit: 'catering', from: day(7), to: null },
    ])
  })

  it.each([
    ['the last one held there', undefined, 'chef'],
    ['another that was chosen', 'clerk', 'clerk'],
  ] as const)('returns to a position at home: %s', async (_, chosen, expected) => {
    const number = await ask('wangmuyang', 'me', {
      employee: w.employees.wangmuyang.number,
      kind: 'return',
      effectiveOn: day(5),
      reason: '提前返回',
      ...(chosen && { toPositionId: w.positions[chosen] }),
    })
    await approveAll(number, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['zhoulan', 'hq'],
    ])
    const [home] = await w.sql<{ position: string }>(
      `select position_id as position from assignments where employee_id = $1 and starts_on = $2`,
      [w.employees.wangmuyang.id, day(5)],
    )
    expect(home?.position).toBe(w.positions[expected])
  })

  it('moves on or returns on the very day that the stay was planned to end', async () => {
    const input = { employee: w.employees.wangmuyang.number, effectiveOn: day(60), reason: '按期' }
    const move = await ask('wangmuyang', 'me', {
      ...input,
      kind: 'move',
      toUnitId: w.units.nanxi,
      endsOn: day(120),
      consentBase: 'yes',
    })
    await approveAll(move, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.wangmuyang.id)).slice(1)).toEqual([
      { unit: 'tianyao', from: day(-100), to: day(60) },
      { unit: 'nanxi', from: day(60), to: day(120) },
      { unit: 'catering', from: day(120), to: null },
    ])
    const back = await ask('guyan', 'me', { ...input, employee: w.employees.guyan.number, kind: 'return' })
    await approveAll(back, [
      ['hejun', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
    ])
    expect((await assignmentsOf(w.employees.guyan.id)).slice(1)).toEqual([
      { unit: 'nanxi', from: day(-100), to: day(60) },
      { unit: 'catering', from: day(60), to: null },
    ])
  })

  it('is cancelled by HR before its first day: everything is as it was', async () => {
    const before = await assignmentsOf(w.employees.liwanqing.id)
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners)
    const cancel = (login: Login): Promise<void> =>
      w.as(login, 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '门店停业' }))
    expect(await refusalOf(cancel('sunli'))).toBe('transfers.notCancellable')
    await cancel('zhoulan')
    expect(await assignmentsOf(w.employees.liwanqing.id)).toEqual(before)
    expect(await refusalOf(cancel('zhoulan'))).toBe('transfers.notCancellable')
    await ask('liwanqing', 'me', dispatch())
  })
})

describe('the verbs', () => {
  it('sends back, revises as the next round, and rejects for the applicant to see', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '日期太近' }))
    expect(await statusOf(number)).toBe('returned')
    expect(await refusalOf(approve('hejun', 'hq', number))).toBe('workflow.alreadyFinished')
    await w.as('liwanqing', 'me', (tx, actor) =>
      reviseTransfer(tx, actor, {
        number,
        toUnitId: w.units.tianyao,
        toPositionId: w.positions.storeChef,
        effectiveOn: day(20),
        endsOn: day(200),
        reason: '改到下旬',
      }),
    )
    // Whoever decides next reads what is different, field by field, beside the reason.
    const view = await w.as('hejun', 'hq', (tx, actor) => getRequestView(tx, actor, number))
    const submissions = view.timeline.filter(entry => entry.what === 'submitted')
    expect(submissions.map(entry => entry.text)).toEqual(['希望就近驻店', '改到下旬'])
    expect(submissions[0]?.changes).toBeUndefined()
    expect(submissions[1]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'effectiveOn', from: day(10), to: day(20) },
        { field: 'endsOn', from: day(190), to: day(200) },
      ]),
    )
    expect(submissions[1]?.changes).toHaveLength(2)
    await approve('hejun', 'hq', number)
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'staffing', reason: '本月满编' }),
    )
    const seen = await w.as('liwanqing', 'me', async tx => {
      const { rows } = await tx.execute(`select verb, category, reason from decisions where verb = 'reject'`)
      return rows
    })
    expect(seen).toEqual([{ verb: 'reject', category: 'staffing', reason: '本月满编' }])
    await ask('liwanqing', 'me', dispatch())
  })

  it('delegates, asks others to join, and waits for them', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('hejun', 'hq', (tx, actor) => delegateRequest(tx, actor, { number, to: w.users.yezhen }))
    expect(await refusalOf(approve('hejun', 'hq', number))).toBe('workflow.alreadyDecided')
    await w.as('yezhen', 'hq', (tx, actor) => joinRequest(tx, actor, { number, to: w.users.sunli }))
    await approve('yezhen', 'hq', number)
    expect(await holdersOf(number)).toEqual(['孙立'])
    await approve('sunli', 'hq', number)
    expect(await holdersOf(number)).toEqual(['赵明远'])
    const again = w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      delegateRequest(tx, actor, { number, to: w.users.yezhen }),
    )
    expect(await refusalOf(again)).toBe('workflow.notThem')
    // whoever reads the trail learns from whom to whom
    expect(
      await w.sql(
        `select actor_name as who, action, details ->> 'to' as "to" from trail where action like 'request.%ed' order by at`,
      ),
    ).toEqual(
      expect.arrayContaining([
        { who: '何骏', action: 'request.delegated', to: '叶蓁' },
        { who: '叶蓁', action: 'request.joined', to: '孙立' },
      ]),
    )
  })

  it('goes to the substitute of an absent approver, who decides on their behalf', async () => {
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4)`,
      [w.users.hejun, w.users.yezhen, day(-1), day(5)],
    )
    const number = await ask('liwanqing', 'me', dispatch())
    expect(await holdersOf(number)).toEqual(['叶蓁'])
    await approve('yezhen', 'hq', number)
    expect(await w.sql(`select on_behalf_of_name as name from decisions where verb = 'approve'`)).toEqual([
      { name: '何骏' },
    ])
  })

  it('is withdrawn by the applicant, nudged with a cool-down, and by nobody else', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    const nudge = (login: Login, seat: SeatName): Promise<void> =>
      w.as(login, seat, (tx, actor) => nudgeRequest(tx, actor, { number }))
    expect(await refusalOf(nudge('liwanqing', 'me'))).toBe('workflow.nudgedEarly')
    await w.sql(`update request_stages set entered_at = entered_at - interval '5 hours'`)
    await nudge('liwanqing', 'me')
    expect(await refusalOf(nudge('liwanqing', 'me'))).toBe('workflow.nudgedAlready')
    expect(await refusalOf(nudge('hejun', 'hq'))).toBe('workflow.notYours')
    const withdraw = (login: Login, seat: SeatName): Promise<void> =>
      w.as(login, seat, (tx, actor) => withdrawRequest(tx, actor, { number }))
    expect(await refusalOf(withdraw('hejun', 'hq'))).toBe('workflow.notYours')
    expect(await refusalOf(withdraw('fangjing', 'store/nanxi'))).toBe('input.notFound')
    await withdraw('liwanqing', 'me')
    expect(await statusOf(number)).toBe('withdrawn')
  })
})

describe('what people were told to do', () => {
  const unreadOf = async (number: string): Promise<string[]> =>
    (
      await w.sql<{ name: string; kind: string }>(
        `select u.name, n.kind from notifications n join users u on u.id = n.user_id
         where n.path = 'requests/' || $1 and n.read_at is null and n.kind like 'task%' order by 1, 2`,
        [number],
      )
    ).map(row => `${row.name} ${row.kind}`)
  const atHr = async (): Promise<string> => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners.slice(0, 2))
    expect(await unreadOf(number)).toEqual(['周岚 taskAssigned', '许听澜 taskAssigned'].sort())
    return number
  }

  it('does not stay unread once somebody else of the stage has decided', async () => {
    const number = await atHr()
    await approve('zhoulan', 'hq', number)
    expect(await unreadOf(number)).toEqual(['孙立 taskAssigned'])
  })

  it('does not stay unread once the request is withdrawn or sent back, and other news does', async () => {
    const number = await atHr()
    await w.as('zhoulan', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '换一天' }))
    expect(await unreadOf(number)).toEqual([])
    const second = await ask(
      'wangmuyang',
      'me',
      dispatch({ employee: w.employees.wangmuyang.number, kind: 'move', toUnitId: w.units.nanxi }),
    )
    await w.as('wangmuyang', 'me', (tx, actor) => withdrawRequest(tx, actor, { number: second }))
    expect(await unreadOf(second)).toEqual([])
    const told = await w.sql(
      `select 1 from notifications where kind = 'requestWithdrawn' and read_at is null`,
    )
    expect(told.length).toBeGreaterThan(0)
  })

  it('does not stay unread once the task has moved, and is not touched while they have it', async () => {
    const number = await atHr()
    await w.sql(`update role_grants set ends_on = $2 where user_id = $1`, [w.users.zhoulan, w.today])
    await enterService('job', tx => moveTasks(tx, new Date(), w.today, w.users.zhoulan))
    expect(await unreadOf(number)).toEqual(['许听澜 taskAssigned'])
  })
})

describe('when approvers come and go', () => {
  it('refuses a decision in the second a grant ends, and moves the task up', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approve('hejun', 'hq', number)
    await w.sql(`update role_grants set ends_on = $2 where user_id = $1`, [w.users.zhaomingyuan, w.today])
    await expect(approve('zhaomingyuan', 'store/tianyao', number)).rejects.toThrow()
    await enterService('job', tx => moveTasks(tx, new Date(), w.today))
    expect(await holdersOf(number)).toEqual(['秦川'])
    await enterService('job', tx => moveTasks(tx, new Date(), w.today))
    expect(await holdersOf(number)).toEqual(['秦川'])
    await approve('qinchuan', 'store/tianyao', number)
  })

  it('leaves the task with those who have it as well, and goes up only when nobody is left', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners.slice(0, 2))
    await w.sql(`update role_grants set ends_on = $2 where user_id = $1`, [w.users.zhoulan, w.today])
    await enterService('job', tx => moveTasks(tx, new Date(), w.today))
    expect(await holdersOf(number)).toEqual(['许听澜'])
    await w.sql(`update role_grants set ends_on = $2 where user_id = $1`, [w.users.xutinglan, w.today])
    await enterService('job', tx => moveTasks(tx, new Date(), w.today))
    expect(await holdersOf(number)).toEqual(['孙立'])
  })

  it('moves the task when the approver manages another store now', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approve('hejun', 'hq', number)
    await w.sql(`update role_grants set unit_id = $2 where user_id = $1`, [
      w.users.zhaomingyuan,
      w.units.baoli,
    ])
    await enterService('job', tx => moveTasks(tx, new Date(), w.today))
    expect(await holdersOf(number)).toEqual(['秦川'])
  })

  it('gives what an approver already has to the substitute when the absence begins', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4)`,
      [w.users.hejun, w.users.yezhen, day(0), day(5)],
    )
    expect(await enterService('job', tx => moveTasks(tx, new Date(), w.today))).toBe(1)
    expect(await holdersOf(number)).toEqual(['叶蓁'])
    expect(await movesOf(number)).toEqual([['何骏', 'away', '叶蓁']])
    expect(await enterService('job', tx => moveTasks(tx, new Date(), w.today))).toBe(0)
    await approve('yezhen', 'hq', number)
  })

  const move = (on = w.today): Promise<number> => enterService('job', tx => moveTasks(tx, new Date(), on))
  const standIn = (user: Login, substitute: Login, days: number) =>
    w.sql(`insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4)`, [
      w.users[user],
      w.users[substitute],
      day(0),
      day(days),
    ])
  const movesOf = async (number: string) =>
    (await w.as('zhoulan', 'hq', (tx, actor) => getRequestView(tx, actor, number))).timeline
      .filter(one => one.what === 'moved')
      .map(one => [one.by?.name, one.why, one.target])

  it('comes back from the substitute once the absence is over, and the course says so', async () => {
    await standIn('hejun', 'yezhen', 5)
    const number = await ask('liwanqing', 'me', dispatch())
    expect(await holdersOf(number)).toEqual(['叶蓁'])
    expect(await move(day(4))).toBe(0)
    expect(await move(day(5))).toBe(1)
    expect(await move(day(5))).toBe(0)
    expect(await holdersOf(number)).toEqual(['何骏'])
    expect(await movesOf(number)).toEqual([['叶蓁', 'back', '何骏']])
    expect(
      await w.sql(
        `select u.name from notifications n join users u on u.id = n.user_id where kind = 'taskMoved'`,
      ),
    ).toEqual([{ name: '何骏' }])
    expect(await refusalOf(approve('yezhen', 'hq', number))).toBe('workflow.notYours')
    await approve('hejun', 'hq', number)
  })

  it('comes back when the absence is taken back, or goes to whoever stands in now', async () => {
    await standIn('hejun', 'yezhen', 5)
    const number = await ask('liwanqing', 'me', dispatch())
    const [row] = await w.sql<{ id: string }>('select id from substitutions')
    await w.as('hejun', 'hq', (tx, actor) => removeSubstitution(tx, actor, { substitutionId: row?.id ?? '' }))
    expect(
      await w.sql(`select 1 from graphile_worker.jobs where task_identifier = 'move_tasks'`),
    ).toHaveLength(1)
    await standIn('hejun', 'xutinglan', 5)
    expect(await move()).toBe(1)
    expect(await holdersOf(number)).toEqual(['许听澜'])
    await w.sql('delete from substitutions')
    expect(await move()).toBe(1)
    expect(await holdersOf(number)).toEqual(['何骏'])
    expect(await movesOf(number)).toEqual([
      ['叶蓁', 'back', '许听澜'],
      ['许听澜', 'back', '何骏'],
    ])
  })

  it('is handed back by the substitute to whose it is, who then decides for themselves', async () => {
    await standIn('hejun', 'yezhen', 5)
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('yezhen', 'hq', (tx, actor) => delegateRequest(tx, actor, { number, to: w.users.hejun }))
    expect(await move()).toBe(0)
    await approve('hejun', 'hq', number)
    expect(await w.sql(`select on_behalf_of_name as name from decisions where verb = 'approve'`)).toEqual([
      { name: null },
    ])
  })

  it('may be decided by the substitute of somebody whom it was escalated to, and comes back as escalated', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await standIn('zhoulan', 'yezhen', 5)
    for (const hours of [49, 73]) {
      const at = new Date(Date.now() + hours * 3_600_000)
      await enterService('job', tx => chaseLateTasks(tx, at, w.today))
    }
    expect(await holdersOf(number)).toEqual(['何骏', '叶蓁', '许听澜'].sort())
    expect(await move()).toBe(0)
    expect(await move(day(5))).toBe(1)
    expect(await holdersOf(number)).toEqual(['何骏', '周岚', '许听澜'].sort())
    expect(await w.sql(`select origin from tasks where user_name = '周岚' and closed_at is null`)).toEqual([
      { origin: 'escalated' },
    ])
    expect(await move()).toBe(1)
    expect(await approve('yezhen', 'hq', number)).toEqual({ status: 'in_progress' })
  })

  it('reminds whoever is late once, and a day later asks the next person up as well', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    const later = (hours: number): Promise<{ reminded: number; escalated: number }> =>
      enterService('job', tx => chaseLateTasks(tx, new Date(Date.now() + hours * 3_600_000), w.today))
    expect(await later(47)).toEqual({ reminded: 0, escalated: 0 })
    expect(await later(49)).toEqual({ reminded: 1, escalated: 0 })
    expect(await later(50)).toEqual({ reminded: 0, escalated: 0 })
    expect((await later(73)).escalated).toBeGreaterThan(0)
    expect(await later(74)).toEqual({ reminded: 0, escalated: 0 })
    expect(await holdersOf(number)).toEqual(['何骏', '周岚', '许听澜'].sort())
  })

  it('reminds of a planned return 30, 7 and 1 days before, once each', async () => {
    const on = (days: number): Promise<number> =>
      enterService('job', tx => remindOfReturns(tx, new Date(), day(days)))
    expect(await on(29)).toBe(0)
    expect(await on(30)).toBe(2)
    expect(await on(31)).toBe(0)
    expect(await on(53)).toBe(2)
    expect(await on(59)).toBe(2)
    expect(await on(59)).toBe(0)
  })

  it('asks nobody about a stay whose end an approved move or return has decided', async () => {
    const move = await ask(
      'wangmuyang',
      'me',
      dispatch({
        employee: w.employees.wangmuyang.number,
        kind: 'move',
        toUnitId: w.units.nanxi,
        effectiveOn: day(25),
        endsOn: day(120),
      }),
    )
    const asked = async () => ({
      reminders: await enterService('job', tx => remindOfReturns(tx, new Date(), w.today)),
      list: await w.as('zhoulan', 'hq', async (tx, actor) =>
        (await listReturns(tx, actor, 30)).rows.map(row => row.employee),
      ),
      people: await w.as('zhoulan', 'hq', async (tx, actor) =>
        (await listPeople(tx, actor, peopleParams.parse({ view: 'ending' }))).rows.map(row => row.name),
      ),
      workbench: await w.as(
        'zhoulan',
        'hq',
        async (tx, actor) => (await getWorkbench(tx, actor)).figures.ending,
      ),
      team: await w.as('zhaomingyuan', 'store/tianyao', async (tx, actor) =>
        (await listTeam(tx, actor)).rows.map(row => [row.name, row.goesTo]),
      ),
      ending: await w.as('zhaomingyuan', 'store/tianyao', async (tx, actor) =>
        teamOn((await listTeam(tx, actor)).rows, actor.today).ending.map(row => row.name),
      ),
      unit: await w.as('zhoulan', 'hq', async (tx, actor) =>
        (await listPeopleAt(tx, [w.units.tianyao], actor.today)).map(row => [row.name, row.goesTo]),
      ),
    })
    await w.sql(`update assignments set ends_on = $2 where employee_id = $1 and ends_on = $3`, [
      w.employees.wangmuyang.id,
      day(26),
      day(60),
    ])
    await w.sql(`update assignments set starts_on = $2 where employee_id = $1 and ends_on is null`, [
      w.employees.wangmuyang.id,
      day(26),
    ])
    expect(await asked()).toEqual({
      reminders: 1,
      list: ['王沐阳'],
      people: ['王沐阳'],
      workbench: 1,
      team: [['王沐阳', null]],
      ending: ['王沐阳'],
      unit: [['王沐阳', null]],
    })
    await approveAll(move, [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
    ])
    expect(await asked()).toEqual({
      reminders: 0,
      list: [],
      people: [],
      workbench: 0,
      team: [['王沐阳', '南京西路店']],
      ending: [],
      unit: [['王沐阳', '南京西路店']],
    })
    const own = await w.as('wangmuyang', 'me', (tx, actor) => getOwnPerson(tx, actor))
    expect(goesToAfter(own, day(25))).toBe('南京西路店')
    const back = await ask('guyan', 'me', {
      employee: w.employees.guyan.number,
      kind: 'return',
      effectiveOn: day(20),
      reason: '按期',
    })
    await approveAll(back, [
      ['hejun', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
    ])
    expect(await asked()).toMatchObject({ reminders: 0, list: [], people: [], workbench: 0 })
    const other = await w.as('guyan', 'me', (tx, actor) => getOwnPerson(tx, actor))
    expect(goesToAfter(other, day(20))).toBe('餐饮事业部')
    expect(goesToAfter(other, day(60))).toBeUndefined()
    // cancelled, it is to be decided again
    await w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number: move, reason: '不去了' }))
    expect(await asked()).toMatchObject({ reminders: 1, list: ['王沐阳'], workbench: 1, ending: ['王沐阳'] })
  })

  it('reminds once, of the step that is due, after mornings on which nothing ran', async () => {
    await enterService('job', tx => remindOfReturns(tx, new Date(), day(59)))
    expect(await w.sql(`select days_before as step from return_reminders`)).toEqual([
      { step: '1' },
      { step: '1' },
    ])
    const told = await w.sql<{ kind: string; values: { days: string } }>(
      `select kind, values from notifications where user_id = $1 and kind = 'returnDue'`,
      [w.users.wangmuyang],
    )
    expect(told.map(one => one.values.days)).toEqual(['1'])
  })
})

describe('at the same time', () => {
  it('decides a stage once, however often it is approved at once', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners.slice(0, 2))
    const attempts = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => approve('zhoulan', 'hq', number)),
      ...Array.from({ length: 4 }, () => approve('xutinglan', 'hq', number)),
    ])
    expect(attempts.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of attempts) {
      if (one.status === 'rejected')
        expect(await refusalOf(Promise.reject(one.reason))).toMatch(/^workflow\.(alreadyDecided|notYours)$/)
    }
    expect(
      await w.sql(`select count(*)::int as n from decisions where verb = 'approve' and actor_role = 'hr'`),
    ).toEqual([{ n: 1 }])
  })

  it('ends as withdrawn or as approved, never as both', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await ask('liwanqing', 'me', dispatch())
      await approveAll(number, dispatchSigners.slice(0, 3))
      const results = await Promise.allSettled([
        approve('sunli', 'hq', number),
        w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number })),
      ])
      expect(results.filter(one => one.status === 'fulfilled')).toHaveLength(1)
      const status = await statusOf(number)
      const moved = (await assignmentsOf(w.employees.liwanqing.id)).length > 1
      expect([status, moved]).toEqual(status === 'approved' ? ['approved', true] : ['withdrawn', false])
      if (moved)
        await w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '重来' }))
    }
  })

  it('lets one of many overlapping requests through and names it to the others', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        ask('liwanqing', 'me', dispatch({ effectiveOn: day(10 + index) })),
      ),
    )
    const won = attempts.filter(one => one.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const one of attempts) {
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'transfers.overlaps', values: { number: won[0]?.value } })
    }
  })

  it('applies one of two approvals that want the same person at once, and names it to the other', async () => {
    const first = await ask('liwanqing', 'me', dispatch({ effectiveOn: day(40), endsOn: day(100) }))
    const second = await ask(
      'liwanqing',
      'me',
      dispatch({ toUnitId: w.units.nanxi, effectiveOn: day(5), endsOn: day(40) }),
    )
    await approveAll(first, dispatchSigners.slice(0, 3))
    await approveAll(second, [
      ['hejun', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['zhoulan', 'hq'],
    ])
    const results = await Promise.allSettled([approve('sunli', 'hq', first), approve('sunli', 'hq', second)])
    for (const one of results) {
      if (one.status === 'rejected')
        expect(await refusalOf(Promise.reject(one.reason))).toMatch(
          /^transfers\.(conflicts|changedMeanwhile)$/,
        )
    }
    const overlapping = await w.sql(
      `select count(*)::int as n from assignments a join assignments b on a.id < b.id and a.employee_id = b.employee_id
       and daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)`,
    )
    expect(overlapping).toEqual([{ n: 0 }])
  })
})

describe('consent and hand-over', () => {
  const consentsOf = () =>
    w.sql<{ unit: string; scope: boolean; standing: boolean }>(
      `select u.code as unit, includes_performance as scope, withdrawn_at is null as standing
       from consents c join units u on u.id = c.unit_id order by given_at, standing`,
    )

  it('follows the person to another store: the earlier word is taken back', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '换一家' }))
    const { employee: _employee, kind: _kind, ...wanted } = dispatch({ toUnitId: w.units.nanxi })
    await w.as('liwanqing', 'me', (tx, actor) =>
      reviseTransfer(tx, actor, { ...wanted, number, consentPerformance: 'yes' }),
    )
    expect(await consentsOf()).toEqual([
      { unit: 'tianyao', scope: false, standing: false },
      { unit: 'nanxi', scope: true, standing: true },
    ])
  })

  it('is asked for again when the store changed and no new word was given', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '换一家' }))
    const { employee: _employee, kind: _kind, ...wanted } = dispatch({ toUnitId: w.units.nanxi })
    const revised = w.as('liwanqing', 'me', (tx, actor) =>
      reviseTransfer(tx, actor, { ...wanted, number, consentBase: undefined }),
    )
    expect(await refusalOf(revised)).toBe('transfers.consentNeeded')
  })

  it('ends with a request that came to nothing, and is not said to have been taken back', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await w.as('hejun', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'staffing', reason: '走不开' }),
    )
    const own = () =>
      w.as('liwanqing', 'me', async (tx, actor) => ({
        page: (await listOwnConsents(tx, actor)).length,
        home: (await getOwnPerson(tx, actor)).consents.map(one => one.hasLapsed),
      }))
    expect(await own()).toEqual({ page: 0, home: [true] })
    await approveAll(await ask('liwanqing', 'me', dispatch()), dispatchSigners)
    const [, standing] = await w.sql<{ id: string }>(`select id from consents order by given_at`)
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: standing?.id ?? '' }))
    expect(await own()).toEqual({ page: 1, home: [false, true] })
  })

  it('tells the store when it is taken back', async () => {
    await approveAll(await ask('liwanqing', 'me', dispatch()), dispatchSigners)
    const [consent] = await w.sql<{ id: string }>(`select id from consents`)
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: consent?.id ?? '' }))
    const told = await w.sql(
      `select u.name from notifications n join users u on u.id = n.user_id where kind = 'consentWithdrawn' order by 1`,
    )
    expect(told).toContainEqual({ name: '赵明远' })
  })

  it('can be given again while one works there, in a scope of one’s own, and the store is told', async () => {
    await approveAll(await ask('liwanqing', 'me', dispatch()), dispatchSigners)
    const own = () => w.as('liwanqing', 'me', (tx, actor) => listOwnConsents(tx, actor))
    const again = (login: Login, consent: string) =>
      w.as(login, 'me', (tx, actor) => consentAgain(tx, actor, { consent, consentTraining: 'yes' }))
    const [first] = await own()
    const id = first?.id ?? ''
    expect(await refusalOf(again('liwanqing', id))).toBe('input.notFound')
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: id }))
    expect(await refusalOf(again('guyan', id))).toBe('input.notFound')
    await again('liwanqing', id)
    expect(await own()).toMatchObject([
      { withdrawnAt: null, includesPerformance: false, includesTraining: true, mayGiveAgain: false },
      { id, mayGiveAgain: false },
    ])
    expect(await refusalOf(again('liwanqing', id))).toBe('input.notFound')
    const told = await w.sql(
      `select u.name from notifications n join users u on u.id = n.user_id where kind = 'consentGiven' order by 1`,
    )
    expect(told).toContainEqual({ name: '赵明远' })
    const [latest] = await own()
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: latest?.id ?? '' }))
    expect((await own()).map(one => one.mayGiveAgain)).toEqual([true, false])
    const handOver = 'update stores set partner_id = $2 where unit_id = $1'
    await w.sql(handOver, [w.units.tianyao, w.partners.yunlan])
    expect((await own()).map(one => one.mayGiveAgain)).toEqual([false, false])
    await w.sql(handOver, [w.units.tianyao, w.partners.hefeng])
    await w.sql('delete from assignments where unit_id = $1 and employee_id = $2', [
      w.units.tianyao,
      w.employees.liwanqing.id,
    ])
    expect((await own()).map(one => one.mayGiveAgain)).toEqual([false, false])
  })

  it('is not rejected by the person concerned: they do not agree', async () => {
    const told = () =>
      w.sql(`select u.name, kind from notifications n join users u on u.id = n.user_id
        where kind in ('requestRejected', 'requestDeclined') order by n.id`)
    const decline = (login: Login, seat: SeatName, number: string) =>
      w.as(login, seat, (tx, actor) =>
        rejectRequest(tx, actor, { number, category: 'personal', reason: '家里走不开' }),
      )
    await decline('liwanqing', 'me', await ask('zhoulan', 'hq', dispatch({ consentBase: undefined })))
    expect(await told()).toEqual([{ name: '周岚', kind: 'requestDeclined' }])
    await decline('hejun', 'hq', await ask('liwanqing', 'me', dispatch()))
    expect((await told()).at(-1)).toEqual({ name: '李婉清', kind: 'requestRejected' })
  })

  it('is the word of the person concerned: nobody else can be asked to give it', async () => {
    const number = await ask('zhoulan', 'hq', dispatch({ consentBase: undefined }))
    const handed = w.as('liwanqing', 'me', (tx, actor) =>
      delegateRequest(tx, actor, { number, to: w.users.hejun }),
    )
    expect(await refusalOf(handed)).toBe('workflow.ownWord')
  })

  it('is ticked by the side that an item belongs to', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, dispatchSigners)
    const tick = (login: Login, seat: SeatName, item: string) =>
      w.as(login, seat, (tx, actor) => tickHandOver(tx, actor, { number, item, done: 'yes' }))
    await tick('zhaomingyuan', 'store/tianyao', 'badgeAndUniform')
    expect(await refusalOf(tick('zhaomingyuan', 'store/tianyao', 'handOverWork'))).toBe(
      'transfers.handOverNotYours',
    )
    expect(await refusalOf(tick('zhaomingyuan', 'store/tianyao', 'badgeAndUniform'))).toBe(
      'transfers.handOverChanged',
    )
    await tick('liwanqing', 'me', 'readStoreRules')
    await tick('hejun', 'hq', 'handOverWork')
  })

  it('is not ticked before the first day where it is about that day', async () => {
    const number = await ask('liwanqing', 'me', dispatch({ effectiveOn: day(2) }))
    await approveAll(number, dispatchSigners)
    const tick = (today: string) =>
      w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
        tickHandOver(tx, { ...actor, today }, { number, item: 'welcomeOnFirstDay', done: 'yes' }),
      )
    await expect(tick(day(1))).rejects.toMatchObject({
      code: 'transfers.handOverTooEarly',
      values: { date: day(2) },
    })
    await tick(day(2))
  })

  it('is ticked of an approved transfer only, and says why not otherwise', async () => {
    const number = await ask('liwanqing', 'me', dispatch())
    const tick = () =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        tickHandOver(tx, actor, { number, item: 'handOverWork', done: 'yes' }),
      )
    expect(await refusalOf(tick())).toBe('transfers.handOverNotYet')
    await approveAll(number, dispatchSigners)
    await w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '门店停业' }))
    expect(await refusalOf(tick())).toBe('transfers.handOverCancelled')
  })
})

describe('a request that a cancelled one took the ground from', () => {
  const extension = async (): Promise<{ first: string; second: string }> => {
    const first = await ask('liwanqing', 'me', dispatch())
    await approveAll(first, dispatchSigners)
    const second = await ask('liwanqing', 'me', {
      employee: w.employees.liwanqing.number,
      kind: 'return',
      effectiveOn: day(60),
      toPositionId: w.positions.storeChef,
      reason: '家里有事',
    })
    return { first, second }
  }
  const viewOf = (login: Login, seat: SeatName, number: string) =>
    w.as(login, seat, (tx, actor) => getRequestView(tx, actor, number))
  const cancel = (number: string) =>
    w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '门店停业' }))

  it('is agreed to by nobody from then on, and rejected or sent back', async () => {
    const { first, second } = await extension()
    expect((await viewOf('hejun', 'hq', second)).verbs).toContain('approve')
    await cancel(first)
    expect(await refusalOf(approve('hejun', 'hq', second))).toBe('transfers.changedMeanwhile')
    const view = await viewOf('hejun', 'hq', second)
    expect(view.isOutdated).toBe(true)
    expect(view.verbs).not.toContain('approve')
    expect(view.verbs).toEqual(expect.arrayContaining(['reject', 'sendBack']))
    expect(await viewOf('liwanqing', 'me', second)).toMatchObject({ isOutdated: true })
    await w.as('hejun', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number: second, category: 'timing', reason: '已不在门店' }),
    )
    expect(await statusOf(second)).toBe('rejected')
  })

  it('is named to whoever cancels', async () => {
    const { first, second } = await extension()
    const resting = (number: string) =>
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const about = await getAbout(tx, actor, (await getRequestView(tx, actor, number)).request)
        return about.subject === 'transfer' && about.resting
      })
    expect(await resting(first)).toEqual([second])
    await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number: second }))
    expect(await resting(first)).toEqual([])
  })

  it('tells of the cancellation whom the approval was told, also a head who was stood in for', async () => {
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4)`,
      [w.users.hejun, w.users.yezhen, day(-1), day(5)],
    )
    const number = await ask('liwanqing', 'me', dispatch())
    await approveAll(number, [['yezhen', 'hq'], ...dispatchSigners.slice(1)])
    await cancel(number)
    const told = async (kind: string) =>
      (
        await w.sql<{ name: string }>(
          `select u.name from notifications n join users u on u.id = n.user_id where kind = $1 order by 1`,
          [kind],
        )
      ).map(row => row.name)
    const [approved, cancelled] = [await told('requestApproved'), await told('requestCancelled')]
    expect(approved).toContain('何骏')
    expect(cancelled).toEqual(expect.arrayContaining(approved))
    expect(cancelled).toContain('叶蓁')
  })
})

it('is handed to somebody who decides: a store to its region manager, nobody to those who audit or administer', async () => {
  const number = await ask('liwanqing', 'me', dispatch())
  await approve('hejun', 'hq', number)
  const hand = (to: string) =>
    w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => delegateRequest(tx, actor, { number, to }))
  expect(await refusalOf(hand(w.users.shaoning))).toBe('workflow.decidesNothing')
  expect(await refusalOf(hand(w.users.gaoyuan))).toBe('workflow.decidesNothing')
  expect(await refusalOf(hand(w.users.wangmuyang))).toBe('workflow.noSuchColleague')
  await hand(w.users.qinchuan)
  expect(await holdersOf(number)).toEqual(['秦川'])
  await approve('qinchuan', 'store/east', number)
})

it('is not passed by somebody who joined once whoever asked them has handed it over', async () => {
  const number = await ask('liwanqing', 'me', dispatch())
  await w.as('hejun', 'hq', (tx, actor) => joinRequest(tx, actor, { number, to: w.users.yezhen }))
  await w.as('hejun', 'hq', (tx, actor) => delegateRequest(tx, actor, { number, to: w.users.xutinglan }))
  await approve('yezhen', 'hq', number)
  expect(await holdersOf(number)).toEqual(['许听澜'])
  await approve('xutinglan', 'hq', number)
  expect(await holdersOf(number)).toEqual(['赵明远'])
})
