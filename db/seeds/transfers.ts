import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/actor'
import { approveRequest } from '@/lib/requests/commands'
import { confirmTransfer, requestTransfer, tickHandOver } from '@/lib/transfers/commands'
import { confirmTransferInput, handOverInput, requestTransferInput } from '@/lib/transfers/input'
import { approveInput } from '@/lib/workflow/input'
import type { Company } from './company'
import type { Worker } from './people'
import type { Course } from './stays'
import { idOf, type Person, personOf, type Telling } from './telling'

/** What happens when a request has reached a stage: the story goes on there, or stops. */
export type Turn = {
  /** Position of the stage in the definition: 1 applicant … 6 executive. */
  stage: number
  act?: (number: string, holder: Person, role: Role) => Promise<void>
  /** Whether the way goes on as usual afterwards. */
  goesOn?: boolean
}

const reasons: Record<Course['kind'], readonly string[]> = {
  dispatch: [
    '门店客流增长，需要增派一名熟悉标准流程的同事',
    '新品上线，驻店带教两个季度',
    '接替到期返回的同事，保持岗位连续',
    '个人希望积累一线门店经验，已与部门沟通',
    '门店后厨改造完成，需要主厨驻场磨合',
    '周末高峰人手不足，门店提出驻店需求',
  ],
  move: [
    '原店岗位已满员，调往同城缺员门店',
    '通勤距离更近，本人申请换店',
    '对接门店开业筹备，借调有经验的同事',
  ],
  return: ['门店阶段任务完成，提前返回部门', '家庭原因希望回总部工作', '部门新项目需要其参与'],
  extend: ['门店表现稳定，双方希望延长派驻', '接替人选尚在培训，延期一个季度', '旺季将至，延期至旺季结束'],
}
const backDated = '启用驻店通前已派驻，补录在册'
const approvals = ['同意', '同意，请按时交接', '已与门店电话确认', '已核对协议人数', '', '', '']

/** Asks for a transfer on its day and lets everybody do their part, unless a turn of the story says otherwise. */
export function planTransfer(telling: Telling, company: Company, course: Course, turns: Turn[] = []): void {
  telling.at(telling.day(course.asked), 9 + telling.draw(90) / 10, async () => {
    const number = await ask(telling, company, course)
    follow(telling, company, number, course, [...turns])
  })
}

/** The person who speaks for a side. */
export function applicantOf(company: Company, course: Course): { person: Person; role: Role } {
  switch (course.by) {
    case 'employee':
      return { person: employee(course.worker), role: 'employee' }
    case 'manager':
      return { person: personOf(company.managers, course.store), role: 'manager' }
    case 'head':
      return { person: headOf(company, course.worker.home), role: 'head' }
    case 'hr':
      return { person: personOf(company.cast, 'zhoulan'), role: 'hr' }
  }
}

export function wish(telling: Telling, company: Company, course: Course): Record<string, unknown> {
  const goesToStore = course.kind === 'dispatch' || course.kind === 'move'
  return {
    toUnitId: goesToStore ? idOf(company.units, course.store) : undefined,
    toPositionId: goesToStore ? idOf(company.positions, course.worker.storePosition) : undefined,
    effectiveOn: course.kind === 'extend' ? undefined : telling.day(course.effective),
    endsOn: course.ends === null ? undefined : telling.day(course.ends),
    reason: telling.pick(reasons[course.kind]),
    backDatedReason: course.isBackDated ? backDated : undefined,
    ...(course.by === 'employee' && goesToStore && consent(telling)),
  }
}

async function ask(telling: Telling, company: Company, course: Course): Promise<string> {
  const { person, role } = applicantOf(company, course)
  const input = requestTransferInput.parse({
    employee: employee(course.worker).number,
    kind: course.kind,
    ...wish(telling, company, course),
  })
  return (await requestTransfer(telling.tx, telling.as(person, role), input)).number
}

function consent(telling: Telling): Record<string, unknown> {
  return {
    consentBase: 'yes',
    consentPerformance: telling.chance(62) ? 'yes' : undefined,
    consentTraining: telling.chance(48) ? 'yes' : undefined,
  }
}

/** The next step of a request: whoever has it decides, after some hours. */
export function follow(
  telling: Telling,
  company: Company,
  number: string,
  course: Course,
  turns: Turn[],
): void {
  const [least, most] = course.pace ?? (course.isBackDated ? [1, 5] : [3, 29])
  telling.after(telling.between(least, most), async () => {
    const open = await findOpenTask(telling, number)
    if (!open) return
    const holder = telling.person(open.userId)
    const role = (open.role ?? holder.role) as Role
    const turn = turns.find(one => one.stage === open.position)
    if (turn) {
      turns.splice(turns.indexOf(turn), 1)
      await turn.act?.(number, holder, role)
      if (turn.goesOn) follow(telling, company, number, course, turns)
      return
    }
    const { status } = await approve(telling, number, holder, role, open)
    if (status === 'approved') planHandOver(telling, company, number, course)
    else follow(telling, company, number, course, turns)
  })
}

type OpenTask = { userId: string; role: string | null; position: number; isOwn: boolean }

async function findOpenTask(telling: Telling, number: string): Promise<OpenTask | undefined> {
  const tasks = await telling.rows<OpenTask>(sql`
    select t.user_id as "userId", t.role, v.position, t.user_id = r.employee_user_id as "isOwn"
    from requests r join request_stages v on v.request_id = r.id and v.left_at is null
    join tasks t on t.request_stage_id = v.id and t.closed_at is null
    where r.number = ${number} order by t.origin = 'escalated', t.user_name, t.user_id`)
  return tasks.length > 1 && telling.chance(30) ? tasks[1] : tasks[0]
}

async function approve(
  telling: Telling,
  number: string,
  holder: Person,
  role: Role,
  task: OpenTask,
): Promise<{ status: string }> {
  if (task.isOwn) {
    const input = confirmTransferInput.parse({ number, ...consent(telling) })
    return confirmTransfer(telling.tx, telling.as(holder, 'employee'), input)
  }
  const input = approveInput.parse({ number, reason: telling.pick(approvals) || undefined })
  return approveRequest(telling.tx, telling.as(holder, role), input)
}

/** Around the first day things are handed over; now and then something is forgotten. */
function planHandOver(telling: Telling, company: Company, number: string, course: Course): void {
  telling.after(2, async () => {
    const items = await telling.rows<{ item: string; side: string; dueOn: string }>(sql`
      select h.item, h.side, h.due_on::text as "dueOn" from hand_over_items h join requests r on r.id = h.request_id
      where r.number = ${number} order by h.due_on, h.item`)
    for (const { item, side, dueOn } of items) {
      if (!telling.chance(88)) continue
      const isLate = dueOn < telling.localDay
      const day = isLate ? telling.localDay : dueOn
      telling.at(day, 10 + telling.draw(80) / 10, async () => {
        // One that was cancelled since has nothing left to hand over.
        const [request] = await telling.rows<{ status: string }>(
          sql`select status from requests where number = ${number}`,
        )
        if (request?.status !== 'approved') return
        const { person, role } = sideOf(company, course, side)
        const input = handOverInput.parse({ number, item, done: 'yes' })
        await tickHandOver(telling.tx, telling.as(person, role), input)
      })
    }
  })
}

function sideOf(company: Company, course: Course, side: string): { person: Person; role: Role } {
  const atStore = { person: personOf(company.managers, course.store), role: 'manager' as const }
  const atHome = { person: headOf(company, course.worker.home), role: 'head' as const }
  switch (side) {
    case 'employee':
      return { person: employee(course.worker), role: 'employee' }
    case 'hq':
      return { person: personOf(company.cast, 'xutinglan'), role: 'hr' }
    case 'receiving':
      return course.kind === 'return' ? atHome : atStore
    default:
      return course.kind === 'dispatch'
        ? atHome
        : { ...atStore, person: personOf(company.managers, course.from ?? course.store) }
  }
}

export function headOf(company: Company, home: Worker['home']): Person {
  const heads = {
    catering: 'hejun',
    retail: 'luzhiheng',
    design: 'jiangruoning',
    'human-resources': 'shenqingru',
  }
  return personOf(company.cast, heads[home])
}

export function employee(worker: Worker): Person {
  if (!worker.person) throw new Error(`${worker.name} was not hired yet`)
  return worker.person
}
