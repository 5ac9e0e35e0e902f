import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BrowserContext, expect, test } from '@playwright/test'
import { currentBuild } from '../scripts/built'
import { type Company, companyOf, origin, sessionOf } from './company'

type Budget = { script: number; style: number; page: number; font: number }
const kinds = ['script', 'style', 'page', 'font'] as const

// Kilobytes after gzip, from experience.md §3.2: what a phone may have to fetch before a page works.
const phone: Budget = { script: 160, style: 14, page: 20, font: 0 }
const store: Budget = { script: 190, style: 14, page: 30, font: 0 }
const office: Budget = { script: 215, style: 16, page: 60, font: 30 }

/** Libraries that belong to the server; a word of theirs that no other code would contain. */
const forbidden: Record<string, RegExp> = {
  zod: /ZodError|\$ZodType/,
  pg: /pg_catalog|sslnegotiation/,
  'pinyin-pro': /pinyin-pro|toneSandhi/,
  'drizzle-orm': /drizzle:entityKind|drizzle:Name/,
}

let company: Company
const sessions: Record<string, string> = {}
test.beforeAll(async () => {
  for (const login of ['zhoulan', 'zhaomingyuan', 'wangmuyang']) sessions[login] = await sessionOf(login)
  company = await companyOf(sessions.zhoulan ?? '')
})
test.afterAll(() => company?.close())

/** The number of a request of 王沐阳 that waits for its last stage, and theirs. */
async function numbers(): Promise<{ request: string; person: string }> {
  const [row] = await company.sql<{ request: string; person: string }>(`
    select r.number as request, e.number as person from requests r join employees e on e.name = '王沐阳'
    where r.status = 'in_progress' and r.stage_position = 5 order by r.id limit 1`)
  return row ?? { request: '', person: '' }
}

/** Kilobytes that somebody's browser fetches for a page, when it has nothing of it yet. */
async function weigh(context: BrowserContext, path: string): Promise<Budget> {
  const page = await context.newPage()
  const bodies: Promise<{ kind: keyof Budget; size: number } | undefined>[] = []
  page.on('response', response => {
    const kind = kindOf(response.request().resourceType())
    if (kind)
      bodies.push(
        response.body().then(
          // fonts are compressed already
          body => ({ kind, size: kind === 'font' ? body.length : gzipSync(body, { level: 9 }).length }),
          () => undefined,
        ),
      )
  })
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  expect([answer?.status(), new URL(page.url()).pathname]).toEqual([200, path])
  const got: Budget = { script: 0, style: 0, page: 0, font: 0 }
  for (const body of await Promise.all(bodies)) if (body) got[body.kind] += body.size / 1024
  return got
}

function kindOf(type: string): keyof Budget | undefined {
  if (type === 'script') return 'script'
  if (type === 'stylesheet') return 'style'
  if (type === 'font') return 'font'
  return type === 'document' ? 'page' : undefined
}

const pages: [path: string, login: string | undefined, budget: Budget][] = [
  ['/login', undefined, phone],
  ['/hq', 'zhoulan', office],
  ['/hq/people', 'zhoulan', office],
  ['/hq/people/{person}', 'zhoulan', office],
  ['/hq/inbox', 'zhoulan', office],
  ['/hq/requests/{request}', 'zhoulan', office],
  ['/store/tianyao', 'zhaomingyuan', store],
  ['/store/tianyao/team', 'zhaomingyuan', store],
  ['/me', 'wangmuyang', phone],
  ['/me/requests', 'wangmuyang', phone],
  ['/store/tianyao/roster', 'zhaomingyuan', store],
  ['/me/roster', 'wangmuyang', phone],
]

for (const [path, login, budget] of pages)
  test(`${path} keeps its budget`, async ({ browser }) => {
    const { request, person } = await numbers()
    const context = await browser.newContext({ baseURL: origin, locale: 'zh-CN' })
    const [name = '', value = ''] = (sessions[login ?? ''] ?? '').split('=')
    if (login) await context.addCookies([{ name, value, url: origin }])
    const got = await weigh(context, path.replace('{request}', request).replace('{person}', person))
    await context.close()
    const figures = kinds.map(kind => `${kind} ${got[kind].toFixed(1)}/${budget[kind]} KB`).join('  ')
    test.info().annotations.push({ type: 'weight', description: figures })
    expect(
      kinds.filter(kind => got[kind] > budget[kind]),
      figures,
    ).toEqual([])
  })

test('no chunk for browsers contains what only the server may run', () => {
  const folder = join(currentBuild() ?? '', 'static')
  const chunks = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.js'),
  )
  const found = chunks.flatMap(name => {
    const text = readFileSync(join(folder, name), 'utf8')
    return Object.entries(forbidden).flatMap(([library, mark]) =>
      mark.test(text) ? [`${library} in ${name}`] : [],
    )
  })
  expect(found).toEqual([])
  expect(chunks.length).toBeGreaterThan(10)
})
