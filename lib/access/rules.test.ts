import { expect, it } from 'vitest'
import type { Role } from '../actor'
import type { UnitKind } from '../organisation/rules'
import { accountRefusal, endRefusal, type GrantRole, grantRefusal } from './rules'

it.each<[Role, GrantRole, UnitKind, GrantRole[], string | undefined]>([
  ['hr', 'manager', 'store', [], undefined],
  ['hr', 'manager', 'region', [], undefined],
  ['hr', 'manager', 'department', [], 'grantPlace'],
  ['hr', 'head', 'department', [], undefined],
  ['hr', 'specialist', 'department', [], undefined],
  ['hr', 'hr', 'headquarters', [], 'grantNotYours'],
  ['hr', 'executive', 'headquarters', [], 'grantNotYours'],
  ['hr', 'admin', 'headquarters', [], 'grantNotYours'],
  ['admin', 'hr', 'headquarters', [], undefined],
  ['admin', 'hr', 'store', [], 'grantPlace'],
  ['admin', 'auditor', 'headquarters', ['hr'], 'grantSeparation'],
  ['admin', 'auditor', 'headquarters', ['admin'], 'grantSeparation'],
  ['admin', 'hr', 'headquarters', ['auditor'], 'grantSeparation'],
  ['admin', 'auditor', 'headquarters', ['specialist'], undefined],
  ['executive', 'manager', 'store', [], 'grantNotYours'],
  ['auditor', 'manager', 'store', [], 'grantNotYours'],
])('%s grants %s on a %s to somebody with %j: %s', (role, granted, unitKind, held, expected) => {
  expect(grantRefusal({ role, userId: 'me' }, { userId: 'you', role: granted, unitKind }, held)).toBe(
    expected,
  )
})

it('nobody grants or ends their own roles', () => {
  const admin = { role: 'admin', userId: 'me' } as const
  expect(grantRefusal(admin, { userId: 'me', role: 'hr', unitKind: 'headquarters' }, [])).toBe('grantOwn')
  expect(endRefusal(admin, { userId: 'me', role: 'admin' })).toBe('grantOwn')
  expect(endRefusal({ role: 'hr', userId: 'me' }, { userId: 'you', role: 'admin' })).toBe('grantNotYours')
  expect(endRefusal({ role: 'hr', userId: 'me' }, { userId: 'you', role: 'manager' })).toBeUndefined()
})

it.each<[Role, GrantRole[], string | undefined]>([
  ['hr', [], undefined],
  ['hr', ['manager'], undefined],
  ['hr', ['manager', 'admin'], 'accountNotYours'],
  ['admin', ['hr', 'executive'], undefined],
  ['auditor', [], 'accountNotYours'],
])('%s handles an account with %j: %s', (role, held, expected) => {
  expect(accountRefusal({ role, userId: 'me' }, 'you', held)).toBe(expected)
})
