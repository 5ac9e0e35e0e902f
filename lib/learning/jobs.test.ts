import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { learn, teach } from '@/test/courses'
import { type World, world } from '@/test/world'
import { addDays } from '../clock'
import { giveCourse } from './commands'
import { remindOfCourses } from './jobs'

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
  while ((await enterService('job', tx => remindOfCourses(tx, new Date(), day, most))) > 0);
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
