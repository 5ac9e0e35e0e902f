import type { LawLimit } from '../partners/rules'

/** A number set by law. Migrations fill the table in every installation, so one that is missing is a bug. */
export function limitOf(limits: LawLimit[], name: string): LawLimit {
  const found = limits.find(limit => limit.name === name)
  if (!found) throw new Error(`No limit of the law is called ${name}`)
  return found
}

export type Band = LawLimit & { from: number }

/** Numbers that depend on how long something is, as `probation.from_12_months`: by where each begins to hold, shortest first. */
export function bandsOf(limits: LawLimit[], prefix: string): Band[] {
  return limits
    .flatMap(limit => {
      const [, from] = limit.name.startsWith(prefix) ? (/\.from_(\d+)_/.exec(limit.name) ?? []) : []
      return from === undefined ? [] : [{ ...limit, from: Number(from) }]
    })
    .sort((one, other) => one.from - other.from)
}
