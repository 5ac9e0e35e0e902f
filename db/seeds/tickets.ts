import { deflateSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { addCategory } from '@/lib/categories/commands'
import {
  answerTicket,
  mergeTicket,
  noteTicket,
  openTicket,
  prioritiseTicket,
  rateTicket,
  reopenTicket,
  replyTicket,
  rerouteTicket,
  takeTicket,
} from '@/lib/tickets/commands'
import {
  addCategoryInput,
  answerTicketInput,
  mergeTicketInput,
  noteTicketInput,
  openTicketInput,
  prioritiseTicketInput,
  rateTicketInput,
  reopenTicketInput,
  replyTicketInput,
  rerouteTicketInput,
  takeTicketInput,
} from '@/lib/tickets/input'
import { chaseTickets } from '@/lib/tickets/jobs'
import type { Company } from './company'
import { pngChunk } from './png'
import { type Person, personOf, type Telling } from './telling'

const categories = [
  { key: 'size', name: '定制尺寸', nameEn: 'Made to measure', unit: 'design', hours: 9, asksPromise: 'on' },
  { key: 'repair', name: '设备报修', nameEn: 'Equipment repair', hours: 8 },
  { key: 'roster', name: '排班疑问', nameEn: 'Roster question', hours: 12 },
  {
    key: 'pay',
    name: '薪资疑问',
    nameEn: 'Pay question',
    unit: 'human-resources',
    hours: 18,
    isPrivate: 'on',
  },
  {
    key: 'food',
    name: '食材质量',
    nameEn: 'Ingredient quality',
    unit: 'catering',
    hours: 4,
    priority: 'high',
  },
] as const
type CategoryKey = (typeof categories)[number]['key']

/** Problems of the last three months, as they were reported, dealt with and rated; some of them wait today. */
export function planTickets(telling: Telling, company: Company): void {
  const scene = new Desk(telling, company)
  telling.at(telling.day(-92), 10, () => scene.setUp())
  scene.past()
  scene.tailoring()
  scene.repairs()
  scene.questions()
  scene.ingredients()
  // the worker, as far as a story needs it
  for (let day = -91; day < 0; day++)
    for (const hour of [9.1, 13.1, 18.2])
      telling.at(telling.day(day), hour, async () => {
        await chaseTickets(telling.tx, telling.now)
      })
}

type Report = {
  category: CategoryKey
  title: string
  body: string
  store?: string
  promised?: number
  priority?: 'high' | 'urgent'
  photos?: File[]
}

class Desk {
  private readonly ids = new Map<CategoryKey, string>()

  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
  ) {}

  async setUp(): Promise<void> {
    const hr = this.telling.as(this.person('zhoulan'))
    for (const one of categories) {
      const { key, ...facts } = one
      const unit =
        'unit' in facts ? { routing: 'unit', unitId: this.company.units[facts.unit] } : { routing: 'store' }
      const input = addCategoryInput.parse({
        priority: 'normal',
        ...Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'unit')),
        ...unit,
      })
      this.ids.set(key, (await addCategory(this.telling.tx, hr, input)).id)
    }
  }

  /** What people in the stores asked since there is somewhere to ask: most answered within a day, most of it well. */
  past(): void {
    const asked: [CategoryKey, string, string, string][] = [
      ['repair', '收银机打不出小票', '换过纸卷，还是空白。', '打印头脏了，已清洁，可以用了。'],
      ['repair', '咖啡机漏水', '底盘有水，先停用了。', '密封圈老化，师傅下午更换。'],
      ['repair', '门口灯箱不亮', '晚上六点后整块不亮。', '换了镇流器，今晚再看一次。'],
      ['roster', '下周三能和小陈换班吗', '家里有事，已和小陈说好。', '可以，班表已经改好。'],
      ['roster', '连续上了七天', '上周没有排休。', '是我漏了，本周四、周日给你补休。'],
      ['size', '顾客要加长袖的衬衫', '身高 196，常规袖长短 4 厘米。', '可以加长，五个工作日到店。'],
      ['size', '婚礼西装要双排扣', '顾客带了参考图，想要戗驳领。', '版型 D-07 可做，请按附表量七个尺寸。'],
      ['food', '生菜到货发蔫', '早上到的两箱都这样。', '已和供应商换货，今天晚班前补到。'],
      ['food', '牛腩规格不对', '订的 3 厘米见方，到的是 5 厘米。', '后厨可先改刀，下一批按规格送。'],
      ['pay', '加班费怎么算的', '上月周末上了两天。', '按两倍计，明细已发到你的信箱。'],
    ]
    asked.forEach(([category, title, body, answer], index) => {
      for (const round of [0, 1, 2]) {
        const day = -88 + index * 7 + round * 3 + this.telling.draw(4)
        if (day > -16) continue
        this.telling.at(this.telling.day(day), this.telling.between(10, 17) + 0.25, async () => {
          const author = await this.someoneInAStore()
          if (!author) return
          const number = await this.open(author, {
            category,
            title,
            body,
            ...(category === 'size' && { promised: 9 }),
          })
          this.telling.after(this.telling.between(1, 20), async () => {
            await this.take(number)
            this.telling.after(this.telling.between(1, 5), async () => {
              await this.answer(number, answer)
              if (this.telling.chance(75))
                this.telling.after(this.telling.between(2, 30), () =>
                  this.rate(number, this.telling.pick([5, 5, 5, 4, 4, 3])),
                )
            })
          })
        })
      }
    })
  }

  /** 顾客要定制尺寸: the example that everybody asks for, and where such tickets stand today. */
  tailoring(): void {
    const { telling } = this
    this.from(
      'wangmuyang',
      -9,
      11.3,
      {
        category: 'size',
        title: '顾客要 46 码西装，下周五前取',
        body: '顾客肩宽 52、胸围 112，常规码最大 44。愿意加钱，下周五参加婚礼要穿。面料选藏青斜纹，照片是他现在的西装。',
        promised: 7,
        priority: 'high',
        photos: [picture('suit', 18), picture('tape', 33)],
      },
      number => {
        telling.after(1, async () => {
          await this.take(number)
          await this.reply(number, 'yezhen', '收到。请再量一下袖长和裤长，拍一张后背的照片。')
          telling.after(2, async () => {
            await this.reply(number, 'wangmuyang', '袖长 64，裤长 108，后背照片如下。', [picture('back', 7)])
            await this.note(
              number,
              '46 码要单独开版，成本比常规高三成，先按活动价报给顾客，差价从部门预算走。',
            )
            telling.after(3, async () => {
              await this.answer(
                number,
                '可以做。周四送到天钥店，加工费 280 元，请顾客周四晚上来试一次，当场还能改腰围。',
              )
              telling.after(52, () => this.rate(number, 5, '周四准时到店，顾客当场付了尾款，很满意'))
            })
          })
        })
      },
    )
    this.from('guyan', -1, 15.2, {
      category: 'size',
      title: '孕妇要宽松版连衣裙',
      body: '顾客怀孕五个月，想把 A 字裙腰围放 12 厘米，能不能改？',
      promised: 6,
      photos: [picture('dress', 300)],
    })
    this.from(
      'wangmuyang',
      -2,
      16.4,
      {
        category: 'size',
        title: '左右脚不一样大，要两只不同码的鞋',
        body: '左 42、右 43，顾客问能不能单独配。',
        promised: 10,
      },
      number => {
        telling.after(2, async () => {
          await this.take(number)
          await this.reply(number, 'yezhen', '已问工厂，明天上午给你答复。')
        })
      },
    )
    // reported as a repair, passed on with its clock, answered, and not solved at first
    this.from(
      'guyan',
      -8,
      10.6,
      {
        category: 'repair',
        title: '衣架上的样衣尺码标错',
        body: '三件样衣标 L，量出来是 XL。',
      },
      number => {
        telling.after(2, async () => {
          await this.reroute(number, 'size', '样衣尺码要设计部核对版单')
          telling.after(4, async () => {
            await this.answer(number, '版单没错，是水洗标贴错，已寄新标。')
            telling.after(60, async () => {
              await this.reopen(number, 'guyan', '新标到了两件的，还差一件')
              telling.after(3, () => this.take(number))
            })
          })
        })
      },
    )
  }

  repairs(): void {
    const { telling } = this
    this.from(
      'wangmuyang',
      -1,
      10.8,
      {
        category: 'repair',
        title: '后厨冰箱不制冷',
        body: '今早温度 11 度，食材已挪到冷藏柜。',
        priority: 'urgent',
        photos: [picture('fridge', 200)],
      },
      number => {
        telling.after(1, async () => {
          await this.take(number)
          await this.reply(number, 'zhaomingyuan', '已联系维修，今天下午五点前到店。')
        })
      },
    )
    this.from('guyan', -5, 11, {
      category: 'repair',
      title: '试衣间门锁坏了',
      body: '二号间锁不上，先挂了停用牌。',
    })
    this.from(
      'wangmuyang',
      -3,
      14.2,
      {
        category: 'repair',
        title: '空调风口滴水',
        body: '靠窗第二个风口，地面湿滑。',
      },
      number => {
        telling.after(20, () => this.answer(number, '冷凝管已疏通，请再看两天。'))
      },
    )
  }

  questions(): void {
    const { telling } = this
    this.from(
      'wangmuyang',
      -20,
      19,
      {
        category: 'pay',
        title: '上月驻店补贴少了两天',
        body: '15、16 日我在店，工资条里没有。',
      },
      number => {
        telling.after(18, async () => {
          await this.take(number)
          await this.note(number, '考勤里 15、16 日是补卡，补贴没跟上，其他人可能也有。')
          await this.answer(number, '核对过了，少算两天，这个月一起补发。')
          telling.after(9, () => this.rate(number, 4, '说清楚了'))
        })
      },
    )
    this.from('guyan', -1, 12.5, {
      category: 'pay',
      title: '公积金缴存基数怎么调整',
      body: '调到门店后基数没变，想确认一下。',
    })
    // answered, and nothing heard since: it closed by itself
    this.from(
      'wangmuyang',
      -13,
      18,
      {
        category: 'roster',
        title: '国庆轮休怎么排',
        body: '想提前买票回家。',
      },
      number => {
        telling.after(16, () => this.answer(number, '班表周五贴出来，你排在 2 号到 4 号休。'))
      },
    )
  }

  /** Two stores report the same delivery; one of the two counts. */
  ingredients(): void {
    const { telling } = this
    this.from(
      'wangmuyang',
      -4,
      9.6,
      {
        category: 'food',
        title: '今早的三文鱼有异味',
        body: '批号 1120，共六条，已封存留样。',
        priority: 'urgent',
        photos: [picture('fish', 12)],
      },
      first => {
        this.from(
          'guyan',
          -4,
          10.9,
          {
            category: 'food',
            title: '三文鱼不新鲜',
            body: '同一批，批号 1120，退了四条。',
            photos: [picture('fish', 25)],
          },
          second => {
            telling.after(1, async () => {
              await this.merge(second, first)
              await this.take(first)
              await this.prioritise(first, 'high', '已全部封存，没有出品')
              await this.reply(first, 'hejun', '供应商已确认冷链断过两小时，整批退货。', [], 'zhoulan')
            })
          },
        )
      },
    )
  }

  private from(
    login: string,
    day: number,
    hour: number,
    report: Report,
    then: (number: string) => void = () => undefined,
  ): void {
    const plan = async () => then(await this.open(await this.worker(login), report))
    this.telling.at(this.telling.day(day), hour, plan)
  }

  private async open(author: Person, report: Report): Promise<string> {
    const { telling } = this
    const [store] = await telling.rows<{ id: string }>(sql`
      select a.unit_id as id from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
      where a.employee_id = ${author.employeeId} and a.starts_on <= ${telling.localDay} and (a.ends_on is null or a.ends_on > ${telling.localDay})`)
    const input = openTicketInput.parse({
      categoryId: this.ids.get(report.category),
      title: report.title,
      body: report.body,
      priority: report.priority,
      storeId: store?.id,
      ...(report.promised && { promisedOn: telling.day(telling.offset + report.promised) }),
      files: report.photos ?? [],
    })
    return (await openTicket(telling.tx, telling.as(author, 'employee'), input)).number
  }

  private async take(number: string): Promise<void> {
    const holder = await this.holder(number)
    await takeTicket(this.telling.tx, this.telling.as(holder), takeTicketInput.parse({ number }))
  }

  private async answer(number: string, body: string): Promise<void> {
    const input = answerTicketInput.parse({ number, body })
    await answerTicket(this.telling.tx, this.telling.as(await this.holder(number)), input)
  }

  private async reply(
    number: string,
    login: string,
    body: string,
    files: File[] = [],
    mentions?: string,
  ): Promise<void> {
    const input = replyTicketInput.parse({
      number,
      body,
      files,
      ...(mentions && { mentions: this.person(mentions).userId }),
    })
    const isStaff = login in this.company.cast
    const by = isStaff ? this.person(login) : await this.worker(login)
    await replyTicket(this.telling.tx, this.telling.as(by, isStaff ? by.role : 'employee'), input)
  }

  private async note(number: string, body: string): Promise<void> {
    const input = noteTicketInput.parse({ number, body })
    await noteTicket(this.telling.tx, this.telling.as(await this.holder(number)), input)
  }

  private async reroute(number: string, to: CategoryKey, reason: string): Promise<void> {
    const input = rerouteTicketInput.parse({ number, categoryId: this.ids.get(to), reason })
    await rerouteTicket(this.telling.tx, this.telling.as(await this.holder(number)), input)
  }

  private async prioritise(number: string, priority: 'high', reason: string): Promise<void> {
    const input = prioritiseTicketInput.parse({ number, priority, reason })
    await prioritiseTicket(this.telling.tx, this.telling.as(await this.holder(number)), input)
  }

  private async merge(number: string, into: string): Promise<void> {
    const input = mergeTicketInput.parse({ number, into })
    await mergeTicket(this.telling.tx, this.telling.as(await this.holder(number)), input)
  }

  private async rate(number: string, rating: number, words?: string): Promise<void> {
    const [ticket] = await this.telling.rows<{ author: string; status: string }>(
      sql`select author_user_id as author, status from tickets where number = ${number}`,
    )
    if (ticket?.status !== 'answered') return
    const input = rateTicketInput.parse({ number, rating, words })
    await rateTicket(this.telling.tx, this.telling.as(this.telling.person(ticket.author), 'employee'), input)
  }

  private async reopen(number: string, login: string, reason: string): Promise<void> {
    const input = reopenTicketInput.parse({ number, reason })
    await reopenTicket(this.telling.tx, this.telling.as(await this.worker(login), 'employee'), input)
  }

  /** Whom it waits for: the specialist rather than the head. */
  private async holder(number: string): Promise<Person> {
    const [row] = await this.telling.rows<{ id: string }>(sql`
      select h.user_id as id from ticket_holders h join tickets t on t.id = h.ticket_id
      where t.number = ${number} and h.closed_at is null
      order by h.origin = 'escalated', h.role = 'specialist' desc, h.id limit 1`)
    return this.telling.person(row?.id ?? '')
  }

  private person(login: string): Person {
    return personOf(this.company.cast, login)
  }

  private async worker(login: string): Promise<Person> {
    const [row] = await this.telling.rows<{ id: string }>(sql`select id from users where login = ${login}`)
    return this.telling.person(row?.id ?? '')
  }

  private async someoneInAStore(): Promise<Person | undefined> {
    const { telling } = this
    const people = await telling.rows<{ id: string }>(sql`
      select e.user_id as id from assignments a join units u on u.id = a.unit_id and u.kind = 'store' join employees e on e.id = a.employee_id
      where e.user_id is not null and e.left_on is null and a.is_primary and a.starts_on <= ${telling.localDay}
        and (a.ends_on is null or a.ends_on > ${telling.localDay}) order by e.number`)
    return people.length > 0 ? telling.person(telling.pick(people).id) : undefined
  }
}

/** A photo that needs no photographer: bands of a colour, different for each thing. */
export function picture(name: string, hue: number): File {
  const [width, height] = [320, 240]
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 150 + 70 * Math.sin((x + y * 2 + hue) / 23) * Math.cos((x * 2 - y) / 41)
      const at = y * (width * 3 + 1) + 1 + x * 3
      rows.writeUInt8(clamp(light + 40 * Math.sin(hue)), at)
      rows.writeUInt8(clamp(light + 40 * Math.sin(hue + 2)), at + 1)
      rows.writeUInt8(clamp(light + 40 * Math.sin(hue + 4)), at + 2)
    }
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  const content = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
  return new File([new Uint8Array(content)], `${name}.png`, { type: 'image/png' })
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))
