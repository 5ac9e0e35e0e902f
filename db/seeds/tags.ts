import { sql } from 'drizzle-orm'
import { addTag, giveTag } from '@/lib/tags/commands'
import type { Company } from './company'
import { personOf, type Telling } from './telling'

/** Every how manieth of those in stores has it. */
const kept = [
  ['急救员', 9],
  ['内训师', 14],
  ['带教师傅', 6],
] as const

/** HR marks who can do what beside their job, so that notices reach them. */
export function planTags(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'xutinglan')
  telling.at(telling.day(-60), 9, async () => {
    const people = await telling.rows<{ id: string; login: string }>(sql`
      select e.id, u.login from employees e join users u on u.id = e.user_id
      join assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= ${telling.localDay}
        and (a.ends_on is null or a.ends_on > ${telling.localDay})
      join units t on t.id = a.unit_id and t.kind = 'store' where e.left_on is null order by e.number`)
    for (const [name, every] of kept) {
      const { id: tagId } = await addTag(telling.tx, telling.as(hr), { name })
      for (const [n, { id: employeeId, login }] of people.entries()) {
        // 王沐阳 shows newcomers the ropes
        const isMarked = login === 'wangmuyang' ? name === '带教师傅' : n % every === every - 1
        if (isMarked) await giveTag(telling.tx, telling.as(hr), { tagId, employeeId })
      }
    }
  })
}

/** The tags by their names. */
export async function tagNamed(telling: Telling, name: string): Promise<string> {
  const [row] = await telling.rows<{ id: string }>(sql`select id from tags where name = ${name}`)
  if (!row) throw new Error(`No tag ${name}`)
  return row.id
}
