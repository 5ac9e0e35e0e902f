import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService, type Tx } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays, addMonths, systemClock } from '../clock'
import { changeEnrolment, endEnrolment, enrol } from '../enrolments/commands'
import { changeEnrolmentInput, endEnrolmentInput, enrolInput } from '../enrolments/input'
import { listEnrolments } from '../enrolments/queries'
import { listReveals } from '../identities/queries'
import { listLawLimits } from '../partners/queries'
import { addScheme, setRate } from '../schemes/commands'
import { setRateInput } from '../schemes/input'
import { firstOf, monthOf } from '../schemes/rules'
import { destroyKey } from '../vault'
import { discardMonth, issueMonth, reckonMonth, revealRecord } from './commands'
import { reckonInput, revealRecordInput } from './input'
import { issueInsurance, reckonInsurance, remindOfMonths } from './jobs'
import {
  beginRun,
  findTotals,
  keepProgress,
  listMonths,
  listOwedMonths,
  listOwnMonths,
  listOwnStatements,
  listRecords,
  listRuns,
  previewMonth,
} from './queries'

let w: World
let schemeId: string
/** The month before this one: everybody of the company was there. */
let month: string
beforeAll(async () => {
  w = await world()
  month = addMonths(firstOf(w.today), -1)
})
beforeEach(async () => {
  for (const table of [
    'insurance_records',
    'insurance_runs',
    'insurance_enrolments',
    'insurance_rates',
    'insurance_schemes',
    'reveals',
    'notifications',
    'file_keys',
  ])
    await w.sql(`delete from ${table}`)
  await w.sql(`update employees set left_on = null`)
  schemeId = (
    await w.as('zhoulan', 'hq', (tx, actor) => addScheme(tx, actor, { city: '上海', residence: 'any' }))
  ).id
  await rate({ item: 'pension', companyRate: '16', personRate: '8' })
  await rate({ item: 'fund', companyRate: '7', personRate: '7', roundTo: '100' })
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const rate = (over: Record<string, unknown>) =>
  w.as('zhoulan', 'hq', (tx, actor) =>
    setRate(tx, actor, setRateInput.parse({ schemeId, from: '2024-01', source: '依据', ...over })),
  )
const put = (who: 'guyan' | 'wangmuyang' | 'liwanqing', insuranceBase: string, over = {}) =>
  w.as('zhoulan', 'hq', (tx, actor) =>
    enrol(
      tx,
      actor,
      enrolInput.parse({
        number: w.employees[who].number,
        schemeId,
        from: '2024-03',
        insuranceBase,
        hasFund: 'yes',
        ...over,
      }),
    ),
  )
const reckon = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    reckonMonth(tx, actor, reckonInput.parse({ month: monthOf(month), ...over })),
  )
const reckoned = async (over: Record<string, unknown> = {}): Promise<string> => {
  const { id } = await reckon(over)
  await reckonInsurance(id, systemClock)
  return id
}
const issue = (runId: string, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => issueMonth(tx, actor, { runId }))
const issued = async (over: Record<string, unknown> = {}): Promise<string> => {
  const id = await reckoned(over)
  await issue(id)
  await issueInsurance(id, systemClock)
  return id
}
const discard = (runId: string) => w.as('zhoulan', 'hq', (tx, actor) => discardMonth(tx, actor, { runId }))
const runs = () => w.as('zhoulan', 'hq', tx => listRuns(tx, month))
const preview = () => w.as('zhoulan', 'hq', tx => previewMonth(tx, month))
const own = (login: Login) => w.as(login, 'me', (tx, actor) => listOwnStatements(tx, actor, month))
const told = (kind: string) =>
  w.sql<{ login: string; path: string }>(
    `select u.login, n.path from notifications n join users u on u.id = n.user_id where n.kind = $1 order by 1`,
    [kind],
  )

describe('the preview of a month', () => {
  it('says who has a part in it, and of everybody else why not', async () => {
    await put('guyan', '8000')
    await put('wangmuyang', '8000', { from: monthOf(addMonths(month, 1)) })
    await put('liwanqing', '8000')
    await enterService('job', tx => destroyKey(tx, w.employees.liwanqing.id, new Date()))
    const found = await preview()
    expect(found).toMatchObject({ ready: 1, present: 4, gaps: { never: 1, later: 1, erased: 1 } })
    expect(Object.fromEntries(found.rows.map(row => [row.name, row.gap]))).toEqual({
      周岚: 'never',
      王沐阳: 'later',
      李婉清: 'erased',
    })
  })

  it('counts everybody in the months between their first day and their last', async () => {
    const days = (hiredOn: string, leftOn: string | null) =>
      w.sql('update employees set hired_on = $2, left_on = $3 where id = $1', [
        w.employees.guyan.id,
        hiredOn,
        leftOn,
      ])
    const around = () =>
      Promise.all(
        [-1, 0, 1].map(async at => {
          const found = await w.as('zhoulan', 'hq', tx => previewMonth(tx, addMonths(month, at)))
          return [found.present, found.gaps.never]
        }),
      )
    expect(await around()).toEqual([
      [4, 4],
      [4, 4],
      [4, 4],
    ])
    await days(addDays(month, 19), null)
    expect(await around()).toEqual([
      [3, 3],
      [4, 4],
      [4, 4],
    ])
    await days(addDays(month, 19), addMonths(month, 1))
    expect(await around()).toEqual([
      [3, 3],
      [4, 4],
      [3, 3],
    ])
    await days('2024-03-01', month)
    expect(await around()).toEqual([
      [4, 4],
      [3, 3],
      [3, 3],
    ])
    await days('2024-03-01', null)
  })

  it('finds who left and is still enrolled, whose enrolment ended, and a scheme without rates', async () => {
    await put('guyan', '8000')
    await put('wangmuyang', '8000')
    await w.sql('update employees set left_on = $2 where id = $1', [w.employees.guyan.id, month])
    const [enrolment] = await w.as('zhoulan', 'hq', tx => listEnrolments(tx, w.employees.wangmuyang.number))
    const lastMonth = monthOf(addMonths(month, -1))
    await w.as('zhoulan', 'hq', (tx, actor) =>
      endEnrolment(
        tx,
        actor,
        endEnrolmentInput.parse({ enrolmentId: enrolment?.id, revision: 1, lastMonth }),
      ),
    )
    await put('liwanqing', '8000')
    await w.sql(`update insurance_rates set starts_on = $1`, [addMonths(month, 1)])
    expect((await preview()).gaps).toEqual({ never: 1, ended: 1, gone: 1, noRates: 1 })
  })
})

describe('a month that nobody was told of', () => {
  const limits = (tx: Tx) => listLawLimits(tx, w.today)
  const owed = (today = w.today) =>
    w.as('zhoulan', 'hq', async tx =>
      (await listOwedMonths(tx, today, await limits(tx))).map(one => one.month),
    )
  const remind = (today: string) => enterService('job', tx => remindOfMonths(tx, new Date(), today))
  /** The last day on which the month before this one is told in time. */
  const dueOn = () => addDays(addMonths(month, 2), -1)
  beforeEach(() => w.sql('delete from term_reminders'))

  it('is owed once it is over and somebody had a part in it, until it is issued', async () => {
    expect(await owed()).toEqual([])
    await put('guyan', '8000')
    expect(await owed()).toEqual([month])
    await reckoned()
    expect(await owed()).toEqual([month])
    expect(await owed(addMonths(w.today, -1))).toEqual([])
    await discard((await runs())[0]?.id ?? '')
    await issued()
    expect(await owed()).toEqual([])
    expect(await owed(addMonths(firstOf(w.today), 2))).toEqual([addMonths(month, 1), addMonths(month, 2)])
  })

  it('is reminded of at each step once, HR alone', async () => {
    await put('guyan', '8000')
    expect(await remind(addDays(dueOn(), -26))).toBe(0)
    expect(await remind(addDays(dueOn(), -25))).toBe(1)
    expect(await remind(addDays(dueOn(), -20))).toBe(0)
    expect(await told('insuranceDue')).toEqual(
      ['xutinglan', 'zhoulan'].map(login => ({ login, path: `insuranceMonths/${monthOf(month)}` })),
    )
    expect(await remind(addDays(dueOn(), -7))).toBe(1)
    expect(await remind(dueOn())).toBe(0)
    expect(await told('insuranceLate')).toEqual([])
    expect(await remind(addDays(dueOn(), 1))).toBe(1)
    expect(await told('insuranceLate')).toHaveLength(2)
    await issued()
    expect(await remind(addDays(dueOn(), 2))).toBe(0)
  })
})

describe('a month', () => {
  it('is reckoned for everybody, seen by HR as sums, and by people once it is issued', async () => {
    await put('guyan', '8765.43')
    await put('wangmuyang', '5000')
    const id = await reckoned()
    const { items, ...sums } =
      (await w.as('zhoulan', 'hq', tx => findTotals(tx, id))) ?? Object.fromEntries([])
    expect(sums).toEqual({ people: 2, company: 316_647, person: 206_523 })
    expect(items).toMatchObject({ pension: { company: 220_247, person: 110_123 } })
    expect(await runs()).toMatchObject([{ status: 'draft', changed: 2, peopleDone: 2, peopleTotal: 2 }])
    expect(await told('insuranceReckoned')).toEqual([
      { login: 'zhoulan', path: `insuranceMonths/${monthOf(month)}` },
    ])
    expect(await own('guyan')).toEqual([])

    await issue(id)
    await issueInsurance(id, systemClock)
    expect(await own('guyan')).toMatchObject([
      {
        version: 1,
        city: '上海',
        statement: {
          person: 131_523,
          lines: [
            { item: 'pension', base: 876_543, company: 140_247, person: 70_123 },
            { item: 'fund', company: 61_400, person: 61_400 },
          ],
        },
      },
    ])
    expect(await told('insuranceIssued')).toEqual([
      { login: 'guyan', path: `insurance/${monthOf(month)}` },
      { login: 'wangmuyang', path: `insurance/${monthOf(month)}` },
    ])
    expect(await w.as('zhoulan', 'hq', tx => listMonths(tx))).toMatchObject([
      { people: 2, latest: { status: 'issued', issuedByName: '周岚' } },
    ])
  })

  it('is the same when it is reckoned again, and nothing can be issued then', async () => {
    await put('guyan', '8000')
    await issued()
    expect(await refusalOf(reckon())).toBe('insurance.reasonMissing')
    const again = await reckoned({ reason: '再算一次' })
    expect((await runs())[0]).toMatchObject({ status: 'draft', changed: 0 })
    expect(await refusalOf(issue(again))).toBe('insurance.nothingNew')
    await discard(again)
    expect(await own('guyan')).toHaveLength(1)
    expect(await told('insuranceIssued')).toHaveLength(1)
  })

  it('is corrected by a new version for whom it differs, with its reason, and never silently', async () => {
    await put('guyan', '8000')
    await put('wangmuyang', '20000')
    await issued()
    await rate({ item: 'pension', companyRate: '16', personRate: '8', floor: '9000', reason: '下限调整' })
    await issued({ reason: '7 月起下限调整，补差' })
    expect(await own('guyan')).toMatchObject([
      { version: 2, reason: '7 月起下限调整，补差', statement: { lines: [{ base: 900_000 }, {}] } },
      { version: 1, reason: '', statement: { lines: [{ base: 800_000 }, {}] } },
    ])
    expect(await own('wangmuyang')).toHaveLength(1)
    expect(await told('insuranceCorrected')).toEqual([
      { login: 'guyan', path: `insurance/${monthOf(month)}` },
    ])
    const months = await w.as('guyan', 'me', (tx, actor) => listOwnMonths(tx, actor))
    expect(months).toMatchObject([{ version: 2 }])
  })

  it('is withdrawn from who should have had no part in it', async () => {
    await put('guyan', '8000')
    await issued()
    const [enrolment] = await w.as('zhoulan', 'hq', tx => listEnrolments(tx, w.employees.guyan.number))
    const changed = {
      enrolmentId: enrolment?.id,
      revision: 1,
      schemeId,
      from: '2024-03',
      insuranceBase: '8000',
    }
    await w.as('zhoulan', 'hq', (tx, actor) =>
      changeEnrolment(tx, actor, changeEnrolmentInput.parse(changed)),
    )
    const [latest] = await w.as('zhoulan', 'hq', tx => listEnrolments(tx, w.employees.guyan.number))
    const lastMonth = monthOf(addMonths(month, -1))
    await w.as('zhoulan', 'hq', (tx, actor) =>
      endEnrolment(
        tx,
        actor,
        endEnrolmentInput.parse({ enrolmentId: latest?.id, revision: latest?.revision, lastMonth }),
      ),
    )
    await issued({ reason: '上月已停保' })
    expect(await own('guyan')).toMatchObject([
      { version: 2, isWithdrawn: true, statement: undefined, reason: '上月已停保' },
      { version: 1, isWithdrawn: false },
    ])
    const third = await reckoned({ reason: '再算一次' })
    expect((await runs())[0]).toMatchObject({ id: third, changed: 0 })
  })

  it('is one at a time, and can be thrown away before anybody saw it', async () => {
    await put('guyan', '8000')
    const id = await reckoned()
    expect(await refusalOf(reckon())).toBe('insurance.oneAtATime')
    await discard(id)
    expect(await w.sql('select from insurance_records')).toEqual([])
    expect(await refusalOf(issue(id))).toBe('insurance.notDraft')
    await issued()
    expect(await own('guyan')).toHaveLength(1)
    const [run] = await runs()
    expect(await refusalOf(discard(run?.id ?? ''))).toBe('insurance.notDraft')
  })

  it('that is too far ahead is refused', async () => {
    expect(await refusalOf(reckon({ month: monthOf(addMonths(w.today, 3)) }))).toBe('insurance.tooEarly')
  })
})

describe('a worker', () => {
  it('that is killed leaves nothing: another begins from the beginning', async () => {
    await put('guyan', '8000')
    const { id } = await reckon()
    const first = await enterService('job', tx => beginRun(tx, id))
    await w.sql(
      `insert into insurance_records (run_id, month, employee_id, version, city, residence, sealed, fingerprint)
       values ($1, $2, $3, 1, 'x', 'any', 'x', 'x')`,
      [id, month, w.employees.guyan.id],
    )
    await reckonInsurance(id, systemClock)
    expect(await w.sql<{ city: string }>('select city from insurance_records')).toEqual([{ city: '上海' }])
    const late = await enterService('job', tx =>
      keepProgress(tx, { id, attempt: first?.attempt ?? 0 }, { done: 1, total: 1, changed: 1 }),
    )
    expect(late).toBe(false)
  })

  it('that does a finished one again does nothing, and tells nobody twice', async () => {
    await put('guyan', '8000')
    const id = await issued()
    await reckonInsurance(id, systemClock)
    await issueInsurance(id, systemClock)
    expect(await told('insuranceIssued')).toHaveLength(1)
    expect(await w.sql('select from insurance_records')).toHaveLength(1)
  })

  it('that cannot do it gives up at last, leaves nothing, and says so', async () => {
    await put('guyan', '8000')
    const { id } = await reckon()
    await w.sql('update insurance_runs set attempt = 4 where id = $1', [id])
    await w.sql('alter table insurance_runs add constraint full_disk check (totals is null) not valid')
    try {
      await reckonInsurance(id, systemClock)
    } finally {
      await w.sql('alter table insurance_runs drop constraint full_disk')
    }
    expect(await runs()).toMatchObject([{ status: 'failed' }])
    expect(await w.sql('select from insurance_records')).toEqual([])
    expect(await told('insuranceFailed')).toMatchObject([{ login: 'zhoulan' }])
    await issued()
    expect(await own('guyan')).toHaveLength(1)
  })

  it('issues nothing that HR has not issued', async () => {
    await put('guyan', '8000')
    const id = await reckoned()
    await issueInsurance(id, systemClock)
    expect(await own('guyan')).toEqual([])
    expect(await told('insuranceIssued')).toEqual([])
  })
})

describe('what somebody pays', () => {
  const others = [
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['yezhen', 'hq'],
    ['shaoning', 'hq'],
    ['gaoyuan', 'hq'],
    ['fangjing', 'store/nanxi'],
    ['qinchuan', 'store/east'],
  ] as const

  it('is read by them, and by HR for a purpose; by no store, head or executive', async () => {
    await put('guyan', '8765.43')
    const id = await issued()
    const [record] = await w.as('zhoulan', 'hq', tx => listRecords(tx, w.employees.guyan.number))
    const look = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
      w.as(login, seat, (tx, actor) =>
        revealRecord(
          tx,
          actor,
          revealRecordInput.parse({
            number: w.employees.guyan.number,
            recordId: record?.id,
            purpose: 'insurance',
            ...over,
          }),
        ),
      )
    expect(await look()).toEqual({
      value:
        '单位 2,016.47 元，个人 1,315.23 元：养老 基数 8,765.43，单位 1,402.47，个人 701.23；公积金 基数 8,765.43，单位 614.00，个人 614.00',
    })
    expect(await refusalOf(look({ purpose: 'own' }))).toBe('identities.purposeMissing')
    expect(await refusalOf(look({ number: w.employees.wangmuyang.number }))).toBe('input.notFound')
    for (const [login, seat] of others) {
      expect(await refusalOf(look({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(reckon({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(issue(id, login, seat))).toBe('input.refused')
      for (const table of ['insurance_records', 'insurance_runs', 'insurance_enrolments'])
        await expect(w.as(login, seat, tx => tx.execute(`select from ${table}`))).rejects.toMatchObject({
          cause: { code: '42501' },
        })
    }
    expect(await own('wangmuyang')).toEqual([])
    const looks = await w.as('guyan', 'me', tx => listReveals(tx, { employeeId: w.employees.guyan.id }))
    expect(looks.rows).toMatchObject([{ what: 'contributions', purpose: 'insurance', userName: '周岚' }])
  })

  it('is nowhere in the database, the sums of few neither', async () => {
    await put('guyan', '8765.43')
    await issued()
    for (const table of [
      'insurance_enrolments',
      'insurance_records',
      'insurance_runs',
      'notifications',
      'trail',
    ]) {
      const rows = await w.sql<{ text: string }>(`select t::text as text from ${table} t`)
      const bytes = rows.flatMap(({ text }) =>
        [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) =>
          Buffer.from(hex ?? '', 'hex').toString('latin1'),
        ),
      )
      expect([...rows.map(row => row.text), ...bytes].join('\n')).not.toMatch(
        /876543|8,765\.43|201647|131523|70123/,
      )
    }
  })

  it('opens in no other row, and not at all once the key is destroyed', async () => {
    await put('guyan', '8000')
    await put('wangmuyang', '9000')
    await issued()
    await w.sql(
      `update insurance_records c set sealed = o.sealed from insurance_records o
       where c.employee_id = $1 and o.employee_id = $2`,
      [w.employees.guyan.id, w.employees.wangmuyang.id],
    )
    expect(await own('guyan')).toMatchObject([{ statement: undefined }])
    expect(await own('wangmuyang')).toMatchObject([{ statement: { lines: [{ base: 900_000 }, {}] } }])
    await enterService('job', tx => destroyKey(tx, w.employees.wangmuyang.id, new Date()))
    expect(await own('wangmuyang')).toMatchObject([{ version: 1, statement: undefined }])
  })
})
