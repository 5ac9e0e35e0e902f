import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { failureOf } from '../failure'
import { closeUnit, dropPlan, moveUnit, nameEmployer, openUnit, renameUnit } from './commands'
import { nameEmployerInput, openUnitInput } from './input'
import {
  countPeople,
  findEmployer,
  findUnit,
  listHistory,
  listLeads,
  listUnits,
  listVersions,
} from './queries'
import { drawTree } from './rules'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const region = (name: string, code: string) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    openUnit(tx, actor, openUnitInput.parse({ code, kind: 'region', name, parentId: company.units.hq })),
  )

describe('units', () => {
  it('open, with a version and a trail row', async () => {
    const { id } = await region('华南', 'south')
    await company.as('zhoulan', 'hq', async tx => {
      const versions = await listVersions(tx, id)
      expect(versions).toMatchObject([{ name: '华南', startsOn: company.today, changedByName: '周岚' }])
      expect(await listHistory(tx, [id])).toMatchObject([{ action: 'unit.opened', actorName: '周岚' }])
    })
    expect(await refusalOf(region('又一个', 'south'))).toBe('organisation.codeTaken')
  })

  it('keep the old name on earlier days', async () => {
    await company.as('zhoulan', 'hq', (tx, actor) =>
      renameUnit(tx, actor, { unitId: company.units.east, revision: 1, name: '东部' }),
    )
    const yesterday = addDays(company.today, -1)
    await company.as('zhoulan', 'hq', async tx => {
      const nameOn = async (on: string) =>
        (await listUnits(tx, on, company.today)).find(unit => unit.code === 'east')?.name
      expect(await nameOn(yesterday)).toBe('华东')
      expect(await nameOn(company.today)).toBe('东部')
      expect(await listVersions(tx, company.units.east)).toHaveLength(2)
    })
  })

  it('changed twice on one day have one name that day, and both changes in the trail', async () => {
    for (const [index, name] of ['东部', '东部大区'].entries()) {
      await company.as('zhoulan', 'hq', (tx, actor) =>
        renameUnit(tx, actor, { unitId: company.units.east, revision: index + 1, name }),
      )
    }
    await company.as('zhoulan', 'hq', async tx => {
      const units = await listUnits(tx, company.today, company.today)
      expect(units.filter(unit => unit.code === 'east')).toMatchObject([{ name: '东部大区' }])
      expect(await listHistory(tx, [company.units.east])).toMatchObject([
        { details: { name: ['东部', '东部大区'] } },
        { details: { name: ['华东', '东部'] } },
      ])
    })
  })

  it('count people once, also on an earlier day', async () => {
    await company.as('shaoning', 'hq', async tx => {
      const totalOn = async (on: string, code: string) => {
        const units = await listUnits(tx, on, company.today)
        const people = await countPeople(
          tx,
          units.map(unit => unit.id),
          on,
        )
        return drawTree(units, people).find(line => line.unit.code === code)?.total
      }
      expect(await totalOn(company.today, 'hq')).toBe(4)
      expect(await totalOn(company.today, 'east')).toBe(2)
      expect(await totalOn(addDays(company.today, -200), 'east')).toBe(0)
      expect(await totalOn(addDays(company.today, -200), 'catering')).toBe(3)
    })
  })

  it('do not move below themselves nor under a store', async () => {
    const { id: south } = await region('华南', 'south')
    const move = (unitId: string, parentId: string) =>
      company.as('zhoulan', 'hq', (tx, actor) => moveUnit(tx, actor, { unitId, revision: 1, parentId }))
    await move(south, company.units.east)
    expect(await refusalOf(move(company.units.east, south))).toBe('organisation.moveMakesRing')
    expect(await refusalOf(move(company.units.east, company.units.east))).toBe('organisation.moveMakesRing')
    expect(await refusalOf(move(company.units.design, company.units.tianyao))).toBe(
      'organisation.placeRefused',
    )
  })

  it('moved under each other at once: one goes through, no ring', async () => {
    const { id: south } = await region('华南', 'south')
    const move = (unitId: string, parentId: string) =>
      company.as('zhoulan', 'hq', (tx, actor) => moveUnit(tx, actor, { unitId, revision: 1, parentId }))
    const both = await Promise.allSettled([move(south, company.units.east), move(company.units.east, south)])
    const refused = both.filter(one => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(failureOf(refused[0]?.reason)?.code).toBe('organisation.moveMakesRing')
  })

  it('close only when nobody and nothing is left, and say how many', async () => {
    const close = (unitId: string) =>
      company.as('zhoulan', 'hq', (tx, actor) => closeUnit(tx, actor, { unitId, revision: 1 }))
    const whyNot = async (unitId: string) => {
      const reason: unknown = await close(unitId).catch((error: unknown) => error)
      const failure = failureOf(reason)
      return [failure?.code, failure?.values.count]
    }
    expect(await whyNot(company.units.tianyao)).toEqual(['organisation.closeHasPeople', 1])
    // Three people belong to the department: one works there, two return to it.
    expect(await whyNot(company.units.catering)).toEqual(['organisation.closeHasPeople', 3])
    expect(await whyNot(company.units.east)).toEqual(['organisation.closeHasUnits', 2])
    expect(await whyNot(company.units.hq)).toEqual(['organisation.headquartersStays', undefined])

    await close(company.units.baoli)
    await company.as('zhoulan', 'hq', async tx => {
      expect(await findUnit(tx, 'baoli')).toMatchObject({ closedOn: company.today })
      const codes = (await listUnits(tx, company.today, company.today)).map(unit => unit.code)
      expect(codes).not.toContain('baoli')
      const before = await listUnits(tx, addDays(company.today, -1), company.today)
      expect(before.map(unit => unit.code)).toContain('baoli')
    })
    expect(await whyNot(company.units.baoli)).toEqual(['organisation.unitClosed', undefined])
  })

  it('renamed by two people at once: the later one is told, and nothing is lost', async () => {
    const rename = (login: 'zhoulan' | 'xutinglan', name: string) =>
      company.as(login, 'hq', (tx, actor) =>
        renameUnit(tx, actor, { unitId: company.units.east, revision: 1, name }),
      )
    const both = await Promise.allSettled([rename('zhoulan', '东部'), rename('xutinglan', '东区')])
    const refused = both.filter(one => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    const failure = failureOf(refused[0]?.reason)
    expect(failure).toMatchObject({ code: 'organisation.changedMeanwhile', newer: { revision: 2 } })
    await company.as('zhoulan', 'hq', async tx => {
      const versions = await listVersions(tx, company.units.east)
      expect(versions).toHaveLength(2)
      expect(failure?.values.actor).toBe(versions[0]?.changedByName)
    })
  })

  it.each(['hejun', 'sunli', 'yezhen', 'shaoning', 'gaoyuan'] as const)(
    'are read by %s, who may not change them',
    async login => {
      const rename = company.as(login, 'hq', (tx, actor) =>
        renameUnit(tx, actor, { unitId: company.units.east, revision: 1, name: '东部' }),
      )
      expect(await refusalOf(rename)).toBe('input.refused')
      const units = await company.as(login, 'hq', tx => listUnits(tx, company.today, company.today))
      expect(units).toHaveLength(7)
      // The second ring: the database refuses by itself.
      const around = company.as(login, 'hq', tx => tx.execute(`update units set name = 'x'`))
      expect(await refusalOf(around)).toBe('input.refused')
    },
  )
})

describe('changes from a day on', () => {
  type Change = { startsOn?: string; reason?: string }
  let revision = 0
  beforeEach(() => {
    revision = 0
  })
  const rename = (name: string, change: Change = {}) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      renameUnit(tx, actor, { unitId: company.units.east, revision: ++revision, name, ...change }),
    )
  const nameOn = (on: string) =>
    company.as('zhoulan', 'hq', async tx => {
      const units = await listUnits(tx, on, company.today)
      return units.find(unit => unit.code === 'east')?.name
    })
  const days = (n: number) => addDays(company.today, n)
  const passTime = async (n: number) => {
    // ends first: of two that meet, the later one may otherwise move into the earlier one
    await company.sql('update unit_versions set ends_on = ends_on - $1::int', [n])
    await company.sql('update unit_versions set starts_on = starts_on - $1::int', [n])
    await company.sql('select app.apply_unit_versions()')
  }

  it('wait for their day, in the tree and in the views of earlier days', async () => {
    await rename('东部', { startsOn: days(10) })
    expect(await nameOn(company.today)).toBe('华东')
    expect(await nameOn(days(9))).toBe('华东')
    expect(await nameOn(days(10))).toBe('东部')
    await company.as('zhoulan', 'hq', async tx => {
      expect(await findUnit(tx, 'east')).toMatchObject({ name: '华东', revision: 2 })
      expect(await listHistory(tx, [company.units.east])).toMatchObject([
        { action: 'unit.renamed', details: { name: ['华东', '东部'], effectiveOn: days(10) } },
      ])
    })
    await passTime(9)
    expect((await company.as('zhoulan', 'hq', tx => findUnit(tx, 'east')))?.name).toBe('华东')
    await passTime(1)
    expect((await company.as('zhoulan', 'hq', tx => findUnit(tx, 'east')))?.name).toBe('东部')
  })

  it('and so does who leads: on every other day whoever did, in the tree of that day', async () => {
    const leads = (on: string) =>
      company.as('zhoulan', 'hq', async tx =>
        (await listLeads(tx, company.units.tianyao, 'manager', on)).map(lead => [lead.name, lead.unitName]),
      )
    const role = `insert into role_grants (user_id, role, unit_id, starts_on, ends_on) values ($1, 'manager', $2, $3, $4)`
    await company.sql(`delete from role_grants where role = 'manager' and unit_id = any ($1)`, [
      [company.units.tianyao, company.units.baoli],
    ])
    await company.sql(role, [company.users.yezhen, company.units.east, days(-40), days(-20)])
    await company.sql(
      `update role_grants set starts_on = $1 where unit_id = $2 and role = 'manager' and ends_on is null`,
      [days(-20), company.units.east],
    )
    await rename('东部', { startsOn: days(10) })
    expect(await leads(days(-30))).toEqual([['叶蓁', '华东']])
    expect(await leads(company.today)).toEqual([['秦川', '华东']])
    expect(await leads(days(10))).toEqual([['秦川', '东部']])
    await company.sql(`update units set parent_id = $1 where id = $2`, [
      company.units.hq,
      company.units.tianyao,
    ])
    expect([await leads(company.today), await leads(days(-1))]).toEqual([[], [['秦川', '华东']]])
  })

  it('follow each other: nothing comes before what is planned, until that is dropped', async () => {
    await rename('东部', { startsOn: days(10) })
    expect(await refusalOf(rename('东区'))).toBe('organisation.changePlanned')
    revision = 1
    expect(await refusalOf(rename('东区', { startsOn: days(9) }))).toBe('organisation.changePlanned')
    revision = 1
    await rename('东区', { startsOn: days(20) })
    const drop = () =>
      company.as('zhoulan', 'hq', (tx, actor) =>
        dropPlan(tx, actor, { unitId: company.units.east, revision: ++revision }),
      )
    await drop()
    expect(await nameOn(days(30))).toBe('东部')
    await drop()
    expect(await nameOn(days(30))).toBe('华东')
    expect(await refusalOf(drop())).toBe('organisation.nothingPlanned')
    await company.as('shaoning', 'hq', async tx => {
      const history = await listHistory(tx, [company.units.east])
      expect(history.map(row => row.action)).toEqual([
        'unit.planDropped',
        'unit.planDropped',
        'unit.renamed',
        'unit.renamed',
      ])
    })
  })

  it('told late have a reason, which stays in the history, and are not older than the last one', async () => {
    const late = { startsOn: days(-30) }
    expect(await refusalOf(rename('东部', late))).toBe('organisation.lateWithoutReason')
    revision = 0
    await rename('东部', { ...late, reason: '工商登记日' })
    expect(await nameOn(days(-31))).toBe('华东')
    expect(await nameOn(days(-30))).toBe('东部')
    expect((await company.as('zhoulan', 'hq', tx => findUnit(tx, 'east')))?.name).toBe('东部')
    expect(await company.as('zhoulan', 'hq', tx => listHistory(tx, [company.units.east]))).toMatchObject([
      { details: { effectiveOn: days(-30), reason: '工商登记日' } },
    ])
    const older = rename('东区', { startsOn: days(-31), reason: '更早' })
    expect(await refusalOf(older)).toBe('organisation.beforeLastChange')
    revision = 1
    const tooOld = rename('东区', { startsOn: '2019-12-31', reason: '更早' })
    expect(await refusalOf(tooOld)).toBe('organisation.beforeOpening')
  })

  it('move on their day, and make no ring on any day', async () => {
    const { id: south } = await region('华南', 'south')
    const move = (unitId: string, parentId: string, startsOn?: string) =>
      company.as('zhoulan', 'hq', (tx, actor) =>
        moveUnit(tx, actor, { unitId, revision: 1, parentId, startsOn }),
      )
    const { east } = company.units
    await move(south, east, days(10))
    expect(await refusalOf(move(east, south))).toBe('organisation.moveMakesRing')
    expect(await refusalOf(move(east, south, days(20)))).toBe('organisation.moveMakesRing')
    const parentOn = (on: string) =>
      company.as(
        'zhoulan',
        'hq',
        async tx => (await listUnits(tx, on, company.today)).find(unit => unit.id === south)?.parentId,
      )
    expect(await parentOn(days(9))).toBe(company.units.hq)
    expect(await parentOn(days(10))).toBe(east)
  })

  it('keep a unit open that is to change or that something is to move under', async () => {
    const close = (unitId: string, seen: number) =>
      company.as('zhoulan', 'hq', (tx, actor) => closeUnit(tx, actor, { unitId, revision: seen }))
    const { id: south } = await region('华南', 'south')
    await company.sql(`update units set opened_on = opened_on - 1 where id = $1`, [south])
    await company.as('zhoulan', 'hq', (tx, actor) =>
      moveUnit(tx, actor, { unitId: company.units.baoli, revision: 1, parentId: south, startsOn: days(5) }),
    )
    expect(await refusalOf(close(south, 1))).toBe('organisation.closeHasUnits')
    expect(await refusalOf(close(company.units.baoli, 2))).toBe('organisation.closePlanned')
  })
})

it.each([
  ['a name of 10,000 characters', '名'.repeat(10_000), false],
  ['an empty name', '   ', false],
  ['a right-to-left override', 'a\u202Eb', false],
  ['a line break', 'a\nb', false],
  ['emoji', '快乐店 🎉', true],
  ['markup', '<script>alert(1)</script>', true],
  ['SQL', `'; drop table units; --`, true],
])('%s as a unit name', (_, name, isGood) => {
  const parsed = openUnitInput.safeParse({
    code: 'south',
    kind: 'region',
    name,
    parentId: '01890000-0000-7000-8000-000000000000',
  })
  expect(parsed.success).toBe(isGood)
})

it('fields that nobody asked for are refused', () => {
  const input = {
    code: 'south',
    kind: 'region',
    name: '华南',
    parentId: '01890000-0000-7000-8000-000000000000',
  }
  expect(openUnitInput.safeParse({ ...input, closedOn: '2026-01-01' }).success).toBe(false)
  expect(
    openUnitInput.safeParse(JSON.parse(JSON.stringify(input).replace('{', '{"__proto__":{"a":1},'))).success,
  ).toBe(false)
})

describe('the employer', () => {
  const name = (over: Record<string, unknown> = {}, login: 'zhoulan' | 'sunli' | 'gaoyuan' = 'zhoulan') =>
    company.as(login, 'hq', (tx, actor) =>
      nameEmployer(
        tx,
        actor,
        nameEmployerInput.parse({
          unitId: company.units.hq,
          revision: 1,
          legalName: '上海同驻企业服务有限公司',
          creditCode: '91310104ma1fl3wq5j',
          ...over,
        }),
      ),
    )

  it('is named as in the register of companies, with a trail row, and by the unit until then', async () => {
    const seen = () => company.as('wangmuyang', 'me', tx => findEmployer(tx))
    expect(await seen()).toEqual({ name: '总部', creditCode: null })
    expect(await name()).toEqual({ code: 'hq', revision: 2 })
    expect(await seen()).toEqual({ name: '上海同驻企业服务有限公司', creditCode: '91310104MA1FL3WQ5J' })
    const [row] = await company.as('zhoulan', 'hq', tx => listHistory(tx, [company.units.hq]))
    expect(row).toMatchObject({
      action: 'unit.employerNamed',
      details: {
        legalName: [null, '上海同驻企业服务有限公司'],
        creditCode: [null, '91310104MA1FL3WQ5J'],
      },
    })
  })

  it('is refused with a wrong code, on what was changed meanwhile, at another unit, and to anybody but HR', async () => {
    expect(await refusalOf(name({ creditCode: '91310104MA1FL3WQ5X' }))).toBe('organisation.creditCodeWrong')
    expect(await refusalOf(name({ unitId: company.units.catering }))).toBe('organisation.notEmployer')
    expect(await refusalOf(name({}, 'sunli'))).toBe('input.refused')
    expect(await refusalOf(name({}, 'gaoyuan'))).toBe('input.refused')
    await name()
    expect(await refusalOf(name({ legalName: '另一家有限公司' }))).toBe('organisation.changedMeanwhile')
  })
})
