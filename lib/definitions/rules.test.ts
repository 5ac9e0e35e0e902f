import { describe, expect, it } from 'vitest'
import { compareStages, type DraftStage, faultsOf, mayPublish, mayRead } from './rules'

const stage = (name: string, over: Partial<DraftStage> = {}): DraftStage => ({
  name,
  nameEn: name,
  approver: 'role_at_hq',
  role: 'hr',
  namedUserId: null,
  mode: 'any',
  condition: {},
  timeLimitHours: 48,
  ...over,
})
const receiving = stage('门店确认', { approver: 'role_at_receiving', role: 'manager' })
const hr = stage('人事审批')

describe('what keeps a workflow from being published', () => {
  it.each<[string, DraftStage[], string[]]>([
    ['nothing', [receiving, hr], []],
    ['no stage at all', [], ['noStage', 'noHeadquarters', 'noReceiver']],
    ['nobody of headquarters', [receiving], ['noHeadquarters']],
    ['the store is not asked', [hr], ['noReceiver']],
    [
      'HR only for some kinds',
      [receiving, stage('人事审批', { condition: { kinds: ['dispatch'] } })],
      ['noHeadquarters'],
    ],
    [
      'HR only from a level on',
      [receiving, stage('人事审批', { condition: { minLevel: 4 } })],
      ['noHeadquarters'],
    ],
    ['a name twice', [receiving, hr, hr], ['nameTwice']],
    ['a name missing', [receiving, hr, stage('签字', { nameEn: ' ' })], ['nameMissing']],
    ['a role missing', [receiving, hr, stage('签字', { role: null })], ['roleMissing']],
    ['nobody named', [receiving, hr, stage('签字', { approver: 'named', role: null })], ['namedMissing']],
    [
      'the applicant later',
      [receiving, hr, stage('本人', { approver: 'applicant', role: null })],
      ['applicantLater'],
    ],
    ['no time', [receiving, stage('人事审批', { timeLimitHours: Number.NaN })], ['limit']],
    [
      'too many',
      [receiving, hr, ...Array.from({ length: 11 }, (_, index) => stage(`第${index}环`))],
      ['tooMany'],
    ],
  ])('%s', (_, stages, expected) => {
    expect(faultsOf('transfer', stages)).toEqual(expected)
  })
})

it('compares a version with the one before it', () => {
  const before = [receiving, hr, stage('领导签字')]
  const after = [receiving, stage('人事审批', { timeLimitHours: 24 }), stage('财务会签')]
  expect(compareStages(before, after).map(one => [one.change, one.stage.name])).toEqual([
    ['same', '门店确认'],
    ['changed', '人事审批'],
    ['added', '财务会签'],
    ['removed', '领导签字'],
  ])
})

it('calls a stage that moved changed', () => {
  expect(compareStages([receiving, hr], [hr, receiving]).map(one => one.change)).toEqual([
    'changed',
    'changed',
  ])
})

it('is edited by HR, read by the auditor, and by nobody else', () => {
  expect(mayPublish({ role: 'hr' })).toBe(true)
  expect(mayPublish({ role: 'auditor' })).toBe(false)
  expect(mayRead({ role: 'auditor' })).toBe(true)
  expect(mayRead({ role: 'executive' })).toBe(false)
})
