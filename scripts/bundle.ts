import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment, SetupProblem } from '../env'
import { folder, keepBuild, takeBuild } from './built'

const sources = ['app', 'components', 'lib', 'db', 'messages', 'public']
const settings = [
  'env.ts',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** Whether there is a production build of these very sources: then it is the one that a web server would serve. */
export function isBuilt(): boolean {
  return takeBuild(fingerprint())
}

/** Waits until another process has made the build of these sources. */
export async function whenBuilt(): Promise<void> {
  const wanted = fingerprint()
  while (!takeBuild(wanted)) await sleep(200)
}

/** Builds for production, beside what is served; an interrupted build counts as none. */
export async function build(options: { signal?: AbortSignal } = {}): Promise<void> {
  const wanted = fingerprint()
  forgetDevelopmentTypes()
  const child = spawn(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('exit', done)
  })
  if (code !== 0) {
    if (/ENOSPC|no space left/i.test(said))
      throw new SetupProblem(
        'The disk is full: the build needs about 500 MB. Free some space and start again.',
      )
    throw new SetupProblem(`The build failed:\n${said.trim()}`)
  }
  keepBuild(wanted)
}

/**
 * The development server writes types of the routes as well and leaves them behind. TypeScript reads both, and
 * pages that were added or removed since then would be errors.
 */
export function forgetDevelopmentTypes(): void {
  rmSync(join(folder, 'dev', 'types'), { recursive: true, force: true })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of [...sources.flatMap(filesIn), ...settings.filter(name => existsSync(name))].sort()) {
    if (file.endsWith('.test.ts')) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
}
