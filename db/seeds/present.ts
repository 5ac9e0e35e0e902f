import { sql } from 'drizzle-orm'
import { setSubstitution } from '@/lib/account/commands'
import { substitutionInput } from '@/lib/account/input'
import type { Role } from '@/lib/actor'
import { withdrawConsent } from '@/lib/consents/commands'
import { withdrawConsentInput } from '@/lib/consents/input'
import { markRead } from '@/lib/notifications/commands'
import {
  commentRequest,
  copyRequest,
  delegateRequest,
  joinRequest,
  nudgeRequest,
  rejectRequest,
  sendBackRequest,
  withdrawRequest,
} from '@/lib/requests/commands'
import { chaseLateTasks, moveTasks } from '@/lib/tasks/commands'
import { cancelTransfer, reviseTransfer } from '@/lib/transfers/commands'
import { cancelTransferInput, reviseTransferInput } from '@/lib/transfers/input'
import { remindOfReturns } from '@/lib/transfers/jobs'
import {
  commentInput,
  copyInput,
  handOnInput,
  nudgeInput,
  rejectInput,
  sendBackInput,
  withdrawInput,
} from '@/lib/workflow/input'
import type { Company } from './company'
import type { Worker } from './people'
import type { Course, Stay, Year } from './stays'
import { type Person, personOf, type Telling } from './telling'
import { applicantOf, employee, follow, planTransfer, type Turn, wish } from './transfers'

type Category = 'staffing' | 'timing' | 'qualification' | 'agreement' | 'personal' | 'other'

/** What did not go smoothly during the year, and where things stand today. */
export function planPresent(telling: Telling, company: Company, year: Year): void {
  const scene = new Scene(telling, company, year)
  scene.refusals()
  scene.detours()
  scene.underWay()
  scene.agreed()
  scene.consents()
}

/** Somebody from another store is in 方静's for a few days: the page that tells a manager of arrivals has one to tell of. */
export function planArrival(telling: Telling, company: Company, year: Year): void {
  const { worker } = year.settled('lujiazui')
  planTransfer(telling, company, {
    asked: -20,
    kind: 'move',
    worker,
    store: 'nanxi',
    from: 'lujiazui',
    effective: -3,
    ends: 170,
    by: 'hr',
  })
}

class Scene {
  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
    private readonly year: Year,
  ) {}

  refusals(): void {
    const rejected: [asked: number, home: Worker['home'], store: string, stage: number, Category, string][] =
      [
        [-303, 'catering', 'lujiazui', 2, 'staffing', '部门当月新品研发任务重，暂无法放人'],
        [-251, 'catering', 'tianhe', 4, 'qualification', '健康证将于派驻期间到期，请办理后再提'],
        [-209, 'retail', 'sanlitun', 5, 'agreement', '该合作方协议人数已满，待补充协议签署'],
        [-118, 'catering', 'hubin', 4, 'timing', '门店装修至月底，到店时间不合适'],
        [-74, 'retail', 'wanxiang', 6, 'other', '异地派驻成本超出本季度预算'],
        [-12, 'catering', 'guanqian', 2, 'personal', '与本人沟通后确认家庭情况不便异地'],
      ]
    for (const [asked, home, store, stage, category, reason] of rejected) {
      this.plan(this.dispatch(home, store, asked, { by: 'hr' }), [
        { stage, act: (number, holder, role) => this.reject(number, holder, role, category, reason) },
      ])
    }
    for (const [asked, home, store] of [
      [-190, 'catering', 'beijinglu'],
      [-66, 'retail', 'guomao'],
      [-6, 'catering', 'tianyao'],
    ] as const) {
      const course = this.dispatch(home, store, asked, { by: 'employee' })
      this.plan(course, [{ stage: 4, act: number => this.withdraw(number, course) }])
    }
  }

  /** Sent back and handed in again, put right by another approval, cancelled. */
  detours(): void {
    const { telling, company } = this
    const revised = this.dispatch('catering', 'lujiazui', -88, { by: 'employee', effective: -58, ends: 60 })
    this.plan(revised, [
      {
        stage: 2,
        act: async (number, holder, role) => {
          await this.sendBack(number, holder, role, '派驻时长请缩短至四个月内')
          telling.after(20, async () => {
            const { person } = applicantOf(company, revised)
            const input = reviseTransferInput.parse({ number, ...wish(telling, company, revised) })
            await reviseTransfer(telling.tx, telling.as(person, 'employee'), input)
            follow(telling, company, number, revised, [])
          })
        },
      },
    ])
    for (const [asked, home, store, effective, reason] of [
      [-47, 'retail', 'wanxiang', -17, '门店开业推迟，取消本次派驻'],
      [-21, 'catering', 'hubin', 12, '本人突发疾病，改由他人前往'],
    ] as const) {
      const course = this.dispatch(home, store, asked, { by: 'hr', effective, ends: effective + 180 })
      this.plan(course)
      telling.at(telling.day(asked + 13), 15, async () => {
        const [request] = await telling.rows<{ number: string }>(lastRequestOf(course.worker))
        if (!request) return
        const hr = personOf(company.cast, 'zhoulan')
        const input = cancelTransferInput.parse({ number: request.number, reason })
        await cancelTransfer(telling.tx, telling.as(hr), input)
      })
    }
    // entered after the fact, because the store needed somebody at once
    this.plan(
      this.dispatch('retail', 'guomao', -24, { by: 'hr', effective: -27, ends: 65, isBackDated: true }),
    )
  }

  /** One request or two at every stage, as they stand this evening. */
  underWay(): void {
    const { telling, company } = this
    const person = (login: string) => personOf(company.cast, login)
    const stay = (stage: number): Turn => ({ stage })

    // with the person concerned
    this.planNow(this.extension('tianyao', -1, 'manager'), [stay(1)])
    this.planNow(this.dispatch('retail', 'sanlitun', -2, { by: 'hr' }), [stay(1)])
    // with the department
    this.planNow(this.dispatch('catering', 'lujiazui', -1, { by: 'employee' }), [stay(2)])
    const nudged = this.dispatch('retail', 'guomao', -2, { by: 'employee' })
    this.planNow(nudged, [
      {
        stage: 2,
        act: async number => {
          telling.after(4, () =>
            nudgeRequest(telling.tx, telling.as(employee(nudged.worker)), nudgeInput.parse({ number })),
          )
        },
      },
    ])
    this.planNow(this.dispatch('catering', 'beijinglu', -2, { by: 'hr' }), [
      {
        stage: 2,
        act: async (number, holder, role) => {
          const to = person('luzhiheng')
          const reason = '出差至周五，请代为审核'
          const input = handOnInput.parse({ number, to: to.userId, reason })
          await delegateRequest(telling.tx, telling.as(holder, role), input)
        },
      },
    ])
    // with the store that lets go
    this.planNow(this.moving('nanxi', 'tianyao', -2, 'employee'), [stay(3)])
    // whose shifts after that day become free
    this.planNow({ ...this.homecoming('tianyao', -2, 'employee'), effective: 9 }, [stay(3)])
    // with the store that receives
    this.planNow(this.dispatch('catering', 'tianyao', -3, { by: 'hr' }), [
      {
        stage: 4,
        act: async (number, holder, role) => {
          await this.comment(number, holder, role, '到店首周先跟早班，请提前准备健康证复印件')
        },
      },
    ])
    this.planNow(this.extension('nanxi', -2, 'employee'), [stay(4)])
    // and nobody there has looked at this one: it is overdue
    this.planNow(this.dispatch('catering', 'nanxi', -7, { by: 'employee' }), [stay(4)])
    // with HR
    this.planNow(this.dispatch('design', 'wanxiang', -3, { by: 'employee' }), [
      {
        stage: 5,
        act: async (number, holder, role) => {
          const input = copyInput.parse({ number, to: person('yezhen').userId })
          await copyRequest(telling.tx, telling.as(holder, role), input)
          await this.comment(number, holder, role, '请设计部同步提供该店陈列方案')
        },
      },
    ])
    this.planNow(this.dispatch('retail', 'haian', -3, { by: 'head' }), [stay(5)])
    this.planNow(this.homecoming('sanlitun', -3, 'manager'), [stay(5)])
    // with the executive
    this.planNow(this.dispatch('catering', 'tianhe', -4, { by: 'hr' }), [stay(6)])
    this.planNow(this.moving('wanxiang', 'haian', -5, 'hr'), [
      {
        stage: 6,
        act: async (number, holder, role) => {
          const to = person('shenqingru')
          const reason = '请一并确认异地补贴标准'
          await joinRequest(
            telling.tx,
            telling.as(holder, role),
            handOnInput.parse({ number, to: to.userId, reason }),
          )
        },
      },
    ])
    // back with whoever asked
    const returned = this.dispatch('catering', 'guanqian', -3, { by: 'employee' })
    this.planNow(returned, [
      { stage: 4, act: (number, holder, role) => this.sendBack(number, holder, role, '请补充到店交接计划') },
    ])
    this.planNow(this.extension('lujiazui', -4, 'manager'), [
      {
        stage: 5,
        act: (number, holder, role) => this.sendBack(number, holder, role, '延期超过协议到期日，请缩短'),
      },
    ])
  }

  /** Approved, and not begun yet. */
  agreed(): void {
    for (const [asked, home, store, effective] of [
      [-13, 'catering', 'tianyao', 3],
      [-15, 'catering', 'nanxi', 8],
      [-14, 'design', 'sanlitun', 12],
      [-16, 'retail', 'wujiaochang', 34],
    ] as const) {
      this.plan(this.dispatch(home, store, asked, { by: 'hr', effective, ends: effective + 190 }))
    }
    this.plan({ ...this.moving('hubin', 'lujiazui', -15, 'employee'), effective: 10, ends: 170 })
    this.plan({ ...this.homecoming('guanqian', -13, 'employee'), effective: 9 })
  }

  consents(): void {
    const { telling } = this
    const stay = this.year.settled('tianyao')
    telling.at(telling.day(-16), 20, async () => {
      const worker = employee(stay.worker)
      const [consent] = await telling.rows<{ id: string }>(sql`
        select id from consents where employee_id = ${worker.employeeId} and withdrawn_at is null order by id desc limit 1`)
      if (!consent) return
      const input = withdrawConsentInput.parse({ consent: consent.id })
      await withdrawConsent(telling.tx, telling.as(worker), input)
    })
  }

  /** These days everybody decides quickly, so that each request is at its stage this evening. */
  private planNow(course: Course, turns: Turn[]): void {
    this.plan({ ...course, pace: [4, 12] }, turns)
  }

  private plan(course: Course, turns: Turn[] = []): void {
    planTransfer(this.telling, this.company, course, turns)
  }

  private dispatch(
    home: Worker['home'],
    store: string,
    asked: number,
    more: Pick<Course, 'by'> & Partial<Course>,
  ): Course {
    const effective = asked + 24
    const worker = this.year.free(home)
    return { asked, kind: 'dispatch', worker, store, effective, ends: effective + 180, ...more }
  }

  private extension(store: string, asked: number, by: Course['by']): Course {
    const { worker, ends } = this.year.settled(store)
    return { asked, kind: 'extend', worker, store, effective: ends, ends: ends + 120, by }
  }

  private moving(from: string, store: string, asked: number, by: Course['by']): Course {
    const { worker }: Stay = this.year.settled(from)
    return { asked, kind: 'move', worker, store, from, effective: asked + 25, ends: asked + 205, by }
  }

  private homecoming(store: string, asked: number, by: Course['by']): Course {
    const { worker } = this.year.settled(store)
    return { asked, kind: 'return', worker, store, effective: asked + 22, ends: null, by }
  }

  private async reject(
    number: string,
    holder: Person,
    role: Role,
    category: Category,
    reason: string,
  ): Promise<void> {
    const input = rejectInput.parse({ number, category, reason })
    await rejectRequest(this.telling.tx, this.telling.as(holder, role), input)
  }

  private async sendBack(number: string, holder: Person, role: Role, reason: string): Promise<void> {
    const input = sendBackInput.parse({ number, reason })
    await sendBackRequest(this.telling.tx, this.telling.as(holder, role), input)
  }

  private async comment(number: string, author: Person, role: Role, body: string): Promise<void> {
    const input = commentInput.parse({ number, body })
    await commentRequest(this.telling.tx, this.telling.as(author, role), input)
  }

  private async withdraw(number: string, course: Course): Promise<void> {
    const input = withdrawInput.parse({ number, reason: '个人安排有变，先不申请' })
    await withdrawRequest(this.telling.tx, this.telling.as(employee(course.worker)), input)
  }
}

function lastRequestOf(worker: Worker): ReturnType<typeof sql> {
  return sql`select number from requests where employee_id = ${employee(worker).employeeId} order by id desc limit 1`
}

/** What the worker does every morning, and what people read every few days. */
export function planDays(telling: Telling, company: Company, workers: Worker[]): void {
  for (let offset = -360; offset <= -1; offset += offset < -24 ? 3 : 1) {
    telling.at(telling.day(offset), 8, async () => {
      await remindOfReturns(telling.tx, telling.now, telling.localDay)
      await moveTasks(telling.tx, telling.now, telling.localDay)
      await chaseLateTasks(telling.tx, telling.now, telling.localDay)
    })
  }
  const read = (person: Person, offset: number, hour: number): void =>
    telling.at(telling.day(offset), hour, async () => {
      await markRead(telling.tx, telling.as(person), {})
    })
  for (const [index, person] of Object.values(company.cast).entries()) {
    for (let offset = -350; offset <= -3; offset += 36) read(person, offset + (index % 20), 18)
  }
  for (const worker of workers.filter(() => telling.chance(70))) {
    for (const offset of [-120, -8]) {
      const day = offset - telling.draw(4)
      telling.at(telling.day(day), 21 - 0.6, async () => {
        if (worker.person) await markRead(telling.tx, telling.as(worker.person), {})
      })
    }
  }
  planAbsence(telling, company)
}

/** The region manager of the south is away this week; the north stands in. */
function planAbsence(telling: Telling, company: Company): void {
  const away = personOf(company.cast, 'wenyizhou')
  const substitute = personOf(company.cast, 'liangyutong')
  for (const [offset, days] of [
    [-167, 6],
    [-2, 6],
  ] as const) {
    telling.at(telling.day(offset), 9.2, async () => {
      const input = substitutionInput.parse({
        substituteId: substitute.userId,
        startsOn: telling.localDay,
        endsOn: telling.day(offset + days),
      })
      await setSubstitution(telling.tx, telling.as(away), input)
    })
  }
}
