import { sql } from 'drizzle-orm'
import {
  draftNotice,
  publishNotice,
  readNotice,
  remindOfNotice,
  reviseNotice,
  signNotice,
} from '@/lib/notices/commands'
import {
  draftInput,
  publishInput,
  readNoticeInput,
  remindInput,
  reviseInput,
  signInput,
} from '@/lib/notices/input'
import { evaluateNotice, remindOfDueDays, tellReaders } from '@/lib/notices/jobs'
import type { Company } from './company'
import { tagNamed } from './tags'
import { idOf, type Person, personOf, type Telling } from './telling'

const safety = {
  title: '门店食品安全制度',
  families: '餐饮',
  includesManagers: 'on',
  isMustRead: 'on',
  dueDays: '14',
  question: '生熟食材可以放在同一层冷藏架上吗？',
  choice1: '不可以，生食放在熟食下层',
  choice2: '可以，盖好就行',
  choice3: '忙的时候可以',
  rightChoice: '1',
}
const rules = [
  '第一条　上岗前洗手消毒，手部有伤口的不得接触食品。',
  '第二条　生熟分开：刀具、砧板、容器按颜色区分，生食放在熟食的下层。',
  '第三条　冷藏温度 0–8 ℃，冷冻 −12 ℃ 以下，每天开店和闭店各记录一次。',
  '第四条　食材先进先出，过期食材当天销毁并登记。',
  '第五条　发现食品安全问题，立即停止售卖并告诉店长。法规原文见 https://www.gov.cn/zhengce。',
]
/** What everybody still owes today, so that each page has something to show. */
const unsigned = ['wangmuyang']

/** What was announced in the last months, who read it, and what waits to be signed today. */
export function planNotices(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  const manager = personOf(company.cast, 'zhaomingyuan')
  const board = new Board(telling, company)
  const on = (offset: number, hour: number, work: () => Promise<void>) =>
    telling.at(telling.day(offset), hour, work)

  on(-80, 10, async () => {
    await board.announce(hr, {
      title: '新到店员工须知',
      body: '欢迎到店。第一周请完成三件事：\n1. 和店长确认排班、工位和更衣柜。\n2. 读完门店的食品安全和服务规范。\n3. 有问题先找店长，解决不了就在“问题反馈”里告诉总部。\n你的归属部门和总部联系人都没有变，派驻期间照常联系他们。',
      arrivalDays: '30',
      isMustRead: 'on',
      dueDays: '7',
    })
  })
  on(-45, 10, async () => {
    await board.announce(hr, { ...safety, body: rules.join('\n') })
  })
  on(-20, 15, async () => {
    await board.announce(hr, {
      title: '元旦放假与值班安排',
      body: '1 月 1 日放假一天。门店照常营业，当天到岗的按法定节假日计发加班工资。\n请各店在 12 月 20 日前排好值班，需要调休的向店长提出。',
      includesManagers: 'on',
      files: paper('值班表.pdf'),
    })
  })
  on(-15, 10, async () => {
    await board.announce(hr, {
      title: '急救员复训报名',
      body: '红十字会复训在 12 月的每个周三下午，半天，算工时。\n请各店急救员在本周内向店长报名，证书到期的优先。',
      tagIds: await tagNamed(telling, '急救员'),
    })
  })
  on(-12, 11, async () => {
    const number = board.numberOf(safety.title)
    const input = reviseInput.parse({
      number,
      revision: 2,
      title: safety.title,
      body: rules
        .with(2, '第三条　冷藏温度 0–5 ℃，冷冻 −18 ℃ 以下，每天开店、午市后和闭店各记录一次。')
        .concat('第六条　外卖封签由打包人签名，封签破损的不得出餐。')
        .join('\n'),
      question: '冷藏温度应该是多少？',
      choice1: '0–8 ℃',
      choice2: '0–5 ℃',
      rightChoice: '2',
      changeNote: '冷藏冷冻温度收紧，增加午市后记录和外卖封签',
      asksAgain: 'on',
    })
    await reviseNotice(telling.tx, telling.as(hr), input)
    await board.deliver()
  })
  on(-6, 16, async () => {
    await board.announce(manager, {
      title: '周日晚盘点，请提前安排',
      body: '本周日 21:30 闭店后盘点，预计一小时。\n白班同事可以不参加；参加的次日上午调休。',
    })
  })
  on(-2, 10, async () => {
    await board.remind(manager, safety.title)
  })
  on(-1, 17, async () => {
    const number = await board.draft(hr, {
      title: '年度体检预约开始',
      body: '体检名额按归属部门分配，预约后请在当月完成。\n门店同事可以选门店所在城市的体检点。',
    })
    const publishAt = `${telling.day(3)}T09:00`
    await publishNotice(telling.tx, telling.as(hr), publishInput.parse({ number, revision: 1, publishAt }))
    await board.draft(hr, {
      title: '门店着装规范（征求意见稿）',
      body: '工装每两年更换一次，冬夏各两套。',
      unitIds: idOf(company.units, 'east'),
      files: paper('着装规范.pdf'),
    })
  })

  // the worker at night and in the morning, and people who read at noon and in the evening
  for (let offset = -79; offset < 0; offset++) {
    on(offset, 0.4, () => board.deliver())
    on(offset, 9, () => board.remindOfDueDays())
    on(offset, 12.5, () => board.read(offset >= -12 ? 14 : 30))
    if (offset % 2 === 0) on(offset, 18.5, () => board.read(12))
  }
}

type Fields = { title: string; body: string } & Record<string, string | File>

/** A page of paper with nothing on it. */
function paper(name: string): File {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ].map((body, index) => `${index + 1} 0 obj ${body} endobj`)
  return new File(
    [['%PDF-1.4', ...objects, 'trailer << /Root 1 0 R >>', 'startxref', '9', '%%EOF'].join('\n')],
    name,
  )
}

class Board {
  private readonly numbers = new Map<string, string>()
  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
  ) {}

  numberOf(title: string): string {
    return this.numbers.get(title) ?? ''
  }

  async draft(by: Person, fields: Fields): Promise<string> {
    const { telling } = this
    const { number } = await draftNotice(telling.tx, telling.as(by), draftInput.parse(fields))
    this.numbers.set(fields.title, number)
    return number
  }

  async announce(by: Person, fields: Fields): Promise<void> {
    const { telling } = this
    const number = await this.draft(by, fields)
    await publishNotice(telling.tx, telling.as(by), publishInput.parse({ number, revision: 1 }))
    await this.deliver()
  }

  async deliver(): Promise<void> {
    const { tx, now } = this.telling
    for (const id of await this.published()) {
      await evaluateNotice(tx, id, now)
      await this.tell(id)
    }
  }

  async remindOfDueDays(): Promise<void> {
    const { tx, now, localDay } = this.telling
    for (const id of await remindOfDueDays(tx, now, localDay)) await this.tell(id)
  }

  async remind(by: Person, title: string): Promise<void> {
    const { telling } = this
    const input = remindInput.parse({ number: this.numberOf(title), unitId: by.unitId })
    await remindOfNotice(telling.tx, telling.as(by), input)
    await this.deliver()
  }

  /** So many in a hundred of those who have something to read do so, and sign it. */
  async read(percent: number): Promise<void> {
    const { telling } = this
    const owed = await telling.rows<{
      number: string
      version: number
      isMustRead: boolean
      isRead: boolean
      right: number | null
      userId: string
      employeeId: string
      name: string
      employeeNumber: string
      login: string
    }>(sql`
      select n.number, n.version, n.is_must_read as "isMustRead", r.read_at is not null as "isRead", k.right_choice + 1 as right,
        r.user_id as "userId", e.id as "employeeId", e.name, e.number as "employeeNumber", u.login
      from notice_receipts r join notices n on n.id = r.notice_id and n.asked_version = r.version
      join notice_versions v on v.notice_id = n.id and v.version = n.version left join notice_keys k on k.version_id = v.id
      join employees e on e.id = r.employee_id join users u on u.id = r.user_id
      where n.status = 'issued' and n.publish_at <= ${telling.now} and r.released_at is null
        and case when n.is_must_read then r.signed_at else r.read_at end is null and (e.left_on is null or e.left_on > ${telling.localDay})
      order by n.number, e.number`)
    for (const one of owed) {
      if (!telling.chance(percent) || (unsigned.includes(one.login) && one.version > 1)) continue
      telling.now = new Date(telling.now.getTime() + 2000)
      const person = { userId: one.userId, name: one.name, unitId: null, employeeId: one.employeeId }
      const actor = telling.as({ ...person, role: 'employee', number: one.employeeNumber })
      if (!one.isRead) await readNotice(telling.tx, actor, readNoticeInput.parse({ number: one.number }))
      // some read and put signing off
      if (!one.isMustRead || telling.chance(20)) continue
      const sign = (choice?: number) =>
        signNotice(telling.tx, actor, signInput.parse({ number: one.number, version: one.version, choice }))
      if (one.right && telling.chance(15)) await sign((one.right % 2) + 1)
      await sign(one.right ?? undefined)
    }
    const manager = personOf(this.company.cast, 'zhaomingyuan')
    for (const number of this.numbers.values())
      if (telling.chance(10))
        await readNotice(telling.tx, telling.as(manager), readNoticeInput.parse({ number }))
  }

  private async tell(id: string): Promise<void> {
    const { tx, now } = this.telling
    while ((await tellReaders(tx, id, now)) > 0);
  }

  private async published(): Promise<string[]> {
    const { now } = this.telling
    const rows = await this.telling.rows<{ id: string }>(sql`
      select id from notices where status = 'issued' and publish_at <= ${now} and (expires_at is null or expires_at > ${now}) order by id`)
    return rows.map(row => row.id)
  }
}
