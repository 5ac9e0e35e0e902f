import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applies,
  type CourseRows,
  expectedFinishes,
  isStageDone,
  nudgeAllowedAt,
  progressOf,
  type RequestVerb,
  type Stage,
  spanOf,
  stageAfter,
  timelineOf,
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

it('lets a request be nudged again after four hours', () => {
  expect(nudgeAllowedAt(null, noon)).toBeUndefined()
  expect(nudgeAllowedAt(noon, later(3))).toEqual(later(4))
  expect(nudgeAllowedAt(noon, later(4))).toBeUndefined()
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
  [0, { unit: 'minutes', n: 1 }],
  [59 * 60_000, { unit: 'minutes', n: 59 }],
  [hour, { unit: 'hours', n: 1 }],
  [47 * hour, { unit: 'hours', n: 47 }],
  [48 * hour, { unit: 'days', n: 2 }],
  [-3 * hour, { unit: 'hours', n: 3 }],
])('says %d ms as %j', (milliseconds, span) => {
  expect(spanOf(milliseconds)).toEqual(span)
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

describe('the timeline', () => {
  const nothing: CourseRows = {
    stages: way,
    visits: [],
    tasks: [],
    decisions: [],
    comments: [],
    attachments: [],
    nudges: [],
    copies: [],
    durations: [],
  }
  const visit = (position: number, over: Partial<CourseRows['visits'][number]> = {}) => ({
    id: `visit-${position}-${over.round ?? 1}`,
    stageId: `stage-${position}`,
    position,
    round: 1,
    enteredAt: noon,
    dueAt: later(48),
    leftAt: null,
    outcome: null,
    ...over,
  })
  const task = (id: string, visitId: string, over: Partial<CourseRows['tasks'][number]> = {}) => ({
    id,
    requestStageId: visitId,
    userId: id,
    userName: id,
    role: 'hr',
    origin: 'rule' as const,
    onBehalfOfName: null,
    createdAt: noon,
    dueAt: later(48),
    closedAt: null,
    closing: null,
    ...over,
  })
  const decision = (
    id: string,
    verb: CourseRows['decisions'][number]['verb'],
    decidedAt: Date,
    over: Partial<CourseRows['decisions'][number]> = {},
  ) => ({
    id,
    requestStageId: null,
    taskId: null,
    verb,
    category: null,
    reason: '',
    actorUserId: id,
    actorName: id,
    actorRole: 'hr',
    onBehalfOfName: null,
    targetName: null,
    decidedAt,
    ...over,
  })
  const request = {
    status: 'in_progress' as const,
    facts: { kind: 'dispatch' },
    stagePosition: 4,
    round: 1,
    applicantUserId: 'li',
    applicantName: '李婉清',
  }

  it('tells what happened in its order, then who has it, then what is to come', () => {
    const course: CourseRows = {
      ...nothing,
      visits: [visit(2, { leftAt: later(5), outcome: 'approved' }), visit(4, { enteredAt: later(5) })],
      tasks: [
        task('head', 'visit-2-1', { closedAt: later(5), closing: 'decided' }),
        task('manager', 'visit-4-1', { createdAt: later(5) }),
      ],
      decisions: [
        decision('first', 'submit', noon),
        decision('second', 'approve', later(5), { requestStageId: 'visit-2-1', taskId: 'head' }),
      ],
      comments: [
        { id: 'note', authorUserId: 'zhou', authorName: '周岚', body: '请补健康证', createdAt: later(2) },
      ],
    }
    const entries = timelineOf(request, course, later(6))
    expect(entries.map(entry => entry.what)).toEqual([
      'submitted',
      'commented',
      'approved',
      'waiting',
      'expected',
    ])
    expect(entries[2]?.took).toBe(5 * hour)
    expect(entries[3]).toMatchObject({ by: { name: 'manager' }, at: later(5), dueAt: later(48) })
    expect(entries[4]?.expected?.at.getTime()).toBeGreaterThan(later(48).getTime())
  })

  it('keeps the round before a return, and says that it was replaced', () => {
    const course: CourseRows = {
      ...nothing,
      visits: [
        visit(2, { leftAt: later(1), outcome: 'returned' }),
        visit(2, { round: 2, enteredAt: later(9) }),
      ],
      tasks: [
        task('head', 'visit-2-1', { closedAt: later(1), closing: 'decided' }),
        task('head-again', 'visit-2-2', { createdAt: later(9) }),
      ],
      decisions: [
        decision('first', 'submit', noon),
        decision('back', 'send_back', later(1), {
          requestStageId: 'visit-2-1',
          taskId: 'head',
          reason: '缺少健康证',
        }),
        decision('again', 'submit', later(9)),
      ],
    }
    const entries = timelineOf({ ...request, stagePosition: 2, round: 2 }, course, later(10))
    expect(entries.slice(0, 4).map(entry => [entry.what, entry.isSuperseded ?? false])).toEqual([
      ['submitted', true],
      ['returned', false],
      ['submitted', false],
      ['waiting', false],
    ])
  })

  it('waits for the applicant while it is returned, and expects the whole way again', () => {
    const course: CourseRows = {
      ...nothing,
      visits: [visit(2, { leftAt: later(1), outcome: 'returned' })],
      decisions: [
        decision('first', 'submit', noon),
        decision('back', 'send_back', later(1), { requestStageId: 'visit-2-1', reason: '日期' }),
      ],
    }
    const entries = timelineOf({ ...request, status: 'returned', stagePosition: null }, course, later(2))
    expect(entries[2]).toMatchObject({ what: 'revising', by: { name: '李婉清' }, at: later(1) })
    expect(entries.slice(3).map(entry => entry.stage?.position)).toEqual([1, 2, 4, 5])
  })

  it('folds several people of one stage, and counts who joined', () => {
    const course: CourseRows = {
      ...nothing,
      visits: [visit(4)],
      tasks: [
        task('one', 'visit-4-1'),
        task('two', 'visit-4-1'),
        task('extra', 'visit-4-1', { origin: 'joined' }),
      ],
      decisions: [decision('first', 'submit', noon)],
    }
    const waiting = timelineOf(request, course, later(1)).find(entry => entry.what === 'waiting')
    expect(waiting?.by).toBeUndefined()
    expect(waiting?.group).toMatchObject({ needed: 1, people: [{}, {}], joined: [{}] })
  })

  it('says when a task moved by itself, but not twice when it was handed over', () => {
    const course: CourseRows = {
      ...nothing,
      visits: [visit(4)],
      tasks: [
        task('gone', 'visit-4-1', { closedAt: later(1), closing: 'moved' }),
        task('busy', 'visit-4-1', { closedAt: later(2), closing: 'moved' }),
        task('now', 'visit-4-1', { createdAt: later(2), origin: 'delegated', onBehalfOfName: 'busy' }),
      ],
      decisions: [
        decision('first', 'submit', noon),
        decision('hand', 'delegate', later(2), {
          requestStageId: 'visit-4-1',
          taskId: 'busy',
          targetName: 'now',
        }),
      ],
    }
    const entries = timelineOf(request, course, later(3))
    expect(entries.map(entry => entry.what)).toEqual([
      'submitted',
      'moved',
      'delegated',
      'waiting',
      'expected',
    ])
    expect(entries[3]).toMatchObject({ by: { name: 'now' }, onBehalfOf: 'busy' })
  })

  it.each(['approved', 'rejected', 'withdrawn', 'cancelled'] as const)(
    'expects nothing of a request that is %s',
    status => {
      const course = { ...nothing, decisions: [decision('first', 'submit', noon)] }
      const entries = timelineOf({ ...request, status, stagePosition: null }, course, later(1))
      expect(entries.map(entry => entry.what)).toEqual(['submitted'])
    },
  )
})
