import { expect, it } from 'vitest'
import { addDays } from '../clock'
import { mayHaveHappened, reminderOf, standingOf } from './rules'

const today = '2026-11-24'
const day = (offset: number) => addDays(today, offset)

it('a talk is overdue from the day after it was due, and due soon in its last week', () => {
  expect([-1, 0, 7, 8].map(offset => standingOf(day(offset), today))).toEqual([
    'overdue',
    'soon',
    'soon',
    'fine',
  ])
})

it('a talk is recorded within thirty days, and never before it took place', () => {
  expect([1, 0, -30, -31].map(offset => mayHaveHappened(day(offset), today))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

it.each([
  ['before it is due', 1, null, null, undefined],
  ['on its day', 0, null, null, 'due'],
  ['when that was missed', -6, null, null, 'due'],
  ['once only', -6, -6, null, undefined],
  ['for another due day anew', 0, -30, -30, 'due'],
  ['a week later', -7, -7, null, 'late'],
  ['a week later, once only', -20, -20, -20, undefined],
  ['a week later, also when nobody was told before', -20, null, null, 'late'],
])('a contact is reminded %s', (_, due, reminded, chased, reminder) => {
  const of = (offset: number | null) => (offset === null ? null : day(offset))
  expect(reminderOf({ dueOn: day(due), remindedOn: of(reminded), chasedOn: of(chased) }, today)).toBe(
    reminder,
  )
})
