import { migrate } from '../db/migrate'
import { env } from '../env'
import { openDatabase } from './database'
import { firstAccount } from './demo'
import { complain, say, step } from './progress'

// For several web servers and workers on one database: run once per deployment, before they start.
try {
  const { url, cluster } = await openDatabase(say)
  await step('Tables and policies', () => migrate({ url, secret: env.secret }))
  if (!env.demo) await firstAccount(url)
  await cluster?.stop()
} catch (error) {
  complain(error)
  process.exitCode = 1
}
