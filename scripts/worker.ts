import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { env } from '../env'
import { joinDatabase } from './database'
import { runInFront } from './front'
import { complain, say } from './progress'
import { serverSettings, workerArguments } from './serve'

try {
  if (env.databaseUrl) await work()
  // joins the database of a running `npm start`; the worker's own code expects its address in the settings
  else process.exitCode = await runInFront(workerArguments, serverSettings(joinDatabase()))
} catch (error) {
  complain(error)
  process.exitCode = 1
}

async function work(): Promise<void> {
  const { startWorker } = (await import(pathToFileURL(join('lib', 'worker.ts')).href)) as {
    startWorker(options: { connectionString: string }): Promise<{ stop(): Promise<void> }>
  }
  const { loginAddress } = await import('../db/client')
  const worker = await startWorker(loginAddress('job'))
  say('The worker works.')
  let stopping = false
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      if (stopping) return
      stopping = true
      worker.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
}
