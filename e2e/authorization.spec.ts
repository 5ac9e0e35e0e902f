import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  ask,
  type Company,
  cast,
  companyOf,
  inTurns,
  knownActions,
  origin,
  post,
  routesOf,
  type Seat,
  seats,
  sessionOf,
} from './company'

/** Who asks: a seat of the cast, or nobody. */
type Asker = Seat | 'stranger'
const askers: Asker[] = [...seats, 'stranger']

/**
 * What a dynamic segment is filled with: something of one's own, something of somebody else, nothing that exists;
 * in the store portal also all of it under another store's address, and under the unit above.
 */
const kinds = ['own', 'foreign', 'missing', 'elsewhere', 'above'] as const
type Kind = (typeof kinds)[number]

const aimed = [
  'person',
  'unit',
  'store',
  'partner',
  'position',
  'request',
  'account',
  'attachment',
  'ticket',
  'photo',
  'notice',
  'file',
  'report',
  'snapshot',
  'template',
  'subject',
  'version',
  'note',
  'scan',
  'export',
  'field',
  'month',
  'scheme',
  'right',
  'tag',
  'run',
  'course',
  'enrollment',
] as const
type Aim = Record<(typeof aimed)[number], string>
type Aims = Record<'own' | 'foreign' | 'elsewhere', Aim>

/** What stands for each dynamic segment, by the folder that it is in: a new one without an entry fails the test. */
const segments: Record<string, keyof Aim | 'anything' | 'seat' | 'a field'> = {
  '/hq/people/[number]': 'person',
  '/hq/people/[number]/attachments/[id]': 'scan',
  '/me/documents/attachments/[id]': 'scan',
  '/hq/exports/attachments/[id]': 'export',
  '/hq/people/[number]/fields/[field]': 'a field',
  '/me/file/fields/[field]': 'field',
  '/hq/touchpoints/[number]': 'person',
  '/me/touchpoints/[number]': 'person',
  '/hq/organisation/[code]': 'unit',
  '/hq/stores/[code]': 'store',
  '/hq/partners/[code]': 'partner',
  '/hq/positions/[code]': 'position',
  '/hq/access/[login]': 'account',
  '/hq/requests/[number]': 'request',
  '/hq/reports/[id]': 'report',
  '/hq/reports/[id]/photos/[photo]': 'snapshot',
  '/hq/reports/templates/[id]': 'template',
  '/hq/reports/templates/[id]/edit': 'template',
  '/hq/notices/[number]': 'notice',
  '/hq/notices/[number]/attachments/[id]': 'file',
  '/hq/tickets/[number]': 'ticket',
  '/hq/tickets/[number]/attachments/[id]': 'photo',
  '/hq/requests/[number]/attachments/[id]': 'attachment',
  '/hq/workflows/[subject]': 'subject',
  '/hq/workflows/[subject]/[version]': 'version',
  '/hq/[...rest]': 'anything',
  '/store/[unit]': 'seat',
  '/store/[unit]/[...rest]': 'anything',
  '/store/[unit]/team/[number]': 'person',
  '/store/[unit]/team/[number]/fields/[field]': 'a field',
  '/store/[unit]/requests/[number]': 'request',
  '/store/[unit]/reports/[id]': 'report',
  '/store/[unit]/reports/[id]/photos/[photo]': 'snapshot',
  '/store/[unit]/reports/templates/[id]': 'template',
  '/store/[unit]/reports/templates/[id]/edit': 'template',
  '/store/[unit]/notices/[number]': 'notice',
  '/store/[unit]/notices/[number]/attachments/[id]': 'file',
  '/store/[unit]/tickets/[number]': 'ticket',
  '/store/[unit]/tickets/[number]/attachments/[id]': 'photo',
  '/store/[unit]/requests/[number]/attachments/[id]': 'attachment',
  '/me/[...rest]': 'anything',
  '/me/requests/[number]': 'request',
  '/me/reports/[id]': 'report',
  '/me/reports/[id]/photos/[photo]': 'snapshot',
  '/me/notices/[number]': 'notice',
  '/me/notices/[number]/attachments/[id]': 'file',
  '/me/tickets/[number]': 'ticket',
  '/me/tickets/[number]/attachments/[id]': 'photo',
  '/me/requests/[number]/attachments/[id]': 'attachment',
  '/hq/thanks/[id]': 'note',
  '/hq/insurance/[month]': 'month',
  '/hq/insurance/schemes/[id]': 'scheme',
  '/me/insurance/[month]': 'month',
  '/hq/rights/[number]': 'right',
  '/hq/tags/[id]': 'tag',
  '/hq/courses/[number]': 'course',
  '/me/courses/[id]': 'enrollment',
  '/hq/people/bulk/[id]': 'run',
  '/me/privacy/attachments/[id]': 'scan',
  '/hq/people/[number]/rights/attachments/[id]': 'scan',
  '/store/[unit]/thanks/[id]': 'note',
  '/me/thanks/[id]': 'note',
  '/open/[...path]': 'anything',
  '/mail/confirm/[token]': 'anything',
  '/mail/stop/[token]': 'anything',
  '/api/mail/stop/[token]': 'anything',
  '/api/auth/[...nextauth]': 'anything',
}

/** Whose notes and scans open for whom is asked of their own domains; here they are asked for by an id that nobody has. */
const missing: Aim = {
  person: 'E99999',
  unit: 'no-such-unit',
  store: 'no-such-store',
  partner: 'no-such-partner',
  position: 'no-such-position',
  request: 'DG-2020-9999',
  ticket: 'WT-2020-9999',
  photo: '00000000-0000-4000-8000-000000000000',
  notice: 'TZ-2020-9999',
  report: '00000000-0000-4000-8000-000000000000',
  snapshot: '00000000-0000-4000-8000-000000000000',
  template: '00000000-0000-4000-8000-000000000000',
  file: '00000000-0000-4000-8000-000000000000',
  account: 'no-such-login',
  subject: 'no-such-subject',
  version: '999',
  attachment: '00000000-0000-4000-8000-000000000000',
  note: '00000000-0000-4000-8000-000000000000',
  scan: '00000000-0000-4000-8000-000000000000',
  export: '00000000-0000-4000-8000-000000000000',
  field: 'no-such-field',
  month: 'no-such-month',
  scheme: '00000000-0000-4000-8000-000000000000',
  right: 'QL-2020-9999',
  tag: '00000000-0000-4000-8000-000000000000',
  run: '00000000-0000-4000-8000-000000000000',
  course: 'KC-2020-9999',
  enrollment: '00000000-0000-4000-8000-000000000000',
}

/** A field of a file that only HR and the person see. */
const ownField = 'documentNumber'
const routes = routesOf(join(import.meta.dirname, '../app'))
const cookies = {} as Record<Asker, string | undefined>
const aims = {} as Record<Seat, Aims>
const planted: string[] = []
const letInAs: string[] = []
const snapshots: string[] = []
const files: string[] = []
const begun = new Date()
const heard: Said[] = []
const atOnce = 6
/** What is sealed of everybody whom an address names, in the clear, as HR is shown it for a purpose. */
type Secret = { number: string; what: string; value: string }
const secrets: Secret[] = []
let company: Company

test.beforeAll(async () => {
  test.setTimeout(300_000)
  for (const seat of seats) cookies[seat] = await sessionOf(cast[seat].login)
  company = await companyOf(cookies.hr ?? '')
  for (const seat of seats) aims[seat] = await aimsOf(seat)
  secrets.push(...(await openEverything()))
  heard.push(...(await inTurns(each(), atOnce, ([route, asker, kind]) => say(route, asker, kind))))
})

test.afterAll(async () => {
  await company?.sql('delete from attachments where comment_id = any($1::uuid[])', [planted])
  await company?.sql('delete from comments where id = any($1::uuid[])', [planted])
  await company?.sql('delete from exports where id = any($1::uuid[])', [files])
  const told = `kind = 'exportDone' and created_at > $1`
  await company?.sql(
    `delete from deliveries where notification_id in (select id from notifications where ${told})`,
    [begun],
  )
  await company?.sql(`delete from notifications where ${told}`, [begun])
  await company?.sql('delete from report_photos where id = any($1::uuid[])', [snapshots])
  await company?.sql('delete from request_parties where id = any($1::uuid[])', [letInAs])
  await company?.close()
})

/** The stores of the seats in the store portal, and a store and a region beside them. */
const stores: Partial<Record<Seat, { own: string; elsewhere: string; above: string }>> = {
  manager: { own: 'tianyao', elsewhere: 'nanxi', above: 'east' },
  region: { own: 'nanxi', elsewhere: 'sanlitun', above: 'hq' },
}
const somebodysStore = { own: 'tianyao', elsewhere: 'nanxi', above: 'east' }

/** A file with a list of people, which the worker made for whoever may list them. */
async function exported(cookie: string | undefined): Promise<string> {
  const action = knownActions().find(one => one.name === 'exports/askExport')
  if (!action) throw new Error('The build has no exports/askExport')
  const headers = { origin, 'sec-fetch-site': 'same-origin', cookie: cookie ?? '' }
  const fields = { format: 'csv', view: 'store', cols: 'name' }
  const { text } = await post(action, fields, headers, '/hq/no/such/page')
  const [, id] = /"ok":true,"value":\{"id":"([0-9a-f-]{36})"/.exec(text) ?? []
  if (!id) return missing.export
  files.push(id)
  const status = async () =>
    (await company.sql<{ v: string }>('select status as v from exports where id = $1', [id]))[0]?.v
  await expect.poll(status, { timeout: 60_000 }).toBe('done')
  return id
}

/** One of somebody else, who is in no story. */
let ofSomebodyElse: Promise<string> | undefined
const exportedElsewhere = (): Promise<string> => {
  ofSomebodyElse ??= sessionOf('xutinglan').then(exported)
  return ofSomebodyElse
}

/** Who is whose, asked of the database as its owner: people by place, requests by party. */
async function aimsOf(seat: Seat): Promise<Aims> {
  const one = async (text: string, ...values: unknown[]): Promise<string> => {
    const [row] = await company.sql<{ v: string }>(text, values)
    if (!row) throw new Error(`Nothing for ${seat}: ${text}`)
    return row.v
  }
  const inStore = (code: string) =>
    one(
      `select e.number as v from employees e join assignments a on a.employee_id = e.id join units u on u.id = a.unit_id
       where u.code = $1 and a.starts_on <= app.today() and a.ends_on > app.today() + 3 and not exists (
         select from assignments o join units p on p.id = o.unit_id where o.employee_id = e.id and p.kind = 'store' and p.code <> $1) order by 1 limit 1`,
      code,
    )
  const atHome = (code: string) =>
    one(
      `select e.number as v from employees e join units u on u.id = e.home_unit_id where u.code = $1 and e.left_on is null order by 1 limit 1`,
      code,
    )
  const numberOf = (login: string) =>
    one('select e.number as v from employees e join users u on u.id = e.user_id where u.login = $1', login)
  // Whoever leads a unit takes part in its requests; in the store portal, the unit of the address.
  const parties = `select p.request_id from request_parties p where p.user_id = (select id from users where login = $1)
    or p.unit_id in (select b from role_grants g join units u on u.id = g.unit_id, app.units_below(case g.role when 'manager'
        then (select id from units where code = $2) else g.unit_id end) b
      where g.user_id = (select id from users where login = $1) and g.role in ('manager', 'head') and g.ends_on is null)`
  const request = async (isParty: boolean, login: string): Promise<string> =>
    (
      await company.sql<{ v: string }>(
        `select r.number as v from requests r where (r.id in (${parties})) = $3
         order by (r.id in (select request_id from request_parties where user_id = (select id from users where login = $1))) desc,
           (r.status = 'in_progress') desc, r.number desc limit 1`,
        [login, (stores[seat] ?? somebodysStore).own, isParty],
      )
    )[0]?.v ?? missing.request
  const letIn = async (user: string): Promise<void> => {
    const rows = await company.sql<{ id: string }>(
      `insert into request_parties (request_id, user_id) select (select id from requests order by number limit 1), id from users
       where login = $1 on conflict do nothing returning id`,
      [user],
    )
    letInAs.push(...rows.map(row => row.id))
  }
  const attachment = async (number: string): Promise<string> => {
    const [row] = await company.sql<{ id: string; comment: string }>(
      `with c as (insert into comments (request_id, author_user_id, author_name, body, created_at)
         select id, applicant_user_id, applicant_name, '附件', now() from requests where number = $1 returning id, request_id)
       , a as (insert into attachments (request_id, comment_id, name, content_type, size, content, created_at)
         select request_id, id, 'a.pdf', 'application/pdf', 1, 'x', now() from c returning id)
       select a.id, c.id as comment from a, c`,
      [number],
    )
    if (row) planted.push(row.comment)
    return row?.id ?? missing.attachment
  }

  // One that the seat reads and one that it does not, by what the row itself says; each with a photo.
  // One that waits for nothing comes first: what is overdue goes a level up while this asks, and is read by others then.
  const keys = `select u.id from users u where u.login = $1
    union select b from role_grants g join users u on u.id = g.user_id join units n on n.id = g.unit_id, app.units_below(case g.role when 'manager'
        then (select id from units where code = $2) else g.unit_id end) b
      where u.login = $1 and g.ends_on is null and g.role in ('manager', 'head', 'specialist')
    union select h.id from units h, role_grants g join users u on u.id = g.user_id
      where h.kind = 'headquarters' and u.login = $1 and g.ends_on is null and g.role in ('hr', 'executive', 'auditor')`
  const ticket = async (isReader: boolean): Promise<string> =>
    (
      await company.sql<{ v: string }>(
        `select t.number as v from tickets t where (t.readers && array(${keys})) = $3
         order by exists (select from ticket_attachments a where a.ticket_id = t.id) desc,
           t.status in ('open', 'in_progress'), t.number desc limit 1`,
        [cast[seat].login, (stores[seat] ?? somebodysStore).own, isReader],
      )
    )[0]?.v ?? missing.ticket
  const photo = async (number: string): Promise<string> =>
    (
      await company.sql<{ v: string }>(
        'select a.id as v from ticket_attachments a join tickets t on t.id = a.ticket_id where t.number = $1 limit 1',
        [number],
      )
    )[0]?.v ?? missing.photo

  // One that is for everybody, and a draft of HR, which HR and those who watch read as well; both with a file.
  const notice = async (isForEverybody: boolean): Promise<string> =>
    (
      await company.sql<{ v: string }>(
        `select n.number as v from notices n join notice_files f on f.notice_id = n.id where n.status = $1 order by n.number limit 1`,
        [isForEverybody ? 'issued' : 'draft'],
      )
    )[0]?.v ?? missing.notice
  const fileOf = async (number: string): Promise<string> =>
    (
      await company.sql<{ v: string }>(
        'select f.id as v from notice_files f join notices n on n.id = f.notice_id where n.number = $1 limit 1',
        [number],
      )
    )[0]?.v ?? missing.file
  const ownNotice = await notice(true)
  const foreignNotice = ['hr', 'executive', 'auditor'].includes(seat) ? missing.notice : await notice(false)

  // One that somebody of the seat reads, or wrote, and one that they do not; each gets a photo.
  const given = async (isForeign: boolean): Promise<string> => {
    const place = stores[seat]
    const [column, value] = place
      ? ['u.code', isForeign ? place.elsewhere : place.own]
      : seat === 'employee'
        ? ['l.login', isForeign ? 'guyan' : cast.employee.login]
        : ['h.code', isForeign ? 'design' : 'catering']
    const [row] = await company.sql<{ v: string }>(
      `select r.id as v from reports r join units u on u.id = r.unit_id join users l on l.id = r.user_id
       join employees e on e.id = r.employee_id join units h on h.id = e.home_unit_id
       join report_templates t on t.id = r.template_id and t.author_role = 'hr'
       where r.status = 'submitted' and ${column} = $1 order by r.due_on, r.id limit 1`,
      [value],
    )
    return row?.v ?? missing.report
  }
  const snapshot = async (report: string): Promise<string> => {
    const [row] = await company.sql<{ v: string }>(
      `insert into report_photos (report_id, employee_id, field, name, content_type, size, content, created_at)
       select id, employee_id, 'f6', 'x.png', 'image/png', 1, 'x', now() from reports where id = $1 returning id as v`,
      [report],
    )
    if (row) snapshots.push(row.v)
    return row?.v ?? missing.snapshot
  }
  const template = async (name: string): Promise<string> =>
    (await company.sql<{ v: string }>('select id as v from report_templates where name = $1', [name]))[0]
      ?.v ?? missing.template

  const at = stores[seat] ?? somebodysStore
  const person = {
    manager: ['tianyao', 'nanxi'],
    region: ['nanxi', 'sanlitun'],
  }[seat as 'manager' | 'region']
  const own = person
    ? await inStore(person[0] ?? '')
    : seat === 'employee'
      ? await numberOf(cast.employee.login)
      : await atHome('catering')
  const foreign = person
    ? await inStore(person[1] ?? '')
    : seat === 'head'
      ? await atHome('design')
      : await numberOf('guyan')
  const { login } = cast[seat]
  if (['auditor', 'admin'].includes(seat)) await letIn(login)
  const [mine, theirs] = [await request(true, login), await request(false, login)]
  const [ownTicket, foreignTicket] = [await ticket(true), await ticket(false)]
  const [ownReport, foreignReport] = [await given(false), await given(true)]
  const enrollment = (login: string) =>
    one(
      `select n.id as v from enrollments n join employees e on e.id = n.employee_id join users u on u.id = e.user_id where u.login = $1 order by n.id limit 1`,
      login,
    )
  const aim = {
    subject: 'transfer',
    version: '1',
    field: ownField,
    partner: '',
    position: await one('select code as v from positions order by 1 limit 1'),
    month: await one(
      `select to_char(month, 'YYYY-MM') as v from insurance_runs where status = 'issued' order by 1 desc limit 1`,
    ),
    scheme: await one('select id as v from insurance_schemes order by city limit 1'),
    right: await one('select number as v from rights_requests order by 1 limit 1'),
    tag: await one('select id as v from tags order by name limit 1'),
    run: missing.run,
    course: await one('select number as v from courses where version > 0 order by number limit 1'),
  }
  aim.partner = await one('select code as v from partners order by 1 limit 1')
  const ownAim: Aim = {
    ...aim,
    person: own,
    unit: 'catering',
    store: at.own,
    request: mine,
    account: login,
    attachment: await attachment(mine),
    ticket: ownTicket,
    photo: await photo(ownTicket),
    notice: ownNotice,
    file: await fileOf(ownNotice),
    report: ownReport,
    snapshot: await snapshot(ownReport),
    template: await template(stores[seat] ? '备货检查' : '门店日报'),
    note: missing.note,
    scan: missing.scan,
    export: await exported(cookies[seat]),
    enrollment: await enrollment(cast.employee.login),
  }
  const foreignAim: Aim = {
    ...aim,
    person: foreign,
    unit: 'design',
    store: at.elsewhere,
    request: theirs,
    account: 'fangjing',
    attachment: await attachment(theirs),
    ticket: foreignTicket,
    photo: await photo(foreignTicket),
    notice: foreignNotice,
    file: await fileOf(foreignNotice),
    report: foreignReport,
    snapshot: await snapshot(foreignReport),
    template: await template('陈列巡检'),
    note: missing.note,
    scan: missing.scan,
    export: await exportedElsewhere(),
    enrollment: await enrollment('guyan'),
  }
  return {
    own: ownAim,
    foreign: foreignAim,
    elsewhere: { ...foreignAim, person: await inStore(at.elsewhere) },
  }
}

const revealed = ['number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber'] as const

/** What an action that shows something shows, or undefined: it was refused. */
async function shownTo(
  asker: Seat,
  name: string,
  fields: Record<string, string>,
  path = `${cast[asker].path}/no/such/page`,
): Promise<string | undefined> {
  const action = knownActions().find(one => one.name === name)
  if (!action) throw new Error(`The build has no action ${name}`)
  const headers = { origin, 'sec-fetch-site': 'same-origin', cookie: cookies[asker] ?? '' }
  const { text } = await post(action, fields, headers, path)
  const [, value] = /"ok":true,"value":\{"value":("(?:[^"\\]|\\.)*")/.exec(text) ?? []
  return value && (JSON.parse(value) as string)
}

async function openEverything(): Promise<Secret[]> {
  const people = new Set(
    Object.values(aims).flatMap(({ own, foreign, elsewhere }) =>
      [own, foreign, elsewhere].map(aim => aim.person),
    ),
  )
  const asked = [...people].flatMap(number => revealed.map(what => ({ number, what })))
  const all = await inTurns(asked, atOnce, async one => ({
    ...one,
    value: await shownTo('hr', 'identities/reveal', { ...one, purpose: 'verification' }),
  }))
  const pays = await company.sql<{ number: string; payId: string }>(
    `select e.number, p.id as "payId" from contract_pays p join employees e on e.id = p.employee_id where e.number = any($1)`,
    [[...people]],
  )
  // what it says of pay is a sentence: the sums in it
  const sums = await inTurns(pays, atOnce, async ({ number, payId }) => {
    const said = await shownTo('hr', 'pay/revealPay', { number, payId, purpose: 'payroll' })
    return (said?.match(/\d{1,3}(?:,\d{3})+\.\d{2}/g) ?? []).map(value => ({ number, what: 'pay', value }))
  })
  return [
    ...all.flatMap(({ value, ...one }) => (value === undefined ? [] : [{ ...one, value }])),
    ...sums.flat(),
  ]
}

/** What belongs to nobody in particular. */
const ownerless = [
  ...['anything', 'seat', 'a field', 'subject', 'version', 'field'],
  ...['month', 'scheme', 'right', 'tag', 'run', 'course'],
]

/** The kinds of address that a route has for anybody. */
function kindsOf(route: string): Kind[] {
  const stands = [...route.matchAll(/\[[^\]]+\]/g)].map(
    match => segments[route.slice(0, match.index + match[0].length)] ?? '',
  )
  const isAimed = stands.some(one => !['anything', 'seat', 'a field'].includes(one))
  const isSomebodys = stands.some(one => !ownerless.includes(one))
  return [
    'own',
    ...(isSomebodys ? (['foreign'] as const) : []),
    ...(isAimed ? (['missing'] as const) : []),
    ...(route.startsWith('/store/') ? (['elsewhere', 'above'] as const) : []),
  ]
}

function addressOf(route: string, asker: Asker, kind: Kind): string {
  const seat = asker === 'stranger' ? 'hr' : asker
  const at = stores[seat] ?? somebodysStore
  const aim = kind === 'missing' ? missing : aims[seat][kind === 'above' ? 'own' : kind]
  return route.replace(/\[[^\]]+\]/g, (match, index: number) => {
    const stands = segments[route.slice(0, index + match.length)]
    if (stands === undefined)
      throw new Error(`e2e/authorization.spec.ts does not say what ${route} is filled with`)
    if (stands === 'anything') return 'no/such/page'
    if (stands === 'a field') return ownField
    if (stands === 'seat') return kind === 'elsewhere' || kind === 'above' ? at[kind] : at.own
    return aim[stands]
  })
}

type Said = {
  route: string
  asker: Asker
  kind: Kind
  path: string
  what: string
  status: number
  body: string
  cache: string
  /** Of a file: what a browser is told to do with it. */
  handling: { disposition: string; policy: string; sniffing: string }
}

/** A few words for an answer, the same in every run: a status, or where it leads. A payload says both in its body. */
function wordsOf(answer: Response, body: string, isPayload: boolean): string {
  const [, inBody] = (isPayload && /NEXT_REDIRECT;\w+;([^;]+);/.exec(body)) || []
  const location = answer.headers.get('location') ?? inBody
  if (!location)
    return isPayload && body.includes('NEXT_HTTP_ERROR_FALLBACK;404') ? '404' : String(answer.status)
  const { pathname } = new URL(location, 'http://here')
  return `→ ${pathname.replace(/E\d{5}|DG-\d{4}-\d{4}/g, '…')}`
}

async function say(
  route: string,
  asker: Asker,
  kind: Kind,
  headers: Record<string, string> = {},
  suffix = '',
): Promise<Said> {
  const path = addressOf(route, asker, kind)
  const send = (to: string): Promise<Response> => ask(to, { cookie: cookies[asker], headers })
  let answer = await send(`${path}${suffix}`)
  // The server first wants its own `_rsc` for these headers.
  const onward = answer.headers.get('location') ?? ''
  if ('RSC' in headers && onward.startsWith(`${path}?_rsc`)) answer = await send(onward)
  const body = await answer.text()
  return {
    ...{ route, asker, kind, path, body },
    what: wordsOf(answer, body, 'RSC' in headers),
    status: answer.status,
    cache: answer.headers.get('cache-control') ?? '',
    handling: {
      disposition: answer.headers.get('content-disposition')?.split(';')[0] ?? '',
      policy: answer.headers.get('content-security-policy') ?? '',
      sniffing: answer.headers.get('x-content-type-options') ?? '',
    },
  }
}

const each = (): [string, Asker, Kind][] =>
  routes.flatMap(route =>
    kindsOf(route).flatMap(kind => askers.map((asker): [string, Asker, Kind] => [route, asker, kind])),
  )
const name = (one: Pick<Said, 'asker' | 'kind' | 'path'>) => `${one.asker} ${one.kind} ${one.path}`

test('every address answers each role as written down', () => {
  expect(heard.length).toBeGreaterThan(500)
  const lines = routes.flatMap(route => [
    route,
    ...kindsOf(route).map(kind => {
      const by = new Map<string, Asker[]>()
      for (const one of heard.filter(said => said.route === route && said.kind === kind))
        by.set(one.what, [...(by.get(one.what) ?? []), one.asker])
      const cells = [...by]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([what, who]) => `${what}: ${who.join(' ')}`)
      return `  ${kind.padEnd(9)} ${cells.join(' | ')}`
    }),
  ])
  const file = join(import.meta.dirname, 'authorization.matrix.txt')
  const text = `${legend}\n${lines.join('\n')}\n`
  if (test.info().config.updateSnapshots === 'all' || !existsSync(file)) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
})

test('what is not theirs does not exist, and nobody comes in without a session', () => {
  const open = new Set([
    '/',
    '/login',
    '/first-password',
    '/api/health',
    '/api/look',
    '/api/seat',
    '/api/auth/[...nextauth]',
    '/mail/confirm/[token]',
    '/mail/stop/[token]',
    '/api/mail/stop/[token]',
    '/api/push',
    '/manifest.webmanifest',
  ])
  const isPublic = (route: string) => open.has(route) || route.startsWith('/gallery')
  const guarded = heard.filter(one => !isPublic(one.route))
  const failing = (wrong: (one: Said) => boolean) =>
    guarded.filter(wrong).map(one => `${name(one)}: ${one.what}`)
  const isOf = (portal: string) => (one: Said) => one.route.startsWith(`/${portal}`)

  expect(
    failing(one => one.asker === 'stranger' && !['→ /login', '401'].includes(one.what)),
    'strangers',
  ).toEqual([])
  expect(
    failing(
      one => ['manager', 'region', 'employee'].includes(one.asker) && isOf('hq')(one) && one.status !== 404,
    ),
    'at headquarters',
  ).toEqual([])
  expect(
    failing(
      one =>
        !['manager', 'region', 'stranger'].includes(one.asker) && isOf('store')(one) && one.status !== 404,
    ),
    'in a store',
  ).toEqual([])
  expect(
    failing(
      one =>
        ['manager', 'region'].includes(one.asker) &&
        ['foreign', 'elsewhere', 'above'].includes(one.kind) &&
        isOf('store')(one) &&
        one.status !== 404,
    ),
    'in another store',
  ).toEqual([])
  expect(
    failing(one => one.asker === 'employee' && one.kind === 'foreign' && one.status !== 404),
    'of a colleague',
  ).toEqual([])
  expect(
    failing(
      one =>
        one.asker === 'head' &&
        one.kind === 'foreign' &&
        /people|requests/.test(one.route) &&
        one.status !== 404,
    ),
    'of another department',
  ).toEqual([])
  expect(
    failing(
      one =>
        ['specialist', 'auditor', 'admin'].includes(one.asker) &&
        one.route.startsWith('/hq/people') &&
        one.status !== 404,
    ),
    'files of people',
  ).toEqual([])
  expect(
    failing(one => one.kind === 'missing' && one.asker !== 'stranger' && one.status !== 404),
    'what does not exist',
  ).toEqual([])
  expect(
    failing(one => one.status >= 500),
    'failures',
  ).toEqual([])
})

test('what is not theirs cannot be told from what does not exist', async () => {
  const ids = new Set([
    ...Object.values(missing),
    ...Object.values(aims).flatMap(all => Object.values(all).flatMap(aim => Object.values(aim))),
  ])
  // Rows of the payload come in any order and are numbered as they come.
  const plain = (one: Said): string => {
    let text = one.body
      .replaceAll(/"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g, '')
      .replaceAll(/nonce=\\?"[^"]*"|\\?"(nonce|b|digest)\\?":\\?"[^"\\]*\\?"/g, '')
      .replaceAll(/\$[A-Z@]?[0-9a-f]+/g, '$')
    for (const id of ids) if (one.path.includes(`/${id}`)) text = text.replaceAll(id, '…')
    const rows = text.split(/\\n|\n|(?=<)/).map(row => row.replace(/^[0-9a-f]*:/, ''))
    return [...new Set(rows)].sort().join('\n')
  }
  const isAlike = (one: Said, two: Said): boolean => two.status === one.status && plain(two) === plain(one)
  const different: Said[] = []
  for (const one of heard.filter(said => said.kind === 'foreign' && said.status === 404)) {
    const missed = heard.find(
      two => two.route === one.route && two.asker === one.asker && two.kind === 'missing',
    )
    let alike = missed !== undefined && isAlike(one, missed)
    // A page is sent in pieces, and where it is cut depends on the moment: what gives something away does so each time.
    for (let time = 0; time < 5 && !alike; time++)
      alike = isAlike(await say(one.route, one.asker, 'foreign'), await say(one.route, one.asker, 'missing'))
    if (!alike) different.push(one)
  }
  expect(different.map(name)).toEqual([])
})

test('nothing that somebody signed in was answered is kept by a cache', () => {
  const kept = heard
    .filter(one => one.asker !== 'stranger' && one.route !== '/api/health')
    .filter(one => !(one.cache.includes('private') && one.cache.includes('no-store')))
  expect(kept.map(one => `${name(one)}: ${one.cache}`)).toEqual([])
})

test('files are only ever saved, and nothing in them runs', () => {
  const files = heard.filter(one => /\/(attachments|photos)\//.test(one.route) && one.what === '200')
  // of requests, tickets, notices and reports in each portal, and what was exported
  expect(new Set(files.map(one => one.route)).size).toBeGreaterThan(9)
  for (const one of files)
    expect(one.handling, name(one)).toEqual({
      disposition: 'attachment',
      policy: "sandbox; default-src 'none'",
      sniffing: 'nosniff',
    })
})

/** Asks everything anew in another way, with the `_rsc` that the server wants for these headers. */
async function askAgain(asked: Said[], headers: Record<string, string>): Promise<Said[]> {
  const suffix = 'RSC' in headers ? '?_rsc' : ''
  return inTurns(asked, atOnce, one => say(one.route, one.asker, one.kind, headers, suffix))
}

const isPage = (route: string): boolean => existsSync(join(import.meta.dirname, '../app', route, 'page.tsx'))
let payloads: Promise<Said[]> | undefined
/** The same pages as their own scripts ask for them. */
function asPayload(): Promise<Said[]> {
  const pages = heard.filter(
    one => isPage(one.route) && one.kind !== 'missing' && !one.route.startsWith('/gallery'),
  )
  payloads ??= askAgain(pages, { RSC: '1' })
  return payloads
}

test('another way of asking gets no other answer', async () => {
  test.setTimeout(300_000)
  const five = (word: string) => ({ 'x-middleware-subrequest': Array(5).fill(word).join(':') })
  const shut = heard.filter(one => one.status !== 200 && one.kind !== 'missing')
  const by = (...who: Asker[]) => shut.filter(one => who.includes(one.asker))
  const ways: [string, Said[]][] = [
    ['as a payload', await asPayload()],
    ['past the middleware', await askAgain(by('stranger', 'manager', 'employee'), five('middleware'))],
    ['past the proxy', await askAgain(by('stranger'), five('proxy'))],
    ['by a seat of their own making', await askAgain(by('manager', 'employee'), { 'x-outpost-seat': '/hq' })],
  ]
  const others = ways.flatMap(([way, said]) =>
    said.flatMap(one => {
      const first = heard.find(
        two => two.route === one.route && two.asker === one.asker && two.kind === one.kind,
      )
      return one.what === first?.what ? [] : [`${name(one)} ${way}: ${one.what} instead of ${first?.what}`]
    }),
  )
  expect(others).toEqual([])
})

const isOneWord = (text: string): boolean => /^[\p{L}\p{N}]+$/u.test(text)
const runs = new Map<Said, string>()
/** Each run of letters and digits of an answer once: there is much less to look through for each of a thousand secrets. */
function runsOf(one: Said): string {
  const known = runs.get(one)
  if (known !== undefined) return known
  const found = [...new Set(one.body.match(/[\p{L}\p{N}]+/gu))].join(' ')
  runs.set(one, found)
  return found
}

test('no answer holds what its reader may not know', async () => {
  test.setTimeout(300_000)
  const all = [...heard, ...(await asPayload())]
  // The gallery shows made-up people, whose numbers may be somebody's.
  const good = all.filter(
    one => one.what === '200' && one.asker !== 'stranger' && !one.route.startsWith('/gallery'),
  )
  const wrong: string[] = []
  const finds = (one: Said, secrets: Iterable<string>, what: string): void => {
    const found = runsOf(one)
    for (const secret of secrets)
      if ((isOneWord(secret) ? found : one.body).includes(secret))
        wrong.push(`${name(one)}${one.route.includes('payload') ? ' (payload)' : ''} tells ${what} ${secret}`)
  }
  const tokens = new Set(
    (await company.sql<{ v: string }>('select token_hash as v from sessions')).map(row => row.v),
  )
  const phones = await company.sql<{ v: string; login: string; emergency: string }>(
    `select c.phone as v, c.emergency_phone as emergency, coalesce(u.login, '') as login
     from employee_contacts c join employees e on e.id = c.employee_id left join users u on u.id = e.user_id where c.phone <> ''`,
  )
  const people = await company.sql<{
    name: string
    number: string
    login: string
    units: string[]
    home: string
    parties: string[]
    granted: boolean
  }>(
    `with led as materialized (
       select g.user_id, b as unit_id from role_grants g, app.units_below(g.unit_id) b where g.role in ('manager', 'head')),
     parties as materialized (
       select r.employee_id, coalesce(p.user_id, led.user_id) as user_id from requests r
       join request_parties p on p.request_id = r.id left join led on led.unit_id = p.unit_id)
     select e.name, e.number, coalesce(me.login, '') as login, h.code as home, exists (select from role_grants g where g.user_id = e.user_id) as granted,
       array(select distinct u.code from assignments a join units u on u.id = a.unit_id where a.employee_id = e.id) as units,
       array(select distinct u.login from parties p join users u on u.id = p.user_id where p.employee_id = e.id) as parties
     from employees e join units h on h.id = e.home_unit_id left join users me on me.id = e.user_id`,
  )
  const folder = join(import.meta.dirname, '../messages/zh-CN')
  const words = readdirSync(folder)
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .join('')
  // a name that the program's own words hold tells nothing
  const isSaidAnyway = new Set(people.map(person => person.name).filter(text => words.includes(text)))
  const below = async (code: string) =>
    (
      await company.sql<{ v: string }>(
        'select u.code as v from units r, app.units_below(r.id) b join units u on u.id = b where r.code = $1',
        [code],
      )
    ).map(row => row.v)
  // Of the demo company's sealed values each has a beginning that nothing else has, and no page shows one before somebody asks.
  const sealed = /999999(?:19|20)\d{9}[\dX]|622202\d{13}|(?:银杏|青松|白桦|芙蓉|海棠)路 \d+ 弄/g
  expect(good.some(one => one.asker === 'hr' && one.body.includes('999***********'))).toBe(true)
  const mine: Partial<Record<Seat, string[]>> = { manager: ['tianyao'], region: await below('east') }

  const hiddenFrom = (seat: Seat): [what: string, secrets: string[]][] => {
    const { login } = cast[seat]
    const hidden: [string, string[]][] = []
    const others = phones.filter(row => row.login !== login)
    if (['executive', 'specialist', 'admin', 'auditor', 'employee'].includes(seat))
      hidden.push(['the phone', others.map(row => row.v)])
    if (seat !== 'hr') hidden.push(['the emergency phone', others.map(row => row.emergency).filter(Boolean)])
    const unknown = people.filter(
      person => !person.granted && !person.parties.includes(login) && !isSaidAnyway.has(person.name),
    )
    const numbersOf = (some: typeof people): [string, string[]] => ['the number', some.map(one => one.number)]
    const units = mine[seat]
    if (units) {
      const strange = unknown.filter(person => !person.units.some(unit => units.includes(unit)))
      expect(strange.length).toBeGreaterThan(20)
      const near = people
        .filter(person => !strange.includes(person))
        .map(person => person.name)
        .join(' ')
      const names = strange.map(person => person.name).filter(text => !near.includes(text))
      hidden.push(['the name', names], numbersOf(strange))
    }
    if (seat === 'employee') hidden.push(numbersOf(unknown))
    if (seat === 'head') hidden.push(numbersOf(unknown.filter(person => person.home !== 'catering')))
    if (['admin', 'specialist'].includes(seat))
      hidden.push(
        numbersOf(people.filter(person => !person.parties.includes(login) && person.login !== login)),
      )
    return hidden
  }
  const hidden = new Map(seats.map(seat => [seat, hiddenFrom(seat)]))

  for (const one of good) {
    if (/\$argon2|password_?hash|token_?hash/i.test(one.body)) wrong.push(`${name(one)} speaks of hashes`)
    const hashes = one.body.match(/\b[0-9a-f]{64}\b/g) ?? []
    finds(
      one,
      hashes.filter(text => tokens.has(text)),
      'the session',
    )
    finds(one, one.body.match(sealed) ?? [], 'what is sealed:')
    for (const [what, secrets] of hidden.get(one.asker as Seat) ?? []) finds(one, secrets, what)
  }
  expect(wrong).toEqual([])
  expect(good.length).toBeGreaterThan(150)
})

test('what is sealed is shown to HR for a purpose and to its person, and is in no page and no payload', async () => {
  test.setTimeout(300_000)
  // HR was shown a value of every kind
  expect(new Set(secrets.map(one => one.what))).toEqual(new Set([...revealed, 'pay']))
  expect(secrets.length).toBeGreaterThan(20)
  const [mine] = await company.sql<{ number: string }>(
    'select e.number from employees e join users u on u.id = e.user_id where u.login = $1',
    [cast.employee.login],
  )
  const own = secrets.find(one => one.number === mine?.number && one.what === 'number')
  expect(own).toBeDefined()
  expect(await shownTo('employee', 'identities/revealOwn', { what: 'number' }, '/me/file')).toBe(own?.value)
  const got: string[] = []
  for (const asker of seats.filter(seat => seat !== 'hr'))
    for (const number of new Set(Object.values(aims[asker]).map(aim => aim.person)))
      for (const what of revealed)
        if (await shownTo(asker, 'identities/reveal', { number, what, purpose: 'verification' }))
          got.push(`${asker} ${what} of ${number}`)
  expect(got).toEqual([])
  // Also by HR and by the person: pages are masked until somebody asks. But for the monthly statement, which the law wants told: there
  // one's own base is plain, and whole yuan that many earn tell nothing apart; whose rows it shows is asked in lib/insurance.
  const isOwnStatement = (one: Said, what: string) => one.route === '/me/insurance/[month]' && what === 'pay'
  const told = [...heard, ...(await asPayload())].flatMap(one =>
    secrets
      .filter(({ value, what }) => one.body.includes(value) && !isOwnStatement(one, what))
      .map(({ number, what }) => `${name(one)} tells the ${what} of ${number}`),
  )
  expect(told).toEqual([])
})

const legend = `What each address answers to each role, written by e2e/authorization.spec.ts. In the store portal "own" is under the own store's address,
"elsewhere" under another store's, "above" under the unit above; "foreign" is a person, request or file of somebody else, "missing" does not exist.`
