import { sql } from 'drizzle-orm'
import { askCopy } from '@/lib/copies/commands'
import { propose } from '@/lib/proposals/commands'
import { proposeInput } from '@/lib/proposals/input'
import { answerRights, askRights, askRightsFor, placeHold } from '@/lib/rights/commands'
import { askRightsForInput, askRightsInput } from '@/lib/rights/input'
import type { Company } from './company'
import { pass, personOf, type Telling } from './telling'

/**
 * Rights over one's data: a copy that the worker makes as soon as it runs, an erasure that law mostly refuses, corrections that wait for
 * HR, one of them for somebody who left, a hold on the file of another who did, and a new address that HR has to compare.
 */
export function planRights(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  let asked = ''
  telling.at(telling.day(-12), 21.2, async () => {
    const input = askRightsInput.parse({
      kind: 'erase',
      categories: ['contracts', 'bank', 'photo'],
      reason: '以前的合同和银行卡信息我不用了，照片也请删掉',
    })
    pass(telling)
    const person = await telling.personBy('guyan')
    asked = (await askRights(telling.tx, telling.as(person, 'employee'), input)).number
  })
  telling.at(telling.day(-10), 10.4, async () => {
    pass(telling)
    await answerRights(telling.tx, telling.as(hr), {
      number: asked,
      note: '照片已删除。合同和工资卡依法还要保存，离职满两年后会连同密钥一起销毁',
    })
  })
  telling.at(telling.day(-20), 16.2, async () => {
    const [gone] = await telling.rows<{ number: string }>(
      sql`select number from employees where left_on is not null order by left_on limit 1`,
    )
    if (!gone) return
    pass(telling)
    await placeHold(telling.tx, telling.as(hr), {
      employee: gone.number,
      reason: '劳动仲裁已立案，保全到结案',
    })
  })
  // by another of HR, so that it waits for who signs in as HR
  telling.at(telling.day(-4), 15.5, async () => {
    const [gone] = await telling.rows<{ number: string }>(
      sql`select number from employees where left_on <= ${telling.localDay} order by left_on desc, number limit 1`,
    )
    if (!gone) return
    const input = askRightsForInput.parse({
      employee: gone.number,
      kind: 'correct',
      categories: ['contracts'],
      reason: '离职证明上的岗位写成了入职时的，新单位要求更正',
      proof: '本人到场，核对身份证原件',
    })
    pass(telling)
    await askRightsFor(telling.tx, telling.as(personOf(company.cast, 'xutinglan')), input)
  })
  telling.at(telling.day(-2), 20.6, async () => {
    const input = askRightsInput.parse({
      kind: 'correct',
      categories: ['background'],
      reason: '上一家单位的离职日期写早了一个月，我有离职证明',
    })
    pass(telling)
    await askRights(telling.tx, telling.as(await telling.personBy('wangmuyang'), 'employee'), input)
  })
  // what waits for HR today
  telling.at(telling.day(-1), 18.3, async () => {
    const input = proposeInput.parse({
      kind: 'address',
      reason: '上周搬到店附近住了',
      currentAddress: '上海市徐汇区银杏路 216 弄 9 号 602 室',
    })
    pass(telling)
    await propose(telling.tx, telling.as(await telling.personBy('wangmuyang'), 'employee'), input)
  })
  telling.at(telling.day(-1), 19.1, async () => {
    pass(telling)
    await askCopy(telling.tx, telling.as(await telling.personBy('wangmuyang'), 'employee'), {})
  })
}
