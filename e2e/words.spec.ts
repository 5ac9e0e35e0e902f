import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { addDays, dayIn, zone } from '../lib/clock'
import * as excuses from '../lib/excuses/input'
import * as notices from '../lib/notices/input'
import * as reports from '../lib/reports/input'
import * as robots from '../lib/robots/input'
import * as tags from '../lib/tags/input'
import * as templates from '../lib/templates/input'
import * as thanks from '../lib/thanks/input'
import * as tickets from '../lib/tickets/input'
import { currentBuild } from '../scripts/built'
import { ask, type Company, companyOf, letADayPassForNotes, origin, sessionOf } from './company'

// After all the stories: what it leaves in the company would be in the way of the others (playwright.config.ts).

/** Each tries to run something in its own way; whatever runs leaves `ran` on the window or opens a dialog. */
const corpus = [
  '"><img src=x onerror=ran=1>',
  '<svg onload=ran=1>',
  '</script><script>ran=1</script>',
  '<b onclick=ran=1>x</b>{{7*7}}',
  '</textarea><img src=x onerror=alert(1)>',
  '</title></style><script>alert(1)</script>',
  `<iframe srcdoc='<script>parent.ran=1</script>'></iframe>`,
  '<a href="javascript:ran=1">x</a> javascript:ran=1',
  '<details open ontoggle=ran=1>x</details>',
  'https://evil.example/"onmouseover="ran=1 https://evil.example/<script>ran=1</script>',
  '<math><mi xlink:href="data:text/html,<script>parent.ran=1</script>">x</mi></math>',
  '<!--<img src="--><img src=x onerror=ran=1//">',
  `'-ran=1-' \${ran=1} {constructor.constructor("ran=1")()}`,
  '<style>@import "//evil.example"; * { background: url(javascript:ran=1) }</style>',
  '<base href="//evil.example"><meta http-equiv="refresh" content="0;url=javascript:ran=1">',
  '{count, plural, other {<script>ran=1</script>}}',
]
const mark = randomUUID().slice(0, 6)
let turn = 0

/** Something of the corpus for a field of so many characters: all of it where it fits, else the next that does. */
function hostile(most: number): string {
  const all = `${mark} ${corpus.join('\n')}`
  if (all.length <= most) return all
  const fitting = corpus.filter(one => one.length + mark.length <= most)
  return `${mark}${fitting[turn++ % fitting.length] ?? '<b>'}`.slice(0, most)
}

type Fields = Record<string, string | string[]>
const sessions = { hq: '', store: '', me: '' }
const seats = { hq: '/hq', store: '/store/tianyao', me: '/me' }
const portals = ['hq', 'store', 'me'] as const
const planted = new Set<string>()
let company: Company

test.beforeAll(async () => {
  sessions.hq = await sessionOf('zhoulan')
  sessions.store = await sessionOf('zhaomingyuan')
  sessions.me = await sessionOf('wangmuyang')
  company = await companyOf(sessions.hq)
})
test.afterAll(() => company?.close())

type Known = { id: string; pages: string[] }

/** The actions of the build, with the pages that know each of them. */
const actions = (): Map<string, Known> => {
  const manifest = JSON.parse(
    readFileSync(join(currentBuild() ?? '', 'server', 'server-reference-manifest.json'), 'utf8'),
  ) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
  }
  return new Map(
    Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => [
      `${filename.split('/').at(-2)}/${exportedName}`,
      { id, pages: Object.keys(workers) },
    ]),
  )
}

/** A page of a portal that knows the action, best one without anything dynamic in its address. */
function pageOf(known: Known, seat: keyof typeof seats): string {
  const dynamic = (page: string) => page.split('[').length
  const [page = ''] = known.pages
    .filter(one => one.startsWith(`app/${seat}/`))
    .sort((one, other) => dynamic(one) - dynamic(other))
  return page
    .replace(/^app|\/page$/g, '')
    .replace('[unit]', 'tianyao')
    .replace(/\[[^/]*\]/g, 'x')
}

/** Does something as the browser would; what is hostile in it is noted as planted. */
async function act(seat: keyof typeof seats, name: string, fields: Fields): Promise<void> {
  const body = new FormData()
  for (const [field, value] of Object.entries({ ...fields, requestKey: randomUUID() })) {
    for (const one of [value].flat()) body.append(`_1_${field}`, one)
    if ([value].flat().some(one => one.includes(mark))) planted.add(`${name} ${field}`)
  }
  body.append('0', '[null,"$K1"]')
  const known = actions().get(name)
  if (!known) throw new Error(`The build has no ${name}`)
  const answer = await ask(pageOf(known, seat), {
    method: 'POST',
    headers: {
      ...{ 'sec-fetch-site': 'same-origin', origin, accept: 'text/x-component' },
      'next-action': known.id,
    },
    cookie: sessions[seat],
    body,
  })
  expect(await answer.text(), `${name} by ${pageOf(known, seat)}`).toContain('"ok":true')
}

async function one(text: string, ...values: unknown[]): Promise<string> {
  const [row] = await company.sql<{ v: string | number }>(text, values)
  if (!row) throw new Error(`Nothing: ${text}`)
  return String(row.v)
}

const unit = (code: string) => one('select id as v from units where code = $1', code)

async function plantTickets(): Promise<void> {
  const category = { nameEn: hostile(60), routing: 'unit', priority: 'normal', hours: '8' }
  const unitId = await unit('design')
  await act('hq', 'tickets/addCategory', { ...category, name: hostile(30), unitId })
  const categoryId = await one('select id as v from ticket_categories order by id desc limit 1')
  await act('hq', 'tickets/changeCategory', {
    ...{ ...category, categoryId, unitId, revision: '1', name: hostile(30), nameEn: hostile(60) },
  })
  await act('me', 'tickets/openTicket', {
    ...{ categoryId, title: hostile(80), body: hostile(4000) },
  })
  const number = await one('select number as v from tickets order by id desc limit 1')
  await act('hq', 'tickets/replyTicket', { number, body: hostile(4000) })
  await act('hq', 'tickets/noteTicket', { number, body: hostile(4000) })
  await act('hq', 'tickets/prioritiseTicket', { number, priority: 'urgent', reason: hostile(1000) })
  await act('hq', 'tickets/rerouteTicket', { number, unitId: await unit('catering'), reason: hostile(1000) })
  await act('hq', 'tickets/answerTicket', { number, body: hostile(4000) })
  await act('me', 'tickets/rateTicket', { number, rating: '4', words: hostile(1000) })
  await act('me', 'tickets/reopenTicket', { number, reason: hostile(1000) })
  await act('me', 'tickets/closeTicket', { number, reason: hostile(1000) })
}

async function plantNotices(): Promise<void> {
  const wording = (): Fields => ({
    ...{ title: hostile(80), body: hostile(20_000), question: hostile(200), rightChoice: '1' },
    ...{ choice1: hostile(100), choice2: hostile(100), choice3: hostile(100), choice4: hostile(100) },
  })
  const audience = async (): Promise<Fields> => ({
    unitIds: await unit('tianyao'),
    isMustRead: 'on',
    dueDays: '3',
  })
  for (const isWithdrawn of [true, false]) {
    await act('hq', 'notices/draftNotice', { ...wording(), ...(await audience()) })
    const number = await one('select number as v from notices order by id desc limit 1')
    const revision = () => one('select revision as v from notices where number = $1', number)
    await act('hq', 'notices/changeDraft', {
      ...{ ...wording(), ...(await audience()), number, revision: await revision() },
    })
    await act('hq', 'notices/publishNotice', { number, revision: await revision() })
    if (isWithdrawn)
      await act('hq', 'notices/withdrawNotice', { number, revision: await revision(), reason: hostile(500) })
    else
      await act('hq', 'notices/reviseNotice', {
        ...{ ...wording(), number, revision: await revision(), changeNote: hostile(500), asksAgain: 'on' },
      })
  }
}

async function plantThanks(): Promise<void> {
  const number = await one(
    `select e.number as v from employees e join users u on u.id = e.user_id where u.login = 'wangmuyang'`,
  )
  const wording = { topic: 'service', sight: 'shared' }
  await letADayPassForNotes(company)
  await act('store', 'thanks/writeNote', { ...wording, to: number, kind: 'thanks', body: hostile(1000) })
  const id = await one('select id as v from thanks_notes order by id desc limit 1')
  await act('store', 'thanks/changeNote', { ...wording, id, body: hostile(1000) })
  await act('me', 'thanks/answerNote', { id, body: hostile(500) })
}

async function plantReports(): Promise<void> {
  const plain = {
    help: '',
    unit: '',
    min: null,
    max: null,
    decimals: 0,
    options: [],
    multiple: false,
    most: 3,
  }
  const asked = () =>
    JSON.stringify([
      { ...plain, key: 'f1', kind: 'text', label: hostile(60), help: hostile(200), required: true },
      { ...plain, key: 'f2', kind: 'number', label: hostile(60), unit: '<b>元</b>', required: false },
      {
        ...{ ...plain, key: 'f3', kind: 'choice', label: hostile(60), required: false },
        options: [hostile(59), hostile(60)],
      },
    ])
  const rules = {
    rhythm: 'daily',
    weekdays: ['1', '2', '3', '4', '5', '6', '7'],
    dueTime: '23:50',
    remindMinutes: '0',
  }
  const template = async (): Promise<Fields> => ({
    ...{ ...rules, name: hostile(40), intro: hostile(500), fields: asked(), unitIds: await unit('tianyao') },
  })
  await act('hq', 'templates/makeTemplate', await template())
  const templateId = await one('select id as v from report_templates order by id desc limit 1')
  await act('hq', 'templates/changeTemplate', { ...(await template()), templateId, revision: '1' })
  await act('hq', 'templates/startTemplate', { templateId, revision: '2' })
  await act('me', 'reports/startReport', { templateId, dueOn: dayIn(zone, new Date()) })
  const reportId = await one(`select id as v from reports where template_id = $1 limit 1`, templateId)
  const versionId = await one(
    'select id as v from report_template_versions where template_id = $1 order by version desc limit 1',
    templateId,
  )
  const answers = { reportId, versionId, 'a-f1': hostile(2000) }
  await act('me', 'reports/saveDraft', answers)
  await act('me', 'reports/submitReport', answers)
  await act('store', 'reports/commentReport', { reportId, body: hostile(2000) })
  const employee = await one(
    `select number as v from employees where id = (select employee_id from reports where id = $1)`,
    reportId,
  )
  const fromDay = addDays(dayIn(zone, new Date()), 30)
  await act('store', 'excuses/excuse', { employee, kind: 'leave', reason: hostile(200), fromDay })
}

async function plantTags(): Promise<void> {
  await act('hq', 'tags/addTag', { name: hostile(20) })
  const tagId = await one('select id as v from tags order by id desc limit 1')
  await act('hq', 'tags/renameTag', { tagId, revision: '1', name: hostile(19) })
  const employeeId = await one(
    `select e.id as v from employees e join users u on u.id = e.user_id where u.login = 'wangmuyang'`,
  )
  await act('hq', 'tags/giveTag', { tagId, employeeId })
}

async function plantRobots(): Promise<void> {
  const facts = { vendor: 'wecom', topics: 'tickets' }
  await act('hq', 'robots/addRobot', {
    ...{ ...facts, name: hostile(40), unitId: await unit('tianyao') },
    address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678',
  })
  const robotId = await one('select id as v from robots order by id desc limit 1')
  await act('hq', 'robots/changeRobot', { robotId, revision: '1', name: hostile(40), topics: 'overdue' })
}

/** Columns of words by people or of what they call something; what the program itself compares is none of them. */
const ofWords =
  /^((.*_)?name(_en)?|title|body|note|words|intro|question|change_note|answer|assessment|position|place|company|issued_by|city|address|holder|bank|family|value|(state|withdrawn|ended_early|back_dated|removed|short)_reason|rating_words|emergency_relation)$/
const ofReasons =
  /^(file_asks|report_excuses|contract_pays|erasure_holds|transfers|decisions|insurance_rates|minimum_wages|insurance_runs)$/
/** Names that are words of the program, and addresses of machines. */
const ofTheProgram = /^(law_limits|mail_addresses|sessions|outbox|worker_.*|pg_.*)$/
/** What JSON keeps as it was when it happened. */
const told =
  /^(employee|from|to|fromPosition|toPosition|subject|name|unit|text|words|reason|title|store|template|author)$/

/** Everything that is in the database already, of every domain, as if people had written it like this. */
async function plantEverywhere(): Promise<string[]> {
  const columns = await company.sql<{ table: string; column: string; type: string }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb') order by 1, 2`,
  )
  const short = corpus.filter(one => one.length <= 60)
  const kept: string[] = []
  for (const { table, column, type } of columns) {
    if (ofTheProgram.test(table)) continue
    if (type === 'jsonb') {
      if (!['requests summary', 'notifications values', 'trail details'].includes(`${table} ${column}`))
        continue
      await company.sql(
        `update "${table}" set "${column}" = (select jsonb_object_agg(k, case when k ~ $1 and jsonb_typeof(v) = 'string' then to_jsonb($2::text) else v end)
           from jsonb_each("${column}") e (k, v)) where "${column}" <> '{}'`,
        [told.source, `${mark} ${short[turn++ % short.length]}`],
      )
    } else if (ofWords.test(column) || (column === 'reason' && ofReasons.test(table))) {
      const write = (words: string) =>
        company.sql(
          `begin; set local session_replication_role = 'replica';
           with r as (select ctid, row_number() over () as n from "${table}" where "${column}" <> '')
           update "${table}" t set "${column}" = '${mark} ' || r.n || ' ' || $words$${words}$words$ from r where t.ctid = r.ctid; commit`,
        )
      const words = short[turn++ % short.length] ?? ''
      await write(words).catch(async () => {
        await company.sql('rollback')
        kept.push(`${table}.${column}`)
      })
    }
  }
  return kept
}

/** Every field of a domain's input that takes words at all. */
function wordFields(domain: string, input: Record<string, unknown>): string[] {
  return Object.entries(input).flatMap(([name, schema]) =>
    schema instanceof z.ZodObject
      ? Object.entries(schema.shape)
          .filter(([, field]) => (field as z.ZodType).safeParse('<b>x</b>').success)
          .map(
            ([field]) =>
              `${domain}/${name.replace(/(Ticket|Category|Notice|Report|Template|Note|Robot|Tag)?Input$/, '')} ${field}`,
          )
      : [],
  )
}

/** Where a crawl begins: at what was planted last. */
async function startsOf(seat: keyof typeof seats): Promise<string[]> {
  const latest = async (table: string, column: string): Promise<string[]> =>
    (await company.sql<{ v: string }>(`select ${column} as v from ${table} order by id desc limit 2`)).map(
      row => row.v,
    )
  return [
    ...(await latest('tickets', 'number')).map(number => `/tickets/${number}`),
    ...(await latest('notices', 'number')).map(number => `/notices/${number}`),
    ...(await latest('thanks_notes', 'id')).map(id => `/thanks/${id}`),
    ...(await latest('reports', 'id')).map(id => `/reports/${id}`),
    ...['/tickets', '/notices', '/thanks', '/reports', '/notifications', '/inbox', `/find?q=${mark}`],
    ...(seat === 'hq'
      ? ['/trail', '/tickets/categories', '/robots', '/tags', '/reports/templates', '/completeness/asks']
      : []),
  ].map(path => `${seats[seat]}${path}`)
}

type Found = { path: string; what: string }
type Crawl = { pages: number; marked: string[]; found: Found[]; nonces: string[] }

/** Follows the links of a portal from page to page, a few of each kind, in so many tabs; says what ran, or could have. */
async function crawl(
  context: BrowserContext,
  seat: keyof typeof seats,
  starts: string[],
  tabs: number,
): Promise<Crawl> {
  const crawled: Crawl = { pages: 0, marked: [], found: [], nonces: [] }
  const queue = [...starts, seats[seat]]
  const kinds = new Set<string>()
  const seen = new Set<string>()
  const next = (): string | undefined => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const kind = path.replace(/[0-9a-f-]{36}|[A-Z]{1,2}-?\d[\d-]*|(?<==)[^&]*/g, '…')
      if (seen.has(path) || (kinds.has(kind) && !starts.includes(path))) continue
      seen.add(path)
      kinds.add(kind)
      return path
    }
  }
  const follow = async (): Promise<void> => {
    const page = await context.newPage()
    const visit = visitor(page, crawled)
    for (let path = next(); path !== undefined; path = next())
      queue.push(
        ...(await visit(path)).filter(
          link => link.startsWith(seats[seat]) && !/\/(attachments|photos|search|export)(\/|$|\?)/.test(link),
        ),
      )
  }
  await Promise.all(Array.from({ length: tabs }, follow))
  return { ...crawled, pages: seen.size }
}

/** Looks at one page after the other in a tab, and answers the links of each. */
function visitor(page: Page, { found, marked, nonces }: Crawl): (path: string) => Promise<string[]> {
  let path = ''
  const note = (what: string) => found.push({ path, what })
  page.on('dialog', async dialog => {
    note(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('pageerror', error => note(`thrown: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      note(message.text())
  })
  page.on('request', request => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      note(`asks ${request.url()}`)
  })
  return async to => {
    path = to
    const answer = await page.goto(path)
    if (answer && answer.status() >= 500) note(`answers ${answer.status()}`)
    if (!answer?.headers()['content-type']?.startsWith('text/html')) return []
    const policy = answer.headers()['content-security-policy'] ?? ''
    const scripts = /(?:^|; )script-src ([^;]*)/.exec(policy)?.[1] ?? ''
    const nonce = /^'self' 'nonce-([\w+/]{20,}={0,2})' 'strict-dynamic'$/.exec(scripts)?.[1]
    if (nonce) nonces.push(nonce)
    else note(`its policy for scripts is ${scripts || 'none'}`)
    const state = await page.evaluate(() => ({
      ran: 'ran' in window,
      handlers: [...document.querySelectorAll('*')].filter(one =>
        one.getAttributeNames().some(name => name.startsWith('on')),
      ).length,
      addresses: [...document.querySelectorAll('[href], [src], [action], [formaction]')].filter(one =>
        ['href', 'src', 'action', 'formaction'].some(name =>
          // React's own, in forms that it will take over
          /^\s*(javascript:(?!throw new Error\('(?:A )?React form)|data:text)/i.test(
            one.getAttribute(name) ?? '',
          ),
        ),
      ).length,
      inline: [...document.scripts].filter(one => !one.src).map(one => one.nonce),
      strange: document.querySelectorAll(
        'iframe, object, embed, base, math, [srcdoc], img[src="x"], meta[http-equiv=refresh]',
      ).length,
      text: document.querySelector('main')?.textContent ?? '',
      links: [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]:not([download])')].map(
        one => one.pathname + one.search,
      ),
    }))
    if (state.ran) note('something ran')
    if (state.handlers || state.strange || state.addresses)
      note(`markup: ${state.handlers} handlers, ${state.strange} elements, ${state.addresses} addresses`)
    if (state.inline.some(one => one !== nonce)) note('a script without the nonce')
    if (state.text.includes(mark)) marked.push(path)
    return state.links
  }
}

test.describe
  .serial('words that would run if they could', () => {
    test('are taken by every field for words of tickets, notices, reports, thanks, robots and tags', async () => {
      test.setTimeout(240_000)
      await plantTickets()
      await plantNotices()
      await plantThanks()
      await plantReports()
      await plantRobots()
      await plantTags()
      // what is chosen from what there is, and what leaves for another server or is sealed, is nobody's to read
      const closed = /^(families|address|secret)$/
      const { fieldInput, ...asked } = templates
      expect(Object.keys(fieldInput.shape)).toContain('label')
      const all = Object.entries({
        tickets,
        notices,
        reports,
        excuses,
        templates: asked,
        thanks,
        robots,
        tags,
      }).flatMap(([domain, input]) => wordFields(domain, input))
      const missing = all.filter(field => {
        const [name = '', key = ''] = field.split(' ')
        return (
          !closed.test(key) && ![...planted].some(done => done.startsWith(name) && done.endsWith(` ${key}`))
        )
      })
      expect(missing).toEqual([])
      expect(planted.size).toBeGreaterThan(40)
      expect(await plantEverywhere()).toEqual([])
    })

    // all at once: what one of them waits for, another works on
    test('run on no page of the portals, whose scripts need its nonce', async ({ browser }) => {
      test.setTimeout(600_000)
      await Promise.all(
        portals.map(async seat => {
          const context = await browser.newContext()
          const [name = '', value = ''] = sessions[seat].split('=')
          await context.addCookies([{ name, value, url: origin }])
          // headquarters has most of the pages
          const tabs = seat === 'hq' ? 2 : 1
          const { pages, marked, found, nonces } = await crawl(context, seat, await startsOf(seat), tabs)
          await context.close()
          test.info().annotations.push({
            type: 'crawl',
            description: `${seats[seat]}: ${pages} pages, ${marked.length} of them with such words`,
          })
          expect(found).toEqual([])
          expect(new Set(nonces).size).toBe(nonces.length)
          expect(pages).toBeGreaterThan(20)
          expect(marked.length, marked.join(' ')).toBeGreaterThan(4)
        }),
      )
    })
  })
