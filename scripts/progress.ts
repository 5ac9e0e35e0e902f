import { env, SetupProblem } from '../env'

const began = Date.now()

export function say(line: string): void {
  console.log(line)
}

export function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`
}

export function sinceStart(): string {
  return secondsSince(began)
}

/** Runs one step and prints how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now()
  const result = await work()
  say(`  ${name.padEnd(34)} ${secondsSince(start).padStart(8)}`)
  return result
}

/** One line for people: problems of the surroundings say what to do, anything else is a bug and keeps its stack. */
export function complain(error: unknown): void {
  if (error instanceof SetupProblem) {
    console.error(error.message)
    return
  }
  if (isDiskFull(error)) {
    console.error('The disk is full: free some space and start again.')
    return
  }
  const place = unwritable(error)
  if (place) {
    console.error(
      `${place} cannot be written: start as the owner of its folder, or choose another place with OUTPOST_DATA.`,
    )
    return
  }
  // never the message of a failed query: it holds the values, which are personal data
  console.error(
    `It did not work: ${firstLine(error)}${env.logLevel === 'debug' ? '' : ' (LOG_LEVEL=debug tells more)'}`,
  )
  if (env.logLevel === 'debug' && error instanceof Error) console.error(error.stack, error.cause ?? '')
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && ['ENOSPC', 'EDQUOT', '53100'].includes(String(error.code))) return true
  return isDiskFull(error.cause)
}

/** The path that the surroundings do not let us write. */
function unwritable(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(String(error.code)) ? String(error.path) : undefined
}

function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return firstLine(error.cause)
  return error.message.split('\n')[0] ?? error.name
}
