import { describe, expect, it } from 'vitest'
import { Failure } from '../failure'
import {
  checkDigitOf,
  holderOf,
  maskAddress,
  maskCard,
  maskNumber,
  normalised,
  readCard,
  readDocument,
} from './rules'

const today = '2026-11-24'
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return `${error.field} ${error.code.replace('identities.', '')}`
    throw error
  }
  return 'taken'
}
/** With the check digit that belongs to it. */
const whole = (body: string) => body + checkDigitOf(body)

describe('an ID number', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', undefined, undefined],
    [' 110105 19491231 002x', '1949-12-31', 'female'],
    ['１１０１０５１９４９１２３１００２ｘ', '1949-12-31', 'female'],
    ['11010519491231-002X', '1949-12-31', 'female'],
  ])('%s is read', (typed, birthDate, gender) => {
    // the second one's check digit is right, and its holder would be older than anybody alive
    expect(checkDigitOf(normalised(typed))).toBe(normalised(typed)[17])
    if (birthDate) expect(readDocument('id_card', typed, today)).toMatchObject({ birthDate, gender })
    else expect(refusal(() => readDocument('id_card', typed, today))).toBe('documentNumber noDay')
  })

  it.each([
    ['11010519491231002', 'length'],
    ['1101051949123100211', 'length'],
    ['110105491231002', 'length'],
    ['110105194912310021', 'checkDigit'],
    ['11010519491231003X', 'checkDigit'],
    [whole('11010519490231002'), 'noDay'],
    [whole('11010520230229002'), 'noDay'],
    [whole('11010520261125002'), 'inFuture'],
    [whole('81000019900101002'), 'isResidencePermit'],
  ])('%s is refused', (typed, code) => {
    expect(refusal(() => readDocument('id_card', typed, today))).toBe(`documentNumber ${code}`)
  })

  it('notices every digit typed wrong', () => {
    const right = '11010519491231002X'
    for (let place = 0; place < 17; place += 1) {
      const wrong = right.slice(0, place) + ((Number(right[place]) + 1) % 10) + right.slice(place + 1)
      expect(refusal(() => readDocument('id_card', wrong, today))).not.toBe('taken')
    }
  })
})

describe('other documents', () => {
  it.each([
    ['residence_permit', whole('81000019900101003'), 'male'],
    ['foreigner_permit', whole('91101019900101002'), 'female'],
    ['foreigner_permit', 'FRA310067010103', undefined],
    ['passport', 'e 1234-5678', undefined],
  ] as const)('%s %s', (kind, typed, gender) => {
    expect(readDocument(kind, typed, today).gender).toBe(gender)
  })

  it.each([
    ['residence_permit', '11010519491231002X', 'notResidencePermit'],
    ['foreigner_permit', '11010519491231002X', 'notForeignerPermit'],
    ['passport', 'ABCDEFG', 'passportFormat'],
    ['passport', 'E12', 'passportFormat'],
    ['passport', 'E1234567é', 'passportFormat'],
  ] as const)('%s is not %s', (kind, typed, code) => {
    expect(refusal(() => readDocument(kind, typed, today))).toBe(`documentNumber ${code}`)
  })
})

it('birth date and gender agree with the number, or come from the form', () => {
  const read = readDocument('id_card', '11010519491231002X', today)
  expect(holderOf(read, {}, today)).toEqual({ birthDate: '1949-12-31', gender: 'female' })
  expect(refusal(() => holderOf(read, { birthDate: '1949-12-30' }, today))).toBe('birthDate birthDiffers')
  expect(refusal(() => holderOf(read, { gender: 'male' }, today))).toBe('gender genderDiffers')
  const passport = { number: 'E12345678' }
  expect(refusal(() => holderOf(passport, { gender: 'male' }, today))).toBe('birthDate birthMissing')
  expect(refusal(() => holderOf(passport, { birthDate: '1990-01-01' }, today))).toBe('gender genderMissing')
  expect(refusal(() => holderOf(passport, { birthDate: '2027-01-01', gender: 'male' }, today))).toBe(
    'birthDate birthInFuture',
  )
})

it('a bank card is checked by its own digit', () => {
  expect(readCard('6222 0200 0000 0000 000')).toBe('6222020000000000000')
  expect(refusal(() => readCard('6222020000000000001'))).toBe('cardNumber cardCheck')
  expect(refusal(() => readCard('62220200'))).toBe('cardNumber cardLength')
})

it('masks show what is needed to compare, and no more', () => {
  expect(maskNumber('11010519491231002X')).toBe('110***********002X')
  expect(maskNumber('E12345678')).toBe('E******78')
  expect(maskCard('6222020000000000000')).toBe('**** **** **** 0000')
  expect(maskAddress('上海市徐汇区天钥桥路 1 号')).toBe('上海市******')
})
