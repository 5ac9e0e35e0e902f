import { describe, expect, it } from 'vitest'
import { scanKinds } from '../documents/rules'
import {
  askItems,
  isAskedWhenThere,
  isFitDueDay,
  itemOfScan,
  itemsOfFields,
  mayBeAskedFor,
  proposalOfItem,
  scanOfItem,
  stateOfAsk,
  tellingsOf,
} from './rules'

const today = '2026-11-20'

describe('lateness', () => {
  it.each([
    ['2026-11-21', null, 'open'],
    ['2026-11-20', null, 'open'],
    ['2026-11-19', null, 'late'],
    ['2026-11-19', '2026-11-18T08:00:00Z', 'answered'],
    ['2026-11-25', '2026-11-18T08:00:00Z', 'answered'],
  ] as const)(
    'what is due on %s and was sent at %s is %s: the last day is in time',
    (dueOn, answeredAt, state) => {
      expect(stateOfAsk({ dueOn, answeredAt }, today)).toBe(state)
    },
  )

  it.each([
    ['2026-11-24', {}, []],
    ['2026-11-23', {}, ['remind']],
    ['2026-11-20', {}, ['remind']],
    ['2026-11-20', { remindedOn: '2026-11-18' }, []],
    ['2026-11-19', { remindedOn: '2026-11-18' }, ['chase']],
    ['2026-11-18', { chasedOn: '2026-11-19' }, ['escalate']],
    ['2026-11-10', {}, ['chase', 'escalate']],
    ['2026-11-10', { chasedOn: '2026-11-11', escalatedOn: '2026-11-12' }, []],
  ] as const)('of what is due on %s, told %o, today tells %o', (dueOn, told, tellings) => {
    const found = tellingsOf({ dueOn, remindedOn: null, chasedOn: null, escalatedOn: null, ...told }, today)
    expect(Object.entries(found).flatMap(([what, is]) => (is ? [what] : []))).toEqual(tellings)
  })

  it.each([
    ['2026-11-19', false],
    ['2026-11-20', true],
    ['2027-05-19', true],
    ['2027-05-20', false],
  ])('%s as the last day is fit: %s', (dueOn, isFit) => {
    expect(isFitDueDay(dueOn, today)).toBe(isFit)
  })
})

describe('an item', () => {
  it('is a document of one kind, or none', () => {
    for (const kind of scanKinds) expect(scanOfItem(itemOfScan(kind))).toBe(kind)
    expect(askItems.filter(isAskedWhenThere)).toHaveLength(scanKinds.length)
    expect(scanOfItem('phone')).toBeUndefined()
  })

  it('is proposed by the person themselves where a proposal has a field for it, and answered by that field', () => {
    const kinds = askItems.map(item => `${proposalOfItem(item) ?? '-'}: ${item}`)
    expect(kinds.filter(said => !said.startsWith('-')).sort()).toEqual([
      'address: currentAddress',
      'address: registeredAddress',
      'bank: bankAccount',
      'contact: email',
      'contact: emergencyContact',
      'contact: phone',
      'document: gender',
      'document: identityNumber',
    ])
    expect(itemsOfFields(['phone', 'emergencyRelation'])).toEqual(['phone', 'emergencyContact'])
    expect(itemsOfFields(['name', 'validUntil'])).toEqual([])
  })

  it('that nobody can lack is not asked for', () => {
    expect(askItems.filter(item => !mayBeAskedFor(item))).toEqual(['name', 'hiredOn'])
  })
})
