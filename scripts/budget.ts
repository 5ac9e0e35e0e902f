import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BrowserContext, chromium } from '@playwright/test'
import pg from 'pg'
import { setDatabase } from '../env'
import { makeDatabase, openTestCluster } from '../test/cluster'
import { becomesHealthy, openSession } from './bench-server'
import { browserArguments, provideBrowser } from './browser'
import { currentBuild } from './built'
import { seedDemo } from './demo'
import { freePort } from './processes'
import { complain, say } from './progress'
import { serverSettings, webArguments } from './serve'
import { keepRunning } from './supervisor'

type Budget = { script: number; style: number; page: number; font: number }

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

const close: (() => Promise<unknown>)[] = []
try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  complain(error)
  process.exitCode = 1
} finally {
  for (const one of close.reverse()) await one()
}

async function main(): Promise<boolean> {
  const path = provideBrowser(say)
  if (!path) {
    say('No browser: the budgets cannot be measured; set OUTPOST_BROWSER.')
    return false
  }
  const { cluster, close: closeCluster } = await openTestCluster(0, say)
  close.push(closeCluster)
  const database = await makeDatabase(cluster, 'budget')
  setDatabase(database, cluster.secret)
  await seedDemo(database)

  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const server = keepRunning({
    name: 'web server',
    arguments: webArguments({ port, host: '127.0.0.1' }),
    environment: {
      ...serverSettings(database),
      OUTPOST_URL: address,
      NEXTAUTH_URL: address,
      PORT: String(port),
    },
    onStart: () => undefined,
  })
  close.push(() => server.stop())
  await becomesHealthy(address)

  const browser = await chromium.launch({ executablePath: path, args: browserArguments })
  close.push(() => browser.close())
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  let isKept = true
  try {
    for (const { login, path, budget } of await routes(client)) {
      const context = await browser.newContext({ locale: 'zh-CN' })
      if (login) {
        const value = await openSession(client, login)
        await context.addCookies([{ name: 'outpost-session', value, url: address }])
      }
      isKept = (await measure(context, address, path, budget)) && isKept
      await context.close()
    }
  } finally {
    await client.end()
  }
  return noneForbidden() && isKept
}

async function routes(client: pg.Client): Promise<{ login?: string; path: string; budget: Budget }[]> {
  const { rows } = await client.query<{ number: string; person: string }>(`
    select r.number, e.number as person from requests r join employees e on e.name = '王沐阳'
    where r.status = 'in_progress' and r.stage_position = 5 order by r.id limit 1`)
  const { number, person } = rows[0] ?? { number: '', person: '' }
  return [
    { path: '/login', budget: phone },
    { login: 'zhoulan', path: '/hq', budget: office },
    { login: 'zhoulan', path: '/hq/people', budget: office },
    { login: 'zhoulan', path: `/hq/people/${person}`, budget: office },
    { login: 'zhoulan', path: '/hq/inbox', budget: office },
    { login: 'zhoulan', path: `/hq/requests/${number}`, budget: office },
    { login: 'zhaomingyuan', path: '/store/tianyao', budget: store },
    { login: 'zhaomingyuan', path: '/store/tianyao/team', budget: store },
    { login: 'wangmuyang', path: '/me', budget: phone },
    { login: 'wangmuyang', path: '/me/requests', budget: phone },
  ]
}

async function measure(
  context: BrowserContext,
  address: string,
  path: string,
  budget: Budget,
): Promise<boolean> {
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
  const answer = await page.goto(`${address}${path}`, { waitUntil: 'networkidle' })
  const got = { script: 0, style: 0, page: 0, font: 0 }
  for (const body of await Promise.all(bodies)) if (body) got[body.kind] += body.size
  const isThere = answer?.status() === 200 && new URL(page.url()).pathname === path
  const over = (Object.keys(got) as (keyof Budget)[]).filter(kind => got[kind] > budget[kind] * 1024)
  const figures = (Object.keys(got) as (keyof Budget)[]).map(
    kind => `${kind} ${(got[kind] / 1024).toFixed(1)}/${budget[kind]} KB`,
  )
  const verdict = isThere ? (over.length ? `over: ${over.join(', ')}` : 'ok') : `not shown (${page.url()})`
  say(`  ${path.padEnd(30)} ${figures.join('  ')}  ${verdict}`)
  return isThere && over.length === 0
}

function kindOf(type: string): keyof Budget | undefined {
  if (type === 'script') return 'script'
  if (type === 'stylesheet') return 'style'
  if (type === 'font') return 'font'
  return type === 'document' ? 'page' : undefined
}

/** No chunk for browsers contains what only the server may run. */
function noneForbidden(): boolean {
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
  say(
    found.length
      ? `  For the server only: ${found.join(', ')}`
      : `  ${chunks.length} chunks, nothing of the server in them`,
  )
  return found.length === 0
}
