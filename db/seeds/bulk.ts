import { sql } from 'drizzle-orm'
import { doTurns, startBulk } from '@/lib/bulk/commands'
import { startBulkInput } from '@/lib/bulk/input'
import { endBulk } from '@/lib/bulk/jobs'
import { beginBulk, findOrder, planBulk } from '@/lib/bulk/queries'
import { forecastOf } from '@/lib/bulk/rules'
import { firstOf, monthOf } from '@/lib/schemes/rules'
import type { Company } from './company'
import { type Person, pass, personOf, type Telling } from './telling'

/** HR does for many at once what would be many forms: words for a store, a new contact for a department, newcomers into their scheme. */
export function planBulkRuns(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  telling.at(telling.day(-20), 9.5, () =>
    run(telling, hr, {
      kind: 'message',
      words: '周五 15:00 商场消防演练，请提前十分钟到一楼集合',
      all: 'yes',
      view: 'store',
      store: 'tianyao',
    }),
  )
  telling.at(telling.day(-16), 14, async () => {
    const [contact] = await telling.rows<{ id: string }>(sql`select id from users where login = 'xutinglan'`)
    const n = await numbers(
      telling,
      sql`select e.number from employees e join units u on u.id = e.home_unit_id where u.code = 'design' order by e.number limit 6`,
    )
    await run(telling, hr, { kind: 'contact', contactUserId: contact?.id, n })
  })
  telling.at(telling.day(-13), 10.5, async () => {
    const [scheme] = await telling.rows<{ id: string }>(
      sql`select id from insurance_schemes where city = '上海' order by id limit 1`,
    )
    // this month's newcomers, and those of the months before, who are registered already
    const n = await numbers(
      telling,
      sql`select e.number from employees e where e.hired_on <= ${telling.localDay}
        and (e.hired_on >= ${firstOf(telling.localDay)} or exists (select from insurance_enrolments n where n.employee_id = e.id))
        order by e.hired_on desc, e.number limit 10`,
    )
    await run(telling, hr, {
      kind: 'enrol',
      schemeId: scheme?.id,
      from: monthOf(telling.localDay),
      hasFund: 'yes',
      n,
    })
  })
}

async function numbers(telling: Telling, found: ReturnType<typeof sql>): Promise<string[]> {
  return (await telling.rows<{ number: string }>(found)).map(row => row.number)
}

/** What the page and the worker do: the dry run, the order, and everybody's turn. */
async function run(telling: Telling, hr: Person, asked: Record<string, unknown>): Promise<void> {
  const { tx } = telling
  const [grant] = await telling.rows<{ id: string }>(
    sql`select id from role_grants where user_id = ${hr.userId} and role = 'hr' order by starts_on limit 1`,
  )
  const actor = () => ({ ...telling.as(hr), grantId: grant?.id ?? null })
  const input = startBulkInput.parse({ view: 'present', ...asked, affects: 1 })
  const order = await findOrder(tx, actor(), input)
  if (!order) throw new Error('The story does not say what is to be done')
  const { members } = await planBulk(tx, actor(), input, order)
  const { change } = forecastOf(members.map(one => one.verdict))
  if (change === 0) return
  const { id } = await startBulk(tx, actor(), { ...input, affects: change })
  const begun = await beginBulk(tx, id)
  pass(telling)
  while (await doTurns(tx, actor(), id)) pass(telling)
  if (begun) await endBulk(tx, id, begun.userId, 'done', telling.now)
}
