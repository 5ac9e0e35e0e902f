import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { requestConfirmation } from '@/lib/confirmations/commands'
import { requestConfirmationInput } from '@/lib/confirmations/input'
import { recordInterview, resign, tickLeavingItem } from '@/lib/leavings/commands'
import { interviewInput, leavingItemInput, resignInput } from '@/lib/leavings/input'
import { requestRenewal } from '@/lib/renewals/commands'
import { requestRenewalInput } from '@/lib/renewals/input'
import { approveRequest } from '@/lib/requests/commands'
import { approveInput } from '@/lib/workflow/input'
import type { Company } from './company'
import type { Worker } from './people'
import { personOf, type Telling } from './telling'

type Farewell = {
  home: Worker['home']
  /** Day on which it was said, and the days until they are gone. */
  said: number
  notice: number
  reason: string
  /** Why earlier than thirty days ahead. */
  short?: string
  interview?: string
  /** Items that nobody has done yet. */
  open?: string[]
}

const farewells: Farewell[] = [
  { home: 'retail', said: -288, notice: 30, reason: 'better_offer' },
  {
    home: 'catering',
    said: -241,
    notice: 30,
    reason: 'workload',
    interview: '周末连班多，和门店排班沟通过两次。愿意以后推荐朋友来。',
  },
  { home: 'design', said: -164, notice: 30, reason: 'study' },
  {
    home: 'catering',
    said: -97,
    notice: 14,
    reason: 'family',
    short: '父亲手术后需要人照料，已与部门商定交接',
  },
  {
    home: 'retail',
    said: -52,
    notice: 30,
    reason: 'pay',
    interview: '同城同岗薪资高约两成。对带教和同事评价好。',
    open: ['moveInsurance', 'closeFund'],
  },
  {
    home: 'human-resources',
    said: -31,
    notice: 30,
    reason: 'distance',
    open: ['moveFile', 'moveInsurance', 'closeFund'],
  },
  {
    home: 'retail',
    said: -9,
    notice: 30,
    reason: 'better_offer',
    open: [
      'handOverWork',
      'returnBadgeAndKeys',
      'settlePay',
      'certificate',
      'moveFile',
      'moveInsurance',
      'closeFund',
    ],
  },
]

/** Some leave: they say it, their head and HR agree, and around the day things are handed over. `free` were never sent anywhere. */
export function planLeavings(
  telling: Telling,
  company: Company,
  free: (home: Worker['home']) => Worker,
): void {
  const hr = personOf(company.cast, 'xutinglan')
  for (const farewell of farewells) {
    const worker = free(farewell.home)
    telling.at(telling.day(farewell.said), 16, async () => {
      const person = worker.person
      if (!person) return
      const lastOn = addDays(telling.localDay, farewell.notice - 1)
      const { reason, short: shortReason } = farewell
      const input = resignInput.parse({ reason, lastOn, shortReason })
      const { number } = await resign(telling.tx, telling.as(person, 'employee'), input)
      decide(telling, number)
      const { interview } = farewell
      if (interview) {
        telling.at(addDays(lastOn, -3), 15, async () => {
          const talk = interviewInput.parse({ number, heldOn: telling.localDay, note: interview })
          await recordInterview(telling.tx, telling.as(hr), talk)
        })
      }
      // what was done before the story's evening is done: of who is still here, what nobody waits for
      const day = lastOn < telling.day(-1) ? lastOn : telling.day(-3)
      telling.at(day, 17, () => finish(telling, company, number, worker, farewell.open ?? []))
    })
  }
}

async function finish(
  telling: Telling,
  company: Company,
  number: string,
  worker: Worker,
  open: string[],
): Promise<void> {
  const items = await telling.rows<{ id: string; item: string; side: string }>(sql`
    select i.id, i.item, i.side from leaving_items i join requests r on r.id = i.request_id where r.number = ${number} order by i.item`)
  const hr = personOf(company.cast, 'xutinglan')
  for (const { id, item, side } of items) {
    if (open.includes(item)) continue
    const own = side === 'employee' && worker.person
    const actor = own ? telling.as(own, 'employee') : telling.as(hr)
    await tickLeavingItem(telling.tx, actor, leavingItemInput.parse({ itemId: id, done: 'yes' }))
  }
}

/** Whoever is asked approves, one after another, within hours. */
function decide(telling: Telling, number: string): void {
  telling.after(4, async () => {
    const [task] = await telling.rows<{ userId: string; role: string | null }>(sql`
      select t.user_id as "userId", t.role from tasks t join requests r on r.id = t.request_id
      where r.number = ${number} and t.closed_at is null order by t.user_name, t.user_id limit 1`)
    if (!task) return
    const holder = telling.person(task.userId)
    const actor = telling.as(holder, (task.role ?? holder.role) as Role)
    const { status } = await approveRequest(telling.tx, actor, approveInput.parse({ number }))
    if (status !== 'approved') decide(telling, number)
  })
}

type OnProbation = { number: string; store: string | null }

/** Probations that were decided about and one that is being, and a renewal that waits for the person's word. */
export function planCareers(telling: Telling, company: Company): void {
  telling.at(telling.day(-16), 10, async () => {
    const [one] = await onProbation(telling, 'catering')
    if (one) decide(telling, await confirm(telling, company, one, '三个月独立出品，差评为零，带教记录完整。'))
  })
  telling.at(telling.day(-1), 10, async () => {
    const [one] = await onProbation(telling, 'retail')
    if (one) await confirm(telling, company, one, '熟悉陈列和收银流程，连续两月达成目标，建议转正。')
  })
  telling.at(telling.day(-2), 11, () => offer(telling, company))
}

/** Who is on probation and has nothing open, by number. */
async function onProbation(telling: Telling, home: string): Promise<OnProbation[]> {
  return telling.rows<OnProbation>(sql`
    select e.number, (select u.code from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
        where a.employee_id = e.id and a.is_primary and a.starts_on <= ${telling.localDay} and (a.ends_on is null or a.ends_on > ${telling.localDay})) as store
    from contracts c join employees e on e.id = c.employee_id join units h on h.id = e.home_unit_id
    where h.code = ${home} and e.left_on is null and c.confirmed_on is null and c.probation_ends_on > ${addDays(telling.localDay, 5)}
      and not exists (select from confirmations f where f.contract_id = c.id)
    order by c.probation_ends_on, e.number limit 1`)
}

/** By whoever leads them in the store or, at home, by HR. */
async function confirm(
  telling: Telling,
  company: Company,
  { number, store }: OnProbation,
  assessment: string,
): Promise<string> {
  const manager = store ? company.managers[store] : undefined
  const actor = manager ? telling.as(manager, 'manager') : telling.as(personOf(company.cast, 'xutinglan'))
  const input = requestConfirmationInput.parse({ employee: number, outcome: 'confirm', assessment })
  return (await requestConfirmation(telling.tx, actor, input)).number
}

/** A third fixed term is offered where the law asks for an open-ended contract: the person has to ask for it. */
async function offer(telling: Telling, company: Company): Promise<void> {
  const [one] = await telling.rows<{ number: string; endsOn: string; position: string; place: string }>(sql`
    select e.number, c.ends_on::text as "endsOn", c.position, c.place from contracts c join employees e on e.id = c.employee_id
    where c.renews_id is not null and c.kind = 'fixed_term' and c.ends_on > ${telling.localDay} and c.ends_on <= ${addDays(telling.localDay, 90)}
      and e.left_on is null and not exists (select from contracts n where n.renews_id = c.id)
    order by c.ends_on, e.number limit 1`)
  if (!one) return
  const input = requestRenewalInput.parse({
    employee: one.number,
    kind: 'fixed_term',
    lastOn: addDays(one.endsOn, 365 * 2 - 1),
    position: one.position,
    place: one.place,
    note: '本人希望先签两年，请在确认时写明是自己提出。',
  })
  await requestRenewal(telling.tx, telling.as(personOf(company.cast, 'zhoulan')), input)
}
