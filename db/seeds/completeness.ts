import { sql } from 'drizzle-orm'
import { askMany, askPerson } from '@/lib/asks/commands'
import { askManyInput, askPersonInput } from '@/lib/asks/input'
import { listLacking, previewOf } from '@/lib/asks/queries'
import { addFileRule } from '@/lib/completeness/commands'
import { addFileRuleInput } from '@/lib/completeness/input'
import { defineField, enterOwnValue, enterValue } from '@/lib/custom/commands'
import { defineFieldInput } from '@/lib/custom/input'
import type { Company } from './company'
import { idOf, pass, personOf, type Telling } from './telling'

/** What the company wants in files besides the legal minimum: of cooks in stores a health certificate, without which no store may let them work. */
const asked = [
  { item: 'emergencyContact' },
  { item: 'bankAccount' },
  { item: 'health', placement: 'store', family: '餐饮', isForStore: 'on' },
] as const

export function planCompleteness(telling: Telling, company: Company): void {
  telling.at(telling.day(-90), 9.2, async () => {
    for (const rule of asked) {
      pass(telling)
      const hr = telling.as(personOf(company.cast, 'zhoulan'))
      await addFileRule(telling.tx, hr, addFileRuleInput.parse(rule))
    }
  })
}

/** What HR asks for: a store's cooks for what they need to work, late by now, and a few people by name. */
export function planAsks(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  telling.at(telling.day(-16), 10.2, async () => {
    await telling.rows(sql`select app.renew_file_states(null, ${telling.localDay})`)
    const asked = { unitId: idOf(company.units, 'retail'), items: ['bankAccount' as const] }
    const { asked: people } = previewOf(await listLacking(telling.tx, asked))
    if (people === 0) return
    pass(telling)
    const input = askManyInput.parse({ ...asked, dueOn: telling.day(-4), reason: '发薪前请补齐', people })
    await askMany(telling.tx, telling.as(hr), input)
  })
  telling.at(telling.day(-2), 10.7, async () => {
    await telling.rows(sql`select app.renew_file_states(null, ${telling.localDay})`)
    for (const [login, items, reason] of [
      ['guyan', 'certificateScan', '食品安全管理员证已到期，请拍新证'],
      ['liwanqing', 'photo', '证件照请用白色背景'],
      ['wangmuyang', 'idBack', '档案里只有人像面'],
    ] as const) {
      const { number } = await telling.personBy(login)
      pass(telling)
      const input = askPersonInput.parse({ number, items, reason, dueOn: telling.day(5) })
      await askPerson(telling.tx, telling.as(hr), input)
    }
  })
}

const fields = [
  {
    name: '工服尺码',
    nameEn: 'Uniform size',
    kind: 'choice',
    class: 'work',
    keeper: 'person',
    choices: 'S\nM\nL\nXL\nXXL',
  },
  { name: '企业微信号', nameEn: 'WeCom account', kind: 'text', class: 'contact', keeper: 'person', most: 40 },
  { name: '公积金账号', nameEn: 'Housing fund account', kind: 'text', class: 'pay', keeper: 'hr', most: 20 },
] as const

/** Fields of HR's own, filled in for a few people and by a few themselves. */
export function planFields(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  telling.at(telling.day(-80), 14.3, async () => {
    const ids: string[] = []
    for (const field of fields) {
      pass(telling)
      ids.push((await defineField(telling.tx, telling.as(hr), defineFieldInput.parse(field))).id)
    }
    const [size = '', , fund = ''] = ids
    for (const [n, login] of ['liwanqing', 'wangmuyang', 'guyan'].entries()) {
      const person = await telling.personBy(login)
      pass(telling)
      await enterOwnValue(telling.tx, telling.as(person, 'employee'), { fieldId: size, value: String(n + 1) })
      pass(telling)
      const account = { number: person.number ?? '', fieldId: fund, value: `3101${20_260_000 + n * 731}` }
      await enterValue(telling.tx, telling.as(hr), account)
    }
  })
}
