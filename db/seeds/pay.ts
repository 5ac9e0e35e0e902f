import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { agreePay } from '@/lib/pay/commands'
import { agreePayInput } from '@/lib/pay/input'
import type { Company } from './company'
import { type Person, personOf, type Telling } from './telling'

type Unpaid = {
  id: string
  number: string
  startsOn: string
  endsOn: string | null
  isNew: boolean
  isStaff: boolean
  nth: number
}

/** What contracts agree on, entered some days after they were, and raises in summer for some. */
export function planPay(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'xutinglan')
  for (const offset of [-198, -120, -60, -14, -2])
    telling.at(telling.day(offset), 10.5, async () => {
      const contracts = await telling.rows<Unpaid>(sql`
        select c.id, e.number, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.probation_ends_on > ${telling.localDay}::date as "isNew",
          c.position = '经理' as "isStaff", row_number() over (partition by c.employee_id order by c.starts_on)::int as nth
        from contracts c join employees e on e.id = c.employee_id
        where not exists (select from contract_pays p where p.contract_id = c.id) order by e.number, c.starts_on`)
      for (const contract of contracts) await agree(telling, hr, contract)
    })
}

async function agree(telling: Telling, hr: Person, contract: Unpaid): Promise<void> {
  const draw = drawOf(contract.number)
  const start = (contract.isStaff ? 12_000 : 5200) + draw(30) * 100
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

/** Numbers of a person's own, so that the rest of the story does not depend on them. */
function drawOf(seed: string): (below: number) => number {
  let count = 0
  return below => {
    count += 1
    return createHash('sha256').update(`pay:${seed}:${count}`).digest().readUInt32BE(0) % below
  }
}
