import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addTag, giveTag, renameTag, retireTag, takeTag } from './commands'
import { listOwnTags, listTagChoices, listTagged, listTags, listTagsOf } from './queries'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const add = (name: string, login: Login = 'zhoulan'): Promise<string> =>
  company.as(login, 'hq', (tx, actor) => addTag(tx, actor, { name })).then(tag => tag.id)
const give = (tagId: string, who: 'liwanqing' | 'wangmuyang' | 'guyan'): Promise<{ id: string }> =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    giveTag(tx, actor, { tagId, employeeId: company.employees[who].id }),
  )

it('is added, renamed and retired by HR, one of a name at a time, and by nobody else', async () => {
  const tagId = await add('内训师')
  expect(await refusalOf(add('内训师'))).toBe('tags.nameTaken')
  expect(await refusalOf(add('急救员', 'hejun'))).toBe('input.refused')
  const as = <T>(work: Parameters<typeof company.as<T>>[2]) => company.as('zhoulan', 'hq', work)
  await as((tx, actor) => renameTag(tx, actor, { tagId, revision: 1, name: '带教师傅' }))
  expect(await refusalOf(as((tx, actor) => retireTag(tx, actor, { tagId, revision: 1 })))).toBe(
    'organisation.changedMeanwhile',
  )
  await as((tx, actor) => retireTag(tx, actor, { tagId, revision: 2 }))
  expect(await as(listTagChoices)).toEqual([])
  expect(await refusalOf(give(tagId, 'guyan'))).toBe('tags.retired')
  // its name is free again
  await add('带教师傅')
  const { rows } = await as(tx => tx.execute<{ action: string }>('select action from trail order by id'))
  expect(rows.map(row => row.action)).toEqual(['tag.added', 'tag.renamed', 'tag.retired', 'tag.added'])
})

it('is given once and taken once, and to nobody who has left', async () => {
  const tagId = await add('内训师')
  await give(tagId, 'wangmuyang')
  expect(await refusalOf(give(tagId, 'wangmuyang'))).toBe('tags.givenAlready')
  await company.sql('update employees set left_on = $1 where id = $2', [
    company.today,
    company.employees.guyan.id,
  ])
  expect(await refusalOf(give(tagId, 'guyan'))).toBe('tags.left')
  const page = await company.as('zhoulan', 'hq', tx => listTagged(tx, tagId, {}))
  expect(page.rows).toMatchObject([{ name: '王沐阳', unitName: '徐汇天钥店', givenByName: '周岚' }])
  expect(await company.as('zhoulan', 'hq', listTags)).toMatchObject([{ name: '内训师', people: 1 }])
  const take = () =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      takeTag(tx, actor, { tagId, employeeId: company.employees.wangmuyang.id }),
    )
  await take()
  expect(await refusalOf(take())).toBe('tags.notTheirs')
})

it('is seen by whoever has it, by those who lead them and by HR and executives', async () => {
  const tagId = await add('内训师')
  await give(tagId, 'wangmuyang')
  await give(tagId, 'guyan')
  const { number } = company.employees.wangmuyang
  const seen = async (login: Login, seat: SeatName): Promise<string[]> =>
    (await company.as(login, seat, tx => listTagsOf(tx, number))).map(tag => tag.name)
  for (const [login, seat] of [
    ['zhoulan', 'hq'],
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['wangmuyang', 'me'],
  ] as const)
    expect(await seen(login, seat), login).toEqual(['内训师'])
  expect(await seen('fangjing', 'store/nanxi')).toEqual([])
  expect(await seen('guyan', 'me')).toEqual([])
  const { id } = company.employees.guyan
  expect(await company.as('guyan', 'me', tx => listOwnTags(tx, id))).toMatchObject([{ name: '内训师' }])
})
