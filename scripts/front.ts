import { spawn } from 'node:child_process'
import { childEnvironment } from '../env'

/** Runs a program in this one's place: passes signals on, answers its exit code. */
export async function runInFront(
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const child = spawn(process.execPath, args, { env: childEnvironment(environment), stdio: 'inherit' })
  let stopping = false
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      stopping = true
      child.kill('SIGTERM')
    })
  return await new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', code => done(stopping ? 0 : (code ?? 1)))
  })
}
