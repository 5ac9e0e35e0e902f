import { type SQL, sql } from 'drizzle-orm'

/** A whole number written into the statement instead of sent beside it: a plan that is kept has to know its limits. */
export function written(number: number): SQL {
  if (!Number.isSafeInteger(number)) throw new Error('Only a whole number is written into a statement')
  return sql.raw(String(number))
}
