import { sql } from 'drizzle-orm'
import { found } from '@/db/first-admin'
import { grantRole } from '@/lib/access/commands'
import { grantRoleInput } from '@/lib/access/input'
import type { Role } from '@/lib/actor'
import { nameEmployer, openUnit } from '@/lib/organisation/commands'
import { nameEmployerInput, openUnitInput } from '@/lib/organisation/input'
import { addPosition, setFloor } from '@/lib/positions/commands'
import { addPositionInput, setFloorInput } from '@/lib/positions/input'
import { planChanges } from './changes'
import { bringPartners } from './partners'
import { hireStaff, staff } from './staff'
import { bringStores, stores } from './stores'
import { idOf, type Person, pass, type Telling } from './telling'

export type Company = {
  units: Record<string, string>
  positions: Record<string, string>
  cast: Record<string, Person>
  /** The manager of each store, by its code. */
  managers: Record<string, Person>
}

type Department = 'catering' | 'retail' | 'design' | 'human-resources'

const departments: { code: Department; name: string; openedOn: string }[] = [
  { code: 'catering', name: '餐饮事业部', openedOn: '2015-04-01' },
  { code: 'retail', name: '门店零售部', openedOn: '2015-04-01' },
  { code: 'design', name: '设计部', openedOn: '2016-07-01' },
  { code: 'human-resources', name: '人力资源部', openedOn: '2015-04-01' },
]
const regions = [
  { code: 'east', name: '华东' },
  { code: 'north', name: '华北' },
  { code: 'south', name: '华南' },
]

const positions: { code: string; name: string; family: string; level: number }[] = [
  { code: 'kitchen-hand', name: '帮厨', family: '餐饮', level: 2 },
  { code: 'chef', name: '厨师', family: '餐饮', level: 3 },
  { code: 'store-chef', name: '驻店主厨', family: '餐饮', level: 4 },
  { code: 'head-chef', name: '厨师长', family: '餐饮', level: 6 },
  { code: 'cashier', name: '收银员', family: '零售', level: 1 },
  { code: 'sales', name: '导购', family: '零售', level: 2 },
  { code: 'senior-sales', name: '高级导购', family: '零售', level: 4 },
  { code: 'supervisor', name: '驻店督导', family: '零售', level: 5 },
  { code: 'designer', name: '陈列设计师', family: '设计', level: 4 },
  { code: 'senior-designer', name: '资深陈列设计师', family: '设计', level: 6 },
  { code: 'clerk', name: '人事专员', family: '职能', level: 3 },
  { code: 'manager', name: '经理', family: '管理', level: 7 },
  { code: 'director', name: '总监', family: '管理', level: 9 },
]

/** The lowest pay a month, in yuan, of the posts of a level that have a scale. */
const floors: Record<number, string> = { 1: '4600', 2: '5000', 3: '6200', 4: '7600', 5: '8800', 6: '11500' }

/** What a position is called in papers. */
export function titleOf(code: string): string {
  return positions.find(position => position.code === code)?.name ?? code
}

/** The day the company began to use Outpost: the organisation as it was, the partners, and who may do what. */
export async function setUpCompany(telling: Telling, passwordHash: string): Promise<Company> {
  const { tx } = telling
  const company: Company = { units: {}, positions: {}, cast: {}, managers: {} }
  const { units, cast } = company
  // the workflows that come with the tables were there when the first request was made
  await tx.execute(sql`update workflow_definitions set published_at = ${telling.now}`)

  const founded = await found(tx, {
    now: telling.now,
    today: telling.localDay,
    openedOn: '2015-03-01',
    name: '总部',
    account: { login: 'gaoyuan', name: '高远', roles: ['admin'] },
    passwordHash,
    mustChange: false,
  })
  units.hq = founded.unitId
  const admin = telling.know({
    userId: founded.userId,
    name: '高远',
    role: 'admin',
    unitId: founded.unitId,
    employeeId: null,
    number: null,
  })
  cast.gaoyuan = admin
  const join = async (login: string, name: string, role: Role, unit: string): Promise<Person> => {
    pass(telling)
    const known = cast[login]
    const userId = known?.userId ?? (await telling.account(telling.as(admin), login, name))
    if (!known) {
      const input = grantRoleInput.parse({ userId, role, unitId: idOf(units, unit) })
      await grantRole(tx, telling.as(admin), input)
    }
    const person = telling.know({
      userId,
      name,
      role,
      unitId: idOf(units, unit),
      employeeId: null,
      number: null,
    })
    cast[login] = person
    return person
  }
  const hr = await join('zhoulan', '周岚', 'hr', 'hq')
  await nameEmployer(
    tx,
    telling.as(hr),
    nameEmployerInput.parse({
      unitId: founded.unitId,
      revision: 1,
      legalName: '上海同驻企业服务有限公司',
      creditCode: '91310104MA1FL3WQ5J',
    }),
  )

  for (const unit of departments) {
    pass(telling)
    const input = openUnitInput.parse({ ...unit, kind: 'department', parentId: units.hq })
    units[unit.code] = (await openUnit(tx, telling.as(hr), input)).id
  }
  for (const unit of regions) {
    pass(telling)
    const input = openUnitInput.parse({ ...unit, kind: 'region', parentId: units.hq, openedOn: '2018-01-01' })
    units[unit.code] = (await openUnit(tx, telling.as(hr), input)).id
  }
  for (const { code, name, family, level } of positions) {
    pass(telling)
    const input = addPositionInput.parse({ code, name, family, level })
    const { id, revision } = await addPosition(tx, telling.as(hr), input)
    company.positions[code] = id
    const lowestPay = floors[level]
    if (lowestPay) {
      await setFloor(tx, telling.as(hr), setFloorInput.parse({ positionId: id, revision, lowestPay }))
    }
  }
  const partnerIds = await bringPartners(telling, hr)
  await bringStores(telling, hr, units, partnerIds)
  for (const one of staff) await join(one.login, one.name, one.role, one.at)
  for (const store of stores) {
    company.managers[store.code] = await join(store.manager.login, store.manager.name, 'manager', store.code)
  }
  await hireStaff(telling, company, hr)
  planChanges(telling, company, hr)
  return company
}
