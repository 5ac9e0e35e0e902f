import { sql } from 'drizzle-orm'
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
