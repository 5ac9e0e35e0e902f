import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { consentTo, type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { renewFiles } from '../completeness/jobs'
import { findFileState } from '../completeness/queries'
import { fieldItem } from '../completeness/rules'
import { failureOf } from '../failure'
import { listHistory } from '../people/queries'
import { destroyKey } from '../vault'
import {
  changeField,
  defineField,
  enterOwnValue,
  enterValue,
  moveField,
  retireField,
  revealOwnValue,
  revealValue,
} from './commands'
import { changeFieldInput, defineFieldInput } from './input'
import { listFieldNames, listFields, listValues } from './queries'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const number = () => w.employees.wangmuyang.number
const hr = <T>(work: Parameters<typeof w.as<T>>[2]) => w.as('zhoulan', 'hq', work)
const define = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w
    .as(login, seat, (tx, actor) =>
      defineField(
        tx,
        actor,
        defineFieldInput.parse({
          name: '工服尺码',
          nameEn: 'Uniform size',
          kind: 'text',
          class: 'work',
          keeper: 'hr',
          ...over,
        }),
      ),
    )
    .then(made => made.id)
const enter = (fieldId: string, value: string, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => enterValue(tx, actor, { number: number(), fieldId, value }))
const enterOwn = (fieldId: string, value: string, login: Login = 'wangmuyang') =>
  w.as(login, 'me', (tx, actor) => enterOwnValue(tx, actor, { fieldId, value }))
const values = (login: Login, seat: SeatName) =>
  w
    .as(login, seat, tx => listValues(tx, { number: number() }))
    .then(rows => rows.map(row => [row.name, row.hasValue ? (row.value ?? 'sealed') : null]))
const fields = () => hr(tx => listFields(tx))
const consent = () => consentTo(w, w.employees.wangmuyang.id, 'tianyao')

describe('values', () => {
  it('are seen by class: of work by head, executive and, with consent, the store; of the others by HR and the person', async () => {
    for (const of of ['work', 'contact', 'identity', 'pay'])
      await enter(await define({ name: `甲${of}`, class: of }), '乙')
    const all = [
      ['甲work', '乙'],
      ['甲contact', '乙'],
      ['甲identity', 'sealed'],
      ['甲pay', 'sealed'],
    ]
    const workOnly = all.map(([name, value]) => [name, name === '甲work' ? value : null])
    expect(await values('zhoulan', 'hq')).toEqual(all)
    expect(await values('wangmuyang', 'me')).toEqual(all)
    expect(await values('hejun', 'hq')).toEqual(workOnly)
    expect(await values('sunli', 'hq')).toEqual(workOnly)
    expect(await values('zhaomingyuan', 'store/tianyao')).toEqual(all.map(([name]) => [name, null]))
    await consent()
    expect(await values('zhaomingyuan', 'store/tianyao')).toEqual(workOnly)
    expect(await values('guyan', 'me')).toEqual([])
    await expect(values('yezhen', 'hq')).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('of sealed classes are nowhere in the clear, and shown for a purpose with a trace', async () => {
    const pay = await define({ name: '公积金账号', class: 'pay' })
    const secret = 'GJJ778899'
    await enter(pay, secret)
    const everything = await w.sql<{ text: string }>(
      `select details::text as text from trail union all select value from custom_values where value is not null
       union all select encode(sealed, 'escape') from custom_values where sealed is not null`,
    )
    expect(everything.map(row => row.text).join()).not.toContain(secret)
    const why = { purpose: 'insurance' as const, note: '补缴' }
    const shown = await hr((tx, actor) => revealValue(tx, actor, { number: number(), fieldId: pay, ...why }))
    expect(shown).toEqual({ value: secret })
    const own = await w.as('wangmuyang', 'me', (tx, actor) => revealOwnValue(tx, actor, { fieldId: pay }))
    expect(own).toEqual({ value: secret })
    expect(await w.sql('select what, purpose, note, user_name from reveals order by id')).toEqual([
      { what: 'custom', purpose: 'insurance', note: '公积金账号：补缴', user_name: '周岚' },
      { what: 'custom', purpose: 'own', note: '公积金账号', user_name: '王沐阳' },
    ])
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
    ] as const)
      expect(
        await refusalOf(
          w.as(login, seat, (tx, actor) =>
            revealValue(tx, actor, { number: number(), fieldId: pay, ...why }),
          ),
        ),
      ).toBe('input.refused')
  })

  it('of sealed classes read as words where they are shown, and choices that read alike are refused', async () => {
    const yes = await define({ name: '住宿舍', kind: 'yes_no', class: 'pay' })
    const choices = 'A型 | A\nB型 | B'
    const choice = await define({ name: '血型', kind: 'choice', class: 'identity', choices })
    await enter(yes, 'yes')
    await enter(choice, '1')
    const shown = (fieldId: string) =>
      hr((tx, actor) =>
        revealValue(tx, actor, { number: number(), fieldId, purpose: 'verification', note: '' }),
      )
    expect([await shown(yes), await shown(choice)]).toEqual([{ value: '是' }, { value: 'B型' }])
    for (const [typed, name] of [
      ['A型\nB型\nＡ型', 'Ａ型'],
      ['甲 | One\n乙 | one', 'one'],
    ])
      expect(await define({ name: '另一个', kind: 'choice', choices: typed }).catch(failureOf)).toMatchObject(
        { code: 'custom.choicesAlike', values: { name }, field: 'choices' },
      )
  })

  it('of sealed classes open in no other row, and nowhere once the key of their person is gone', async () => {
    const [one, two] = [
      await define({ name: '甲', class: 'pay' }),
      await define({ name: '乙', class: 'identity' }),
    ]
    await enter(one, '第一')
    await enter(two, '第二')
    const shown = (fieldId: string) =>
      hr((tx, actor) =>
        revealValue(tx, actor, { number: number(), fieldId, purpose: 'verification', note: '' }),
      )
    await w.sql(
      'update custom_values set sealed = (select sealed from custom_values where field_id = $1) where field_id = $2',
      [one, two],
    )
    expect(await shown(one)).toEqual({ value: '第一' })
    expect(await refusalOf(shown(two))).toBe('input.notFound')
    await enterService('job', tx => destroyKey(tx, w.employees.wangmuyang.id, new Date()))
    expect(await refusalOf(shown(one))).toBe('input.notFound')
  })

  it('are entered by HR, and by the person where the field is theirs', async () => {
    const [theirs, hers] = [await define({ name: '甲', keeper: 'person' }), await define({ name: '乙' })]
    await enterOwn(theirs, 'L')
    expect(await refusalOf(enterOwn(hers, 'L'))).toBe('input.refused')
    await enter(hers, 'M')
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
    ] as const)
      expect(await refusalOf(enter(theirs, 'S', login, seat))).toBe('input.refused')
    expect(await values('wangmuyang', 'me')).toEqual([
      ['甲', 'L'],
      ['乙', 'M'],
    ])
    const forged = w.as('wangmuyang', 'me', tx =>
      tx.execute(`update custom_values set value = 'XXL' where value = 'M'`),
    )
    expect((await forged).rowCount).toBe(0)
  })

  it('are checked by the field, kept as places of a choice, and emptied', async () => {
    const size = await define({ kind: 'choice', choices: '小 | S\n大 | L' })
    expect(await refusalOf(enter(size, '2'))).toBe('custom.notChoice')
    await enter(size, '1')
    expect(await values('zhoulan', 'hq')).toEqual([['工服尺码', '1']])
    await enter(size, '')
    expect(await values('zhoulan', 'hq')).toEqual([['工服尺码', null]])
    const history = await hr(tx => listHistory(tx, number(), { limit: 5 }))
    const item = fieldItem(size)
    expect(history.map(row => row.details)).toEqual([{ [item]: ['大', null] }, { [item]: [null, '大'] }])
    const [name] = (await hr(tx => listFieldNames(tx)))[item] ?? []
    expect(name).toBe('工服尺码')
  })
})

describe('fields', () => {
  it('that are required are missing from files until they are entered, also sealed ones', async () => {
    const state = () => hr((tx, actor) => findFileState(tx, actor, number()))
    const renew = () => renewFiles(w.today)
    await renew()
    const before = (await state())?.total ?? 0
    const id = await define({ class: 'identity', isRequired: 'on' })
    await renew()
    expect(await state()).toMatchObject({
      total: before + 1,
      fields: { [`field:${id}`]: ['工服尺码', 'Uniform size'] },
    })
    expect((await state())?.missing).toContain(`field:${id}`)
    const head = await w.as('hejun', 'hq', (tx, actor) => findFileState(tx, actor, number()))
    expect(head?.missing).not.toContain(`field:${id}`)
    await enter(id, 'x')
    expect((await state())?.missing).not.toContain(`field:${id}`)
    const [field] = await fields()
    await hr((tx, actor) => retireField(tx, actor, { fieldId: id, revision: field?.revision ?? 0 }))
    await renew()
    expect(await state()).toMatchObject({ total: before })
  })

  it('that are retired keep their values, take no new ones, and come back', async () => {
    const id = await define()
    await enter(id, 'L')
    const flip = async () => {
      const [field] = await fields()
      await hr((tx, actor) => retireField(tx, actor, { fieldId: id, revision: field?.revision ?? 0 }))
    }
    await flip()
    expect(await values('zhoulan', 'hq')).toEqual([['工服尺码', 'L']])
    expect(await refusalOf(enter(id, 'M'))).toBe('custom.retired')
    await flip()
    await enter(id, 'M')
    expect(await values('zhoulan', 'hq')).toEqual([['工服尺码', 'M']])
  })

  it('change but for kind and class; choices are renamed or added, never taken away', async () => {
    const id = await define({ kind: 'choice', choices: '小\n大' })
    const change = (over: Record<string, unknown>) =>
      hr((tx, actor) =>
        changeField(
          tx,
          actor,
          changeFieldInput.parse({
            fieldId: id,
            revision: 1,
            name: '尺码',
            nameEn: 'Size',
            keeper: 'hr',
            ...over,
          }),
        ),
      )
    expect(await refusalOf(change({ choices: '小' }))).toBe('custom.choicesTaken')
    expect(await refusalOf(change({ choices: '小\n大', revision: 2 }))).toBe('custom.changedMeanwhile')
    await change({ choices: '小号 | S\n大号 | L\n特大 | XL' })
    expect(await fields()).toMatchObject([
      { name: '尺码', choices: ['小号', '大号', '特大'], choicesEn: ['S', 'L', 'XL'] },
    ])
  })

  it('stand in an order of HR’s', async () => {
    const [one, two] = [await define({ name: '甲' }), await define({ name: '乙' })]
    await hr((tx, actor) => moveField(tx, actor, { fieldId: two, by: 'up' }))
    expect((await fields()).map(field => field.id)).toEqual([two, one])
    await hr((tx, actor) => moveField(tx, actor, { fieldId: two, by: 'up' }))
    expect((await fields()).map(field => field.id)).toEqual([two, one])
  })

  it('are HR’s to define, each name once, with bounds that make sense', async () => {
    await define()
    expect(await refusalOf(define())).toBe('custom.nameTaken')
    expect(await refusalOf(define({ name: '甲', kind: 'choice' }))).toBe('custom.choicesMissing')
    expect(await refusalOf(define({ name: '甲', kind: 'date', most: '3' }))).toBe('custom.noBounds')
    expect(await refusalOf(define({ name: '甲', kind: 'number', least: '5', most: '3' }))).toBe(
      'custom.boundsCrossed',
    )
    for (const login of ['hejun', 'sunli', 'gaoyuan'] as const)
      expect(await refusalOf(define({ name: '甲' }, login))).toBe('input.refused')
    expect(await refusalOf(define({ name: '甲' }, 'wangmuyang', 'me'))).toBe('input.refused')
  })
})
