import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { systemClock } from '../clock'
import { signContract } from '../contracts/commands'
import { signInput } from '../contracts/input'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { openBases } from '../enrolments/queries'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { addScheme } from '../schemes/commands'
import { startBulk } from './commands'
import { bulkParams, notTaken, startBulkInput } from './input'
import { runBulk } from './jobs'
import { findOrder, findRun, listRunRows, listRuns, planBulk } from './queries'
import { forecastOf, mostTicked } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
  // somebody without an account, and somebody who has left
  await w.sql(`insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on, left_on) values
    ('E00090', '无账号', 'wuzhanghao', 'wzh', '{}', '${w.units.design}', '2025-01-01', null),
    ('E00091', '离职人', 'lizhiren', 'lzr', '{}', '${w.units.design}', '2024-01-01', '2025-06-01')`)
})
beforeEach(async () => {
  await w.sql('delete from bulk_runs')
  await w.sql('delete from notifications')
  await w.sql('update employees set hq_contact_user_id = $1, hq_contact_name = $2', [w.users.zhoulan, '周岚'])
})
afterAll(async () => {
  await w.close()
  await closePools()
})

type Asked = Record<string, unknown>
const everybody = ['E00001', 'E00002', 'E00003', 'E00004', 'E00090', 'E00091', 'E99999']

/** What the page shows before anything is done. */
const tried = (asked: Asked, login: Login = 'zhoulan') =>
  w.as(login, 'hq', async (tx, actor) => {
    const params = bulkParams.parse(asked)
    const order = await findOrder(tx, actor, params)
    if (!order) throw new Error('Nothing was chosen')
    const plan = await planBulk(tx, actor, params, order)
    return { ...forecastOf(plan.members.map(one => one.verdict)), unknown: plan.unknown, plan }
  })
const start = (asked: Asked, affects: number, login: Login = 'zhoulan') =>
  w.as(login, 'hq', (tx, actor) => startBulk(tx, actor, startBulkInput.parse({ ...asked, affects })))
async function done(asked: Asked): Promise<{ id: string; outcomes: Record<string, string> }> {
  const { change } = await tried(asked)
  const { id } = await start(asked, change)
  await runBulk(id, systemClock)
  const rows = await w.as('zhoulan', 'hq', tx => listRunRows(tx, id, 1))
  return { id, outcomes: Object.fromEntries(rows.map(row => [row.number, row.reason || row.outcome])) }
}

describe('a dry run', () => {
  it.each([
    ['contact that one has', () => ({ kind: 'contact', contactUserId: w.users.hejun })],
    ['home', () => ({ kind: 'home', homeUnitId: w.units.design })],
    ['message', () => ({ kind: 'message', words: '周五团建' })],
  ] as const)('of a new %s says of each person what then becomes of them', async (_what, asked) => {
    await w.sql(`update employees set hq_contact_user_id = $1 where number = 'E00002'`, [w.users.hejun])
    const order = { ...asked(), n: everybody }
    const { plan, unknown } = await tried(order)
    expect(unknown).toEqual(['E99999'])
    const { outcomes } = await done(order)
    expect(outcomes).toEqual(
      Object.fromEntries(
        plan.members.map(({ member, verdict }) => [
          member.number,
          verdict.outcome === 'refused' ? verdict.reason : verdict.outcome === 'change' ? 'changed' : 'same',
        ]),
      ),
    )
  })

  it('counts whom it affects, whom not, and whom the caller has no right on', async () => {
    const { change, same, refused, unknown } = await tried({
      kind: 'contact',
      contactUserId: w.users.hejun,
      n: everybody,
    })
    expect({ change, same, refused, unknown }).toEqual({
      change: 5,
      same: 0,
      refused: 1,
      unknown: ['E99999'],
    })
  })

  it('is for everybody whom the list finds, too', async () => {
    const { plan } = await tried({ kind: 'message', words: '好', all: 'yes', view: 'store' })
    expect(plan.members.map(one => one.member.name).sort()).toEqual(['王沐阳', '顾言'].sort())
  })

  it('changes nothing', async () => {
    await tried({ kind: 'contact', contactUserId: w.users.hejun, n: everybody })
    expect(await w.sql(`select from employees where hq_contact_name = '何骏'`)).toHaveLength(0)
  })
})

describe('a run', () => {
  it('changes each person by the command for one, which leaves their trace, and tells whoever asked', async () => {
    const { id, outcomes } = await done({ kind: 'contact', contactUserId: w.users.hejun, n: everybody })
    expect(outcomes.E00002).toBe('changed')
    const [person] = await w.sql(
      `select hq_contact_name as name, revision from employees where number = 'E00002'`,
    )
    expect(person?.name).toBe('何骏')
    const trail = await w.sql<{ details: unknown }>(
      `select details from trail where action = 'employee.changed' and employee_id = $1 order by id desc limit 1`,
      [w.employees.liwanqing.id],
    )
    expect(trail[0]?.details).toEqual({ hqContact: ['周岚', '何骏'] })
    const run = await w.as('zhoulan', 'hq', (tx, actor) => findRun(tx, actor, id))
    expect(run).toMatchObject({ status: 'done', total: 6, done: 6, changed: 5 })
    expect(
      await w.sql(`select user_id as id, kind, path from notifications where kind like 'bulk%'`),
    ).toEqual([{ id: w.users.zhoulan, kind: 'bulkDone', path: `bulk/${id}` }])
    expect(await w.sql(`select from sessions where user_agent = 'Outpost bulk run'`)).toHaveLength(0)
  })

  it('moves nobody whose transfer is open, and says why', async () => {
    await w.sql(`delete from transfers`)
    const { outcomes } = await done({ kind: 'home', homeUnitId: w.units.catering, n: ['E00090', 'E00091'] })
    expect(outcomes).toEqual({ E00090: 'changed', E00091: 'left' })
    const [person] = await w.sql(
      `select u.code from employees e join units u on u.id = e.home_unit_id where number = 'E00090'`,
    )
    expect(person?.code).toBe('catering')
  })

  it('sends words to everybody who has an account', async () => {
    const { outcomes } = await done({ kind: 'message', words: '周五团建', n: ['E00003', 'E00090'] })
    expect(outcomes).toEqual({ E00003: 'changed', E00090: 'noAccount' })
    const told = await w.sql(`select user_id as id, values from notifications where kind = 'noticePersonal'`)
    expect(told).toEqual([{ id: w.users.wangmuyang, values: { name: '周岚', words: '周五团建' } }])
  })

  it('done again does nothing twice', async () => {
    const { id } = await done({ kind: 'message', words: '一次', n: ['E00003', 'E00004'] })
    await runBulk(id, systemClock)
    expect(await w.sql(`select from notifications where kind = 'noticePersonal'`)).toHaveLength(2)
  })

  it('stops when the role ends meanwhile', async () => {
    const asked = { kind: 'contact', contactUserId: w.users.hejun, n: ['E00002'] }
    const { id } = await start(asked, 1, 'xutinglan')
    await w.sql(`update role_grants set ends_on = '2025-01-01' where user_id = $1 and role = 'hr'`, [
      w.users.xutinglan,
    ])
    await runBulk(id, systemClock)
    const [run] = await w.sql(`select status, changed from bulk_runs where id = $1`, [id])
    expect(run).toEqual({ status: 'failed', changed: 0 })
    await w.sql(`update role_grants set ends_on = null where user_id = $1 and role = 'hr'`, [
      w.users.xutinglan,
    ])
  })
})

describe('enrolling many', () => {
  let schemeId: string
  let otherId: string
  const from = '2025-03'
  const asked = () => ({ kind: 'enrol', schemeId, from, hasFund: 'yes', n: everybody })
  beforeEach(async () => {
    for (const table of ['insurance_enrolments', 'insurance_schemes', 'contract_pays', 'contracts'])
      await w.sql(`delete from ${table}`)
    const add = (city: string) =>
      w.as('zhoulan', 'hq', (tx, actor) => addScheme(tx, actor, { city, residence: 'any' }))
    schemeId = (await add('上海')).id
    otherId = (await add('苏州')).id
    for (const who of [w.employees.liwanqing, w.employees.guyan, w.employees.wangmuyang])
      await w.as('zhoulan', 'hq', (tx, actor) =>
        signContract(
          tx,
          actor,
          signInput.parse({
            number: who.number,
            kind: 'open_ended',
            signedOn: '2024-03-10',
            startsOn: '2024-03-01',
            position: '厨师',
            place: '上海',
          }),
        ),
      )
    const contracts = await w.sql<{ id: string }>('select id from contracts')
    for (const { id: contractId } of contracts)
      await w.as('zhoulan', 'hq', (tx, actor) =>
        agreePay(tx, actor, agreePayInput.parse({ contractId, base: '9000' })),
      )
  })
  const put = (number: string, scheme: string) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      enrol(tx, actor, enrolInput.parse({ number, schemeId: scheme, from, insuranceBase: '8000' })),
    )

  it('puts those into a scheme who have agreed pay and are in none, and says of the others why not', async () => {
    await put(w.employees.guyan.number, schemeId)
    await put(w.employees.wangmuyang.number, otherId)
    const forecast = await tried(asked())
    expect(forecast).toMatchObject({ change: 1, same: 1 })
    const { outcomes } = await done(asked())
    expect(outcomes).toEqual({
      [w.employees.liwanqing.number]: 'changed',
      [w.employees.guyan.number]: 'same',
      [w.employees.wangmuyang.number]: 'enrolled',
      [w.employees.zhoulan.number]: 'noPay',
      E00090: 'noPay',
      E00091: 'left',
    })
    const [row] = await w.sql<{ id: string; scheme: string; from: string }>(
      `select n.id, n.scheme_id as scheme, n.starts_on::text as from from insurance_enrolments n where n.employee_id = $1`,
      [w.employees.liwanqing.id],
    )
    expect(row).toMatchObject({ scheme: schemeId, from: `${from}-01` })
    const bases = await w.as('zhoulan', 'hq', tx => openBases(tx, row?.id ?? ''))
    expect(bases).toEqual({ insurance: 900_000, fund: 900_000, fundAccount: '' })
    const [trail] = await w.sql<{ action: string }>(
      `select action from trail where employee_id = $1 order by id desc limit 1`,
      [w.employees.liwanqing.id],
    )
    expect(trail?.action).toBe('enrolment.opened')
  })

  it('enrols nobody before they were hired', async () => {
    await w.sql(`update employees set hired_on = '2025-06-10' where id = $1`, [w.employees.liwanqing.id])
    const { outcomes } = await done({
      ...asked(),
      n: [w.employees.liwanqing.number, w.employees.guyan.number],
    })
    expect(outcomes).toEqual({
      [w.employees.liwanqing.number]: 'notThere',
      [w.employees.guyan.number]: 'changed',
    })
    await w.sql(`update employees set hired_on = '2024-02-01' where id = $1`, [w.employees.liwanqing.id])
  })

  it('wants a scheme and a month', async () => {
    expect(await refusalOf(start({ ...asked(), from: undefined }, 1))).toBe('bulk.incomplete')
    expect(await refusalOf(start({ ...asked(), schemeId: undefined }, 1))).toBe('bulk.incomplete')
  })
})

describe('whoever asks', () => {
  const asked = () => ({ kind: 'contact', contactUserId: w.users.hejun, n: ['E00002'] })

  it('is HR, who sees only their own runs', async () => {
    for (const login of ['sunli', 'hejun', 'gaoyuan'] as const)
      expect(await refusalOf(start(asked(), 1, login))).toBe('input.refused')
    await start(asked(), 1)
    expect(await w.as('zhoulan', 'hq', listRuns)).toHaveLength(1)
    expect(await w.as('xutinglan', 'hq', listRuns)).toHaveLength(0)
  })

  it('is shown it again where it would affect others by now, and does one at a time', async () => {
    expect(await refusalOf(start(asked(), 2))).toBe('bulk.changedMeanwhile')
    expect(await refusalOf(start({ kind: 'contact', n: ['E00002'] }, 1))).toBe('bulk.incomplete')
    await start(asked(), 1)
    expect(await refusalOf(start(asked(), 1))).toBe('bulk.oneAtATime')
  })

  it('is told of a contact who is gone', async () => {
    await w.sql('update users set disabled_at = now() where id = $1', [w.users.yezhen])
    const gone = { ...asked(), contactUserId: w.users.yezhen }
    expect(await refusalOf(start(gone, 1))).toBe('bulk.incomplete')
  })

  it('meets somebody who leaves between the dry run and the deed', async () => {
    const { id } = await start({ kind: 'contact', contactUserId: w.users.hejun, n: ['E00090'] }, 1)
    await w.sql(
      `select app.record_leave((select id from employees where number = 'E00090'), $1, $1, now(), '许听澜')`,
      [w.today],
    )
    await runBulk(id, systemClock)
    const [row] = await w.as('zhoulan', 'hq', tx => listRunRows(tx, id, 1))
    expect(row).toMatchObject({ outcome: 'refused', reason: 'left' })
  })
})

describe('an address', () => {
  it('that names what is no number keeps the people it does name, and says what it did not take', () => {
    const typed = { n: ['E00001', 'E0000x', 'E00002', 'e00003', 'E00001', ''] }
    expect(bulkParams.parse(typed).n).toEqual(['E00001', 'E00002'])
    expect(notTaken(typed)).toEqual({ unfit: ['E0000x', 'e00003', ''], beyond: 0 })
    expect(bulkParams.parse({ n: 'nobody' }).n).toEqual([])
    expect(notTaken({ n: 'E00001' })).toEqual({ unfit: [], beyond: 0 })
  })

  it('that names more than can be ticked keeps the first of them', () => {
    const n = Array.from({ length: mostTicked + 3 }, (_, at) => `E${String(at).padStart(5, '0')}`)
    expect(bulkParams.parse({ n }).n).toEqual(n.slice(0, mostTicked))
    expect(notTaken({ n })).toEqual({ unfit: [], beyond: 3 })
  })
})
