import { sql } from 'drizzle-orm'
import { excuse, restToday } from '@/lib/excuses/commands'
import { excuseInput } from '@/lib/excuses/input'
import { addPhoto, commentReport, readReport, submitReport } from '@/lib/reports/commands'
import { addPhotoInput, commentReportInput, readReportInput, submitReportInput } from '@/lib/reports/input'
import { callLate, escalateUnread, openReports, remindAuthors } from '@/lib/reports/jobs'
import { makeTemplate, startTemplate } from '@/lib/templates/commands'
import { makeTemplateInput, startTemplateInput } from '@/lib/templates/input'
import { type Field, type FieldKind, newField } from '@/lib/templates/rules'
import type { Company } from './company'
import { idOf, type Person, personOf, Telling } from './telling'
import { picture } from './tickets'

/** Days back to the first report. */
const began = -18

/** Fields in the order in which they are asked. */
function fieldsOf(asked: (Partial<Field> & { kind: FieldKind; label: string })[]): Field[] {
  const fields: Field[] = []
  for (const one of asked) fields.push({ ...newField(one.kind, fields), ...one })
  return fields
}

const daily = fieldsOf([
  { kind: 'number', label: '客流', unit: '人', min: 0, max: 5000, help: '进店人数' },
  { kind: 'number', label: '销售额', unit: '元', min: 0, decimals: 2 },
  { kind: 'number', label: '试衣数', unit: '次', min: 0, required: false, help: '服装门店填写' },
  { kind: 'choice', label: '和昨天比', options: ['更忙', '差不多', '更闲'] },
  { kind: 'text', label: '遇到的问题', required: false, help: '没有可以不填' },
  { kind: 'photo', label: '照片', most: 3, required: false },
  {
    kind: 'checklist',
    label: '开店检查表',
    options: ['灯光和空调正常', '地面和台面清洁', '收银备用金核对', '消防通道畅通'],
  },
])
const weekly = fieldsOf([
  { kind: 'text', label: '本周完成' },
  { kind: 'text', label: '下周计划' },
  { kind: 'number', label: '学习时长', unit: '小时', min: 0, max: 60, decimals: 1, required: false },
])
const stock = fieldsOf([
  {
    kind: 'checklist',
    label: '备货检查',
    options: ['冷藏温度', '冷冻温度', '当天用量', '临期食材'],
    required: true,
  },
  { kind: 'photo', label: '冷柜照片', most: 2, required: false },
])
const rounds = fieldsOf([
  { kind: 'text', label: '陈列巡检记录' },
  { kind: 'photo', label: '陈列照片', most: 6 },
])

/** Reports of the last weeks: written in the evening, read by the managers, some late, some missing, some excused. */
export function planReports(telling: Telling, company: Company): void {
  const scene = new Evenings(telling, company)
  telling.at(telling.day(began), 0.05, () => scene.setUp())
  for (let offset = began; offset < 0; offset++) {
    telling.at(telling.day(offset), 0.1, () => scene.open())
    telling.at(telling.day(offset), 9.4, () => scene.read(85))
    telling.at(telling.day(offset), 15, () => scene.excuse())
    telling.at(telling.day(offset), 19.1, () => scene.remind())
    telling.at(telling.day(offset), 19.4, () => scene.write(88))
    telling.at(telling.day(offset), 20.1, () => scene.callLate())
    telling.at(telling.day(offset), 20.3, () => scene.write(40))
  }
  telling.at(telling.day(-1), 20.4, () => scene.talk())
}

type Open = {
  id: string
  versionId: string
  template: string
  userId: string
  name: string
  employeeId: string
  number: string
  unitCode: string
  family: string
}

class Evenings {
  /** Dice of its own, so that what the other stories draw stays as it was. */
  private readonly dice: Telling
  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
  ) {
    this.dice = new Telling(telling.tx, telling.today, '')
  }

  async setUp(): Promise<void> {
    const hr = personOf(this.company.cast, 'zhoulan')
    const manager = personOf(this.company.cast, 'zhaomingyuan')
    const everyDay = ['1', '2', '3', '4', '5', '6', '7']
    const position = (code: string) => idOf(this.company.positions, code)
    await this.template(hr, '门店日报', daily, {
      intro: '闭店前填写，店长当天会看。',
      positionIds: ['store-chef', 'senior-sales', 'supervisor'].map(position),
      weekdays: everyDay,
      dueTime: '20:00',
      remindMinutes: '60',
    })
    await this.template(hr, '周报', weekly, {
      positionIds: ['chef', 'designer'].map(position),
      rhythm: 'weekly',
      weekdays: '5',
      dueTime: '20:00',
      remindMinutes: '120',
    })
    await this.template(manager, '备货检查', stock, {
      positionIds: ['chef', 'store-chef'].map(position),
      weekdays: ['1', '4'],
      dueTime: '20:00',
      remindMinutes: '60',
    })
    await this.template(
      hr,
      '陈列巡检',
      rounds,
      { weekdays: '3', dueTime: '18:00', remindMinutes: '0' },
      false,
    )
  }

  private async template(
    by: Person,
    name: string,
    fields: Field[],
    rules: Record<string, string | string[]>,
    isStarted = true,
  ): Promise<void> {
    const { tx } = this.telling
    const input = makeTemplateInput.parse({ name, rhythm: 'daily', fields: JSON.stringify(fields), ...rules })
    const { id } = await makeTemplate(tx, this.telling.as(by), input)
    if (isStarted)
      await startTemplate(tx, this.telling.as(by), startTemplateInput.parse({ templateId: id, revision: 1 }))
  }

  open = async (): Promise<void> => {
    await openReports(this.telling.tx, this.telling.now)
  }

  async remind(): Promise<void> {
    await remindAuthors(this.telling.tx, this.telling.now)
  }

  async callLate(): Promise<void> {
    await callLate(this.telling.tx, this.telling.now)
    await escalateUnread(this.telling.tx, this.telling.now)
  }

  /** Some of those who still owe today's write it; what is said fits the trade. */
  async write(percent: number): Promise<void> {
    for (const one of await this.listOpen()) {
      // 王沐阳 leaves yesterday's for later, so that his phone has something to show
      const isToLeave = one.name === '王沐阳' && this.telling.offset === -1
      if (isToLeave || !this.dice.chance(percent)) continue
      const actor = this.telling.as(authorOf(one))
      if (this.dice.chance(6)) await this.photo(one)
      const given = answersOf(this.dice, one)
      const answers = Object.fromEntries(Object.entries(given).map(([key, value]) => [`a-${key}`, value]))
      const input = submitReportInput.parse({ reportId: one.id, versionId: one.versionId, ...answers })
      await submitReport(this.telling.tx, actor, input)
    }
  }

  private async photo(one: Open): Promise<void> {
    const field = { 门店日报: 'f6', 备货检查: 'f2' }[one.template]
    if (!field) return
    const file = picture('shelf', this.dice.draw(360))
    const input = addPhotoInput.parse({ reportId: one.id, field, file })
    await addPhoto(this.telling.tx, this.telling.as(authorOf(one)), input)
  }

  private async listOpen(): Promise<Open[]> {
    return this.telling.rows<Open>(sql`
      select r.id, v.id as "versionId", t.name as template, r.user_id as "userId", r.name, r.employee_id as "employeeId", r.number,
        u.code as "unitCode", p.family
      from reports r join report_templates t on t.id = r.template_id
      join report_template_versions v on v.template_id = t.id and v.version = t.version
      join units u on u.id = r.unit_id
      join assignments a on a.employee_id = r.employee_id and a.is_primary and a.starts_on <= r.due_on and (a.ends_on is null or a.ends_on > r.due_on)
      join positions p on p.id = a.position_id
      where r.status = 'open' and r.due_on = ${this.telling.localDay} order by r.number, t.name`)
  }

  /** Managers read in the morning; one of them is behind, which goes up to the region. */
  async read(percent: number): Promise<void> {
    const unread = await this.telling.rows<{ id: string; code: string }>(sql`
      select r.id, u.code from reports r join units u on u.id = r.unit_id
      where r.status = 'submitted' and r.read_at is null order by r.submitted_at, r.number`)
    for (const { id, code } of unread) {
      const head = personOf(this.company.cast, code === 'catering' ? 'hejun' : 'zhoulan')
      const reader = this.company.managers[code] ?? head
      const isBehind = code === 'nanxi' && this.telling.offset > -4
      if (isBehind || !this.dice.chance(percent)) continue
      await readReport(this.telling.tx, this.telling.as(reader), readReportInput.parse({ reportId: id }))
    }
  }

  /** Somebody is on leave or has a day off. */
  async excuse(): Promise<void> {
    const people = (await this.listOpen()).filter(one => one.name !== '王沐阳')
    for (const one of people) {
      const manager = this.company.managers[one.unitCode]
      if (!manager || !this.dice.chance(5)) continue
      const day = this.telling.localDay
      if (this.dice.chance(50)) {
        const isFirst = !(await this.isExcused(one.employeeId))
        if (isFirst) await restToday(this.telling.tx, this.telling.as(authorOf(one)), {})
        continue
      }
      if (await this.isExcused(one.employeeId)) continue
      const input = excuseInput.parse({
        employee: one.number,
        kind: 'leave',
        reason: '事假一天',
        fromDay: day,
      })
      await excuse(this.telling.tx, this.telling.as(manager), input)
    }
  }

  private async isExcused(employeeId: string): Promise<boolean> {
    const rows = await this.telling.rows(sql`
      select id from report_excuses where employee_id = ${employeeId} and on_day = ${this.telling.localDay}`)
    return rows.length > 0
  }

  /** 赵明远 and 王沐阳 talk about a report. */
  async talk(): Promise<void> {
    const manager = personOf(this.company.cast, 'zhaomingyuan')
    const author = await this.telling.personBy('wangmuyang')
    const [report] = await this.telling.rows<{ id: string }>(sql`
      select id from reports where user_id = ${author.userId} and status = 'submitted' and read_at is not null order by due_on desc limit 1`)
    if (!report) return
    const say = (who: Person, role: 'manager' | 'employee', body: string) =>
      commentReport(
        this.telling.tx,
        this.telling.as(who, role),
        commentReportInput.parse({ reportId: report.id, body }),
      )
    await say(manager, 'manager', '客流比上周多，晚市要不要加一个人？')
    await say(author, 'employee', '周五周六加一个就够，其他天忙得过来。')
  }
}

const authorOf = (one: Open): Person => ({
  userId: one.userId,
  name: one.name,
  role: 'employee',
  unitId: null,
  employeeId: one.employeeId,
  number: one.number,
})

const troubles = ['空调不够冷，已报修', '下午停电十分钟', '生鲜到货晚了一小时', '两位客人问会员积分怎么用']

function answersOf(dice: Telling, one: Open): Record<string, string | string[]> {
  switch (one.template) {
    case '门店日报': {
      const visitors = dice.between(80, 260)
      const isRetail = one.family === '零售'
      return {
        f1: String(visitors),
        f2: (visitors * dice.between(28, 46) + dice.draw(100) / 100).toFixed(2),
        ...(isRetail && { f3: String(Math.round(visitors / 4)) }),
        f4: dice.pick(['更忙', '差不多', '更闲']),
        ...(dice.chance(15) && { f5: dice.pick(troubles) }),
        f7: (daily[6]?.options ?? []).filter(() => dice.chance(92)),
      }
    }
    case '周报':
      return {
        f1: dice.pick(['新菜单练习三道，出餐速度稳定', '带了一名新人，熟悉了全部流程', '完成季度换季陈列']),
        f2: dice.pick(['练习冷菜摆盘', '整理换季库存', '参加食品安全复训']),
        f3: String(dice.between(1, 6)),
      }
    default:
      return { f1: stock[0]?.options ?? [] }
  }
}
