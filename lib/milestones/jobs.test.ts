import { afterAll, beforeEach, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { addDays, addMonths } from '@/lib/clock'
import { consentTo, type Login, type SeatName, type World, world } from '@/test/world'
import { tellOfMilestones } from './jobs'
import { findFirstWeek, listUpcoming } from './queries'

let w: World
beforeEach(async () => {
  await w?.close()
  w = await world()
  // day 100 in the store is today, and the day of hire is far from it
  await w.sql('update employees set hired_on = $1', [addMonths(addDays(w.today, 200), -36)])
  for (const column of ['starts_on', 'ends_on'])
    await w.sql(`update assignments set ${column} = $2 where ${column} = $1 and employee_id = $3`, [
      addDays(w.today, -100),
      addDays(w.today, -99),
      w.employees.wangmuyang.id,
    ])
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const upcoming = (login: Login, seat: SeatName) =>
  w
    .as(login, seat, (tx, actor) => listUpcoming(tx, actor))
    .then(({ rows, total }) => `${total}: ${rows.map(row => `${row.name} ${row.kind} ${row.n}`).join()}`)
const run = (day = w.today) => enterService('job', tx => tellOfMilestones(tx, new Date(), day))
const told = (): Promise<{ login: string; kind: string; path: string }[]> =>
  w.sql(
    `select u.login, n.kind, n.path from notifications n join users u on u.id = n.user_id order by u.login`,
  )

it('are seen by those who see the person', async () => {
  expect(await upcoming('zhoulan', 'hq')).toBe('1: 王沐阳 storeDays 100')
  expect(await upcoming('hejun', 'hq')).toBe('1: 王沐阳 storeDays 100')
  expect(await upcoming('zhaomingyuan', 'store/tianyao')).toBe('1: 王沐阳 storeDays 100')
  expect(await upcoming('fangjing', 'store/nanxi')).toBe('0: ')
})

it('are told to the manager and the contact once', async () => {
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  const { number } = w.employees.wangmuyang
  expect(await told()).toEqual([
    { login: 'zhaomingyuan', kind: 'milestoneStoreDays', path: `people/${number}` },
    { login: 'zhoulan', kind: 'milestoneStoreDays', path: `touchpoints/${number}` },
  ])
})

it('of hire are told to a store only with the consent of the person', async () => {
  await w.sql('update employees set hired_on = $1 where id = $2', [
    addMonths(w.today, -24),
    w.employees.guyan.id,
  ])
  await run()
  const hire = async () =>
    (await told()).filter(row => row.kind === 'milestoneHireYears').map(row => row.login)
  expect(await hire()).toEqual(['zhoulan'])
  await w.sql(`set session_replication_role = 'replica'`)
  await consentTo(w, w.employees.guyan.id, 'nanxi')
  await w.sql(`set session_replication_role = 'origin'`)
  await w.sql('delete from milestone_tellings; delete from notifications')
  await run()
  expect(await hire()).toEqual(['fangjing', 'zhoulan'])
})

it('a new store reads the shared praise that somebody brings along, with their consent only', async () => {
  const [hr, who] = [w.users.zhoulan, w.employees.wangmuyang.id]
  await w.sql(`set session_replication_role = 'replica'`)
  for (const [body, shared] of [
    ['一起的', true],
    ['私下的', false],
  ] as const)
    await w.sql(
      `insert into thanks_notes (kind, topic, body, relation, author_user_id, author_name, author_role, receiver_user_id, receiver_name, receiver_employee_id, is_shared, home_unit_id, created_at)
       values ('thanks', 'care', $1, 'hr', $2, '周岚', 'hr', $3, '王沐阳', $4, $5, $6, now())`,
      [body, hr, w.users.wangmuyang, who, shared, w.units.catering],
    )
  await w.sql(`set session_replication_role = 'origin'`)
  for (const column of ['starts_on', 'ends_on'])
    await w.sql(`update assignments set ${column} = $2 where ${column} = $1 and employee_id = $3`, [
      addDays(w.today, -99),
      addDays(w.today, -3),
      who,
    ])
  const praise = () =>
    w
      .as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
        findFirstWeek(tx, actor, w.employees.wangmuyang.number),
      )
      .then(found => found?.praise.map(row => row.body))
  expect(await praise()).toEqual([])
  await w.sql(`set session_replication_role = 'replica'`)
  await consentTo(w, who, 'tianyao')
  await w.sql(`set session_replication_role = 'origin'`)
  expect(await praise()).toEqual(['一起的'])
})
