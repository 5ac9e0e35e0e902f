import { join } from 'node:path'
import { SetupProblem } from '../env'

/** One line for people in place of what a system call or the server's log says. */
export function explain(error: unknown, path: string): Error {
  if (error instanceof SetupProblem) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/ENOSPC|EDQUOT|No space left/i.test(message)) return noSpace(path)
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(message))
    return new SetupProblem(`No permission to write in ${path}: ${lastLine(causeIn(message) ?? message)}`)
  if (/Cannot allocate memory|could not map anonymous/i.test(message))
    return new SetupProblem('Too little memory for the database: about 512 MB must be free.')
  return new SetupProblem(
    `The database cannot start: ${causeIn(message) ?? lastLine(message)} (log: ${join(path, 'server.log')})`,
  )
}

export function noSpace(path: string): SetupProblem {
  return new SetupProblem(
    `The disk is full: the database in ${path} needs at least 300 MB. Free some space and start again.`,
  )
}

export function causeIn(text: string): string | undefined {
  return /(?:FATAL|PANIC|error):\s*(.+)/.exec(text)?.[1]
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? text
}
