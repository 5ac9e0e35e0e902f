import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays, addMonths, systemClock } from '../clock'
import { requestConfirmation } from '../confirmations/commands'
import { requestConfirmationInput } from '../confirmations/input'
import { listContracts } from '../contracts/queries'
import { defineField, enterValue } from '../custom/commands'
import { defineFieldInput } from '../custom/input'
import { openCustomValue } from '../custom/queries'
import { addDocument, openDocument } from '../documents/commands'
import { addDocumentInput } from '../documents/input'
import { listDocuments } from '../documents/queries'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { openBases } from '../enrolments/queries'
import { enterBankAccount, enterIdentity, reveal } from '../identities/commands'
import { bankAccountInput, enterIdentityInput } from '../identities/input'
import { findHolder, getMaskedFile, listReveals } from '../identities/queries'
import { issueMonth, reckonMonth } from '../insurance/commands'
import { issueInsurance, reckonInsurance } from '../insurance/jobs'
import { openRecord } from '../insurance/queries'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { openPay } from '../pay/queries'
import { propose as proposeChange } from '../proposals/commands'
import { proposeInput } from '../proposals/input'
import { findProposal } from '../proposals/queries'
import { approveRequest } from '../requests/commands'
import { addScheme, setRate } from '../schemes/commands'
import { setRateInput } from '../schemes/input'
import { addTag, giveTag } from '../tags/commands'
import {
  answerRights,
  askRights,
  askRightsFor,
  confirmErasure,
  dropErasure,
  endHold,
  placeHold,
  proposeErasure,
  withdrawRights,
} from './commands'
import { askRightsForInput, askRightsInput } from './input'
import { listErasable } from './jobs'
import { getRights, listErasures, listOwnRights, listRights } from './queries'

const idNumber = '31010419990506221X'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  for (const table of ['rights_answers', 'rights_requests', 'erasure_holds', 'erasures', 'notifications'])
    await w.sql(`delete from ${table}`)
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const ask = (login: Login, more: Record<string, unknown> = {}) =>
  w
    .as(login, 'me', (tx, actor) =>
      askRights(
        tx,
        actor,
        askRightsInput.parse({
          kind: 'erase',
          categories: ['emergency', 'contracts'],
          reason: '联系人已搬家，电话 13500001234',
          ...more,
        }),
      ),
    )
    .then(result => result.number)
const answer = (login: Login, number: string, more: Parameters<typeof answerRights>[2] | object = {}) =>
  w.as(login, 'hq', (tx, actor) => answerRights(tx, actor, { number, ...more }))
const place = (login: Login, employee: string) =>
  w.as(login, 'hq', (tx, actor) => placeHold(tx, actor, { employee, reason: '劳动仲裁' }))
const contactOf = async (id: string) =>
  (await w.sql(`select phone, emergency_name as name from employee_contacts where employee_id = $1`, [id]))[0]

describe('what somebody who has left asks HR for', () => {
  const proof = '本人到场，核对身份证原件'
  const askFor = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
    w.as(login, seat, (tx, actor) =>
      askRightsFor(
        tx,
        actor,
        askRightsForInput.parse({
          employee: w.employees.guyan.number,
          kind: 'correct',
          categories: ['contact'],
          reason: '手机号换成 13500009876',
          proof,
        }),
      ),
    )
  beforeEach(() =>
    w.sql('update employees set left_on = $2 where id = $1', [w.employees.guyan.id, addDays(w.today, -1)]),
  )
  afterEach(() => w.sql('update employees set left_on = null where id = $1', [w.employees.guyan.id]))

  it('is entered with how they proved who they are, and answered by another of HR', async () => {
    const { number } = await askFor()
    expect(await w.as('xutinglan', 'hq', tx => getRights(tx, number))).toMatchObject({
      employeeName: '顾言',
      enteredByName: '周岚',
      proof,
      reason: '手机号换成 13500009876',
    })
    const [row] = await w.sql<{ reason: Buffer; proof: Buffer }>('select reason, proof from rights_requests')
    expect(row?.reason.toString('utf8')).not.toContain('13500009876')
    expect(row?.proof.toString('utf8')).not.toContain('身份证')
    expect(await w.sql(`select user_id from notifications where kind = 'rightsAsked'`)).toEqual([
      { user_id: w.users.xutinglan },
    ])
    expect(await refusalOf(answer('zhoulan', number, { outcome: 'corrected' }))).toBe('rights.entered')
    await answer('xutinglan', number, { outcome: 'corrected' })
    expect(await w.sql(`select user_id from notifications where kind = 'rightsAnswered'`)).toEqual([
      { user_id: w.users.zhoulan },
    ])
    const told = await w.sql<{ action: string }>(
      `select action from trail where action like 'rights.%' order by id desc limit 2`,
    )
    expect(told.map(one => one.action)).toEqual(['rights.answered', 'rights.askedFor'])
  })

  it('is withdrawn by whoever entered it', async () => {
    const { number } = await askFor()
    const withdraw = (login: Login) => w.as(login, 'hq', (tx, actor) => withdrawRights(tx, actor, { number }))
    expect(await refusalOf(withdraw('xutinglan'))).toBe('input.refused')
    await withdraw('zhoulan')
    await askFor()
  })

  it('is not entered for who is still here, and asks for themselves', async () => {
    await w.sql('update employees set left_on = null where id = $1', [w.employees.guyan.id])
    expect(await refusalOf(askFor())).toBe('rights.stillHere')
    await ask('guyan')
  })

  it.each([
    ['hejun', 'hq'],
    ['sunli', 'hq'],
    ['gaoyuan', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['wangmuyang', 'me'],
  ] as const)('is HR’s to enter, and not for %s in %s', async (login, seat) => {
    expect(await refusalOf(askFor(login, seat))).toBe('input.refused')
    await askFor()
  })
})

describe('a request to erase', () => {
  it('is answered by law, category by category: what may go goes, what is kept says until when and why', async () => {
    const number = await ask('wangmuyang')
    expect(await w.sql(`select kind from notifications where user_id = $1`, [w.users.zhoulan])).toEqual([
      { kind: 'rightsAsked' },
    ])
    await answer('zhoulan', number)
    const { answers, status } = await w.as('wangmuyang', 'me', tx => getRights(tx, number))
    expect(status).toBe('answered')
    expect(answers).toMatchObject([
      {
        category: 'contracts',
        outcome: 'kept',
        ground: 'contracts',
        months: 24,
        source: '《劳动合同法》第五十条',
      },
      { category: 'emergency', outcome: 'erased', ground: 'unneeded' },
    ])
    expect(await contactOf(w.employees.wangmuyang.id)).toEqual({ phone: '13900000000', name: '' })
    expect(await contactOf(w.employees.guyan.id)).toEqual({ phone: '13900000000', name: '家人' })
    expect(await w.sql(`select kind from notifications where user_id = $1`, [w.users.wangmuyang])).toEqual([
      { kind: 'rightsAnswered' },
    ])
    const [trail] = await w.sql<{ details: { outcomes: { list: string[] } } }>(
      `select details from trail where action = 'rights.answered' order by id desc limit 1`,
    )
    expect(trail?.details.outcomes.list).toEqual(['emergency erased unneeded', 'contracts kept contracts'])
  })

  it('is answered within the term that is set, and HR sees what is due first', async () => {
    const later = await ask('guyan')
    const number = await ask('wangmuyang')
    await w.sql(`update rights_requests set due_on = due_on - 5 where number = $1`, [number])
    const rows = await w.as('zhoulan', 'hq', tx => listRights(tx))
    expect(rows.map(row => row.number)).toEqual([number, later])
    expect(rows[1]?.dueOn).toBe(addDays(w.today, 30))
  })

  it('keeps its words from everybody but HR and the person, also in the database', async () => {
    const number = await ask('wangmuyang')
    const [kept] = await w.sql<{ n: number }>(
      `select (select count(*)::int from rights_requests r where r::text like '%' || $1 || '%' or r::text like '%13500001234%')
        + (select count(*)::int from trail t where t::text like '%13500001234%')
        + (select count(*)::int from notifications t where t::text like '%13500001234%') as n`,
      [Buffer.from('13500001234').toString('hex')],
    )
    expect(kept?.n).toBe(0)
    expect((await w.as('zhoulan', 'hq', tx => getRights(tx, number))).reason).toContain('13500001234')
    expect((await w.as('wangmuyang', 'me', tx => getRights(tx, number))).reason).toContain('13500001234')
    expect(await refusalOf(w.as('guyan', 'me', tx => getRights(tx, number)))).toBe('input.notFound')
    expect(await refusalOf(w.as('hejun', 'hq', tx => getRights(tx, number)))).toBe('input.refused')
  })

  it('is refused under a hold, which the person can see, and answered once it is lifted', async () => {
    await w.sql(`update employee_contacts set emergency_name = '家人'`)
    await place('zhoulan', w.employees.guyan.number)
    expect(await refusalOf(place('zhoulan', w.employees.guyan.number))).toBe('rights.heldAlready')
    const number = await ask('guyan')
    await answer('zhoulan', number)
    const { answers } = await w.as('guyan', 'me', tx => getRights(tx, number))
    expect(answers.map(one => [one.outcome, one.ground])).toEqual([
      ['kept', 'hold'],
      ['kept', 'hold'],
    ])
    expect(await contactOf(w.employees.guyan.id)).toMatchObject({ name: '家人' })
    const [hold] = await w.sql<{ id: string }>(`select id from erasure_holds`)
    await w.as('xutinglan', 'hq', (tx, actor) => endHold(tx, actor, { holdId: hold?.id ?? '' }))
    await answer('zhoulan', await ask('guyan'))
    expect(await contactOf(w.employees.guyan.id)).toMatchObject({ name: '' })
  })

  it('is answered once, by HR, and not by the person themselves', async () => {
    const number = await ask('wangmuyang')
    for (const login of ['hejun', 'sunli', 'gaoyuan', 'shaoning'] as const)
      expect(await refusalOf(answer(login, number))).toBe('input.refused')
    await answer('zhoulan', number)
    expect(await refusalOf(answer('zhoulan', number))).toBe('rights.closedAlready')
    const own = await ask('zhoulan')
    expect(await refusalOf(answer('zhoulan', own))).toBe('rights.own')
    await answer('xutinglan', own)
  })

  it('can be withdrawn by the person until it is answered; one of a kind at a time', async () => {
    const number = await ask('wangmuyang')
    expect(await refusalOf(ask('wangmuyang'))).toBe('rights.oneOpen')
    await ask('wangmuyang', { kind: 'correct' })
    const withdraw = (login: Login) => w.as(login, 'me', (tx, actor) => withdrawRights(tx, actor, { number }))
    expect(await refusalOf(withdraw('guyan'))).toBe('input.notFound')
    await withdraw('wangmuyang')
    expect(await refusalOf(answer('zhoulan', number))).toBe('rights.closedAlready')
    await ask('wangmuyang')
    const own = await w.as('wangmuyang', 'me', (tx, actor) => listOwnRights(tx, actor))
    expect(own.map(one => one.status)).toEqual(['open', 'open', 'withdrawn'])
  })
})

it('a request to correct is answered with what was done, or with why nothing is', async () => {
  const correct = { kind: 'correct', categories: ['contact'] }
  const number = await ask('wangmuyang', correct)
  expect(await refusalOf(answer('zhoulan', number))).toBe('rights.outcomeMissing')
  expect(await refusalOf(answer('zhoulan', number, { outcome: 'refused' }))).toBe('rights.noteMissing')
  await answer('zhoulan', number, { outcome: 'refused', note: '与身份证一致' })
  expect(await w.as('wangmuyang', 'me', tx => getRights(tx, number))).toMatchObject({
    note: '与身份证一致',
    answers: [{ category: 'contact', outcome: 'refused', ground: 'right' }],
  })
  const second = await ask('wangmuyang', correct)
  await answer('zhoulan', second, { outcome: 'corrected' })
  expect((await w.as('wangmuyang', 'me', tx => getRights(tx, second))).answers).toMatchObject([
    { outcome: 'corrected', ground: 'wrong' },
  ])
})

describe('destroying the key of somebody who left', () => {
  const listed = () => enterService('job', tx => listErasable(tx, new Date(), w.today))
  const leave = (id: string, on: string | null) =>
    w.sql(`update employees set left_on = $2 where id = $1`, [id, on])
  const rows = () => w.as('zhoulan', 'hq', tx => listErasures(tx))
  const propose = (login: Login, erasureId: string) =>
    w.as(login, 'hq', (tx, actor) => proposeErasure(tx, actor, { erasureId }))
  const confirm = (login: Login, erasureId: string) =>
    w.as(login, 'hq', (tx, actor) => confirmErasure(tx, actor, { erasureId }))

  beforeAll(async () => {
    for (const [name, documentNumber] of [
      ['wangmuyang', idNumber],
      ['guyan', '310104199806073327'],
    ] as const)
      await w.as('zhoulan', 'hq', (tx, actor) =>
        enterIdentity(
          tx,
          actor,
          enterIdentityInput.parse({
            number: w.employees[name].number,
            kind: 'id_card',
            documentNumber,
            currentAddress: '上海市徐汇区青松路 9 号',
          }),
        ),
      )
    const { number } = w.employees.wangmuyang
    await w.as('zhoulan', 'hq', (tx, actor) =>
      enterBankAccount(
        tx,
        actor,
        bankAccountInput.parse({
          number,
          bank: '示例银行',
          holder: '王沐阳',
          cardNumber: '6222020000000000000',
        }),
      ),
    )
    const content = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    await w.as('zhoulan', 'hq', (tx, actor) =>
      addDocument(
        tx,
        actor,
        addDocumentInput.parse({
          number,
          kind: 'id_card_front',
          title: '身份证',
          file: new File([new Uint8Array(content)], 'a.jpg', { type: 'image/jpeg' }),
        }),
      ),
    )
    await w.as('zhoulan', 'hq', (tx, actor) =>
      reveal(tx, actor, { number, what: 'number', purpose: 'contract', note: '' }),
    )
    await tell(w.employees.wangmuyang)
  })

  /** What else is kept of somebody: sealed in other tables, and said of them in plain words. */
  async function tell({ id, number }: { id: string; number: string }): Promise<void> {
    const begun = addMonths(w.today, -2)
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
       values ($1, 'fixed_term', $2, $2, $3, $4, '厨师', '上海', now())`,
      [id, begun, addMonths(begun, 36), addDays(w.today, 25)],
    )
    const month = addMonths(w.today, -1).slice(0, 7)
    const runId = await w.as('zhoulan', 'hq', async (tx, actor) => {
      const [contract] = await listContracts(tx, number)
      await agreePay(tx, actor, agreePayInput.parse({ contractId: contract?.id, base: '8000' }))
      const { id: schemeId } = await addScheme(tx, actor, { city: '上海', residence: 'any' })
      const rate = { item: 'pension', from: '2024-01', companyRate: '16', personRate: '8', source: '依据' }
      await setRate(tx, actor, setRateInput.parse({ schemeId, ...rate }))
      await enrol(tx, actor, enrolInput.parse({ number, schemeId, from: month }))
      for (const of of ['work', 'contact', 'identity', 'pay'] as const) {
        const field = { name: `甲${of}`, nameEn: of, kind: 'text', class: of, keeper: 'hr' }
        const made = await defineField(tx, actor, defineFieldInput.parse(field))
        await enterValue(tx, actor, { number, fieldId: made.id, value: `乙${of}` })
      }
      const tag = await addTag(tx, actor, { name: '急救员' })
      await giveTag(tx, actor, { tagId: tag.id, employeeId: id })
      return (await reckonMonth(tx, actor, { month: `${month}-01` })).id
    })
    await reckonInsurance(runId, systemClock)
    await w.as('zhoulan', 'hq', (tx, actor) => issueMonth(tx, actor, { runId }))
    await issueInsurance(runId, systemClock)
    const change = { kind: 'address', reason: '搬家了', currentAddress: '上海市杨浦区白桦路 88 弄' }
    const proposed = await w.as('wangmuyang', 'me', (tx, actor) =>
      proposeChange(tx, actor, proposeInput.parse(change)),
    )
    await w.as('zhoulan', 'hq', (tx, actor) => approveRequest(tx, actor, { number: proposed.number }))
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      requestConfirmation(
        tx,
        actor,
        requestConfirmationInput.parse({
          employee: number,
          outcome: 'confirm',
          assessment: '家里有病人，仍稳定',
        }),
      ),
    )
    await w.sql(
      `insert into renewals (request_id, employee_id, contract_id, kind, starts_on, position, place, note)
       select request_id, employee_id, contract_id, 'open_ended', $2, '厨师', '上海', '配偶在本市' from confirmations where employee_id = $1`,
      [id, w.today],
    )
    await w.sql(
      `insert into file_asks (employee_id, item, reason, due_on, asked_by_id, asked_by_name, asked_at)
       values ($1, 'contact', '配偶换了电话', $2, $3, '周岚', now())`,
      [id, w.today, w.users.zhoulan],
    )
    await w.sql(
      `insert into touchpoints (employee_id, store_unit_id, home_unit_id, author_user_id, author_name, happened_on, way, words, created_at)
       select $1, $2, e.home_unit_id, $3, '周岚', $4, 'call', '孩子上学了', now() from employees e where e.id = $1`,
      [id, w.units.tianyao, w.users.zhoulan, w.today],
    )
    await w.sql(
      `with shift as (insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at)
         values ($2, '早班', '09:00', '17:00', 30, now()) returning id)
       insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, created_at)
       select $2, e.id, e.name, shift.id, $3, $3::date + interval '1 hour', $3::date + interval '9 hours', 30, now() from shift, employees e where e.id = $1`,
      [id, w.units.tianyao, begun],
    )
    await w.sql(
      `with c as (
         insert into courses (number, title, version, created_at) values ('KC-2026-0001', '食品安全', 1, now()) returning id
       ), v as (
         insert into course_versions (course_id, version, author_name, created_at, published_at) select id, 1, '周岚', now(), now() from c returning id, course_id
       )
       insert into enrollments (employee_id, course_id, version_id, unit_id, why, assigned_by_name, assigned_by_role, assigned_at, due_on, status, withdrawn_at, withdrawn_reason)
       select $1, course_id, id, $2, 'hand', '周岚', 'hr', now(), $3, 'withdrawn', now(), '孕期不排夜班' from v`,
      [id, w.units.tianyao, w.today],
    )
  }

  /** What opens of it for HR. */
  const opened = (employee: { id: string; number: string; name: string }) =>
    w.as('zhoulan', 'hq', async tx => {
      const idOf = async (table: string, column = 'id') => {
        const [row] = await w.sql<{ id: string }>(
          `select ${column} as id from ${table} where employee_id = $1`,
          [employee.id],
        )
        return row?.id ?? ''
      }
      const fields = await w.sql<{ id: string; class: 'identity' | 'pay' }>(
        `select id, class from custom_fields where class in ('identity', 'pay')`,
      )
      const proposal = await findProposal(tx, await idOf('proposals', 'request_id'))
      return {
        pay: (await openPay(tx, await idOf('contract_pays')))?.base,
        enrolment: (await openBases(tx, await idOf('insurance_enrolments')))?.insurance,
        record: await openRecord(tx, employee, await idOf('insurance_records')).then(
          found => found.person,
          () => undefined,
        ),
        proposed: proposal?.proposed?.values.currentAddress,
        replaced: proposal?.before.currentAddress,
        custom: await Promise.all(fields.map(field => openCustomValue(tx, field, employee.id))),
      }
    })
  /** What of it stands in plain words. */
  const wordsOf = async (id: string) =>
    (
      await w.sql(
        `select (select count(*)::int from custom_values where employee_id = $1 and value is not null) as custom,
          (select count(*)::int from employee_tags where employee_id = $1) as tags,
          (select reason from file_asks where employee_id = $1) as ask,
          (select words from touchpoints where employee_id = $1) as talk,
          (select nullif(r.employee_name, e.number) from roster_entries r join employees e on e.id = r.employee_id where r.employee_id = $1) as rostered,
          (select withdrawn_reason from enrollments where employee_id = $1) as course,
          (select assessment from confirmations where employee_id = $1) as assessment,
          (select note from renewals where employee_id = $1) as renewal`,
        [id],
      )
    )[0]

  it('is listed by night when the retention has passed, once, and HR is told', async () => {
    await leave(w.employees.wangmuyang.id, addMonths(w.today, -24))
    await leave(w.employees.guyan.id, addDays(addMonths(w.today, -24), 1))
    expect(await listed()).toBe(1)
    expect(await listed()).toBe(0)
    expect((await rows()).map(row => [row.employeeName, row.dueOn])).toEqual([['王沐阳', w.today]])
    const told = await w.sql(`select distinct kind, path from notifications`)
    expect(told).toEqual([{ kind: 'erasureDue', path: 'rights/erasures' }])
  })

  it('takes two of HR, and nobody else', async () => {
    await listed()
    const [row] = await rows()
    const id = row?.id ?? ''
    expect(await refusalOf(confirm('xutinglan', id))).toBe('rights.notProposed')
    expect(await refusalOf(propose('hejun', id))).toBe('input.refused')
    await propose('zhoulan', id)
    expect(await refusalOf(propose('xutinglan', id))).toBe('rights.proposedAlready')
    expect(await refusalOf(confirm('zhoulan', id))).toBe('rights.needsTwo')
    await w.as('zhoulan', 'hq', (tx, actor) => dropErasure(tx, actor, { erasureId: id }))
    expect(await refusalOf(confirm('xutinglan', id))).toBe('rights.notProposed')
  })

  it('is refused under a hold, and before the retention is over', async () => {
    await listed()
    const [row] = await rows()
    const id = row?.id ?? ''
    await propose('zhoulan', id)
    await place('zhoulan', w.employees.wangmuyang.number)
    expect(await refusalOf(confirm('xutinglan', id))).toBe('rights.held')
    await w.sql('delete from erasure_holds')
    await leave(w.employees.wangmuyang.id, addDays(addMonths(w.today, -24), 1))
    expect(await refusalOf(confirm('xutinglan', id))).toBe('rights.tooEarly')
    expect((await w.sql(`select from file_keys where destroyed_at is not null`)).length).toBe(0)
    await leave(w.employees.wangmuyang.id, addMonths(w.today, -24))
  })

  it('leaves nothing that opens, in no path, and what proves and counts as it was', async () => {
    const { id: employee, number } = w.employees.wangmuyang
    await leave(employee, null)
    const words = await ask('wangmuyang')
    await answer('zhoulan', words, { note: '说明' })
    await leave(employee, addMonths(w.today, -24))
    const before = await proofs(employee)
    const whose = { id: employee, number, name: '王沐阳' }
    expect(await opened(whose)).toEqual({
      pay: 800_000,
      enrolment: 800_000,
      record: 64_000,
      proposed: '上海市杨浦区白桦路 88 弄',
      replaced: '上海市徐汇区青松路 9 号',
      custom: ['乙identity', '乙pay'],
    })
    expect(await wordsOf(employee)).toEqual({
      custom: 2,
      tags: 1,
      ask: '配偶换了电话',
      talk: '孩子上学了',
      rostered: '王沐阳',
      course: '孕期不排夜班',
      assessment: '家里有病人，仍稳定',
      renewal: '配偶在本市',
    })
    await listed()
    const [row] = await rows()
    const order = row?.number
    await propose('zhoulan', row?.id ?? '')
    await confirm('xutinglan', row?.id ?? '')

    const file = await w.as('zhoulan', 'hq', tx => getMaskedFile(tx, employee))
    expect(file).toMatchObject({
      isErased: true,
      identity: { number: '', currentAddress: null },
      bank: { number: '' },
    })
    expect(
      await refusalOf(
        w.as('zhoulan', 'hq', (tx, actor) =>
          reveal(tx, actor, { number, what: 'number', purpose: 'contract', note: '' }),
        ),
      ),
    ).toBe('input.notFound')
    expect(await w.as('zhoulan', 'hq', tx => findHolder(tx, 'id_card', idNumber))).toBeUndefined()
    const [version] = await w.sql<{ id: string; storage_key: string }>(
      `select id, storage_key from document_versions where employee_id = $1`,
      [employee],
    )
    expect(version?.storage_key).toBe(`erased:${version?.id}`)
    expect(await w.as('zhoulan', 'hq', tx => listDocuments(tx, { id: employee }))).toEqual([])
    expect(
      await refusalOf(
        w.as('zhoulan', 'hq', (tx, actor) =>
          openDocument(tx, actor, { number }, version?.id ?? '', { purpose: 'contract', note: '' }),
        ),
      ),
    ).toBe('input.notFound')
    const request = await w.as('zhoulan', 'hq', tx => getRights(tx, words))
    expect([request.reason, request.note, request.answers.length]).toEqual([undefined, undefined, 2])
    expect(await w.sql(`select name from employees where id = $1`, [employee])).toEqual([{ name: number }])
    expect(await w.sql(`select name from users where id = $1`, [w.users.wangmuyang])).toEqual([
      { name: number },
    ])
    expect(await contactOf(employee)).toEqual({ phone: '', name: '' })

    expect(await opened(whose)).toEqual({
      pay: undefined,
      enrolment: undefined,
      record: undefined,
      proposed: undefined,
      replaced: undefined,
      custom: [undefined, undefined],
    })
    const none = {
      custom: 0,
      tags: 0,
      ask: '',
      talk: '',
      rostered: null,
      course: '',
      assessment: '',
      renewal: '',
    }
    expect(await wordsOf(employee)).toEqual(none)

    expect(await proofs(employee)).toEqual(before)
    const [trail] = await w.sql(`select actor_name, details from trail where action = 'erasure.confirmed'`)
    expect(trail).toEqual({ actor_name: '许听澜', details: { number: order } })
    const looks = await w.as('zhoulan', 'hq', tx => listReveals(tx, { employeeId: employee }))
    expect(looks.rows.length).toBeGreaterThan(0)
    // somebody whose retention has not passed opens as before
    const other = await w.as('zhoulan', 'hq', tx => getMaskedFile(tx, w.employees.guyan.id))
    expect(other.identity?.number).toMatch(/^310\*+3327$/)
    expect(await refusalOf(confirm('xutinglan', row?.id ?? ''))).toBe('rights.erasedAlready')
  })

  /** What stays: how often and how long somebody was where, who looked, what a scan was by its hash. */
  const proofs = async (employee: string) =>
    (
      await w.sql(
        `select (select count(*)::int from assignments where employee_id = $1) as stays,
          (select count(*)::int from reveals where employee_id = $1) as looks,
          (select count(*)::int from trail where employee_id = $1 and action not like 'erasure.%') as trail,
          (select encode(sha256, 'hex') from document_versions where employee_id = $1) as hash`,
        [employee],
      )
    )[0]
})
