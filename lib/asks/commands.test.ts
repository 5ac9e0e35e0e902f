import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { addDays } from '@/lib/clock'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { renewFiles } from '../completeness/jobs'
import { returnDocument, sendDocument, verifyDocument } from '../documents/commands'
import { sendDocumentInput } from '../documents/input'
import { listDocuments } from '../documents/queries'
import { changeContact } from '../people/commands'
import { contactInput } from '../people/input'
import { propose, reviseProposal } from '../proposals/commands'
import { proposeInput, reviseProposalInput } from '../proposals/input'
import { approveRequest, sendBackRequest, withdrawRequest } from '../requests/commands'
import { askMany, askPerson, withdrawAsk } from './commands'
import { askManyInput, askPersonInput, asksParams } from './input'
import { chaseAsks } from './jobs'
import { listAsks, listLacking, listOpenAsks, previewOf } from './queries'
import type { AskItem, AskState } from './rules'

let w: World
let photo: File
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  await renewFiles(w.today)
  photo ??= new File(
    [
      new Uint8Array(
        await sharp({ create: { width: 40, height: 30, channels: 3, background: '#999' } })
          .jpeg()
          .toBuffer(),
      ),
    ],
    'a.jpg',
  )
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const number = (who: 'wangmuyang' | 'guyan' = 'wangmuyang') => w.employees[who].number
const ask = (
  items: AskItem[],
  over: Record<string, unknown> = {},
  login: Login = 'zhoulan',
  seat: SeatName = 'hq',
) =>
  w.as(login, seat, (tx, actor) =>
    askPerson(
      tx,
      actor,
      askPersonInput.parse({ number: number(), items, dueOn: addDays(w.today, 7), ...over }),
    ),
  )
const many = (
  items: AskItem[],
  people: number,
  over: Record<string, unknown> = {},
  login: Login = 'zhoulan',
) =>
  w.as(login, 'hq', (tx, actor) =>
    askMany(tx, actor, askManyInput.parse({ items, people, dueOn: addDays(w.today, 7), ...over })),
  )
const preview = (items: AskItem[], unitId?: string) =>
  w.as('zhoulan', 'hq', tx => listLacking(tx, { items, unitId })).then(previewOf)
const own = (login: Login = 'wangmuyang') =>
  w.as(login, 'me', (tx, actor) => listAsks(tx, { id: actor.employeeId ?? '' }))
const on = (state: AskState) =>
  w
    .as('zhoulan', 'hq', (tx, actor) => listOpenAsks(tx, actor, asksParams.parse({ state })))
    .then(page => page.rows.map(row => `${row.name} ${row.item}`))
const send = () =>
  w.as('wangmuyang', 'me', (tx, actor) =>
    sendDocument(tx, actor, sendDocumentInput.parse({ kind: 'photo', file: photo })),
  )
const seen = async () => {
  const [scan] = await w.as('zhoulan', 'hq', tx => listDocuments(tx, { number: number() }))
  return { documentId: scan?.id ?? '', revision: scan?.revision ?? 0 }
}
const told = (login: Login) =>
  w
    .sql<{ kind: string }>('select kind from notifications where user_id = $1 order by id', [w.users[login]])
    .then(rows => rows.map(row => row.kind))

describe('asking a person', () => {
  it('waits on their page until what was sent is verified, and closes by itself then', async () => {
    await ask(['photo', 'employmentForm'], { reason: '办证' })
    expect(await told('wangmuyang')).toEqual(['fileAsked'])
    expect((await own()).map(one => one.item).sort()).toEqual(['employmentForm', 'photo'])
    expect(await own()).toMatchObject([{ reason: '办证', askedByName: '周岚' }, {}])
    await send()
    expect(await on('answered')).toEqual(['王沐阳 photo'])
    expect(await told('zhoulan')).toContain('documentSent')
    await w.as('zhoulan', 'hq', async (tx, actor) =>
      returnDocument(tx, actor, { ...(await seen()), reason: '模糊' }),
    )
    expect(await on('answered')).toEqual([])
    await send()
    await w.as('zhoulan', 'hq', async (tx, actor) => verifyDocument(tx, actor, await seen()))
    expect((await own()).map(one => one.item)).toEqual(['employmentForm'])
  })

  it('closes when HR enters what is no document', async () => {
    await w.sql(`update employee_contacts set phone = '' where employee_id = $1`, [w.employees.wangmuyang.id])
    await renewFiles(w.today)
    await ask(['phone'])
    expect(await own()).toHaveLength(1)
    const contact = contactInput.parse({ number: number(), revision: 1, phone: '13900000001' })
    await w.as('zhoulan', 'hq', (tx, actor) => changeContact(tx, actor, contact))
    expect(await own()).toEqual([])
  })

  it('is answered by what the person proposes for it, waited for again when HR sends that back, and closed by its approval', async () => {
    await w.sql(`update employee_contacts set phone = '' where employee_id = $1`, [w.employees.wangmuyang.id])
    await renewFiles(w.today)
    await ask(['phone'])
    const offer = (given: Record<string, string>) =>
      w.as('wangmuyang', 'me', (tx, actor) =>
        propose(tx, actor, proposeInput.parse({ kind: 'contact', reason: '补齐', ...given })),
      )
    const other = await offer({ emergencyName: '家里人' })
    expect(await on('open')).toEqual(['王沐阳 phone'])
    await w.as('wangmuyang', 'me', (tx, actor) => withdrawRequest(tx, actor, other))

    const { number: request } = await offer({ phone: '13900000001' })
    expect(await on('answered')).toEqual(['王沐阳 phone'])
    await w.as('zhoulan', 'hq', (tx, actor) =>
      sendBackRequest(tx, actor, { number: request, reason: '号码不对' }),
    )
    expect(await on('open')).toEqual(['王沐阳 phone'])
    const revised = { kind: 'contact', reason: '补齐', number: request, phone: '13900000002' }
    await w.as('wangmuyang', 'me', (tx, actor) =>
      reviseProposal(tx, actor, reviseProposalInput.parse(revised)),
    )
    expect(await on('answered')).toEqual(['王沐阳 phone'])
    await w.as('zhoulan', 'hq', (tx, actor) => approveRequest(tx, actor, { number: request }))
    expect(await own()).toEqual([])
    expect(await told('wangmuyang')).toEqual(['fileAsked', 'requestReturned', 'proposalApplied'])
  })

  it('is for what is missing, or a document anew, once, and within half a year', async () => {
    await ask(['photo'])
    expect(await refusalOf(ask(['photo']))).toBe('asks.askedAlready')
    expect(await refusalOf(ask(['phone']))).toBe('asks.thereAlready')
    expect(await refusalOf(ask(['idFront'], { dueOn: addDays(w.today, -1) }))).toBe('asks.dueOut')
    expect(await refusalOf(ask(['idFront'], { dueOn: addDays(w.today, 400) }))).toBe('asks.dueOut')
    await w.sql('update employees set user_id = null where id = $1', [w.employees.guyan.id])
    expect(await refusalOf(ask(['photo'], { number: number('guyan') }))).toBe('asks.noAccount')
  })

  it('is HR’s: nobody else asks, takes back or reads what was asked of others', async () => {
    for (const [login, seat] of [
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['wangmuyang', 'me'],
    ] as const)
      expect(await refusalOf(ask(['photo'], {}, login, seat))).toBe('input.refused')
    await ask(['photo'])
    const askId = (await own())[0]?.id ?? ''
    expect(await refusalOf(w.as('hejun', 'hq', (tx, actor) => withdrawAsk(tx, actor, { askId })))).toBe(
      'input.refused',
    )
    expect(await own('guyan')).toEqual([])
    await expect(w.as('hejun', 'hq', tx => listAsks(tx, { number: number() }))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    await w.as('zhoulan', 'hq', (tx, actor) => withdrawAsk(tx, actor, { askId }))
    expect(await own()).toEqual([])
  })

  it('ends when the person leaves', async () => {
    await ask(['photo'])
    await w.sql(`select app.record_leave($1, $2, $2, now(), '周岚')`, [w.employees.wangmuyang.id, w.today])
    await renewFiles(w.today)
    expect(await on('open')).toEqual([])
  })
})

describe('asking many', () => {
  it('says beforehand whom it concerns, asks those, and nobody twice', async () => {
    await w.sql(`insert into file_rules (item, level, position) values ('photo', 'company', 20)`)
    await renewFiles(w.today)
    const before = await preview(['photo'])
    await ask(['photo'])
    const after = await preview(['photo'])
    expect(after).toMatchObject({ people: before.people, asked: before.asked - 1, already: 1 })
    expect(await refusalOf(many(['photo'], before.asked))).toBe('asks.changed')
    await many(['photo'], after.asked)
    expect(await told('wangmuyang')).toEqual(['fileAsked'])
    expect(await told('guyan')).toEqual(['fileAsked'])
    expect(await preview(['photo'])).toMatchObject({ asked: 0, already: before.asked })
    expect(await refusalOf(many(['photo'], 1))).toBe('asks.nobody')
  })

  it('is limited to a unit, leaves out whoever has no account, and tells each once of all of it', async () => {
    const items: AskItem[] = ['employmentForm', 'identityNumber']
    expect(await preview(items, w.units.nanxi)).toMatchObject({ people: 1, asked: 1, items: 2 })
    await w.sql('update employees set user_id = null where id = $1', [w.employees.wangmuyang.id])
    await renewFiles(w.today)
    expect(await preview(items, w.units.tianyao)).toMatchObject({ people: 1, asked: 0, unreachable: 1 })
    await many(items, 1, { unitId: w.units.nanxi })
    expect(await told('guyan')).toEqual(['fileAsked'])
    expect(await told('liwanqing')).toEqual([])
    expect(await refusalOf(many(items, 1, {}, 'hejun'))).toBe('input.refused')
  })
})

describe('who is late', () => {
  const chase = (day: string) => enterService('job', tx => chaseAsks(tx, new Date(), day))

  it('is reminded before and after the day, and then whoever asked is told, each once', async () => {
    await ask(['photo'])
    const due = addDays(w.today, 7)
    const heard = async () => (await told('wangmuyang')).slice(1)
    await chase(addDays(due, -4))
    expect(await heard()).toEqual([])
    await chase(addDays(due, -3))
    await chase(due)
    expect(await heard()).toEqual(['fileAskSoon'])
    await chase(addDays(due, 1))
    expect(await heard()).toEqual(['fileAskSoon', 'fileAskLate'])
    expect(await told('zhoulan')).toEqual([])
    await chase(addDays(due, 2))
    await chase(addDays(due, 3))
    expect(await heard()).toEqual(['fileAskSoon', 'fileAskLate'])
    expect(await told('zhoulan')).toEqual(['fileAskEscalated'])
  })

  it('stands on the list of the late, and not once it was sent', async () => {
    await ask(['photo'])
    expect(await on('open')).toEqual(['王沐阳 photo'])
    await w.sql('update file_asks set due_on = $1', [addDays(w.today, -1)])
    expect(await on('late')).toEqual(['王沐阳 photo'])
    await send()
    expect(await on('late')).toEqual([])
    await chase(addDays(w.today, 5))
    expect(await told('wangmuyang')).toEqual(['fileAsked'])
  })
})
