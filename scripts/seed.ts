import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { env } from '../env'
import type { Story } from './demo'
import { complain, say } from './progress'

try {
  const { seed } = (await import(pathToFileURL(join('db', 'seed.ts')).href)) as Story
  await seed({ url: env.requiredDatabaseUrl, secret: env.secret, log: line => say(`  ${line}`) })
  process.exit(0)
} catch (error) {
  complain(error)
  process.exit(1)
}
