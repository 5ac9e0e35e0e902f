import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stage } from '../workflow/rules'
import { type CourseRows, spanOf, timelineOf } from './rules'

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

describe('a length of time', () => {
  it.each([
    [0, { unit: 'minutes', n: 1 }],
    [119_999, { unit: 'minutes', n: 1 }],
    [59 * 60_000, { unit: 'minutes', n: 59 }],
    [hour - 1, { unit: 'minutes', n: 59 }],
    [hour, { unit: 'hours', n: 1 }],
    [2 * hour - 1, { unit: 'hours', n: 1 }],
    [47.99 * hour, { unit: 'hours', n: 47 }],
    [48 * hour, { unit: 'days', n: 2 }],
    [72 * hour - 1, { unit: 'days', n: 2 }],
    [-3 * hour, { unit: 'hours', n: 3 }],
    [-2.9 * hour, { unit: 'hours', n: 2 }],
  ])('of %d ms is %j', (milliseconds, span) => {
    expect(spanOf(milliseconds)).toEqual(span)
  })

  it('is never said to be longer than it is, from a minute on', () => {
    const size = { minutes: 60_000, hours: hour, days: 24 * hour }
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 1_000_000_000_000 }), milliseconds => {
        const { unit, n } = spanOf(milliseconds)
        expect(n * size[unit]).toBeLessThanOrEqual(milliseconds)
        expect((n + 1) * size[unit]).toBeGreaterThan(milliseconds)
      }),
    )
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
    onBehalfOfId: null,
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
    changes: null,
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
        decision('again', 'submit', later(9), {
          changes: [{ field: 'endsOn', from: '2027-01-01', to: '2027-03-01' }],
        }),
      ],
    }
    const entries = timelineOf({ ...request, stagePosition: 2, round: 2 }, course, later(10))
    expect(entries.slice(0, 4).map(entry => [entry.what, entry.isSuperseded ?? false])).toEqual([
      ['submitted', true],
      ['returned', false],
      ['submitted', false],
      ['waiting', false],
    ])
    expect(entries.map(entry => entry.changes?.length ?? 0)).toEqual([0, 0, 1, 0, 0, 0])
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

  it('says who stands in for whom, and that it came back, also of what was escalated', () => {
    const escalated = { origin: 'escalated' as const }
    const course: CourseRows = {
      ...nothing,
      visits: [visit(4)],
      tasks: [
        task('busy', 'visit-4-1'),
        task('lead', 'visit-4-1', {
          ...escalated,
          createdAt: later(1),
          closedAt: later(2),
          closing: 'moved',
        }),
        task('stand-in', 'visit-4-1', {
          ...escalated,
          onBehalfOfId: 'lead',
          onBehalfOfName: 'lead',
          createdAt: later(2),
          closedAt: later(3),
          closing: 'moved',
        }),
        task('again', 'visit-4-1', { ...escalated, userId: 'lead', createdAt: later(3) }),
      ],
      decisions: [decision('first', 'submit', noon)],
    }
    const happened = timelineOf(request, course, later(4)).filter(entry =>
      ['moved', 'escalated'].includes(entry.what),
    )
    expect(happened.map(entry => [entry.what, entry.by?.name, entry.why, entry.target])).toEqual([
      ['escalated', undefined, undefined, 'lead'],
      ['moved', 'lead', 'away', 'stand-in'],
      ['moved', 'stand-in', 'back', 'again'],
    ])
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
