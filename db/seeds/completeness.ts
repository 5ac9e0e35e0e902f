import { addFileRule } from '@/lib/completeness/commands'
import { addFileRuleInput } from '@/lib/completeness/input'
import type { Company } from './company'
import { pass, personOf, type Telling } from './telling'

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
