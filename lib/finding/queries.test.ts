import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { addCategory } from '@/lib/categories/commands'
import { addDays } from '@/lib/clock'
import { draftNotice, publishNotice, reviseNotice, withdrawNotice } from '@/lib/notices/commands'
import { draftInput, reviseInput } from '@/lib/notices/input'
import { answerTicket, mergeTicket, noteTicket, openTicket } from '@/lib/tickets/commands'
import { addCategoryInput } from '@/lib/tickets/input'
import { listBoard, listTickets } from '@/lib/tickets/queries'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { type FoundRow, findTexts } from './queries'

let w: World
let category: string
const open: World[] = []
beforeEach(async () => {
  w = await world()
  open.push(w)
  category = await w.as('zhoulan', 'hq', async (tx, actor) => {
    const fields = { name: '设备报修', nameEn: 'x', routing: 'store', priority: 'normal', hours: '8' }
    return (await addCategory(tx, actor, addCategoryInput.parse(fields))).id
  })
})
afterAll(async () => {
  await Promise.all(open.map(one => one.close()))
  await closePools()
})

const report = (title: string, body: string, login: Login = 'wangmuyang', store = w.units.tianyao) =>
  w
    .as(login, 'me', (tx, actor) =>
      openTicket(tx, actor, { categoryId: category, title, body, storeId: store, files: [] }),
    )
    .then(ticket => ticket.number)
const note = (number: string, body: string) =>
  w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => noteTicket(tx, actor, { number, body, mentions: [] }))
const page = (login: Login, seat: SeatName, q: string, more: { after?: string } = {}, size?: number) =>
  w.as(login, seat, (tx, actor) => findTexts(tx, actor, { q, ...more }, size))
const find = (login: Login, seat: SeatName, q: string): Promise<FoundRow[]> =>
  page(login, seat, q).then(found => found.rows)
const keys = async (login: Login, seat: SeatName, q: string): Promise<string[]> =>
  (await find(login, seat, q)).map(row => row.key)
const marked = (row: FoundRow | undefined): string =>
  (row?.excerpt ?? []).map(piece => (piece.isHit ? `[${piece.text}]` : piece.text)).join('')

const everybody: [Login, SeatName][] = [
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
  ['hejun', 'hq'],
  ['yezhen', 'hq'],
  ['shaoning', 'hq'],
  ['gaoyuan', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['qinchuan', 'store/east'],
  ['fangjing', 'store/nanxi'],
  ['wangmuyang', 'me'],
  ['guyan', 'me'],
]
async function finders(q: string): Promise<string[]> {
  const found: string[] = []
  for (const [login, seat] of everybody) if ((await keys(login, seat, q)).length > 0) found.push(login)
  return found
}

describe('words', () => {
  it.each([
    ['制冷', 'two characters in the middle of a title'],
    ['冰箱 停机', 'several, in any order, in title and text'],
    ['ab-12', 'Latin letters and digits, whatever their width and case'],
    ['100%', 'with a sign that is a wildcard elsewhere'],
    ['_\\', 'of such signs alone'],
    [`"'引号`, 'with quotes'],
    ['👍🏻', 'an emoji of two code points'],
    ['20m2', 'spelled otherwise: ㎡'],
    ['\u202e制\u200b冷', 'with marks that cannot be seen'],
  ])('%s: %s', async typed => {
    const number = await report('冰箱不制冷', `停机了，型号 ＡＢ－１２ 100%_\\ "'引号' 👍🏻 20㎡`)
    expect(await keys('wangmuyang', 'me', typed)).toEqual([number])
  })

  it.each([
    '冷制',
    '冰箱 没有',
    '1000%',
    '制_冷',
    '制%冷',
    '冷',
    '',
    '  ',
    '%',
    "' or 1=1 --",
    '{}',
    '\u0000',
  ])('%j finds nothing', async typed => {
    await report('冰箱不制冷', '停机了，型号 ＡＢ－１２ 100%')
    expect(await keys('wangmuyang', 'me', typed)).toEqual([])
  })

  it('a ticket by its number', async () => {
    const number = await report('冰箱不制冷', '停机')
    expect(await keys('wangmuyang', 'me', number.toLowerCase())).toEqual([number])
  })
})

describe('tickets', () => {
  it('are found by whoever may read them', async () => {
    await report('冰箱不制冷', '停机')
    expect(await finders('冰箱')).toEqual([
      'zhoulan',
      'sunli',
      'shaoning',
      'zhaomingyuan',
      'qinchuan',
      'wangmuyang',
    ])
  })

  it('are found by what was answered, and say where the words stand', async () => {
    const number = await report('冰箱不制冷', '停机')
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      answerTicket(tx, actor, { number, body: '压缩机已经更换', files: [] }),
    )
    const [row] = await find('wangmuyang', 'me', '压缩机')
    expect(row).toMatchObject({ key: number, title: '冰箱不制冷', by: '赵明远', isInternal: false })
    expect(marked(row)).toBe('[压缩机]已经更换')
  })

  it('internal notes are found by those who deal with it, never by its author in whatever seat', async () => {
    const number = await report('冰箱不制冷', '停机')
    await note(number, '供应商拖欠货款')
    expect(await finders('拖欠')).toEqual(['zhoulan', 'zhaomingyuan', 'qinchuan'])
    const [row] = await find('zhoulan', 'hq', '拖欠')
    expect(row).toMatchObject({ isInternal: true, by: '赵明远' })
    await w.sql(
      `insert into role_grants (user_id, role, unit_id, starts_on) values ($1, 'manager', $2, '2024-01-01')`,
      [w.users.wangmuyang, w.units.tianyao],
    )
    expect(await keys('wangmuyang', 'store/tianyao', '拖欠')).toEqual([])
    expect(await keys('wangmuyang', 'store/tianyao', '冰箱')).toEqual([number])
  })

  it('that were merged say into which', async () => {
    const into = await report('冰箱不制冷', '停机')
    const duplicate = await report('冰箱坏了', '又停了')
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      mergeTicket(tx, actor, { number: duplicate, into }),
    )
    const rows = await find('wangmuyang', 'me', '坏了')
    expect(rows.map(row => [row.key, row.mergedInto])).toContainEqual([duplicate, into])
  })

  it('come page after page, newest first, none twice and none left out', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 7; n++) numbers.push(await report(`冰箱 ${n}`, '停机'))
    const seen: string[] = []
    let after: string | undefined
    do {
      const found = await page('zhoulan', 'hq', '冰箱', after ? { after } : {}, 3)
      seen.push(...found.rows.map(row => row.key))
      after = found.next
    } while (after)
    expect(seen).toEqual(numbers.reverse())
  })

  it('are listed and put on the board by the same words, and by the start of their number', async () => {
    const number = await report('冰箱不制冷', '压缩机异响')
    await report('门锁坏了', '打不开')
    const list = (q: string) =>
      w
        .as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
          listTickets(tx, actor, { tab: 'all', scope: 'all', q }),
        )
        .then(found => found.rows.map(row => row.number))
    expect(await list('压缩机')).toEqual([number])
    expect(await list(number)).toEqual([number])
    expect(await list('没有的')).toEqual([])
    const board = await w.as('zhoulan', 'hq', (tx, actor) =>
      listBoard(tx, actor, { scope: 'all', q: '压缩机' }),
    )
    expect(board.flatMap(column => column.rows.map(row => row.number))).toEqual([number])
  })
})

describe('notices', () => {
  const words = { title: '食品安全制度', body: '第一条 洗手消毒', unitIds: '' }
  const draft = (over: Record<string, unknown> = {}) =>
    w
      .as('zhoulan', 'hq', (tx, actor) =>
        draftNotice(
          tx,
          actor,
          draftInput.parse({ ...words, unitIds: w.units.tianyao, includesManagers: 'on', ...over }),
        ),
      )
      .then(answer => answer.number)
  const publish = (number: string, publishAt?: Date) =>
    w.as('zhoulan', 'hq', (tx, actor) => publishNotice(tx, actor, { number, revision: 1, publishAt }))

  it('are found by their audience once published, and by those who watch', async () => {
    const number = await draft()
    const watchers = ['zhoulan', 'sunli', 'shaoning']
    expect(await finders('消毒')).toEqual(watchers)
    await publish(number, new Date(Date.now() + 3_600_000))
    expect(await finders('消毒')).toEqual(watchers)
    await w.sql(`update notices set publish_at = now() - interval '1 minute'`)
    expect(await finders('消毒')).toEqual([...watchers, 'zhaomingyuan', 'wangmuyang'])
  })

  it('are found in the version in force, and no more once withdrawn', async () => {
    const number = await draft()
    await publish(number)
    const revise = { number, revision: 2, title: '食品安全制度', body: '第一条 戴口罩', changeNote: 'x' }
    await w.as('zhoulan', 'hq', (tx, actor) => reviseNotice(tx, actor, reviseInput.parse(revise)))
    expect(await keys('wangmuyang', 'me', '消毒')).toEqual([])
    expect(await keys('wangmuyang', 'me', '口罩')).toEqual([number])
    await w.as('zhoulan', 'hq', (tx, actor) =>
      withdrawNotice(tx, actor, { number, revision: 3, reason: '过时' }),
    )
    expect(await finders('口罩')).toEqual([])
  })
})

describe('work reports', () => {
  it('are found by their author and by those who read them, once they are given', async () => {
    const [template] = await w.sql<{ id: string }>(
      `insert into report_templates (name, author_user_id, author_name, author_role, unit_id, reached_unit_ids, rhythm, weekdays, due_time,
         remind_minutes, starts_on, created_at)
       values ('日报', $1, '周岚', 'hr', $2, $3, 'daily', '{1,2,3,4,5,6,7}', '21:00', 0, '2024-01-01', now()) returning id`,
      [w.users.zhoulan, w.units.hq, [w.units.hq]],
    )
    const [version] = await w.sql<{ id: string }>(
      `insert into report_template_versions (template_id, version, fields, author_user_id, author_name, created_at)
       values ($1, 1, '[]', $2, '周岚', now()) returning id`,
      [template?.id, w.users.zhoulan],
    )
    await w.sql(
      `insert into reports (template_id, employee_id, user_id, unit_id, name, number, unit_name, position_name, due_on, due_at, remind_at)
       values ($1, $2, $3, $4, '王沐阳', 'E00003', '天钥店', '厨师', $5, now(), now())`,
      [template?.id, w.employees.wangmuyang.id, w.users.wangmuyang, w.units.tianyao, addDays(w.today, 0)],
    )
    expect(await finders('客流')).toEqual([])
    await w.sql(
      `update reports set status = 'submitted', version_id = $1, submitted_at = now(), answers = $2::jsonb`,
      [version?.id, JSON.stringify({ f1: '周末客流翻倍', f2: ['缺货'], f3: '12' })],
    )
    expect(await finders('客流')).toEqual([
      'zhoulan',
      'sunli',
      'hejun',
      'zhaomingyuan',
      'qinchuan',
      'wangmuyang',
    ])
    const [row] = await find('zhaomingyuan', 'store/tianyao', '客流 缺货')
    expect(row).toMatchObject({ title: '日报', by: '王沐阳' })
    expect(marked(row)).toBe('周末[客流]翻倍 · [缺货] · 12')
  })
})
