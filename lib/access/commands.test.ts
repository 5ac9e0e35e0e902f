import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Tx } from '@/db/client'
import { type Login, refusalOf, type World, world } from '@/test/world'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { listLeads } from '../organisation/queries'
import { disableAccount, enableAccount, endGrant, grantRole, openAccount, resetPassword } from './commands'
import type { GrantRole as GrantInput } from './input'
import { countAccounts, listAccounts, listGrants } from './queries'
import { grantState } from './rules'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const password = 'blue-kettle-river-42'
const open = (login: Login, more: { login?: string; employeeNumber?: string } = {}) =>
  company.as(login, 'hq', (tx, actor) =>
    openAccount(tx, actor, {
      login: 'luyuanhang',
      name: '陆远航',
      password,
      mustChange: true,
      employeeNumber: undefined,
      ...more,
    }),
  )
const grant = (login: Login, input: GrantInput) =>
  company.as(login, 'hq', (tx, actor) => grantRole(tx, actor, input))

it('an outside manager gets an account, a role, and loses it again', async () => {
  const { userId } = await open('zhoulan')
  expect(await refusalOf(open('zhoulan'))).toBe('organisation.loginTaken')
  const { grantId } = await grant('zhoulan', { userId, role: 'manager', unitId: company.units.baoli })
  expect(await refusalOf(grant('zhoulan', { userId, role: 'manager', unitId: company.units.baoli }))).toBe(
    'organisation.grantOverlaps',
  )
  await company.as('zhoulan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId }))
  expect(await refusalOf(company.as('zhoulan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId })))).toBe(
    'organisation.grantEnded',
  )
  const grants = await company.as('zhoulan', 'hq', tx => listGrants(tx, userId))
  expect(grants).toMatchObject([{ endsOn: company.today, grantedByName: '周岚', endedByName: '周岚' }])
  const jobs = await company.sql(`select 1 from graphile_worker.jobs where task_identifier = 'move_tasks'`)
  expect(jobs.length).toBeGreaterThan(0)
  const [credentials] = await company.sql<{ must_change: boolean }>(
    `select must_change from credentials where user_id = $1`,
    [userId],
  )
  expect(credentials?.must_change).toBe(true)
})

it('a role that ends later is still there until then', async () => {
  const inTen = addDays(company.today, 10)
  const { grantId } = await grant('zhoulan', {
    userId: company.users.wangmuyang,
    role: 'manager',
    unitId: company.units.baoli,
  })
  await company.as('zhoulan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId, endsOn: inTen }))
  const seat = await company.as('wangmuyang', 'store/baoli', async (_, actor) => actor.role)
  expect(seat).toBe('manager')
})

it('a role that has not begun is taken back once, and holds nobody up', async () => {
  const startsOn = addDays(company.today, 10)
  const { userId } = await open('gaoyuan')
  const auditor = { userId, role: 'auditor', unitId: company.units.hq, startsOn } as const
  const { grantId } = await grant('gaoyuan', auditor)
  expect(await refusalOf(grant('gaoyuan', { ...auditor, role: 'hr' }))).toBe('organisation.grantSeparation')
  const takeBack = () => company.as('gaoyuan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId }))
  await takeBack()
  expect(await refusalOf(takeBack())).toBe('organisation.grantEnded')
  const rows = await company.sql(`select details from trail where action = 'role.takenBack'`)
  expect(rows).toEqual([{ details: { role: 'auditor', unit: '总部', startsOn } }])
  const [taken] = await company.as('gaoyuan', 'hq', tx => listGrants(tx, userId))
  expect(taken && grantState(taken, company.today)).toBe('takenBack')
  await grant('gaoyuan', { ...auditor, role: 'hr' })
})

it('a role that held for some hours of its only day was ended, not taken back', async () => {
  const { userId } = await open('gaoyuan')
  const unitId = company.units.hq
  const { grantId } = await grant('gaoyuan', { userId, role: 'specialist', unitId })
  const ahead = await grant('gaoyuan', {
    userId,
    role: 'auditor',
    unitId,
    startsOn: addDays(company.today, 1),
  })
  await company.sql(
    `update role_grants set starts_on = starts_on - 1, created_at = now() - interval '9 days' where id = $1`,
    [ahead.grantId],
  )
  for (const id of [grantId, ahead.grantId])
    await company.as('gaoyuan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId: id }))
  const grants = await company.as('gaoyuan', 'hq', tx => listGrants(tx, userId))
  expect(grants.map(one => [one.startsOn, one.endsOn, grantState(one, company.today)])).toEqual([
    [company.today, company.today, 'ended'],
    [company.today, company.today, 'ended'],
  ])
})

it('HR cannot give or take what is an admin’s, not even around the rules', async () => {
  const hr = { userId: company.users.wangmuyang, role: 'hr', unitId: company.units.hq } as const
  expect(await refusalOf(grant('zhoulan', hr))).toBe('organisation.grantNotYours')
  const around = company.as('zhoulan', 'hq', tx =>
    tx.execute(
      `insert into role_grants (user_id, role, unit_id, starts_on) values ('${hr.userId}', 'admin', '${hr.unitId}', now())`,
    ),
  )
  expect(await refusalOf(around)).toBe('input.refused')
  await grant('gaoyuan', hr)
  expect(
    await refusalOf(
      grant('gaoyuan', { userId: company.users.shaoning, role: 'hr', unitId: company.units.hq }),
    ),
  ).toBe('organisation.grantSeparation')
  expect(await refusalOf(grant('sunli', hr))).toBe('input.refused')
})

it('a disabled account is out at once and stays out of old sessions when it comes back', async () => {
  const { fangjing } = company.users
  const seat = () => company.as('fangjing', 'store/nanxi', async (_, actor) => actor.role)
  expect(await seat()).toBe('manager')
  await company.as('zhoulan', 'hq', (tx, actor) => disableAccount(tx, actor, { userId: fangjing }))
  await expect(seat()).rejects.toThrow()
  await company.as('zhoulan', 'hq', (tx, actor) => enableAccount(tx, actor, { userId: fangjing }))
  await expect(seat()).rejects.toThrow()
})

it('nobody takes over an account above their own, nor their own', async () => {
  const reset = (login: Login, userId: string) =>
    company.as(login, 'hq', (tx, actor) => resetPassword(tx, actor, { userId, password }))
  expect(await refusalOf(reset('zhoulan', company.users.gaoyuan))).toBe('organisation.accountNotYours')
  expect(await refusalOf(reset('zhoulan', company.users.zhoulan))).toBe('organisation.accountOwn')
  expect(await refusalOf(reset('sunli', company.users.fangjing))).toBe('input.refused')
  const around = company.as('zhoulan', 'hq', tx =>
    tx.execute(`select app.set_password('${company.users.gaoyuan}', 'x')`),
  )
  expect(await refusalOf(around)).toBe('organisation.accountNotYours')
  await reset('gaoyuan', company.users.zhoulan)
  await expect(company.as('zhoulan', 'hq', async () => true)).rejects.toThrow()
  expect(await refusalOf(reset('gaoyuan', company.users.gaoyuan))).toBe('organisation.accountOwn')
})

it('the last admin stays', async () => {
  const { userId } = await open('gaoyuan')
  await grant('gaoyuan', { userId, role: 'admin', unitId: company.units.hq })
  await company.sql(`update users set disabled_at = now() where id = $1`, [userId])
  const second = await open('gaoyuan', { login: 'second' })
  const { grantId } = await grant('gaoyuan', {
    userId: second.userId,
    role: 'admin',
    unitId: company.units.hq,
  })
  await company.as('gaoyuan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId }))
  const [own] = await company.sql<{ id: string }>(`select id from role_grants where user_id = $1`, [
    company.users.gaoyuan,
  ])
  expect(
    await refusalOf(
      company.as('gaoyuan', 'hq', (tx, actor) => endGrant(tx, actor, { grantId: own?.id ?? '' })),
    ),
  ).toBe('organisation.grantOwn')
})

it('ties an account to an employee once, by HR only', async () => {
  await company.sql(`update employees set user_id = null where id = $1`, [company.employees.guyan.id])
  const number = company.employees.guyan.number
  expect(await refusalOf(open('gaoyuan', { employeeNumber: number }))).toBe('organisation.employeeByHr')
  const { userId } = await open('zhoulan', { employeeNumber: number })
  const [user] = await company.sql<{ name: string }>(`select name from users where id = $1`, [userId])
  expect(user?.name).toBe('顾言')
  expect(await refusalOf(open('zhoulan', { login: 'another', employeeNumber: number }))).toBe(
    'organisation.employeeHasAccount',
  )
})

it('lists holders of roles, found by role and text', async () => {
  const list = (filter: { q?: string; role?: 'manager'; view?: 'holders' | 'all' }) =>
    company.as('gaoyuan', 'hq', async (tx, actor) => {
      const page = await listAccounts(
        tx,
        { state: 'active', view: 'holders', sort: 'login', ...filter },
        actor.today,
      )
      return page.rows.map(row => row.login)
    })
  expect(await list({ role: 'manager' })).toEqual(['fangjing', 'qinchuan', 'zhaomingyuan'])
  expect(await list({ q: '明远' })).toEqual(['zhaomingyuan'])
  expect(await list({ q: '王' })).toEqual([])
  expect(await list({ q: '王', view: 'all' })).toEqual(['wangmuyang'])
  // so that an empty tab can point at the other one
  const count = (q: string, view: 'holders' | 'all') =>
    company.as('zhoulan', 'hq', (tx, actor) => countAccounts(tx, { q, view, state: 'active' }, actor.today))
  expect(await count('王', 'holders')).toBe(0)
  expect(await count('王', 'all')).toBe(1)
})

it('whoever has left gets neither their account nor a role back, not even around the rules', async () => {
  const { guyan } = company.users
  await company.sql(`update employees set left_on = $2 where id = $1`, [
    company.employees.guyan.id,
    company.today,
  ])
  await company.sql(`update users set disabled_at = now() where id = $1`, [guyan])
  const as = (login: Login, work: (tx: Tx, actor: Actor) => Promise<unknown>) =>
    refusalOf(company.as(login, 'hq', work))
  const manager = { userId: guyan, role: 'manager', unitId: company.units.nanxi } as const
  for (const login of ['zhoulan', 'gaoyuan'] as const) {
    expect(await as(login, (tx, actor) => enableAccount(tx, actor, { userId: guyan }))).toBe(
      'organisation.leaverAccount',
    )
    expect(await as(login, (tx, actor) => grantRole(tx, actor, manager))).toBe('organisation.leaverRole')
    expect(
      await as(login, tx => tx.execute(`update users set disabled_at = null where id = '${guyan}'`)),
    ).toBe('organisation.leaverAccount')
    expect(
      await as(login, tx =>
        tx.execute(
          `insert into role_grants (user_id, role, unit_id, starts_on) values ('${guyan}', 'manager', '${manager.unitId}', '${company.today}')`,
        ),
      ),
    ).toBe('organisation.leaverRole')
  }
  await company.sql(`update employees set left_on = null where id = $1`, [company.employees.guyan.id])
  await company.as('zhoulan', 'hq', (tx, actor) => enableAccount(tx, actor, { userId: guyan }))
  await grant('zhoulan', manager)
})

it('a role of somebody who is about to leave ends by then', async () => {
  const leftOn = addDays(company.today, 10)
  await company.sql(`update employees set left_on = $2 where id = $1`, [company.employees.guyan.id, leftOn])
  const manager = { userId: company.users.guyan, role: 'manager', unitId: company.units.nanxi } as const
  expect(await refusalOf(grant('zhoulan', manager))).toBe('organisation.leaverRoleEnds')
  expect(await refusalOf(grant('zhoulan', { ...manager, endsOn: addDays(leftOn, 1) }))).toBe(
    'organisation.leaverRoleEnds',
  )
  await grant('zhoulan', { ...manager, endsOn: leftOn })
})

it('nothing waits for somebody who has left, whatever their account and roles say', async () => {
  const { nanxi, baoli } = company.units
  await grant('zhoulan', { userId: company.users.guyan, role: 'manager', unitId: baoli })
  const leads = (unitId: string) =>
    company.as('zhoulan', 'hq', async tx =>
      (await listLeads(tx, unitId, 'manager', company.today)).map(lead => lead.name),
    )
  const approvers = () =>
    company.as('zhoulan', 'hq', async tx => {
      const { rows } = await tx.execute<{ role: string; user_name: string }>(
        `select role, user_name from app.approvers('manager', '${baoli}', '${company.users.guyan}', '{}', app.today())`,
      )
      return rows.map(row => row.user_name)
    })
  expect([await leads(baoli), await approvers()]).toEqual([['顾言'], ['顾言']])
  await company.sql(`update employees set left_on = $2 where id = $1`, [
    company.employees.guyan.id,
    company.today,
  ])
  expect([await leads(baoli), await approvers()]).toEqual([[], ['周岚', '许听澜']])
  expect(await leads(nanxi)).toEqual(['方静'])
  await company.sql(`update users set disabled_at = now() where id = $1`, [company.users.fangjing])
  expect(await leads(nanxi)).toEqual(['秦川'])
})
