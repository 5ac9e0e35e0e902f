import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { consentTo, type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { correctEarlierJob, recordEarlierJob, removeEarlierJob } from '../background/commands'
import { correctJobInput, jobInput, removeJobInput } from '../background/input'
import { listEarlierJobs } from '../background/queries'
import { addDays } from '../clock'
import { correctCertificate, recordCertificate, removeCertificate, renewCertificate } from './commands'
import {
  certificateInput,
  correctCertificateInput,
  removeCertificateInput,
  renewCertificateInput,
} from './input'
import { listCertificates, listGoodCertificates } from './queries'

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  await w.sql('delete from certificates')
  await w.sql('delete from earlier_jobs')
  await w.sql('delete from consents')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

type Over = Record<string, unknown>
const number = () => w.employees.wangmuyang.number
const paper = (over: Over = {}) => ({
  kind: 'health',
  name: '健康证',
  paperNumber: '沪卫健 2026-004417',
  issuedBy: '徐汇区疾控中心',
  issuedOn: addDays(w.today, -300),
  expiresOn: addDays(w.today, 65),
  ...over,
})
const hr = <T>(work: Parameters<typeof w.as<T>>[2]) => w.as('zhoulan', 'hq', work)
const enter = (over: Over = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    recordCertificate(tx, actor, certificateInput.parse({ number: number(), ...paper(over) })),
  )
const papers = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => listCertificates(tx, number()))
const seen = async () => {
  const [one] = await papers()
  return { certificateId: one?.id, revision: one?.revision }
}
const lastTrail = async () =>
  (
    await w.sql<{ action: string; details: Over }>(
      'select action, details from trail order by id desc limit 1',
    )
  )[0]

describe('certificates', () => {
  it('are kept when they are renewed, once', async () => {
    await enter()
    const old = await seen()
    const {
      kind: _kind,
      name: _name,
      ...fresh
    } = paper({ issuedOn: w.today, expiresOn: addDays(w.today, 365) })
    const renewal = renewCertificateInput.parse({ ...old, ...fresh })
    await hr((tx, actor) => renewCertificate(tx, actor, renewal))
    expect(await papers()).toMatchObject([
      { name: '健康证', issuedOn: w.today, isReplaced: false },
      { name: '健康证', isReplaced: true },
    ])
    expect(await refusalOf(hr((tx, actor) => renewCertificate(tx, actor, renewal)))).toBe(
      'certificates.renewedAlready',
    )
  })

  it.each([
    ['the number of an identity card', { paperNumber: '110105194912310021' }, 'certificates.identityNumber'],
    ['an end before the start', { expiresOn: '2020-01-01' }, 'certificates.expiresBefore'],
    ['a date to come', { issuedOn: '2099-01-01', expiresOn: undefined }, 'certificates.issuedAhead'],
  ])('refuse %s', async (_what, over, code) => {
    expect(await refusalOf(enter(over))).toBe(code)
  })

  it('are corrected and removed with a reason', async () => {
    await enter()
    const stale = await seen()
    const correction = correctCertificateInput.parse({
      ...stale,
      ...paper({ issuedBy: '静安区疾控中心' }),
      reason: '写错',
    })
    await hr((tx, actor) => correctCertificate(tx, actor, correction))
    expect(await lastTrail()).toMatchObject({
      action: 'certificate.corrected',
      details: { issuedBy: ['徐汇区疾控中心', '静安区疾控中心'], reason: '写错' },
    })
    const late = removeCertificateInput.parse({ ...stale, reason: '重复' })
    expect(await refusalOf(hr((tx, actor) => removeCertificate(tx, actor, late)))).toBe(
      'certificates.changed',
    )
    const removal = removeCertificateInput.parse({ ...(await seen()), reason: '重复' })
    await hr((tx, actor) => removeCertificate(tx, actor, removal))
    expect(await papers()).toEqual([])
    expect(await lastTrail()).toMatchObject({ action: 'certificate.removed', details: { reason: '重复' } })
  })

  it.each([
    ['sunli', 'hq', 1],
    ['hejun', 'hq', 1],
    ['wangmuyang', 'me', 1],
    ['guyan', 'me', 0],
  ] as const)('%s in %s finds %i, and writes none', async (login, seat, n) => {
    await enter()
    expect(await papers(login, seat)).toHaveLength(n)
    expect(await refusalOf(enter({}, login, seat))).toBe('input.refused')
  })

  it('are shown to the store while the person consents, without their numbers', async () => {
    await enter()
    await enter({ name: '旧证', expiresOn: addDays(w.today, -1) })
    const good = (login: Login, seat: SeatName) =>
      w.as(login, seat, tx => listGoodCertificates(tx, number(), w.today))
    expect(await good('zhaomingyuan', 'store/tianyao')).toEqual([])
    await consentTo(w, w.employees.wangmuyang.id, 'tianyao')
    expect(await good('zhaomingyuan', 'store/tianyao')).toMatchObject([{ name: '健康证' }])
    expect(await good('fangjing', 'store/nanxi')).toEqual([])
    expect(await refusalOf(papers('zhaomingyuan', 'store/tianyao'))).toBe('input.refused')
  })
})

describe('earlier jobs', () => {
  const job = (over: Over = {}) => ({
    company: '杏花楼',
    position: '厨工',
    startsOn: '2019-01-01',
    lastOn: '2023-12-31',
    ...over,
  })
  const add = (over: Over = {}) =>
    hr((tx, actor) => recordEarlierJob(tx, actor, jobInput.parse({ number: number(), ...job(over) })))
  const jobs = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
    w.as(login, seat, tx => listEarlierJobs(tx, number()))
  const seenJob = async () => {
    const [one] = await jobs()
    return { jobId: one?.id, revision: one?.revision }
  }

  it('end before ours begins', async () => {
    await add({ lastOn: '2024-02-29' })
    expect(await jobs()).toMatchObject([{ company: '杏花楼', endsOn: '2024-03-01' }])
    expect(await refusalOf(add({ lastOn: '2024-03-01' }))).toBe('background.notEarlier')
    expect(await refusalOf(add({ lastOn: '2018-12-31' }))).toBe('background.endsBefore')
  })

  it('are corrected and removed with a reason, and are nothing for a store', async () => {
    await add()
    const correction = correctJobInput.parse({
      ...(await seenJob()),
      ...job({ position: '厨师' }),
      reason: '核对',
    })
    await hr((tx, actor) => correctEarlierJob(tx, actor, correction))
    expect(await lastTrail()).toMatchObject({ details: { position: ['厨工', '厨师'], reason: '核对' } })
    expect(await jobs('wangmuyang', 'me')).toHaveLength(1)
    expect(await refusalOf(jobs('zhaomingyuan', 'store/tianyao'))).toBe('input.refused')
    const removal = removeJobInput.parse({ ...(await seenJob()), reason: '误录' })
    await hr((tx, actor) => removeEarlierJob(tx, actor, removal))
    expect(await jobs()).toEqual([])
  })
})
