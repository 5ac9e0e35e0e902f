import { sql } from 'drizzle-orm'
import type { InsuranceItem, Residence } from '@/db/schema/insurance'
import { addDays, addMonths } from '@/lib/clock'
import { enrol } from '@/lib/enrolments/commands'
import { enrolInput } from '@/lib/enrolments/input'
import { issueMonth, reckonMonth } from '@/lib/insurance/commands'
import { reckonInput } from '@/lib/insurance/input'
import { type Enter, issueInsurance, reckonInsurance } from '@/lib/insurance/jobs'
import { addScheme, setMinimumWage, setRate } from '@/lib/schemes/commands'
import { addSchemeInput, setMinimumWageInput, setRateInput } from '@/lib/schemes/input'
import { firstOf, monthOf } from '@/lib/schemes/rules'
import type { Company } from './company'
import { type Person, pass, personOf, type Telling } from './telling'

type Item = [item: InsuranceItem, company: string, person: string, fund?: true]
type City = {
  city: string
  residence?: Residence
  /** Least and most base of insurance and of the fund, in yuan, before and since July. */
  before: [number, number, number, number]
  since: [number, number, number, number]
  wage: number
  items: Item[]
}

const usual = (medical: string, injury: string, maternity?: string): Item[] => [
  ['pension', '16', '8'],
  ['medical', medical, '2'],
  ['unemployment', '0.5', '0.5'],
  ['injury', injury, '0'],
  ...(maternity ? ([['maternity', maternity, '0']] as Item[]) : []),
]
/** Numbers of a story: of the size of real ones, and for no payroll. */
const cities: City[] = [
  {
    city: '上海',
    before: [7384, 36921, 2690, 36921],
    since: [7460, 37302, 2740, 37302],
    wage: 2740,
    items: [...usual('9', '0.26'), ['fund', '7', '7', true]],
  },
  {
    city: '杭州',
    before: [4812, 24930, 2490, 39527],
    since: [4986, 25299, 2490, 40694],
    wage: 2490,
    items: [...usual('9.5', '0.2'), ['fund', '12', '12', true]],
  },
  {
    city: '苏州',
    before: [4879, 24396, 2490, 33500],
    since: [4952, 24762, 2660, 34500],
    wage: 2660,
    items: [...usual('7', '0.4', '0.8'), ['fund', '8', '8', true]],
  },
  {
    city: '北京',
    before: [6821, 35283, 2420, 35283],
    since: [7162, 35811, 2540, 35811],
    wage: 2540,
    items: [...usual('9', '0.4', '0.8'), ['fund', '12', '12', true]],
  },
  {
    city: '广州',
    before: [5284, 27501, 2300, 38082],
    since: [5510, 27549, 2500, 40194],
    wage: 2500,
    items: [...usual('5.5', '0.2', '0.85'), ['fund', '5', '5', true]],
  },
  {
    city: '深圳',
    residence: 'local_urban',
    before: [2360, 26421, 2360, 41190],
    since: [2520, 27549, 2520, 44265],
    wage: 2520,
    items: [...usual('6', '0.2', '0.5'), ['fund', '5', '5', true]],
  },
]

/** Schemes and minimum wages of the company's cities from its first day, and the new limits of July. */
export function planSchemes(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'xutinglan')
  const schemes = new Map<string, string>()
  telling.at(telling.day(-360), 10, async () => {
    for (const city of cities) {
      pass(telling)
      const input = addSchemeInput.parse({ city: city.city, residence: city.residence ?? 'any' })
      const { id } = await addScheme(telling.tx, telling.as(hr), input)
      schemes.set(city.city, id)
      await rate(telling, hr, id, city, monthOf(telling.day(-500)), city.before)
    }
  })
  telling.at(telling.day(-150), 10, async () => {
    for (const city of cities) {
      pass(telling)
      const from = monthOf(telling.day(-150))
      await rate(telling, hr, schemes.get(city.city) ?? '', city, from, city.since)
      await setMinimumWage(
        telling.tx,
        telling.as(hr),
        setMinimumWageInput.parse({
          city: city.city,
          startsOn: `${from}-01`,
          monthly: `${city.wage}`,
          source: `${city.city}市人社局公布（演示数据）`,
        }),
      )
    }
  })
  for (const offset of [-197, -119, -59, -13, -1])
    telling.at(telling.day(offset), 11, () => enrolEverybody(telling, hr, schemes))
  planMonths(telling, hr)
}

/** Two months were issued in the days after each, one of them once more, after a rate had been put right; the last one waits for HR to look at its sums. */
function planMonths(telling: Telling, hr: Person): void {
  const enter: Enter = work => work(telling.tx)
  const clock = { now: () => telling.now }
  const reckon = async (month: string, reason?: string) => {
    const { id } = await reckonMonth(
      telling.tx,
      telling.as(hr),
      reckonInput.parse({ month: monthOf(month), reason }),
    )
    await reckonInsurance(id, clock, enter)
    return id
  }
  const issue = async (id: string) => {
    pass(telling)
    await issueMonth(telling.tx, telling.as(hr), { runId: id })
    await issueInsurance(id, clock, enter)
  }
  for (const back of [3, 2, 1]) {
    const month = addMonths(firstOf(telling.today), -back)
    telling.at(addDays(addMonths(month, 1), 5), 10, async () => {
      const id = await reckon(month)
      if (back > 1) await issue(id)
    })
  }
  const corrected = addMonths(firstOf(telling.today), -2)
  telling.at(addDays(addMonths(corrected, 1), 12), 15, async () => {
    const [scheme] = await telling.rows<{ id: string }>(
      sql`select id from insurance_schemes where city = '苏州'`,
    )
    if (!scheme) return
    const rate = { schemeId: scheme.id, item: 'injury', from: monthOf(corrected) }
    const input = setRateInput.parse({
      ...rate,
      companyRate: '0.32',
      personRate: '0',
      floor: '4952',
      ceiling: '24762',
      source: '苏州市人社局公布（演示数据）',
    })
    await setRate(telling.tx, telling.as(hr), input)
    pass(telling)
    await issue(await reckon(corrected, '苏州工伤费率阶段性下调'))
  })
}

async function rate(
  telling: Telling,
  hr: Person,
  schemeId: string,
  { city, items }: City,
  from: string,
  [least, most, fundLeast, fundMost]: City['before'],
): Promise<void> {
  for (const [item, companyRate, personRate, isFund] of items) {
    telling.now = new Date(telling.now.getTime() + 2000)
    const input = setRateInput.parse({
      schemeId,
      item,
      from,
      companyRate,
      personRate,
      floor: `${isFund ? fundLeast : least}`,
      ceiling: `${isFund ? fundMost : most}`,
      roundTo: isFund ? '100' : '1',
      source: `${city}${isFund ? '公积金中心' : '市人社局'}公布（演示数据）`,
    })
    await setRate(telling.tx, telling.as(hr), input)
  }
}

type Found = { number: string; hired: string; city: string | null }

/** Whoever has pay and no scheme yet, where they work; who came in these days waits, so that somebody is still to be registered. */
async function enrolEverybody(telling: Telling, hr: Person, schemes: Map<string, string>): Promise<void> {
  const people = await telling.rows<Found>(sql`
    select e.number, e.hired_on::text as hired, (select s.city from assignments a join stores s on s.unit_id = a.unit_id
      where a.employee_id = e.id and a.starts_on <= ${telling.localDay} order by a.starts_on desc limit 1) as city
    from employees e where (e.left_on is null or e.left_on > ${telling.localDay}) and e.hired_on < ${telling.localDay}::date - 8
      and exists (select from contract_pays p where p.employee_id = e.id)
      and not exists (select from insurance_enrolments n where n.employee_id = e.id) order by e.number`)
  for (const { number, hired, city } of people) {
    telling.now = new Date(telling.now.getTime() + 5000)
    const from = [firstOf(hired), firstOf(telling.day(-200))].sort()[1] ?? ''
    const input = enrolInput.parse({
      number,
      schemeId: schemes.get(city ?? '上海') ?? schemes.get('上海'),
      from: monthOf(from),
      hasFund: 'yes',
      fundAccount: `8800${number.slice(1)}`,
    })
    await enrol(telling.tx, telling.as(hr), input)
  }
}
