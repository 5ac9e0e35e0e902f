import { randomBytes } from 'node:crypto'
import { enter, enterService, type Tx } from '@/db/client'
import { type Actor, actorOf, type Portal } from '@/lib/actor'
import { addCategory } from '@/lib/categories/commands'
import { addDays } from '@/lib/clock'
import { requestConfirmation } from '@/lib/confirmations/commands'
import { enterValue } from '@/lib/custom/commands'
import { enrol } from '@/lib/enrolments/commands'
import { enrolInput } from '@/lib/enrolments/input'
import { newId } from '@/lib/id'
import { enterIdentity } from '@/lib/identities/commands'
import { enterIdentityInput } from '@/lib/identities/input'
import { placeOfRecord } from '@/lib/insurance/queries'
import { requestLeaving } from '@/lib/leavings/commands'
import { draftNotice, publishNotice } from '@/lib/notices/commands'
import { draftInput } from '@/lib/notices/input'
import { agreePay } from '@/lib/pay/commands'
import { agreePayInput } from '@/lib/pay/input'
import { requestRenewal } from '@/lib/renewals/commands'
import { submitReport } from '@/lib/reports/commands'
import { approveRequest, joinRequest, sendBackRequest } from '@/lib/requests/commands'
import { addScheme } from '@/lib/schemes/commands'
import { hashToken } from '@/lib/session-token'
import { makeTemplate, startTemplate } from '@/lib/templates/commands'
import { makeTemplateInput } from '@/lib/templates/input'
import { newField } from '@/lib/templates/rules'
import { answerTicket, openTicket } from '@/lib/tickets/commands'
import { requestTransfer } from '@/lib/transfers/commands'
import { keyFor, keysOf } from '@/lib/vault'
import { type Caller, callers } from './callers'
import { type Login, names, type SeatName, type World, world } from './world'

/** A field of HR's own that people enter. */
export const customField = '00000000-0000-4000-8000-0000000f1e1d'
/** One that is sealed. */
export const sealedField = '00000000-0000-4000-8000-0000000f1e1e'
/** What the company asks of files. */
export const fileRule = '00000000-0000-4000-8000-00000000f11e'

/** Words of a report template. */
export const templateFacts = {
  name: '日报',
  fields: JSON.stringify([
    { ...newField('number', []), label: '客流' },
    { ...newField('photo', []), key: 'f2', label: '照片' },
  ]),
  rhythm: 'daily',
  weekdays: ['1', '2', '3', '4', '5', '6', '7'],
  dueTime: '23:59',
  remindMinutes: '60',
}

/** What an action is aimed at. */
export type Aim = {
  employee: string
  user: string
  unit: string
  /** A unit whose name is to change. */
  planned: string
  store: string
  partner: string
  agreement: string
  position: string
  grant: string
  consent: string
  session: string
  substitution: string
  notification: string
  /** A message that was given up. */
  delivery: string
  /** A transfer whose open stage is the caller's, where they have one. */
  request: string
  /** One that waits for somebody else. */
  waiting: string
  returned: string
  approved: string
  /** An item of the hand-over list that is the caller's side. */
  item: string
  transfer: Record<string, string>
  category: string
  /** A ticket that the caller deals with, where they deal with any. */
  ticket: string
  /** One to merge it into. */
  counting: string
  /** One that the caller reported and that is answered. */
  reported: string
  /** Notices of the caller: a draft, one with a time, one that is out. */
  draft: string
  scheduled: string
  issued: string
  /** One that is for everybody, to be signed. */
  toSign: string
  /** Whom the caller may write a note to; one that they wrote, and one that was written to them. */
  noteTo: string
  /** Somebody in a store who is owed a talk, and one with them that has to be followed up. */
  talkTo: string
  talk: string
  note: string
  given: string
  /** Report templates of the caller: a draft and one in force. */
  templateDraft: string
  templateStarted: string
  /** A report that somebody owes, with the template and version that it answers and its photo; and one that was given. */
  owed: string
  owedTemplate: string
  version: string
  reportPhoto: string
  handedIn: string
  /** What is in somebody's file, in its first state. */
  contract: string
  pay: string
  scheme: string
  enrolment: string
  /** A month that waits to be issued, and what was issued of another. */
  reckoning: string
  month: string
  /** Somebody who is in no scheme. */
  free: string
  certificate: string
  earlierJob: string
  /** A browser that shows notifications, and a unit's group robot. */
  device: string
  robot: string
  /** A document that waits for HR's look, and what HR asks its person for. */
  document: string
  ask: string
  /** A file and a view of the employee list that the caller made. */
  export: string
  view: string
  /** A tag that 李婉清 has and 顾言 has not. */
  tag: string
  /** A copy of somebody's data, what they ask to have erased, and what keeps it. */
  copy: string
  rights: string
  hold: string
  /** What somebody proposes for their own file: in HR's hands, and sent back. */
  proposal: string
  proposalBack: string
  /** Somebody who left long ago: listed, and proposed by another of HR. */
  erasable: string
  proposed: string
}

export const passport = (index: number) => ({
  kind: 'passport',
  documentNumber: `P${1_000_000 + index}`,
  birthDate: '1990-01-01',
  gender: 'female',
})

export type Target = 'own' | 'foreign' | 'missing'
export type Fields = Record<string, unknown>

/** Requests about careers, by what can be done with them; and somebody whose probation can be decided about. */
type Careers = Record<
  | 'probationer'
  | 'confirmationBack'
  | 'renewalWaiting'
  | 'renewalBack'
  | 'leavingBack'
  | 'leaving'
  | 'leavingItem'
  | 'leavingReason'
  | 'left',
  string
>

export type Stage = World & {
  aimOf(caller: Caller, target: Target): Aim
  day(days: number): string
  careers: Careers
}

/** The test company with transfers at every stage, and beside it a person, a store and a request that are strange to all but headquarters. */
export async function stage(): Promise<Stage> {
  const w = await world()
  const day = (days: number): string => addDays(w.today, days)
  const one = async (text: string, values: unknown[]): Promise<string> => {
    const [row] = await w.sql<{ id: string }>(text, values)
    if (!row) throw new Error('The stage is not set')
    return row.id
  }

  let count = 50
  const worker = async (name: string, home: string, unit: string) => {
    const number = `E${String(++count).padStart(5, '0')}`
    const userId = await one('insert into users (login, name) values ($1, $2) returning id', [
      `worker${count}`,
      name,
    ])
    const token = randomBytes(32).toString('base64url')
    await w.sql(
      `insert into sessions (token_hash, user_id, idle_expires_at, expires_at) values ($1, $2, now() + interval '1 day', now() + interval '1 day')`,
      [hashToken(token), userId],
    )
    const id = await one(
      `insert into employees (number, user_id, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on)
       values ($1, $2, $3, 'x', 'x', '{}', $4, '2024-03-01') returning id`,
      [number, userId, name, home],
    )
    await w.sql(`insert into employee_contacts (employee_id, phone) values ($1, '13811112222')`, [id])
    await w.sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, '2024-03-01')`,
      [id, unit, home, unit === home ? w.positions.chef : w.positions.storeChef],
    )
    return { id, number, userId, token }
  }
  type Worker = Awaited<ReturnType<typeof worker>>

  const dispatch = (number: string, from: number, to: number, toUnitId: string = w.units.tianyao) => ({
    employee: number,
    kind: 'dispatch' as const,
    toUnitId,
    effectiveOn: day(from),
    endsOn: day(to),
    reason: '派驻',
    consentBase: 'yes' as const,
  })
  const ask = async (by: Worker, input: ReturnType<typeof dispatch>): Promise<string> => {
    const { number } = await enter('me', { tokenHash: hashToken(by.token) }, 'write', (tx, seat) =>
      requestTransfer(tx, actorOf(seat, 'me' as Portal, new Date()), input),
    )
    return number
  }
  const askAs = async (login: Login, seat: 'hq' | 'me', input: ReturnType<typeof dispatch>) =>
    (await w.as(login, seat, (tx, actor) => requestTransfer(tx, actor, input))).number
  const signers = [
    ['hejun', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['zhoulan', 'hq'],
    ['sunli', 'hq'],
  ] as const
  const sign = async (number: string, times: number): Promise<string> => {
    for (const [login, seat] of signers.slice(0, times))
      await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
    return number
  }
  const own = w.employees.liwanqing.number
  const { catering, design, baoli, tianyao, nanxi, east, hq } = w.units

  // Days that do not overlap, so that all of this may be under way for one person at once.
  const approved = await sign(await askAs('liwanqing', 'me', dispatch(own, 10, 30)), 4)
  const confirm = await askAs('zhoulan', 'hq', dispatch(own, 50, 80))
  const returned = await askAs('liwanqing', 'me', dispatch(own, 100, 130))
  await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number: returned, reason: '再想想' }))
  const atStage: string[] = []
  for (const times of [0, 1, 2, 3]) {
    const person = await worker(`员工${times}`, catering, catering)
    atStage.push(await sign(await ask(person, dispatch(person.number, 20, 120)), times))
  }
  const [department = '', store = '', hr = '', executive = ''] = atStage
  const joined = await worker('员工五', catering, catering)
  const forSpecialist = await ask(joined, dispatch(joined.number, 20, 120))
  await w.as('hejun', 'hq', (tx, actor) =>
    joinRequest(tx, actor, { number: forSpecialist, to: w.users.yezhen }),
  )

  const stranger = await worker('林远', design, baoli)
  const colleague = await worker('林近', design, design)
  const strange = await ask(colleague, dispatch(colleague.number, 20, 120, baoli))
  const strangeReturned = await ask(colleague, dispatch(colleague.number, 200, 220, baoli))
  await w.as('zhoulan', 'hq', (tx, actor) =>
    sendBackRequest(tx, actor, { number: strangeReturned, reason: '再想想' }),
  )
  const strangeStore = await one(
    `insert into units (code, kind, name, parent_id, opened_on) values ('faraway', 'store', '远店', $1, '2020-01-01') returning id`,
    [hq],
  )
  await w.sql(
    `insert into unit_versions (unit_id, name, parent_id, starts_on) values ($1, '远店', $2, '2020-01-01')`,
    [strangeStore, hq],
  )
  await w.sql(`insert into stores (unit_id, partner_id, city, address) values ($1, $2, '北京', '二号路')`, [
    strangeStore,
    w.partners.yunlan,
  ])

  await w.sql('update unit_versions set ends_on = $2 where unit_id = $1', [w.units.design, day(30)])
  await w.sql(
    `insert into unit_versions (unit_id, name, parent_id, starts_on) values ($1, '设计中心', $2, $3)`,
    [w.units.design, hq, day(30)],
  )

  const agreement = (partner: string, number: string): Promise<string> =>
    one(
      `insert into agreements (partner_id, number, kind, starts_on) values ($1, $2, 'outsourcing', '2024-01-01') returning id`,
      [partner, number],
    )
  const agreements = [await agreement(w.partners.hefeng, 'HF-1'), await agreement(w.partners.yunlan, 'YL-1')]
  const consentFor = (number: string): Promise<string> =>
    one('select c.id from consents c join requests r on r.id = c.request_id where r.number = $1', [number])
  const consents = [await consentFor(approved), await consentFor(strange)]
  const outsider = await one(`insert into users (login, name) values ('outsider', '外人') returning id`, [])
  await w.sql(`insert into credentials (user_id, password_hash) select id, 'secret:outpost-demo' from users`)
  const grantOf = async (login: Login): Promise<string> =>
    one('select id from role_grants where user_id = $1 order by id limit 1', [w.users[login]])
  const grants = { manager: await grantOf('fangjing'), admin: await grantOf('yezhen') }

  const granted = await w.sql<{ id: string }>('select user_id as id from role_grants')
  const isGranted = (login: Login) => granted.some(({ id }) => id === w.users[login])
  const mine = {} as Record<
    Login,
    {
      session: string
      substitution: string
      notification: string
      delivery: string
      export: string
      view: string
    }
  >
  for (const login of Object.keys(names) as Login[]) {
    const user = w.users[login]
    mine[login] = {
      session: await one(
        `insert into sessions (token_hash, user_id, idle_expires_at, expires_at) values ($1, $2, now() + interval '1 day', now() + interval '1 day') returning id`,
        [hashToken(randomBytes(8).toString('hex')), user],
      ),
      substitution: await one(
        `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4) returning id`,
        [user, login === 'xutinglan' ? w.users.hejun : w.users.xutinglan, day(300), day(310)],
      ),
      notification: await one(
        `insert into notifications (user_id, kind, path, created_at) values ($1, 'taskAssigned', 'x', now()) returning id`,
        [user],
      ),
      delivery: '',
      export: await one(
        `insert into exports (user_id, grant_id, format, locale, params, file_name, status, created_at, expires_at)
         values ($1, $2, 'csv', 'zh-CN', '{}', 'x', 'done', now(), now() + interval '1 day') returning id`,
        [user, await grantOf(isGranted(login) ? login : 'zhoulan')],
      ),
      view: await one(
        `insert into saved_views (user_id, name, params, created_at, changed_at) values ($1, '视图', '{}', now(), now()) returning id`,
        [user],
      ),
    }
    mine[login].delivery = await one(
      `insert into deliveries (notification_id, user_id, channel, state, due_at, settled_at) values ($1, $2, 'email', 'dead', now(), now()) returning id`,
      [mine[login].notification, user],
    )
    await w.sql(
      `insert into mail_addresses (user_id, pending_address, pending_id, asked_at) values ($1, $2, $3, now() - interval '1 hour')`,
      [user, `${login}@example.com`, mine[login].notification],
    )
  }

  const category = async (name: string, unitId?: string): Promise<string> =>
    (
      await w.as('zhoulan', 'hq', (tx, actor) =>
        addCategory(tx, actor, {
          name,
          nameEn: name,
          routing: unitId ? 'unit' : 'store',
          unitId,
          priority: 'normal',
          hours: 8,
          asksPromise: false,
          isPrivate: false,
        }),
      )
    ).id
  const categories = {
    store: await category('报修'),
    design: await category('设计', design),
    catering: await category('餐饮', catering),
  }
  const problem = (categoryId: string, storeId?: string) => ({
    categoryId,
    storeId,
    title: '问题',
    body: '详情',
    files: [],
  })
  const report = async (login: Login, seat: 'hq' | 'me', categoryId: string, storeId?: string) =>
    (await w.as(login, seat, (tx, actor) => openTicket(tx, actor, problem(categoryId, storeId)))).number
  const atStore = await report('wangmuyang', 'me', categories.store, tianyao)
  const counting = {
    store: await report('wangmuyang', 'me', categories.store, tianyao),
    design: await report('liwanqing', 'me', categories.design),
    catering: await report('wangmuyang', 'me', categories.catering),
  }
  const atDesign = await report('liwanqing', 'me', categories.design)
  const atCatering = await report('wangmuyang', 'me', categories.catering)
  const reported = await report('liwanqing', 'me', categories.catering)
  await w.as('hejun', 'hq', (tx, actor) =>
    answerTicket(tx, actor, { number: reported, body: '好了', files: [] }),
  )
  const notice = async (login: Login, seat: SeatName, hours: number | null, over = {}): Promise<string> => {
    const words = draftInput.parse({ title: '通知', body: '正文', ...over })
    const { number } = await w.as(login, seat, (tx, actor) => draftNotice(tx, actor, words))
    if (hours === null) return number
    await w.as(login, seat, (tx, actor) => {
      const publishAt = hours > 0 ? new Date(actor.now.getTime() + hours * 3_600_000) : undefined
      return publishNotice(tx, actor, { number, revision: 1, publishAt })
    })
    await w.sql(`select app.evaluate_notice(id, now()) from notices where number = $1`, [number])
    return number
  }
  const noticesOf = async (login: Login, seat: SeatName, over = {}) => ({
    draft: await notice(login, seat, null, over),
    scheduled: await notice(login, seat, 1, over),
    issued: await notice(login, seat, 0, over),
  })
  const announced = {
    hr: await noticesOf('zhoulan', 'hq'),
    head: await noticesOf('hejun', 'hq'),
    manager: await noticesOf('zhaomingyuan', 'store/tianyao'),
    region: await noticesOf('qinchuan', 'store/east'),
    strange: await noticesOf('zhoulan', 'hq', { unitIds: strangeStore }),
  }
  const toSign = await notice('zhoulan', 'hq', 0, { isMustRead: 'on', dueDays: '7' })

  const robotOf = async (unitId: string): Promise<string> => {
    const id = await one(
      `insert into robots (unit_id, vendor, name, topics, created_at) values ($1, 'wecom', '群', '{tickets}', now()) returning id`,
      [unitId],
    )
    await w.sql(`insert into robot_secrets (robot_id, sealed, changed_at) values ($1, '\\x00', now())`, [id])
    return id
  }
  const scanOf = (employeeId: string): Promise<string> =>
    one(
      `insert into documents (employee_id, kind, class, state, created_at) values ($1, 'diploma', 'work', 'unverified', now()) returning id`,
      [employeeId],
    )
  const askOf = (employeeId: string): Promise<string> =>
    one(
      `insert into file_asks (employee_id, item, reason, due_on, asked_by_id, asked_by_name, asked_at)
       values ($1, 'photo', '换新', current_date, $2, '周岚', now()) returning id`,
      [employeeId, w.users.zhoulan],
    )
  const deviceOf = (login: Login): Promise<string> =>
    one(
      `insert into devices (user_id, endpoint, p256dh, auth, sender_key, user_agent, created_at)
       values ($1, $2, '', '', '', '', now()) returning id`,
      [w.users[login], `https://push.example.com/${login}`],
    )
  const devices = {} as Record<Login, string>
  for (const login of Object.keys(names) as Login[]) devices[login] = await deviceOf(login)

  const noteOf = (author: string, receiver: string) =>
    one(
      `insert into thanks_notes (kind, topic, body, relation, author_user_id, author_name, author_role, receiver_user_id, receiver_name, created_at)
       values ('thanks', 'care', '谢谢', 'contact', $1, 'x', 'x', $2, 'x', now()) returning id`,
      [author, receiver],
    )
  const talkOf = async (employee: string): Promise<string> => {
    const talk = await one(
      `insert into touchpoints (employee_id, store_unit_id, home_unit_id, author_user_id, author_name, happened_on, way, created_at)
       values ($1, $2, $3, $4, 'x', '2026-01-01', 'call', now()) returning id`,
      [employee, w.units.tianyao, w.units.catering, w.users.xutinglan],
    )
    await w.sql(
      `insert into touchpoint_notes (touchpoint_id, employee_id, topic, follow_up_on) values ($1, $2, 'work', '2030-01-01')`,
      [talk, employee],
    )
    return talk
  }
  const talks = { own: await talkOf(w.employees.wangmuyang.id), foreign: await talkOf(stranger.id) }
  await w.sql(`insert into touchpoint_rhythms (unit_id, days, changed_at) values ($1, 60, now())`, [
    w.units.design,
  ])
  await w.sql(
    `insert into custom_fields (id, name, name_en, kind, class, keeper, position, created_at)
     values ($1, '工服尺码', 'Uniform size', 'text', 'work', 'person', 1, now()),
       ($2, '公积金账号', 'Fund account', 'text', 'pay', 'hr', 2, now())`,
    [customField, sealedField],
  )
  await w.sql(`insert into file_rules (id, item, level, position) values ($1, 'photo', 'company', 20)`, [
    fileRule,
  ])
  await w.sql(`select app.renew_touchpoints(null, $1)`, [w.today])
  const notes = {} as Record<Login, { note: string; given: string }>
  for (const login of Object.keys(names) as Login[]) {
    const [user, other] = [w.users[login], w.users[login === 'guyan' ? 'fangjing' : 'guyan']]
    notes[login] = { note: await noteOf(user, other), given: await noteOf(other, user) }
  }

  const template = async (login: Login, seat: SeatName, isStarted: boolean, over = {}): Promise<string> => {
    const words = makeTemplateInput.parse({ ...templateFacts, ...over })
    const { id } = await w.as(login, seat, (tx, actor) => makeTemplate(tx, actor, words))
    if (isStarted)
      await w.as(login, seat, (tx, actor) => startTemplate(tx, actor, { templateId: id, revision: 1 }))
    return id
  }
  const templatesOf = async (login: Login, seat: SeatName, over = {}) => ({
    templateDraft: await template(login, seat, false, over),
    templateStarted: await template(login, seat, true, over),
  })
  const templates = {
    hr: await templatesOf('zhoulan', 'hq', { unitIds: design }),
    manager: await templatesOf('zhaomingyuan', 'store/tianyao'),
    region: await templatesOf('qinchuan', 'store/east'),
    strange: await templatesOf('zhoulan', 'hq', { unitIds: strangeStore }),
  }
  const owedTemplate = await template('zhoulan', 'hq', true)
  const givenTemplate = await template('zhoulan', 'hq', true)
  await w.sql('select app.evaluate_reports(now(), 1000)')
  const versionOf = (templateId: string) =>
    one('select id from report_template_versions where template_id = $1', [templateId])
  const [version, givenVersion] = [await versionOf(owedTemplate), await versionOf(givenTemplate)]
  const reportsOf = async ({ id, number }: { id: string; number: string }, token: string) => {
    const find = (templateId: string) =>
      one('select id from reports where template_id = $1 and employee_id = $2', [templateId, id])
    const [owed, handedIn] = [await find(owedTemplate), await find(givenTemplate)]
    const given = { reportId: handedIn, versionId: givenVersion, answers: { f1: '12' } }
    await enter('me', { tokenHash: hashToken(token) }, 'write', (tx, seat) =>
      submitReport(tx, actorOf(seat, 'me' as Portal, new Date()), given),
    )
    const reportPhoto = await one(
      `insert into report_photos (report_id, employee_id, field, name, content_type, size, content, created_at)
       values ($1, $2, 'f2', 'x', 'image/png', 1, 'x', now()) returning id`,
      [owed, id],
    )
    await w.sql(
      `insert into report_excuses (employee_id, on_day, unit_id, kind, reason, is_own, author_user_id, author_name, created_at)
       select id, $2, (select unit_id from reports where id = $3), 'leave', '事假', false, $4, '周岚', now() from employees where number = $1`,
      [number, day(-1), owed, w.users.zhoulan],
    )
    return { owed, handedIn, reportPhoto }
  }
  const contractOf = (id: string) =>
    one(
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, created_at)
       values ($1, 'fixed_term', '2024-03-01', '2024-03-01', '2027-03-01', '厨师', '上海', now()) returning id`,
      [id],
    )
  /** Pay that was agreed on from the first day of 2026. */
  const payOf = async (contractId: string): Promise<{ contract: string; pay: string }> => {
    await w.as('zhoulan', 'hq', (tx, actor) =>
      agreePay(tx, actor, agreePayInput.parse({ contractId, startsOn: '2026-01-01', base: '8000' })),
    )
    return {
      contract: contractId,
      pay: await one('select id from contract_pays where contract_id = $1', [contractId]),
    }
  }
  const scheme = (
    await w.as('zhoulan', 'hq', (tx, actor) => addScheme(tx, actor, { city: '上海', residence: 'any' }))
  ).id
  const enrolmentOf = async (id: string, number: string): Promise<string> => {
    const said = { number, schemeId: scheme, from: '2026-01', insuranceBase: '8000' }
    await w.as('zhoulan', 'hq', (tx, actor) => enrol(tx, actor, enrolInput.parse(said)))
    return one('select id from insurance_enrolments where employee_id = $1', [id])
  }
  const reckoningOf = (month: string): Promise<string> =>
    one(
      `insert into insurance_runs (month, status, changed, asked_by_user_id, asked_by_name, asked_at)
       values ($1, 'draft', 1, $2, '周岚', now()) returning id`,
      [month, w.users.zhoulan],
    )
  const issued = await reckoningOf('2026-01-01')
  /** Somebody's part of a month, that was issued. */
  const monthOf = async (id: string): Promise<string> => {
    const recordId = newId()
    const sealed = await enterService('job', async tx =>
      (await keysOf(tx, [id]))
        .get(id)
        ?.seal(placeOfRecord(recordId), JSON.stringify({ lines: [], company: 0, person: 0 })),
    )
    return one(
      `insert into insurance_records (id, run_id, month, employee_id, version, city, residence, sealed, fingerprint, issued_at)
       values ($1, $2, '2026-01-01', $3, 1, '上海', 'any', $4, 'x', now()) returning id`,
      [recordId, issued, id, sealed],
    )
  }
  const fileOf = async ({ id, number }: { id: string; number: string }) => ({
    ...(await payOf(await contractOf(id))),
    enrolment: await enrolmentOf(id, number),
    month: await monthOf(id),
    certificate: await one(
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, created_at)
       values ($1, 'skill', '西式面点师', 'x', '2020-01-01', now()) returning id`,
      [id],
    ),
    earlierJob: await one(
      `insert into earlier_jobs (employee_id, company, position, starts_on, ends_on, created_at)
       values ($1, 'x', 'x', '2020-01-01', '2022-01-01', now()) returning id`,
      [id],
    ),
  })
  const files = {
    liwanqing: await fileOf(w.employees.liwanqing),
    wangmuyang: await fileOf(w.employees.wangmuyang),
    guyan: await fileOf(w.employees.guyan),
    stranger: await fileOf(stranger),
  }
  const owing = {
    liwanqing: await reportsOf(w.employees.liwanqing, w.tokens.liwanqing),
    wangmuyang: await reportsOf(w.employees.wangmuyang, w.tokens.wangmuyang),
    guyan: await reportsOf(w.employees.guyan, w.tokens.guyan),
    stranger: await reportsOf(stranger, stranger.token),
  }

  // everybody has a document but the stranger
  for (const [index, number] of (
    await w.sql<{ number: string }>('select number from employees where number <> $1', [stranger.number])
  )
    .map(row => row.number)
    .entries())
    await w.as('zhoulan', 'hq', (tx, actor) =>
      enterIdentity(tx, actor, enterIdentityInput.parse({ number, ...passport(index) })),
    )
  for (const { number } of await w.sql<{ number: string }>('select number from employees'))
    await w.as('zhoulan', 'hq', (tx, actor) =>
      enterValue(tx, actor, { number, fieldId: sealedField, value: 'GJJ-1' }),
    )

  const copyOf = (employeeId: string): Promise<string> =>
    one(
      `insert into own_copies (employee_id, user_id, locale, status, reason, created_at, expires_at)
       select id, user_id, 'zh-CN', 'failed', 'broken', now(), now() + interval '7 days' from employees where id = $1 returning id`,
      [employeeId],
    )
  const rightsOf = async (employeeId: string, number: string): Promise<string> => {
    await w.sql(
      `insert into rights_requests (number, employee_id, user_id, kind, categories, reason, due_on, created_at)
       select $2, id, user_id, 'erase', '{emergency}', '\\x00', $3, now() from employees where id = $1`,
      [employeeId, number, day(30)],
    )
    return number
  }
  const holdOf = (employeeId: string): Promise<string> =>
    one(
      `insert into erasure_holds (employee_id, reason, placed_by_id, placed_by_name, placed_at) values ($1, '仲裁', $2, '周岚', now()) returning id`,
      [employeeId, w.users.zhoulan],
    )
  const proposalOf = async (employeeId: string, number: string, isBack: boolean): Promise<string> => {
    const kind = isBack ? 'contact' : 'address'
    const id = await one(
      `insert into requests (number, definition_id, subject, applicant_user_id, applicant_name, employee_id, employee_user_id, facts, summary, status, stage_position, submitted_at)
       select $2, d.id, 'proposal', e.user_id, e.name, e.id, e.user_id, jsonb_build_object('kind', $4::text), '{}', $3::text, case when $3::text = 'in_progress' then 2 end, now()
       from employees e, workflow_definitions d where d.subject = 'proposal' and e.id = $1 returning id`,
      [employeeId, number, isBack ? 'returned' : 'in_progress', kind],
    )
    await w.sql(
      `insert into request_parties (request_id, user_id) select $1, user_id from employees where id = $2`,
      [id, employeeId],
    )
    const sealed = await w.as('zhoulan', 'hq', async tx =>
      (await keyFor(tx, employeeId)).seal(
        `proposals:proposed:${id}`,
        JSON.stringify({ values: { currentAddress: '上海市' }, reason: '搬家' }),
      ),
    )
    await w.sql(
      `insert into proposals (request_id, employee_id, kind, fields, proposed, changed_at) values ($1, $2, $3, '{currentAddress}', $4, now())`,
      [id, employeeId, kind, sealed],
    )
    return number
  }
  const erasureOf = async (number: string, isProposed: boolean): Promise<string> => {
    const gone = await one(
      `insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on, left_on)
       values ($1, '旧人', 'jiuren', 'jr', '{}', $2, '2019-03-01', '2020-03-01') returning id`,
      [number, catering],
    )
    return one(
      `insert into erasures (number, employee_id, due_on, listed_at, proposed_by_id, proposed_by_name, proposed_at)
       values ($1, $2, '2022-03-01', now(), $3, $4, $5) returning id`,
      [
        `MC-2026-${number}`,
        gone,
        isProposed ? w.users.xutinglan : null,
        isProposed ? '许听澜' : null,
        isProposed ? new Date() : null,
      ],
    )
  }

  const strangeTicket = await report('zhoulan', 'hq', categories.store, strangeStore)

  const home = (number: string, from: number): Record<string, string> => ({
    employee: number,
    kind: 'return',
    effectiveOn: day(from),
    reason: '返回',
  })
  const tag = await one(`insert into tags (name, created_at) values ('内训师', now()) returning id`, [])
  await w.sql(
    `insert into employee_tags (tag_id, employee_id, given_by_name, given_at) values ($1, $2, '周岚', now())`,
    [tag, w.employees.liwanqing.id],
  )
  const base: Aim = {
    ...mine.zhoulan,
    employee: own,
    user: outsider,
    unit: catering,
    planned: w.units.design,
    store: tianyao,
    partner: w.partners.hefeng,
    agreement: agreements[0] ?? '',
    position: w.positions.clerk,
    grant: grants.manager,
    consent: consents[0] ?? '',
    request: department,
    waiting: confirm,
    returned,
    approved,
    item: 'contractPlaceOfWork',
    transfer: dispatch(own, 150, 180),
    category: categories.catering,
    ticket: atStore,
    counting: counting.store,
    reported,
    ...announced.hr,
    toSign,
    ...templates.hr,
    ...owing.liwanqing,
    ...files.liwanqing,
    scheme,
    free: w.employees.zhoulan.number,
    reckoning: await reckoningOf('2026-02-01'),
    owedTemplate,
    version,
    device: '',
    noteTo: own,
    talkTo: w.employees.wangmuyang.number,
    talk: talks.own,
    note: '',
    given: '',
    robot: await robotOf(tianyao),
    document: await scanOf(w.employees.liwanqing.id),
    ask: await askOf(w.employees.liwanqing.id),
    tag,
    copy: await copyOf(w.employees.liwanqing.id),
    rights: await rightsOf(w.employees.liwanqing.id, 'QL-2020-0001'),
    hold: await holdOf(w.employees.wangmuyang.id),
    proposal: await proposalOf(w.employees.liwanqing.id, 'ZL-2020-0001', false),
    proposalBack: await proposalOf(w.employees.liwanqing.id, 'ZL-2020-0002', true),
    erasable: await erasureOf('E08001', false),
    proposed: await erasureOf('E08002', true),
  }
  const owned: Record<Caller, Partial<Aim>> = {
    hr: { request: hr },
    executive: { request: executive },
    head: { ...announced.head, item: 'handOverWork', ticket: atCatering, counting: counting.catering },
    specialist: { request: forSpecialist, ticket: atDesign, counting: counting.design },
    auditor: {},
    admin: { grant: grants.admin },
    manager: {
      ...announced.manager,
      ...templates.manager,
      ...owing.wangmuyang,
      ...files.wangmuyang,
      employee: w.employees.wangmuyang.number,
      noteTo: w.employees.wangmuyang.number,
      unit: tianyao,
      request: store,
      item: 'badgeAndUniform',
      transfer: home(w.employees.wangmuyang.number, 20),
    },
    region: {
      ...announced.region,
      ...templates.region,
      ...owing.guyan,
      ...files.guyan,
      robot: await robotOf(nanxi),
      employee: w.employees.guyan.number,
      noteTo: w.employees.guyan.number,
      unit: east,
      store: nanxi,
      partner: w.partners.yunlan,
      request: store,
      item: 'badgeAndUniform',
      transfer: home(w.employees.guyan.number, 20),
    },
    employee: { request: confirm, item: 'readStoreRules', noteTo: w.users.zhoulan },
  }
  const foreign: Partial<Aim> = {
    ...mine.guyan,
    employee: stranger.number,
    noteTo: stranger.number,
    talkTo: stranger.number,
    talk: talks.foreign,
    ...notes.guyan,
    user: w.users.guyan,
    unit: strangeStore,
    store: strangeStore,
    partner: w.partners.yunlan,
    agreement: agreements[1] ?? '',
    consent: consents[1] ?? '',
    request: strange,
    waiting: strange,
    returned: strangeReturned,
    approved: strange,
    transfer: home(stranger.number, 20),
    ticket: strangeTicket,
    counting: strangeTicket,
    reported: strangeTicket,
    ...announced.strange,
    ...templates.strange,
    ...owing.stranger,
    ...files.stranger,
    free: colleague.number,
    owedTemplate: templates.strange.templateStarted,
    toSign: announced.strange.issued,
    device: devices.guyan,
    robot: await robotOf(strangeStore),
    document: await scanOf(stranger.id),
    ask: await askOf(stranger.id),
    copy: await copyOf(stranger.id),
    rights: await rightsOf(stranger.id, 'QL-2020-0002'),
    hold: await holdOf(stranger.id),
    proposal: await proposalOf(stranger.id, 'ZL-2020-0003', false),
    proposalBack: await proposalOf(stranger.id, 'ZL-2020-0004', true),
    erasable: await erasureOf('E08003', false),
    proposed: await erasureOf('E08004', true),
  }
  const nothing = '00000000-0000-4000-8000-000000000000'
  const missing: Partial<Aim> = {
    employee: 'E99999',
    noteTo: 'E99999',
    talkTo: 'E99999',
    talk: nothing,
    note: nothing,
    given: nothing,
    user: nothing,
    unit: nothing,
    planned: nothing,
    device: nothing,
    contract: nothing,
    pay: nothing,
    scheme: nothing,
    free: 'E99999',
    reckoning: nothing,
    month: nothing,
    enrolment: nothing,
    certificate: nothing,
    earlierJob: nothing,
    robot: nothing,
    document: nothing,
    ask: nothing,
    tag: nothing,
    copy: nothing,
    rights: 'QL-2020-9999',
    hold: nothing,
    proposal: 'ZL-2020-9999',
    proposalBack: 'ZL-2020-9999',
    erasable: nothing,
    proposed: nothing,
    store: nothing,
    partner: nothing,
    agreement: nothing,
    position: nothing,
    grant: nothing,
    consent: nothing,
    session: nothing,
    substitution: nothing,
    notification: nothing,
    delivery: nothing,
    export: nothing,
    view: nothing,
    request: 'DG-2020-9999',
    waiting: 'DG-2020-9999',
    returned: 'DG-2020-9999',
    approved: 'DG-2020-9999',
    transfer: home('E99999', 20),
    category: nothing,
    ticket: 'WT-2020-9999',
    counting: 'WT-2020-9999',
    reported: 'WT-2020-9999',
    draft: 'TZ-2020-9999',
    scheduled: 'TZ-2020-9999',
    issued: 'TZ-2020-9999',
    toSign: 'TZ-2020-9999',
    templateDraft: nothing,
    templateStarted: nothing,
    owed: nothing,
    owedTemplate: nothing,
    reportPhoto: nothing,
    handedIn: nothing,
  }
  const signed = async (name: string): Promise<Worker> => {
    const person = await worker(name, catering, catering)
    await w.sql(
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
       values ($1, 'fixed_term', $2, $2, $3, $4, '厨师', '上海', now())`,
      [person.id, day(-60), day(1100), day(30)],
    )
    return person
  }
  const asHr = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => w.as('zhoulan', 'hq', work)
  const sentBack = async (number: string): Promise<string> => {
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '再想想' }))
    return number
  }
  const renewal = (employee: string) =>
    asHr((tx, actor) =>
      requestRenewal(tx, actor, {
        employee,
        kind: 'open_ended',
        position: '厨师',
        place: '上海',
        note: '续签',
      }),
    )
  const leavingOf = async (name: string): Promise<string> => {
    const { number: employee } = await worker(name, catering, catering)
    const input = { employee, reason: 'family', lastOn: day(30) }
    return (await asHr((tx, actor) => requestLeaving(tx, actor, input))).number
  }
  const assessed = await signed('员工七')
  const confirmation = await asHr((tx, actor) =>
    requestConfirmation(tx, actor, {
      employee: assessed.number,
      outcome: 'confirm',
      assessment: '稳定',
    }),
  )
  const offered = await signed('员工八')
  const { number: renewalBack } = await renewal(offered.number)
  await enter('me', { tokenHash: hashToken(offered.token) }, 'write', (tx, seat) =>
    sendBackRequest(tx, actorOf(seat, 'me' as Portal, new Date()), { number: renewalBack, reason: '再想想' }),
  )
  const leaving = await leavingOf('员工九')
  for (const login of ['hejun', 'xutinglan'] as const)
    await w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number: leaving }))
  const left = (await signed('员工十一')).number
  await w.sql(`update employees set left_on = '2026-01-01' where number = $1`, [left])
  await w.sql(
    `update assignments set ends_on = '2026-01-01' where employee_id = (select id from employees where number = $1)`,
    [left],
  )
  const careers: Careers = {
    probationer: (await signed('员工六')).number,
    confirmationBack: await sentBack(confirmation.number),
    renewalWaiting: (await renewal(own)).number,
    renewalBack,
    leavingBack: await sentBack(await leavingOf('员工十')),
    leaving,
    left,
    leavingReason: await one(`select id from leaving_reasons where code = 'family'`, []),
    leavingItem: await one(
      `select i.id from leaving_items i join requests r on r.id = i.request_id where r.number = $1 and i.item = 'moveFile'`,
      [leaving],
    ),
  }
  return {
    ...w,
    day,
    careers,
    aimOf: (caller, target) => {
      const { login } = callers[caller]
      const start = { ...base, ...mine[login], device: devices[login], ...notes[login], ...owned[caller] }
      if (target === 'own') return start
      return { ...start, ...(target === 'foreign' ? foreign : missing) }
    },
  }
}
