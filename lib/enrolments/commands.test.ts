import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays, addMonths } from '../clock'
import { signContract } from '../contracts/commands'
import { signInput, termParams } from '../contracts/input'
import { remindOfTerms } from '../contracts/jobs'
import { listContracts, listMatters } from '../contracts/queries'
import { listReveals } from '../identities/queries'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { addScheme } from '../schemes/commands'
import { changeEnrolment, endEnrolment, enrol, revealEnrolment, revealOwnEnrolment } from './commands'
import { changeEnrolmentInput, endEnrolmentInput, enrolInput, revealEnrolmentInput } from './input'
import { listEnrolments } from './queries'

let w: World
let schemeId: string
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  for (const table of [
    'reveals',
    'contract_pays',
    'contracts',
    'insurance_enrolments',
    'insurance_rates',
    'insurance_schemes',
    'file_keys',
    'term_reminders',
    'notifications',
  ])
    await w.sql(`delete from ${table}`)
  schemeId = (
    await w.as('zhoulan', 'hq', (tx, actor) => addScheme(tx, actor, { city: '上海', residence: 'any' }))
  ).id
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const put = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    enrol(
      tx,
      actor,
      enrolInput.parse({
        number: w.employees.guyan.number,
        schemeId,
        from: '2026-01',
        insuranceBase: '8765.43',
        ...over,
      }),
    ),
  )
const all = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => listEnrolments(tx, w.employees.guyan.number))
const seen = async () => {
  const [latest] = await all()
  return { enrolmentId: latest?.id ?? '', revision: latest?.revision ?? 0 }
}
const change = async (over: Record<string, unknown> = {}) => {
  const input = changeEnrolmentInput.parse({
    ...(await seen()),
    schemeId,
    from: '2026-07',
    insuranceBase: '9000',
    ...over,
  })
  return w.as('zhoulan', 'hq', (tx, actor) => changeEnrolment(tx, actor, input))
}
const end = async (lastMonth: string) => {
  const input = endEnrolmentInput.parse({ ...(await seen()), lastMonth })
  return w.as('zhoulan', 'hq', (tx, actor) => endEnrolment(tx, actor, input))
}
const look = async (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') => {
  const input = revealEnrolmentInput.parse({
    number: w.employees.guyan.number,
    enrolmentId: (await seen()).enrolmentId,
    purpose: 'insurance',
    ...over,
  })
  return w.as(login, seat, (tx, actor) => revealEnrolment(tx, actor, input))
}

describe('an enrolment', () => {
  it('is for whole months, its bases sealed', async () => {
    await put({ hasFund: 'yes', fundAccount: '88001234' })
    expect(await all()).toMatchObject([{ city: '上海', startsOn: '2026-01-01', endsOn: null }])
    const [row] = await w.sql<{ sealed: Buffer }>('select sealed from insurance_enrolments')
    expect(row?.sealed.toString('latin1')).not.toMatch(/876543|88001234/)
    expect(await look()).toEqual({
      value: '社保基数 8,765.43 元，公积金基数 8,765.43 元，公积金账号 88001234',
    })
  })

  it('takes the agreed pay of its month where no base is typed', async () => {
    expect(await refusalOf(put({ insuranceBase: undefined }))).toBe('enrolments.baseMissing')
    await w.as('zhoulan', 'hq', (tx, actor) =>
      signContract(
        tx,
        actor,
        signInput.parse({
          number: w.employees.guyan.number,
          kind: 'open_ended',
          signedOn: '2024-03-01',
          startsOn: '2024-03-01',
          position: '厨师',
          place: '上海',
        }),
      ),
    )
    const [contract] = await w.as('zhoulan', 'hq', tx => listContracts(tx, w.employees.guyan.number))
    for (const said of [
      { startsOn: '2024-03-01', base: '7000' },
      { startsOn: '2026-01-20', base: '7500', meal: '300' },
      { startsOn: '2026-02-01', base: '9999' },
    ])
      await w.as('zhoulan', 'hq', (tx, actor) =>
        agreePay(tx, actor, agreePayInput.parse({ contractId: contract?.id, ...said })),
      )
    await put({ insuranceBase: undefined })
    expect((await look()).value).toBe('社保基数 7,800.00 元，没有公积金')
  })

  it('that changes is a new row from that month, and what was before stays', async () => {
    await put()
    await change()
    expect(await all()).toMatchObject([
      { startsOn: '2026-07-01', endsOn: null },
      { startsOn: '2026-01-01', endsOn: '2026-07-01' },
    ])
    await change({ insuranceBase: '9100' })
    expect((await all()).filter(one => one.startsOn === one.endsOn)).toHaveLength(1)
    await end('2026-12')
    expect(await refusalOf(change({ from: '2027-03' }))).toBe('enrolments.ended')
    await put({ from: '2027-01' })
    expect((await w.sql('select from insurance_enrolments')).length).toBe(4)
  })

  it.each([
    ['before the hire', { from: '2024-02' }, 'enrolments.beforeHire'],
    ['in a scheme that is none', { schemeId: '00000000-0000-4000-8000-000000000000' }, 'input.notFound'],
  ])('is refused %s', async (_what, over, code) => {
    expect(await refusalOf(put(over))).toBe(code)
    expect(await all()).toEqual([])
  })

  it('is one at a time, also when the database alone is asked, and changed as it was seen', async () => {
    await put()
    expect(await refusalOf(put({ from: '2026-05' }))).toBe('enrolments.overlaps')
    const { enrolmentId } = await seen()
    await change()
    const stale = changeEnrolmentInput.parse({ enrolmentId, revision: 1, schemeId, from: '2026-08' })
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => changeEnrolment(tx, actor, stale)))).toBe(
      'enrolments.changed',
    )
    expect(await refusalOf(change({ from: '2026-06' }))).toBe('enrolments.beforeOld')
    expect(await refusalOf(end('2026-06'))).toBe('enrolments.endsBefore')
  })

  it('is entered and read by HR and read by the person, and by nobody else', async () => {
    await put()
    for (const [login, seat] of [
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['yezhen', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
      ['fangjing', 'store/nanxi'],
    ] as const) {
      expect(await refusalOf(put({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(look({}, login, seat))).toBe('input.refused')
      await expect(
        w.as(login, seat, tx => tx.execute('select from insurance_enrolments')),
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    expect(await all('guyan', 'me')).toHaveLength(1)
    expect(await all('wangmuyang', 'me')).toEqual([])
    const { enrolmentId } = await seen()
    const own = (login: Login) =>
      w.as(login, 'me', (tx, actor) => revealOwnEnrolment(tx, actor, { enrolmentId }))
    expect(await refusalOf(own('wangmuyang'))).toBe('input.notFound')
    expect((await own('guyan')).value).toContain('8,765.43')
    await look({ note: '年检' })
    const looks = await w.as('guyan', 'me', tx => listReveals(tx, { employeeId: w.employees.guyan.id }))
    expect(looks.rows).toMatchObject([
      { what: 'contributions', purpose: 'insurance', note: '年检' },
      { what: 'contributions', purpose: 'own' },
    ])
  })
})

describe('who is in no scheme', () => {
  const matters = (login: Login) =>
    w.as(login, 'hq', (tx, actor) => listMatters(tx, actor, termParams.parse({ view: 'uninsured' })))

  it('is shown to HR with the day on which it is due, and to no head or executive', async () => {
    await w.sql('update employees set hired_on = $2 where id = $1', [
      w.employees.guyan.id,
      addDays(w.today, -25),
    ])
    const numbers = async () => (await matters('zhoulan')).rows.map(row => row.number)
    expect(await numbers()).toContain(w.employees.guyan.number)
    expect((await matters('zhoulan')).rows.find(row => row.number === w.employees.guyan.number)?.dueOn).toBe(
      addDays(w.today, 5),
    )
    for (const login of ['hejun', 'sunli'] as const) expect((await matters(login)).total).toBe(0)
    await put({ from: w.today.slice(0, 7) })
    expect(await numbers()).not.toContain(w.employees.guyan.number)
    await w.sql(`update employees set hired_on = '2024-03-01' where id = $1`, [w.employees.guyan.id])
  })

  it('is also who leaves, until they are put into one to the end of their last month', async () => {
    const { id, number } = w.employees.guyan
    const lastOn = addDays(w.today, 3)
    await w.sql('update employees set left_on = $2 where id = $1', [id, addDays(lastOn, 1)])
    const rows = async () => (await matters('zhoulan')).rows.filter(row => row.number === number)
    expect(await rows()).toMatchObject([{ leaves: true }])
    await put({ from: w.today.slice(0, 7) })
    expect(await rows()).toEqual([])
    const [row] = await w.sql<{ until: string }>(
      `select ends_on::text as until from insurance_enrolments where employee_id = $1`,
      [id],
    )
    expect(row?.until).toBe(addMonths(`${lastOn.slice(0, 7)}-01`, 1))
    await w.sql('update employees set left_on = null where id = $1', [id])
  })

  it('is told to HR alone, once in the last week and once when it is late', async () => {
    await w.sql(`update employees set hired_on = $2 where id = $1`, [
      w.employees.guyan.id,
      addDays(w.today, -25),
    ])
    const remind = (day: string) => enterService('job', tx => remindOfTerms(tx, new Date(), day))
    await remind(w.today)
    await remind(w.today)
    const told = await w.sql<{ login: string }>(
      `select u.login from notifications n join users u on u.id = n.user_id
       where n.kind = 'insuranceUnregistered' and n.values ->> 'employee' = '顾言' order by 1`,
    )
    expect(told.map(row => row.login)).toEqual(['xutinglan', 'zhoulan'])
    await w.sql(`update employees set hired_on = '2024-03-01' where id = $1`, [w.employees.guyan.id])
  })
})
