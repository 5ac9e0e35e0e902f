import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { askToLeave, cancelLeave, leave } from '@/test/leavings'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { renewContract } from '../contracts/commands'
import { renewInput } from '../contracts/input'
import { failureOf } from '../failure'
import { approveRequest, rejectRequest } from '../requests/commands'
import { confirmRenewal, requestRenewal } from './commands'
import { confirmRenewalInput, requestRenewalInput } from './input'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())
afterAll(closePools)

type Over = Record<string, unknown>
/** Fixed terms in a row, the last of which ends in thirty days. */
async function signed(terms: number): Promise<void> {
  const ends = addDays(w.today, 30)
  const from = (n: number) => (n === 0 ? '2024-03-01' : addDays(ends, -100 * (terms - n)))
  for (let n = 0; n < terms; n++) {
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, renews_id, created_at)
       values ($1, 'fixed_term', $2, $2, $3, '厨师', '上海', (select id from contracts order by starts_on desc limit 1), now())`,
      [w.employees.wangmuyang.id, from(n), n === terms - 1 ? ends : from(n + 1)],
    )
  }
}
const ask = (over: Over = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    requestRenewal(
      tx,
      actor,
      requestRenewalInput.parse({
        employee: w.employees.wangmuyang.number,
        kind: 'fixed_term',
        lastOn: addDays(w.today, 400),
        position: '驻店主厨',
        place: '上海',
        note: '表现稳定',
        ...over,
      }),
    ),
  )
const agree = (number: string, wish?: 'fixed_term') =>
  w.as('wangmuyang', 'me', (tx, actor) =>
    confirmRenewal(tx, actor, confirmRenewalInput.parse({ number, ...(wish && { wish }) })),
  )
const approve = (number: string, login: Login) =>
  w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
const latest = async () => {
  const [row] = await w.sql(
    `select kind, starts_on::text as "from", ends_on::text as "to", is_fixed_by_wish as "byWish", renews_id is not null as renews, position,
       signed_on::text as "signedOn" from contracts order by starts_on desc limit 1`,
  )
  return row
}

describe('a renewal', () => {
  it('is offered by HR, agreed to by the person, and then is a contract that follows', async () => {
    await signed(1)
    const { number } = await ask()
    expect(number).toMatch(/^XQ-/)
    expect(await refusalOf(approve(number, 'hejun'))).toBe('workflow.notYours')
    await agree(number)
    await approve(number, 'hejun')
    expect(await latest()).toMatchObject({ from: '2024-03-01' })
    expect(await approve(number, 'xutinglan')).toEqual({ status: 'approved' })
    expect(await latest()).toEqual({
      kind: 'fixed_term',
      from: addDays(w.today, 30),
      to: addDays(w.today, 401),
      byWish: false,
      renews: true,
      position: '驻店主厨',
      signedOn: w.today,
    })
    const [told] = await w.sql(`select kind from notifications where user_id = $1 and kind like 'career%'`, [
      w.users.wangmuyang,
    ])
    expect(told).toEqual({ kind: 'careerRenewed' })
  })

  it('of part-time work may be for a fixed term as often as both like', async () => {
    await signed(2)
    await w.sql(`update employees set employment_form = 'part_time' where id = $1`, [
      w.employees.wangmuyang.id,
    ])
    const { number } = await ask()
    await agree(number)
    for (const login of ['hejun', 'xutinglan'] as const) await approve(number, login)
    expect(await latest()).toMatchObject({ kind: 'fixed_term', from: addDays(w.today, 30), byWish: false })
  })

  it('is open-ended after two fixed terms unless the person says that they wish otherwise', async () => {
    await signed(2)
    const { number } = await ask()
    expect(await refusalOf(agree(number))).toBe('renewals.wishNeeded')
    await agree(number, 'fixed_term')
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    expect(await latest()).toMatchObject({ kind: 'fixed_term', byWish: true })
  })

  it('that is being decided is not passed by one on paper, which says why where there is none', async () => {
    await signed(1)
    const onPaper = async () => {
      const [row] = await w.sql<{ id: string }>('select id from contracts')
      const input = renewInput.parse({
        contractId: row?.id,
        revision: 1,
        kind: 'open_ended',
        signedOn: w.today,
        position: '厨师',
        place: '上海',
        reason: '本人在外地，寄回纸质合同',
      })
      return w.as('zhoulan', 'hq', (tx, actor) => renewContract(tx, actor, input))
    }
    const { number } = await ask()
    expect(await onPaper().catch(failureOf)).toMatchObject({
      code: 'contracts.renewalUnderWay',
      values: { number },
      href: `/hq/requests/${number}`,
    })
    await agree(number)
    await w.as('hejun', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'other', reason: '改签无固定期限' }),
    )
    await onPaper()
    const [trail] = await w.sql(
      `select details ->> 'reason' as reason from trail where action = 'contract.renewed'`,
    )
    expect(trail).toEqual({ reason: '本人在外地，寄回纸质合同' })
  })

  it('that is open-ended needs no wish', async () => {
    await signed(2)
    const { number } = await ask({ kind: 'open_ended', lastOn: undefined })
    await agree(number)
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    expect(await latest()).toMatchObject({ kind: 'open_ended', to: null, byWish: false })
  })

  it('that the person does not want leaves the contract as it is', async () => {
    await signed(1)
    const { number } = await ask()
    await w.as('wangmuyang', 'me', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'personal', reason: '打算回老家' }),
    )
    expect(await latest()).toMatchObject({ renews: false })
    await ask()
  })

  it.each([
    ['a fixed term without an end', { lastOn: undefined }, 'contracts.needsEnd'],
    ['an open-ended one with an end', { kind: 'open_ended' }, 'contracts.hasNoEnd'],
    ['an end before it begins', { lastOn: '2026-01-01' }, 'contracts.endsBeforeStart'],
  ])('refuses %s', async (_what, over, code) => {
    await signed(1)
    expect(await refusalOf(ask(over))).toBe(code)
  })

  it('is offered once, and where there is something to renew', async () => {
    expect(await refusalOf(ask())).toBe('renewals.nothing')
    await signed(1)
    await ask()
    expect(await refusalOf(ask({}, 'xutinglan'))).toBe('renewals.openAlready')
  })

  it('that was approved lapses when the person leaves before it begins', async () => {
    await signed(1)
    const { number } = await ask()
    await agree(number)
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    const lapsed = async () => {
      const [row] = await w.sql<{ on: string | null }>(
        'select lapsed_on::text as on from requests where number = $1',
        [number],
      )
      return row?.on
    }
    const leaving = await askToLeave(w, addDays(w.today, 29))
    await approve(leaving, 'hejun')
    expect(await lapsed()).toBeNull()
    await approve(leaving, 'zhoulan')
    expect(await lapsed()).toBe(addDays(w.today, 30))
    await cancelLeave(w, leaving)
    expect(await lapsed()).toBeNull()
    expect(await latest()).toMatchObject({ from: addDays(w.today, 30), renews: true })
  })

  it('that is still open closes with a leaving before it begins, and stays where it begins first', async () => {
    await signed(1)
    const { number } = await ask()
    await agree(number)
    const state = async () => {
      const [row] = await w.sql(
        `select r.status, n.state from requests r join renewals n on n.request_id = r.id where r.number = $1`,
        [number],
      )
      return row
    }
    // the old contract ends on this day, and the new one begins after it
    const later = await leave(w, addDays(w.today, 40))
    expect(await state()).toEqual({ status: 'in_progress', state: 'open' })
    await cancelLeave(w, later)
    const first = await leave(w, addDays(w.today, 29))
    expect(await state()).toEqual({ status: 'cancelled', state: 'closed' })
    expect(await refusalOf(approve(number, 'hejun'))).toBe('workflow.alreadyFinished')
    await cancelLeave(w, first)
    expect(await state()).toEqual({ status: 'returned', state: 'open' })
  })

  it('that begins before the last day of work ends with it, and goes on when the leaving is taken back', async () => {
    await signed(1)
    const { number } = await ask()
    await agree(number)
    const leaving = await leave(w, addDays(w.today, 40))
    await approve(number, 'hejun')
    await approve(number, 'xutinglan')
    const ended = async () =>
      w.sql(
        `select ended_early_on::text as "on", ended_early_reason as why from contracts where renews_id is not null`,
      )
    const [reason] = await w.sql(`select name from leaving_reasons where code = 'family'`)
    expect(await ended()).toEqual([{ on: addDays(w.today, 41), why: reason?.name }])
    await cancelLeave(w, leaving)
    expect(await ended()).toEqual([{ on: null, why: '' }])
  })

  it('of a contract that ended meanwhile is not written', async () => {
    await signed(1)
    const { number } = await ask()
    await agree(number)
    await approve(number, 'hejun')
    await w.sql(`update contracts set ended_early_on = $1, ended_early_reason = 'x'`, [addDays(w.today, 3)])
    expect(await refusalOf(approve(number, 'xutinglan'))).toBe('renewals.changedMeanwhile')
  })
})

it.each([
  ['hejun', 'hq'],
  ['sunli', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['wangmuyang', 'me'],
] as const)('%s in %s offers no renewal', async (login, seat) => {
  await signed(1)
  expect(await refusalOf(ask({}, login, seat))).toBe('input.refused')
  await ask()
})

it('nobody says for the person what they wish', async () => {
  await signed(2)
  const { number } = await ask()
  const wish = (login: Login) =>
    w.as(login, 'hq', tx =>
      tx.execute(
        `update renewals set is_fixed_by_wish = true, wished_at = now() where request_id = (select id from requests where number = '${number}')`,
      ),
    )
  expect(await refusalOf(wish('zhoulan'))).toBe('workflow.notYours')
  expect(await refusalOf(wish('hejun'))).toBe('workflow.notYours')
  await agree(number, 'fixed_term')
})
