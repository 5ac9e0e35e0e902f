import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { askToLeave, cancelLeave, leave } from '@/test/leavings'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays, addMonths } from '../clock'
import { termParams } from '../contracts/input'
import { listMatters } from '../contracts/queries'
import { approveRequest, rejectRequest, sendBackRequest } from '../requests/commands'
import { getRequestView, listOwnRequests } from '../requests/queries'
import { stateOf } from '../workflow/rules'
import { requestConfirmation, reviseConfirmation } from './commands'
import { requestConfirmationInput, reviseConfirmationInput } from './input'

let w: World
beforeEach(async () => {
  w = await world()
  // 王沐阳 began two months ago and is on probation for another month
  const startsOn = addMonths(w.today, -2)
  await w.sql(
    `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
     values ($1, 'fixed_term', $2, $2, $3, $4, '厨师', '上海', now())`,
    [w.employees.wangmuyang.id, startsOn, addMonths(startsOn, 36), end()],
  )
})
afterEach(() => w.close())
afterAll(closePools)

const end = () => addDays(w.today, 25)
type Over = Record<string, unknown>
const ask = (over: Over = {}, login: Login = 'zhaomingyuan', seat: SeatName = 'store/tianyao') =>
  w.as(login, seat, (tx, actor) =>
    requestConfirmation(
      tx,
      actor,
      requestConfirmationInput.parse({
        employee: w.employees.wangmuyang.number,
        outcome: 'confirm',
        assessment: '出品稳定',
        ...over,
      }),
    ),
  )
const approve = (number: string, login: Login, seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
const contract = async () => {
  const [row] = await w.sql(
    `select probation_ends_on::text as "endsOn", confirmed_on::text as "confirmedOn", probation_extended_from::text as "extendedFrom" from contracts`,
  )
  return row
}
const told = (login: Login) =>
  w.sql<{ kind: string }>(`select kind from notifications where user_id = $1 and kind like 'career%'`, [
    w.users[login],
  ])

describe('a probation', () => {
  it('is decided about by the manager, the head and HR, and the contract says so', async () => {
    const { number } = await ask()
    expect(number).toMatch(/^ZZ-/)
    const matters = (login: Login = 'zhoulan') =>
      w.as(login, 'hq', (tx, actor) => listMatters(tx, actor, termParams.parse({ view: 'probation' })))
    for (const login of ['zhoulan', 'hejun', 'sunli'] as const)
      expect((await matters(login)).rows, login).toMatchObject([{ name: '王沐阳', underWay: number }])
    await approve(number, 'hejun')
    expect(await contract()).toEqual({ endsOn: end(), confirmedOn: null, extendedFrom: null })
    expect(await approve(number, 'zhoulan')).toEqual({ status: 'approved' })
    expect(await contract()).toEqual({ endsOn: end(), confirmedOn: end(), extendedFrom: null })
    expect(await told('wangmuyang')).toEqual([{ kind: 'careerConfirmed' }])
    expect((await matters()).total).toBe(0)
  })

  it('that is over with the contract first lapses, and holds again when the leaving is taken back', async () => {
    const { number } = await ask()
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    const seen = async () => {
      const { request } = await w.as('wangmuyang', 'me', (tx, actor) => getRequestView(tx, actor, number))
      const [row] = (
        await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => listOwnRequests(tx, actor))
      ).filter(one => one.number === number)
      return [request.lapsedOn, row && stateOf(row, w.today), row && stateOf(row, end())]
    }
    expect(await seen()).toEqual([null, 'pending', 'effective'])
    // the first day without them is the day on which they would have been confirmed
    const leaving = await leave(w, addDays(end(), -1))
    expect(await seen()).toEqual([end(), 'lapsed', 'lapsed'])
    await cancelLeave(w, leaving)
    expect(await seen()).toEqual([null, 'pending', 'effective'])
    await leave(w, end())
    expect(await seen()).toEqual([null, 'pending', 'effective'])
  })

  it('that is still open closes with a leaving, and is with its starter again when that is taken back', async () => {
    const { number } = await ask()
    await approve(number, 'hejun')
    const state = async () => {
      const [row] = await w.sql(
        `select r.status, r.lapsed_on::text as lapsed, f.state,
           (select count(*)::int from tasks t where t.request_id = r.id and t.closed_at is null) as asked
         from requests r join confirmations f on f.request_id = r.id where r.number = $1`,
        [number],
      )
      return row
    }
    const heard = async (kind: string) =>
      (
        await w.sql<{ login: string }>(
          'select u.login from notifications n join users u on u.id = n.user_id where n.kind = $1 and n.path = $2 order by 1',
          [kind, `requests/${number}`],
        )
      ).map(row => row.login)
    const leaving = await askToLeave(w, addDays(end(), -1))
    await approve(leaving, 'hejun')
    expect(await state()).toMatchObject({ status: 'in_progress', state: 'open' })
    await approve(leaving, 'zhoulan')
    // the first day without them is the day on which they would have been confirmed
    expect(await state()).toEqual({ status: 'cancelled', lapsed: end(), state: 'closed', asked: 0 })
    // 周岚 approved the leaving herself
    expect(await heard('requestLapsed')).toEqual(['hejun', 'wangmuyang', 'xutinglan', 'zhaomingyuan'])
    expect(await refusalOf(approve(number, 'xutinglan'))).toBe('workflow.alreadyFinished')
    const [own] = (
      await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => listOwnRequests(tx, actor))
    ).filter(one => one.number === number)
    expect(own && stateOf(own, w.today)).toBe('lapsed')
    const [trail] = await w.sql(
      `select action, details ->> 'number' as number from trail where action like 'request.%' order by id desc limit 1`,
    )
    expect(trail).toEqual({ action: 'request.lapsed', number })

    await cancelLeave(w, leaving)
    expect(await state()).toEqual({ status: 'returned', lapsed: null, state: 'open', asked: 0 })
    expect(await heard('requestReopened')).toEqual(['zhaomingyuan'])
    const input = { number, outcome: 'confirm', assessment: '出品稳定', confirmedOn: end() }
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      reviseConfirmation(tx, actor, reviseConfirmationInput.parse(input)),
    )
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    expect(await contract()).toMatchObject({ confirmedOn: end() })
  })

  it('that is still open goes on where it is over before the last day', async () => {
    const { number } = await ask()
    await approve(number, 'hejun')
    await leave(w, end())
    expect(await approve(number, 'xutinglan')).toEqual({ status: 'approved' })
    expect(await contract()).toMatchObject({ confirmedOn: end() })
  })

  it('that was sent back is not changed any more once the person leaves, and says how it is ended', async () => {
    const { number } = await ask()
    const seen = () => w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => getRequestView(tx, actor, number))
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '补充依据' }))
    expect(await seen()).toMatchObject({
      leavesOn: undefined,
      verbs: expect.arrayContaining(['revise', 'withdraw']),
    })
    const leaving = await leave(w, end())
    const view = await seen()
    expect(view.leavesOn).toBe(addDays(end(), 1))
    expect(view.verbs).toContain('withdraw')
    expect(view.verbs).not.toContain('revise')
    await cancelLeave(w, leaving)
    expect((await seen()).verbs).toContain('revise')
  })

  it('may end early', async () => {
    const { number } = await ask({ confirmedOn: addDays(w.today, 3) })
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    const early = addDays(w.today, 3)
    expect(await contract()).toEqual({ endsOn: early, confirmedOn: early, extendedFrom: null })
  })

  it('is extended once, when the person agrees, and within the law', async () => {
    const latest = addMonths(addMonths(w.today, -2), 6)
    expect(await refusalOf(ask({ outcome: 'prolong', lastOn: latest }))).toBe('confirmations.tooLong')
    const lastOn = addDays(w.today, 60)
    const { number } = await ask({ outcome: 'prolong', lastOn })
    expect(await refusalOf(approve(number, 'hejun'))).toBe('workflow.notYours')
    await approve(number, 'wangmuyang', 'me')
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    expect(await contract()).toEqual({ endsOn: addDays(lastOn, 1), confirmedOn: null, extendedFrom: end() })
    expect(await refusalOf(ask({ outcome: 'prolong', lastOn: addDays(w.today, 70) }))).toBe(
      'confirmations.prolongedAlready',
    )
  })

  it('that is not passed changes nothing in the contract and is HR’s to go on with', async () => {
    const { number } = await ask({ outcome: 'decline' })
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    expect(await contract()).toEqual({ endsOn: end(), confirmedOn: null, extendedFrom: null })
    expect(await told('zhoulan')).toEqual([{ kind: 'careerDeclined' }])
  })

  it('is asked about once at a time, and again after a rejection', async () => {
    const { number } = await ask()
    expect(await refusalOf(ask({}, 'hejun', 'hq'))).toBe('confirmations.openAlready')
    await w.as('hejun', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'timing', reason: '月底再看' }),
    )
    await ask()
  })

  it('is asked about anew when it was sent back', async () => {
    const { number } = await ask()
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '补充依据' }))
    const input = {
      number,
      outcome: 'confirm',
      assessment: '补充：带教两人',
      confirmedOn: addDays(w.today, 9),
    }
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      reviseConfirmation(tx, actor, reviseConfirmationInput.parse(input)),
    )
    await approve(number, 'hejun')
    await approve(number, 'zhoulan')
    expect(await contract()).toMatchObject({ confirmedOn: addDays(w.today, 9) })
  })

  it('that is over, or a contract that changed, is not decided about', async () => {
    const { number } = await ask()
    await approve(number, 'hejun')
    await w.sql(`update contracts set probation_ends_on = probation_ends_on + 1`)
    expect(await refusalOf(approve(number, 'zhoulan'))).toBe('confirmations.changedMeanwhile')
    await w.sql(`update contracts set probation_ends_on = $1`, [w.today])
    expect(await refusalOf(ask({}, 'hejun', 'hq'))).toBe('confirmations.over')
  })
})

it.each([
  ['wangmuyang', 'me', 'input.refused'],
  ['sunli', 'hq', 'input.refused'],
  ['gaoyuan', 'hq', 'input.refused'],
  ['fangjing', 'store/nanxi', 'input.notFound'],
] as const)('%s in %s decides about nobody’s probation', async (login, seat, code) => {
  expect(await refusalOf(ask({}, login, seat))).toBe(code)
  await ask()
})

it('what a manager writes past the command is refused by the database', async () => {
  const { number } = await ask()
  const forge = (login: Login, seat: SeatName, statement: string) =>
    refusalOf(w.as(login, seat, tx => tx.execute(statement)))
  const [request] = await w.sql<{ id: string }>(`select id from requests where number = $1`, [number])
  expect(
    await forge('zhaomingyuan', 'store/tianyao', `select app.apply_confirmation('${request?.id}')`),
  ).toBe('workflow.notApproved')
  expect(
    await forge(
      'hejun',
      'hq',
      `update confirmations set assessment = 'x' where request_id = '${request?.id}'`,
    ),
  ).toBe('workflow.notYours')
})
