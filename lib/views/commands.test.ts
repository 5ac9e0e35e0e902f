import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { peopleParams, peopleQuery } from '../people/input'
import { chooseDensity, removeView, renameView, saveView, startWithView, updateView } from './commands'
import { renameViewInput, saveViewInput, startInput, updateViewInput } from './input'
import { listViews } from './queries'
import { isDirty, mostViews, pairsOf, viewHref } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  await w.sql('delete from list_habits')
  await w.sql('delete from saved_views')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const save = (login: Login, more: Record<string, unknown> = {}) =>
  w.as(login, 'hq', (tx, actor) =>
    saveView(tx, actor, saveViewInput.parse({ name: '华东驻店', view: 'store', store: 'east', ...more })),
  )
const viewsOf = (login: Login) => w.as(login, 'hq', listViews)
const namesOf = async (login: Login) => (await viewsOf(login)).views.map(view => view.name)

describe('a saved view', () => {
  it('keeps filters, order and columns, and not what goes without saying', async () => {
    const { id } = await save('zhoulan', { sort: '-name', cols: ['name', 'place'], q: '' })
    const [view] = (await viewsOf('zhoulan')).views
    expect(view).toMatchObject({
      id,
      name: '华东驻店',
      isMine: true,
      isShared: false,
      params: { view: 'store', store: 'east', sort: '-name', cols: ['name', 'place'] },
    })
  })

  it('is not of a page', () => {
    expect(saveViewInput.safeParse({ name: '华东驻店', after: 'abc' }).success).toBe(false)
  })

  it('is for its owner; a shared one for all of HR', async () => {
    await save('zhoulan')
    await save('zhoulan', { name: '共享', isShared: 'yes' })
    await save('sunli', { name: '我的' })
    expect(await namesOf('xutinglan')).toEqual(['共享'])
    expect((await viewsOf('xutinglan')).views[0]).toMatchObject({ isMine: false, ownerName: '周岚' })
    expect(await namesOf('sunli')).toEqual(['我的'])
    expect(await namesOf('hejun')).toEqual([])
  })

  it.each(['sunli', 'hejun'] as const)('is not shared by %s, whose list is another', async login => {
    expect(await refusalOf(save(login, { isShared: 'yes' }))).toBe('views.notShared')
  })

  it.each(['shaoning', 'gaoyuan', 'yezhen'] as const)('is nothing for %s, who lists nobody', async login => {
    expect(await refusalOf(save(login))).toBe('input.refused')
  })

  it('has a name that its owner uses once', async () => {
    await save('zhoulan')
    expect(await refusalOf(save('zhoulan'))).toBe('views.nameTaken')
    await save('xutinglan')
  })

  it('is one of a few', async () => {
    for (let n = 0; n < mostViews; n++) await save('zhoulan', { name: `视图 ${n}` })
    expect(await refusalOf(save('zhoulan'))).toBe('views.tooMany')
  })

  it('is changed by its owner alone, also when it is shared', async () => {
    const { id: viewId } = await save('zhoulan', { isShared: 'yes' })
    const change = (login: Login) =>
      w.as(login, 'hq', async (tx, actor) => {
        await updateView(tx, actor, updateViewInput.parse({ viewId, view: 'left' }))
        await renameView(tx, actor, renameViewInput.parse({ viewId, name: '离职' }))
      })
    expect(await refusalOf(change('xutinglan'))).toBe('input.notFound')
    await change('zhoulan')
    expect((await viewsOf('zhoulan')).views).toMatchObject([
      { name: '离职', isShared: false, params: { view: 'left' } },
    ])
    expect(await namesOf('xutinglan')).toEqual([])
    const remove = (login: Login) => w.as(login, 'hq', (tx, actor) => removeView(tx, actor, { viewId }))
    expect(await refusalOf(remove('xutinglan'))).toBe('input.notFound')
    await remove('zhoulan')
    expect(await namesOf('zhoulan')).toEqual([])
    const trail = await w.sql<{ action: string }>(
      `select action from trail where action like 'view.%' order by id desc limit 3`,
    )
    expect(trail.map(row => row.action)).toEqual(['view.removed', 'view.changed', 'view.changed'])
  })
})

it('may be what the list starts with, until it is gone; how dense the list is stays', async () => {
  const { id: viewId } = await save('zhoulan', { isShared: 'yes' })
  const { id: own } = await save('zhoulan', { name: '我的' })
  const start = (login: Login, id?: string) =>
    w.as(login, 'hq', (tx, actor) => startWithView(tx, actor, startInput.parse({ viewId: id })))
  expect(await refusalOf(start('xutinglan', own))).toBe('input.notFound')
  await start('xutinglan', viewId)
  await w.as('xutinglan', 'hq', (tx, actor) => chooseDensity(tx, actor, { density: 'default' }))
  expect(await viewsOf('xutinglan')).toMatchObject({ startViewId: viewId, density: 'default' })
  expect(await viewsOf('zhoulan')).toMatchObject({ startViewId: null, density: 'compact' })
  await w.as('zhoulan', 'hq', (tx, actor) => removeView(tx, actor, { viewId }))
  expect(await viewsOf('xutinglan')).toMatchObject({ startViewId: null, density: 'default' })
  await start('zhoulan', own)
  await start('zhoulan')
  expect((await viewsOf('zhoulan')).startViewId).toBe(null)
})

describe('the address of a view', () => {
  const queryOf = (typed: Record<string, unknown>) => peopleQuery(peopleParams.parse(typed))

  it('asks for what was saved', async () => {
    const { id } = await save('zhoulan', { cols: ['name', 'home', 'place'], q: '李 &=' })
    const [view] = (await viewsOf('zhoulan')).views
    if (!view) throw new Error('no view')
    const url = new URL(viewHref(view), 'http://x')
    const typed = Object.fromEntries(
      [...url.searchParams.keys()].map(name => [name, url.searchParams.getAll(name)]),
    )
    expect(peopleParams.parse(typed)).toMatchObject({ saved: id, q: '李 &=', cols: ['place', 'home'] })
    expect(isDirty(view, queryOf(typed))).toBe(false)
    expect(isDirty(view, queryOf({ ...typed, after: 'x' }))).toBe(false)
    expect(isDirty(view, queryOf({ ...typed, q: '王' }))).toBe(true)
    expect(isDirty(view, queryOf({ ...typed, cols: undefined }))).toBe(true)
  })

  it.each([
    [{ cols: ['name', 'position', 'place', 'home', 'since', 'planned', 'hired'] }, {}],
    [{ cols: 'name' }, { cols: ['name'] }],
    [{ cols: ['nonsense'] }, {}],
    [{ view: 'present', saved: 'x', store: "'" }, {}],
  ])('%j means %j', (typed, expected) => {
    expect(queryOf(typed)).toEqual(expected)
    expect(pairsOf(expected)).toEqual(
      Object.values(expected).flatMap(values => values.map(one => ['cols', one])),
    )
  })
})
