import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { learn, revisionOf, teach } from '@/test/courses'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import {
  addLesson,
  addRule,
  applyRule,
  changeLesson,
  createCourse,
  draftVersion,
  endRule,
  moveLesson,
  publishCourse,
  removeLesson,
  resumeCourse,
  retireCourse,
} from './commands'
import { addRuleInput, createCourseInput } from './input'
import { settleCourseJob } from './jobs'
import { draftOf, getCourse, listCourses, listLessons, listOwing, listRules, lockRule } from './queries'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())
afterAll(closePools)

const asHr = <T>(work: Parameters<typeof w.as<T>>[2]) => w.as('zhoulan', 'hq', work)
const words = { title: '到店第一天', body: '先找店长报到', minutes: 5 }

/** Titles of the draft's lessons. */
const draftLessons = (number: string) =>
  asHr(async tx => {
    const draft = draftOf(await getCourse(tx, number))
    return draft ? (await listLessons(tx, draft.id)).map(lesson => lesson.title) : undefined
  })
const enrollmentsOf = (employeeId: string) =>
  w.sql(
    `select c.title, e.status, v.version, e.why, e.due_on::text as "dueOn", u.code as unit from enrollments e join courses c on c.id = e.course_id
     join course_versions v on v.id = e.version_id join units u on u.id = e.unit_id where e.employee_id = $1 order by c.title`,
    [employeeId],
  )

describe('a course', () => {
  it('is written lesson by lesson and published, and never changed after it', async () => {
    const { number } = await asHr((tx, actor) =>
      createCourse(tx, actor, { title: '驻店员工守则', summary: '' }),
    )
    expect(number).toMatch(/^KC-\d{4}-0001$/)
    expect(await refusalOf(asHr((tx, actor) => publishCourse(tx, actor, { number, revision: 1 })))).toBe(
      'courses.lessonsMissing',
    )
    await asHr((tx, actor) => addLesson(tx, actor, { number, revision: 1, ...words, title: '甲' }))
    await asHr((tx, actor) => addLesson(tx, actor, { number, revision: 2, ...words, title: '乙' }))
    await asHr((tx, actor) => addLesson(tx, actor, { number, revision: 3, ...words, title: '丙' }))
    const [first, , third] = await asHr(async tx =>
      listLessons(tx, draftOf(await getCourse(tx, number))?.id ?? ''),
    )
    const [firstId, thirdId] = [first?.id ?? '', third?.id ?? '']
    await asHr((tx, actor) => moveLesson(tx, actor, { number, revision: 4, lessonId: thirdId, by: 'up' }))
    expect(await draftLessons(number)).toEqual(['甲', '丙', '乙'])
    await asHr((tx, actor) => removeLesson(tx, actor, { number, revision: 5, lessonId: thirdId }))
    await asHr((tx, actor) =>
      changeLesson(tx, actor, { number, revision: 6, lessonId: firstId, ...words, title: '甲（改）' }),
    )
    expect(await draftLessons(number)).toEqual(['甲（改）', '乙'])
    const counted = () =>
      asHr(async (tx, actor) =>
        (await listCourses(tx, actor, { state: 'all' })).rows.map(row => [row.lessons, row.draftLessons]),
      )
    expect(await counted()).toEqual([[0, 2]])
    await asHr((tx, actor) => publishCourse(tx, actor, { number, revision: 7 }))
    expect(await counted()).toEqual([[2, null]])
    expect(await draftLessons(number)).toBeUndefined()
    const again = { number, revision: 8, lessonId: firstId, ...words }
    expect(await refusalOf(asHr((tx, actor) => changeLesson(tx, actor, again)))).toBe('courses.noDraft')
    const changed = asHr(tx => tx.execute(`update lessons set title = '偷改'`))
    expect(await refusalOf(changed)).toBe('courses.changed')
    expect(await w.sql(`select lessons, minutes from course_versions`)).toEqual([{ lessons: 2, minutes: 10 }])
  })

  it('is summed up in lines, or not at all', () => {
    const summaryOf = (summary?: string) => createCourseInput.parse({ title: '课', summary }).summary
    expect(summaryOf('第一行\r\n第二行')).toBe('第一行\n第二行')
    expect(summaryOf()).toBe('')
    expect(() => summaryOf('长'.repeat(201))).toThrow()
  })

  it('is not changed by whoever saw it before somebody else did', async () => {
    const number = await teach(w, '服务技巧')
    const revision = await revisionOf(w, number)
    await asHr((tx, actor) => draftVersion(tx, actor, { number, revision }))
    const late = asHr((tx, actor) => addLesson(tx, actor, { number, revision, ...words }))
    expect(await refusalOf(late)).toBe('courses.changed')
    await asHr((tx, actor) => addLesson(tx, actor, { number, revision: revision + 1, ...words }))
    expect(await draftLessons(number)).toEqual(['第一节', '第二节', '到店第一天'])
  })

  it.each([
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['gaoyuan', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['wangmuyang', 'me'],
  ] as const)('is not made by %s in %s', async (login, seat) => {
    const made = w.as(login, seat, (tx, actor) => createCourse(tx, actor, { title: '课', summary: '' }))
    expect(await refusalOf(made)).toBe('input.refused')
    await asHr((tx, actor) => createCourse(tx, actor, { title: '课', summary: '' }))
  })

  it('has a name of its own as long as it is given out', async () => {
    const number = await teach(w, '食品安全')
    expect(await refusalOf(teach(w, '食品安全'))).toBe('courses.titleTaken')
    await asHr(async (tx, actor) =>
      retireCourse(tx, actor, { number, revision: (await getCourse(tx, number)).revision }),
    )
    await teach(w, '食品安全')
    const revision = await revisionOf(w, number)
    const resumed = asHr((tx, actor) => resumeCourse(tx, actor, { number, revision }))
    expect(await refusalOf(resumed)).toBe('courses.titleTaken')
  })

  it('is listed to headquarters by title, with who still owes it', async () => {
    const number = await teach(w, '消防与应急', [{ unitId: w.units.tianyao }])
    await apply(number, 1)
    await asHr((tx, actor) => createCourse(tx, actor, { title: '草稿', summary: '' }))
    const list = (login: Login, over = {}) =>
      w.as(login, 'hq', async (tx, actor) =>
        (await listCourses(tx, actor, { state: 'all', ...over })).rows.map(
          row => [row.title, row.state, row.rules, row.open] as const,
        ),
      )
    expect(await list('zhoulan')).toEqual([
      ['消防与应急', 'published', 1, 1],
      ['草稿', 'draft', 0, 0],
    ])
    expect(await list('zhoulan', { q: '消防' })).toHaveLength(1)
    expect(await list('zhoulan', { q: '没有' })).toEqual([])
    // a draft is HR's
    expect(await list('sunli')).toEqual([['消防与应急', 'published', 1, 1]])
    expect(await refusalOf(list('gaoyuan'))).toBe('input.notFound')
  })
})

/** Gives a course to those who are there, by its first rule. */
async function apply(number: string, people: number): Promise<void> {
  await asHr(async (tx, actor) => {
    const [rule] = await listRules(tx, actor, (await getCourse(tx, number)).id)
    await applyRule(tx, actor, { ruleId: rule?.id ?? '', people })
  })
}

describe('a rule', () => {
  const owing = (number: string) =>
    asHr(async (tx, actor) => {
      const [rule] = await listRules(tx, actor, (await getCourse(tx, number)).id)
      return (await listOwing(tx, actor, await lockRule(tx, actor, rule?.id ?? ''))).length
    })

  it.each([
    ['everybody everywhere', () => ({}), 4],
    ['a family', () => ({ whom: 'family:餐饮' }), 4],
    ['a position', () => ({ whom: `position:${w.positions.storeChef}` }), 2],
    [
      'a position in a store',
      () => ({ whom: `position:${w.positions.storeChef}`, unitId: w.units.tianyao }),
      1,
    ],
    ['a region with what is below it', () => ({ unitId: w.units.east }), 2],
    ['nobody', () => ({ whom: `position:${w.positions.clerk}`, unitId: w.units.tianyao }), 0],
  ])('for %s means those who are there', async (_whom, rule, expected) => {
    expect(await owing(await teach(w, '课', [rule()]))).toBe(expected)
  })

  it('asks those who are there only when HR says so, as many as were shown, and each once', async () => {
    const number = await teach(w, '服务技巧', [{ unitId: w.units.east, days: 14 }])
    expect(await enrollmentsOf(w.employees.wangmuyang.id)).toEqual([])
    expect(await refusalOf(apply(number, 1))).toBe('courses.peopleChanged')
    await apply(number, 2)
    const dueOn = addDays(w.today, 14)
    const open = { title: '服务技巧', status: 'open', version: 1, why: 'rule', dueOn }
    expect(await enrollmentsOf(w.employees.wangmuyang.id)).toEqual([{ ...open, unit: 'tianyao' }])
    expect(await enrollmentsOf(w.employees.guyan.id)).toEqual([{ ...open, unit: 'nanxi' }])
    expect(
      await w.sql(`select values ->> 'day' as day from notifications where kind = 'courseAssigned'`),
    ).toEqual([{ day: dueOn }, { day: dueOn }])
    expect(await owing(number)).toBe(0)
    expect(
      await w.sql(`select details ->> 'people' as n from trail where action = 'courseRule.applied'`),
    ).toEqual([{ n: '2' }])
  })

  it('asks those who are to come as well, from their first day on, and tells each by when', async () => {
    const arrival = addDays(w.today, 30)
    const { liwanqing, wangmuyang } = w.employees
    const at = [liwanqing.id, arrival]
    await w.sql(`update assignments set ends_on = $2 where employee_id = $1`, at)
    await w.sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $3, $4, $5, $2)`,
      [...at, w.units.tianyao, w.units.catering, w.positions.storeChef],
    )
    const number = await teach(w, '到店第一周', [{ unitId: w.units.tianyao, days: 14 }])
    const names = await asHr(async (tx, actor) => {
      const [rule] = await listRules(tx, actor, (await getCourse(tx, number)).id)
      return (await listOwing(tx, actor, await lockRule(tx, actor, rule?.id ?? ''))).map(one => [
        one.number,
        one.startsOn > w.today,
      ])
    })
    expect(names).toEqual(
      [
        [wangmuyang.number, false],
        [liwanqing.number, true],
      ].sort(),
    )
    await apply(number, 2)
    const given = { title: '到店第一周', status: 'open', version: 1, why: 'rule', unit: 'tianyao' }
    expect(await enrollmentsOf(wangmuyang.id)).toEqual([{ ...given, dueOn: addDays(w.today, 14) }])
    expect(await enrollmentsOf(liwanqing.id)).toEqual([{ ...given, dueOn: addDays(arrival, 14) }])
    expect(
      await w.sql(
        `select "values" ->> 'day' as day from notifications where user_id = $1 and kind = 'courseAssigned'`,
        [w.users.liwanqing],
      ),
    ).toEqual([{ day: addDays(arrival, 14) }])
    // somebody who leaves before they would come is not asked
    await w.sql('update employees set left_on = $1 where id = $2', [addDays(w.today, 20), liwanqing.id])
    expect(await owing(await teach(w, '又一门', [{ unitId: w.units.tianyao }]))).toBe(1)
    // nor is whoever is in a store, and back when the stay ends: it may be extended
    await w.sql('update employees set left_on = null')
    expect(await owing(await teach(w, '回岗课', [{ unitId: w.units.catering }]))).toBe(1)
  })

  it('is there once, for whom there is, and ends', async () => {
    const number = await teach(w, '课', [{ unitId: w.units.tianyao }])
    const add = (over: Record<string, string>) =>
      asHr((tx, actor) => addRule(tx, actor, addRuleInput.parse({ number, days: '7', ...over })))
    expect(await refusalOf(add({ unitId: w.units.tianyao }))).toBe('courses.ruleTwice')
    expect(await refusalOf(add({ whom: 'family:没有' }))).toBe('courses.whomUnknown')
    expect(await refusalOf(add({ unitId: w.users.zhoulan }))).toBe('courses.unitUnknown')
    const ruleId = await asHr(
      async (tx, actor) => (await listRules(tx, actor, (await getCourse(tx, number)).id))[0]?.id ?? '',
    )
    await asHr((tx, actor) => endRule(tx, actor, { ruleId }))
    expect(await refusalOf(asHr((tx, actor) => endRule(tx, actor, { ruleId })))).toBe('courses.changed')
    await add({ unitId: w.units.tianyao })
  })
})

it('a new version is for those who have not begun; a retired course only for those who have', async () => {
  const number = await teach(w, '收银与备用金', [{ unitId: w.units.east }])
  await apply(number, 2)
  await learn(w, 'wangmuyang', '收银与备用金', 1)
  const revision = await revisionOf(w, number)
  await asHr((tx, actor) => draftVersion(tx, actor, { number, revision }))
  await asHr((tx, actor) => publishCourse(tx, actor, { number, revision: revision + 1 }))
  expect(await enrollmentsOf(w.employees.wangmuyang.id)).toMatchObject([{ status: 'open', version: 1 }])
  expect(await enrollmentsOf(w.employees.guyan.id)).toMatchObject([{ status: 'open', version: 2 }])
  await asHr((tx, actor) => retireCourse(tx, actor, { number, revision: revision + 2 }))
  expect(await enrollmentsOf(w.employees.wangmuyang.id)).toMatchObject([{ status: 'open' }])
  expect(await enrollmentsOf(w.employees.guyan.id)).toMatchObject([{ status: 'withdrawn' }])
  // once, and only who does not owe it any more
  expect(
    await w.sql(
      `select user_id as "userId", "values" ->> 'course' as course from notifications where kind = 'courseWithdrawn'`,
    ),
  ).toEqual([{ userId: w.users.guyan, course: '收银与备用金' }])
  await learn(w, 'wangmuyang', '收银与备用金')
  expect(await enrollmentsOf(w.employees.wangmuyang.id)).toMatchObject([{ status: 'completed', version: 1 }])
})

it('is published and retired for some at once, and for thousands by the worker', async () => {
  const number = await teach(w, '消防与应急')
  const people = 1_002
  await w.sql(
    `with pupils as (
       insert into employees (number, user_id, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on)
       select 'P' || n, case n when 1 then $3::uuid end, '学员', 'xueyuan', 'xy', '{}', $1, '2024-01-01' from generate_series(1, $2) n returning id
     )
     insert into enrollments (employee_id, course_id, version_id, unit_id, why, assigned_by_name, assigned_by_role, assigned_at, due_on)
     select p.id, c.id, v.id, $1, 'hand', '周岚', 'hr', now(), '2027-01-01' from pupils p, courses c join course_versions v on v.course_id = c.id
     where c.number = $4`,
    [w.units.catering, people, w.users.gaoyuan, number],
  )
  const tally = () =>
    w.sql(
      `select e.status, v.version, count(*)::int as n from enrollments e join course_versions v on v.id = e.version_id group by 1, 2 order by 1, 2`,
    )
  const ordered = async () => {
    const [job, ...others] = await w.sql<{ payload: unknown }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = 'settle_course' returning j.payload`,
    )
    expect(others).toEqual([])
    return job?.payload
  }
  const revision = await revisionOf(w, number)
  await asHr((tx, actor) => draftVersion(tx, actor, { number, revision }))
  await asHr((tx, actor) => publishCourse(tx, actor, { number, revision: revision + 1 }))
  expect(await tally()).toEqual([
    { status: 'open', version: 1, n: 2 },
    { status: 'open', version: 2, n: 1_000 },
  ])
  const published = await ordered()
  await settleCourseJob(published)
  expect(await tally()).toEqual([{ status: 'open', version: 2, n: people }])

  await asHr((tx, actor) => retireCourse(tx, actor, { number, revision: revision + 2 }))
  expect(await tally()).toMatchObject([{ status: 'open', n: 2 }, { status: 'withdrawn' }])
  const retired = await ordered()
  await settleCourseJob(retired)
  await settleCourseJob(retired)
  expect(await tally()).toEqual([{ status: 'withdrawn', version: 2, n: people }])
  expect(
    await w.sql(
      `select (select count(*)::int from notifications where kind = 'courseWithdrawn' and user_id = $1) as told,
         (select (details ->> 'people')::int from trail where action = 'course.retired') as said,
         (select count(distinct (withdrawn_by_name, withdrawn_at))::int from enrollments) as ways`,
      [w.users.gaoyuan],
    ),
  ).toEqual([{ told: 1, said: people, ways: 1 }])
})

const seats: [Login, SeatName, string[]][] = [
  ['zhoulan', 'hq', ['草稿', '课']],
  ['sunli', 'hq', ['课']],
  ['zhaomingyuan', 'store/tianyao', ['课']],
  ['wangmuyang', 'me', ['课']],
]
it.each(seats)('%s in %s finds %j, and lessons only where they are for them', async (login, seat, titles) => {
  await teach(w, '课', [{ unitId: w.units.nanxi }])
  await asHr((tx, actor) => createCourse(tx, actor, { title: '草稿', summary: '' }))
  const found = await w.as(login, seat, async tx => {
    const { rows } = await tx.execute<{ title: string }>('select title from courses order by title desc')
    return rows.map(row => row.title)
  })
  expect(found.sort()).toEqual(titles.toSorted())
  if (seat !== 'me') return
  const lessons = (who: Login) =>
    w.as(who, 'me', async tx => (await tx.execute('select id from lessons')).rows.length)
  expect([await lessons('wangmuyang'), await lessons('guyan')]).toEqual([0, 0])
  await apply(await numberOf('课'), 1)
  expect([await lessons('wangmuyang'), await lessons('guyan')]).toEqual([0, 2])
})

const numberOf = async (title: string): Promise<string> => {
  const [row] = await w.sql<{ number: string }>('select number from courses where title = $1', [title])
  return row?.number ?? ''
}
