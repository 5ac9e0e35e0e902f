import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { enterIdentity, revealOwn } from '../identities/commands'
import { enterIdentityInput } from '../identities/input'
import {
  approveRequest,
  commentRequest,
  joinRequest,
  rejectRequest,
  sendBackRequest,
  withdrawRequest,
} from '../requests/commands'
import { getRequestView } from '../requests/queries'
import { destroyKey } from '../vault'
import { commentInput } from '../workflow/input'
import { propose, revealProposed, reviseProposal } from './commands'
import { proposeInput, reviseProposalInput } from './input'
import { findProposalView, listOpenProposals } from './queries'

const idNumber = '31010419990506221X'
const newAddress = '上海市杨浦区白桦路 88 弄 3 号 502 室'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  await w.as('zhoulan', 'hq', (tx, actor) =>
    enterIdentity(
      tx,
      actor,
      enterIdentityInput.parse({
        number: w.employees.wangmuyang.number,
        kind: 'id_card',
        documentNumber: idNumber,
        currentAddress: '上海市徐汇区青松路 9 号',
      }),
    ),
  )
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const address = { kind: 'address', reason: '搬家了', currentAddress: newAddress }
const make = (login: Login, input: Record<string, unknown> = address) =>
  w
    .as(login, 'me', (tx, actor) => propose(tx, actor, proposeInput.parse(input)))
    .then(result => result.number)
const approve = (login: Login, number: string) =>
  w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
const viewOf = (login: Login, seat: SeatName, number: string) =>
  w.as(login, seat, async (tx, actor) => {
    const { request } = await getRequestView(tx, actor, number)
    return findProposalView(tx, request.id)
  })
const reveal = (
  login: Login,
  seat: SeatName,
  number: string,
  purpose: 'verification' | 'own' = 'verification',
) =>
  w.as(login, seat, (tx, actor) =>
    revealProposed(tx, actor, { number, field: 'currentAddress', purpose, note: '' }),
  )
const ownAddress = async () =>
  (await w.as('wangmuyang', 'me', (tx, actor) => revealOwn(tx, actor, { what: 'currentAddress' }))).value

describe('a proposal', () => {
  it('waits for HR, who compares before and after, and is entered when they approve', async () => {
    const number = await make('wangmuyang')
    expect(number).toMatch(/^ZL-/)
    const waiting = await w.sql(`select user_name as name from tasks where closed_at is null order by 1`)
    expect(waiting.map(row => row.name)).toEqual(['周岚', '许听澜'].sort())
    expect(await viewOf('zhoulan', 'hq', number)).toMatchObject({
      kind: 'address',
      state: 'open',
      reason: '搬家了',
      changes: [{ field: 'currentAddress', from: '上海市******', to: '上海市******', isSealed: true }],
    })
    expect(await reveal('zhoulan', 'hq', number)).toEqual({ value: newAddress })
    expect(await ownAddress()).toBe('上海市徐汇区青松路 9 号')

    expect(await approve('zhoulan', number)).toEqual({ status: 'approved' })
    expect(await ownAddress()).toBe(newAddress)
    expect(await viewOf('wangmuyang', 'me', number)).toMatchObject({ state: 'applied' })
    const trail = await w.sql<{ action: string }>(
      `select action from trail where action ~ '^(proposal|identity)' order by id`,
    )
    expect(trail.map(row => row.action)).toEqual([
      'identity.entered',
      'proposal.made',
      'identity.revealed',
      'identity.revealed',
      'identity.changed',
      'proposal.applied',
      'identity.revealed',
    ])
    const told = await w.sql(`select kind from notifications where user_id = $1`, [w.users.wangmuyang])
    expect(told).toEqual([{ kind: 'proposalApplied' }])
  })

  it('takes comments, and no files that others who follow it would read', async () => {
    const number = await make('wangmuyang')
    const photo = new File([new Uint8Array([1, 2, 3])], '身份证.jpg', { type: 'image/jpeg' })
    const comment = (files: File[]) =>
      w.as('wangmuyang', 'me', (tx, actor) =>
        commentRequest(tx, actor, commentInput.parse({ number, body: '已搬家', files })),
      )
    expect(await refusalOf(comment([photo]))).toBe('proposals.noFiles')
    await comment([])
    const read = await w.as('sunli', 'hq', tx => tx.execute(sql`select body from comments`))
    expect(read.rows).toEqual([{ body: '已搬家' }])
  })

  it('stands nowhere in plain: not in rows, request keys, notifications or the trail', async () => {
    const number = await make('wangmuyang')
    await make('wangmuyang', { kind: 'contact', reason: '换号', phone: '13812345678' })
    await reveal('zhoulan', 'hq', number)
    const tables = await w.sql<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
    )
    const found: string[] = []
    for (const { name } of tables)
      for (const text of ['白桦路', '13812345678', idNumber, '搬家了']) {
        const [row] = await w.sql<{ n: number }>(
          `select count(*)::int as n from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
          [text, Buffer.from(text).toString('hex')],
        )
        if (row?.n) found.push(`${name}: ${text}`)
      }
    expect(found).toEqual([])
  })

  it.each([
    [
      'a phone',
      { kind: 'contact', reason: '换号', phone: '13812345678' },
      'employee_contacts',
      'phone',
      '13812345678',
    ],
    ['a name', { kind: 'name', reason: '依法改名', name: '王沐洋' }, 'employees', 'name', '王沐洋'],
  ] as const)('of %s is entered by the command that HR uses', async (_, input, table, column, value) => {
    await approve('zhoulan', await make('wangmuyang', input))
    const key = table === 'employees' ? 'id' : 'employee_id'
    const [row] = await w.sql(`select ${column} as value from ${table} where ${key} = $1`, [
      w.employees.wangmuyang.id,
    ])
    expect(row?.value).toBe(value)
    expect(
      await w.sql(`select emergency_name as name from employee_contacts where employee_id = $1`, [
        w.employees.wangmuyang.id,
      ]),
    ).toEqual([{ name: '家人' }])
  })

  it('of a renewed document and of a bank card is checked when it is made, and sealed when it is entered', async () => {
    expect(
      await refusalOf(
        make('wangmuyang', { kind: 'document', reason: '换证', documentNumber: '310104199905062211' }),
      ),
    ).toBe('identities.checkDigit')
    await approve(
      'zhoulan',
      await make('wangmuyang', { kind: 'document', reason: '换证', validUntil: '2046-05-06' }),
    )
    expect(await w.sql(`select valid_until::text as until from identities`)).toEqual([
      { until: '2046-05-06' },
    ])
    const bank = { kind: 'bank', reason: '换卡', bank: '示例银行', holder: '王沐阳' }
    expect(await refusalOf(make('wangmuyang', bank))).toBe('proposals.missing')
    expect(await refusalOf(make('wangmuyang', { ...bank, cardNumber: '6222020000000000001' }))).toBe(
      'identities.cardCheck',
    )
    await approve('zhoulan', await make('wangmuyang', { ...bank, cardNumber: '6222020000000000000' }))
    const { value } = await w.as('wangmuyang', 'me', (tx, actor) =>
      revealOwn(tx, actor, { what: 'bankNumber' }),
    )
    expect(value).toBe('6222020000000000000')
  })

  it('can be sent back, changed and handed in again, rejected or withdrawn, and then changes nothing', async () => {
    const number = await make('wangmuyang')
    await w.as('zhoulan', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '请写到门牌号' }))
    const better = reviseProposalInput.parse({ ...address, number, currentAddress: `${newAddress} 东` })
    expect(await refusalOf(w.as('guyan', 'me', (tx, actor) => reviseProposal(tx, actor, better)))).toBe(
      'input.notFound',
    )
    await w.as('wangmuyang', 'me', (tx, actor) => reviseProposal(tx, actor, better))
    expect(await refusalOf(w.as('wangmuyang', 'me', (tx, actor) => reviseProposal(tx, actor, better)))).toBe(
      'workflow.notReturned',
    )
    expect(await reveal('zhoulan', 'hq', number)).toEqual({ value: `${newAddress} 东` })
    await w.as('zhoulan', 'hq', (tx, actor) =>
      rejectRequest(tx, actor, { number, category: 'other', reason: '与租房合同不符' }),
    )
    expect(await ownAddress()).toBe('上海市徐汇区青松路 9 号')
    const second = await make('wangmuyang')
    await w.as('wangmuyang', 'me', (tx, actor) => withdrawRequest(tx, actor, { number: second }))
    expect(await w.sql(`select state from proposals`)).toEqual([{ state: 'closed' }, { state: 'closed' }])
  })

  it('is one of its kind at a time, and changes something', async () => {
    await make('wangmuyang')
    expect(await refusalOf(make('wangmuyang'))).toBe('proposals.openAlready')
    expect(await refusalOf(make('wangmuyang', { kind: 'contact', reason: 'x', phone: '13900000000' }))).toBe(
      'proposals.nothing',
    )
    await make('guyan', { kind: 'contact', reason: '换号', phone: '13812345678' })
    expect(await refusalOf(make('guyan'))).toBe('proposals.documentFirst')
  })
})

describe('who sees and decides', () => {
  it('is HR and the person: a head, a store, an executive and colleagues see no value', async () => {
    const number = await make('wangmuyang')
    const list = (login: Login, seat: SeatName) =>
      w.as(login, seat, tx => listOpenProposals(tx, { number: w.employees.wangmuyang.number }))
    expect((await list('zhoulan', 'hq')).map(one => one.number)).toEqual([number])
    expect((await list('wangmuyang', 'me')).map(one => one.number)).toEqual([number])
    expect(await refusalOf(list('hejun', 'hq'))).toBe('input.refused')
    expect(await refusalOf(list('zhaomingyuan', 'store/tianyao'))).toBe('input.refused')
    expect(await refusalOf(viewOf('hejun', 'hq', number))).toBe('input.notFound')
    expect(await refusalOf(reveal('sunli', 'hq', number))).toBe('input.refused')
    expect(await refusalOf(reveal('guyan', 'me', number, 'own'))).toBe('input.notFound')
    expect(await reveal('wangmuyang', 'me', number, 'own')).toEqual({ value: newAddress })
    expect(await refusalOf(reveal('zhoulan', 'hq', number, 'own'))).toBe('identities.purposeMissing')
  })

  it('is decided by HR, never by who made it or by somebody asked to join', async () => {
    const own = await make('zhoulan', { kind: 'contact', reason: '换号', phone: '13812345678' })
    expect(await refusalOf(approve('zhoulan', own))).toBe('workflow.notYours')
    await w.as('xutinglan', 'hq', (tx, actor) => joinRequest(tx, actor, { number: own, to: w.users.hejun }))
    expect(await refusalOf(approve('hejun', own))).toBe('proposals.hrOnly')
    const other = await make('guyan', { kind: 'contact', reason: '换号', phone: '13812345678' })
    await approve('zhoulan', other)
  })

  it('opens for nobody once the person’s key is destroyed', async () => {
    const number = await make('wangmuyang')
    await enterService('job', tx => destroyKey(tx, w.employees.wangmuyang.id, new Date()))
    expect(await viewOf('zhoulan', 'hq', number)).toMatchObject({ changes: [], reason: undefined })
    expect(await refusalOf(reveal('zhoulan', 'hq', number))).toBe('input.notFound')
    expect(await refusalOf(approve('zhoulan', number))).toBe('identities.destroyed')
  })

  it('is not the portal’s to change behind HR’s back, once it is handed in', async () => {
    const number = await make('wangmuyang')
    const change = w.as('wangmuyang', 'me', async tx => {
      await tx.execute(sql`update proposals set proposed = ${Buffer.from('x')}`)
    })
    expect(await refusalOf(change)).toBe('workflow.notYours')
    expect((await viewOf('zhoulan', 'hq', number))?.changes).toHaveLength(1)
  })
})
