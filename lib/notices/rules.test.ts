import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  differencesOf,
  dueLevelOf,
  dueOn,
  mayDo,
  type NoticeStatus,
  type NoticeVerb,
  overseesNotices,
  paragraphsOf,
  standingOf,
  stateOf,
} from './rules'

const now = new Date('2026-11-23T09:00:00Z')
const at = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)

it.each<[NoticeStatus, number | null, number | null, string]>([
  ['draft', null, null, 'draft'],
  ['draft', null, -1, 'draft'],
  ['issued', -1, null, 'published'],
  ['issued', 0, null, 'published'],
  ['issued', 1, null, 'scheduled'],
  ['issued', 1, 2, 'scheduled'],
  ['issued', -2, 1, 'published'],
  ['issued', -2, 0, 'expired'],
  ['withdrawn', -2, 1, 'withdrawn'],
])('%s, published at %s h, expiring at %s h is %s', (status, publish, expire, expected) => {
  const publishAt = publish === null ? null : at(publish)
  const expiresAt = expire === null ? null : at(expire)
  expect(stateOf({ status, publishAt, expiresAt }, now)).toBe(expected)
})

describe('who may do what', () => {
  const notice = (status: NoticeStatus, publish = -1) => ({
    status,
    publishAt: status === 'draft' ? null : at(publish),
    expiresAt: null,
    authorUserId: 'author',
  })
  it.each<[NoticeVerb, string, string, NoticeStatus, number, boolean]>([
    ['change', 'hr', 'other', 'draft', 0, true],
    ['change', 'manager', 'author', 'draft', 0, true],
    ['change', 'manager', 'other', 'draft', 0, false],
    ['change', 'hr', 'author', 'issued', -1, false],
    ['publish', 'head', 'author', 'draft', 0, true],
    ['publish', 'auditor', 'author', 'draft', 0, false],
    ['unschedule', 'hr', 'other', 'issued', 1, true],
    ['unschedule', 'hr', 'other', 'issued', -1, false],
    ['revise', 'manager', 'author', 'issued', -1, true],
    ['revise', 'hr', 'other', 'issued', 1, false],
    ['withdraw', 'hr', 'other', 'issued', -1, true],
    ['withdraw', 'hr', 'other', 'withdrawn', -1, false],
    ['remind', 'manager', 'other', 'issued', -1, true],
    ['remind', 'executive', 'other', 'issued', -1, false],
    ['remind', 'hr', 'author', 'issued', 1, false],
  ])('%s by %s (%s) of %s at %i: %s', (verb, role, userId, status, publish, expected) => {
    expect(mayDo(verb, { role, userId }, notice(status, publish), now)).toBe(expected)
  })

  it.each([
    ['hr', true],
    ['head', true],
    ['manager', true],
    ['executive', true],
    ['auditor', true],
    ['specialist', false],
    ['employee', false],
    ['admin', false],
  ])('%s sees how far notices have come: %s', (role, expected) => {
    expect(overseesNotices({ role })).toBe(expected)
  })
})

it.each([
  [true, 'published', null, 'toSign'],
  [true, 'published', { readAt: now, signedAt: null, releasedAt: null }, 'toSign'],
  [true, 'published', { readAt: now, signedAt: now, releasedAt: null }, 'signed'],
  [true, 'published', { readAt: now, signedAt: null, releasedAt: now }, 'read'],
  [true, 'expired', { readAt: null, signedAt: null, releasedAt: null }, 'read'],
  [true, 'withdrawn', { readAt: now, signedAt: now, releasedAt: null }, 'signed'],
  [false, 'published', null, 'unread'],
  [false, 'published', { readAt: now, signedAt: null, releasedAt: null }, 'read'],
] as const)('a notice to sign (%s), %s, with %j, is %s', (isMustRead, state, receipt, expected) => {
  expect(standingOf({ isMustRead, state }, receipt)).toBe(expected)
})

it.each([
  ['2026-11-22', 'overdue'],
  ['2026-11-23', 'today'],
  ['2026-11-25', 'soon'],
  ['2026-11-26', 'later'],
] as const)('due on %s is %s', (day, expected) => {
  expect(dueLevelOf(day, '2026-11-23')).toBe(expected)
})

it('counts the due day in local days', () => {
  expect(dueOn(new Date('2026-11-22T17:00:00Z'), 7)).toBe('2026-11-30')
  expect(dueOn(now, null)).toBeNull()
})

describe('text', () => {
  it.each([
    ['见 https://example.com/a?b=1。完', ['https://example.com/a?b=1']],
    ['（https://example.com/x）', ['https://example.com/x']],
    ['see https://example.com/x, and https://example.org.', ['https://example.com/x', 'https://example.org']],
    ['http://example.com', []],
    ['javascript:alert(1)', []],
    ['https://bank.com@evil.example/', []],
    ['<a href="https://example.com">x</a>', ['https://example.com']],
    ['https://', []],
  ])('%s links to %j', (body, expected) => {
    const links = paragraphsOf(body).flatMap(line => line.flatMap(one => one.href ?? []))
    expect(links).toEqual(expected)
  })

  it('is all there, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), body => {
        const shown = paragraphsOf(body).map(line => line.map(one => one.text).join(''))
        expect(shown.join('').replaceAll(/\s/g, '')).toBe(body.replaceAll(/\s/g, ''))
      }),
    )
  })
})

describe('what a version changes', () => {
  it('is said paragraph by paragraph', () => {
    expect(differencesOf('一\n二\n三', '一\n二改\n三\n四')).toEqual([
      { kind: 'same', text: '一' },
      { kind: 'removed', text: '二' },
      { kind: 'added', text: '二改' },
      { kind: 'same', text: '三' },
      { kind: 'added', text: '四' },
    ])
  })

  it('gives both versions back', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map(lines => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = differencesOf(before, after)
        const without = (kind: string) =>
          lines
            .filter(line => line.kind !== kind)
            .map(line => line.text)
            .join('\n')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })
})
