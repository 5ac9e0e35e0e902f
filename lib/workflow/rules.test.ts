import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applies,
  changesOf,
  expectedFinishes,
  isStageDone,
  nudgeWait,
  progressOf,
  type RequestVerb,
  type Stage,
  stageAfter,
  unitOf,
  verbsOf,
} from './rules'

const hour = 3_600_000
const noon = new Date('2026-11-23T04:00:00Z')
const later = (hours: number): Date => new Date(noon.getTime() + hours * hour)

const stage = (position: number, over: Partial<Stage> = {}): Stage => ({
  id: `stage-${position}`,
  position,
  name: `环节${position}`,
  nameEn: `Stage ${position}`,
  approver: 'role_at_hq',
  role: 'hr',
  namedUserId: null,
  mode: 'any',
  condition: {},
  timeLimitHours: 48,
  ...over,
})
const way = [
  stage(1, { approver: 'applicant', role: null }),
  stage(2, { approver: 'role_at_home', role: 'head' }),
  stage(3, { approver: 'role_at_source', role: 'manager', condition: { kinds: ['move', 'return'] } }),
  stage(4, { approver: 'role_at_receiving', role: 'manager' }),
  stage(5),
]

describe('the way of a request', () => {
  it.each([
    [{}, { kind: 'move' }, true],
    [{ kinds: ['move'] }, { kind: 'move' }, true],
    [{ kinds: ['move'] }, { kind: 'extend' }, false],
    [{ minLevel: 4 }, { kind: 'move', level: 3 }, false],
    [{ minLevel: 4 }, { kind: 'move', level: 4 }, true],
    [{ minLevel: 4 }, { kind: 'move' }, false],
  ])('%j for %j: %s', (condition, facts, expected) => {
    expect(applies(condition, facts)).toBe(expected)
  })

  it('leaves out stages whose condition is not met', () => {
    expect(stageAfter(way, { kind: 'dispatch' }, 2)?.position).toBe(4)
    expect(stageAfter(way, { kind: 'move' }, 2)?.position).toBe(3)
    expect(stageAfter(way, { kind: 'move' }, 5)).toBeUndefined()
  })

  it('counts progress along its own way', () => {
    expect(progressOf(way, { facts: { kind: 'dispatch' }, stagePosition: 4 })).toEqual({ at: 3, of: 4 })
    expect(progressOf(way, { facts: { kind: 'move' }, stagePosition: 4 })).toEqual({ at: 4, of: 5 })
    expect(progressOf(way, { facts: { kind: 'move' }, stagePosition: null })).toBeUndefined()
  })

  it('asks the unit that a stage names', () => {
    const units = { homeUnitId: 'home', sourceUnitId: 'source', receivingUnitId: 'receiving' }
    expect(way.map(one => unitOf(units, one))).toEqual([null, 'home', 'source', 'receiving', null])
  })
})

describe('a stage is done', () => {
  const open = { origin: 'rule', closing: null }
  const done = { origin: 'rule', closing: 'decided' }
  const joined = { origin: 'joined', closing: null }
  it.each([
    ['any', [open, done], true],
    ['all', [open, done], false],
    ['all', [done, done], true],
    ['any', [done, joined], false],
    ['any', [done, { ...joined, closing: 'decided' }], true],
    // whoever handed over has not approved, so somebody who joined cannot pass the stage alone
    [
      'any',
      [
        { origin: 'delegated', closing: null },
        { ...joined, closing: 'decided' },
      ],
      false,
    ],
    ['all', [], false],
  ] as const)('%s of %j: %s', (mode, tasks, expected) => {
    expect(isStageDone(mode, [...tasks])).toBe(expected)
  })
})

it('lets a request be nudged four hours after it came, and again after four more', () => {
  expect(nudgeWait(noon, null, noon)).toEqual({ until: later(4), isAgain: false })
  expect(nudgeWait(noon, null, later(4))).toBeUndefined()
  expect(nudgeWait(noon, later(4), later(7))).toEqual({ until: later(8), isAgain: true })
  expect(nudgeWait(noon, later(4), later(8))).toBeUndefined()
  // whoever has it next was not nudged yet
  expect(nudgeWait(later(5), later(4), later(8.5))).toEqual({ until: later(9), isAgain: false })
})

it('expects each stage after the one before it, and none in the past', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ seconds: fc.integer({ min: 0, max: 10_000_000 }), n: fc.integer({ min: 0, max: 50 }) }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      fc.integer({ min: 0, max: 10_000 }),
      (known, sinceHours) => {
        const stages = known.map((_, index) => stage(index + 1))
        const durations = known.map((one, index) => ({ ...one, position: index + 1 }))
        const now = later(sinceHours)
        const times = expectedFinishes(stages, durations, noon, now).map(one => one.at.getTime())
        expect(times.every(time => time > now.getTime())).toBe(true)
        expect(times).toEqual([...times].sort((a, b) => a - b))
      },
    ),
  )
})

it.each([
  [{ to: 'a', endsOn: '1' }, { to: 'a', endsOn: '2' }, [{ field: 'endsOn', from: '1', to: '2' }]],
  [{ to: 'a' }, { to: 'a' }, []],
  [{ to: 'a' }, { to: 'a', endsOn: '2' }, [{ field: 'endsOn', from: '', to: '2' }]],
  [{ to: 'a', endsOn: '1' }, { to: 'a' }, [{ field: 'endsOn', from: '1', to: '' }]],
])('a resubmission of %j as %j changes %j', (before, after, expected) => {
  expect(changesOf(before, after)).toEqual(expected)
})

describe('verbs', () => {
  const request = { status: 'in_progress', applicantUserId: 'applicant', employeeUserId: 'employee' }
  const held = { stage: { approver: 'role_at_hq' as const }, holders: ['hr'] }
  it.each<[string, typeof request, { userId: string; role: string }, RequestVerb[]]>([
    [
      'whoever has it decides',
      request,
      { userId: 'hr', role: 'hr' },
      ['approve', 'join', 'delegate', 'reject', 'sendBack', 'copy', 'comment'],
    ],
    [
      'the applicant waits',
      request,
      { userId: 'applicant', role: 'employee' },
      ['withdraw', 'nudge', 'copy', 'comment'],
    ],
    ['a bystander comments', request, { userId: 'other', role: 'manager' }, ['comment']],
    ['an auditor only reads', request, { userId: 'hr', role: 'auditor' }, []],
    [
      'a returned one is revised',
      { ...request, status: 'returned' },
      { userId: 'applicant', role: 'employee' },
      ['revise', 'withdraw', 'copy', 'comment'],
    ],
    [
      'a finished one is commented',
      { ...request, status: 'approved' },
      { userId: 'applicant', role: 'employee' },
      ['copy', 'comment'],
    ],
  ])('%s', (_, one, actor, expected) => {
    expect(verbsOf(one, actor, held)).toEqual(expected)
  })

  it('lets only the person concerned confirm, and nobody for them', () => {
    const own = { stage: { approver: 'applicant' as const }, holders: ['employee'] }
    const verbs = verbsOf(request, { userId: 'employee', role: 'employee' }, own)
    expect(verbs).toContain('confirm')
    expect(verbs).not.toContain('delegate')
    expect(verbs).not.toContain('approve')
  })
})
