import { env } from '../env'
import { checkDatabase, joinDatabase } from './database'
import { checkFileKeys } from './file-keys'
import { runInFront } from './front'
import { complain } from './progress'
import { serverSettings, workerArguments } from './serve'
import { checkSettings } from './settings'

try {
  if (env.databaseUrl) await work(env.databaseUrl)
  // joins the database of a running `npm start`; the worker's own code expects its address in the settings
  else process.exitCode = await runInFront(workerArguments, serverSettings(joinDatabase()))
} catch (error) {
  complain(error)
  process.exitCode = 1
}

async function work(database: string): Promise<void> {
  checkSettings()
  await checkDatabase(database)
  await checkFileKeys(database)
  const { startWorker } = await import('../lib/worker')
  const worker = await startWorker()
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
