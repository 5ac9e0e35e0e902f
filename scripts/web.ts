import { env, SetupProblem } from '../env'
import { isBuilt } from './bundle'
import { checkDatabase, joinDatabase } from './database'
import { checkFileKeys } from './file-keys'
import { runInFront } from './front'
import { checkPort } from './processes'
import { complain, say } from './progress'
import { listenHost, serverSettings, webArguments } from './serve'
import { checkSettings } from './settings'

try {
  const database = joinDatabase()
  const at = { port: env.port, host: listenHost() }
  if (!isBuilt()) throw new SetupProblem('There is no build of these sources: run `npm run build` first.')
  checkSettings()
  await checkPort(at.port, at.host, port => `PORT=${port} npm run web`)
  await checkDatabase(database)
  await checkFileKeys(database)
  say(`Web server: ${env.publicUrl} (listens on ${at.host})`)
  process.exitCode = await runInFront(webArguments(at), serverSettings(database))
} catch (error) {
  complain(error)
  process.exitCode = 1
}
