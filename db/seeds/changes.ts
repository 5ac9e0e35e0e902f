import { sql } from 'drizzle-orm'
import { endGrant, grantRole } from '@/lib/access/commands'
import { endGrantInput, grantRoleInput } from '@/lib/access/input'
import { moveUnit, renameUnit } from '@/lib/organisation/commands'
import { moveUnitInput, renameUnitInput } from '@/lib/organisation/input'
import { changePosition, retirePosition } from '@/lib/positions/commands'
import { changePositionInput, retirePositionInput } from '@/lib/positions/input'
import type { Company } from './company'
import { planAgreementCheck } from './partners'
import { idOf, type Person, type Telling } from './telling'

/** What changed in the organisation itself during the year, so that it looks different on an earlier day. */
export function planChanges(telling: Telling, company: Company, hr: Person): void {
  const { tx } = telling
  const { units } = company
  telling.at(telling.day(-148), 10, async () => {
    const input = renameUnitInput.parse({ unitId: idOf(units, 'retail'), revision: 1, name: '零售事业部' })
    await renameUnit(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-61), 11, async () => {
    const input = renameUnitInput.parse({ unitId: idOf(units, 'haian'), revision: 1, name: '海岸城店' })
    await renameUnit(tx, telling.as(hr), input)
  })
  // Hangzhou was opened by the team of the south and goes over to its own region
  telling.at(telling.day(-121), 9.5, async () => {
    const input = moveUnitInput.parse({ unitId: idOf(units, 'hubin'), revision: 1, parentId: units.east })
    await moveUnit(tx, telling.as(hr), input)
  })
  // decided already, and to hold from a day to come
  telling.at(telling.day(-9), 10, async () => {
    const input = renameUnitInput.parse({
      unitId: idOf(units, 'design'),
      revision: 1,
      name: '空间设计部',
      startsOn: telling.day(38),
    })
    await renameUnit(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-170), 14, async () => {
    const input = retirePositionInput.parse({ positionId: company.positions.cashier, revision: 2 })
    await retirePosition(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-96), 14, async () => {
    const input = changePositionInput.parse({
      positionId: company.positions['senior-sales'],
      revision: 2,
      name: '高级导购',
      family: '零售',
      level: 3,
    })
    await changePosition(tx, telling.as(hr), input)
  })
  // the store at Wujiaochang got another manager
  telling.at(telling.day(-133), 10, async () => {
    const before = company.managers.wujiaochang
    if (!before) return
    const [grant] = await telling.rows<{ id: string }>(grantsOf(before.userId))
    if (!grant) return
    const userId = await telling.account(telling.as(hr), 'helang', '贺朗')
    const unitId = idOf(units, 'wujiaochang')
    await grantRole(tx, telling.as(hr), grantRoleInput.parse({ userId, role: 'manager', unitId }))
    await endGrant(tx, telling.as(hr), endGrantInput.parse({ grantId: grant.id }))
    company.managers.wujiaochang = telling.know({
      userId,
      name: '贺朗',
      role: 'manager',
      unitId,
      employeeId: null,
      number: null,
    })
  })
  planAgreementCheck(telling, hr)
}

function grantsOf(userId: string): ReturnType<typeof sql> {
  return sql`select id from role_grants where user_id = ${userId} and ends_on is null`
}
