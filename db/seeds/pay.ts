import { sql } from 'drizzle-orm'
import { agreePay } from '@/lib/pay/commands'
import { agreePayInput } from '@/lib/pay/input'
import type { Company } from './company'
import { drawOf } from './lives'
import { type Person, personOf, type Telling } from './telling'

type Unpaid = {
  id: string
  number: string
  startsOn: string
  endsOn: string | null
  isNew: boolean
  level: number
  nth: number
}

/** Monthly base in yuan from which a position of each level starts. */
const starts: Record<number, number> = {
  1: 4600,
  2: 5000,
  3: 6200,
  4: 7600,
  5: 8800,
  6: 11_500,
  7: 15_500,
  9: 28_000,
}

/** What contracts agree on, entered some days after they were, and raises in summer for some. */
export function planPay(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'xutinglan')
  for (const offset of [-198, -120, -60, -14, -2])
    telling.at(telling.day(offset), 10.5, async () => {
      const contracts = await telling.rows<Unpaid>(sql`
        select c.id, e.number, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.probation_ends_on > ${telling.localDay}::date as "isNew",
          coalesce((select max(level) from positions p where p.name = c.position), 2)::int as level,
          row_number() over (partition by c.employee_id order by c.starts_on)::int as nth
        from contracts c join employees e on e.id = c.employee_id
        where not exists (select from contract_pays p where p.contract_id = c.id) order by e.number, c.starts_on`)
      for (const contract of contracts) await agree(telling, hr, contract)
    })
}

async function agree(telling: Telling, hr: Person, contract: Unpaid): Promise<void> {
  const draw = drawOf(`pay:${contract.number}`)
  const start = (starts[contract.level] ?? 5000) + draw(contract.level + 8) * 100
  const base = start + (contract.nth - 1) * 600
  const [meal, transport] = [300, draw(2) * 200]
  telling.now = new Date(telling.now.getTime() + 20_000)
  const enter = (over: Record<string, unknown>) =>
    agreePay(
      telling.tx,
      telling.as(hr),
      agreePayInput.parse({
        contractId: contract.id,
        base: `${base}`,
        meal: `${meal}`,
        ...(transport && { transport: `${transport}` }),
        ...over,
      }),
    )
  const least = Math.ceil((base + meal + transport) * 0.8)
  await enter(contract.isNew ? { probation: `${least + draw(5) * 100}` } : {})
  const raisedOn = telling.day(-130)
  const wasLongHere =
    contract.startsOn < telling.day(-400) && (contract.endsOn === null || contract.endsOn > raisedOn)
  if (!contract.isNew && wasLongHere && draw(6) === 0)
    await enter({ startsOn: raisedOn, base: `${base + 500}` })
}
