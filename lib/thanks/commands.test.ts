import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { addDays } from '@/lib/clock'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { answerNote, changeNote, withdrawNote, writeNote } from './commands'
import { writeNoteInput } from './input'
import { findLatestThanks, getNote, listNotes, listNotesTo, listReceivers, listUnthanked } from './queries'

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

type Fields = Record<string, unknown>
const words = { kind: 'thanks', topic: 'service', body: '周六主动留下来帮忙', sight: 'shared' }
const feedback = { ...words, kind: 'feedback', tone: 'advice', sight: undefined }
const write = (login: Login, seat: SeatName, to: string, over: Fields = {}): Promise<string> =>
  w
    .as(login, seat, (tx, actor) => writeNote(tx, actor, writeNoteInput.parse({ ...words, ...over, to })))
    .then(note => note.id)
const reads = (login: Login, seat: SeatName, id: string): Promise<boolean> =>
  w
    .as(login, seat, tx => getNote(tx, id))
    .then(
      () => true,
      () => false,
    )
const seats: [Login, SeatName][] = [
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
  ['hejun', 'hq'],
  ['yezhen', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['qinchuan', 'store/east'],
  ['fangjing', 'store/nanxi'],
  ['liwanqing', 'me'],
  ['wangmuyang', 'me'],
  ['guyan', 'me'],
]
async function readers(id: string): Promise<string[]> {
  const found: string[] = []
  for (const [login, seat] of seats) if (await reads(login, seat, id)) found.push(login)
  return found
}
const number = (who: 'wangmuyang' | 'guyan' | 'liwanqing' | 'zhoulan') => w.employees[who].number
const told = (login: Login): Promise<{ kind: string; path: string }[]> =>
  w.sql('select kind, path from notifications where user_id = $1 order by id', [w.users[login]])
const month = () => `${w.today.slice(0, 8)}01`
/** Another person in the store of 王沐阳. */
const joinStore = async (): Promise<void> => {
  const { id } = w.employees.liwanqing
  await w.sql('update assignments set ends_on = $2 where employee_id = $1', [id, addDays(w.today, -5)])
  await w.sql(
    `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, $5)`,
    [id, w.units.tianyao, w.units.catering, w.positions.storeChef, addDays(w.today, -5)],
  )
}

describe('who may write to whom', () => {
  it.each<[Login, SeatName, () => string, string]>([
    ['zhaomingyuan', 'store/tianyao', () => number('wangmuyang'), 'team'],
    ['qinchuan', 'store/east', () => number('guyan'), 'team'],
    ['zhoulan', 'hq', () => number('guyan'), 'hr'],
    ['hejun', 'hq', () => number('guyan'), 'head'],
    ['hejun', 'hq', () => w.employees.guyan.id, 'head'],
    ['wangmuyang', 'me', () => w.users.zhaomingyuan, 'manager'],
    ['wangmuyang', 'me', () => w.users.zhoulan, 'hqContact'],
  ])('%s in %s may: %s %s', async (login, seat, to, relation) => {
    const id = await write(login, seat, to())
    expect((await w.as(login, seat, tx => getNote(tx, id))).relation).toBe(relation)
  })

  it.each<[string, Login, SeatName, () => string]>([
    ['a manager to people of another store', 'zhaomingyuan', 'store/tianyao', () => number('guyan')],
    ['a specialist to whom they are no contact of', 'yezhen', 'hq', () => number('guyan')],
    ['an executive to whom they are no contact of', 'sunli', 'hq', () => number('guyan')],
    ['an auditor', 'shaoning', 'hq', () => number('guyan')],
    ['an account of administration', 'gaoyuan', 'hq', () => number('guyan')],
    ['an employee to the manager of another store', 'wangmuyang', 'me', () => w.users.fangjing],
    ['an employee to somebody in another store', 'wangmuyang', 'me', () => number('guyan')],
    ['an employee to themselves', 'wangmuyang', 'me', () => number('wangmuyang')],
    ['HR to a manager, who is no employee', 'zhoulan', 'hq', () => w.users.zhaomingyuan],
  ])('%s may not', async (_, login, seat, to) => {
    expect(await refusalOf(write(login, seat, to()))).toBe('thanks.notYours')
  })

  it('a contact writes to their people, whatever their role', async () => {
    await w.sql('update employees set hq_contact_user_id = $2 where id = $1', [
      w.employees.guyan.id,
      w.users.yezhen,
    ])
    await write('yezhen', 'hq', number('guyan'))
    expect(await refusalOf(write('yezhen', 'hq', number('wangmuyang')))).toBe('thanks.notYours')
    const list = await w.as('yezhen', 'hq', (tx, actor) => listReceivers(tx, actor))
    expect(list.map(one => one.name)).toEqual(['顾言'])
  })

  it('colleagues of one store thank each other, and no more', async () => {
    expect(await refusalOf(write('wangmuyang', 'me', number('liwanqing')))).toBe('thanks.notYours')
    await joinStore()
    const list = await w.as('wangmuyang', 'me', (tx, actor) => listReceivers(tx, actor))
    expect(list.map(one => `${one.relation} ${one.name}`)).toEqual([
      'manager 赵明远',
      'hqContact 周岚',
      'colleague 李婉清',
    ])
    await write('wangmuyang', 'me', w.users.liwanqing)
    await write('wangmuyang', 'me', w.users.zhaomingyuan)
    await write('wangmuyang', 'me', number('liwanqing'))
    expect(await refusalOf(write('wangmuyang', 'me', number('liwanqing'), feedback))).toBe(
      'thanks.thanksOnly',
    )
  })

  it('nobody writes any more to who has left the store, or whose account is closed', async () => {
    await w.sql('update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3', [
      w.employees.wangmuyang.id,
      w.today,
      w.units.tianyao,
    ])
    expect(await refusalOf(write('zhaomingyuan', 'store/tianyao', number('wangmuyang')))).toBe(
      'thanks.notYours',
    )
    await w.sql('update users set disabled_at = now() where id = $1', [w.users.guyan])
    expect(await refusalOf(write('zhoulan', 'hq', number('guyan')))).toBe('thanks.notYours')
  })
})

describe('who reads it', () => {
  it('shared thanks: both sides of the person, HR and executives', async () => {
    await joinStore()
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    expect(await readers(id)).toEqual([
      'zhoulan',
      'sunli',
      'hejun',
      'zhaomingyuan',
      'qinchuan',
      'liwanqing',
      'wangmuyang',
      // of the same home department
      'guyan',
    ])
  })

  it('private thanks and feedback: the two alone', async () => {
    const both = ['zhaomingyuan', 'wangmuyang']
    const seat = ['zhaomingyuan', 'store/tianyao', number('wangmuyang')] as const
    expect(await readers(await write(...seat, { sight: 'private' }))).toEqual(both)
    expect(await readers(await write(...seat, feedback))).toEqual(both)
    expect(await readers(await write('wangmuyang', 'me', w.users.zhaomingyuan, feedback))).toEqual(both)
  })

  it('evidence: those who assess as well, and no colleague', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), {
      ...feedback,
      evidenceOn: month(),
    })
    expect(await readers(id)).toEqual(['zhoulan', 'sunli', 'hejun', 'zhaomingyuan', 'qinchuan', 'wangmuyang'])
    expect(await told('wangmuyang')).toEqual([{ kind: 'thanksKept', path: `thanks/${id}` }])
    const card = (login: Login, seat: SeatName) =>
      w.as(login, seat, tx => listNotesTo(tx, number('wangmuyang'))).then(rows => rows.map(row => row.id))
    expect(await card('hejun', 'hq')).toEqual([id])
    expect(await card('zhaomingyuan', 'store/tianyao')).toEqual([id])
    expect(await card('fangjing', 'store/nanxi')).toEqual([])
  })

  it('a person who moves on leaves the note where it was written', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    await w.sql('update assignments set unit_id = $2 where employee_id = $1 and unit_id = $3', [
      w.employees.wangmuyang.id,
      w.units.nanxi,
      w.units.tianyao,
    ])
    expect(await reads('zhaomingyuan', 'store/tianyao', id)).toBe(true)
    expect(await reads('fangjing', 'store/nanxi', id)).toBe(false)
  })

  it('the trail names the receiver of what others may read, and of nothing else', async () => {
    const seat = ['zhaomingyuan', 'store/tianyao', number('wangmuyang')] as const
    const shared = await write(...seat)
    const secret = await write(...seat, feedback)
    const rows = await w.sql<{ id: string; employee: string | null; text: string }>(
      `select entity_id as id, employee_id as employee, details::text as text from trail where action = 'note.written' order by id`,
    )
    expect(rows.map(row => [row.id, row.employee !== null])).toEqual([
      [shared, true],
      [secret, false],
    ])
    expect(rows.map(row => row.text).join()).not.toContain(words.body)
    expect(rows[1]?.text).not.toContain('王沐阳')
  })
})

describe('lists', () => {
  it('have what is theirs: the wall by unit and month, received, sent', async () => {
    const shared = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    const secret = await write('wangmuyang', 'me', w.users.zhaomingyuan, { sight: 'private' })
    const list = (login: Login, seat: SeatName, filter: Parameters<typeof listNotes>[2]) =>
      w
        .as(login, seat, (tx, actor) => listNotes(tx, actor, filter))
        .then(page => page.rows.map(row => row.id))
    expect(await list('zhoulan', 'hq', { list: 'wall' })).toEqual([shared])
    expect(await list('zhoulan', 'hq', { list: 'wall', unitId: w.units.east })).toEqual([shared])
    expect(await list('zhoulan', 'hq', { list: 'wall', unitId: w.units.catering })).toEqual([shared])
    expect(await list('zhoulan', 'hq', { list: 'wall', unitId: w.units.nanxi })).toEqual([])
    expect(await list('zhoulan', 'hq', { list: 'wall', month: w.today.slice(0, 7) })).toEqual([shared])
    expect(await list('zhoulan', 'hq', { list: 'wall', month: '2020-01' })).toEqual([])
    expect(await list('fangjing', 'store/nanxi', { list: 'wall' })).toEqual([])
    expect(await list('wangmuyang', 'me', { list: 'received' })).toEqual([shared])
    expect(await list('wangmuyang', 'me', { list: 'sent' })).toEqual([secret])
    expect(await list('zhaomingyuan', 'store/tianyao', { list: 'received' })).toEqual([secret])
    const latest = await w.as('wangmuyang', 'me', (tx, actor) => findLatestThanks(tx, actor))
    expect(latest?.id).toBe(shared)
  })

  it('name who was not thanked for long: for HR all, for a head their own, for nobody else', async () => {
    const unthanked = (login: Login, seat: SeatName, unit?: string) =>
      w
        .as(login, seat, (tx, actor) => listUnthanked(tx, actor, unit))
        .then(rows => rows.map(row => row.name).sort())
    expect(await unthanked('zhoulan', 'hq')).toEqual(['王沐阳', '顾言'])
    expect(await unthanked('hejun', 'hq', w.units.nanxi)).toEqual(['顾言'])
    // private thanks count as well
    await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), { sight: 'private' })
    expect(await unthanked('zhoulan', 'hq')).toEqual(['顾言'])
    await w.sql(`update thanks_notes set created_at = now() - interval '61 days'`)
    expect(await unthanked('zhoulan', 'hq')).toEqual(['王沐阳', '顾言'])
    for (const [login, seat] of [
      ['zhaomingyuan', 'store/tianyao'],
      ['sunli', 'hq'],
    ] as const)
      await expect(unthanked(login, seat)).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('a note changes', () => {
  const kept = () => ({ ...feedback, evidenceOn: month() })

  it('for a day, in its words alone, and is told when it becomes evidence', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), feedback)
    const change = (over: Fields = {}) =>
      w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
        changeNote(tx, actor, { id, topic: 'care', tone: 'praise', body: '更好', ...over }),
      )
    await change({ evidenceOn: month() })
    const note = await w.as('wangmuyang', 'me', tx => getNote(tx, id))
    expect(note).toMatchObject({ body: '更好', tone: 'praise', evidenceOn: month() })
    expect(note.changedAt).not.toBeNull()
    expect((await told('wangmuyang')).map(row => row.kind)).toEqual(['thanksFeedback', 'thanksKept'])
    expect(await reads('hejun', 'hq', id)).toBe(true)
    await w.sql(`update thanks_notes set created_at = now() - interval '25 hours'`)
    expect(await refusalOf(change())).toBe('thanks.tooLate')
  })

  it('not by anybody else', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), kept())
    const change = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) =>
        changeNote(tx, actor, { id, topic: 'care', tone: 'praise', body: 'x' }),
      )
    expect(await refusalOf(change('wangmuyang', 'me'))).toBe('input.notFound')
    expect(await refusalOf(change('zhoulan', 'hq'))).toBe('input.notFound')
  })

  it('no more once it is answered, and is answered once', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    const answer = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => answerNote(tx, actor, { id, body: '应该的' }))
    expect(await refusalOf(answer('zhoulan', 'hq'))).toBe('thanks.answered')
    await answer('wangmuyang', 'me')
    expect(await refusalOf(answer('wangmuyang', 'me'))).toBe('thanks.answered')
    expect(
      await refusalOf(
        w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
          changeNote(tx, actor, { id, topic: 'care', body: 'x', sight: 'shared' }),
        ),
      ),
    ).toBe('thanks.tooLate')
    expect((await told('zhaomingyuan')).map(row => row.kind)).toEqual(['thanksAnswered'])
    expect((await w.as('hejun', 'hq', tx => getNote(tx, id))).answer).toBe('应该的')
  })

  it('and is taken back at any time: nobody else reads it then, and the trail says that it was written', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), kept())
    await w.sql(`update thanks_notes set created_at = now() - interval '9 days'`)
    const withdraw = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => withdrawNote(tx, actor, { id }))
    expect(await refusalOf(withdraw('wangmuyang', 'me'))).toBe('input.notFound')
    await withdraw('zhaomingyuan', 'store/tianyao')
    expect(await readers(id)).toEqual(['zhaomingyuan'])
    expect(await refusalOf(withdraw('zhaomingyuan', 'store/tianyao'))).toBe('thanks.tooLate')
    expect(
      (
        await w.sql<{ action: string }>('select action from trail where entity_id = $1 order by id', [id])
      ).map(row => row.action),
    ).toEqual(['note.written', 'note.withdrawn'])
  })
})

describe('what is refused', () => {
  it.each<[string, Fields, string]>([
    ['thanks without saying who sees them', { sight: undefined }, 'thanks.sightMissing'],
    ['thanks for something to improve', { topic: 'improvement' }, 'thanks.topicOfFeedback'],
    ['feedback without a tone', { kind: 'feedback' }, 'thanks.toneMissing'],
    ['evidence for a month long ago', { ...feedback, evidenceOn: '2025-01-01' }, 'thanks.notKept'],
  ])('%s', async (_, over, code) => {
    expect(await refusalOf(write('zhaomingyuan', 'store/tianyao', number('wangmuyang'), over))).toBe(code)
  })

  it('evidence by somebody who does not assess', async () => {
    const over = { ...feedback, evidenceOn: month() }
    expect(await refusalOf(write('wangmuyang', 'me', w.users.zhaomingyuan, over))).toBe('thanks.notKept')
  })

  it('a flood: the fifth to one person in a day', async () => {
    for (let n = 0; n < 4; n++) await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    expect(await refusalOf(write('zhaomingyuan', 'store/tianyao', number('wangmuyang')))).toBe(
      'thanks.tooMany',
    )
    await w.sql(`update thanks_notes set created_at = now() - interval '25 hours'`)
    await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
  })

  it('what somebody with SQL at hand would try', async () => {
    const id = await write('zhaomingyuan', 'store/tianyao', number('wangmuyang'))
    const insert = (over: Record<string, string>) => {
      const row: Record<string, string> = {
        kind: `'thanks'`,
        topic: `'care'`,
        body: `'x'`,
        relation: `'manager'`,
        author_user_id: `'${w.users.wangmuyang}'`,
        author_name: `'x'`,
        author_role: `'employee'`,
        author_employee_id: `'${w.employees.wangmuyang.id}'`,
        receiver_user_id: `'${w.users.zhaomingyuan}'`,
        receiver_name: `'x'`,
        created_at: 'now()',
        ...over,
      }
      return `insert into thanks_notes (${Object.keys(row)}) values (${Object.values(row)})`
    }
    const tries = {
      'to a stranger': insert({ receiver_user_id: `'${w.users.fangjing}'` }),
      'as somebody else': insert({ author_user_id: `'${w.users.guyan}'` }),
      'in a part that is not theirs': insert({ relation: `'hr'` }),
      'before its time': insert({ created_at: `now() - interval '2 days'` }),
      "another's words": `update thanks_notes set body = 'x' where id = '${id}' returning id`,
      'who reads it': `update thanks_notes set readers = '{}' where id = '${id}'`,
      'an answer in their name': `insert into thanks_replies (note_id, author_user_id, author_name, body, created_at)
        values ('${id}', '${w.users.zhaomingyuan}', 'x', 'x', now())`,
    }
    for (const [name, statement] of Object.entries(tries)) {
      const worked = await w
        .as('wangmuyang', 'me', tx => tx.execute(sql.raw(statement)))
        .then(
          result => result.rows.length > 0 || statement.startsWith('insert'),
          () => false,
        )
      expect(worked, name).toBe(false)
    }
    await w.as('wangmuyang', 'me', tx => tx.execute(sql.raw(insert({}))))
  })
})

it('pages are told of a note by whom they belong to, and nobody who could not read it', async () => {
  const topics = (id: string) =>
    w
      .sql<{ login: string }>(
        `select distinct u.login from app.event_readers('note', $1) r join users u on u.id = r.user_id order by 1`,
        [id],
      )
      .then(rows => rows.map(row => row.login))
  const seat = ['zhaomingyuan', 'store/tianyao', number('wangmuyang')] as const
  expect(await topics(await write(...seat, feedback))).toEqual(['wangmuyang', 'zhaomingyuan'])
  expect(await topics(await write(...seat))).toEqual([
    'hejun',
    'qinchuan',
    'sunli',
    'wangmuyang',
    'xutinglan',
    'zhaomingyuan',
    'zhoulan',
  ])
})
