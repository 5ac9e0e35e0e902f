import { sql } from 'drizzle-orm'
import { followUp, recordTouchpoint, setRhythm } from '@/lib/touchpoints/commands'
import { recordTouchpointInput } from '@/lib/touchpoints/input'
import type { Company } from './company'
import { idOf, personOf, type Telling } from './telling'

const talks = [
  {
    way: 'call',
    topic: 'settling',
    words: '住处已经安排好，有事随时打给我。',
    note: '通勤四十分钟，适应得不错。',
  },
  {
    way: 'video',
    topic: 'work',
    words: '旺季辛苦了，下个月排班会松一些。',
    note: '连上六天，已提醒门店注意休息。',
  },
  { way: 'message', topic: 'wellbeing', words: '好好休息，体检报告出来告诉我。', note: '' },
  { way: 'visit', topic: 'growth', words: '主管班的名额给你留着。', note: '想走培训方向，可以考虑内训师。' },
  { way: 'call', topic: 'return', words: '返回的事月底给你准信。', note: '希望春节后再返回，和事业部确认。' },
] as const

/** Talks of the last months: each HQ contact about once a month with most of theirs, and some whom nobody has called for long. */
export function planTouchpoints(telling: Telling, company: Company): void {
  telling.at(telling.day(-120), 10, async () => {
    const hr = telling.as(personOf(company.cast, 'zhoulan'))
    await setRhythm(telling.tx, hr, { unitId: idOf(company.units, 'design'), days: 45 })
  })
  for (const offset of [-100, -70, -40, -12])
    telling.at(telling.day(offset), 16, () => talkAround(telling, offset))
}

/** What is due on that day, but for one in six. */
async function talkAround(telling: Telling, offset: number): Promise<void> {
  await telling.rows(sql`select app.renew_touchpoints(null, ${telling.localDay})`)
  const rows = await telling.rows<{ number: string; contact: string }>(sql`
    select employee_number as number, contact_user_id as contact from touchpoint_dues
    where contact_user_id is not null and due_on < ${telling.day(offset + 12)} order by employee_number`)
  for (const [n, { number, contact }] of rows.entries()) {
    if (n % 6 === 5) continue
    const asks = offset === -12 && n % 9 === 0
    const input = recordTouchpointInput.parse({
      number,
      happenedOn: telling.localDay,
      ...talks[(n - offset) % talks.length],
      note: talks[(n - offset) % talks.length]?.note || undefined,
      followUpOn: asks ? telling.day(n % 2 === 0 ? 4 : -1) : undefined,
    })
    const actor = telling.as(telling.person(contact))
    const { id } = await recordTouchpoint(telling.tx, actor, input)
    if (asks && n % 27 === 0)
      telling.after(20, () => followUp(telling.tx, telling.as(telling.person(contact)), { id }))
  }
}
