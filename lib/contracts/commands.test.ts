import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { consentTo, type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { recordCertificate } from '../certificates/commands'
import { certificateInput } from '../certificates/input'
import { addDays, addMonths } from '../clock'
import { failureOf } from '../failure'
import { correctContract, endContractEarly, renewContract, signContract } from './commands'
import { correctInput, endEarlyInput, renewInput, signInput, termParams } from './input'
import { remindOfTerms } from './jobs'
import { type ContractRow, listContracts, listMatters, listTerms } from './queries'
import { lastDayOf } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
  // everybody is insured, or all of them would need somebody for that
  await w.sql(`with s as (insert into insurance_schemes (city, residence, created_at) values ('上海', 'any', now()) returning id)
    insert into insurance_enrolments (employee_id, scheme_id, starts_on, sealed, entered_by_name, entered_at)
    select e.id, s.id, '2024-03-01', 'x', 'x', now() from employees e, s`)
})
beforeEach(async () => {
  await w.sql('delete from contracts')
  await w.sql('delete from certificates')
  await w.sql('delete from term_reminders')
  await w.sql('delete from notifications')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const hiredOn = '2024-03-01'
type Over = Record<string, unknown>
const terms = (over: Over = {}) => ({
  kind: 'fixed_term',
  signedOn: '2024-03-10',
  startsOn: hiredOn,
  lastOn: '2027-02-28',
  position: '厨师',
  place: '上海',
  ...over,
})
const sign = (over: Over = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    signContract(tx, actor, signInput.parse({ number: w.employees.wangmuyang.number, ...terms(over) })),
  )
const all = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => listContracts(tx, w.employees.wangmuyang.number))
const latest = async (): Promise<ContractRow> => {
  const [contract] = await all()
  if (!contract) throw new Error('no contract')
  return contract
}
const seen = async () => {
  const { id, revision } = await latest()
  return { contractId: id, revision }
}
const renew = async (over: Over = {}) => {
  const { startsOn: _, ...said } = terms(over)
  const input = renewInput.parse({ ...(await seen()), ...said, reason: '纸质合同补录' })
  return w.as('zhoulan', 'hq', (tx, actor) => renewContract(tx, actor, input))
}
const endEarly = async (lastOn: string) => {
  const input = endEarlyInput.parse({ ...(await seen()), lastOn, reason: '双方协商' })
  return w.as('zhoulan', 'hq', (tx, actor) => endContractEarly(tx, actor, input))
}
const correct = async (over: Over = {}) => {
  const input = correctInput.parse({ ...(await seen()), ...terms(over), reason: '录入错误' })
  return w.as('zhoulan', 'hq', (tx, actor) => correctContract(tx, actor, input))
}
const trail = () =>
  w.sql<{ action: string; details: Over }>(
    `select action, details from trail where action like 'contract.%' order by id desc`,
  )

describe('signing', () => {
  it('keeps what was agreed, to the day after the last, and leaves a trail', async () => {
    await sign({ probationLastOn: '2024-08-31' })
    expect(await all()).toMatchObject([
      {
        kind: 'fixed_term',
        startsOn: hiredOn,
        endsOn: '2027-03-01',
        probationEndsOn: '2024-09-01',
        place: '上海',
      },
    ])
    expect((await trail())[0]).toMatchObject({
      action: 'contract.signed',
      details: { lastOn: '2027-02-28', probationLastOn: '2024-08-31' },
    })
  })

  it('refuses a probation that is too long, with its article', async () => {
    const error = await sign({ lastOn: '2026-02-28', probationLastOn: '2024-05-01' }).catch(failureOf)
    expect(error).toMatchObject({
      code: 'contracts.probationTooLong',
      values: { months: 2, source: '《劳动合同法》第十九条' },
      field: 'probationLastOn',
    })
  })

  it.each([
    [
      'a short term with probation',
      { lastOn: '2024-04-30', probationLastOn: '2024-03-15' },
      'contracts.probationNone',
    ],
    [
      'a probation outside of the term',
      { lastOn: '2024-07-31', probationLastOn: '2025-01-01' },
      'contracts.probationOutside',
    ],
    ['a fixed term without an end', { lastOn: undefined }, 'contracts.needsEnd'],
    ['an open-ended one with an end', { kind: 'open_ended' }, 'contracts.hasNoEnd'],
    ['an end before the start', { lastOn: '2024-02-28' }, 'contracts.endsBeforeStart'],
    ['a start before the first day', { startsOn: '2024-02-01' }, 'contracts.beforeHire'],
    ['a signature to come', { signedOn: '2099-01-01' }, 'contracts.signedAhead'],
    [
      'a fixed term after ten years',
      { startsOn: '2034-03-01', lastOn: '2035-02-28' },
      'contracts.openEndedDue',
    ],
  ])('refuses %s', async (_what, over, code) => {
    expect(await refusalOf(sign(over))).toBe(code)
    expect(await all()).toEqual([])
  })

  it('refuses a probation in part-time work with its article, and takes it in full-time work', async () => {
    const { id } = w.employees.wangmuyang
    const form = (value: string | null) =>
      w.sql('update employees set employment_form = $2 where id = $1', [id, value])
    await form('part_time')
    const error = await sign({ probationLastOn: '2024-08-31' }).catch(failureOf)
    expect(error).toMatchObject({
      code: 'contracts.probationPartTime',
      values: { source: '《劳动合同法》第七十条' },
      field: 'probationLastOn',
    })
    await sign()
    expect(await refusalOf(correct({ probationLastOn: '2024-08-31' }))).toBe('contracts.probationPartTime')
    await form('full_time')
    await correct({ probationLastOn: '2024-08-31' })
    expect(await latest()).toMatchObject({ probationEndsOn: '2024-09-01' })
    await form(null)
  })

  it('takes one that came late, because it happened', async () => {
    await sign({ signedOn: '2024-06-01' })
    expect(await all()).toHaveLength(1)
  })

  it('refuses two that hold on one day, also when the database alone is asked', async () => {
    await sign()
    expect(await refusalOf(sign({ startsOn: '2027-02-28', lastOn: '2028-02-27' }))).toBe('contracts.overlaps')
    const insert = w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, position, place, created_at)
       values ($1, 'open_ended', '2024-03-01', '2025-01-01', 'x', 'x', now())`,
      [w.employees.wangmuyang.id],
    )
    expect(await refusalOf(insert)).toBe('contracts.overlapsOne')
    await sign({ startsOn: '2027-03-01', lastOn: '2028-02-29' })
  })

  it.each([
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['gaoyuan', 'hq'],
    ['shaoning', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['wangmuyang', 'me'],
  ] as const)('is not for %s in %s', async (login, seat) => {
    expect(await refusalOf(sign({}, login, seat))).toBe('input.refused')
  })
})

describe('what comes after', () => {
  it('is a renewal of its own, once, and open-ended after two fixed terms unless the person asks', async () => {
    await sign({ lastOn: '2025-02-28' })
    await renew({ lastOn: '2026-02-28' })
    expect(await all()).toMatchObject([
      { startsOn: '2025-03-01', endsOn: '2026-03-01' },
      { startsOn: hiredOn, endsOn: '2025-03-01', revision: 1 },
    ])
    expect(await refusalOf(renew({ lastOn: '2027-02-28' }))).toBe('contracts.openEndedDue')
    await renew({ lastOn: '2027-02-28', byWish: 'yes' })
    expect(await latest()).toMatchObject({ isFixedByWish: true })
    const [, , first] = await all()
    const { startsOn: _, ...said } = terms()
    const again = renewInput.parse({ contractId: first?.id, revision: 1, ...said, reason: '补录' })
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => renewContract(tx, actor, again)))).toBe(
      'contracts.renewedAlready',
    )
  })

  it('is no second probation', async () => {
    await sign({ lastOn: '2025-02-28', probationLastOn: '2024-04-30' })
    expect(await refusalOf(renew({ lastOn: '2026-02-28', probationLastOn: '2025-03-31' }))).toBe(
      'contracts.probationOnce',
    )
  })

  it('may be an early end, within the term', async () => {
    await sign()
    expect(await refusalOf(endEarly('2027-02-28'))).toBe('contracts.endsOutside')
    await endEarly('2025-06-30')
    expect(await latest()).toMatchObject({ endedEarlyOn: '2025-07-01', endsOn: '2027-03-01', revision: 2 })
    expect(await refusalOf(endEarly('2025-05-31'))).toBe('contracts.endedEarly')
    expect(await refusalOf(renew())).toBe('contracts.endedEarly')
    await sign({ startsOn: '2025-07-01', lastOn: '2026-06-30' })
  })

  it('may be a correction, whose trail says what was there and why', async () => {
    await sign()
    const stale = await seen()
    await correct({ place: '苏州', lastOn: '2026-02-28' })
    expect((await trail())[0]).toMatchObject({
      action: 'contract.corrected',
      details: { place: ['上海', '苏州'], lastOn: ['2027-02-28', '2026-02-28'], reason: '录入错误' },
    })
    const late = correctInput.parse({ ...stale, ...terms(), reason: '晚了' })
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => correctContract(tx, actor, late)))).toBe(
      'contracts.changed',
    )
    expect(await refusalOf(correct({ lastOn: '2026-02-28', probationLastOn: '2024-08-31' }))).toBe(
      'contracts.probationTooLong',
    )
  })
})

describe('who reads', () => {
  beforeEach(() => sign())

  it.each([
    ['sunli', 'hq', 1],
    ['hejun', 'hq', 1],
    ['wangmuyang', 'me', 1],
    ['guyan', 'me', 0],
  ] as const)('%s in %s finds %i', async (login, seat, n) => {
    expect(await all(login, seat)).toHaveLength(n)
  })

  it('the store the term alone, and only of its own people', async () => {
    await consentTo(w, w.employees.wangmuyang.id, 'tianyao')
    const terms = (login: Login, seat: SeatName) =>
      w.as(login, seat, tx => listTerms(tx, w.employees.wangmuyang.number))
    expect(await terms('zhaomingyuan', 'store/tianyao')).toMatchObject([{ startsOn: hiredOn }])
    expect(await terms('fangjing', 'store/nanxi')).toEqual([])
    expect(await refusalOf(all('zhaomingyuan', 'store/tianyao'))).toBe('input.refused')
  })

  it('of whoever takes their consent back the store reads a term no longer, but on probation it has to say what becomes of it', async () => {
    const terms = () =>
      w.as('zhaomingyuan', 'store/tianyao', tx => listTerms(tx, w.employees.wangmuyang.number))
    await consentTo(w, w.employees.wangmuyang.id, 'tianyao')
    expect(await terms()).toHaveLength(1)
    await w.sql('update consents set withdrawn_at = now()')
    expect(await terms()).toEqual([])
    const probation = 'update contracts set probation_ends_on = $2, confirmed_on = $3 where employee_id = $1'
    await w.sql(probation, [w.employees.wangmuyang.id, addDays(w.today, 30), null])
    expect(await terms()).toMatchObject([{ startsOn: hiredOn }])
    await w.sql(probation, [w.employees.wangmuyang.id, w.today, w.today])
    expect(await terms()).toEqual([])
  })
})

/** For the four people of the world, hired on 1 March 2024: contracts so that nothing is due but what is named. */
async function settle(): Promise<void> {
  for (const [key, { id }] of Object.entries(w.employees)) {
    if (key === 'wangmuyang') continue
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, position, place, created_at)
       values ($1, 'open_ended', $2, $2, 'x', 'x', now())`,
      [id, hiredOn],
    )
  }
}

describe('what needs somebody', () => {
  beforeEach(settle)
  // whatever was written, working it all out anew changes nothing
  afterEach(async () => {
    expect(await w.sql('select app.renew_terms(null, null) as changed')).toEqual([{ changed: 0 }])
  })
  const due = async (login: Login = 'zhoulan', params: Over = {}, inDays = 0) => {
    const page = await w.as(login, 'hq', (tx, actor) =>
      listMatters(tx, { ...actor, today: addDays(actor.today, inDays) }, termParams.parse(params)),
    )
    return page.rows.map(row => [row.matter, row.dueOn, row.about])
  }

  it('is a contract that was never written, or was not renewed', async () => {
    expect(await due()).toEqual([['unwritten', '2024-04-01', 'never']])
    await sign({ lastOn: '2025-02-28' })
    expect(await due()).toEqual([['unwritten', '2025-04-01', 'lapsed']])
    expect(await due('hejun', { q: '王沐阳' })).toHaveLength(1)
    expect(await due('zhoulan', { home: 'design' })).toEqual([])
  })

  it.each([
    [90, ['ending']],
    [91, []],
    [0, ['ending']],
  ])('is a contract whose last day is in %i days: %j', async (days, expected) => {
    await sign({ lastOn: addDays(w.today, days) })
    expect((await due()).map(([matter]) => matter)).toEqual(expected)
  })

  it('is the second fixed term, a probation and a certificate, the nearest first', async () => {
    const middle = addDays(w.today, -200)
    await sign({ lastOn: middle })
    await renew({ signedOn: middle, lastOn: addDays(w.today, 60) })
    await w.sql(
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
       values ($1, 'health', '健康证', 'x', '2024-01-01', $2, now()), ($1, 'health', '旧证', 'x', '2023-01-01', null, now())`,
      [w.employees.wangmuyang.id, addDays(w.today, -3)],
    )
    const probation = addDays(w.today, 20)
    await w.sql(
      `update contracts set probation_ends_on = $2 where employee_id = $1 and kind = 'open_ended'`,
      [w.employees.guyan.id, probation],
    )
    expect(await due()).toEqual([
      ['certificate', addDays(w.today, -3), '健康证'],
      ['probation', lastDayOf(probation), 'open_ended'],
      ['secondTerm', addDays(w.today, 60), 'fixed_term'],
    ])
    expect(await due('zhoulan', { view: 'probation' })).toHaveLength(1)
    expect(await due('hejun')).toHaveLength(3)
  })

  it('is no second term of who works part-time, to whom another fixed one may be given', async () => {
    const { id } = w.employees.wangmuyang
    const form = (value: string | null) =>
      w.sql('update employees set employment_form = $2 where id = $1', [id, value])
    const middle = addDays(w.today, -200)
    await sign({ lastOn: middle })
    await renew({ signedOn: middle, lastOn: addDays(w.today, 60) })
    const next = () => renew({ signedOn: w.today, lastOn: addDays(w.today, 400) })
    expect((await due()).map(([matter]) => matter)).toEqual(['secondTerm'])
    expect(await refusalOf(next())).toBe('contracts.openEndedDue')
    await form('part_time')
    expect((await due()).map(([matter]) => matter)).toEqual(['ending'])
    await next()
    expect(await due()).toEqual([])
    await form(null)
  })

  it('is none of who leaves when the contract ends, or before', async () => {
    const { id } = w.employees.wangmuyang
    const leaves = (leftOn: string | null) =>
      w.sql('update employees set left_on = $2 where id = $1', [id, leftOn])
    const lastOn = addDays(w.today, 20)
    await sign({ lastOn })
    expect((await due()).map(([matter]) => matter)).toEqual(['ending'])
    for (const leftOn of [addDays(lastOn, 1), lastOn]) {
      await leaves(leftOn)
      expect(await due()).toEqual([])
    }
    await leaves(addDays(lastOn, 2))
    expect((await due()).map(([matter]) => matter)).toEqual(['ending'])
    await leaves(null)
  })

  it('comes and goes with the days alone, of what was written long before', async () => {
    await sign({ lastOn: addDays(w.today, 200) })
    expect(await due()).toEqual([])
    expect(await due('zhoulan', {}, 109)).toEqual([])
    expect(await due('zhoulan', {}, 110)).toEqual([['ending', addDays(w.today, 200), 'fixed_term']])
    expect(await due('hejun', {}, 200)).toHaveLength(1)
    const lapsed = [['unwritten', addMonths(addDays(w.today, 201), 1), 'lapsed']]
    expect(await due('zhoulan', {}, 201)).toEqual(lapsed)
    await w.sql(`update employees set left_on = $2 where id = $1`, [
      w.employees.wangmuyang.id,
      addDays(w.today, 205),
    ])
    expect(await due('zhoulan', {}, 204)).toEqual(lapsed)
    expect(await due('zhoulan', {}, 205)).toEqual([])
    await w.sql(`update employees set left_on = null where id = $1`, [w.employees.wangmuyang.id])
  })

  it('follows what becomes of a contract: ended early, put right, or written before it begins', async () => {
    await sign({ lastOn: addDays(w.today, 60) })
    expect((await due()).map(([matter]) => matter)).toEqual(['ending'])
    await correct({ lastOn: addDays(w.today, 300) })
    expect(await due()).toEqual([])
    await endEarly(addDays(w.today, -40))
    const lapsed = ['unwritten', addMonths(addDays(w.today, -39), 1), 'lapsed']
    expect(await due()).toEqual([lapsed])
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, created_at)
       values ($1, 'fixed_term', $2, $3, $4, 'x', 'x', now())`,
      [w.employees.wangmuyang.id, w.today, addDays(w.today, 10), addDays(w.today, 800)],
    )
    // the gap is as overdue as it was, however long the next contract is
    expect(await due()).toEqual([lapsed])
    expect(await due('zhoulan', {}, 10)).toEqual([])
  })

  it('goes with a certificate that is renewed or taken away, and to the head of a new home', async () => {
    await sign({ kind: 'open_ended', lastOn: undefined })
    const { id } = w.employees.wangmuyang
    const hold = (name: string, expiresOn: string, renewsId: string | null = null) =>
      w.sql<{ id: string }>(
        `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, renews_id, created_at)
         values ($1, 'health', $2, 'x', '2024-01-01', $3, $4, now()) returning id`,
        [id, name, expiresOn, renewsId],
      )
    const [first] = await hold('健康证', addDays(w.today, 3))
    await hold('电工证', addDays(w.today, 5))
    const names = async (login: Login, params: Over = {}) =>
      (await due(login, { view: 'certificate', ...params })).map(([, , name]) => name)
    expect(await names('hejun')).toEqual(['健康证', '电工证'])
    await hold('健康证', addDays(w.today, 400), first?.id)
    expect(await names('hejun')).toEqual(['电工证'])
    const move = (code: string) =>
      w.sql(`update employees set home_unit_id = (select id from units where code = $2) where id = $1`, [
        id,
        code,
      ])
    await move('design')
    expect(await names('hejun')).toEqual([])
    expect(await names('zhoulan', { home: 'design' })).toEqual(['电工证'])
    await move('catering')
    expect(await names('hejun')).toEqual(['电工证'])
    await w.sql(`delete from certificates where name = '电工证'`)
    expect(await names('zhoulan')).toEqual([])
  })

  it('is counted by what it is, and turned over page by page', async () => {
    await w.sql(
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
       select $1, 'other', n::text, 'x', '2024-01-01', $2::date - n / 3, now() from generate_series(1, 120) n`,
      [w.employees.guyan.id, w.today],
    )
    const page = (params: Over) =>
      w.as('zhoulan', 'hq', (tx, actor) => listMatters(tx, actor, termParams.parse(params)))
    const first = await page({})
    expect(first).toMatchObject({ total: 121, counts: { certificate: 120, unwritten: 1, ending: 0 } })
    expect(first.rows[0]?.matter).toBe('unwritten')
    const second = await page({ after: first.next })
    const third = await page({ after: second.next })
    const rows = [...first.rows, ...second.rows, ...third.rows]
    expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([50, 50, 21])
    expect(new Set(rows.map(row => row.key)).size).toBe(121)
    expect(rows.map(row => row.dueOn)).toEqual(rows.map(row => row.dueOn).sort())
    expect((await page({ before: third.previous })).rows).toEqual(second.rows)
    expect(await page({ view: 'unwritten' })).toMatchObject({ total: 1, rows: [{ matter: 'unwritten' }] })
    expect((await page({ q: '顾言' })).counts).toMatchObject({ certificate: 120, unwritten: 0 })
    expect((await page({ q: '!' })).total).toBe(0)
  })

  it('loses nothing of two who write about one person at once', async () => {
    const paper = certificateInput.parse({
      number: w.employees.wangmuyang.number,
      kind: 'other',
      name: '证书',
      issuedBy: 'x',
      issuedOn: '2024-01-01',
      expiresOn: w.today,
    })
    await Promise.all([
      sign({ lastOn: addDays(w.today, 60) }),
      ...Array.from({ length: 6 }, () =>
        w.as('zhoulan', 'hq', (tx, actor) => recordCertificate(tx, actor, paper)),
      ),
    ])
    expect((await due()).map(([matter]) => matter)).toEqual([...Array(6).fill('certificate'), 'ending'])
  })

  it('is of nobody who has left', async () => {
    await w.sql(`update employees set left_on = $2 where id = $1`, [w.employees.wangmuyang.id, w.today])
    expect(await due()).toEqual([])
    await w.sql(`update employees set left_on = null where id = $1`, [w.employees.wangmuyang.id])
  })
})

describe('reminders', () => {
  beforeEach(settle)
  const remind = (today: string) =>
    enterService('job', tx => remindOfTerms(tx, new Date(`${today}T01:00:00Z`), today))
  const told = () =>
    w.sql<{ kind: string; login: string }>(
      `select n.kind, u.login from notifications n join users u on u.id = n.user_id order by n.kind, u.login`,
    )

  it('go to the contact and the person at each step, once', async () => {
    const lastOn = addDays(w.today, 100)
    await sign({ lastOn })
    const at = (days: number) => remind(addDays(lastOn, -days))
    expect([await at(91), await at(90), await at(60), await at(30), await at(30)]).toEqual([0, 1, 0, 1, 0])
    expect([await at(5), await at(4), await at(1)]).toEqual([1, 0, 0])
    const rows = await told()
    expect(rows.filter(row => row.login === 'wangmuyang')).toHaveLength(3)
    expect(rows.filter(row => row.login === 'zhoulan')).toHaveLength(3)
    expect(new Set(rows.map(row => row.kind))).toEqual(new Set(['contractEnds']))
  })

  it('tell HR alone of a contract that is to be written: in the last week, and when it is too late', async () => {
    const due = addMonths(hiredOn, 1)
    expect([await remind(addDays(due, -10)), await remind(addDays(due, -3)), await remind(due)]).toEqual([
      0, 1, 0,
    ])
    expect(await told()).toEqual([{ kind: 'contractUnwritten', login: 'zhoulan' }])
    expect([await remind(addDays(due, 1)), await remind(addDays(due, 40))]).toEqual([1, 0])
    expect((await told()).map(row => row.login)).toEqual(['xutinglan', 'zhoulan', 'zhoulan'])
  })
})
