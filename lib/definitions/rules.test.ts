import { describe, expect, it } from 'vitest'
import { compareStages, type DraftStage, faultsOf, mayPublish, mayRead, type Subject } from './rules'

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
const ownWord = stage('本人确认', { approver: 'applicant', role: null })

describe('what keeps a workflow from being published', () => {
  it.each<[string, DraftStage[], string[]]>([
    ['nothing', [ownWord, receiving, hr], []],
    ['no stage at all', [], ['noStage', 'noHeadquarters', 'noReceiver', 'noOwnWord']],
    ['nobody of headquarters', [ownWord, receiving], ['noHeadquarters']],
    ['the store is not asked', [ownWord, hr], ['noReceiver']],
    [
      'HR only for some kinds',
      [ownWord, receiving, stage('人事审批', { condition: { kinds: ['dispatch'] } })],
      ['noHeadquarters'],
    ],
    [
      'HR only from a level on',
      [ownWord, receiving, stage('人事审批', { condition: { minLevel: 4 } })],
      ['noHeadquarters'],
    ],
    ['a name twice', [ownWord, receiving, hr, hr], ['nameTwice']],
    ['a name missing', [ownWord, receiving, hr, stage('签字', { nameEn: ' ' })], ['nameMissing']],
    ['a role missing', [ownWord, receiving, hr, stage('签字', { role: null })], ['roleMissing']],
    [
      'nobody named',
      [ownWord, receiving, hr, stage('签字', { approver: 'named', role: null })],
      ['namedMissing'],
    ],
    [
      'the applicant later',
      [ownWord, receiving, hr, stage('本人', { approver: 'applicant', role: null })],
      ['applicantLater'],
    ],
    ['no time', [ownWord, receiving, stage('人事审批', { timeLimitHours: Number.NaN })], ['limit']],
    [
      'too many',
      [ownWord, receiving, hr, ...Array.from({ length: 10 }, (_, index) => stage(`第${index}环`))],
      ['tooMany'],
    ],
    ['the person is not asked', [receiving, hr], ['noOwnWord']],
    [
      'the person is asked for some kinds only',
      [
        stage('本人确认', { approver: 'applicant', role: null, condition: { kinds: ['dispatch'] } }),
        receiving,
        hr,
      ],
      ['noOwnWord'],
    ],
  ])('%s', (_, stages, expected) => {
    expect(faultsOf('transfer', stages).map(one => one.fault)).toEqual(expected)
  })
})

it('names the stage and the fields that are wrong', () => {
  const wrong = [
    ownWord,
    stage('', { approver: 'role_at_receiving', role: 'manager', timeLimitHours: -5 }),
    { ...hr, nameEn: ' ' },
    hr,
  ]
  expect(faultsOf('transfer', wrong)).toEqual([
    { fault: 'nameMissing', stage: 2, fields: ['name', 'nameEn'] },
    { fault: 'limit', stage: 2, fields: ['timeLimitHours'] },
    { fault: 'nameMissing', stage: 3, fields: ['nameEn'] },
    { fault: 'nameTwice', stage: 4, fields: ['name'] },
  ])
})

describe('who can be asked where', () => {
  const nowhere = (approver: DraftStage['approver'], role: string) =>
    faultsOf('transfer', [ownWord, receiving, hr, stage('签字', { approver, role })])
  it.each([
    ['role_at_hq', 'manager'],
    ['role_at_home', 'manager'],
  ] as const)('%s there is no %s', (approver, role) => {
    expect(nowhere(approver, role)).toEqual([
      { fault: 'roleNowhere', stage: 4, fields: ['approver', 'role'] },
    ])
  })
  it.each([
    ['role_at_source', 'manager'],
    ['role_at_receiving', 'manager'],
    ['role_at_receiving', 'head'],
    ['role_at_home', 'head'],
    ['role_at_home', 'hr'],
    ['role_at_hq', 'head'],
    ['role_at_hq', 'executive'],
  ] as const)('%s there may be a %s', (approver, role) => {
    expect(nowhere(approver, role)).toEqual([])
  })

  it('a request that has no such unit cannot ask it', () => {
    const taker = stage('接收', { approver: 'role_at_receiving', role: 'manager' })
    const whose = (subject: Subject, approver: DraftStage['approver'], role = 'head') =>
      faultsOf(subject, [hr, stage('签字', { approver, role })])
    expect(faultsOf('leaving', [hr, taker])).toEqual([
      { fault: 'placeNowhere', stage: 2, fields: ['approver'] },
    ])
    expect(whose('proposal', 'role_at_home').map(one => one.fault)).toEqual(['placeNowhere'])
    expect(whose('leaving', 'role_at_home')).toEqual([])
    expect(whose('confirmation', 'role_at_source', 'manager')).toEqual([])
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

it('calls one that stands elsewhere moved, and not those that made room for it', () => {
  const changes = (before: DraftStage[], after: DraftStage[]) =>
    compareStages(before, after).map(one => [one.change, one.stage.name])
  const sign = stage('领导签字')
  expect(changes([receiving, hr, sign], [sign, receiving, hr])).toEqual([
    ['moved', '领导签字'],
    ['same', '门店确认'],
    ['same', '人事审批'],
  ])
  expect(changes([receiving, hr], [ownWord, receiving, hr])).toEqual([
    ['added', '本人确认'],
    ['same', '门店确认'],
    ['same', '人事审批'],
  ])
  expect(changes([ownWord, receiving, hr], [receiving, hr])).toEqual([
    ['same', '门店确认'],
    ['same', '人事审批'],
    ['removed', '本人确认'],
  ])
})

it('asks the person first only where a store gets their data', () => {
  expect(faultsOf('leaving', [hr])).toEqual([])
  const returns = stage('本人确认', {
    approver: 'applicant',
    role: null,
    condition: { kinds: ['dispatch', 'move', 'extend'] },
  })
  expect(faultsOf('transfer', [returns, receiving, hr])).toEqual([])
})

it('is edited by HR, read by the auditor, and by nobody else', () => {
  expect(mayPublish({ role: 'hr' })).toBe(true)
  expect(mayPublish({ role: 'auditor' })).toBe(false)
  expect(mayRead({ role: 'auditor' })).toBe(true)
  expect(mayRead({ role: 'executive' })).toBe(false)
})
