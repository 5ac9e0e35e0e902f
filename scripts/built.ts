import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Every build stays in a folder of its own, named after its sources, for as long as a web server serves it: a page that is open, or a
// server that goes on, would otherwise lose its scripts as soon as somebody builds anew.
export const folder = '.next'
/** Where the framework makes a build, beside those that are served. */
export const workshop = join(folder, 'new')

/** The build that a web server which starts now serves. */
export function currentBuild(at = folder): string | undefined {
  const name = readIf(join(at, 'current'))
  return name && isWhole(at, name) ? join(at, name) : undefined
}

/** Makes the build of these sources the current one, if it is there. */
export function takeBuild(name: string, at = folder): boolean {
  if (!isWhole(at, name)) return false
  if (readIf(join(at, 'current')) === name) return true
  writeFileSync(join(at, 'current.new'), name)
  renameSync(join(at, 'current.new'), join(at, 'current'))
  return true
}

/** Takes a finished build out of the workshop, makes it the current one and drops those that nobody serves. */
export function keepBuild(name: string, at = folder): void {
  const made = join(at, 'new')
  const kept = join(at, name)
  rmSync(kept, { recursive: true, force: true })
  renameSync(made, kept)
  // what the next build and the type check go on with
  mkdirSync(made)
  for (const part of ['cache', 'types'])
    if (existsSync(join(kept, part))) renameSync(join(kept, part), join(made, part))
  takeBuild(name, at)
  for (const other of readdirSync(at))
    if (other !== name && isWhole(at, other) && !isServed(join(at, other)))
      rmSync(join(at, other), { recursive: true, force: true })
}

/** The framework writes this file last but one, and the rename out of the workshop is one step. */
function isWhole(at: string, name: string): boolean {
  return /^[0-9a-f]{16}$/.test(name) && existsSync(join(at, name, 'BUILD_ID'))
}

/** scripts/listen.mjs leaves a note in the build that it serves. */
function isServed(build: string): boolean {
  return readdirSync(build)
    .map(name => /^served-by-(\d+)$/.exec(name)?.[1])
    .some(pid => pid !== undefined && isThere(Number(pid)))
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // it is there, but somebody else's
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readIf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
