import 'server-only'
import { pino } from 'pino'
import { env } from '@/env'

/** One JSON line per event. Codes and digests only: what people type, and what the database says about it, stays out. */
export const log = pino({ level: env.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })

/**
 * What may be written about an unexpected error. The message of a database error holds personal data (drizzle puts the
 * parameters in it, Postgres the offending row), so only its code, its constraint and the place in our code are kept.
 */
export function describeError(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { name: typeof error }
  const cause = error.cause instanceof Error ? error.cause : error
  const fromDatabase = 'severity' in cause || error.name.startsWith('Drizzle')
  const { code, constraint, table } = cause as { code?: unknown; constraint?: unknown; table?: unknown }
  return {
    name: error.name,
    code: textOf(code),
    constraint: textOf(constraint),
    table: textOf(table),
    message: fromDatabase ? undefined : error.message.slice(0, 500),
    at: placeOf(error),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The stack without its first part, which repeats the message. */
function placeOf(error: Error): string | undefined {
  const lines = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return lines.length > 0
    ? lines
        .slice(0, 8)
        .map(line => line.trim())
        .join(' < ')
    : undefined
}
