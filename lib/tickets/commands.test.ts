import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { enterService, savepoint } from '@/db/client'
import { getFrame } from '@/lib/account/queries'
import { addCategory, changeCategory, retireCategory } from '@/lib/categories/commands'
import { addDays } from '@/lib/clock'
import { countTodo, listInbox } from '@/lib/requests/queries'
import { pdf, photo, takenAt } from '@/test/files'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import {
  answerTicket,
  closeTicket,
  mergeTicket,
  noteTicket,
  openTicket,
  prioritiseTicket,
  rateTicket,
  reopenTicket,
  replyTicket,
  rerouteTicket,
  takeTicket,
} from './commands'
import { addCategoryInput } from './input'
import { chaseTickets } from './jobs'
import { findTicketFile, getTicketView, listBoard, listFigures, listTickets } from './queries'

let w: World
let categories: Record<'tailoring' | 'repairs' | 'pay' | 'ingredients', string>
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  const add = (fields: Record<string, unknown>) =>
    w
      .as('zhoulan', 'hq', (tx, actor) =>
        addCategory(
          tx,
          actor,
          addCategoryInput.parse({ nameEn: 'x', priority: 'normal', hours: '8', ...fields }),
        ),
      )
      .then(category => category.id)
  categories = {
    tailoring: await add({ name: '定制尺寸', routing: 'unit', unitId: w.units.design, asksPromise: 'on' }),
    repairs: await add({ name: '设备报修', routing: 'store' }),
    pay: await add({ name: '薪资疑问', routing: 'unit', unitId: w.units.catering, isPrivate: 'on' }),
    ingredients: await add({
      name: '食材质量',
      routing: 'person',
      unitId: w.units.catering,
      userId: w.users.xutinglan,
    }),
  }
})
afterAll(() => Promise.all(open.map(one => one.close())))

type Opening = Parameters<typeof openTicket>[2]
const report = (login: Login, seat: SeatName, over: Partial<Opening> = {}): Promise<string> =>
  w
    .as(login, seat, (tx, actor) =>
      openTicket(tx, actor, {
        categoryId: categories.repairs,
        title: '冰箱不制冷',
        body: '后厨冰箱今早停机',
        storeId: w.units.tianyao,
        files: [],
        ...over,
      }),
    )
    .then(ticket => ticket.number)
const tailoring = (over: Partial<Opening> = {}) =>
  report('wangmuyang', 'me', {
    categoryId: categories.tailoring,
    title: '顾客要 46 码西装',
    promisedOn: addDays(w.today, 9),
    ...over,
  })
const take = (login: Login, seat: SeatName, number: string) =>
  w.as(login, seat, (tx, actor) => takeTicket(tx, actor, { number }))
const answer = (login: Login, seat: SeatName, number: string) =>
  w.as(login, seat, (tx, actor) => answerTicket(tx, actor, { number, body: '已安排', files: [] }))
const note = (login: Login, seat: SeatName, number: string, mentions: string[] = []) =>
  w.as(login, seat, (tx, actor) => noteTicket(tx, actor, { number, body: '成本超预算，先别说', mentions }))
const view = (login: Login, seat: SeatName, number: string) =>
  w.as(login, seat, (tx, actor) => getTicketView(tx, actor, number))
const sees = (login: Login, seat: SeatName, number: string): Promise<boolean> =>
  view(login, seat, number).then(
    () => true,
    () => false,
  )
const holders = async (number: string): Promise<string[]> =>
  (
    await w.sql<{ name: string }>(
      `select h.user_name as name from ticket_holders h join tickets t on t.id = h.ticket_id
       where t.number = $1 and h.closed_at is null order by 1`,
      [number],
    )
  ).map(row => row.name)
const row = async (number: string) =>
  (await w.sql<Record<string, unknown>>('select * from tickets where number = $1', [number]))[0] ?? {}
const told = async (login: Login): Promise<string[]> =>
  (
    await w.sql<{ kind: string }>(
      'select kind from notifications where user_id = $1 and read_at is null order by id',
      [w.users[login]],
    )
  ).map(one => one.kind)
const asJob = (at: Date) => enterService('job', tx => chaseTickets(tx, at))
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)

describe('the clothing example', () => {
  it('goes from the store to the design department, is answered, rated and closed', async () => {
    const number = await tailoring()
    expect(number).toMatch(/^WT-\d{4}-0001$/)
    expect(await holders(number)).toEqual(['叶蓁'])
    expect(await told('yezhen')).toEqual(['ticketAssigned'])

    await take('yezhen', 'hq', number)
    expect(await told('wangmuyang')).toEqual(['ticketTaken'])
    await answer('yezhen', 'hq', number)
    expect(await holders(number)).toEqual(['王沐阳'])
    await w.as('wangmuyang', 'me', (tx, actor) => rateTicket(tx, actor, { number, rating: 5, words: '很快' }))
    expect(await row(number)).toMatchObject({ status: 'closed', closing: 'rated', rating: 5 })
    expect(await holders(number)).toEqual([])
    expect(await told('yezhen')).toEqual(['ticketRated'])
    const { thread } = await view('wangmuyang', 'me', number)
    expect(thread.map(entry => entry.kind)).toEqual(['opened', 'taken', 'answered', 'rated'])
    const trail = await w.sql<{ action: string }>(
      `select action from trail where action like 'ticket.%' order by id`,
    )
    expect(trail.map(one => one.action)).toEqual([
      'ticket.opened',
      'ticket.taken',
      'ticket.answered',
      'ticket.rated',
    ])
  })

  it('comes back when it is not solved, with a new clock and without its rating', async () => {
    const number = await tailoring()
    await answer('yezhen', 'hq', number)
    await w.sql(
      `update tickets set due_at = now() - interval '3 days', escalated_at = now() where number = $1`,
      [number],
    )
    await w.as('wangmuyang', 'me', (tx, actor) => reopenTicket(tx, actor, { number, reason: '尺寸还是不对' }))
    const now = await row(number)
    expect(now).toMatchObject({ status: 'open', taken_by_user_id: null, escalated_at: null })
    expect((now.due_at as Date).getTime()).toBeGreaterThan(Date.now())
    expect(await holders(number)).toEqual(['叶蓁'])
  })

  it('asks for the day promised to the customer', async () => {
    expect(await refusalOf(tailoring({ promisedOn: undefined }))).toBe('tickets.promiseNeeded')
    expect(await refusalOf(tailoring({ promisedOn: addDays(w.today, -1) }))).toBe('tickets.promisePast')
    // where no promise is asked for, none is kept
    const number = await report('wangmuyang', 'me', { promisedOn: addDays(w.today, 3) })
    expect(await row(number)).toMatchObject({ promised_on: null })
  })
})

describe('who gets it', () => {
  it('is the manager of the store, and for their own ticket whoever leads the region', async () => {
    expect(await holders(await report('wangmuyang', 'me'))).toEqual(['赵明远'])
    expect(await holders(await report('zhaomingyuan', 'store/tianyao'))).toEqual(['秦川'])
  })

  it('is the named person; without them, whoever leads the unit', async () => {
    const number = await report('wangmuyang', 'me', { categoryId: categories.ingredients })
    expect(await holders(number)).toEqual(['许听澜'])
    await w.sql(`update role_grants set ends_on = current_date where user_id = $1`, [w.users.xutinglan])
    expect(await asJob(new Date())).toMatchObject({ moved: 1 })
    expect(await holders(number)).toEqual(['何骏'])
    expect(await asJob(new Date())).toMatchObject({ moved: 0 })
  })

  it('is somebody else when the role of the one who took it ends', async () => {
    const number = await tailoring()
    await take('yezhen', 'hq', number)
    await w.sql(`update role_grants set ends_on = current_date where user_id = $1`, [w.users.yezhen])
    expect(await asJob(new Date())).toMatchObject({ moved: 1 })
    // nobody serves or leads the department: HR has it
    expect(await holders(number)).toEqual(['周岚', '许听澜'])
    expect(await row(number)).toMatchObject({ status: 'open', taken_by_name: null })
    expect(await sees('zhoulan', 'hq', number)).toBe(true)
  })

  it('is the substitute of somebody who is away', async () => {
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, current_date - 1, current_date + 2)`,
      [w.users.zhaomingyuan, w.users.fangjing],
    )
    const number = await report('wangmuyang', 'me')
    expect(await holders(number)).toEqual(['方静'])
    // holding it is enough to deal with it, and the job leaves it with them
    expect(await asJob(new Date())).toMatchObject({ moved: 0 })
    await take('fangjing', 'store/nanxi', number)
  })

  it('goes to the substitute when the absence begins and comes back when it ends, and the thread says so', async () => {
    const number = await report('wangmuyang', 'me')
    expect(await holders(number)).toEqual(['赵明远'])
    await w.sql(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, current_date - 1, current_date + 2)`,
      [w.users.zhaomingyuan, w.users.fangjing],
    )
    expect(await asJob(new Date())).toMatchObject({ moved: 1 })
    expect(await holders(number)).toEqual(['方静'])
    expect(await told('fangjing')).toEqual(['ticketMoved'])
    await w.sql('delete from substitutions')
    expect(await asJob(new Date())).toMatchObject({ moved: 1 })
    expect(await asJob(new Date())).toMatchObject({ moved: 0 })
    expect(await holders(number)).toEqual(['赵明远'])
    const { thread } = await view('wangmuyang', 'me', number)
    expect(thread.slice(-2).map(one => [one.kind, one.details])).toEqual([
      ['moved', { from: ['赵明远'], to: ['方静'], why: 'away' }],
      ['moved', { from: ['方静'], to: ['赵明远'], why: 'back' }],
    ])
    await take('zhaomingyuan', 'store/tianyao', number)
  })

  it('may be another category, unit or person, with the clock kept and the reason in the thread', async () => {
    const number = await tailoring()
    const before = (await row(number)).due_at
    const reroute = (over: Record<string, string>) =>
      w.as('yezhen', 'hq', (tx, actor) =>
        rerouteTicket(tx, actor, { number, reason: '不是设计问题', ...over }),
      )
    await reroute({ unitId: w.units.catering })
    expect(await holders(number)).toEqual(['何骏'])
    expect(await row(number)).toMatchObject({ due_at: before, status: 'open' })
    expect(await told('yezhen')).toEqual([])
    const { thread } = await view('wangmuyang', 'me', number)
    expect(thread.at(-1)).toMatchObject({
      kind: 'rerouted',
      body: '不是设计问题',
      details: { from: '定制尺寸 · 设计部', to: '定制尺寸 · 餐饮事业部' },
    })
    // it is no longer theirs to pass on
    expect(await refusalOf(reroute({ userId: w.users.hejun }))).toBe('input.notFound')
    await w.as('hejun', 'hq', (tx, actor) =>
      rerouteTicket(tx, actor, { number, reason: '请核对薪资', categoryId: categories.pay }),
    )
    expect(await row(number)).toMatchObject({ is_private: true, due_at: before })
    expect(await sees('zhaomingyuan', 'store/tianyao', number)).toBe(false)
    expect(await sees('wangmuyang', 'me', number)).toBe(true)
  })

  it('is never its author, nor a store when it is private', async () => {
    const number = await tailoring()
    const refused = (over: Record<string, string>) =>
      refusalOf(
        w.as('yezhen', 'hq', (tx, actor) => rerouteTicket(tx, actor, { number, reason: 'x', ...over })),
      )
    expect(await refused({})).toBe('tickets.targetNeeded')
    expect(await refused({ userId: w.users.wangmuyang })).toBe('tickets.noSuchColleague')
    const pay = await report('wangmuyang', 'me', { categoryId: categories.pay })
    const toStore = w.as('hejun', 'hq', (tx, actor) =>
      rerouteTicket(tx, actor, { number: pay, reason: 'x', unitId: w.units.tianyao }),
    )
    expect(await refusalOf(toStore)).toBe('tickets.privatePassesStore')
  })
})

describe('who sees it', () => {
  it('is its author, the manager of its store, who receives it, HR, executives and auditors, and nobody else', async () => {
    const number = await tailoring()
    const seen = async (...who: [Login, SeatName][]) => {
      const found: string[] = []
      for (const [login, seat] of who) if (await sees(login, seat, number)) found.push(login)
      return found
    }
    expect(
      await seen(
        ['wangmuyang', 'me'],
        ['guyan', 'me'],
        ['zhaomingyuan', 'store/tianyao'],
        ['qinchuan', 'store/east'],
        ['fangjing', 'store/nanxi'],
        ['yezhen', 'hq'],
        ['hejun', 'hq'],
        ['zhoulan', 'hq'],
        ['sunli', 'hq'],
        ['shaoning', 'hq'],
        ['gaoyuan', 'hq'],
      ),
    ).toEqual(['wangmuyang', 'zhaomingyuan', 'qinchuan', 'yezhen', 'zhoulan', 'sunli', 'shaoning'])
    // the person leaves the store; what was written there stays with its manager
    await w.sql(`delete from assignments where employee_id = $1 and unit_id = $2`, [
      w.employees.wangmuyang.id,
      w.units.tianyao,
    ])
    expect(await sees('zhaomingyuan', 'store/tianyao', number)).toBe(true)
    expect(await sees('fangjing', 'store/nanxi', number)).toBe(false)
  })

  it('is only its author and who receives it when it is private', async () => {
    const number = await report('wangmuyang', 'me', { categoryId: categories.pay })
    expect(await sees('wangmuyang', 'me', number)).toBe(true)
    expect(await sees('hejun', 'hq', number)).toBe(true)
    for (const [login, seat] of [
      ['zhaomingyuan', 'store/tianyao'],
      ['qinchuan', 'store/east'],
      ['yezhen', 'hq'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
    ] as [Login, SeatName][])
      expect([login, await sees(login, seat, number)]).toEqual([login, false])
    // told by its category, because what is told leaves the house
    const [news] = await w.sql<{ values: { subject: string } }>(
      `select "values" from notifications where kind = 'ticketAssigned'`,
    )
    expect(news?.values.subject).toBe('薪资疑问')
    const mention = w.as('hejun', 'hq', (tx, actor) =>
      replyTicket(tx, actor, { number, body: 'x', mentions: [w.users.zhaomingyuan], files: [] }),
    )
    expect(await refusalOf(mention)).toBe('tickets.mentionPrivate')
  })

  it('is who was mentioned, who may read and not deal with it', async () => {
    const number = await tailoring()
    expect(await sees('hejun', 'hq', number)).toBe(false)
    await w.as('yezhen', 'hq', (tx, actor) =>
      replyTicket(tx, actor, { number, body: '请看面料', mentions: [w.users.hejun], files: [] }),
    )
    expect(await sees('hejun', 'hq', number)).toBe(true)
    expect(await told('hejun')).toEqual(['ticketMentioned'])
    expect(await refusalOf(take('hejun', 'hq', number))).toBe('tickets.notYours')
    expect(await refusalOf(note('hejun', 'hq', number))).toBe('tickets.notYours')
  })

  it('writes about stores that are theirs', async () => {
    expect(await refusalOf(report('wangmuyang', 'me', { storeId: w.units.nanxi }))).toBe(
      'tickets.noSuchStore',
    )
    expect(await refusalOf(report('fangjing', 'store/nanxi'))).toBe('tickets.noSuchStore')
    expect(await refusalOf(report('wangmuyang', 'me', { storeId: undefined }))).toBe('tickets.storeNeeded')
    expect(await refusalOf(report('shaoning', 'hq'))).toBe('input.refused')
    // a store's own seat means that store
    const number = await report('fangjing', 'store/nanxi', { storeId: undefined })
    expect(await row(number)).toMatchObject({ store_unit_id: w.units.nanxi })
  })
})

describe('an internal note', () => {
  it('is read by those who deal with the ticket, and never by its author, in any seat or statement', async () => {
    const number = await report('yezhen', 'hq', { categoryId: categories.tailoring, promisedOn: w.today })
    const [ticket] = [await row(number)]
    // her own department's ticket: it goes to HR, who may note
    expect(await holders(number)).toEqual(['周岚', '许听澜'])
    await note('zhoulan', 'hq', number)
    expect((await view('zhoulan', 'hq', number)).thread.map(entry => entry.kind)).toContain('note')
    const mine = await view('yezhen', 'hq', number)
    expect(mine.verbs).not.toContain('note')
    expect(JSON.stringify(mine)).not.toContain('成本超预算')
    const raw = await w.as(
      'yezhen',
      'hq',
      async tx => (await tx.execute(sql`select * from ticket_notes`)).rows,
    )
    expect(raw).toEqual([])
    const forged = w.as('yezhen', 'hq', tx =>
      tx.execute(sql`insert into ticket_notes (ticket_id, author_user_id, author_name, author_role, body, created_at)
        values (${ticket?.id as string}, ${w.users.yezhen}, 'x', 'x', 'x', now())`),
    )
    expect(await refusalOf(forged)).toBe('input.refused')
  })

  it('stays from the store that it is about, from watchers, auditors and the employee portal', async () => {
    const number = await tailoring()
    await note('yezhen', 'hq', number)
    await w.as('yezhen', 'hq', (tx, actor) =>
      replyTicket(tx, actor, { number, body: '请看', mentions: [w.users.hejun], files: [] }),
    )
    for (const [login, seat] of [
      ['zhaomingyuan', 'store/tianyao'],
      ['hejun', 'hq'],
      ['sunli', 'hq'],
      ['wangmuyang', 'me'],
      ['shaoning', 'hq'],
    ] as [Login, SeatName][]) {
      const seen = JSON.stringify(await view(login, seat, number))
      expect(seen).toContain('请看')
      expect(seen).not.toContain('成本超预算')
    }
    expect(JSON.stringify(await view('zhoulan', 'hq', number))).toContain('成本超预算')
    expect(await told('wangmuyang')).not.toContain('ticketNoted')
  })

  it('mentions only those who can read it', async () => {
    const number = await tailoring()
    expect(await refusalOf(note('yezhen', 'hq', number, [w.users.hejun]))).toBe('tickets.notTheirs')
    expect(await refusalOf(note('yezhen', 'hq', number, [w.users.wangmuyang]))).toBe(
      'tickets.noSuchColleague',
    )
    await note('yezhen', 'hq', number, [w.users.zhoulan])
    expect(await told('zhoulan')).toEqual(['ticketNoted'])
  })
})

describe('two at once', () => {
  it('take it once: the second is told by whom', async () => {
    const number = await report('wangmuyang', 'me')
    const both = await Promise.allSettled([
      take('zhaomingyuan', 'store/tianyao', number),
      take('qinchuan', 'store/east', number),
    ])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(take('zhoulan', 'hq', number))).toBe('tickets.takenAlready')
  })

  it('answer it once, and neither rate nor close what is over', async () => {
    const number = await report('wangmuyang', 'me')
    const rate = () => w.as('wangmuyang', 'me', (tx, actor) => rateTicket(tx, actor, { number, rating: 4 }))
    const close = () => w.as('wangmuyang', 'me', (tx, actor) => closeTicket(tx, actor, { number }))
    expect(await refusalOf(rate())).toBe('tickets.changed')
    await answer('zhaomingyuan', 'store/tianyao', number)
    expect(await refusalOf(answer('qinchuan', 'store/east', number))).toBe('tickets.changed')
    await close()
    expect(await refusalOf(close())).toBe('tickets.changed')
    await rate()
    expect(await refusalOf(rate())).toBe('tickets.ratedAlready')
    expect(await row(number)).toMatchObject({ closing: 'author', rating: 4 })
  })

  it('get nothing by SQL that they do not get by verbs', async () => {
    const number = await report('wangmuyang', 'me')
    const forge = (login: Login, seat: SeatName, change: string) =>
      refusalOf(
        w.as(login, seat, tx =>
          tx.execute(sql.raw(`update tickets set ${change} where number = '${number}'`)),
        ),
      )
    expect(await forge('wangmuyang', 'me', `status = 'answered', answered_at = now()`)).toBe(
      'tickets.notYours',
    )
    expect(await forge('wangmuyang', 'me', `priority = 'urgent'`)).toBe('tickets.notYours')
    expect(await forge('zhaomingyuan', 'store/tianyao', 'rating = 5, rated_at = now()')).toBe(
      'tickets.notYours',
    )
    expect(await forge('zhaomingyuan', 'store/tianyao', `due_at = now() + interval '1 year'`)).toBe(
      'tickets.notYours',
    )
    // access is worked out, whatever a statement says
    await w.as('zhaomingyuan', 'store/tianyao', tx =>
      tx.execute(
        sql`update tickets set readers = readers || ${w.users.guyan}::uuid where number = ${number}`,
      ),
    )
    expect(await sees('guyan', 'me', number)).toBe(false)
    const watcher = w.as('zhaomingyuan', 'store/tianyao', tx =>
      savepoint(tx, () =>
        tx.execute(sql`insert into ticket_watchers (ticket_id, user_id, user_name, reason, created_at)
          select id, ${w.users.guyan}, 'x', 'duplicate', now() from tickets where number = ${number}`),
      ),
    )
    expect(await refusalOf(watcher)).toBe('tickets.notYours')
  })
})

describe('a duplicate', () => {
  it('becomes part of the one that counts, whose thread its author reads on', async () => {
    const picture = photo('fridge.jpg')
    const first = await report('wangmuyang', 'me')
    const second = await report('zhaomingyuan', 'store/tianyao', {
      title: '又坏了',
      body: '冷藏也坏了',
      files: [picture],
    })
    const merge = (number: string, into: string) =>
      w.as('qinchuan', 'store/east', (tx, actor) => mergeTicket(tx, actor, { number, into }))
    expect(await refusalOf(merge(second, 'WT-2026-9999'))).toBe('tickets.noSuchTicket')
    expect(await refusalOf(merge(second, second))).toBe('tickets.notMergeable')
    await merge(second, first)
    expect(await row(second)).toMatchObject({ status: 'closed', closing: 'merged' })
    const main = await view('zhaomingyuan', 'store/tianyao', first)
    expect(main.thread.at(-1)).toMatchObject({
      kind: 'absorbed',
      body: '冷藏也坏了',
      details: { number: second },
    })
    expect(main.thread.at(-1)?.files).toHaveLength(1)
    expect(main.duplicates.map(one => one.number)).toEqual([second])
    expect((await view('zhaomingyuan', 'store/tianyao', second)).ticket.mergedInto).toBe(first)
    expect(await told('zhaomingyuan')).toContain('ticketMerged')
    expect(await refusalOf(merge(first, second))).toBe('tickets.notMergeable')
  })

  it('lets its author into another store’s ticket, and only through merging', async () => {
    const first = await report('guyan', 'me', { storeId: w.units.nanxi })
    const second = await report('wangmuyang', 'me')
    expect(await sees('wangmuyang', 'me', first)).toBe(false)
    await w.as('qinchuan', 'store/east', (tx, actor) =>
      mergeTicket(tx, actor, { number: second, into: first }),
    )
    expect(await sees('wangmuyang', 'me', first)).toBe(true)
  })

  it('is not merged over a private one', async () => {
    const [one, other] = [
      await report('wangmuyang', 'me', { categoryId: categories.pay }),
      await report('guyan', 'me', { categoryId: categories.pay, storeId: undefined }),
    ]
    const merge = w.as('hejun', 'hq', (tx, actor) => mergeTicket(tx, actor, { number: one, into: other }))
    expect(await refusalOf(merge)).toBe('tickets.notMergeable')
  })
})

describe('photos', () => {
  it('are kept without what the camera wrote beside them, and given to readers only', async () => {
    const number = await report('wangmuyang', 'me', { files: [photo('../冰箱\0.png')] })
    const file = (await view('wangmuyang', 'me', number)).thread[0]?.files[0]
    expect(file).toMatchObject({ name: '..冰箱.jpg', contentType: 'image/jpeg' })
    const read = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => findTicketFile(tx, actor, number, file?.id ?? ''))
    const kept = await read('zhaomingyuan', 'store/tianyao')
    expect(kept?.content.includes(takenAt)).toBe(false)
    expect(await read('guyan', 'me')).toBeUndefined()
    expect(await read('shaoning', 'hq')).toBeUndefined()
  })

  it('are not a whole document, which a notice takes', async () => {
    expect(await refusalOf(report('wangmuyang', 'me', { files: [pdf()] }))).toBe('input.notAPhoto')
  })

  it.each<[string, string, string?]>([
    ['a page', '<html><script>alert(1)</script>'],
    ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a document', '%PDF-1.7', 'fileDamaged'],
    ['half a picture', '\xff\xd8\xff\xe1', 'fileDamaged'],
  ])('are not %s', async (_what, content, code = 'notAPhoto') => {
    const file = new File([Buffer.from(content, 'latin1')], 'photo.jpg', { type: 'image/jpeg' })
    expect(await refusalOf(report('wangmuyang', 'me', { files: [file] }))).toBe(`input.${code}`)
  })
})

describe('time', () => {
  it('reminds once, escalates once to the lead above, and tells both', async () => {
    const number = await report('wangmuyang', 'me')
    await w.sql(`update tickets set due_at = now() + interval '1 hour' where number = $1`, [number])
    await w.sql(`update notifications set read_at = now()`)
    expect(await asJob(new Date())).toEqual({ moved: 0, reminded: 1, escalated: 0, closed: 0 })
    expect(await asJob(new Date())).toEqual({ moved: 0, reminded: 0, escalated: 0, closed: 0 })
    expect(await told('zhaomingyuan')).toEqual(['ticketDueSoon'])
    expect(await asJob(later(2))).toMatchObject({ escalated: 1 })
    expect(await asJob(later(3))).toMatchObject({ escalated: 0 })
    expect(await holders(number)).toEqual(['秦川', '赵明远'])
    expect(await told('qinchuan')).toEqual(['ticketEscalated'])
    expect(await told('zhaomingyuan')).toContain('ticketOverdue')
    // whoever takes it has it alone, and nobody else is told to act any more
    await take('zhaomingyuan', 'store/tianyao', number)
    await answer('zhaomingyuan', 'store/tianyao', number)
    expect(await told('qinchuan')).toEqual([])
  })

  it('closes a week after an answer without a word, and the author may still rate or reopen', async () => {
    const number = await report('wangmuyang', 'me')
    await answer('zhaomingyuan', 'store/tianyao', number)
    expect(await asJob(later(24 * 6))).toMatchObject({ closed: 0 })
    expect(await asJob(later(24 * 7 + 1))).toMatchObject({ closed: 1 })
    expect(await asJob(later(24 * 8))).toMatchObject({ closed: 0 })
    expect(await row(number)).toMatchObject({ status: 'closed', closing: 'automatic' })
    expect((await view('wangmuyang', 'me', number)).verbs).toEqual(['reopen', 'rate'])
  })
})

describe('lists', () => {
  it('show each seat what it reads, by state and scope, with figures', async () => {
    const number = await tailoring()
    await report('wangmuyang', 'me')
    await report('guyan', 'me', { storeId: w.units.nanxi })
    await report('guyan', 'me', { categoryId: categories.pay, storeId: undefined })
    await w.as('yezhen', 'hq', (tx, actor) => prioritiseTicket(tx, actor, { number, priority: 'urgent' }))
    const list = (login: Login, seat: SeatName, scope: 'all' | 'waiting' | 'received' | 'opened') =>
      w.as(login, seat, async (tx, actor) => (await listTickets(tx, actor, { tab: 'all', scope })).total)
    expect(await list('zhoulan', 'hq', 'all')).toBe(3)
    expect(await list('yezhen', 'hq', 'received')).toBe(1)
    expect(await list('hejun', 'hq', 'all')).toBe(1)
    expect(await list('zhaomingyuan', 'store/tianyao', 'all')).toBe(2)
    expect(await list('zhaomingyuan', 'store/tianyao', 'waiting')).toBe(1)
    expect(await list('zhaomingyuan', 'store/tianyao', 'opened')).toBe(2)
    expect(await list('guyan', 'me', 'all')).toBe(2)
    expect(await list('wangmuyang', 'me', 'opened')).toBe(2)
    const board = await w.as('zhoulan', 'hq', (tx, actor) => listBoard(tx, actor, { scope: 'all' }))
    expect(board.map(column => column.total)).toEqual([3, 0, 0, 0])
    await answer('yezhen', 'hq', number)
    const figures = await w.as('zhoulan', 'hq', (tx, actor) => listFigures(tx, actor))
    expect(figures.find(one => one.category === '定制尺寸')).toMatchObject({ open: 0, answered: 1 })
    expect(figures.find(one => one.category === '薪资疑问')).toMatchObject({ open: 0, medianSeconds: null })
  })
})

describe('the list of things to do', () => {
  const todo = (login: Login, seat: SeatName) =>
    w.as(login, seat, async (tx, actor) => ({
      rows: (await listInbox(tx, actor, 'todo')).map(one => `${one.subject} ${one.number} ${one.title}`),
      count: await countTodo(tx, actor),
      badge: (await getFrame(tx, actor)).open,
    }))

  it('has a ticket for whoever it waits for: its holder, and its author once it is answered', async () => {
    const number = await report('wangmuyang', 'me')
    const line = `ticket ${number} 冰箱不制冷`
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual({ rows: [line], count: 1, badge: 1 })
    expect(await todo('wangmuyang', 'me')).toEqual({ rows: [], count: 0, badge: 0 })
    await answer('zhaomingyuan', 'store/tianyao', number)
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual({ rows: [], count: 0, badge: 0 })
    expect(await todo('wangmuyang', 'me')).toEqual({ rows: [line], count: 1, badge: 1 })
    // an admin reads no tickets, and has a list all the same
    expect(await todo('gaoyuan', 'hq')).toEqual({ rows: [], count: 0, badge: 0 })
  })

  it('is told of changes, and so is everybody who reads the ticket, and nobody else', async () => {
    const everybody: [Login, SeatName][] = [
      ['wangmuyang', 'me'],
      ['guyan', 'me'],
      ['zhaomingyuan', 'store/tianyao'],
      ['fangjing', 'store/nanxi'],
      ['qinchuan', 'store/east'],
      ['yezhen', 'hq'],
      ['hejun', 'hq'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
    ]
    for (const number of [
      await report('wangmuyang', 'me'),
      await tailoring(),
      await report('guyan', 'me', { categoryId: categories.pay, storeId: undefined }),
    ]) {
      const events = await w.sql<{ login: string; topic: string }>(
        `select u.login, r.topic from tickets t, app.event_readers('ticket', t.id) r join users u on u.id = r.user_id where t.number = $1`,
        [number],
      )
      const hears = new Set(events.filter(one => one.topic === 'ticket').map(one => one.login))
      for (const [login, seat] of everybody)
        expect([number, login, hears.has(login)]).toEqual([number, login, await sees(login, seat, number)])
      expect(events.filter(one => one.topic === 'inbox')).toHaveLength(1)
    }
  })
})

describe('categories', () => {
  it('are kept by HR, one name at a time, and retired without hurting their tickets', async () => {
    const parse = (fields: Record<string, unknown>) =>
      addCategoryInput.parse({ nameEn: 'x', priority: 'normal', hours: '8', ...fields })
    const add = (login: Login, seat: SeatName, fields: Record<string, unknown>) =>
      w.as(login, seat, (tx, actor) => addCategory(tx, actor, parse(fields)))
    expect(await refusalOf(add('hejun', 'hq', { name: 'x', routing: 'store' }))).toBe('input.refused')
    expect(await refusalOf(add('zhoulan', 'hq', { name: '设备报修', routing: 'store' }))).toBe(
      'tickets.categoryTaken',
    )
    expect(await refusalOf(add('zhoulan', 'hq', { name: 'x', routing: 'unit' }))).toBe('tickets.unitNeeded')
    expect(
      await refusalOf(add('zhoulan', 'hq', { name: 'x', routing: 'unit', unitId: w.units.tianyao })),
    ).toBe('tickets.unitNeeded')
    expect(await refusalOf(add('zhoulan', 'hq', { name: 'x', routing: 'store', isPrivate: 'on' }))).toBe(
      'tickets.privatePassesStore',
    )
    const number = await report('wangmuyang', 'me')
    const aim = { categoryId: categories.repairs, revision: 1 }
    await w.as('zhoulan', 'hq', (tx, actor) =>
      changeCategory(tx, actor, { ...aim, ...parse({ name: '设备报修', routing: 'store', hours: '4' }) }),
    )
    const retire = (revision: number) =>
      w.as('zhoulan', 'hq', (tx, actor) => retireCategory(tx, actor, { ...aim, revision }))
    expect(await refusalOf(retire(1))).toBe('organisation.changedMeanwhile')
    await retire(2)
    expect(await refusalOf(report('wangmuyang', 'me'))).toBe('tickets.noSuchCategory')
    await answer('zhaomingyuan', 'store/tianyao', number)
  })
})
