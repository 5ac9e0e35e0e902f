import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { env, setDatabase } from '../env'
import { makeDatabase, openTestCluster } from '../test/cluster'
import { build, isBuilt, whenBuilt } from './bundle'
import { seedDemo } from './demo'
import { checkPort } from './processes'
import { complain, say, step } from './progress'
import { serverSettings, webArguments, workerArguments } from './serve'
import { type Kept, keepRunning } from './supervisor'

// The server that the stories are told to: the production build on a database of its own with the demo company.
const running: { web?: Kept; worker?: Kept; close?: () => Promise<void> } = {}
let stopping: Promise<void> | undefined

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end(0))
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

main().catch((error: unknown) => {
  if (stopping) return
  complain(error)
  void end(1)
})

async function main(): Promise<void> {
  // stories come from several addresses, as if through a proxy
  const at = { port: env.storyPort, host: '127.0.0.1', proxies: 1 }
  await checkPort(at.port, at.host, port => `OUTPOST_STORY_PORT=${port} npm test`)
  const { cluster, close } = await openTestCluster(0, say)
  running.close = close
  const database = await makeDatabase(cluster, 'stories')
  setDatabase(database, cluster.secret)
  await Promise.all([seedDemo(database), bundle()])
  const settings = {
    ...serverSettings(database),
    OUTPOST_URL: `http://127.0.0.1:${at.port}`,
    NEXTAUTH_URL: `http://127.0.0.1:${at.port}`,
    OUTPOST_DEMO: '1',
    PORT: String(at.port),
    HOST: at.host,
    OUTPOST_WORKER: 'separate',
    SMTP_URL: `smtp://127.0.0.1:${env.storyMailPort}`,
    MAIL_FROM: 'Outpost <hr@outpost.example>',
    OUTPOST_PUSH_SERVICE: `http://127.0.0.1:${env.storyPushPort}`,
    OUTPOST_WECOM: `http://127.0.0.1:${env.storyRobotPort}`,
    OUTPOST_DINGTALK: `http://127.0.0.1:${env.storyRobotPort}`,
    OUTPOST_FEISHU: `http://127.0.0.1:${env.storyRobotPort}`,
    TZ: 'Asia/Kathmandu',
  }
  const onStart = () => undefined
  running.web = keepRunning({
    name: 'web server',
    arguments: webArguments(at),
    environment: settings,
    onStart,
  })
  running.worker = keepRunning({ name: 'worker', arguments: workerArguments, environment: settings, onStart })
  say(`Stories are told to http://127.0.0.1:${at.port} (files in ${join(env.dataFolder, 'test-postgres')})`)
}

async function bundle(): Promise<void> {
  if (env.storyBuild === 'awaited') await whenBuilt()
  else if (!isBuilt()) await step('Production build', () => build())
}

function end(code: number): Promise<void> {
  stopping ??= (async () => {
    await Promise.all([running.web?.stop(), running.worker?.stop()])
    await sleep(50)
    await running.close?.()
    process.exit(code)
  })()
  return stopping
}
