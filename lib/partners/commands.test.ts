import { afterEach, beforeEach, expect, it } from 'vitest'
import { refusalOf, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { listHistory } from '../organisation/queries'
import { addPartner, changeAgreement, changePartner, signAgreement } from './commands'
import { addPartnerInput, signAgreementInput } from './input'
import { findPartner, listAgreements, listLawLimits, listPartners } from './queries'
import { dispatchShare } from './rules'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const sign = (number: string, from: number, to: number | undefined, more: Record<string, unknown> = {}) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    signAgreement(
      tx,
      actor,
      signAgreementInput.parse({
        partnerId: company.partners.hefeng,
        number,
        kind: 'labour_dispatch',
        startsOn: addDays(actor.today, from),
        lastOn: to === undefined ? undefined : addDays(actor.today, to),
        ...more,
      }),
    ),
  )

it('agreements of one partner cannot overlap; the next one may begin on the day after its last', async () => {
  await sign('HZ-2026-001', -300, 65)
  expect(await refusalOf(sign('HZ-2026-002', 65, 400))).toBe('organisation.agreementOverlaps')
  expect(await refusalOf(sign('HZ-2026-001', 500, 600))).toBe('organisation.numberTaken')
  expect(await refusalOf(sign('HZ-2026-003', 100, 99))).toBe('organisation.endsBeforeStart')
  await sign('HZ-2026-002', 66, 400)
  expect(await refusalOf(sign('HZ-2026-004', 400, undefined))).toBe('organisation.agreementOverlaps')
})

it('a changed agreement keeps what it was in the trail, and a later writer is told', async () => {
  const { id } = await sign('HZ-2026-001', -300, 65, { headcountLimit: '20', partnerWorkforce: '100' })
  const change = (lastOn: number) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      changeAgreement(tx, actor, {
        agreementId: id,
        revision: 1,
        kind: 'labour_dispatch',
        startsOn: addDays(actor.today, -300),
        lastOn: addDays(actor.today, lastOn),
        headcountLimit: 20,
        partnerWorkforce: 100,
        note: '',
      }),
    )
  await change(200)
  expect(await refusalOf(change(300))).toBe('organisation.changedMeanwhile')
  await company.as('zhoulan', 'hq', async tx => {
    const [history] = await listHistory(tx, [id])
    expect(history?.details).toEqual({
      number: 'HZ-2026-001',
      lastOn: [addDays(company.today, 65), addDays(company.today, 200)],
    })
    expect(await listAgreements(tx, company.partners.hefeng)).toMatchObject([{ revision: 2 }])
  })
})

it('are listed with their stores, people and the agreement in force', async () => {
  await sign('HZ-2025-001', -700, -301)
  await sign('HZ-2026-001', -300, 29)
  await sign('HZ-2027-001', 30, 400)
  const listed = await company.as('sunli', 'hq', tx =>
    listPartners(tx, { sort: '-people', page: 1 }, company.today),
  )
  expect(listed.total).toBe(2)
  expect(listed.rows.find(row => row.code === 'hefeng')).toMatchObject({
    stores: 1,
    people: 1,
    agreementNumber: 'HZ-2026-001',
    agreementState: 'endsSoon',
  })
  const filtered = await company.as('zhoulan', 'hq', tx =>
    listPartners(tx, { q: '100%_', sort: 'name', page: 1 }, company.today),
  )
  expect(filtered.rows).toEqual([])
  expect(
    await refusalOf(
      company.as('yezhen', 'hq', tx => listPartners(tx, { sort: 'name', page: 1 }, company.today)),
    ),
  ).toBe('input.refused')
})

it('knows the law of the day', async () => {
  await company.as('zhoulan', 'hq', async tx => {
    const limits = await listLawLimits(tx, company.today)
    expect(dispatchShare(8, 100, limits)).toMatchObject({ level: 'near', warning: { value: 800 } })
    expect(await listLawLimits(tx, '1994-01-01')).toEqual([])
  })
})

it('a partner is added and changed, and a credit code belongs to one', async () => {
  const add = (code: string, creditCode = '91310104ma1fr0000c') =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      addPartner(tx, actor, addPartnerInput.parse({ code, name: '新伙伴', creditCode })),
    )
  const { id, revision } = await add('xinhuoban')
  expect(await refusalOf(add('ling-yige'))).toBe('organisation.creditCodeTaken')
  expect(await refusalOf(add('san-yige', '91310104MA1FR00001'))).toBe('organisation.creditCodeWrong')
  await company.as('zhoulan', 'hq', (tx, actor) =>
    changePartner(tx, actor, {
      partnerId: id,
      revision,
      name: '新伙伴餐饮',
      creditCode: '91310104MA1FR0000C',
      contactName: '',
      contactPhone: '',
    }),
  )
  await company.as('zhoulan', 'hq', async tx => {
    expect(await findPartner(tx, 'xinhuoban')).toMatchObject({ name: '新伙伴餐饮', revision: 2 })
    expect((await listHistory(tx, [id]))[0]?.details).toEqual({ name: ['新伙伴', '新伙伴餐饮'] })
  })
})
