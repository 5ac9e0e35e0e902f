import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { enterIdentity } from '../identities/commands'
import { enterIdentityInput } from '../identities/input'
import { noteBirthdaysJob } from '../identities/jobs'
import { checkDigitOf } from '../identities/rules'
import { destroyKey } from '../vault'
import { calendarParams } from './input'
import { listCalendar } from './queries'
import { monthOf } from './rules'

let w: World

/** 王沐阳 was born on 29 February and hired on one; 顾言 on the last day of a month; 李婉清 on the 28th. */
beforeAll(async () => {
  w = await world()
  const born = { wangmuyang: '19960229', guyan: '19981231', liwanqing: '19950228' } as const
  await w.sql(`update employees set hired_on = '2024-02-29' where id = $1`, [w.employees.wangmuyang.id])
  for (const [who, date] of Object.entries(born) as [keyof typeof born, string][]) {
    const body = `310104${date}001`
    const { number } = w.employees[who]
    const typed = { number, kind: 'id_card', documentNumber: body + checkDigitOf(body) }
    await w.as('zhoulan', 'hq', (tx, actor) => enterIdentity(tx, actor, enterIdentityInput.parse(typed)))
  }
  const contract = (who: keyof typeof born, from: string, to: string, probation: string | null) =>
    w.sql(
      `insert into contracts (id, employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
       values (gen_random_uuid(), $1, 'fixed_term', $2, $2, $3, $4, '厨师', '上海', now())`,
      [w.employees[who].id, from, to, probation],
    )
  await contract('guyan', '2025-01-01', '2027-03-01', '2025-03-01')
  await contract('liwanqing', '2025-01-01', '2027-03-01', null)
  await contract('liwanqing', '2027-03-01', '2030-03-01', '2027-05-01')
  await w.sql(
    `insert into certificates (id, employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
     values (gen_random_uuid(), $1, 'health', '健康证', '疾控', '2026-01-01', '2027-02-28', now())`,
    [w.employees.guyan.id],
  )
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const calendar = (
  month: string,
  params: Record<string, string> = {},
  login: Login = 'zhoulan',
  seat: SeatName = 'hq',
) => w.as(login, seat, (tx, actor) => listCalendar(tx, actor, calendarParams.parse(params), monthOf(month)))
const entries = async (...asked: Parameters<typeof calendar>): Promise<string[]> =>
  (await calendar(...asked)).rows.map(row => `${row.on} ${row.kind} ${row.name}`)

describe('the calendar of people', () => {
  it('keeps the 29th on the 28th in a year without one, and on the 29th in one that has it', async () => {
    expect(await entries('2027-02', { kind: 'birthday' })).toEqual([
      '2027-02-28 birthday 李婉清',
      '2027-02-28 birthday 王沐阳',
    ])
    expect(await entries('2028-02', { kind: 'birthday' })).toEqual([
      '2028-02-28 birthday 李婉清',
      '2028-02-29 birthday 王沐阳',
    ])
    expect(await entries('2027-02', { kind: 'anniversary' })).toEqual(['2027-02-28 anniversary 王沐阳'])
    expect(await entries('2028-02', { kind: 'anniversary' })).toEqual(['2028-02-29 anniversary 王沐阳'])
  })

  it('names the last day on which something holds, also where that is the last of a month, and nothing that was renewed', async () => {
    expect(await entries('2027-02', { kind: 'contract' })).toEqual(['2027-02-28 contract 顾言'])
    expect(await entries('2027-03', { kind: 'contract' })).toEqual([])
    expect(await entries('2027-04', { kind: 'probation' })).toEqual(['2027-04-30 probation 李婉清'])
    expect(await entries('2027-02', { kind: 'certificate' })).toEqual(['2027-02-28 certificate 顾言'])
    expect(await entries('2026-12', { kind: 'birthday' })).toEqual(['2026-12-31 birthday 顾言'])
  })

  it('counts each day and goes on page by page, to a day, a unit or a name', async () => {
    const { days, total } = await calendar('2027-02')
    expect(days['2027-02-28']).toEqual({ birthday: 2, anniversary: 1, contract: 1, certificate: 1 })
    expect(total).toBe(5)
    expect(await entries('2027-02', { day: '2027-02-27' })).toEqual([])
    expect(await entries('2027-02', { day: '2027-02-28', unit: 'nanxi' })).toEqual([
      '2027-02-28 certificate 顾言',
      '2027-02-28 contract 顾言',
    ])
    expect(await entries('2027-02', { unit: 'catering', q: '李婉清' })).toEqual([
      '2027-02-28 birthday 李婉清',
    ])
    expect((await calendar('2027-02', { unit: 'nanxi' })).rows[0]).toMatchObject({
      homeName: '餐饮事业部',
      storeName: '南京西路店',
    })
  })

  it('tells birthdays to HR and to nobody else at headquarters', async () => {
    expect(await entries('2027-02', { kind: 'birthday' })).toHaveLength(2)
    for (const login of ['sunli', 'hejun'] as const) {
      expect(await entries('2027-02', { kind: 'birthday' }, login)).toEqual([])
      expect(await entries('2027-02', {}, login)).toContain('2027-02-28 contract 顾言')
    }
  })

  it('lets no store and no other role of headquarters at what birthdays are found by', async () => {
    const seats: [Login, SeatName][] = [
      ['zhaomingyuan', 'store/tianyao'],
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
    ]
    const read = (login: Login, seat: SeatName) =>
      w.as(login, seat, tx => tx.execute('select birthday from identities'))
    for (const [login, seat] of seats)
      await expect(read(login, seat)).rejects.toMatchObject({ cause: { code: '42501' } })
    expect((await read('zhoulan', 'hq')).rows).toHaveLength(3)
  })
})

describe('what birthdays are found by', () => {
  it('is noted for files from before, and never twice', async () => {
    await w.sql('update identities set birthday = null')
    expect(await entries('2027-02', { kind: 'birthday' })).toEqual([])
    await noteBirthdaysJob()
    await noteBirthdaysJob()
    expect(await entries('2027-02', { kind: 'birthday' })).toHaveLength(2)
  })

  it('says nothing of the day in the database, and goes with the key of the file', async () => {
    const [row] = await w.sql<{ birthday: Buffer }>('select birthday from identities limit 1')
    expect(row?.birthday).toHaveLength(16)
    await enterService('job', tx => destroyKey(tx, w.employees.wangmuyang.id, new Date()))
    expect(await entries('2027-02', { kind: 'birthday' })).toEqual(['2027-02-28 birthday 李婉清'])
    const [gone] = await w.sql('select birthday from identities where employee_id = $1', [
      w.employees.wangmuyang.id,
    ])
    expect(gone).toEqual({ birthday: null })
  })
})
