import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { consentTo, type Login, type SeatName, type World, world } from '@/test/world'
import type { Role } from '../actor'
import { addDays, systemClock } from '../clock'
import { listContracts } from '../contracts/queries'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { changeIdentity, enterBankAccount, enterIdentity } from '../identities/commands'
import { bankAccountInput, changeIdentityInput, enterIdentityInput } from '../identities/input'
import { issueMonth, reckonMonth } from '../insurance/commands'
import { issueInsurance, reckonInsurance } from '../insurance/jobs'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { changeContact, changeEmployee } from '../people/commands'
import { contactInput } from '../people/input'
import { addScheme, setRate } from '../schemes/commands'
import { setRateInput } from '../schemes/input'
import { listFieldHistory } from './queries'
import { audience, type FileField, fieldNames, fileFields, type Reach, reachOf } from './rules'

let w: World
const seats: Record<Role, [Login, SeatName]> = {
  employee: ['wangmuyang', 'me'],
  manager: ['zhaomingyuan', 'store/tianyao'],
  head: ['hejun', 'hq'],
  hr: ['zhoulan', 'hq'],
  executive: ['sunli', 'hq'],
  specialist: ['yezhen', 'hq'],
  auditor: ['shaoning', 'hq'],
  admin: ['gaoyuan', 'hq'],
}

/** 王沐阳 works in 天钥店 and belongs to 餐饮; 周岚 does neither. Both have everything that a file can hold. */
beforeAll(async () => {
  w = await world()
  const schemeId = await w.as('xutinglan', 'hq', async (tx, actor) => {
    const { id } = await addScheme(tx, actor, { city: '上海', residence: 'any' })
    const rates = { item: 'fund', from: '2024-01', companyRate: '7', personRate: '5', source: '依据' }
    await setRate(tx, actor, setRateInput.parse({ schemeId: id, ...rates }))
    return id
  })
  for (const [who, documentNumber, cardNumber] of [
    ['wangmuyang', '11010519491231002X', '6222020000000000000'],
    ['zhoulan', '440308199901101512', '6222020000000000018'],
  ] as const) {
    const { id, number } = w.employees[who]
    await w.as('xutinglan', 'hq', async (tx, actor) => {
      const address = { registeredAddress: '上海市', currentAddress: '上海市' }
      const document = { number, kind: 'id_card', documentNumber, validUntil: '2030-01-01', ...address }
      await enterIdentity(tx, actor, enterIdentityInput.parse(document))
      const card = { number, bank: '中国银行', holder: '本人', cardNumber }
      await enterBankAccount(tx, actor, bankAccountInput.parse(card))
    })
    await w.sql(
      `insert into contracts (id, employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
       values (gen_random_uuid(), $1, 'fixed_term', '2024-03-01', '2024-03-01', '2034-03-01', '2024-05-01', '厨师', '上海', now())`,
      [id],
    )
    await w.sql(
      `insert into certificates (id, employee_id, kind, name, issued_by, issued_on, created_at) values (gen_random_uuid(), $1, 'health', '健康证', '疾控', '2026-01-01', now())`,
      [id],
    )
    await w.sql(
      `insert into earlier_jobs (id, employee_id, company, position, starts_on, ends_on, created_at)
       values (gen_random_uuid(), $1, '老东家', '厨师', '2020-01-01', '2023-01-01', now())`,
      [id],
    )
    await w.as('xutinglan', 'hq', async (tx, actor) => {
      const [contract] = await listContracts(tx, number)
      await agreePay(tx, actor, agreePayInput.parse({ contractId: contract?.id, base: '9000' }))
      const bases = { insuranceBase: '9000', fundBase: '9000', hasFund: 'yes' }
      await enrol(tx, actor, enrolInput.parse({ number, schemeId, from: '2024-03', ...bases }))
    })
    await w.sql(`update employee_contacts set email = 'a@example.com' where employee_id = $1`, [id])
    await w.sql(`update employees set employment_form = 'full_time' where id = $1`, [id])
  }
  const { id: runId } = await w.as('xutinglan', 'hq', (tx, actor) =>
    reckonMonth(tx, actor, { month: '2026-01-01' }),
  )
  await reckonInsurance(runId, systemClock)
  await w.as('xutinglan', 'hq', (tx, actor) => issueMonth(tx, actor, { runId }))
  await issueInsurance(runId, systemClock)
})
afterAll(async () => {
  await w.close()
  await closePools()
})

/** What the database gives somebody of a field of a person: the values, or none where they have no right on the rows or the column. */
async function read(
  [login, seat]: [Login, SeatName],
  field: FileField,
  employeeId: string,
): Promise<unknown[]> {
  const { table, column } = fileFields[field]
  const of = table === 'employees' ? 'id' : 'employee_id'
  // what goes on now, as far as things begin and end
  const now =
    table === 'assignments'
      ? sql`and starts_on <= ${w.today} and (ends_on is null or ends_on > ${w.today})`
      : sql``
  const asked = sql`select ${sql.identifier(column)} as value from ${sql.identifier(table)} where ${sql.identifier(of)} = ${employeeId} ${now}`
  const found = await w
    .as(login, seat, tx => tx.execute<{ value: unknown }>(asked))
    .catch(error => {
      if (/permission denied/.test(String(error.cause ?? error))) return { rows: [] }
      throw error
    })
  return found.rows.map(row => row.value).filter(value => value !== null && value !== '')
}

/** The reach that a role has in truth: of whom it reads something, and whether that is sealed. */
async function reachInTruth(role: Role, field: FileField): Promise<Reach> {
  const seat = seats[role]
  const [near, far] = [w.employees.wangmuyang.id, w.employees.zhoulan.id]
  // a store that has to say what becomes of a probation reads of it while it runs
  const probation = field === 'probation' ? addDays(w.today, 30) : '2024-05-01'
  await w.sql('update contracts set probation_ends_on = $1', [probation])
  await w.sql('delete from consents')
  const bare = await read(seat, field, near)
  await consentTo(w, near, 'tianyao')
  const consented = await read(seat, field, near)
  const away = await read(seat, field, far)
  if (away.length > 0) return Buffer.isBuffer(away[0]) ? 'masked' : 'all'
  if (bare.length === 0) return consented.length > 0 ? 'consent' : 'none'
  if (role === 'employee') return 'own'
  return role === 'manager' ? 'store' : 'unit'
}

/** Where pages show less than the database would give; the table says what pages do. */
const stricter: Partial<Record<FileField, Partial<Record<Role, Reach>>>> = {
  hiredOn: { manager: 'store' },
}

describe('who may see what', () => {
  it.each(audience)('is for the role %s what the policies allow, field by field', async role => {
    const said: [FileField, Reach][] = []
    const true_: [FileField, Reach][] = []
    for (const field of fieldNames) {
      said.push([field, stricter[field]?.[role] ?? reachOf(field, role)])
      true_.push([field, await reachInTruth(role, field)])
    }
    expect(said).toEqual(true_)
  })

  it('names a table and a column that exist, for each field', async () => {
    const columns = await w.sql<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    )
    const known = new Set(columns.map(row => row.name))
    const kept = fieldNames.map(field => `${fileFields[field].table}.${fileFields[field].column}`)
    expect(kept.filter(name => !known.has(name))).toEqual([])
  })
})

describe('the history of a field', () => {
  const history = (field: FileField, [login, seat] = seats.hr) =>
    w.as(login, seat, tx => listFieldHistory(tx, w.employees.wangmuyang.number, field))

  it('says who changed it, from what to what, and nothing of what changed beside it', async () => {
    const { number } = w.employees.wangmuyang
    await w.as('zhoulan', 'hq', (tx, actor) =>
      changeEmployee(tx, actor, {
        number,
        revision: 1,
        name: '王沐扬',
        homeUnitId: w.units.catering,
        hqContactUserId: w.users.hejun,
      }),
    )
    expect(await history('name')).toMatchObject([
      { actorName: '周岚', action: 'employee.changed', details: { name: ['王沐阳', '王沐扬'] } },
    ])
    const [contact] = await history('hqContact')
    expect(contact?.details).toEqual({ hqContact: ['周岚', '何骏'] })
    expect(await history('email')).toEqual([])
  })

  it('tells of contact and identity by masks, to whoever reads the trail', async () => {
    const { id, number } = w.employees.wangmuyang
    const [card] = await w.sql('select revision from employees where id = $1', [id])
    await w.as('zhoulan', 'hq', async (tx, actor) => {
      await changeContact(tx, actor, contactInput.parse({ number, ...card, phone: '13912340202' }))
      const changed = {
        number,
        kind: 'id_card',
        revision: 1,
        validUntil: '2030-01-01',
        currentAddress: '苏州',
      }
      await changeIdentity(tx, actor, changeIdentityInput.parse(changed))
    })
    expect((await history('phone'))[0]?.details).toEqual({ phone: ['139****0000', '139****0202'] })
    expect((await history('currentAddress'))[0]?.details).toEqual({ currentAddress: ['******', '******'] })
    const own = await history('phone', seats.employee)
    expect(own.map(row => row.actorName)).toEqual(['周岚'])
    expect(await history('phone', seats.manager)).toEqual([])
  })
})
