import { expect, it } from 'vitest'
import { changeSettings, env, setDatabase } from '@/env'
import { world } from '@/test/world'
import { checkFileKeys } from './file-keys'

it('looks into a database without choosing it: with the embedded one the demo company still comes', async () => {
  const w = await world()
  const [url, secret] = [env.requiredDatabaseUrl, env.secret]
  changeSettings({ DATABASE_URL: undefined })
  try {
    await checkFileKeys(url)
    expect([env.databaseUrl, env.demo]).toEqual([undefined, true])
  } finally {
    setDatabase(url, secret)
    await w.close()
  }
})
