import { afterAll, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { world } from '@/test/world'
import { tidyUp } from './jobs'
import { listColleagues } from './queries'

afterAll(closePools)

it('finds names by their sound after a night, also those from before there was such a search', async () => {
  const w = await world()
  const found = () =>
    w.as('zhoulan', 'hq', async tx => (await listColleagues(tx, 'zmy')).map(one => one.name))
  await w.sql(
    `update users set name_pinyin = '', name_initials = '', name_grams = '{}' where login = 'zhaomingyuan'`,
  )
  expect(await found()).toEqual([])
  await tidyUp()
  expect(await found()).toEqual(['赵明远'])
  await w.close()
})
