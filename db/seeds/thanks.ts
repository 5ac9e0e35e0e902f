import { sql } from 'drizzle-orm'
import { answerNote, writeNote } from '@/lib/thanks/commands'
import { answerNoteInput, writeNoteInput } from '@/lib/thanks/input'
import { findReceiver } from '@/lib/thanks/queries'
import type { Company } from './company'
import type { Person, Telling } from './telling'

type Words = { kind?: 'thanks' | 'feedback'; topic: string; body: string; tone?: string; sight?: string }

/** What managers say of their people, in turn; some stores say more than others, and some people wait for it. */
const praise: Words[] = [
  { topic: 'service', body: '周末客人多，你一直笑着把每一桌都招呼到了。' },
  { topic: 'teamwork', body: '小陈请假那天你主动顶了晚班，谢谢。' },
  { topic: 'punctuality', body: '连续一个月开店前十五分钟到，钥匙交给你很放心。' },
  { topic: 'expertise', body: '新菜的出品稳定，客人问起做法你也讲得清楚。' },
  { topic: 'initiative', body: '盘点差的那三件是你追回来的，省了大家一晚上。' },
  { topic: 'care', body: '新同事第一天紧张，你带着熟悉了一圈。' },
]
const thanked = [
  ['tianyao', 4],
  ['nanxi', 6],
  ['lujiazui', 9],
  ['hubin', 11],
  ['wujiaochang', 7],
  ['sanlitun', 8],
  ['tianhe', 10],
  ['guanqian', 12],
] as const

/** Thanks and feedback of the last months between headquarters, managers and the people in the stores. */
export function planThanks(telling: Telling, company: Company): void {
  const scene = new Notes(telling, company)
  for (const [store, days] of thanked) {
    for (let offset = -90, n = 0; offset < -2; offset += days, n++)
      telling.at(telling.day(offset), 17.4, () => scene.praiseInTurn(store, n))
  }
  const say = (
    offset: number,
    hour: number,
    by: string,
    to: string,
    words: Words & { kept?: true },
    reply?: string,
  ) => telling.at(telling.day(offset), hour, () => scene.say(by, to, words, reply))

  say(
    -34,
    11,
    'hejun',
    'wangmuyang',
    {
      topic: 'expertise',
      body: '你在店里试的椒盐小排，总部决定放进下季菜单。谢谢你把做法写得这么细。',
    },
    '谢谢何老师，还有两个口味在试。',
  )
  say(
    -25,
    18,
    'fangjing',
    'guyan',
    {
      kind: 'feedback',
      tone: 'advice',
      topic: 'service',
      body: '上周三客人等位时没有人招呼。下次可以先递水，再说大概等多久。',
      kept: true,
    },
    '明白，已经和前厅约好轮流看等位区。',
  )
  say(-20, 19, 'guyan', 'fangjing', {
    topic: 'care',
    body: '刚来时住得远，是你帮我调了班。谢谢。',
    sight: 'private',
  })
  say(
    -15,
    12,
    'guyan',
    'zhoulan',
    {
      topic: 'care',
      body: '社保转移的事一直是你在帮我跑，谢谢。',
      sight: 'private',
    },
    '应该的，有事随时说。',
  )
  say(-9, 16, 'zhaomingyuan', 'wangmuyang', {
    kind: 'feedback',
    tone: 'praise',
    topic: 'punctuality',
    body: '备料提前半小时完成，午市没有再断过货。',
  })
  say(-4, 18, 'zhoulan', 'guyan', {
    topic: 'initiative',
    body: '新人手册里的排队话术是你补上的，已经发给所有门店。',
  })
  say(-1, 19, 'zhaomingyuan', 'wangmuyang', {
    topic: 'service',
    body: '周日晚上加了两桌还没乱，全靠你提前备好的料。辛苦了。',
  })
}

class Notes {
  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
  ) {}

  /** The manager thanks one of the store, another each time; sometimes it is answered. */
  async praiseInTurn(store: string, n: number): Promise<void> {
    const manager = this.company.managers[store]
    const team = await this.telling.rows<{ number: string; userId: string }>(sql`
      select e.number, e.user_id as "userId" from assignments a join units u on u.id = a.unit_id join employees e on e.id = a.employee_id
      where u.code = ${store} and e.user_id is not null and a.is_primary and a.starts_on <= ${this.telling.localDay}
        and (a.ends_on is null or a.ends_on > ${this.telling.localDay}) order by e.number`)
    // the last third of a team is whom nobody thinks of
    const whom = team[n % Math.max(1, Math.ceil((team.length * 2) / 3))]
    const words = praise[n % praise.length]
    if (!manager || !whom || !words) return
    await this.write(manager, whom.number, { ...words, sight: n % 5 === 4 ? 'private' : 'shared' })
  }

  async say(by: string, to: string, words: Words & { kept?: true }, reply?: string): Promise<void> {
    const [author, receiver] = [await this.telling.personBy(by), await this.telling.personBy(to)]
    const goesUp = author.role === 'employee'
    const { kept, ...rest } = words
    const evidence = kept && { evidenceOn: `${this.telling.localDay.slice(0, 8)}01` }
    const sight = words.kind === 'feedback' ? undefined : (words.sight ?? 'shared')
    const id = await this.write(author, goesUp ? receiver.userId : (receiver.number ?? ''), {
      ...rest,
      sight,
      ...evidence,
    })
    if (!id || !reply) return
    this.telling.after(3, async () => {
      const actor = this.telling.as(receiver)
      await answerNote(this.telling.tx, actor, answerNoteInput.parse({ id, body: reply }))
    })
  }

  /** Nothing where the two do not work together on that day. */
  private async write(by: Person, to: string, words: Record<string, unknown>): Promise<string | undefined> {
    const { telling } = this
    const actor = telling.as(by)
    if (!(await findReceiver(telling.tx, actor, to))) return undefined
    const input = writeNoteInput.parse({ kind: 'thanks', ...words, to })
    return (await writeNote(telling.tx, actor, input)).id
  }
}
