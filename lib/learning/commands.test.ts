import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { learn, teach } from '@/test/courses'
import { askToLeave, cancelLeave, leave } from '@/test/leavings'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { applyRule } from '../courses/commands'
import { getCourse, listRules } from '../courses/queries'
import { failureOf } from '../failure'
import { hireEmployee } from '../people/commands'
import { hireInput } from '../people/input'
import { approveRequest } from '../requests/commands'
import { cancelTransfer, requestTransfer } from '../transfers/commands'
import { findUndone, getTransferView } from '../transfers/queries'
import { getRequest } from '../workflow/queries'
import { completeLesson, giveCourse, nudgeCourse, openLesson, withdrawCourse } from './commands'
import { giveCourseInput } from './input'
import { findCourseImpact, getOwn, listOfPerson, listOwing, listOwnLessons, listTraining } from './queries'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())
afterAll(closePools)

const day = (days: number): string => addDays(w.today, days)
const enrollmentsOf = (employeeId: string) =>
  w.sql<{ title: string; status: string }>(
    `select c.title, e.status, e.why, e.due_on::text as "dueOn", u.code as unit from enrollments e join courses c on c.id = e.course_id
     join units u on u.id = e.unit_id where e.employee_id = $1 order by c.title, e.id`,
    [employeeId],
  )
const statusesOf = async (employeeId: string) =>
  (await enrollmentsOf(employeeId)).map(one => `${one.title} ${one.status}`)
const told = (login: Login) =>
  w.sql(
    `select kind, "values" ->> 'n' as n, "values" ->> 'day' as day from notifications where user_id = $1 and kind like 'course%' order by id`,
    [w.users[login]],
  )

const give = (login: Login, seat: SeatName, course: string, over: Record<string, string> = {}) =>
  w.as(login, seat, (tx, actor) =>
    giveCourse(
      tx,
      actor,
      giveCourseInput.parse({
        course,
        employee: w.employees.wangmuyang.number,
        dueOn: day(7),
        ...over,
      }),
    ),
  )

describe('a course given by hand', () => {
  it('is asked once, of people of one’s own', async () => {
    const course = await teach(w, '服务技巧')
    await give('zhaomingyuan', 'store/tianyao', course)
    expect(await enrollmentsOf(w.employees.wangmuyang.id)).toEqual([
      { title: '服务技巧', status: 'open', why: 'hand', dueOn: day(7), unit: 'tianyao' },
    ])
    expect(await told('wangmuyang')).toEqual([{ kind: 'courseAssigned', n: '1', day: day(7) }])
    expect(await refusalOf(give('zhoulan', 'hq', course))).toBe('courses.openAlready')
    const { guyan } = w.employees
    const another = { employee: guyan.number }
    expect(await refusalOf(give('zhaomingyuan', 'store/tianyao', course, another))).toBe(
      'courses.personUnknown',
    )
    expect(await refusalOf(give('hejun', 'hq', course, another))).toBe('input.refused')
    await give('qinchuan', 'store/east', course, another)
    expect(await enrollmentsOf(guyan.id)).toMatchObject([{ unit: 'nanxi' }])
  })

  it('is due on a day that can be kept, and was published', async () => {
    const course = await teach(w, '服务技巧')
    expect(await refusalOf(give('zhoulan', 'hq', course, { dueOn: day(-1) }))).toBe('courses.dueOut')
    expect(await refusalOf(give('zhoulan', 'hq', 'KC-2020-9999'))).toBe('courses.notGiven')
    await give('zhoulan', 'hq', course)
  })

  it('that was learnt before is asked again only by HR', async () => {
    const course = await teach(w, '服务技巧')
    await give('zhoulan', 'hq', course)
    await learn(w, 'wangmuyang', '服务技巧')
    expect(await refusalOf(give('zhaomingyuan', 'store/tianyao', course))).toBe('courses.learntForHr')
    const again = give('zhaomingyuan', 'store/tianyao', course, { again: 'on' })
    expect(await refusalOf(again)).toBe('courses.learntForHr')
    expect(await refusalOf(give('zhoulan', 'hq', course))).toBe('courses.learntAlready')
    await give('zhoulan', 'hq', course, { again: 'on' })
    expect(await statusesOf(w.employees.wangmuyang.id)).toEqual(['服务技巧 completed', '服务技巧 open'])
  })

  it('is taken back with a reason by whoever may give it, and can be given anew', async () => {
    const course = await teach(w, '服务技巧')
    const { id } = await give('zhaomingyuan', 'store/tianyao', course)
    const withdraw = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => withdrawCourse(tx, actor, { enrollmentId: id, reason: '换一门' }))
    expect(await refusalOf(withdraw('fangjing', 'store/nanxi'))).toBe('input.notFound')
    expect(await refusalOf(withdraw('wangmuyang', 'me'))).toBe('input.refused')
    await withdraw('zhaomingyuan', 'store/tianyao')
    expect(await refusalOf(withdraw('zhoulan', 'hq'))).toBe('courses.changed')
    expect((await told('wangmuyang')).map(one => one.kind)).toEqual(['courseAssigned', 'courseWithdrawn'])
    await give('zhaomingyuan', 'store/tianyao', course)
  })

  it('is not a store’s to take back where no store gave it by hand', async () => {
    const course = await teach(w, '食品安全', [{ unitId: w.units.tianyao }])
    const { id } = await give('zhoulan', 'hq', await teach(w, '人事派的'))
    await w.as('zhoulan', 'hq', async (tx, actor) => {
      const [rule] = await listRules(tx, actor, (await getCourse(tx, course)).id)
      await applyRule(tx, actor, { ruleId: rule?.id ?? '', people: 1 })
    })
    const [byRule] = await w.sql<{ id: string }>(`select id from enrollments where why = 'rule'`)
    const own = await give('qinchuan', 'store/east', await teach(w, '大区派的'))
    const withdraw = (login: Login, seat: SeatName, enrollmentId = '') =>
      w.as(login, seat, (tx, actor) => withdrawCourse(tx, actor, { enrollmentId, reason: '换一门' }))
    for (const other of [id, byRule?.id]) {
      expect(await refusalOf(withdraw('zhaomingyuan', 'store/tianyao', other))).toBe('courses.forHr')
      const forged = w.as('qinchuan', 'store/east', tx =>
        tx.execute(
          sql`update enrollments set status = 'withdrawn', withdrawn_at = now() where id = ${other}`,
        ),
      )
      expect(await refusalOf(forged)).toBe('courses.forHr')
    }
    const pretended = w.as('zhaomingyuan', 'store/tianyao', tx =>
      tx.execute(sql`insert into enrollments (employee_id, course_id, version_id, unit_id, why, assigned_by_name, assigned_by_role, assigned_at, due_on, status, withdrawn_at)
        select employee_id, course_id, version_id, unit_id, 'hand', '周岚', 'hr', now(), due_on, 'withdrawn', now() from enrollments limit 1`),
    )
    await expect(pretended).rejects.toMatchObject({ cause: { code: '42501' } })
    await withdraw('zhaomingyuan', 'store/tianyao', own.id)
    await withdraw('zhoulan', 'hq', id)
    await withdraw('zhoulan', 'hq', byRule?.id)
    expect(
      await w.as('zhoulan', 'hq', async tx =>
        (await listOfPerson(tx, w.employees.wangmuyang))
          .map(one => [one.title, one.withdrawnByName, one.withdrawnReason])
          .sort(),
      ),
    ).toEqual(
      [
        ['人事派的', '周岚', '换一门'],
        ['大区派的', '赵明远', '换一门'],
        ['食品安全', '周岚', '换一门'],
      ].sort(),
    )
  })

  it('is reminded of once a day', async () => {
    const { id } = await give('zhoulan', 'hq', await teach(w, '服务技巧'))
    const nudge = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => nudgeCourse(tx, actor, { enrollmentId: id }))
    await nudge('zhaomingyuan', 'store/tianyao')
    expect(await refusalOf(nudge('zhoulan', 'hq'))).toBe('courses.nudgedAlready')
    await w.sql(`update enrollments set nudged_at = now() - interval '24 hours'`)
    await nudge('zhoulan', 'hq')
    expect((await told('wangmuyang')).filter(one => one.kind === 'courseNudged')).toHaveLength(2)
    expect(await refusalOf(nudge('fangjing', 'store/nanxi'))).toBe('input.notFound')
  })
})

describe('lessons', () => {
  const lessonsOf = (id: string) =>
    w.as('wangmuyang', 'me', async (tx, actor) => listOwnLessons(tx, await getOwn(tx, actor, id)))

  it('are opened, learnt one after the other, and the last one completes the course', async () => {
    const { id } = await give('zhoulan', 'hq', await teach(w, '服务技巧'))
    const [first, second] = (await lessonsOf(id)).map(lesson => ({ enrollmentId: id, lessonId: lesson.id }))
    if (!first || !second) throw new Error('There are two lessons')
    const me = <T>(work: Parameters<typeof w.as<T>>[2]) => w.as('wangmuyang', 'me', work)
    expect(await refusalOf(me((tx, actor) => completeLesson(tx, actor, first)))).toBe('courses.notOpened')
    await me((tx, actor) => openLesson(tx, actor, first))
    expect(await me((tx, actor) => completeLesson(tx, actor, first))).toEqual({
      lessonId: second.lessonId,
      isCompleted: false,
    })
    expect(await w.sql(`select status, lessons_done as done from enrollments`)).toEqual([
      { status: 'open', done: 1 },
    ])
    expect(await me((tx, actor) => completeLesson(tx, actor, second))).toMatchObject({ isCompleted: true })
    expect(
      await w.sql(`select status, lessons_done as done, completed_at is not null as at from enrollments`),
    ).toEqual([{ status: 'completed', done: 2, at: true }])
    expect(
      await w.sql(
        `select action from trail where action in ('lesson.learnt', 'learning.completed') order by id`,
      ),
    ).toEqual([{ action: 'lesson.learnt' }, { action: 'learning.completed' }])
  })

  it('are learnt once, from however many tabs', async () => {
    const { id } = await give('zhoulan', 'hq', await teach(w, '服务技巧', [], ['只有一节']))
    const [lesson] = await lessonsOf(id)
    const input = { enrollmentId: id, lessonId: lesson?.id ?? '' }
    await w.as('wangmuyang', 'me', (tx, actor) => openLesson(tx, actor, input))
    const complete = () => w.as('wangmuyang', 'me', (tx, actor) => completeLesson(tx, actor, input))
    expect(await Promise.all([complete(), complete(), complete()])).toEqual(
      Array.from({ length: 3 }, () => ({ lessonId: undefined, isCompleted: true })),
    )
    expect(
      await w.sql(`select (select lessons_done from enrollments) as done,
        (select count(*)::int from trail where action = 'learning.completed') as rows`),
    ).toEqual([{ done: 1, rows: 1 }])
  })

  it('of others are nobody else’s, and nobody completes a course without them', async () => {
    const { id } = await give('zhoulan', 'hq', await teach(w, '服务技巧'))
    const [lesson] = await lessonsOf(id)
    const input = { enrollmentId: id, lessonId: lesson?.id ?? '' }
    const open = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => openLesson(tx, actor, input))
    expect(await refusalOf(open('guyan', 'me'))).toBe('input.notFound')
    expect(await refusalOf(open('zhaomingyuan', 'store/tianyao'))).toBe('input.refused')
    expect(await refusalOf(open('zhoulan', 'hq'))).toBe('input.refused')
    await open('wangmuyang', 'me')
    const forged = w.as('wangmuyang', 'me', tx =>
      tx.execute(`update enrollments set status = 'completed', completed_at = now()`),
    )
    expect(failureOf(await forged.catch((error: unknown) => error))?.code).toBe('courses.changed')
    const store = w.as('zhaomingyuan', 'store/tianyao', tx =>
      tx.execute(`update enrollments set status = 'completed', completed_at = now()`),
    )
    await expect(store).rejects.toMatchObject({ cause: { code: '42501' } })
    await learn(w, 'wangmuyang', '服务技巧')
  })
})

const dispatch = {
  kind: 'dispatch' as const,
  reason: '希望就近驻店',
  consentBase: 'yes' as const,
}
const signers: [Login, SeatName][] = [
  ['hejun', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
]

async function askForTianyao(effectiveOn = day(10)): Promise<string> {
  const { number } = await w.as('liwanqing', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      ...dispatch,
      employee: w.employees.liwanqing.number,
      toUnitId: w.units.tianyao,
      toPositionId: w.positions.storeChef,
      effectiveOn,
      endsOn: day(190),
    }),
  )
  return number
}

async function sendLiwanqing(effectiveOn = day(10)): Promise<string> {
  const number = await askForTianyao(effectiveOn)
  for (const [login, seat] of signers)
    await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
  return number
}

/** 王沐阳 asks to come home before the planned day. */
async function returnWangmuyang(): Promise<string> {
  const { number } = await w.as('wangmuyang', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      employee: w.employees.wangmuyang.number,
      kind: 'return',
      effectiveOn: day(10),
      reason: '家中有事',
    }),
  )
  for (const [login, seat] of signers.slice(0, 3))
    await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
  return number
}
/** What HR is told before a transfer is cancelled. */
const undone = (number: string) =>
  w.as('zhoulan', 'hq', async (tx, actor) => findUndone(tx, actor, (await getRequest(tx, number)).id))
const cancel = (number: string) =>
  w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '暂缓' }))

describe('an approved dispatch', () => {
  it('gives what the rules of the position and the store ask, due so many days after the first day', async () => {
    await teach(w, '产品知识', [{ unitId: w.units.tianyao, days: 7 }])
    await teach(w, '食品安全', [{ whom: 'family:餐饮', days: 3 }])
    await teach(w, '大区课', [
      { unitId: w.units.east, days: 30 },
      { unitId: w.units.tianyao, days: 5 },
    ])
    await teach(w, '别家的课', [{ unitId: w.units.nanxi }])
    await teach(w, '文员的课', [{ whom: `position:${w.positions.clerk}` }])
    await sendLiwanqing()
    const given = { status: 'open', why: 'transfer', unit: 'tianyao' }
    expect(await enrollmentsOf(w.employees.liwanqing.id)).toEqual(
      [
        { title: '产品知识', dueOn: day(17), ...given },
        { title: '大区课', dueOn: day(15), ...given },
        { title: '食品安全', dueOn: day(13), ...given },
      ].sort((one, other) => (one.title < other.title ? -1 : 1)),
    )
    expect(await told('liwanqing')).toEqual([{ kind: 'courseAssigned', n: '3', day: day(13) }])
    expect(
      await w.sql(
        `select jsonb_array_length(details -> 'courses' -> 'list') as n from trail where action = 'transfer.approved'`,
      ),
    ).toEqual([{ n: 3 }])
  })

  it('asks nothing that is learnt or open already, and takes along what is asked in both places', async () => {
    const learnt = await teach(w, '学过的', [{ unitId: w.units.tianyao }])
    const open = await teach(w, '正在学', [{ unitId: w.units.tianyao }])
    const { number: employee } = w.employees.liwanqing
    await give('zhoulan', 'hq', learnt, { employee })
    await learn(w, 'liwanqing', '学过的')
    await give('zhoulan', 'hq', open, { employee })
    await sendLiwanqing()
    expect(await enrollmentsOf(w.employees.liwanqing.id)).toMatchObject([
      { title: '学过的', status: 'completed', unit: 'catering' },
      { title: '正在学', status: 'open', why: 'hand', unit: 'tianyao', dueOn: day(7) },
    ])
    expect((await told('liwanqing')).filter(one => one.kind === 'courseAssigned')).toHaveLength(2)
  })

  it('that is cancelled takes back what nobody has begun, and gives the rest back to where it was', async () => {
    await teach(w, '没开始', [{ unitId: w.units.tianyao }])
    await teach(w, '开始了', [{ unitId: w.units.tianyao }])
    const both = await teach(w, '两边都要', [{ unitId: w.units.tianyao }])
    await give('zhoulan', 'hq', both, { employee: w.employees.liwanqing.number })
    const number = await sendLiwanqing()
    await learn(w, 'liwanqing', '开始了', 1)
    expect(await undone(number)).toMatchObject({ coursesBack: 0, coursesEnded: 1 })
    await cancel(number)
    expect(await enrollmentsOf(w.employees.liwanqing.id)).toMatchObject(
      [
        { title: '没开始', status: 'withdrawn' },
        { title: '开始了', status: 'open', unit: 'catering' },
        { title: '两边都要', status: 'open', unit: 'catering' },
      ].sort((one, other) => (one.title < other.title ? -1 : 1)),
    )
    // and anew with the next one
    await sendLiwanqing()
    expect(await statusesOf(w.employees.liwanqing.id)).toContain('没开始 open')
  })
})

describe('an approved return', () => {
  it('ends what only the store asked, and a cancellation asks it again', async () => {
    const only = await teach(w, '本店的课', [{ unitId: w.units.tianyao }])
    const hr = await teach(w, '人事派的')
    await give('zhaomingyuan', 'store/tianyao', only)
    await give('zhoulan', 'hq', hr)
    const number = await returnWangmuyang()
    expect(await enrollmentsOf(w.employees.wangmuyang.id)).toMatchObject([
      { title: '人事派的', status: 'open', unit: 'catering' },
      { title: '本店的课', status: 'withdrawn', unit: 'tianyao' },
    ])
    expect(await undone(number)).toMatchObject({ coursesBack: 1, coursesEnded: 0 })
    await cancel(number)
    expect(await enrollmentsOf(w.employees.wangmuyang.id)).toMatchObject([
      { title: '人事派的', status: 'open', unit: 'tianyao' },
      { title: '本店的课', status: 'open', unit: 'tianyao' },
    ])
  })
})

it('whoever is hired learns what is asked of the position from the first day', async () => {
  await teach(w, '员工守则', [{ days: 10 }])
  await teach(w, '天钥店的课', [{ unitId: w.units.tianyao }])
  const { id } = await w.as('zhoulan', 'hq', (tx, actor) =>
    hireEmployee(
      tx,
      actor,
      hireInput.parse({
        name: '新来的',
        homeUnitId: w.units.catering,
        positionId: w.positions.chef,
        hiredOn: day(5),
        phone: '13800138000',
        login: 'xinlai',
        password: 'outpost-demo-1',
      }),
    ),
  )
  expect(await enrollmentsOf(id)).toEqual([
    { title: '员工守则', status: 'open', why: 'hire', dueOn: day(15), unit: 'catering' },
  ])
  expect(
    await w.sql(
      `select "values" ->> 'n' as n from notifications n join employees e on e.user_id = n.user_id
      where e.id = $1 and n.kind = 'courseAssigned'`,
      [id],
    ),
  ).toEqual([{ n: '1' }])
})

describe('whoever leaves', () => {
  it('is not asked for what would be due after the last day; a cancellation asks it again', async () => {
    await give('zhoulan', 'hq', await teach(w, '来得及'), { dueOn: day(10) })
    await give('zhoulan', 'hq', await teach(w, '来不及'), { dueOn: day(60) })
    const number = await leave(w, day(40))
    expect(await statusesOf(w.employees.wangmuyang.id)).toEqual(['来不及 withdrawn', '来得及 open'])
    await cancelLeave(w, number)
    expect(await statusesOf(w.employees.wangmuyang.id)).toEqual(['来不及 open', '来得及 open'])
  })

  it('still has to learn it while nobody has agreed', async () => {
    await give('zhoulan', 'hq', await teach(w, '来不及'), { dueOn: day(60) })
    await askToLeave(w, day(40))
    expect(await statusesOf(w.employees.wangmuyang.id)).toEqual(['来不及 open'])
  })
})

describe('what a transfer brings', () => {
  const impact = (login: Login, seat: SeatName) =>
    w.as(login, seat, (tx, actor) =>
      findCourseImpact(tx, actor, {
        employeeId: w.employees.liwanqing.id,
        fromUnitId: w.units.catering,
        fromUnitKind: 'department',
        toUnitId: w.units.tianyao,
        toPositionId: w.positions.storeChef,
        kind: 'dispatch',
        effectiveOn: day(10),
        isOutside: seat === 'store/nanxi',
      }),
    )

  it('is named before it is approved, to those whom it concerns, and comes to pass', async () => {
    await teach(w, '产品知识', [{ unitId: w.units.tianyao, days: 7 }])
    const before = await teach(w, '学过的', [{ unitId: w.units.tianyao }])
    await give('zhoulan', 'hq', before, { employee: w.employees.liwanqing.number })
    await learn(w, 'liwanqing', '学过的')
    const whole = {
      assigned: [{ title: '产品知识', dueOn: day(17) }],
      learnt: ['学过的'],
      kept: [],
      ended: [],
      isAsked: true,
      isWhole: true,
    }
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['liwanqing', 'me'],
    ] as const)
      expect(await impact(login, seat)).toEqual(whole)
    // what was learnt elsewhere is not the store's to know
    const store = await impact('zhaomingyuan', 'store/tianyao')
    expect(store?.assigned.map(one => one.title).toSorted()).toEqual(['产品知识', '学过的'].toSorted())
    expect(store).toMatchObject({ learnt: [], isWhole: false })
    expect(await impact('fangjing', 'store/nanxi')).toBeUndefined()
    expect(await impact('shaoning', 'hq')).toBeUndefined()
    expect(await impact('guyan', 'me')).toBeUndefined()
    await sendLiwanqing()
    expect(await statusesOf(w.employees.liwanqing.id)).toEqual(['产品知识 open', '学过的 completed'])
  })
})

describe('a request of somebody who has learnt everything', () => {
  it('says so to the store that decides it, and not what they learnt', async () => {
    const number = await askForTianyao()
    const seen = (login: Login, seat: SeatName) =>
      w.as(
        login,
        seat,
        async (tx, actor) => (await getTransferView(tx, actor, await getRequest(tx, number))).courses,
      )
    expect(await seen('zhaomingyuan', 'store/tianyao')).toBeUndefined()
    const course = await teach(w, '学过的', [{ unitId: w.units.tianyao }])
    expect((await seen('zhaomingyuan', 'store/tianyao'))?.assigned).toMatchObject([{ title: '学过的' }])
    await give('zhoulan', 'hq', course, { employee: w.employees.liwanqing.number })
    await learn(w, 'liwanqing', '学过的')
    const nothing = { assigned: [], kept: [], ended: [], isAsked: true }
    expect(await seen('zhaomingyuan', 'store/tianyao')).toMatchObject({ ...nothing, learnt: [] })
    expect(await seen('zhoulan', 'hq')).toMatchObject({ ...nothing, learnt: ['学过的'] })
  })
})

describe('a store', () => {
  it('reads what is owed in it, and what was learnt elsewhere only with consent to that', async () => {
    const { liwanqing } = w.employees
    const hq = await teach(w, '总部学的')
    await give('zhoulan', 'hq', hq, { employee: liwanqing.number })
    await learn(w, 'liwanqing', '总部学的')
    await teach(w, '产品知识', [{ unitId: w.units.tianyao }])
    await sendLiwanqing(day(1))
    const seen = (login: Login, seat: SeatName) =>
      w.as(login, seat, async tx => (await listOfPerson(tx, liwanqing)).map(one => one.title))
    expect(await seen('zhaomingyuan', 'store/tianyao')).toEqual(['产品知识'])
    expect(await seen('qinchuan', 'store/east')).toEqual(['产品知识'])
    expect(await seen('fangjing', 'store/nanxi')).toEqual([])
    expect((await seen('zhoulan', 'hq')).toSorted()).toEqual(['产品知识', '总部学的'].toSorted())
    expect((await seen('hejun', 'hq')).length).toBe(2)
    const training = () =>
      w.as('zhaomingyuan', 'store/tianyao', async tx =>
        (await listTraining(tx, liwanqing.id)).map(one => one.title),
      )
    expect(await training()).toEqual([])
    await w.sql('update consents set includes_training = true where employee_id = $1', [liwanqing.id])
    expect(await training()).toEqual(['总部学的'])
    await w.sql('update consents set withdrawn_at = now() where employee_id = $1', [liwanqing.id])
    expect(await training()).toEqual([])
  })

  it('has a list of who owes what, that gets shorter', async () => {
    const course = await teach(w, '产品知识')
    await give('zhaomingyuan', 'store/tianyao', course, { dueOn: day(3) })
    const list = (login: Login, seat: SeatName, over = {}) =>
      w.as(login, seat, async (tx, actor) => {
        const { rows, counts } = await listOwing(tx, actor, { list: 'all', ...over })
        return { names: rows.map(row => `${row.name} ${row.title}`), counts }
      })
    expect(await list('zhaomingyuan', 'store/tianyao')).toEqual({
      names: ['王沐阳 产品知识'],
      counts: { all: 1, overdue: 0, soon: 1 },
    })
    expect((await list('fangjing', 'store/nanxi')).names).toEqual([])
    await w.sql(`update enrollments set due_on = $1`, [day(-1)])
    expect((await list('qinchuan', 'store/east', { list: 'overdue' })).names).toEqual(['王沐阳 产品知识'])
    expect((await list('qinchuan', 'store/east', { course: 'KC-2020-0001' })).names).toEqual([])
    await learn(w, 'wangmuyang', '产品知识')
    expect((await list('zhaomingyuan', 'store/tianyao')).counts.all).toBe(0)
  })
})
