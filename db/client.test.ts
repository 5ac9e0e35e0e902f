import { inspect } from 'node:util'
import { type SQL, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { enterService, type Tx } from './client'

it('answers nothing through a handle that outlived its transaction', async () => {
  const kept: { tx?: Tx } = {}
  await enterService('job', async tx => {
    kept.tx = tx
  })
  await expect(kept.tx?.execute(sql`select 1`)).rejects.toMatchObject({
    cause: expect.objectContaining({ message: expect.stringContaining('The transaction is over') }),
  })
})

it('gives every statement of one turn its own answer', async () => {
  const numbers = [1, 2, 3]
  const found = await enterService('job', tx =>
    Promise.all(numbers.map(number => tx.execute<{ n: number }>(sql`select ${number}::int as n`))),
  )
  expect(found.map(({ rows }) => rows[0]?.n)).toEqual(numbers)
})

it('says nothing of values where something broke, and which mistake it was', async () => {
  const secret = '11010519491231002X'
  const broken = async (statement: SQL): Promise<Error> => {
    const error = await enterService('auth', tx => tx.execute(statement)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof Error)) throw new Error('It went through')
    return error
  }
  const statements: [code: string, statement: SQL][] = [
    ['22P02', sql`select ${secret}::uuid`],
    ['42501', sql`select from employees where name = ${secret}`],
    ['23502', sql`insert into sign_in_delays values (${secret}, 1, now(), null)`],
    ['23505', sql`insert into sign_in_delays select ${secret}, 1, now(), now() from generate_series(1, 2)`],
  ]
  for (const [code, statement] of statements) {
    const error = await broken(statement)
    expect(error.cause).toMatchObject({ code, severity: 'ERROR' })
    // as the framework prints it
    expect(inspect(error, { depth: 5 })).not.toContain(secret)
    expect(String(error.stack)).toContain('at ')
  }
})
