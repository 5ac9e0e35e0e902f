import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, timeIn } from '../clock'
import { messages } from '../messages'
import type { NotificationKind } from '../notify'
import {
  type Choices,
  defaultChoices,
  dueOf,
  endOfQuiet,
  groupOf,
  isUrgent,
  nextDigest,
  openPath,
  pathInPortal,
  readStopText,
  stopText,
} from './rules'

const hq = { portal: 'hq' as const, unitCode: 'hq' }
const store = { portal: 'store' as const, unitCode: 'tianyao' }
const me = { portal: 'me' as const, unitCode: null }

it.each([
  ['requests/DG-2026-0417', hq, '/hq/requests/DG-2026-0417'],
  ['requests/DG-2026-0417', store, '/store/tianyao/requests/DG-2026-0417'],
  ['requests/DG-2026-0417', me, '/me/requests/DG-2026-0417'],
  ['people/E00231', hq, '/hq/people/E00231'],
  ['people/E00231', store, '/store/tianyao/team/E00231'],
  ['people/E00231', me, '/me'],
  ['learning', me, '/me/courses'],
  ['learning/0198', hq, '/me/courses/0198'],
])('%s for %j leads to %s', (path, seat, expected) => {
  expect(pathInPortal(path, seat)).toBe(expected)
})

it.each([
  [[], '/'],
  [[{ role: 'employee', unitCode: 'tianyao' }], '/me/requests/DG-1'],
  [[{ role: 'manager', unitCode: 'tianyao' }], '/store/tianyao/requests/DG-1'],
  [
    [
      { role: 'employee', unitCode: 'hq' },
      { role: 'hr', unitCode: 'hq' },
    ],
    '/hq/requests/DG-1',
  ],
] as const)('a link from outside leads %j to %s', (seats, expected) => {
  expect(openPath('requests/DG-1', [...seats])).toBe(expected)
})

describe('groups', () => {
  it('take every kind there is by its first word; what is nothing else is a reminder', () => {
    const kinds = Object.keys(messages.en.notifications.kinds) as NotificationKind[]
    const reminders = kinds.filter(kind => groupOf(kind) === 'reminders')
    expect(reminders).toEqual([
      'returnDue',
      'arrivalsTomorrow',
      'contractUnwritten',
      'insuranceUnregistered',
      'insuranceIssued',
      'insuranceCorrected',
      'insuranceReckoned',
      'insuranceFailed',
      'insuranceDue',
      'insuranceLate',
      'contractSecondTerm',
      'contractEnds',
      'probationEnds',
      'certificateExpires',
      'touchpointDue',
      'touchpointLate',
      'touchpointFollowUp',
      'touchpointRecorded',
      'milestoneStoreDays',
      'milestoneStoreYears',
      'milestoneHireYears',
      'leavingItemDue',
      'leavingItemLate',
      'rosterPublished',
      'rosterChanged',
      'rosterReleased',
      'rosterGivenBack',
      'rosterOwnReleased',
      'rosterOwnBack',
      'rosterOwnBackInPart',
      'rosterOwnFilled',
      'courseAssigned',
      'courseWithdrawn',
      'courseNudged',
      'courseSoon',
      'courseLate',
      'courseLateInStore',
    ])
    expect(kinds.filter(isUrgent).length).toBe(4)
  })

  it.each([
    ['taskAssigned', 'todo'],
    ['requestNudged', 'todo'],
    ['requestRejected', 'requests'],
    ['exportFailed', 'requests'],
    ['consentWithdrawn', 'requests'],
    ['ticketEscalated', 'tickets'],
    ['noticeMustRead', 'notices'],
    ['returnDue', 'reminders'],
  ] as const)('%s is in %s', (kind, group) => {
    expect(groupOf(kind)).toBe(group)
  })
})

const shanghai = (text: string): Date => new Date(`${text}+08:00`)
const night = { from: '22:00', to: '08:00' }

describe('quiet hours', () => {
  it.each([
    ['2026-11-23T21:59:59', undefined],
    ['2026-11-23T22:00:00', '2026-11-24T08:00:00'],
    ['2026-11-24T00:00:00', '2026-11-24T08:00:00'],
    ['2026-11-24T07:59:59', '2026-11-24T08:00:00'],
    ['2026-11-24T08:00:00', undefined],
  ])('over midnight, at %s, end at %s', (at, expected) => {
    expect(endOfQuiet(night, 'Asia/Shanghai', shanghai(at))).toEqual(expected && shanghai(expected))
  })

  it('within a day, and none when they begin and end together', () => {
    const noon = { from: '12:00', to: '14:00' }
    expect(endOfQuiet(noon, 'Asia/Shanghai', shanghai('2026-11-23T13:00:00'))).toEqual(
      shanghai('2026-11-23T14:00:00'),
    )
    expect(endOfQuiet(noon, 'Asia/Shanghai', shanghai('2026-11-23T11:00:00'))).toBeUndefined()
    expect(
      endOfQuiet({ from: '08:00', to: '08:00' }, 'Asia/Shanghai', shanghai('2026-11-23T08:00:00')),
    ).toBeUndefined()
  })

  it('end at the local time also in the nights when clocks change', () => {
    // London goes forward on 29 March 2026 at 01:00 UTC, and back on 25 October
    expect(endOfQuiet(night, 'Europe/London', new Date('2026-03-28T23:00:00Z'))).toEqual(
      new Date('2026-03-29T07:00:00Z'),
    )
    expect(endOfQuiet(night, 'Europe/London', new Date('2026-10-24T22:00:00Z'))).toEqual(
      new Date('2026-10-25T08:00:00Z'),
    )
    // 01:30 does not exist on 29 March: it is taken as before the change
    const short = endOfQuiet(
      { from: '22:00', to: '01:30' },
      'Europe/London',
      new Date('2026-03-28T23:00:00Z'),
    )
    expect(short?.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  })

  it('hold nothing longer than a day, end outside of themselves, and let everything else go at once', () => {
    const zones = [
      'Asia/Shanghai',
      'Asia/Kathmandu',
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
    ]
    const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    const spell = ([h, m]: [number, number]): string =>
      `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        clock,
        clock,
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        (zone, from, to, at) => {
          const quiet = { from: spell(from), to: spell(to) }
          const end = endOfQuiet(quiet, zone, at)
          if (!end) return
          expect(end.getTime()).toBeGreaterThan(at.getTime() - 3_600_000)
          expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a digest', () => {
  const choices = (over: Partial<Choices>): Choices => ({ ...defaultChoices, ...over })
  it.each([
    ['daily', '2026-11-23T08:59:59', '2026-11-23T09:00:00'],
    ['daily', '2026-11-23T09:00:00', '2026-11-24T09:00:00'],
    // 23 November 2026 is a Monday
    ['weekly', '2026-11-23T08:00:00', '2026-11-23T09:00:00'],
    ['weekly', '2026-11-23T09:00:00', '2026-11-30T09:00:00'],
    ['weekly', '2026-11-25T12:00:00', '2026-11-30T09:00:00'],
  ] as const)('%s, from %s, is at %s', (rhythm, at, expected) => {
    expect(nextDigest(choices({ rhythm }), 'Asia/Shanghai', shanghai(at))).toEqual(shanghai(expected))
  })

  it('keeps its local hour when clocks change', () => {
    const daily = choices({ rhythm: 'daily' })
    const at = nextDigest(daily, 'Europe/London', new Date('2026-10-24T12:00:00Z'))
    expect([dayIn('Europe/London', at), timeIn('Europe/London', at)]).toEqual(['2026-10-25', '09:00'])
    expect(at.toISOString()).toBe('2026-10-25T09:00:00.000Z')
  })
})

describe('when to tell', () => {
  const day = shanghai('2026-11-23T10:00:00')
  const late = shanghai('2026-11-23T23:00:00')
  const tell = (
    kind: NotificationKind,
    over: Partial<Choices>,
    at: Date,
    channel: 'email' | 'push' = 'email',
  ) => dueOf(channel, kind, { ...defaultChoices, ...over }, 'Asia/Shanghai', at)

  it('is at once by day, after the quiet hours at night, and never what nobody wants', () => {
    expect(tell('requestApproved', {}, day)).toEqual({ dueAt: day, isBundled: false })
    expect(tell('requestApproved', {}, late)).toEqual({
      dueAt: shanghai('2026-11-24T08:00:00'),
      isBundled: true,
    })
    expect(tell('requestApproved', { quiet: null }, late)).toEqual({ dueAt: late, isBundled: false })
    expect(tell('requestApproved', { emailGroups: ['todo'] }, day)).toBeUndefined()
    expect(tell('requestApproved', { emailGroups: ['todo'] }, day, 'push')).toBeDefined()
  })

  it('is in the digest for mail, and at once for devices', () => {
    const weekly = { rhythm: 'weekly' as const }
    expect(tell('requestApproved', weekly, day)).toEqual({
      dueAt: shanghai('2026-11-30T09:00:00'),
      isBundled: true,
    })
    expect(tell('requestApproved', weekly, day, 'push')).toEqual({ dueAt: day, isBundled: false })
  })

  it('is at once for what is past its deadline, whatever the hour and the rhythm', () => {
    for (const kind of ['taskOverdue', 'taskEscalated', 'ticketOverdue', 'ticketEscalated'] as const)
      expect(tell(kind, { rhythm: 'weekly' }, late)).toEqual({ dueAt: late, isBundled: false })
    expect(tell('taskOverdue', { emailGroups: [] }, late)).toBeUndefined()
  })
})

it('says in a link whose mail about what is to stop, and reads only groups that there are', () => {
  const text = stopText('0191-a', ['tickets', 'todo', 'tickets'])
  expect(text).toBe('0191-a.tickets,todo')
  expect(readStopText(text)).toEqual({ userId: '0191-a', groups: ['todo', 'tickets'] })
  expect(readStopText('0191-a.all,tickets')).toEqual({ userId: '0191-a', groups: ['tickets'] })
  expect(readStopText(undefined)).toBeUndefined()
})
