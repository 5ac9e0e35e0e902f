import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { learn, teach } from '@/test/courses'
import { type World, world } from '@/test/world'
import { addDays } from '../clock'
import { giveCourse } from './commands'
import { askReturned, remindOfCourses } from './jobs'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())
afterAll(closePools)

const give = async (title: string, days: number, ...others: ('liwanqing' | 'guyan')[]): Promise<void> => {
  const course = await teach(w, title)
  for (const who of ['wangmuyang', ...others] as const)
    await w.as('zhoulan', 'hq', (tx, actor) =>
      giveCourse(tx, actor, { course, employee: w.employees[who].number, dueOn: addDays(w.today, days) }),
    )
}
/** The kinds of what was told in a night, so many days from now, with how much it was about. */
async function night(days: number, most?: number): Promise<string[]> {
  await w.sql('delete from notifications')
  const day = addDays(w.today, days)
  const now = new Date(Date.now() + days * 86_400_000)
  while ((await enterService('job', tx => remindOfCourses(tx, now, day, most))) > 0);
  await enterService('job', tx => askReturned(tx, now, day))
  const rows = await w.sql<{ who: string; kind: string; n: string }>(
    `select u.login as who, n.kind, n.values ->> 'n' as n from notifications n join users u on u.id = n.user_id order by u.login`,
  )
  return rows.map(row => `${row.who} ${row.kind} ${row.n}`)
}
const statuses = async () =>
  (await w.sql<{ status: string }>('select status from enrollments order by id')).map(row => row.status)

describe('what is to be learnt', () => {
  it('is reminded of once three days before it is due, and once when it is late, to the store as well', async () => {
    await give('甲', 5)
    await give('乙', 5)
    expect(await night(1)).toEqual([])
    expect(await night(2)).toEqual(['wangmuyang courseSoon 2'])
    expect(await night(3)).toEqual([])
    expect(await night(5)).toEqual([])
    expect(await night(6)).toEqual(['wangmuyang courseLate 2', 'zhaomingyuan courseLateInStore 1'])
    expect(await night(6)).toEqual([])
    expect(await night(7)).toEqual([])
  })

  it('is told to everybody in one night, however few at a time, and to each once', async () => {
    await give('甲', 3, 'liwanqing', 'guyan')
    await give('乙', 3, 'guyan')
    expect(await night(1, 1)).toEqual([
      'guyan courseSoon 2',
      'liwanqing courseSoon 1',
      'wangmuyang courseSoon 2',
    ])
    expect(await night(4, 1)).toEqual([
      'fangjing courseLateInStore 1',
      'guyan courseLate 2',
      'liwanqing courseLate 1',
      'wangmuyang courseLate 2',
      'zhaomingyuan courseLateInStore 1',
    ])
    expect(await night(4, 1)).toEqual([])
  })

  it('that is learnt nobody is reminded of', async () => {
    await give('甲', 2)
    await learn(w, 'wangmuyang', '甲')
    expect(await night(0)).toEqual([])
    expect(await night(4)).toEqual([])
  })

  it('is owed in a store until the stay is over', async () => {
    await give('甲', 200)
    await night(59)
    expect(await statuses()).toEqual(['open'])
    await night(60)
    expect(await statuses()).toEqual(['withdrawn'])
  })

  it('at home is asked of whoever is back by the date of their stay, once, on the day', async () => {
    // what the store asks as well, and they put off there, is asked at home anew
    const course = await teach(w, '回岗课', [{ unitId: w.units.catering, days: 14 }])
    const { number: employee } = w.employees.wangmuyang
    await w.as('zhoulan', 'hq', (tx, actor) =>
      giveCourse(tx, actor, { course, employee, dueOn: addDays(w.today, 90) }),
    )
    await teach(w, '设计规范', [{ unitId: w.units.design }])
    expect(await night(59)).toEqual([])
    expect(await night(60)).toEqual(['guyan courseAssigned 1', 'wangmuyang courseAssigned 1'])
    const owed = () =>
      w.sql(
        `select c.title, e.why, e.status, u.code as unit, e.due_on::text as "dueOn" from enrollments e
         join courses c on c.id = e.course_id join units u on u.id = e.unit_id where e.employee_id = $1 order by e.id`,
        [w.employees.wangmuyang.id],
      )
    const given = { title: '回岗课', why: 'rule', unit: 'catering', dueOn: addDays(w.today, 74) }
    const store = {
      title: '回岗课',
      why: 'hand',
      unit: 'tianyao',
      dueOn: addDays(w.today, 90),
      status: 'withdrawn',
    }
    expect(await owed()).toEqual([store, { ...given, status: 'open' }])
    // what HR takes back the next night does not ask again
    await w.sql(`update enrollments set status = 'withdrawn', withdrawn_at = now()`)
    expect(await night(61)).toEqual([])
    expect(await owed()).toEqual([store, { ...given, status: 'withdrawn' }])
  })

  it('is owed by nobody who has left', async () => {
    await give('甲', 20)
    await w.sql('update employees set left_on = $1 where id = $2', [
      addDays(w.today, 10),
      w.employees.wangmuyang.id,
    ])
    await night(9)
    expect(await statuses()).toEqual(['open'])
    await night(10)
    expect(await statuses()).toEqual(['withdrawn'])
  })
})
