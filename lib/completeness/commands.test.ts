import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { addDays } from '@/lib/clock'
import { consentTo, type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { recordCertificate } from '../certificates/commands'
import { certificateInput } from '../certificates/input'
import { signContract } from '../contracts/commands'
import { signInput } from '../contracts/input'
import { enterIdentity } from '../identities/commands'
import { enterIdentityInput } from '../identities/input'
import { changeContact, changeEmployee } from '../people/commands'
import { changeInput, contactInput } from '../people/input'
import { addFileRule, dropFileRule } from './commands'
import { addFileRuleInput, filesParams, registerParams } from './input'
import { renewFiles } from './jobs'
import {
  countFiles,
  findFileState,
  findOwnFileState,
  findStoreFileState,
  getStoreFiles,
  listFileRules,
  listFiles,
  listRegister,
  listUnitFiles,
} from './queries'
import { classOfItem, fileItems, isFieldItem, rankOf } from './rules'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  await renew()
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const renew = () => renewFiles(w.today, 2)
const hr = <T>(work: Parameters<typeof w.as<T>>[2]) => w.as('zhoulan', 'hq', work)
const stateOf = (who: 'wangmuyang' | 'guyan' | 'liwanqing', login: Login = 'zhoulan') =>
  w.as(login, 'hq', (tx, actor) => findFileState(tx, actor, w.employees[who].number))
const add = (rule: Record<string, unknown>, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => addFileRule(tx, actor, addFileRuleInput.parse(rule)))
const list = (login: Login, params: Record<string, unknown> = {}) =>
  w.as(login, 'hq', (tx, actor) => listFiles(tx, actor, filesParams.parse(params)))
const counts = (login: Login = 'zhoulan') => w.as(login, 'hq', (tx, actor) => countFiles(tx, actor))
const consent = (who: 'wangmuyang' | 'guyan') =>
  consentTo(w, w.employees[who].id, who === 'guyan' ? 'nanxi' : 'tianyao')

/** Fills the file of somebody up to the legal minimum, by the commands that do so. */
async function fill(who: 'wangmuyang' | 'guyan'): Promise<void> {
  const { number, id } = w.employees[who]
  await hr((tx, actor) =>
    enterIdentity(
      tx,
      actor,
      enterIdentityInput.parse({
        number,
        kind: 'passport',
        documentNumber: who === 'guyan' ? 'EA1234567' : 'EB1234567',
        birthDate: '1990-01-01',
        gender: 'female',
        registeredAddress: '上海市徐汇区',
        currentAddress: '上海市静安区',
      }),
    ),
  )
  await hr((tx, actor) =>
    changeContact(tx, actor, contactInput.parse({ number, revision: 1, phone: '13900000000' })),
  )
  const [person] = await w.sql<{ revision: number; name: string; home: string }>(
    'select revision, name, home_unit_id as home from employees where id = $1',
    [id],
  )
  await hr((tx, actor) =>
    changeEmployee(
      tx,
      actor,
      changeInput.parse({
        number,
        revision: person?.revision,
        name: person?.name,
        homeUnitId: person?.home,
        employmentForm: 'full_time',
      }),
    ),
  )
  await hr((tx, actor) =>
    signContract(
      tx,
      actor,
      signInput.parse({
        number,
        kind: 'open_ended',
        signedOn: addDays(w.today, -20),
        startsOn: addDays(w.today, -20),
        position: '厨师',
        place: '上海',
      }),
    ),
  )
}

describe('a file', () => {
  it('lacks by law what nobody entered, and each entry is counted at once', async () => {
    const before = await stateOf('wangmuyang')
    expect(before?.legalTotal).toBe(9)
    expect(before?.missing).toEqual(expect.arrayContaining(['identityNumber', 'employmentForm', 'contract']))
    await fill('wangmuyang')
    expect(await stateOf('wangmuyang')).toMatchObject({ legalHave: 9, total: 9, have: 9, missing: [] })
    // what commands kept up to date is what the night works out
    expect(await renew()).toBe(0)
  })

  it('lacks the contract again on the day after its last', async () => {
    await fill('wangmuyang')
    await w.sql(
      `update contracts set kind = 'fixed_term', starts_on = $1, ends_on = $2, signed_on = $1 where employee_id = $3`,
      [addDays(w.today, -100), w.today, w.employees.wangmuyang.id],
    )
    await renew()
    expect(await stateOf('wangmuyang')).toMatchObject({ legalHave: 8, missing: ['contract'] })
  })

  it('is asked for more by the company, of some only, and a certificate that expires is missing again', async () => {
    await fill('wangmuyang')
    await add({ item: 'health', placement: 'store', isForStore: 'on' })
    await renew()
    expect(await stateOf('wangmuyang')).toMatchObject({ total: 10, have: 9, missing: ['health'] })
    expect(await stateOf('liwanqing')).toMatchObject({ total: 9 })
    const certificate = {
      number: w.employees.wangmuyang.number,
      kind: 'health',
      name: '健康证',
      issuedBy: '疾控中心',
      issuedOn: addDays(w.today, -300),
      expiresOn: w.today,
    }
    await hr((tx, actor) => recordCertificate(tx, actor, certificateInput.parse(certificate)))
    expect(await stateOf('wangmuyang')).toMatchObject({ have: 10, missing: [] })
    await w.sql(`update certificates set expires_on = $1 where kind = 'health'`, [addDays(w.today, -1)])
    await renew()
    expect(await stateOf('wangmuyang')).toMatchObject({ have: 9, missing: ['health'] })
  })

  it('counts a document once HR has verified it', async () => {
    await add({ item: 'photo' })
    const scan = (state: string) =>
      w.sql(
        `update documents set state = $1, decided_at = case when $1 = 'unverified' then null else now() end,
          decided_by_name = case when $1 = 'unverified' then null else 'x' end`,
        [state],
      )
    await w.sql(
      `insert into documents (employee_id, kind, class, state, created_at) values ($1, 'photo', 'work', 'unverified', now())`,
      [w.employees.wangmuyang.id],
    )
    await renew()
    expect((await stateOf('wangmuyang'))?.missing).toContain('photo')
    await scan('verified')
    await renew()
    expect((await stateOf('wangmuyang'))?.missing).not.toContain('photo')
  })

  it('is no longer asked for anything once its person has left', async () => {
    await w.sql(`select app.record_leave($1, $2, $2, now(), '周岚')`, [w.employees.wangmuyang.id, w.today])
    await renew()
    expect(await stateOf('wangmuyang')).toBeUndefined()
  })
})

describe('lists', () => {
  it('the worst come first, each on the list of what they lack, and counts are those of the rows', async () => {
    await add({ item: 'email' })
    await renew()
    await fill('guyan')
    const [legal, short] = [await list('zhoulan'), await list('zhoulan', { list: 'short' })]
    expect(short.rows.map(row => row.name)).toEqual(['顾言'])
    expect(legal.rows.map(row => row.name)).not.toContain('顾言')
    for (const row of [...legal.rows, ...short.rows]) expect(row.rank).toBe(rankOf(row))
    const ranks = legal.rows.map(row => row.rank)
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
    expect(await counts()).toMatchObject({ legal: legal.rows.length, short: 1, complete: 0 })
    const [counted] = await w.sql<{ people: number; have: number }>(
      'select count(*)::int as people, sum(have)::int as have from file_states',
    )
    expect(await counts()).toMatchObject({ all: counted?.people, have: counted?.have })
    const units = await hr((tx, actor) => listUnitFiles(tx, actor, filesParams.parse({ view: 'units' })))
    expect(units.rows.find(row => row.name === '南京西路店')).toMatchObject({
      people: 1,
      legalShort: 0,
      short: 1,
    })
    const lacking = await list('zhoulan', { item: 'email' })
    expect(lacking.rows.map(row => row.name)).toContain('顾言')
  })

  it('a head sees the people of the department, with what is missing of the work class', async () => {
    const seen = await list('hejun', { list: 'all' })
    expect(seen.rows.map(row => row.name).sort()).toEqual(['李婉清', '王沐阳', '顾言'])
    for (const row of seen.rows) {
      expect(row.missing.map(item => (isFieldItem(item) ? 'work' : classOfItem(item)))).not.toContain(
        'identity',
      )
      expect(row.missing).toEqual(expect.arrayContaining(['employmentForm', 'contract']))
      // how much more is missing is said, not what
      expect(row.total - row.have).toBeGreaterThan(row.missing.length)
    }
    expect((await counts('hejun')).all).toBe(3)
    const everybody = await list('zhoulan', { list: 'all' })
    expect(everybody.rows.find(row => row.name === '王沐阳')?.missing).toContain('identityNumber')
    expect((await list('sunli', { list: 'all' })).rows).toHaveLength(everybody.rows.length)
    const column = w.as('hejun', 'hq', tx => tx.execute('select missing from file_states'))
    await expect(column).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('of all items the database and the rules say the same class to be of work', async () => {
    for (const item of fileItems)
      await w.sql(
        `insert into file_rules (item, level, position) values ($1, 'company', 1) on conflict do nothing`,
        [item],
      )
    await w.sql('delete from certificates')
    await renew()
    const [row] = await w.sql<{ missing: (typeof fileItems)[number][]; work: string[] }>(
      'select missing, missing_work as work from file_states where employee_id = $1',
      [w.employees.guyan.id],
    )
    expect(row?.work.sort()).toEqual(row?.missing.filter(item => classOfItem(item) === 'work').sort())
  })
})

describe('others', () => {
  it('a person reads all of their own, a store a share and what it may not let them work without, with consent', async () => {
    await add({ item: 'health', placement: 'store', isForStore: 'on' })
    await renew()
    const number = w.employees.wangmuyang.number
    const atStore = () =>
      w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => findStoreFileState(tx, actor, number))
    const own = await w.as('wangmuyang', 'me', (tx, actor) => findOwnFileState(tx, actor))
    expect(own?.missing).toContain('identityNumber')
    expect(await atStore()).toBeUndefined()
    await consent('wangmuyang')
    expect(await atStore()).toEqual({ total: 10, have: own?.have, missing: ['health'] })
    const team = await w.as('zhaomingyuan', 'store/tianyao', tx => getStoreFiles(tx))
    expect(team).toEqual({
      total: 10,
      have: own?.have,
      lacking: [{ number, name: '王沐阳', missing: ['health'] }],
    })
    const foreign = await w.as('fangjing', 'store/nanxi', (tx, actor) =>
      findStoreFileState(tx, actor, number),
    )
    expect(foreign).toBeUndefined()
    const column = w.as('zhaomingyuan', 'store/tianyao', tx =>
      tx.execute('select missing_work from file_states'),
    )
    await expect(column).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it.each([
    ['there is none', undefined, false],
    ['it ended before', -1, false],
    ['it ends before the first day', 5, false],
    ['it ends on the first day', 10, true],
  ])(
    'a store hears of whoever is yet to arrive that they lack a health certificate: %s',
    async (_, days, isGood) => {
      const { id, number } = w.employees.liwanqing
      const atStore = () =>
        w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => findStoreFileState(tx, actor, number))
      const first = addDays(w.today, 10)
      await w.sql('update assignments set ends_on = $2 where employee_id = $1', [id, first])
      await w.sql(
        `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, $5)`,
        [id, w.units.tianyao, w.units.catering, w.positions.storeChef, first],
      )
      await consentTo(w, id, 'tianyao')
      if (days !== undefined)
        await w.sql(
          `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
         values ($1, 'health', 'x', 'x', current_date - 300, $2, now())`,
          [id, addDays(w.today, days)],
        )
      await renew()
      const before = await atStore()
      expect(before?.missing).toEqual([])
      await add({ item: 'health', placement: 'store', isForStore: 'on' })
      await renew()
      expect(await atStore()).toEqual({
        total: (before?.total ?? 0) + 1,
        have: (before?.have ?? 0) + (isGood ? 1 : 0),
        missing: isGood ? [] : ['health'],
      })
    },
  )

  it('HR keeps what the company asks, and nobody the legal minimum', async () => {
    const { id } = await add({ item: 'photo' })
    expect(await refusalOf(add({ item: 'photo', placement: 'store' }))).toBe('completeness.heldAlready')
    expect(await refusalOf(add({ item: 'phone' }))).toBe('completeness.heldAlready')
    expect(await refusalOf(add({ item: 'email', family: '宇航员' }))).toBe('completeness.noFamily')
    await add({ item: 'email', placement: 'store' })
    expect(await refusalOf(add({ item: 'email', placement: 'store' }))).toBe('completeness.ruleTwice')
    for (const login of ['hejun', 'sunli', 'gaoyuan'] as const)
      expect(await refusalOf(add({ item: 'email' }, login))).toBe('input.refused')
    const rules = await hr(tx => listFileRules(tx))
    const legal = rules.find(rule => rule.item === 'phone')
    const drop = (ruleId: string) => hr((tx, actor) => dropFileRule(tx, actor, { ruleId }))
    expect(await refusalOf(drop(legal?.id ?? ''))).toBe('input.notFound')
    await drop(id)
    expect((await hr(tx => listFileRules(tx))).some(rule => rule.item === 'photo')).toBe(false)
  })
})

describe('the staff register', () => {
  const register = (login: Login = 'zhoulan') =>
    w.as(login, 'hq', (tx, actor) => listRegister(tx, actor, registerParams.parse({})))

  it('shows what the law wants, masked, and leaves open what is missing', async () => {
    await fill('wangmuyang')
    const page = await register()
    const [filled, empty] = ['王沐阳', '顾言'].map(name => page.rows.find(row => row.name === name))
    expect(filled).toMatchObject({
      gender: 'female',
      registeredAddress: '上海市******',
      employmentForm: 'full_time',
      contract: { kind: 'open_ended' },
    })
    expect(filled?.identityNumber).toMatch(/^E\*+67$/)
    expect(empty).toMatchObject({ gender: null, identityNumber: null, employmentForm: null, contract: null })
    expect(JSON.stringify(page)).not.toContain('EB1234567')
    await expect(register('hejun')).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})
