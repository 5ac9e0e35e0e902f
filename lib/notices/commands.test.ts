import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService, type Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { addTag, giveTag, takeTag } from '@/lib/tags/commands'
import { photo, takenAt } from '@/test/files'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import {
  changeDraft,
  draftNotice,
  publishNotice,
  readNotice,
  remindOfNotice,
  reviseNotice,
  signNotice,
  unscheduleNotice,
  withdrawNotice,
} from './commands'
import { draftInput, reviseInput } from './input'
import { evaluateNotice, remindOfDueDays, tellReaders } from './jobs'
import {
  countReceipts,
  findNoticeFile,
  findRightChoice,
  getNotice,
  listNotices,
  listOwnNotices,
  listReceipts,
  listRecord,
  previewNotice,
} from './queries'

let w: World
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const words = { title: '食品安全制度', body: '第一条 洗手。\n第二条 见 https://example.com/rules' }
const mustRead = {
  isMustRead: 'on',
  dueDays: '7',
  question: '几秒？',
  choice1: '20 秒',
  choice2: '5 秒',
  rightChoice: '1',
}
type Fields = Record<string, unknown>

const draft = (login: Login, seat: SeatName, over: Fields = {}): Promise<string> =>
  w
    .as(login, seat, (tx, actor) => draftNotice(tx, actor, draftInput.parse({ ...words, ...over })))
    .then(answer => answer.number)
const publish = (login: Login, seat: SeatName, number: string, publishAt?: Date): Promise<void> =>
  w.as(login, seat, (tx, actor) => publishNotice(tx, actor, { number, revision: 1, publishAt }))
async function issue(login: Login, seat: SeatName, over: Fields = {}): Promise<string> {
  const number = await draft(login, seat, over)
  await publish(login, seat, number)
  await deliver(number)
  return number
}
const idOf = async (number: string): Promise<string> =>
  (await w.sql<{ id: string }>('select id from notices where number = $1', [number]))[0]?.id ?? ''
/** As the worker does it. */
async function deliver(number: string, now = new Date()): Promise<number> {
  const id = await idOf(number)
  const people = await enterService('job', tx => evaluateNotice(tx, id, now))
  while ((await enterService('job', tx => tellReaders(tx, id, now))) > 0);
  return people
}
const readersOf = async (number: string, version = 1): Promise<string[]> =>
  (
    await w.sql<{ name: string }>(
      `select r.name from notice_receipts r join notices n on n.id = r.notice_id
       where n.number = $1 and r.version = $2 and r.released_at is null order by r.name collate "C"`,
      [number, version],
    )
  ).map(row => row.name)
const told = async (login: Login): Promise<string[]> =>
  (
    await w.sql<{ kind: string }>(`select kind from notifications where user_id = $1 order by id`, [
      w.users[login],
    ])
  ).map(row => row.kind)
const read = (login: Login, seat: SeatName, number: string): Promise<void> =>
  w.as(login, seat, (tx, actor) => readNotice(tx, actor, { number }))
const sign = (login: Login, seat: SeatName, number: string, choice?: number, version = 1) =>
  w.as(login, seat, (tx, actor) => signNotice(tx, actor, { number, version, choice }))
const sees = (login: Login, seat: SeatName, number: string): Promise<boolean> =>
  w.as(login, seat, async tx => {
    const { rows } = await tx.execute(sql`select id from notices where number = ${number}`)
    return rows.length > 0
  })
const standing = async (login: Login, seat: SeatName, number: string): Promise<string | undefined> => {
  const { waiting, rows } = await w.as(login, seat, (tx, actor) => listOwnNotices(tx, actor))
  return [...waiting, ...rows].find(row => row.number === number)?.standing
}
const tagOf = (name: string, people: string[]): Promise<string> =>
  w.as('zhoulan', 'hq', async (tx, actor) => {
    const { id: tagId } = await addTag(tx, actor, { name })
    for (const employeeId of people) await giveTag(tx, actor, { tagId, employeeId })
    return tagId
  })
/** Moves somebody to a store from a day on, as the owner. */
async function move(who: 'liwanqing' | 'wangmuyang', to: 'tianyao' | 'nanxi', days: number): Promise<void> {
  const from = addDays(w.today, days)
  const { id } = w.employees[who]
  await w.sql('delete from assignments where employee_id = $1 and starts_on >= $2', [id, from])
  await w.sql(
    'update assignments set ends_on = $2 where employee_id = $1 and (ends_on is null or ends_on > $2)',
    [id, from],
  )
  await w.sql(
    `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, $5)`,
    [id, w.units[to], w.units.catering, w.positions.storeChef, from],
  )
}

describe('an audience', () => {
  const tags = { trainer: '', helper: '' }
  beforeEach(async () => {
    const { liwanqing, guyan, wangmuyang } = w.employees
    tags.trainer = await tagOf('内训师', [liwanqing.id, guyan.id])
    tags.helper = await tagOf('急救员', [wangmuyang.id])
  })
  const all = ['周岚', '李婉清', '王沐阳', '顾言']
  const cases: [string, () => Fields, string[]][] = [
    ['everybody', () => ({}), all],
    ['a store', () => ({ unitIds: w.units.tianyao }), ['王沐阳']],
    ['a region', () => ({ unitIds: w.units.east }), ['王沐阳', '顾言']],
    [
      'a department, also its dispatched people',
      () => ({ unitIds: w.units.catering }),
      ['李婉清', '王沐阳', '顾言'],
    ],
    ['the headquarters', () => ({ unitIds: w.units.hq }), all],
    ['two units', () => ({ unitIds: [w.units.tianyao, w.units.nanxi] }), ['王沐阳', '顾言']],
    ['a position', () => ({ positionIds: w.positions.chef }), ['李婉清']],
    ['a family', () => ({ families: '餐饮' }), all],
    [
      'a position in a store',
      () => ({ unitIds: w.units.nanxi, positionIds: w.positions.storeChef }),
      ['顾言'],
    ],
    ['a position that is not there', () => ({ unitIds: w.units.nanxi, positionIds: w.positions.clerk }), []],
    ['arrivals of 99 days', () => ({ arrivalDays: '99' }), []],
    ['arrivals of 100 days', () => ({ arrivalDays: '100' }), ['王沐阳', '顾言']],
    [
      'a store with its manager',
      () => ({ unitIds: w.units.tianyao, includesManagers: 'on' }),
      ['王沐阳', '赵明远'],
    ],
    ['a tag', () => ({ tagIds: tags.trainer }), ['李婉清', '顾言']],
    ['one of two tags', () => ({ tagIds: [tags.trainer, tags.helper] }), ['李婉清', '王沐阳', '顾言']],
    ['a tag in a store', () => ({ tagIds: tags.trainer, unitIds: w.units.nanxi }), ['顾言']],
    [
      'a region with its managers',
      () => ({ unitIds: w.units.east, includesManagers: 'on' }),
      ['方静', '王沐阳', '秦川', '赵明远', '顾言'],
    ],
  ]
  it.each(cases)('of %s', async (_what, over, expected) => {
    const number = await draft('zhoulan', 'hq', over())
    const preview = await w.as('zhoulan', 'hq', async (tx, actor) =>
      previewNotice(tx, actor, await getNotice(tx, actor, number)),
    )
    expect([...(preview?.names ?? [])].sort()).toEqual([...expected].sort())
    expect(preview?.people).toBe(expected.length)
    await publish('zhoulan', 'hq', number)
    // before the worker: evaluated when somebody reads, by the other formulation of the same rule
    const now = (
      await w.sql<{ name: string }>(
        `select u.name from users u where exists (select from app.notices_for(u.id, now()) f) order by u.name`,
      )
    ).map(row => row.name)
    expect(now.sort()).toEqual([...expected].sort())
    expect(await deliver(number)).toBe(expected.length)
    expect((await readersOf(number)).sort()).toEqual([...expected].sort())
    expect(await deliver(number)).toBe(0)
  })

  it('counts arrival over an extension, which is the same stay', async () => {
    const { id } = w.employees.wangmuyang
    const [split, from] = [addDays(w.today, -10), addDays(w.today, -40)]
    await w.sql(`update assignments set starts_on = $3 where employee_id = $1 and unit_id = $2`, [
      id,
      w.units.tianyao,
      split,
    ])
    await w.sql(
      `update assignments set ends_on = $3 where employee_id = $1 and unit_id = $2 and starts_on < $3`,
      [id, w.units.catering, from],
    )
    await w.sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`,
      [id, w.units.tianyao, w.units.catering, w.positions.storeChef, from, split],
    )
    expect(await readersOf(await issue('zhoulan', 'hq', { arrivalDays: '39' }))).toEqual([])
    expect(await readersOf(await issue('zhoulan', 'hq', { arrivalDays: '40' }))).toEqual(['王沐阳'])
  })

  it('is looked at again: who arrives gets it once, who leaves is let off, who signed keeps it', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    expect(await standing('liwanqing', 'me', number)).toBeUndefined()
    await move('liwanqing', 'tianyao', -1)
    // at read, before any job
    expect(await standing('liwanqing', 'me', number)).toBe('toSign')
    expect(await deliver(number)).toBe(1)
    expect(await deliver(number)).toBe(0)
    expect(await told('liwanqing')).toEqual(['noticeMustRead'])
    expect(await sign('liwanqing', 'me', number, 1)).toEqual({ result: 'signed' })
    await move('wangmuyang', 'nanxi', 0)
    await move('liwanqing', 'nanxi', 0)
    await deliver(number)
    expect(await readersOf(number)).toEqual(['李婉清'])
    expect(await standing('wangmuyang', 'me', number)).toBe('read')
    expect(await standing('liwanqing', 'me', number)).toBe('signed')
    await move('wangmuyang', 'tianyao', 0)
    expect(await deliver(number)).toBe(0)
    expect(await standing('wangmuyang', 'me', number)).toBe('toSign')
    expect(await told('wangmuyang')).toEqual(['noticeMustRead'])
  })

  it('of a tag is whoever has it, from the moment they are given it until it is taken', async () => {
    const hr = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => w.as('zhoulan', 'hq', work)
    const { id: tagId } = await hr((tx, actor) => addTag(tx, actor, { name: '导师' }))
    const { id: employeeId } = w.employees.wangmuyang
    const number = await issue('zhoulan', 'hq', { tagIds: tagId, ...mustRead })
    const narrow = await issue('zhoulan', 'hq', { tagIds: tagId, unitIds: w.units.nanxi })
    expect(await readersOf(number)).toEqual([])
    expect(await sees('wangmuyang', 'me', number)).toBe(false)
    await w.sql(`delete from graphile_worker._private_jobs`)
    await hr((tx, actor) => giveTag(tx, actor, { tagId, employeeId }))
    await hr((tx, actor) => giveTag(tx, actor, { tagId, employeeId: w.employees.liwanqing.id }))
    // at once for whoever looks, and one look of the worker for both
    expect(await standing('wangmuyang', 'me', number)).toBe('toSign')
    expect(await standing('guyan', 'me', number)).toBeUndefined()
    expect(
      await w.sql(`select from graphile_worker.jobs where task_identifier = 'deliver_notices'`),
    ).toHaveLength(1)
    expect(await deliver(number)).toBe(2)
    expect(await told('wangmuyang')).toEqual(['noticeMustRead'])
    expect(await deliver(narrow)).toBe(0)
    await hr((tx, actor) => takeTag(tx, actor, { tagId, employeeId }))
    await deliver(number)
    expect(await readersOf(number)).toEqual(['李婉清'])
    expect(await standing('wangmuyang', 'me', number)).toBe('read')
  })

  it('does not let new arrivals off because they have grown old', async () => {
    await move('liwanqing', 'tianyao', -5)
    const number = await issue('zhoulan', 'hq', { arrivalDays: '30', ...mustRead })
    const later = new Date(Date.now() + 40 * 86_400_000)
    await deliver(number, later)
    expect(await readersOf(number)).toEqual(['李婉清'])
  })

  it('has the worker look when somebody arrives, on the day', async () => {
    await issue('zhoulan', 'hq')
    await w.sql(`delete from graphile_worker._private_jobs`)
    await move('liwanqing', 'tianyao', 3)
    const jobs = await w.sql<{ on: string }>(
      `select (run_at at time zone 'Asia/Shanghai')::date::text as on from graphile_worker.jobs where task_identifier = 'deliver_notices'`,
    )
    expect(jobs).toEqual([{ on: addDays(w.today, 3) }])
  })
})

describe('who writes', () => {
  it('is HR for everybody, a head and a manager for their own', async () => {
    expect(await readersOf(await issue('zhaomingyuan', 'store/tianyao'))).toEqual(['王沐阳'])
    expect(await readersOf(await issue('qinchuan', 'store/east'))).toEqual(['王沐阳', '顾言'])
    expect((await readersOf(await issue('hejun', 'hq'))).sort()).toEqual(['李婉清', '王沐阳', '顾言'])
  })

  it.each<[Login, SeatName, 'tianyao' | 'nanxi' | 'hq']>([
    ['zhaomingyuan', 'store/tianyao', 'nanxi'],
    ['zhaomingyuan', 'store/tianyao', 'hq'],
    ['hejun', 'hq', 'tianyao'],
  ])('%s does not for %s other than theirs: %s', async (login, seat, unit) => {
    expect(await refusalOf(draft(login, seat, { unitIds: w.units[unit] }))).toBe('input.refused')
    const preview = await w.as(login, seat, (tx, actor) =>
      previewNotice(tx, actor, {
        unitIds: [w.units[unit]],
        positionIds: [],
        families: [],
        tagIds: [],
        arrivalDays: null,
        includesManagers: false,
      }),
    )
    expect(preview).toBeUndefined()
  })

  it.each<[Login, SeatName]>([
    ['sunli', 'hq'],
    ['yezhen', 'hq'],
    ['shaoning', 'hq'],
    ['gaoyuan', 'hq'],
    ['wangmuyang', 'me'],
  ])('is not %s', async (login, seat) => {
    expect(await refusalOf(draft(login, seat))).toBe('notices.notYours')
  })

  it('leaves what others wrote alone, except HR', async () => {
    const number = await draft('zhoulan', 'hq', { unitIds: w.units.tianyao })
    expect(await refusalOf(publish('zhaomingyuan', 'store/tianyao', number))).toBe('input.notFound')
    await publish('xutinglan', 'hq', number)
    await deliver(number)
    const take = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => withdrawNotice(tx, actor, { number, revision: 2, reason: '写错了' }))
    expect(await refusalOf(take('zhaomingyuan', 'store/tianyao'))).toBe('notices.notYours')
    await take('zhoulan', 'hq')
    expect(await standing('wangmuyang', 'me', number)).toBe('read')
  })
})

describe('who sees', () => {
  it('readers what is for them, a manager what reached the team, auditors and executives all, admins nothing', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao })
    const seen: [Login, SeatName, boolean][] = [
      ['wangmuyang', 'me', true],
      ['guyan', 'me', false],
      ['liwanqing', 'me', false],
      ['zhaomingyuan', 'store/tianyao', true],
      ['fangjing', 'store/nanxi', false],
      ['qinchuan', 'store/east', true],
      ['hejun', 'hq', true],
      ['yezhen', 'hq', false],
      ['shaoning', 'hq', true],
      ['sunli', 'hq', true],
      ['zhoulan', 'hq', true],
      // written by her
      ['zhoulan', 'me', true],
    ]
    for (const [login, seat, expected] of seen)
      expect([login, await sees(login, seat, number)]).toEqual([login, expected])
    expect(await refusalOf(sees('gaoyuan', 'hq', number))).toBe('input.refused')
  })

  it('drafts and scheduled ones nobody but their writers', async () => {
    await w.sql(`delete from graphile_worker._private_jobs`)
    const number = await draft('zhoulan', 'hq')
    expect(await sees('wangmuyang', 'me', number)).toBe(false)
    await publish('zhoulan', 'hq', number, new Date(Date.now() + 3_600_000))
    expect(await sees('wangmuyang', 'me', number)).toBe(false)
    expect(await deliver(number)).toBe(0)
    expect(await deliver(number, new Date(Date.now() + 3_700_000))).toBe(4)
    const jobs = await w.sql(
      `select from graphile_worker.jobs where task_identifier = 'deliver_notices' and run_at > now() + interval '50 minutes'`,
    )
    expect(jobs).toHaveLength(1)
  })

  it('receipts of the present team only, and never the right answer', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.east, ...mustRead })
    const names = (login: Login, seat: SeatName) =>
      w.as(login, seat, async (tx, actor) => {
        const notice = await getNotice(tx, actor, number)
        const { rows } = await listReceipts(tx, actor, notice, { list: 'unread' })
        return rows.map(row => row.name)
      })
    expect(await names('zhaomingyuan', 'store/tianyao')).toEqual(['王沐阳'])
    expect(await names('fangjing', 'store/nanxi')).toEqual(['顾言'])
    expect(await names('qinchuan', 'store/east')).toEqual(['王沐阳', '顾言'])
    expect(await names('shaoning', 'hq')).toEqual(['王沐阳', '顾言'])
    expect(await names('wangmuyang', 'me')).toEqual(['王沐阳'])
    const right = (login: Login, seat: SeatName) =>
      w.as(login, seat, async tx => findRightChoice(tx, await idOf(number)))
    expect(await right('zhoulan', 'hq')).toBe(1)
    expect(await right('zhaomingyuan', 'store/tianyao')).toBeNull()
    expect(await refusalOf(right('wangmuyang', 'me'))).toBe('input.refused')
    await w.sql(`update assignments set ends_on = $1 where unit_id = $2`, [w.today, w.units.tianyao])
    expect(await names('zhaomingyuan', 'store/tianyao').catch(() => [])).toEqual([])
  })

  it('files only where they see the notice', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, files: photo('a.png') })
    const id = (await w.sql<{ id: string }>('select id from notice_files'))[0]?.id ?? ''
    const file = (login: Login) => w.as(login, 'me', (tx, actor) => findNoticeFile(tx, actor, number, id))
    const seen = await file('wangmuyang')
    expect(seen).toMatchObject({ name: 'a.jpg', contentType: 'image/jpeg' })
    expect(seen?.content.includes(takenAt)).toBe(false)
    expect(await file('guyan')).toBeUndefined()
    const html = new File(['<script>alert(1)</script>'], 'a.png')
    expect(await refusalOf(draft('zhoulan', 'hq', { files: html }))).toBe('input.fileKind')
  })
})

describe('reading and signing', () => {
  it('notes each once, and counts answers until the right one', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    expect(await standing('wangmuyang', 'me', number)).toBe('toSign')
    await read('wangmuyang', 'me', number)
    const before = await w.sql('select read_at from notice_receipts')
    await read('wangmuyang', 'me', number)
    expect(await w.sql('select read_at from notice_receipts')).toEqual(before)
    expect(await sign('wangmuyang', 'me', number)).toEqual({ result: 'wrong' })
    expect(await sign('wangmuyang', 'me', number, 2)).toEqual({ result: 'wrong' })
    expect(await standing('wangmuyang', 'me', number)).toBe('toSign')
    // a double click
    const twice = await Promise.all([1, 1].map(choice => sign('wangmuyang', 'me', number, choice)))
    expect(twice).toEqual([{ result: 'signed' }, { result: 'signed' }])
    const [receipt] = await w.sql(
      'select attempts, answer, signed_version as version, released_at from notice_receipts',
    )
    expect(receipt).toEqual({ attempts: 2, answer: '20 秒', version: 1, released_at: null })
    expect(await standing('wangmuyang', 'me', number)).toBe('signed')
  })

  it('is nobody else’s', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    expect(await refusalOf(sign('guyan', 'me', number, 1))).toBe('input.notFound')
    expect(await refusalOf(sign('zhaomingyuan', 'store/tianyao', number, 1))).toBe('notices.notYours')
    expect(await refusalOf(sign('shaoning', 'hq', number, 1))).toBe('notices.notYours')
    await w
      .as('wangmuyang', 'me', tx =>
        expect(
          Promise.resolve(tx.execute(sql`update notice_receipts set signed_at = now(), signed_version = 1`)),
        ).rejects.toThrow(),
      )
      .catch(() => undefined)
    expect(await w.sql('select from notice_receipts where signed_at is not null')).toEqual([])
  })

  it('ends when the notice does', async () => {
    const number = await issue('zhoulan', 'hq', { ...mustRead, expiresOn: w.today })
    await w.sql(
      `update notices set expires_at = now() - interval '1 second', publish_at = now() - interval '1 day'`,
    )
    expect(await refusalOf(sign('wangmuyang', 'me', number, 1))).toBe('notices.over')
    expect(await standing('wangmuyang', 'me', number)).toBe('read')
  })
})

describe('a new version', () => {
  const revise = (number: string, over: Fields) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      reviseNotice(
        tx,
        actor,
        reviseInput.parse({ number, revision: 2, ...words, changeNote: '改了第二条', ...over }),
      ),
    )

  it('asks again where its author says so', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead, rightChoice: '1' })
    await sign('wangmuyang', 'me', number, 1)
    await revise(number, { title: '食品安全制度（修订）', asksAgain: 'on' })
    // before the worker
    expect(await standing('wangmuyang', 'me', number)).toBe('toSign')
    expect(await refusalOf(sign('wangmuyang', 'me', number, undefined, 1))).toBe('notices.newVersion')
    await deliver(number)
    expect(await told('wangmuyang')).toEqual(['noticeMustRead', 'noticeChanged'])
    expect(await sign('wangmuyang', 'me', number, undefined, 2)).toEqual({ result: 'signed' })
    const record = await w.as('zhoulan', 'hq', async (tx, actor) =>
      listRecord(tx, actor, await idOf(number), {}),
    )
    expect(record.map(row => [row.version, row.name, row.signedVersion])).toEqual([
      [2, '王沐阳', 2],
      [1, '王沐阳', 1],
    ])
  })

  it('tells everybody once per version', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    await revise(number, { asksAgain: 'on' })
    await deliver(number)
    await deliver(number)
    expect(await told('wangmuyang')).toEqual(['noticeMustRead', 'noticeChanged'])
  })

  it('lets receipts stand otherwise', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    await sign('wangmuyang', 'me', number, 1)
    await revise(number, {})
    expect(await deliver(number)).toBe(0)
    expect(await standing('wangmuyang', 'me', number)).toBe('signed')
    expect(await told('wangmuyang')).toEqual(['noticeMustRead'])
  })

  it('leaves the published text as it was', async () => {
    const number = await issue('zhoulan', 'hq')
    const edit = w.as('zhoulan', 'hq', tx => tx.execute(sql`update notice_versions set body = 'x'`))
    expect(await refusalOf(edit)).toBe('notices.changed')
    const change = w.as('zhoulan', 'hq', (tx, actor) =>
      changeDraft(tx, actor, { ...draftInput.parse(words), number, revision: 2, keptFiles: [] }),
    )
    expect(await refusalOf(change)).toBe('notices.changed')
  })
})

describe('a draft', () => {
  it('is changed, scheduled, taken off the schedule and thrown away, each on the state that was seen', async () => {
    const number = await draft('zhoulan', 'hq', mustRead)
    const change = (revision: number) =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        changeDraft(tx, actor, {
          ...draftInput.parse({ ...words, title: '新标题', unitIds: w.units.nanxi }),
          number,
          revision,
          keptFiles: [],
        }),
      )
    await change(1)
    expect(await refusalOf(change(1))).toBe('notices.changed')
    expect(await w.sql('select from notice_keys')).toEqual([])
    const later = new Date(Date.now() + 3_600_000)
    await w.as('zhoulan', 'hq', (tx, actor) =>
      publishNotice(tx, actor, { number, revision: 2, publishAt: later }),
    )
    await w.as('zhoulan', 'hq', (tx, actor) => unscheduleNotice(tx, actor, { number, revision: 3 }))
    await w.as('zhoulan', 'hq', (tx, actor) => withdrawNotice(tx, actor, { number, revision: 4 }))
    const actions = await w.sql<{ action: string }>(
      `select action from trail where action like 'notice.%' order by id`,
    )
    expect(actions.map(row => row.action)).toEqual([
      'notice.drafted',
      'notice.changed',
      'notice.published',
      'notice.unscheduled',
      'notice.withdrawn',
    ])
  })

  it.each<[Fields, string]>([
    [{ choice1: '甲' }, 'notices.questionMissing'],
    [{ question: '问', choice1: '甲' }, 'notices.choicesMissing'],
    [{ question: '问', choice1: '甲', choice3: '乙', rightChoice: '1' }, 'notices.choicesMissing'],
    [{ question: '问', choice1: '甲', choice2: '甲', rightChoice: '1' }, 'notices.choicesSame'],
    [{ question: '问', choice1: '甲', choice2: '乙' }, 'notices.rightMissing'],
    [{ question: '问', choice1: '甲', choice2: '乙', rightChoice: '3' }, 'notices.rightMissing'],
    [{ isMustRead: 'on' }, 'notices.dueMissing'],
  ])('of %j is refused: %s', async (over, code) => {
    expect(await refusalOf(draft('zhoulan', 'hq', over))).toBe(code)
  })
})

describe('reminders', () => {
  const remind = (login: Login, seat: SeatName, number: string, unitId?: string) =>
    w.as(login, seat, (tx, actor) => remindOfNotice(tx, actor, { number, unitId }))

  it('go to those who have not signed, once a day, and from a manager to the own team', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.east, ...mustRead })
    expect(await remind('zhaomingyuan', 'store/tianyao', number)).toEqual({ reminded: 1 })
    expect(await refusalOf(remind('zhaomingyuan', 'store/tianyao', number))).toBe('notices.remindedAlready')
    expect(await remind('zhoulan', 'hq', number)).toEqual({ reminded: 1 })
    await deliver(number)
    expect(await told('wangmuyang')).toEqual(['noticeMustRead', 'noticeSignReminder'])
    expect(await told('guyan')).toEqual(['noticeMustRead', 'noticeSignReminder'])
    await w.sql(
      `update notice_receipts set reminded_at = now() - interval '25 hours', told_at = now() - interval '25 hours'`,
    )
    await sign('guyan', 'me', number, 1)
    expect(await remind('zhoulan', 'hq', number)).toEqual({ reminded: 1 })
    expect(await refusalOf(remind('fangjing', 'store/nanxi', number))).toBe('notices.remindedAlready')
  })

  it('go to one unit where that is asked', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.east })
    expect(await remind('zhoulan', 'hq', number, w.units.nanxi)).toEqual({ reminded: 1 })
    expect(await w.sql(`select name from notice_receipts where reminded_at is not null`)).toEqual([
      { name: '顾言' },
    ])
  })

  it('go out by themselves the day before it is due, once', async () => {
    const number = await issue('zhoulan', 'hq', { unitIds: w.units.tianyao, ...mustRead })
    const early = () => enterService('job', tx => remindOfDueDays(tx, new Date(), w.today))
    expect(await early()).toEqual([])
    const day = addDays(w.today, 6)
    const due = () => enterService('job', tx => remindOfDueDays(tx, new Date(), day))
    expect(await due()).toEqual([await idOf(number)])
    expect(await due()).toEqual([])
    await deliver(number)
    expect(await told('wangmuyang')).toEqual(['noticeMustRead', 'noticeSignReminder'])
  })
})

it('says how far it has come, to each of their own', async () => {
  const number = await issue('zhoulan', 'hq', { unitIds: w.units.east, ...mustRead })
  await sign('guyan', 'me', number, 1)
  await read('wangmuyang', 'me', number)
  const figures = (login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => {
      const { rows } = await listNotices(tx, actor, { tab: 'published' })
      return rows.map(({ readers, read, signed }) => ({ readers, read, signed }))
    })
  expect(await figures('zhoulan', 'hq')).toEqual([{ readers: 2, read: 2, signed: 1 }])
  expect(await figures('zhaomingyuan', 'store/tianyao')).toEqual([{ readers: 1, read: 1, signed: 0 }])
  const counts = await w.as('shaoning', 'hq', async (tx, actor) =>
    countReceipts(tx, actor, await getNotice(tx, actor, number), {}),
  )
  expect(counts).toMatchObject({ unread: 0, unsigned: 1, signed: 1, remindable: 1 })
})
