import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, startCluster } from '../db/cluster'
import { childEnvironment, env } from '../env'
import { provideBrowser } from './browser'
import { build, forgetDevelopmentTypes, isBuilt } from './bundle'
import { quietPort } from './processes'
import { complain, say, secondsSince } from './progress'

// npm test                      everything
// npm test -- --only=unit       one or more of the checks, by name
// npm test -- --only=unit people    … with the rest handed to vitest or playwright

/** `again` of the passed ones did so the second time only. */
type Count = { passed: number; failed: number; again?: number }
type Check = { name: string; title: string; run: () => Promise<Count> }

const results = 'test-results'
const options = process.argv.slice(2)
const only = options
  .find(one => one.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const rest = options.filter(one => !one.startsWith('--only='))
const tools = {
  biome: join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  next: join('node_modules', 'next', 'dist', 'bin', 'next'),
  tsc: join('node_modules', 'typescript', 'bin', 'tsc'),
  oxlint: join('node_modules', 'oxlint', 'bin', 'oxlint'),
  vitest: join('node_modules', 'vitest', 'vitest.mjs'),
  playwright: join('node_modules', '@playwright', 'test', 'cli.js'),
}

const checks: Check[] = [
  {
    name: 'format',
    title: 'Format and lint (Biome)',
    run: () => tool(tools.biome, ['ci', '--colors=off', '.']),
  },
  { name: 'types', title: 'Types (tsc)', run: types },
  { name: 'lint', title: 'Promises and switches (oxlint)', run: () => tool(tools.oxlint, ['--type-aware']) },
  { name: 'unit', title: 'Unit, house and database tests', run: unit },
  { name: 'build', title: 'Production build', run: bundle },
  { name: 'stories', title: 'Budgets and stories in a browser', run: stories },
]

const running: { cluster?: Cluster; child?: ReturnType<typeof spawn>; stories?: Promise<Count> } = {}
const work = new AbortController()
/** Stories that were begun while their build was made, which then failed. */
const needless = new AbortController()
let stopping = false

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    stopping = true
    work.abort()
    // as Ctrl-C does: at SIGTERM Playwright dies and leaves its server behind
    running.child?.kill('SIGINT')
  })

try {
  process.exitCode = await main()
} catch (error) {
  complain(error)
  say('0 passed, 1 failed')
  process.exitCode = 1
} finally {
  await running.cluster?.stop()
}

function isWanted(check: string): boolean {
  return !only || only.includes(check)
}

async function main(): Promise<number> {
  const unknown = only?.filter(name => !checks.some(check => check.name === name))
  if (unknown?.length) {
    say(`There is no check ${unknown.join(', ')}; there are ${checks.map(check => check.name).join(', ')}.`)
    return 1
  }
  mkdirSync(results, { recursive: true })
  const total: Count = { passed: 0, failed: 0 }
  const lines: string[] = []
  for (const check of checks) {
    if (stopping) break
    if (!isWanted(check.name)) continue
    say(`\n── ${check.title}`)
    const start = Date.now()
    const {
      passed,
      failed,
      again = 0,
    } = await check.run().catch((error: unknown): Count => {
      complain(error)
      return { passed: 0, failed: 1 }
    })
    total.passed += passed
    total.failed += failed
    lines.push(
      `${failed ? 'failed' : 'ok    '}  ${check.title.padEnd(34)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${secondsSince(start).padStart(9)}${again ? `   ${again} at the second try` : ''}`,
    )
    say(lines.at(-1) ?? '')
  }
  if (stopping) total.failed += 1
  say(`\n${lines.join('\n')}\n`)
  say(`${total.passed} passed, ${total.failed} failed`)
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

async function types(): Promise<Count> {
  // route types come first: without them tsc does not know PageProps and the routes
  forgetDevelopmentTypes()
  const { failed } = await tool(tools.next, ['typegen'])
  if (failed) return { passed: 0, failed }
  return await tool(tools.tsc, ['--noEmit'])
}

async function unit(): Promise<Count> {
  const report = join(results, 'unit.json')
  rmSync(report, { force: true })
  const code = await follow(
    [tools.vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...rest],
    { TZ: 'Asia/Kathmandu', OUTPOST_TEST_URL: await testCluster() },
  )
  return counted(code, () => {
    const said = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      testResults: { status: string; assertionResults: { status: string }[] }[]
    }
    // a file that fails before its first test counts as one
    const broken = said.testResults.filter(
      file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
    )
    return { passed: said.numPassedTests, failed: said.numFailedTests + broken.length }
  })
}

async function bundle(): Promise<Count> {
  if (isBuilt()) say('Built already from these sources')
  else {
    // their company is told on one core, in about the time that the build takes
    if (isWanted('stories')) {
      running.stories = begin()
      // whoever awaits it hears of it
      running.stories.catch(() => undefined)
    }
    await build({ signal: work.signal })
  }
  return { passed: 1, failed: 0 }
}

async function stories(): Promise<Count> {
  if (isBuilt()) return await (running.stories ?? begin())
  needless.abort()
  await running.stories
  return notRun('there is no build')
}

/** Begins the stories, whose server waits for the build. */
async function begin(): Promise<Count> {
  if (!provideBrowser(say))
    return notRun('no browser could be found or installed; set OUTPOST_BROWSER to a Chromium, Chrome or Edge')
  const report = join(results, 'stories.json')
  rmSync(report, { force: true })
  const settings = {
    CI: '1',
    OUTPOST_STORY_BUILD: 'awaited',
    OUTPOST_TEST_URL: await testCluster(),
    OUTPOST_STORY_PORT: String(await quietPort(1000, 1001, 1002)),
  }
  if (needless.signal.aborted) return { passed: 0, failed: 1 }
  needless.signal.addEventListener('abort', () => running.child?.kill('SIGINT'))
  const code = await follow([tools.playwright, 'test', ...rest], settings)
  return counted(code, () => {
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number }
    }
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, again: stats.flaky }
  })
}

/** The counts of a report; without one, or when the runner failed for a reason of its own, that is one failure. */
function counted(code: number, read: () => Count): Count {
  try {
    const count = read()
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function notRun(why: string): Count {
  say(`Not run: ${why}`)
  return { passed: 0, failed: 1 }
}

/** The tests' own cluster, not the one of a running `npm start`; started once, for those checks that need it. */
async function testCluster(): Promise<string> {
  running.cluster ??= await startCluster({
    dir: join(env.dataFolder, 'test-postgres'),
    durable: false,
    log: say,
  })
  return running.cluster.url
}

/** Runs a tool that has something to say only when it fails. */
async function tool(path: string, args: string[]): Promise<Count> {
  const done = spawnSync(process.execPath, [path, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: childEnvironment({ NO_COLOR: '1' }),
  })
  if (done.status === 0) return { passed: 1, failed: 0 }
  say(`${done.stdout}${done.stderr}`.trim())
  return { passed: 0, failed: 1 }
}

/** Runs a tool with its output shown as it comes. */
async function follow(args: string[], changes: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, ['--import', './scripts/leash.mjs', ...args], {
    env: childEnvironment(changes),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  running.child = child
  return await new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', code => done(code ?? 1))
  })
}
