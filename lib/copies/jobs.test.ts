import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { textOf } from '@/test/paper'
import { dailyFacts, startDaily } from '@/test/reports'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addCategory } from '../categories/commands'
import { addDays, systemClock } from '../clock'
import { listContracts } from '../contracts/queries'
import { defineField, enterValue } from '../custom/commands'
import { defineFieldInput } from '../custom/input'
import { addDocument, openDocument, replaceDocument } from '../documents/commands'
import { addDocumentInput, replaceDocumentInput } from '../documents/input'
import { listDocuments } from '../documents/queries'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { enterBankAccount, enterIdentity } from '../identities/commands'
import { bankAccountInput, enterIdentityInput } from '../identities/input'
import { issueMonth, reckonMonth } from '../insurance/commands'
import { issueInsurance, reckonInsurance } from '../insurance/jobs'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { propose } from '../proposals/commands'
import { proposeInput } from '../proposals/input'
import { addPhoto } from '../reports/commands'
import { approveRequest, commentRequest } from '../requests/commands'
import { answerRights, askRights, askRightsFor } from '../rights/commands'
import { askRightsForInput, askRightsInput } from '../rights/input'
import { addScheme, setRate } from '../schemes/commands'
import { setRateInput } from '../schemes/input'
import { storage } from '../storage'
import { answerTicket, openTicket } from '../tickets/commands'
import { addCategoryInput } from '../tickets/input'
import { requestTransfer } from '../transfers/commands'
import { translator } from '../translators'
import { destroyKey } from '../vault'
import {
  askCopy,
  askCopyFor,
  fetchArchive,
  fetchArchiveFor,
  fetchCopy,
  fetchCopyFor,
  type OpenedArchive,
  removeCopy,
} from './commands'
import { expireCopiesJob, makeCopy } from './jobs'
import {
  beginCopy,
  expireCopies,
  listCopies,
  listHandedCopies,
  listOwnFiles,
  listTables,
  readOwnData,
  settleCopy,
} from './queries'
import type { SectionName, WholeFormat } from './rules'

const idNumber = '31010419990506221X'
const card = '6222020000000000000'
/** In yuan; no figure stands for two things, or for two people. */
const planted = {
  wangmuyang: {
    base: '18417.23',
    meal: '613.07',
    insurance: '17459.03',
    fund: '14159.27',
    account: '88101990417',
    size: 'XL-4417',
    plan: 'PLAN-77A',
  },
  guyan: {
    base: '19281.73',
    meal: '702.31',
    insurance: '16180.33',
    fund: '15772.15',
    account: '88101990562',
    size: 'XL-5562',
    plan: 'PLAN-93C',
  },
} as const

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
  await plant()
})
beforeEach(async () => {
  await w.sql('delete from own_copies')
  await w.sql('delete from notifications')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

/** Pay, an enrolment with its month, and values of the company's own fields: of two, so that one could be in the copy of the other. */
async function plant(): Promise<void> {
  for (const person of ['wangmuyang', 'guyan'] as const)
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, position, place, created_at)
       values ($1, 'open_ended', '2024-03-01', '2024-03-01', '厨师', '上海', now())`,
      [w.employees[person].id],
    )
  const runId = await w.as('zhoulan', 'hq', async (tx, actor) => {
    const { id: schemeId } = await addScheme(tx, actor, { city: '上海', residence: 'any' })
    const fund = { item: 'fund', from: '2024-01', companyRate: '7', personRate: '5', source: '依据' }
    await setRate(tx, actor, setRateInput.parse({ schemeId, ...fund }))
    const define = (name: string, nameEn: string, of: 'work' | 'pay') =>
      defineField(tx, actor, defineFieldInput.parse({ name, nameEn, kind: 'text', class: of, keeper: 'hr' }))
    const size = await define('工服尺码', 'Uniform size', 'work')
    const plan = await define('年金计划', 'Pension plan', 'pay')
    for (const person of ['wangmuyang', 'guyan'] as const) {
      const known = planted[person]
      const { number } = w.employees[person]
      const [contract] = await listContracts(tx, number)
      const { base, meal } = known
      await agreePay(tx, actor, agreePayInput.parse({ contractId: contract?.id, base, meal }))
      const bases = { insuranceBase: known.insurance, fundBase: known.fund, fundAccount: known.account }
      await enrol(
        tx,
        actor,
        enrolInput.parse({ number, schemeId, from: '2024-03', hasFund: 'yes', ...bases }),
      )
      await enterValue(tx, actor, { number, fieldId: size.id, value: known.size })
      await enterValue(tx, actor, { number, fieldId: plan.id, value: known.plan })
    }
    return (await reckonMonth(tx, actor, { month: '2026-01-01' })).id
  })
  await reckonInsurance(runId, systemClock)
  await w.as('zhoulan', 'hq', (tx, actor) => issueMonth(tx, actor, { runId }))
  await issueInsurance(runId, systemClock)
}

/** Two pictures of different sizes, so that one could be taken for the other. */
async function photo(width: number, name = 'a.jpg'): Promise<File> {
  const picture = sharp({ create: { width, height: 30, channels: 3, background: '#789' } })
  return new File([new Uint8Array(await picture.jpeg().toBuffer())], name)
}

const archiveOf = async (login: Login, id: string) =>
  readWhole(await w.as(login, 'me', (tx, actor) => fetchArchive(tx, actor, id)))
async function readWhole({ content, ...rest }: OpenedArchive) {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return { ...rest, bytes: Buffer.concat(parts) }
}

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

  it('says in words when the person works, as far as it is published', async () => {
    await w.sql(
      `with shift as (insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at)
         values ($1, '夜班', '22:00', '06:00', 30, now()) returning id)
       insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
       select $1, e.id, e.name, shift.id, d::date, (d || ' 22:00+08')::timestamptz, (d || ' 22:00+08')::timestamptz + interval '8 hours', 30,
         case when d = '2027-03-01' then now() end, now()
       from shift, unnest('{2027-03-01,2027-03-02}'::text[]) d, employees e where e.id = any ($2)`,
      [w.units.tianyao, [w.employees.wangmuyang.id, w.employees.guyan.id]],
    )
    const copy = await told('wangmuyang', await made('wangmuyang'))
    expect(copy.rosters).toMatchObject([
      {
        day: '2027-03-01',
        store: '徐汇天钥店',
        shift: '夜班',
        begins: '2027-03-01 22:00',
        ends: '2027-03-02 06:00',
        releasedAt: null,
      },
    ])
    expect(copy.rest).not.toHaveProperty('roster_entries')
  })

  it('holds pay, contributions and the company’s own fields in the clear, and those of nobody else', async () => {
    const id = await made('wangmuyang')
    const json = (await fetched('wangmuyang', id)).content.toString()
    const { base, meal, insurance, fund, account, size, plan } = planted.wangmuyang
    expect(JSON.parse(json)).toMatchObject({
      pays: [
        { startsOn: '2024-03-01', base: Number(base), meal: Number(meal), housing: null, probation: null },
      ],
      enrolments: [
        { city: '上海', insuranceBase: Number(insurance), fundBase: Number(fund), fundAccount: account },
      ],
      // 7 and 5 of a hundred
      contributions: [
        { month: '2026-01', item: 'fund', insuredBase: 14159.27, companyPays: 991.15, personPays: 707.96 },
      ],
      custom: [
        { field: '工服尺码', class: 'work', value: size },
        { field: '年金计划', class: 'pay', value: plan },
      ],
    })
    expect(JSON.parse(json)).toMatchObject({ employer: { name: '总部' } })
    const text = textOf((await fetched('wangmuyang', id, 'pdf')).content).join('\n')
    for (const one of [
      '个人信息处理者',
      '18,417.23',
      '613.07',
      '17,459.03',
      '14,159.27',
      account,
      '991.15',
      '707.96',
      size,
      plan,
    ])
      expect(text).toContain(one)
    for (const one of ['约定工资', '基本工资（元/月）', '社保公积金月度明细', '公积金', '年金计划', '薪酬'])
      expect(text).toContain(one)
    for (const foreign of [...Object.values(planted.guyan), '19,281.73', '16,180.33', '15,772.15'])
      expect([json.includes(foreign), text.includes(foreign)]).toEqual([false, false])
    // what a row is called in the database is no fact about the person
    expect(text).not.toMatch(/^id$/m)
    await w.sql('delete from reveals')
    await fetched('wangmuyang', id)
    expect((await w.sql<{ what: string }>('select what from reveals')).map(one => one.what)).toEqual(
      expect.arrayContaining(['pay', 'contributions', 'custom']),
    )
  })

  it('calls a number by what it is of, a language by its name, and ends a period with its last day', async () => {
    await w.sql(
      `insert into earlier_jobs (employee_id, company, position, starts_on, ends_on, created_at) values ($1, '旧东家', '店员', '2021-03-01', '2023-08-16', now())`,
      [w.employees.wangmuyang.id],
    )
    const id = await made('wangmuyang')
    const text = textOf((await fetched('wangmuyang', id, 'pdf')).content).join('\n')
    for (const one of ['工号', '证件号码', '银行卡号', '简体中文', '旧东家', '2023-08-15', '最后一天'])
      expect(text).toContain(one)
    for (const one of ['zh-CN', '2023-08-16', '不含']) expect(text).not.toContain(one)
    // another house reads the day as it is kept
    expect((await told('wangmuyang', id)).earlierJobs).toMatchObject([{ endsOn: '2023-08-16' }])
  })

  it('has words in English where that is the language of whoever asks', async () => {
    await w.sql(`update users set locale = 'en' where login = 'wangmuyang'`)
    const text = textOf((await fetched('wangmuyang', await made('wangmuyang'), 'pdf')).content).join('\n')
    await w.sql(`update users set locale = 'zh-CN' where login = 'wangmuyang'`)
    for (const one of ['Agreed pay', 'Monthly contributions', 'Pension plan', '18,417.23'])
      expect(text).toContain(one)
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
    const { base, insurance, fund, account, plan } = planted.wangmuyang
    const pay = [
      base,
      insurance,
      fund,
      base.replace('.', ''),
      insurance.replace('.', ''),
      fund.replace('.', ''),
    ]
    expect(await findInDatabase(w, [idNumber, card, '青松路', ...pay, account, plan])).toEqual([])
  })
})

describe('the archive of a copy', () => {
  const number = () => w.employees.wangmuyang.number
  beforeAll(async () => {
    await w.as('zhoulan', 'hq', async (tx, actor) => {
      const add = async (kind: string, width: number, title = '') =>
        addDocument(
          tx,
          actor,
          addDocumentInput.parse({ number: number(), kind, title, file: await photo(width) }),
        )
      await add('id_card_front', 40)
      await add('photo', 50)
      await add('other', 60, '居住证')
      await add('other', 70, '居住证')
      const front = (await listDocuments(tx, { number: number() })).find(one => one.kind === 'id_card_front')
      const replaced = { documentId: front?.id, revision: front?.revision, file: await photo(80) }
      await replaceDocument(tx, actor, replaceDocumentInput.parse(replaced))
    })
  })

  it('holds the originals, older versions too, beside the PDF and the JSON, and says how large it is', async () => {
    const id = await made('wangmuyang')
    const [copy] = await copiesOf('wangmuyang')
    expect(copy).toMatchObject({ scans: 5, leftOut: 0 })
    const { name, size, bytes } = await archiveOf('wangmuyang', id)
    expect(name).toBe(`我的资料-王沐阳-${w.today}.zip`)
    expect([size, copy?.zipSize]).toEqual([bytes.length, bytes.length])
    const files = unzipSync(bytes)
    expect(Object.keys(files).sort()).toEqual([
      '我的资料.json',
      '我的资料.pdf',
      '材料/王沐阳 居住证 v1 (2).jpg',
      '材料/王沐阳 居住证 v1.jpg',
      '材料/王沐阳 证件照 v1.jpg',
      '材料/王沐阳 身份证人像面 v1.jpg',
      '材料/王沐阳 身份证人像面 v2.jpg',
    ])
    const json = (await fetched('wangmuyang', id)).content.toString()
    expect(strFromU8(files['我的资料.json'] ?? new Uint8Array())).toBe(json)
    const scans = await w.as('wangmuyang', 'me', tx => listDocuments(tx, { number: number() }))
    const newest = scans.find(one => one.kind === 'id_card_front')?.versions[0]?.id ?? ''
    const { content } = await w.as('wangmuyang', 'me', (tx, actor) =>
      openDocument(tx, actor, { number: number() }, newest),
    )
    expect(Buffer.from(files['材料/王沐阳 身份证人像面 v2.jpg'] ?? []).equals(content)).toBe(true)
  })

  it('is the person’s alone, and fetching it is a look at documents', async () => {
    const id = await made('wangmuyang')
    expect(await refusalOf(archiveOf('guyan', id))).toBe('input.notFound')
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => fetchArchive(tx, actor, id)))).toBe(
      'input.refused',
    )
    await w.sql('delete from reveals')
    await archiveOf('wangmuyang', id)
    expect((await w.sql<{ what: string }>('select what from reveals')).map(one => one.what)).toContain(
      'document',
    )
  })

  it('is not made where there is no scan', async () => {
    const id = await made('guyan')
    expect(await copiesOf('guyan')).toMatchObject([{ scans: 0, zipSize: 0 }])
    expect(await refusalOf(archiveOf('guyan', id))).toBe('input.notFound')
  })

  it('is sealed outside the database, and gone with the copy', async () => {
    await made('wangmuyang')
    const names = (await w.sql<{ name: string }>('select storage_key as name from own_copy_pieces')).map(
      row => row.name,
    )
    expect(names).toHaveLength(1)
    const [name = ''] = names
    const stored: Buffer[] = []
    for await (const part of (await storage().get(name)) ?? []) stored.push(part as Buffer)
    expect(Buffer.concat(stored).includes('PK\u0003\u0004')).toBe(false)
    await w.sql(`update own_copies set expires_at = now() - interval '1 minute'`)
    await expireCopiesJob()
    expect(await w.sql('select from own_copy_pieces')).toEqual([])
    expect(await storage().get(name)).toBeUndefined()
  })
})

describe('what people put into requests, tickets and reports themselves', () => {
  let numbers: { request: string; ticket: string; foreign: string }
  beforeAll(async () => {
    const { id: categoryId } = await w.as('zhoulan', 'hq', (tx, actor) =>
      addCategory(
        tx,
        actor,
        addCategoryInput.parse({
          name: '设备报修',
          nameEn: 'Repairs',
          routing: 'unit',
          unitId: w.units.catering,
          priority: 'normal',
          hours: '8',
        }),
      ),
    )
    const open = async (login: Login, file: File) =>
      (
        await w.as(login, 'me', (tx, actor) =>
          openTicket(tx, actor, {
            categoryId,
            title: '冰箱不制冷',
            body: '今早停机',
            files: [file],
          }),
        )
      ).number
    const ticket = await open('liwanqing', await photo(41, '冰箱:1.jpg'))
    const foreign = await open('guyan', await photo(42, '别人的.jpg'))
    const answer = { body: '已安排', files: [await photo(43, '主管答的.jpg')] }
    await w.as('hejun', 'hq', (tx, actor) => answerTicket(tx, actor, { number: ticket, ...answer }))
    const { number: request } = await w.as('liwanqing', 'me', (tx, actor) =>
      requestTransfer(tx, actor, {
        employee: w.employees.liwanqing.number,
        kind: 'dispatch',
        toUnitId: w.units.tianyao,
        toPositionId: w.positions.storeChef,
        effectiveOn: addDays(w.today, 10),
        endsOn: addDays(w.today, 190),
        reason: '希望就近驻店',
        consentBase: 'yes',
      }),
    )
    const comment = async (login: Login, seat: SeatName, width: number, name: string) =>
      w.as(login, seat, async (tx, actor) =>
        commentRequest(tx, actor, { number: request, body: '见附件', files: [await photo(width, name)] }),
      )
    await comment('liwanqing', 'me', 44, '证明.jpg')
    await comment('hejun', 'hq', 45, '主管的.jpg')
    numbers = { request, ticket, foreign }
    await startDaily(w, dailyFacts([{ kind: 'photo', label: '照片', most: 2 }]))
    for (const who of ['liwanqing', 'guyan'] as const) {
      const [due] = await w.sql<{ id: string }>('select id from reports where employee_id = $1', [
        w.employees[who].id,
      ])
      await w.as(who, 'me', async (tx, actor) =>
        addPhoto(tx, actor, {
          reportId: due?.id ?? '',
          field: 'f1',
          file: await photo(who === 'guyan' ? 46 : 47, '货架.jpg'),
        }),
      )
    }
  })

  it('is in their archive and told in the PDF and the JSON, and what others put there is not', async () => {
    const id = await made('liwanqing')
    const files = unzipSync((await archiveOf('liwanqing', id)).bytes)
    const names = [
      `申请附件/${numbers.request} 证明.jpg`,
      `反馈照片/${numbers.ticket} 冰箱_1.jpg`,
      `汇报照片/${w.today} 货架.jpg`,
    ]
    expect(Object.keys(files).sort()).toEqual(['我的资料.json', '我的资料.pdf', ...names].sort())
    const widths = names.map(async name => (await sharp(files[name]).metadata()).width)
    expect(await Promise.all(widths)).toEqual([44, 41, 47])
    expect(await copiesOf('liwanqing')).toMatchObject([{ scans: 3, leftOut: 0 }])
    expect((await told('liwanqing', id)).attachments).toMatchObject([
      { source: 'ticket', number: numbers.ticket, name: '冰箱:1.jpg' },
      { source: 'request', number: numbers.request, name: '证明.jpg' },
      { source: 'report', number: w.today, name: '货架.jpg' },
    ])
    const text = textOf((await fetched('liwanqing', id, 'pdf')).content).join('\n')
    for (const one of ['自己提交的附件和照片', '问题反馈', '证明.jpg']) expect(text).toContain(one)
    for (const one of ['主管的', '主管答的', '别人的']) expect(text).not.toContain(one)
  })

  it('is theirs alone, each person’s in their own', async () => {
    const files = unzipSync((await archiveOf('guyan', await made('guyan'))).bytes)
    expect(Object.keys(files).sort()).toEqual(
      [
        '我的资料.json',
        '我的资料.pdf',
        `反馈照片/${numbers.foreign} 别人的.jpg`,
        `汇报照片/${w.today} 货架.jpg`,
      ].sort(),
    )
  })

  it('is no more in it when they may not see it any more', async () => {
    // somebody who is let into another’s request answers there, and is let go
    const own = () => w.as('liwanqing', 'me', (tx, actor) => listOwnFiles(tx, actor))
    expect((await own()).map(file => file.source)).toContain('request')
    await w.sql(
      `update requests set applicant_user_id = $2, employee_user_id = $2, employee_id = $3 where number = $1`,
      [numbers.request, w.users.guyan, w.employees.guyan.id],
    )
    await w.sql(
      `delete from request_parties p using requests r where r.id = p.request_id and r.number = $1 and p.user_id = $2`,
      [numbers.request, w.users.liwanqing],
    )
    expect((await own()).map(file => file.source)).not.toContain('request')
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

type Who = 'wangmuyang' | 'guyan'
/** They left yesterday, and their account with it. */
async function gone(who: Who): Promise<void> {
  await w.sql('update employees set left_on = $2 where id = $1', [w.employees[who].id, addDays(w.today, -1)])
  await w.sql('update users set disabled_at = now() where id = $1', [w.users[who]])
}
async function back(who: Who): Promise<void> {
  await w.sql('update employees set left_on = null where id = $1', [w.employees[who].id])
  await w.sql('update users set disabled_at = null where id = $1', [w.users[who]])
}
const rightsFor = (who: Who) =>
  askRightsForInput.parse({
    employee: w.employees[who].number,
    kind: 'correct',
    categories: ['contact'],
    reason: '号码换了',
    proof: '本人到场，核对身份证原件',
  })

describe('the copy of somebody who has left', () => {
  const proof = '本人到场，核对身份证原件'
  const askFor = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
    w.as(login, seat, (tx, actor) =>
      askCopyFor(tx, actor, { employee: w.employees.wangmuyang.number, proof }),
    )
  const asked = async (): Promise<string> => {
    await askFor()
    const [row] = await w.sql<{ id: string }>('select id from own_copies order by id desc limit 1')
    return row?.id ?? ''
  }
  const takeOut = (id: string, format: WholeFormat = 'json', login: Login = 'zhoulan') =>
    w.as(login, 'hq', (tx, actor) => fetchCopyFor(tx, actor, id, format))
  const list = () =>
    w.as('zhoulan', 'hq', (tx, actor) => listHandedCopies(tx, actor, w.employees.wangmuyang.id))
  beforeEach(() => gone('wangmuyang'))
  afterEach(() => back('wangmuyang'))

  it('is asked for by HR with a proof, made as they would read it, and taken out once', async () => {
    const id = await asked()
    await makeCopy(id, systemClock)
    expect(await list()).toMatchObject([
      { status: 'done', askedByName: '周岚', proof, taken: { pdf: false, json: false, zip: false } },
    ])
    await w.sql('delete from reveals')
    const { name, content } = await takeOut(id)
    expect(name).toMatch(/^我的资料-王沐阳-.*\.json$/)
    const json = content.toString('utf8')
    for (const one of [idNumber, card, planted.wangmuyang.size]) expect(json).toContain(one)
    for (const foreign of Object.values(planted.guyan)) expect(json).not.toContain(foreign)
    expect(await refusalOf(takeOut(id))).toBe('copies.fetchedAlready')
    await takeOut(id, 'pdf', 'xutinglan')
    expect(await list()).toMatchObject([{ taken: { pdf: true, json: true, zip: false } }])
    const seen = await w.sql<{ what: string; purpose: string; name: string }>(
      `select what, purpose, user_name as name from reveals where user_name = '周岚'`,
    )
    expect(seen).toEqual(expect.arrayContaining([{ what: 'number', purpose: 'request', name: '周岚' }]))
    expect(
      (
        await w.sql<{ action: string }>(
          `select action from trail where action like 'copy.%' order by id desc limit 3`,
        )
      ).map(row => row.action),
    ).toEqual(['copy.handedOut', 'copy.handedOut', 'copy.askedFor'])
    const told = await w.sql(`select kind, path from notifications where user_id = $1`, [w.users.zhoulan])
    expect(told).toEqual([{ kind: 'copyForDone', path: `people/${w.employees.wangmuyang.number}/rights` }])
  })

  it('has the scans with it in an archive, taken out once as a look at documents', async () => {
    const { number } = w.employees.wangmuyang
    await w.as('zhoulan', 'hq', async (tx, actor) =>
      addDocument(
        tx,
        actor,
        addDocumentInput.parse({ number, kind: 'other', title: '交接照', file: await photo(90) }),
      ),
    )
    const id = await asked()
    const takeArchive = (login: Login = 'zhoulan') =>
      w.as(login, 'hq', (tx, actor) => fetchArchiveFor(tx, actor, id))
    expect(await refusalOf(takeArchive())).toBe('input.notFound')
    await makeCopy(id, systemClock)
    for (const login of ['hejun', 'sunli', 'shaoning', 'gaoyuan'] as const)
      expect(await refusalOf(takeArchive(login))).toBe('input.notFound')
    const [listed] = await list()
    expect(listed).toMatchObject({ taken: { pdf: false, json: false, zip: false }, leftOut: 0 })
    await w.sql('delete from reveals')
    const { name, size, bytes } = await readWhole(await takeArchive())
    expect(name).toMatch(/^我的资料-王沐阳-.*\.zip$/)
    expect([size, listed?.zipSize]).toEqual([bytes.length, bytes.length])
    const entries = Object.keys(unzipSync(bytes))
    expect(entries).toHaveLength(2 + (listed?.scans ?? 0))
    expect(entries).toEqual(
      expect.arrayContaining(['我的资料.json', '我的资料.pdf', '材料/王沐阳 交接照 v1.jpg']),
    )
    expect(await refusalOf(takeArchive())).toBe('copies.fetchedAlready')
    expect(await list()).toMatchObject([{ taken: { pdf: false, json: false, zip: true } }])
    expect(await w.sql(`select what from reveals where what = 'document'`)).toHaveLength(1)
    const [last] = await w.sql('select action, details from trail order by id desc limit 1')
    expect(last).toMatchObject({ action: 'copy.handedOut', details: { format: 'zip' } })
  })

  it('leaves no way in behind: the session of the worker is over, and the account stays closed', async () => {
    await w.sql('delete from sessions where user_agent = $1', ['Outpost export'])
    const id = await asked()
    await makeCopy(id, systemClock)
    expect(await w.sql('select id from sessions where user_agent = $1', ['Outpost export'])).toEqual([])
    await expect(w.as('wangmuyang', 'me', async () => 'in')).rejects.toThrow()
    expect(await w.as('guyan', 'me', async () => 'in')).toBe('in')
  })

  it('is gone after a day', async () => {
    const id = await asked()
    await makeCopy(id, systemClock)
    await w.sql(`update own_copies set expires_at = now() - interval '1 second' where id = $1`, [id])
    expect(await refusalOf(takeOut(id))).toBe('input.notFound')
    expect(await list()).toMatchObject([{ status: 'expired' }])
  })

  it('is not for who is still here, who asks for themselves, nor made for them by the worker', async () => {
    const id = await asked()
    await back('wangmuyang')
    await makeCopy(id, systemClock)
    expect(await list()).toMatchObject([{ status: 'failed', reason: 'gone' }])
    expect(await refusalOf(askFor())).toBe('rights.stillHere')
    await w.as('wangmuyang', 'me', (tx, actor) => askCopy(tx, actor, {}))
  })

  it('needs an account of theirs to read as they would', async () => {
    await w.sql('update employees set user_id = null where id = $1', [w.employees.wangmuyang.id])
    expect(await refusalOf(askFor())).toBe('copies.noAccount')
    await w.sql('update employees set user_id = $2 where id = $1', [
      w.employees.wangmuyang.id,
      w.users.wangmuyang,
    ])
    await askFor()
  })

  it('is HR’s to ask for and to take out, and nobody else’s', async () => {
    const id = await asked()
    await makeCopy(id, systemClock)
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['guyan', 'me'],
    ] as const) {
      expect(await refusalOf(askFor(login, seat))).toBe('input.refused')
      const take = w.as(login, seat, (tx, actor) => fetchCopyFor(tx, actor, id, 'pdf'))
      expect(await refusalOf(take)).toBe('input.notFound')
    }
    await takeOut(id, 'pdf')
  })

  it('shows HR nothing of the copies that people ask for themselves', async () => {
    await back('wangmuyang')
    await w.as('wangmuyang', 'me', (tx, actor) => askCopy(tx, actor, {}))
    const read = (table = 'own_copies') =>
      w.as('zhoulan', 'hq', async tx => (await tx.execute(`select from ${table}`)).rows)
    const [own] = await w.sql<{ id: string }>('select id from own_copies')
    await makeCopy(own?.id ?? '', systemClock)
    expect(await w.sql('select from own_copy_pieces')).toHaveLength(1)
    expect([await read(), await read('own_copy_pieces')]).toEqual([[], []])
    expect(
      await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => fetchArchiveFor(tx, actor, own?.id ?? ''))),
    ).toBe('input.notFound')
    await w.sql('delete from own_copies')
    await gone('wangmuyang')
    await asked()
    expect(await read()).toHaveLength(1)
  })
})

/**
 * Every column of bytes in a table of people: where a copy tells what is sealed in it, or why it tells nothing of it. A new one without an
 * entry fails the test.
 */
const opened: Record<string, SectionName> = {
  'bank_accounts.number': 'bank',
  'contract_pays.sealed': 'pays',
  'custom_values.sealed': 'custom',
  'identities.birth_date': 'identity',
  'identities.current_address': 'identity',
  'identities.number': 'identity',
  'identities.registered_address': 'identity',
  'insurance_enrolments.sealed': 'enrolments',
  'insurance_records.sealed': 'contributions',
  'proposals.proposed': 'proposals',
  'proposals.replaced': 'proposals',
  'rights_requests.note': 'rights',
  'rights_requests.proof': 'rights',
  'rights_requests.reason': 'rights',
}
const unopened: Record<string, 'key' | 'hash' | 'in the archive' | 'copies themselves' | 'restricted to HR'> =
  {
    'document_versions.sha256': 'hash',
    'file_keys.wrapped': 'key',
    'identities.birthday': 'hash',
    'identities.finder': 'hash',
    'insurance_records.fingerprint': 'hash',
    'leaving_interviews.note': 'restricted to HR',
    'own_copies.json': 'copies themselves',
    'own_copies.pdf': 'copies themselves',
    'own_copies.proof': 'copies themselves',
    'report_photos.content': 'in the archive',
  }

it('a copy opens every column that is sealed for its person, and of the others it is known why it does not', async () => {
  const proposed = await w.as('wangmuyang', 'me', (tx, actor) =>
    propose(
      tx,
      actor,
      proposeInput.parse({ kind: 'address', reason: '搬家', currentAddress: '上海市杨浦区白桦路 88 弄' }),
    ),
  )
  await w.as('zhoulan', 'hq', (tx, actor) => approveRequest(tx, actor, { number: proposed.number }))
  const asked = await w.as('wangmuyang', 'me', (tx, actor) =>
    askRights(
      tx,
      actor,
      askRightsInput.parse({ kind: 'erase', categories: ['contracts'], reason: '不再需要' }),
    ),
  )
  await w.as('zhoulan', 'hq', (tx, actor) =>
    answerRights(tx, actor, { number: asked.number, note: '仍在职' }),
  )
  await gone('wangmuyang')
  await w.as('zhoulan', 'hq', (tx, actor) => askRightsFor(tx, actor, rightsFor('wangmuyang')))
  await back('wangmuyang')
  const found = await w.sql<{ name: string }>(
    `select c.table_name || '.' || c.column_name as name from information_schema.columns c
     where c.table_schema = 'public' and c.data_type = 'bytea' and exists (select from information_schema.columns o
       where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'employee_id') order by 1`,
  )
  expect(found.map(row => row.name)).toEqual([...Object.keys(opened), ...Object.keys(unopened)].sort())
  const sectionsOf = async () =>
    (await w.as('wangmuyang', 'me', (tx, actor) => readOwnData(tx, actor))).sections
  for (const [name, section] of Object.entries(opened)) {
    const [table, column] = name.split('.')
    const before = await sectionsOf()
    // last of all, because it is not put back: what does not open any more was in the copy before
    await w.sql(`update ${table} set ${column} = '\\x00' where ${column} is not null and employee_id = $1`, [
      w.employees.wangmuyang.id,
    ])
    expect((await sectionsOf())[section], name).not.toEqual(before[section])
  }
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

it.each(['zh-CN', 'en'] as const)('everything that a copy counts has a name in %s', async locale => {
  const t = translator(locale, 'copies.tables')
  const found = await w.as('wangmuyang', 'me', tx => listTables(tx))
  expect(found.length).toBeGreaterThan(5)
  expect(found.map(one => one.table).filter(table => !t.has(table as 'leavings'))).toEqual([])
})
