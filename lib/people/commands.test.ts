import { afterEach, beforeEach, expect, it } from 'vitest'
import { learn, teach } from '@/test/courses'
import { refusalOf, type World, world } from '@/test/world'
import { addDays, addMonths } from '../clock'
import { failureOf } from '../failure'
import { changeIdentity, enterIdentity } from '../identities/commands'
import { changeIdentityInput, enterIdentityInput } from '../identities/input'
import { findYoungLimit, getMaskedFile } from '../identities/queries'
import { checkDigitOf } from '../identities/rules'
import { giveCourse } from '../learning/commands'
import {
  changeContact,
  changeEmployee,
  checkHire,
  checkRehire,
  hireEmployee,
  rehireEmployee,
} from './commands'
import { changeInput, contactInput, hireInput, rehireInput } from './input'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const hire = (more: Record<string, unknown> = {}) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    hireEmployee(
      tx,
      actor,
      hireInput.parse({
        name: '曾若溪',
        homeUnitId: company.units.catering,
        positionId: company.positions.chef,
        hiredOn: company.today,
        phone: '13900001111',
        hqContactUserId: company.users.zhoulan,
        ...more,
      }),
    ),
  )

const card = async (number: string) => {
  const [row] = await company.sql(`select * from employees where number = $1`, [number])
  return row ?? {}
}
const stays = (number: string) =>
  company.sql(
    `select u.code, h.code as home, a.starts_on::text as "from", a.ends_on::text as "to"
     from assignments a join employees e on e.id = a.employee_id join units u on u.id = a.unit_id join units h on h.id = a.home_unit_id
     where e.number = $1 order by a.starts_on`,
    [number],
  )
const trail = (action: string) => company.sql(`select * from trail where action = $1`, [action])

it('a hire gets the next lasting number, a card that can be found, a contact and a first assignment', async () => {
  const first = await hire()
  const second = await hire({ name: '单知远' })
  expect([first.number, second.number]).toEqual(['E00005', 'E00006'])
  expect(await card(first.number)).toMatchObject({
    name_pinyin: 'zengruoxi',
    name_initials: 'zrx',
    name_grams: ['曾', '曾若', '若', '若溪', '溪'],
    hq_contact_name: '周岚',
  })
  expect(await card(second.number)).toMatchObject({ name_pinyin: 'shanzhiyuan' })
  expect(await stays(first.number)).toEqual([
    { code: 'catering', home: 'catering', from: company.today, to: null },
  ])
  expect(await trail('employee.hired')).toMatchObject([
    { actor_name: '周岚', employee_id: first.id, details: { name: '曾若溪', homeUnit: '餐饮事业部' } },
    { employee_id: second.id },
  ])
})

it('numbers go on beyond five digits', async () => {
  await company.sql(`update employees set number = 'E99999' where number = 'E00004'`)
  expect((await hire()).number).toBe('E100000')
})

it.each([
  ['a store as home', () => ({ homeUnitId: company.units.tianyao }), 'people.homeUnitUnfit'],
  ['a region as home', () => ({ homeUnitId: company.units.east }), 'people.homeUnitUnfit'],
  ['a day far ahead', () => ({ hiredOn: addDays(company.today, 181) }), 'people.hiredTooFarAhead'],
  ['an account that is taken', () => ({ userId: company.users.guyan }), 'people.accountTaken'],
  ['an unknown contact', () => ({ hqContactUserId: company.units.hq }), 'people.contactUnknown'],
])('a hire with %s is refused and leaves nothing', async (_, more, code) => {
  expect(await refusalOf(hire(more()))).toBe(code)
  expect(await company.sql(`select from employees`)).toHaveLength(4)
  expect(await trail('employee.hired')).toHaveLength(0)
})

it('a hire may take over an account that belongs to nobody', async () => {
  const { number } = await hire({ userId: company.users.yezhen })
  expect(await card(number)).toMatchObject({ user_id: company.users.yezhen })
})

it.each(['executive', 'head', 'admin'] as const)('%s may not hire', async role => {
  const login = { executive: 'sunli', head: 'hejun', admin: 'gaoyuan' } as const
  const work = company.as(login[role], 'hq', (tx, actor) =>
    hireEmployee(
      tx,
      actor,
      hireInput.parse({
        name: '曾若溪',
        homeUnitId: company.units.catering,
        positionId: company.positions.chef,
        hiredOn: company.today,
      }),
    ),
  )
  expect(await refusalOf(work)).toBe('input.refused')
})

it.each([
  ['李', false],
  ['李婉清', true],
  ['阿依古丽·买买提', true],
  ['阿依古丽•买买提', true],
  ["Anna O'Neil", true],
  ['李'.repeat(31), false],
  ['李<b>婉清', false],
  ['李婉清😀', false],
  ["'; drop table employees", false],
  ['\u202e李婉清', false],
  ['李婉清'.repeat(4000), false],
])('%j as a name: %s', (name, good) => {
  expect(changeInput.shape.name.safeParse(name).success).toBe(good)
})

it.each([
  ['13912345678', true],
  ['1391234567', false],
  ['+8613912345678', false],
  ['23912345678', false],
])('%s as a mobile number: %s', (phone, good) => {
  expect(contactInput.safeParse({ number: 'E00001', revision: '1', phone }).success).toBe(good)
})

it('fields that are none of the caller’s business are refused', () => {
  expect(contactInput.safeParse({ number: 'E00001', revision: '1', employeeId: 'x' }).success).toBe(false)
})

const change = (more: Record<string, unknown> = {}) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    changeEmployee(
      tx,
      actor,
      changeInput.parse({
        number: 'E00002',
        revision: '1',
        name: '李婉清',
        homeUnitId: company.units.catering,
        hqContactUserId: company.users.zhoulan,
        ...more,
      }),
    ),
  )

it('part-time work comes after the probation, which it may not have', async () => {
  const probation = (day: string) =>
    company.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, probation_ends_on, position, place, created_at)
       values ($1, 'open_ended', '2024-03-01', '2024-03-01', $2, '厨师', '上海', now())`,
      [company.employees.liwanqing.id, day],
    )
  await probation(addDays(company.today, 1))
  expect(await change({ employmentForm: 'part_time' }).catch(failureOf)).toMatchObject({
    code: 'people.partTimeProbation',
    values: { date: company.today },
    field: 'employmentForm',
    href: '/hq/people/E00002/contracts',
  })
  await change({ employmentForm: 'full_time' })
  await company.sql('delete from contracts')
  await probation(company.today)
  await change({ employmentForm: 'part_time', revision: '2' })
  expect(await card('E00002')).toMatchObject({ employment_form: 'part_time' })
})

it('a new name is found at once, and the account bears it too', async () => {
  await change({ name: '李晚晴' })
  expect(await card('E00002')).toMatchObject({ name: '李晚晴', name_pinyin: 'liwanqing', revision: 2 })
  expect(await company.sql(`select name from users where id = $1`, [company.users.liwanqing])).toEqual([
    { name: '李晚晴' },
  ])
  expect(await trail('employee.changed')).toMatchObject([{ details: { name: ['李婉清', '李晚晴'] } }])
})

it('of two who change the same card the second is told', async () => {
  await change({ name: '李晚晴' })
  expect(await refusalOf(change({ name: '李婉青' }))).toBe('people.changedMeanwhile')
  expect(await card('E00002')).toMatchObject({ name: '李晚晴' })
})

it('saving a card as it is changes nothing and leaves no trace', async () => {
  await change()
  expect(await card('E00002')).toMatchObject({ revision: 1 })
  expect(await trail('employee.changed')).toHaveLength(0)
})

it('a new home unit holds from today; what was before stays', async () => {
  await change({ homeUnitId: company.units.design })
  expect(await stays('E00002')).toEqual([
    { code: 'catering', home: 'catering', from: '2024-03-01', to: company.today },
    { code: 'design', home: 'design', from: company.today, to: null },
  ])
})

it('a new home unit asks its courses of whoever works in it, and of nobody in a store', async () => {
  await teach(company, '设计规范', [{ unitId: company.units.design, days: 7 }])
  await teach(company, '餐饮规范', [{ unitId: company.units.catering }])
  await change({ homeUnitId: company.units.design })
  await change({ number: 'E00003', name: '王沐阳', homeUnitId: company.units.design })
  const owed = await company.sql(
    `select p.number, c.title, e.why, u.code as unit, e.due_on::text as "dueOn" from enrollments e
     join courses c on c.id = e.course_id join employees p on p.id = e.employee_id join units u on u.id = e.unit_id`,
  )
  const dueOn = addDays(company.today, 7)
  expect(owed).toEqual([{ number: 'E00002', title: '设计规范', why: 'rule', unit: 'design', dueOn }])
  expect(await trail('employee.changed')).toMatchObject([
    { details: { homeUnit: ['餐饮事业部', '设计部'], courses: { list: ['设计规范'] } } },
    { details: { homeUnit: ['餐饮事业部', '设计部'] } },
  ])
  expect(await company.sql(`select user_id from notifications where kind = 'courseAssigned'`)).toEqual([
    { user_id: company.users.liwanqing },
  ])
})

it('what a new home unit asks too goes along with whoever has begun it', async () => {
  const rules = [{ unitId: company.units.catering }, { unitId: company.units.design }]
  const number = await teach(company, '消防与应急', rules)
  await company.as('zhoulan', 'hq', (tx, actor) =>
    giveCourse(tx, actor, { course: number, employee: 'E00002', dueOn: addDays(company.today, 3) }),
  )
  await learn(company, 'liwanqing', '消防与应急', 1)
  await change({ homeUnitId: company.units.design })
  expect(
    await company.sql(
      `select u.code, e.status, e.lessons_done as done from enrollments e join units u on u.id = e.unit_id`,
    ),
  ).toEqual([{ code: 'design', status: 'open', done: 1 }])
})

it('a new home unit of somebody in a store changes where they return to, not where they are', async () => {
  await change({ number: 'E00003', name: '王沐阳', homeUnitId: company.units.design })
  const [from, to] = [addDays(company.today, -100), addDays(company.today, 60)]
  expect(await stays('E00003')).toEqual([
    { code: 'catering', home: 'catering', from: '2024-03-01', to: from },
    { code: 'tianyao', home: 'design', from, to },
    { code: 'design', home: 'design', from: to, to: null },
  ])
})

const changePhone = (more: Record<string, unknown>) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    changeContact(tx, actor, contactInput.parse({ number: 'E00002', revision: 1, ...more })),
  )

it('of two who change the same contact the second is told, and nothing of the first goes back', async () => {
  await changePhone({ phone: '13711112222' })
  const late = { phone: '13900000000', emergencyName: '李建国' }
  expect(await changePhone(late).catch(failureOf)).toMatchObject({
    code: 'people.changedMeanwhile',
    newer: { revision: 2 },
  })
  expect(
    await company.sql(`select phone from employee_contacts where employee_id = $1`, [
      company.employees.liwanqing.id,
    ]),
  ).toEqual([{ phone: '13711112222' }])
  expect(await trail('contact.changed')).toHaveLength(1)
  await changePhone({ ...late, phone: '13711112222', revision: 2 })
  expect(await trail('contact.changed')).toMatchObject([
    { details: { phone: ['139****0000', '137****2222'] } },
    { details: { emergencyName: ['', '李**'] } },
  ])
})

it('the trail of a changed contact is masked, because more roles read it than may see the number', async () => {
  await changePhone({ phone: '13711112222', emergencyName: '李建国' })
  expect(
    await company.sql(`select phone, emergency_name from employee_contacts where employee_id = $1`, [
      company.employees.liwanqing.id,
    ]),
  ).toEqual([{ phone: '13711112222', emergency_name: '李建国' }])
  expect(await trail('contact.changed')).toMatchObject([
    { details: { phone: ['139****0000', '137****2222'], emergencyName: ['家**', '李**'] } },
  ])
})

it('a transfer that is still open is named and has to be settled before the home unit changes', async () => {
  const [definition] = await company.sql<{ id: string }>(`select id from workflow_definitions limit 1`)
  const [request] = await company.sql<{ id: string }>(
    `insert into requests (number, definition_id, subject, applicant_user_id, applicant_name, employee_id, facts, summary, stage_position, submitted_at)
     values ('DG-2026-0042', $1, 'transfer', $2, '李婉清', $3, '{"kind":"dispatch"}', '{}', 1, now()) returning id`,
    [definition?.id, company.users.liwanqing, company.employees.liwanqing.id],
  )
  const { catering, tianyao } = company.units
  const { chef, storeChef } = company.positions
  await company.sql(
    `insert into transfers (request_id, employee_id, kind, from_unit_id, from_position_id, to_unit_id, to_position_id, home_position_id, effective_on, ends_on, reason)
     values ($1, $2, 'dispatch', $3, $4, $5, $6, $4, $7, $8, 'x')`,
    [
      request?.id,
      company.employees.liwanqing.id,
      catering,
      chef,
      tianyao,
      storeChef,
      addDays(company.today, 10),
      addDays(company.today, 100),
    ],
  )
  expect(await refusalOf(change({ homeUnitId: company.units.design }))).toBe('people.openTransfer')
})

/** Somebody who is gone since ten days, with a contract that ended with them. */
async function gone(): Promise<void> {
  const { id } = company.employees.guyan
  const leftOn = addDays(company.today, -10)
  await company.sql(`delete from assignments where employee_id = $1 and starts_on >= $2`, [id, leftOn])
  await company.sql(
    `update assignments set ends_on = $2 where employee_id = $1 and (ends_on is null or ends_on > $2)`,
    [id, leftOn],
  )
  await company.sql(`update employees set left_on = $2 where id = $1`, [id, leftOn])
  await company.sql(`update users set disabled_at = now() where id = $1`, [company.users.guyan])
  await company.sql(
    `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
     values ($1, 'fixed_term', '2024-03-01', '2024-03-01', $2, '2024-05-01', '厨师', '上海', now())`,
    [id, leftOn],
  )
}
const rehire = (more: Record<string, unknown> = {}) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    rehireEmployee(
      tx,
      actor,
      rehireInput.parse({
        number: 'E00004',
        revision: 1,
        homeUnitId: company.units.design,
        positionId: company.positions.clerk,
        hiredOn: company.today,
        ...more,
      }),
    ),
  )

it('who comes back keeps number, file and contact, and the years before', async () => {
  await gone()
  const contact = { phone: '13700000000' }
  expect(await rehire({ ...contact, reopens: 'yes', kind: 'open_ended', place: '上海' })).toEqual({
    number: 'E00004',
  })
  expect(await card('E00004')).toMatchObject({
    id: company.employees.guyan.id,
    hired_on: expect.anything(),
    left_on: null,
    revision: 2,
  })
  const [service] = await company.sql(
    `select starts_on::text as "from", ends_on::text as "to" from service_periods where employee_id = $1`,
    [company.employees.guyan.id],
  )
  expect(service).toEqual({ from: '2024-03-01', to: addDays(company.today, -10) })
  expect((await stays('E00004')).at(-1)).toEqual({
    code: 'design',
    home: 'design',
    from: company.today,
    to: null,
  })
  const [contactNow] = await company.sql(
    `select phone, emergency_name from employee_contacts where employee_id = $1`,
    [company.employees.guyan.id],
  )
  expect(contactNow).toEqual({ phone: '13700000000', emergency_name: '家人' })
  const [user] = await company.sql(`select disabled_at from users where id = $1`, [company.users.guyan])
  expect(user).toEqual({ disabled_at: null })
  expect(await trail('contract.signed')).toHaveLength(1)
  expect(await trail('employee.rehired')).toMatchObject([
    { details: { leftOn: [addDays(company.today, -10), null], homeUnit: ['餐饮事业部', '设计部'] } },
  ])
})

it('a probation is not agreed again with who comes back, and then nothing of it is written', async () => {
  await gone()
  const term = { kind: 'fixed_term', lastOn: addDays(company.today, 1200), place: '上海' }
  const again = rehire({ ...term, probationLastOn: addDays(company.today, 20) })
  expect(await refusalOf(again)).toBe('contracts.probationOnce')
  expect(await card('E00004')).toMatchObject({ revision: 1 })
  await rehire(term)
})

it.each([
  ['who is still here', { number: 'E00003' }, 'people.stillHere'],
  ['a card that changed since', { revision: 7 }, 'people.changedMeanwhile'],
  ['a day before they left', { hiredOn: '2024-06-01' }, 'people.backBeforeLeft'],
  ['a contract without a place', { kind: 'open_ended' }, 'people.placeMissing'],
  ['an account without a password', { login: 'guyan2' }, 'people.passwordMissing'],
])('nobody comes back as %s', async (_what, more, code) => {
  await gone()
  expect(await refusalOf(rehire(more))).toBe(code)
})

it('a hire may bring contract and account with it, and all of it is written or nothing', async () => {
  const more = { kind: 'fixed_term', lastOn: addDays(company.today, 400), place: '上海' }
  const account = { login: 'zengruoxi', password: 'a-long-first-one' }
  const tooLong = { ...more, ...account, probationLastOn: addDays(company.today, 100) }
  expect(await refusalOf(hire(tooLong))).toBe('contracts.probationTooLong')
  expect(await company.sql(`select from employees where name = '曾若溪'`)).toEqual([])
  const { number } = await hire({ ...more, ...account, probationLastOn: addDays(company.today, 40) })
  expect(
    await company.sql(
      `select u.login from employees e join users u on u.id = e.user_id where e.number = $1`,
      [number],
    ),
  ).toEqual([{ login: 'zengruoxi' }])
  expect(await trail('contract.signed')).toHaveLength(1)
})

const contract = () => ({ kind: 'fixed_term', lastOn: addDays(company.today, 1200), place: '上海' })
const document = { documentNumber: '11010519491231002X' }

it('a hire may bring pay, bank and addresses with it, sealed and with their own rows in the trail', async () => {
  const { id } = await hire({
    ...contract(),
    ...document,
    base: '8123.45',
    meal: '300',
    bank: '招商银行',
    cardNumber: '6222020000000000000',
    currentAddress: '天钥桥路 1 号',
  })
  expect(await trail('pay.agreed')).toMatchObject([{ employee_id: id }])
  expect(await trail('bankAccount.entered')).toMatchObject([{ employee_id: id }])
  expect(await trail('identity.entered')).toMatchObject([
    {
      employee_id: id,
      details: { documentNumber: [null, '******'], currentAddress: [null, '******'] },
    },
  ])
  const file = await company.as('zhoulan', 'hq', tx => getMaskedFile(tx, id))
  expect(file).toMatchObject({ bank: { bank: '招商银行', holder: '曾若溪' } })
  expect(file.identity?.currentAddress).toBeTruthy()
  const rows = await company.sql(
    `select p.sealed, b.number, i.current_address from contract_pays p, bank_accounts b, identities i
     where p.employee_id = $1 and b.employee_id = $1 and i.employee_id = $1`,
    [id],
  )
  expect(rows).toHaveLength(1)
  for (const secret of ['812345', '6222020000000000000', '天钥桥路'])
    expect(
      JSON.stringify(rows) + JSON.stringify(await company.sql('select details from trail')),
    ).not.toContain(secret)
})

it.each([
  ['pay without a contract', { base: '8000' }, 'people.payNeedsContract', 'base'],
  [
    'pay without its base',
    { ...{ kind: 'open_ended', place: '上海' }, meal: '300' },
    'people.baseMissing',
    'base',
  ],
  [
    'pay in probation without a probation',
    { ...{ kind: 'open_ended', place: '上海' }, base: '8000', probation: '7000' },
    'pay.noProbation',
    'probation',
  ],
  ['a card without a bank', { cardNumber: '6222020000000000000' }, 'people.bankMissing', 'bank'],
  [
    'an address without a document',
    { currentAddress: '天钥桥路 1 号' },
    'people.addressNeedsDocument',
    'currentAddress',
  ],
])('a hire with %s is refused at its field', async (_what, more, code, field) => {
  expect(await hire(more).catch(failureOf)).toMatchObject({ code, field })
  expect(await company.sql(`select from employees`)).toHaveLength(4)
})

it('a hire pays in probation what the law asks for, where the contract has one', async () => {
  await company.sql(
    `insert into minimum_wages (city, starts_on, monthly, source, entered_by_name, entered_at)
     values ('上海', '2024-01-01', 269000, '依据', '周岚', now())`,
  )
  const withPay = (base: string, probation: string) =>
    hire({ ...contract(), probationLastOn: addDays(company.today, 90), base, probation })
  expect(await withPay('8000', '6399.99').catch(failureOf)).toMatchObject({
    code: 'pay.probationTooLow',
    field: 'probation',
    values: { least: '6,400.00', percent: 80 },
  })
  expect(await withPay('3000', '2689.99').catch(failureOf)).toMatchObject({
    code: 'pay.belowMinimum',
    field: 'probation',
    values: { city: '上海', least: '2,690.00' },
  })
  await withPay('8000', '6400')
})

it('a hire is tried before it is entered: the same refusal, and nothing written', async () => {
  const check = (more: Record<string, unknown>) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      checkHire(
        tx,
        actor,
        hireInput.parse({
          name: '曾若溪',
          homeUnitId: company.units.catering,
          positionId: company.positions.chef,
          hiredOn: company.today,
          ...more,
        }),
      ),
    )
  const long = { ...contract(), probationLastOn: addDays(company.today, 400) }
  expect(await check(long).catch(failureOf)).toMatchObject({
    code: 'contracts.probationTooLong',
    field: 'probationLastOn',
  })
  const partTime = { ...contract(), employmentForm: 'part_time', probationLastOn: addDays(company.today, 20) }
  expect(await refusalOf(check(partTime))).toBe('contracts.probationPartTime')
  await check({ ...contract(), ...document, base: '8000' })
  expect(await company.sql('select from employees')).toHaveLength(4)
  expect(await company.sql('select from trail')).toEqual([])
  expect((await hire()).number).toBe('E00005')
})

it('who comes back brings a new address beside the document on file, and none without', async () => {
  await gone()
  const moved = { currentAddress: '南丹路 2 号' }
  expect(await refusalOf(rehire(moved))).toBe('people.addressNeedsDocument')
  const check = company.as('zhoulan', 'hq', (tx, actor) =>
    checkRehire(
      tx,
      actor,
      rehireInput.parse({
        number: 'E00004',
        revision: 1,
        homeUnitId: company.units.design,
        positionId: company.positions.clerk,
        hiredOn: '2024-06-01',
      }),
    ),
  )
  expect(await refusalOf(check)).toBe('people.backBeforeLeft')
  await company.as('zhoulan', 'hq', (tx, actor) =>
    enterIdentity(tx, actor, enterIdentityInput.parse({ number: 'E00004', kind: 'id_card', ...document })),
  )
  await rehire(moved)
  expect(await trail('identity.changed')).toMatchObject([
    { details: { currentAddress: ['******', '******'] } },
  ])
})

it.each([
  ['hejun', 'hq'],
  ['sunli', 'hq'],
  ['gaoyuan', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
] as const)('%s in %s brings nobody back', async (login, seat) => {
  await gone()
  const input = rehireInput.parse({
    number: 'E00004',
    revision: 1,
    homeUnitId: company.units.catering,
    positionId: company.positions.chef,
    hiredOn: company.today,
  })
  const work = company.as(login, seat, (tx, actor) => rehireEmployee(tx, actor, input))
  expect(['input.refused', 'input.notFound']).toContain(await refusalOf(work))
})

it('nobody under sixteen is hired, and of the young the form says what to heed', async () => {
  const numberOf = (born: string) => {
    const body = `110105${born.replaceAll('-', '')}002`
    return body + checkDigitOf(body)
  }
  const born = (years: number, days = 0) => addMonths(addDays(company.today, days), -12 * years)
  expect(await refusalOf(hire({ birthDate: '2015-05-04' }))).toBe('identities.tooYoung')
  expect(await refusalOf(hire({ documentNumber: numberOf(born(16, 1)) }))).toBe('identities.tooYoung')
  const check = (birthDate: string) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      checkHire(
        tx,
        actor,
        hireInput.parse({
          name: '曾若溪',
          homeUnitId: company.units.catering,
          positionId: company.positions.chef,
          hiredOn: company.today,
          documentNumber: numberOf(birthDate),
        }),
      ),
    )
  expect([await check(born(16)), await check(born(18, 1)), await check(born(18))]).toEqual([
    { isYoung: true },
    { isYoung: true },
    { isYoung: false },
  ])
  const { number } = await hire({ documentNumber: numberOf(born(20)) })
  const correct = (over: Record<string, unknown>) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      changeIdentity(
        tx,
        actor,
        changeIdentityInput.parse({
          number,
          kind: 'passport',
          revision: 1,
          documentNumber: 'E12345678',
          ...over,
        }),
      ),
    )
  const [fault] = [await correct({ birthDate: '2015-05-04', gender: 'male' }).catch(failureOf)]
  expect(fault).toMatchObject({
    code: 'identities.tooYoung',
    field: 'birthDate',
    values: { source: '《劳动法》第十五条、《禁止使用童工规定》第二条' },
  })
  const heeded = () => company.as('zhoulan', 'hq', (tx, actor) => findYoungLimit(tx, number, actor.today))
  expect(await heeded()).toBeUndefined()
  await correct({ birthDate: born(17), gender: 'male' })
  expect(await heeded()).toMatchObject({ value: 18, source: expect.stringContaining('第六十五条') })
  await correct({ revision: 2, birthDate: born(18), gender: 'male' })
  expect(await heeded()).toBeUndefined()
})
