import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../actor'
import {
  accountDelaySeconds,
  addressDelaySeconds,
  bestPath,
  cleanText,
  deviceOf,
  hqHome,
  ownPath,
  passwordFault,
  placesOf,
  samePage,
  sessionLife,
  spellLogin,
  startPath,
  verbsOf,
} from './rules'

describe('the delay after wrong passwords', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 5],
    [4, 10],
    [9, 320],
    [10, 640],
    [11, 900],
    [500, 900],
  ])('%i in a row rest an account for %i s', (failures, seconds) => {
    expect(accountDelaySeconds(failures)).toBe(seconds)
  })

  it('lets at most ten guesses of one account through in any quarter of an hour', () => {
    const moments = [0]
    for (let guess = 1; guess < 40; guess++)
      moments.push((moments[guess - 1] ?? 0) + accountDelaySeconds(guess))
    for (const start of moments) {
      expect(moments.filter(moment => moment >= start && moment < start + 900).length).toBeLessThanOrEqual(10)
    }
  })

  it.each([
    [20, 0],
    [21, 1],
    [22, 2],
    [60, 900],
  ])('%i in a row rest an address for %i s', (failures, seconds) => {
    expect(addressDelaySeconds(failures)).toBe(seconds)
  })
})

describe('a new password', () => {
  it.each([
    ['outpost-demo', 'zhoulan', undefined],
    ['春眠不觉晓处处闻啼鸟', 'zhoulan', undefined],
    ['short', 'zhoulan', 'short'],
    ['一二三四五六七八九', 'zhoulan', 'short'],
    ['zhaomingyuan', 'zhaomingyuan', 'login'],
    ['ZhaoMingYuan1', 'zhaomingyuan', 'login'],
    ['zhaomingyuan-likes-tea', 'zhaomingyuan', undefined],
    ['1234567890', 'zhoulan', 'common'],
    ['Password123', 'zhoulan', 'common'],
    ['aaaaaaaaaaaa', 'zhoulan', 'common'],
    ['abababababab', 'zhoulan', 'common'],
  ])('%s of %s: %s', (password, login, fault) => {
    expect(passwordFault(password, login)).toBe(fault)
  })
})

it('spells a login in one way', () => {
  expect(spellLogin('  ZhouLan ')).toBe('zhoulan')
  expect(spellLogin('ｚｈｏｕｌａｎ')).toBe('zhoulan')
  expect(spellLogin('zhou\u0000\u200Blan\u202E')).toBe('zhoulan')
})

it('leaves no control or formatting character in a text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !/[\p{Cc}\p{Cf}]/u.test(cleanText(text))))
})

describe('the way back after sign-in', () => {
  it.each([
    ['/hq/people?q=王&sort=name', '/hq/people?q=%E7%8E%8B&sort=name'],
    ['/store/tianyao/team', '/store/tianyao/team'],
    ['//evil.example/hq', undefined],
    ['/\\evil.example', undefined],
    ['https://evil.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['/login?next=/hq', undefined],
    ['/api/auth/signout', undefined],
    ['/hq/../api/seat', undefined],
    ['', undefined],
    [undefined, undefined],
    [`/${'a'.repeat(600)}`, undefined],
  ])('%s → %s', (path, allowed) => {
    expect(ownPath(path)).toBe(allowed)
  })

  it('never leaves this house', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const path = ownPath(text)
        return path === undefined || new URL(path, 'http://here').host === 'here'
      }),
    )
  })

  const manager = { mustChange: false, seats: [{ role: 'manager' as const, unitCode: 'tianyao' }] }
  it.each([
    [manager, '/store/tianyao/team', '/store/tianyao/team'],
    [manager, '/hq/people', '/store/tianyao'],
    [manager, undefined, '/store/tianyao'],
    [{ ...manager, lastSeat: { role: 'manager' as const, unitCode: 'nanxi' } }, undefined, '/store/nanxi'],
    [{ ...manager, lastSeat: { role: 'employee' as const, unitCode: 'catering' } }, undefined, '/me'],
    [{ ...manager, mustChange: true }, '/store/tianyao/team', '/first-password'],
    [{ mustChange: false, seats: [] }, '/hq', '/'],
  ])('%j wanting %s goes to %s', (holder, next, path) => {
    expect(startPath(holder, next)).toBe(path)
  })
})

describe('places', () => {
  it.each<[Role, string]>([
    ['hr', '/hq'],
    ['executive', '/hq'],
    ['head', '/hq'],
    ['specialist', '/hq/inbox'],
    ['auditor', '/hq/trail'],
    ['admin', '/hq/access'],
  ])('%s starts at %s', (role, path) => {
    expect(hqHome(role)).toBe(path)
  })

  it('shows people to nobody who administers or audits', () => {
    for (const role of ['admin', 'auditor', 'specialist'] as const)
      expect(placesOf(role)).not.toContain('people')
    expect(placesOf('hr')).toContain('people')
  })

  it('shows the trail to HR and auditors, health to administrators', () => {
    const roles: Role[] = ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin']
    expect(roles.filter(role => placesOf(role).includes('trail'))).toEqual(['hr', 'auditor'])
    expect(roles.filter(role => placesOf(role).includes('health'))).toEqual(['admin'])
  })

  it('prefers headquarters, then a store, then their own pages', () => {
    const me = { role: 'employee' as const, unitCode: 'catering' }
    const store = { role: 'manager' as const, unitCode: 'tianyao' }
    const head = { role: 'head' as const, unitCode: 'catering' }
    expect(bestPath([me, store, head])).toBe('/hq')
    expect(bestPath([me, store])).toBe('/store/tianyao')
    expect(bestPath([me])).toBe('/me')
    expect(bestPath([])).toBeUndefined()
  })

  const nanxi = { role: 'manager' as const, unitCode: 'nanxi' }
  const hr = { role: 'hr' as const, unitCode: 'hq' }
  const specialist = { role: 'specialist' as const, unitCode: 'design' }
  const own = { role: 'employee' as const, unitCode: 'hq' }
  it.each([
    ['/store/tianyao/team', nanxi, '/store/nanxi/team'],
    ['/store/tianyao/requests/DG-2026-0001', nanxi, '/store/nanxi/requests'],
    ['/store/tianyao', nanxi, '/store/nanxi'],
    ['/store/tianyao/teamwork', nanxi, '/store/nanxi'],
    ['/hq/people/E00231', nanxi, '/store/nanxi/team'],
    ['/hq/trail', nanxi, '/store/nanxi'],
    ['', nanxi, '/store/nanxi'],
    ['/store/tianyao/team/E00231', hr, '/hq/people'],
    ['/me/inbox', hr, '/hq/inbox'],
    ['/me/requests', hr, '/hq/transfers'],
    ['/me/privacy', hr, '/hq'],
    ['/store/tianyao/team', specialist, '/hq/inbox'],
    ['/hq/tickets/WT-2026-0001', own, '/me/tickets'],
    ['/hq/transfers', own, '/me/requests'],
    ['/hq/people', own, '/me'],
    ['/store/tianyao/settings', own, '/me/settings'],
  ])('from %s the seat %j opens at %s', (from, seat, to) => {
    expect(samePage(from, seat)).toBe(to)
  })
})

it('ends sessions of headquarters within a working day', () => {
  expect(sessionLife(['employee', 'hr'])).toEqual({ hours: 12, idleMinutes: 30 })
  expect(sessionLife(['employee', 'manager'])).toEqual({ hours: 336, idleMinutes: 720 })
  expect(sessionLife([])).toEqual({ hours: 336, idleMinutes: 720 })
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'edge',
    'windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'safari',
    'ios',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.50',
    'wechat',
    'android',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
    'firefox',
    'macos',
  ],
  ['Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/120 Mobile/15E148 Safari/604.1', 'chrome', 'ipados'],
  ['curl/8.0', 'other', 'other'],
  ['', 'other', 'other'],
])('knows the device of %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system })
})

it.each<[Role, string[]]>([
  ['hr', ['dispatch', 'returns', 'hire', 'findByDocument', 'openStore']],
  ['head', ['dispatch', 'returns']],
  ['executive', ['returns']],
  ['specialist', []],
  ['auditor', []],
  ['admin', []],
  ['manager', ['transfer']],
  ['employee', ['request']],
])('the palette of %s begins %j', (role, expected) => {
  expect(verbsOf(role).map(one => one.verb)).toEqual(expected)
})
