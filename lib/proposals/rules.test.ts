import { expect, it } from 'vitest'
import { changesOf, differing, type ProposalKind, type Values } from './rules'

it.each<[string, ProposalKind, Values, Values, Values]>([
  ['what is the same', 'contact', { phone: '13900000000' }, { phone: '13900000000' }, {}],
  [
    'what was left empty',
    'contact',
    { phone: '13900000000' },
    { phone: '', email: 'a@b.example' },
    { email: 'a@b.example' },
  ],
  [
    'what is of another kind',
    'address',
    {},
    { currentAddress: '北京', phone: '13900000000' },
    { currentAddress: '北京' },
  ],
])('leaves out %s', (_, kind, before, given, expected) => {
  expect(differing(kind, before, given)).toEqual(expected)
})

it('compares before and after, and masks what a file seals', () => {
  expect(
    changesOf(
      'bank',
      { bank: '甲银行', cardNumber: '6222020000001234' },
      { bank: '乙银行', cardNumber: '6222020000005678' },
    ),
  ).toEqual([
    { field: 'bank', from: '甲银行', to: '乙银行', isSealed: false },
    { field: 'cardNumber', from: '**** **** **** 1234', to: '**** **** **** 5678', isSealed: true },
  ])
  expect(changesOf('address', {}, { currentAddress: '上海市徐汇区青松路' })).toEqual([
    { field: 'currentAddress', from: null, to: '上海市******', isSealed: true },
  ])
})
