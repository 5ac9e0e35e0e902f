import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '../env'
import { endProcess, type Known, known } from './processes'
import { say } from './progress'

export type Kept = {
  current(): Known | undefined
  /** The last words on its error output, for a message when it does not come up. */
  lastWords(): string
  /** True while it has ended and waits to be started again. */
  isDown(): boolean
  stop(): Promise<void>
}

const longestPause = 30_000
const steadyAfter = 60_000
// what Next prints about itself; this process prints the address when the product really answers
const banner = /^\s*(▲ Next\.js|- (Local|Network|Environments):|✓ (Starting|Ready|Running next\.config))/

/** Runs a program and starts it again, with growing pauses, whenever it ends by itself. */
export function keepRunning(options: {
  name: string
  arguments: string[]
  environment: Record<string, string | undefined>
  /** Called after each start, e.g. to note the process. */
  onStart: () => void
}): Kept {
  const { name, environment, onStart } = options
  let child: ChildProcess | undefined
  let process_: Known | undefined
  let words = ''
  let stopping = false
  let pause = 1000

  function start(): void {
    const since = Date.now()
    // of its own session, so that Ctrl-C reaches it through this process and in the right order; on a leash, or it would outlive us
    child = spawn(process.execPath, ['--import', './scripts/leash.mjs', ...options.arguments], {
      env: childEnvironment(environment),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    process_ = child.pid === undefined ? undefined : known(child.pid)
    child.stdout?.on('data', (text: Buffer) => forward(text, process.stdout))
    child.stderr?.on('data', (text: Buffer) => {
      words = `${words}${text.toString()}`.slice(-4000)
      forward(text, process.stderr)
    })
    child.once('error', error => {
      words = error.message
    })
    child.once('exit', (code, signal) => {
      child = undefined
      process_ = undefined
      if (stopping) return
      if (Date.now() - since > steadyAfter) pause = 1000
      say(`The ${name} ended (${signal ?? code}); starting it again in ${pause / 1000} s`)
      void again()
    })
    onStart()
  }

  async function again(): Promise<void> {
    const wait = pause
    pause = Math.min(pause * 2, longestPause)
    await sleep(wait, undefined, { ref: false })
    if (!stopping) start()
  }

  start()
  return {
    current: () => process_,
    lastWords: () => words,
    isDown: () => child === undefined,
    async stop() {
      stopping = true
      if (process_) await endProcess(process_)
    },
  }
}

function forward(text: Buffer, to: NodeJS.WriteStream): void {
  const lines = text
    .toString()
    .split('\n')
    .filter(line => !banner.test(line))
  const rest = lines.join('\n')
  if (rest.trim()) to.write(rest)
}
