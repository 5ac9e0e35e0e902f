import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { hireEmployee } from '../people/commands'
import { hireInput } from '../people/input'
import { destroyKey } from '../vault'
import {
  changeIdentity,
  enterBankAccount,
  enterIdentity,
  findByDocument,
  reveal,
  revealOwn,
} from './commands'
import {
  bankAccountInput,
  changeIdentityInput,
  enterIdentityInput,
  findByDocumentInput,
  revealInput,
  revealOwnInput,
} from './input'
import { getMaskedFile, listReveals } from './queries'
import { mostSearches } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  for (const table of ['reveals', 'bank_accounts', 'identities', 'file_keys'])
    await w.sql(`delete from ${table}`)
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const idNumber = '11010519491231002X'
const cardNumber = '6222020000000000000'
const home = '上海市徐汇区天钥桥路 1 号'
const enter = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    enterIdentity(
      tx,
      actor,
      enterIdentityInput.parse({
        number: w.employees.guyan.number,
        kind: 'id_card',
        documentNumber: idNumber,
        registeredAddress: home,
        ...over,
      }),
    ),
  )
const change = (over: Record<string, unknown>) =>
  w.as('zhoulan', 'hq', (tx, actor) =>
    changeIdentity(
      tx,
      actor,
      changeIdentityInput.parse({
        number: w.employees.guyan.number,
        kind: 'id_card',
        revision: 1,
        ...over,
      }),
    ),
  )
const bank = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    enterBankAccount(
      tx,
      actor,
      bankAccountInput.parse({
        number: w.employees.guyan.number,
        bank: '工商银行',
        holder: '顾言',
        cardNumber,
        ...over,
      }),
    ),
  )
const look = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    reveal(
      tx,
      actor,
      revealInput.parse({ number: w.employees.guyan.number, what: 'number', purpose: 'contract', ...over }),
    ),
  )
const lookAtOwn = (login: Login, seat: SeatName = 'me') =>
  w.as(login, seat, (tx, actor) => revealOwn(tx, actor, revealOwnInput.parse({ what: 'number' })))
const masked = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => getMaskedFile(tx, w.employees.guyan.id))
const looks = () =>
  w.sql<{ what: string; purpose: string; user_name: string }>('select * from reveals order by id')

describe('a file', () => {
  it('is shown masked, and its numbers are nowhere in the database', async () => {
    await enter()
    await bank()
    expect(await masked()).toEqual({
      identity: {
        kind: 'id_card',
        gender: 'female',
        number: '110***********002X',
        birthDate: '****-**-**',
        validUntil: null,
        registeredAddress: '上海市******',
        currentAddress: null,
        revision: 1,
      },
      bank: { bank: '工商银行', holder: '顾言', number: '**** **** **** 0000', revision: 1 },
      isErased: false,
    })
    await look()
    expect(await dump()).not.toMatch(new RegExp([idNumber, cardNumber, home, '1949-12-31'].join('|')))
  })

  it('changes field by field, and the trail says which but not what', async () => {
    await enter()
    await change({ currentAddress: '北京市朝阳区', validUntil: '2040-01-01' })
    expect((await masked()).identity).toMatchObject({
      number: '110***********002X',
      registeredAddress: '上海市******',
      currentAddress: '北京市******',
      validUntil: '2040-01-01',
      revision: 2,
    })
    const [row] = await w.sql(`select details from trail where action = 'identity.changed'`)
    expect(row?.details).toEqual({
      currentAddress: ['******', '******'],
      validUntil: ['******', '******'],
    })
    expect(await refusalOf(change({ currentAddress: '北京' }))).toBe('identities.changedMeanwhile')
  })

  it('is entered once, and a card is replaced in the state that was seen', async () => {
    await enter()
    expect(await refusalOf(enter())).toBe('identities.changedMeanwhile')
    await bank()
    expect(await refusalOf(bank())).toBe('identities.changedMeanwhile')
    await bank({ revision: 1, bank: '建设银行' })
    expect((await masked()).bank).toMatchObject({ bank: '建设银行', revision: 2 })
  })

  it('of a passport needs what its number does not say', async () => {
    const passport = { kind: 'passport', documentNumber: 'E12345678' }
    expect(await refusalOf(enter(passport))).toBe('identities.birthMissing')
    await enter({ ...passport, birthDate: '1990-02-03', gender: 'male' })
    await change({ ...passport, documentNumber: undefined, currentAddress: '北京' })
    expect(await look({ what: 'birthDate' })).toEqual({ value: '1990-02-03' })
  })

  it('is kept by HR and by nobody else', async () => {
    const others = [
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['yezhen', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['guyan', 'me'],
    ] as const
    for (const [login, seat] of others) {
      expect(await refusalOf(enter({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(bank({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(look({}, login, seat))).toBe('input.refused')
      if (seat === 'me') continue
      for (const table of ['identities', 'bank_accounts'])
        await expect(w.as(login, seat, tx => tx.execute(`select from ${table}`))).rejects.toMatchObject({
          cause: { code: '42501' },
        })
    }
    await enter()
    expect((await masked('guyan', 'me')).identity?.number).toBe('110***********002X')
    expect((await masked('wangmuyang', 'me')).identity).toBeNull()
  })

  it('is unreadable once its key is destroyed, and says so', async () => {
    await enter()
    await enterService('job', tx => destroyKey(tx, w.employees.guyan.id, new Date()))
    expect(await masked()).toMatchObject({
      identity: { number: '', registeredAddress: null },
      isErased: true,
    })
    expect(await refusalOf(look())).toBe('input.notFound')
    expect(await refusalOf(change({ currentAddress: '北京' }))).toBe('identities.destroyed')
    expect(await refusalOf(bank())).toBe('identities.destroyed')
  })
})

describe('looking', () => {
  it('is written down with its purpose, and shown to the person and to auditors', async () => {
    await enter()
    expect(await look({ note: 'HT-1' })).toEqual({ value: idNumber })
    expect(await lookAtOwn('guyan')).toEqual({ value: idNumber })
    const own = await w.as('guyan', 'me', tx => listReveals(tx, { employeeId: w.employees.guyan.id }))
    expect(own.rows).toMatchObject([
      { userName: '顾言', what: 'number', purpose: 'own' },
      { userName: '周岚', what: 'number', purpose: 'contract', note: 'HT-1', name: '顾言' },
    ])
    expect((await w.as('shaoning', 'hq', tx => listReveals(tx, {}))).rows).toHaveLength(2)
    expect((await w.as('wangmuyang', 'me', tx => listReveals(tx, {}))).rows).toEqual([])
  })

  it('without a purpose shows nothing and leaves nothing', async () => {
    await enter()
    expect(await refusalOf(look({ purpose: 'own' }))).toBe('identities.purposeMissing')
    expect(revealInput.safeParse({ number: 'E00001', what: 'number' }).success).toBe(false)
    expect(await looks()).toEqual([])
  })

  it('shows nothing when it cannot be written down', async () => {
    await enter()
    await w.sql(`alter table reveals add constraint full_disk check (purpose <> 'contract') not valid`)
    try {
      await expect(look()).rejects.toMatchObject({ cause: { code: '23514' } })
    } finally {
      await w.sql('alter table reveals drop constraint full_disk')
    }
  })

  it('is not undone: nobody changes or removes what was written down', async () => {
    await enter()
    await look()
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['guyan', 'me'],
      ['shaoning', 'hq'],
    ] as const)
      for (const statement of [`update reveals set note = 'x'`, 'delete from reveals'])
        await expect(w.as(login, seat, tx => tx.execute(statement))).rejects.toMatchObject({
          cause: { code: '42501' },
        })
  })
})

describe('one person, one file', () => {
  const hire = (over: Record<string, unknown> = {}) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      hireEmployee(
        tx,
        actor,
        hireInput.parse({
          name: '曾若溪',
          homeUnitId: w.units.catering,
          positionId: w.positions.chef,
          hiredOn: w.today,
          documentNumber: idNumber,
          ...over,
        }),
      ),
    )

  it('a hire brings the document along, and a second one of the same document is refused with a link', async () => {
    const first = await hire()
    expect((await w.as('zhoulan', 'hq', tx => getMaskedFile(tx, first.id))).identity?.gender).toBe('female')
    const refused = await hire({ name: '曾西', documentNumber: '11010519491231002x ' }).catch(error => error)
    expect(refused).toMatchObject({
      code: 'identities.taken',
      field: 'documentNumber',
      href: `/hq/people/${first.number}`,
      values: { name: '曾若溪', number: first.number },
    })
    expect(await refusalOf(enter())).toBe('identities.taken')
    expect(await w.sql(`select from employees where name = '曾西'`)).toEqual([])
    await w.sql(`update employees set left_on = hired_on, hired_on = hired_on - 9 where id = $1`, [first.id])
    expect(await refusalOf(hire())).toBe('identities.takenByLeaver')
  })

  it('also when two enter it at once', async () => {
    const both = await Promise.allSettled([
      hire({
        documentNumber: 'E 7654321',
        documentKind: 'passport',
        gender: 'male',
        birthDate: '1990-01-01',
      }),
      hire({ documentNumber: 'E7654321', documentKind: 'passport', gender: 'male', birthDate: '1990-01-01' }),
    ])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })
})

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const tables = await w.sql<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'app', 'graphile_worker')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await w.sql<{ text: string }>(`select t::text as text from ${name} t`)
    texts.push(...rows.map(row => row.text))
  }
  const bytes = texts.flatMap(text =>
    [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString()),
  )
  return [...texts, ...bytes].join('\n')
}

describe('finding somebody by their document', () => {
  const find = (over: Record<string, unknown> = {}, login: Login = 'zhoulan') =>
    w.as(login, 'hq', (tx, actor) =>
      findByDocument(
        tx,
        actor,
        findByDocumentInput.parse({
          documentKind: 'id_card',
          documentNumber: idNumber,
          purpose: 'verification',
          note: '电话核对',
          ...over,
        }),
      ),
    )
  const log = () =>
    w.sql('select employee_name as whose, what, purpose, note, user_name as who from reveals order by id')

  it('answers who has it, however it was typed, and the person sees who looked', async () => {
    await enter()
    expect((await find({ documentNumber: ' 110105 19491231 002x' })).found).toMatchObject({
      number: w.employees.guyan.number,
      name: '顾言',
    })
    expect(await log()).toEqual([
      { whose: '顾言', what: 'search', purpose: 'verification', note: '电话核对', who: '周岚' },
    ])
    const seen = await w.as('guyan', 'me', tx => listReveals(tx, { employeeId: w.employees.guyan.id }))
    expect(seen.rows.map(row => row.what)).toEqual(['search'])
  })

  it('finds nobody by a part, and writes that down without the number', async () => {
    await enter()
    expect(await refusalOf(find({ documentNumber: idNumber.slice(0, 17) }))).toBe('identities.length')
    expect((await find({ documentNumber: '110105194912310038' })).found).toBe(null)
    expect(await log()).toEqual([expect.objectContaining({ whose: '', what: 'search', who: '周岚' })])
    const kept = await w.sql<{ details: unknown }>(
      `select details from trail where action = 'identity.sought' order by id desc limit 1`,
    )
    expect(JSON.stringify([kept, await w.sql('select * from reveals')])).not.toContain('11010519491231')
  })

  it('is not for trying numbers: so many an hour', async () => {
    for (let n = 0; n < mostSearches; n++) await find()
    expect(await refusalOf(find())).toBe('identities.searchedTooOften')
    expect((await find({}, 'xutinglan')).found).toBe(null)
    await w.sql(`update reveals set at = at - interval '2 hours'`)
    expect((await find()).found).toBe(null)
  })

  it.each(['sunli', 'hejun', 'shaoning', 'gaoyuan', 'yezhen'] as const)('is for HR: not %s', async login => {
    await enter()
    expect(await refusalOf(find({}, login))).toBe('input.refused')
    expect(await log()).toEqual([])
  })
})
