import { describe, expect, it } from 'vitest'
import {
  type AgreementLoad,
  agreementFigures,
  agreementWarnings,
  lateFinish,
  type Papers,
  paperGaps,
} from './rules'

const limits = [
  { name: 'labour_dispatch.share_warning', value: 800, source: '内部预警线', startsOn: '2014-03-01' },
  { name: 'labour_dispatch.share_max', value: 1000, source: '第四条', startsOn: '2014-03-01' },
  { name: 'labour_dispatch.temporary_months', value: 6, source: '第六十六条', startsOn: '2013-07-01' },
]
const load = (over: Partial<AgreementLoad> = {}): AgreementLoad => ({
  agreementNumber: 'XY-1',
  kind: 'labour_dispatch',
  startsOn: '2026-01-01',
  endsOn: '2027-01-01',
  headcountLimit: 15,
  partnerWorkforce: 100,
  headcount: 6,
  ...over,
})
const stay = { startsOn: '2026-06-01', endsOn: '2026-12-01' }

describe('the figures of an agreement', () => {
  it.each([
    ['a dispatch adds somebody', 1, false, 6, 7, 4666, 600, 700],
    ['an approved one is counted already', 1, true, 5, 6, 4000, 500, 600],
    ['an extension adds nobody', 0, false, 6, 6, 4000, 600, 600],
  ] as const)('%s', (_, arriving, isCounted, before, after, ofLimit, from, to) => {
    expect(agreementFigures(load(), limits, arriving, isCounted)).toMatchObject({
      before,
      after,
      limit: 15,
      ofLimit: { after: ofLimit },
      share: { before: { basisPoints: from }, after: { basisPoints: to } },
    })
  })

  it.each([
    ['no limit was agreed', { headcountLimit: null }, { ofLimit: null }],
    ['the workforce is not recorded', { partnerWorkforce: null }, { share: null }],
    ['it is no labour dispatch', { kind: 'secondment' as const }, { share: null, after: 7 }],
  ])('leave out what cannot be said: %s', (_, over, expected) => {
    expect(agreementFigures(load(over), limits, 1, false)).toMatchObject(expected)
  })

  it('are none without an agreement', () => {
    expect(agreementFigures(load({ agreementNumber: null, kind: null }), limits, 1, false)).toBeUndefined()
    expect(agreementFigures(undefined, limits, 1, false)).toBeUndefined()
  })
})

describe('a warning', () => {
  const warningsOf = (over: Partial<AgreementLoad>, endsOn = stay.endsOn) =>
    agreementWarnings(agreementFigures(load(over), limits, 1, false), { ...stay, endsOn }, limits, []).map(
      one => one.warning,
    )
  it.each([
    ['7 of 100 are below the line', { headcount: 6 }, []],
    ['7.99 % are below the line', { headcount: 798, headcountLimit: null, partnerWorkforce: 10_000 }, []],
    ['8 % are on it', { headcount: 7 }, ['share']],
    ['more people than agreed', { headcount: 15, partnerWorkforce: 1000 }, ['headcount']],
    ['no share outside labour dispatch', { headcount: 12, kind: 'outsourcing' as const }, []],
  ])('%s', (_, over, expected) => {
    expect(warningsOf(over)).toEqual(expected)
  })

  it('is given when the stay outlasts the agreement or a temporary post', () => {
    expect(warningsOf({}, '2027-02-01')).toEqual(['agreementEnds', 'temporary'])
    const [first] = agreementWarnings(
      agreementFigures(load({}), limits, 1, false),
      { ...stay, endsOn: '2027-02-01' },
      limits,
      [{ from: '2027-01-01', to: '2027-01-31' }],
    )
    expect(first).toMatchObject({ warning: 'agreementEnds', date: '2026-12-31' })
    expect(warningsOf({ kind: 'secondment' }, '2027-01-01')).toEqual([])
  })
})

describe('days of a stay without an agreement', () => {
  it.each([
    ['all of them', [{ from: '2026-06-01', to: '2026-11-30' }], [{ warning: 'noAgreement' }]],
    [
      'the first of them',
      [{ from: '2026-06-01', to: '2026-06-10' }],
      [{ warning: 'noAgreement', days: { from: '2026-06-01', to: '2026-06-10' } }],
    ],
    ['none', [], []],
  ])('are named where they are only a part: %s', (_, uncovered, expected) => {
    expect(agreementWarnings(undefined, stay, limits, uncovered)).toEqual(expected)
  })
})

describe('papers that a stay rests on', () => {
  const papers = (over: Partial<Papers> = {}): Papers => ({
    asksHealth: true,
    healthUntil: '2027-03-01',
    contractEndsOn: undefined,
    ...over,
  })

  it.each<[string, Partial<Papers>, ReturnType<typeof paperGaps>]>([
    ['good for all of it', {}, []],
    ['good on its very last day', { healthUntil: '2026-11-30', contractEndsOn: '2026-12-01' }, []],
    [
      'one ends a day too early',
      { healthUntil: '2026-11-29', contractEndsOn: '2026-11-30' },
      [
        { gap: 'health', date: '2026-11-29', when: 'within' },
        { gap: 'contract', date: '2026-11-29', when: 'within' },
      ],
    ],
    [
      'one is over before it begins',
      { healthUntil: '2026-05-31' },
      [{ gap: 'health', date: '2026-05-31', when: 'before' }],
    ],
    [
      'one is over today, which is still to be mended before the stay begins',
      { healthUntil: '2026-05-29' },
      [{ gap: 'health', date: '2026-05-29', when: 'over' }],
    ],
    ['there is no certificate', { healthUntil: undefined }, [{ gap: 'noHealth' }]],
    ['nobody asks for one', { asksHealth: false, healthUntil: undefined }, []],
  ])('%s', (_, over, expected) => {
    expect(paperGaps(stay, papers(over), '2026-05-30')).toEqual(expected)
  })

  it('are only asked for the first day where no return is planned', () => {
    const open = { startsOn: '2026-06-01', endsOn: null }
    expect(paperGaps(open, papers({ healthUntil: '2026-06-01' }), '2026-05-30')).toEqual([])
    expect(paperGaps(open, papers({ healthUntil: '2026-05-31' }), '2026-05-30')).toMatchObject([
      { when: 'before' },
    ])
  })
})

describe('an approval that comes after the first day', () => {
  const at = (day: string, n = 9) => ({ at: new Date(`${day}T10:00:00+08:00`), n })
  it.each([
    ['said with its day', [at('2026-12-02'), at('2026-12-04')], '2026-12-02', false, '2026-12-04'],
    ['in time on that very day', [at('2026-12-02')], '2026-12-02', false, undefined],
    ['not known from limits alone', [at('2026-12-01'), at('2026-12-04', 0)], '2026-12-02', false, undefined],
    ['no news where it is entered late', [at('2026-12-04')], '2026-11-20', true, undefined],
    ['no question once all have signed', [], '2026-12-02', false, undefined],
  ])('is %s', (_, expected, effectiveOn, isBackDated, finish) => {
    expect(lateFinish(expected, effectiveOn, isBackDated)).toBe(finish)
  })
})
