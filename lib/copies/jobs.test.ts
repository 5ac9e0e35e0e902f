import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { textOf } from '@/test/paper'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { systemClock } from '../clock'
import { enterBankAccount, enterIdentity } from '../identities/commands'
import { bankAccountInput, enterIdentityInput } from '../identities/input'
import { destroyKey } from '../vault'
import { askCopy, fetchCopy, removeCopy } from './commands'
import { makeCopy } from './jobs'
import { beginCopy, expireCopies, listCopies, settleCopy } from './queries'

const idNumber = '31010419990506221X'
const card = '6222020000000000000'

let w: World
beforeAll(async () => {
  w = await world()
  const { number } = w.employees.wangmuyang
  await w.as('zhoulan', 'hq', (tx, actor) =>
    enterIdentity(
      tx,
      actor,
      enterIdentityInput.parse({
        number,
        kind: 'id_card',
        documentNumber: idNumber,
        registeredAddress: '安徽省合肥市银杏路 7 号',
        currentAddress: '上海市徐汇区青松路 9 号',
      }),
    ),
  )
  await w.as('zhoulan', 'hq', (tx, actor) =>
    enterBankAccount(
      tx,
      actor,
      bankAccountInput.parse({ number, bank: '示例银行', holder: '王沐阳', cardNumber: card }),
    ),
  )
})
beforeEach(async () => {
  await w.sql('delete from own_copies')
  await w.sql('delete from notifications')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const ask = (login: Login) => w.as(login, 'me', (tx, actor) => askCopy(tx, actor, {}))
const fetched = (login: Login, id: string, format: 'json' | 'pdf' = 'json') =>
  w.as(login, 'me', (tx, actor) => fetchCopy(tx, actor, id, format))
const copiesOf = (login: Login) => w.as(login, 'me', (tx, actor) => listCopies(tx, actor))
async function made(login: Login): Promise<string> {
  const { id } = await ask(login)
  await makeCopy(id, systemClock)
  return id
}
type Told = Record<string, Record<string, unknown>[]> & { rest: Record<string, unknown[]> }
const told = async (login: Login, id: string): Promise<Told> =>
  JSON.parse((await fetched(login, id)).content.toString()) as Told

describe('a copy', () => {
  it('holds what is kept of the person, unmasked, and nothing of anybody else', async () => {
    const { content } = await fetched('wangmuyang', await made('wangmuyang'))
    const copy = JSON.parse(content.toString()) as Told
    expect(copy.identity).toMatchObject([
      { number: idNumber, birthDate: '1999-05-06', currentAddress: '上海市徐汇区青松路 9 号' },
    ])
    expect(copy.bank).toMatchObject([{ number: card }])
    expect(copy.contact).toMatchObject([{ phone: '13900000000', emergencyName: '家人' }])
    expect(copy.assignments?.map(one => one.unit)).toContain('徐汇天钥店')
    expect(copy.trail?.map(one => one.action)).toEqual(
      expect.arrayContaining(['identity.entered', 'bankAccount.entered', 'copy.asked']),
    )
    expect(content.toString()).not.toContain('顾言')
    expect(content.toString()).not.toContain('李婉清')
  })

  it('has every table that is the person’s to read, without anybody naming it', async () => {
    await w.sql(
      `insert into notifications (user_id, kind, path, created_at) values ($1, 'copyDone', 'privacy', now())`,
      [w.users.wangmuyang],
    )
    await w.sql(
      `insert into notifications (user_id, kind, path, created_at) values ($1, 'copyDone', 'privacy', now())`,
      [w.users.guyan],
    )
    const { rest } = await told('wangmuyang', await made('wangmuyang'))
    expect(rest.notifications).toHaveLength(1)
    expect(Object.keys(rest)).not.toContain('file_keys')
  })

  it('can be read as a PDF with Chinese type', async () => {
    const { content, name } = await fetched('wangmuyang', await made('wangmuyang'), 'pdf')
    expect(name).toBe(`我的资料-王沐阳-${w.today}.pdf`)
    const text = textOf(content).join('\n')
    for (const one of ['个人资料副本', '证件与住址', idNumber, '居民身份证', '徐汇天钥店', '录入证件与住址'])
      expect(text).toContain(one)
  })

  it('is told of when it is there, and each fetching is a look that the person sees', async () => {
    const id = await made('wangmuyang')
    expect(await w.sql(`select kind, path from notifications`)).toEqual([
      { kind: 'copyDone', path: 'privacy' },
    ])
    await w.sql('delete from reveals')
    await fetched('wangmuyang', id)
    const looks = await w.sql<{ what: string }>(`select what from reveals where purpose = 'own' order by 1`)
    expect(looks.map(one => one.what)).toEqual(
      expect.arrayContaining(['bankNumber', 'currentAddress', 'number']),
    )
    const [last] = await w.sql(`select action from trail order by id desc limit 1`)
    expect(last?.action).toBe('copy.fetched')
    expect(await w.sql(`select from sessions where user_agent = 'Outpost export'`)).toEqual([])
  })

  it('stands nowhere in the database that could be read', async () => {
    await made('wangmuyang')
    expect(await findInDatabase(w, [idNumber, card, '青松路'])).toEqual([])
  })
})

describe('whoever asks', () => {
  it('asks for one at a time', async () => {
    const { id } = await ask('wangmuyang')
    expect(await refusalOf(ask('wangmuyang'))).toBe('copies.oneAtATime')
    await ask('guyan')
    await makeCopy(id, systemClock)
    await ask('wangmuyang')
  })

  it('asks for themselves: nobody at headquarters for another', async () => {
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => askCopy(tx, actor, {})))).toBe(
      'input.refused',
    )
    await w.as('zhoulan', 'me', (tx, actor) => askCopy(tx, actor, {}))
  })

  it('is the only one to see it, fetch it and take it away', async () => {
    const id = await made('wangmuyang')
    expect(await refusalOf(fetched('guyan', id))).toBe('input.notFound')
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => fetchCopy(tx, actor, id, 'pdf')))).toBe(
      'input.refused',
    )
    expect(await copiesOf('guyan')).toEqual([])
    const remove = (login: Login) => w.as(login, 'me', (tx, actor) => removeCopy(tx, actor, { copyId: id }))
    expect(await refusalOf(remove('guyan'))).toBe('input.notFound')
    await remove('wangmuyang')
    expect(await copiesOf('wangmuyang')).toEqual([])
  })
})

describe('a copy ends', () => {
  it('after a week', async () => {
    const id = await made('wangmuyang')
    await w.sql(`update own_copies set expires_at = now() - interval '1 minute'`)
    expect(await refusalOf(fetched('wangmuyang', id))).toBe('input.notFound')
    await enterService('job', tx => expireCopies(tx, new Date(), w.today))
    expect(await w.sql(`select status, json, pdf from own_copies`)).toEqual([
      { status: 'expired', json: null, pdf: null },
    ])
  })

  it('with the account of whoever asked', async () => {
    const { id } = await ask('wangmuyang')
    await w.sql(`update users set disabled_at = now() where login = 'wangmuyang'`)
    await makeCopy(id, systemClock)
    await w.sql(`update users set disabled_at = null where login = 'wangmuyang'`)
    expect(await copiesOf('wangmuyang')).toMatchObject([{ status: 'failed', reason: 'gone' }])
  })

  it('where another run has begun', async () => {
    const { id } = await ask('wangmuyang')
    const first = await enterService('job', tx => beginCopy(tx, id))
    await enterService('job', tx => beginCopy(tx, id))
    const files = { json: Buffer.from('{}'), pdf: Buffer.from('x') }
    if (!first) throw new Error('It has not begun')
    expect(await enterService('job', tx => settleCopy(tx, first, files, new Date()))).toBeUndefined()
  })

  it('with the key of the person', async () => {
    const id = await made('guyan')
    await fetched('guyan', id)
    await enterService('job', tx => destroyKey(tx, w.employees.guyan.id, new Date()))
    expect(await refusalOf(fetched('guyan', id))).toBe('input.notFound')
  })
})

/** Tables and columns in which one of the texts stands in plain. */
async function findInDatabase(world: World, texts: string[]): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables)
    for (const text of texts) {
      const hex = Buffer.from(text).toString('hex')
      const [row] = await world.sql<{ n: number }>(
        `select count(*)::int as n from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%'`,
        [text, hex],
      )
      if (row?.n) found.push(`${name}: ${text}`)
    }
  return found
}
