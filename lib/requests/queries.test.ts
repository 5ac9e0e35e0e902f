import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { getFrame } from '@/lib/account/queries'
import { askPerson } from '@/lib/asks/commands'
import { askPersonInput } from '@/lib/asks/input'
import { addDays } from '@/lib/clock'
import { renewFiles } from '@/lib/completeness/jobs'
import { giveCourse } from '@/lib/learning/commands'
import { resign } from '@/lib/leavings/commands'
import { resignInput } from '@/lib/leavings/input'
import { draftNotice, publishNotice, readNotice, signNotice, withdrawNotice } from '@/lib/notices/commands'
import { draftInput } from '@/lib/notices/input'
import { evaluateNotice } from '@/lib/notices/jobs'
import { readReport, submitReport } from '@/lib/reports/commands'
import { submitReportInput } from '@/lib/reports/input'
import { cancelTransfer, requestTransfer, tickHandOver } from '@/lib/transfers/commands'
import { learn, teach } from '@/test/courses'
import { dailyFacts, startDaily } from '@/test/reports'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { approveRequest, approveRequests, sendBackRequest, withdrawRequest } from './commands'
import { countTodo, listInbox } from './queries'

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

/** The list, which its two counts agree with. */
const todo = (login: Login, seat: SeatName): Promise<string[]> =>
  w.as(login, seat, async (tx, actor) => {
    const rows = await listInbox(tx, actor, 'todo')
    expect(await countTodo(tx, actor)).toBe(rows.length)
    expect((await getFrame(tx, actor)).open).toBe(rows.length)
    return rows.map(row => [row.subject, row.kind, row.employee ?? row.title].filter(Boolean).join(' '))
  })

const ask = (over: Partial<Parameters<typeof requestTransfer>[2]> = {}): Promise<string> =>
  w
    .as('liwanqing', 'me', (tx, actor) =>
      requestTransfer(tx, actor, {
        employee: w.employees.liwanqing.number,
        kind: 'dispatch',
        toUnitId: w.units.tianyao,
        effectiveOn: addDays(w.today, 3),
        endsOn: addDays(w.today, 100),
        reason: '希望就近驻店',
        consentBase: 'yes',
        ...over,
      }),
    )
    .then(result => result.number)
const signers: [Login, SeatName][] = [
  ['hejun', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
]
async function pass(number: string): Promise<void> {
  for (const [login, seat] of signers)
    await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
}

describe('the list of things to do, besides tasks and tickets', () => {
  it('has what the applicant got back, and so has the badge', async () => {
    const number = await ask()
    await w.as('hejun', 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '日期' }))
    expect(await todo('liwanqing', 'me')).toEqual(['transfer dispatch 李婉清'])
    expect(await todo('hejun', 'hq')).toEqual([])
  })

  it('has a notice until it is signed, or read where nobody has to sign, or gone', async () => {
    const issue = async (over: Record<string, unknown>): Promise<string> => {
      const { number } = await w.as('zhoulan', 'hq', (tx, actor) =>
        draftNotice(tx, actor, draftInput.parse({ body: '见附件', unitIds: w.units.tianyao, ...over })),
      )
      await w.as('zhoulan', 'hq', (tx, actor) => publishNotice(tx, actor, { number, revision: 1 }))
      const [row] = await w.sql<{ id: string }>('select id from notices where number = $1', [number])
      await enterService('job', tx => evaluateNotice(tx, row?.id ?? '', new Date()))
      return number
    }
    const rules = await issue({
      title: '食品安全制度',
      isMustRead: 'on',
      dueDays: '3',
      includesManagers: 'on',
    })
    const menu = await issue({ title: '新菜单' })
    const gone = await issue({ title: '作废' })
    expect(await todo('wangmuyang', 'me')).toEqual([
      'notice toSign 食品安全制度',
      'notice unread 新菜单',
      'notice unread 作废',
    ])
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual(['notice toSign 食品安全制度'])
    expect(await todo('guyan', 'me')).toEqual([])
    await w.as('wangmuyang', 'me', (tx, actor) => readNotice(tx, actor, { number: rules }))
    await w.as('wangmuyang', 'me', (tx, actor) => readNotice(tx, actor, { number: menu }))
    await w.as('zhoulan', 'hq', (tx, actor) =>
      withdrawNotice(tx, actor, { number: gone, revision: 2, reason: '发错' }),
    )
    expect(await todo('wangmuyang', 'me')).toEqual(['notice toSign 食品安全制度'])
    await w.as('wangmuyang', 'me', (tx, actor) => signNotice(tx, actor, { number: rules, version: 1 }))
    expect(await todo('wangmuyang', 'me')).toEqual([])
  })

  it('has a report for its author, and once it is given one line for whoever leads the unit', async () => {
    const over = { name: '门店日报', unitIds: w.units.tianyao }
    await startDaily(w, dailyFacts([{ kind: 'number', label: '客流' }], over))
    expect(await todo('wangmuyang', 'me')).toEqual([`report ${w.today} 门店日报`])
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([])
    const [report] = await w.sql<{ id: string; version: string }>(
      `select r.id, v.id as version from reports r join report_template_versions v on v.template_id = r.template_id`,
    )
    const reportId = report?.id ?? ''
    const input = submitReportInput.parse({ reportId, versionId: report?.version, 'a-f1': '12' })
    await w.as('wangmuyang', 'me', (tx, actor) => submitReport(tx, actor, input))
    expect(await todo('wangmuyang', 'me')).toEqual([])
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual(['reports'])
    expect(await todo('fangjing', 'store/nanxi')).toEqual([])
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => readReport(tx, actor, { reportId }))
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([])
  })

  it('has what HR asks for the file, for that person alone', async () => {
    await renewFiles(w.today)
    const input = askPersonInput.parse({
      number: w.employees.wangmuyang.number,
      items: ['photo'],
      dueOn: addDays(w.today, 7),
    })
    await w.as('zhoulan', 'hq', (tx, actor) => askPerson(tx, actor, input))
    expect(await todo('wangmuyang', 'me')).toEqual(['ask photo'])
    expect(await todo('guyan', 'me')).toEqual([])
    await w.sql('update file_asks set answered_at = now()')
    expect(await todo('wangmuyang', 'me')).toEqual([])
  })

  it('has a course until it is learnt, for that person alone', async () => {
    const course = await teach(w, '食品安全')
    const { number: employee } = w.employees.wangmuyang
    await w.as('zhoulan', 'hq', (tx, actor) =>
      giveCourse(tx, actor, { course, employee, dueOn: addDays(w.today, 7) }),
    )
    expect(await todo('wangmuyang', 'me')).toEqual(['course 食品安全'])
    expect(await todo('guyan', 'me')).toEqual([])
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([])
    await learn(w, 'wangmuyang', '食品安全')
    expect(await todo('wangmuyang', 'me')).toEqual([])
  })

  it('has a hand-over within a week, one line a request, for the side whose it is', async () => {
    const number = await ask()
    await pass(number)
    const line = 'handOver dispatch 李婉清'
    const seen = async (): Promise<Record<string, string[]>> => ({
      'her department': await todo('hejun', 'hq'),
      'the store': await todo('zhaomingyuan', 'store/tianyao'),
      HR: await todo('xutinglan', 'hq'),
      herself: await todo('liwanqing', 'me'),
      'another store': await todo('fangjing', 'store/nanxi'),
      'the region above': await todo('qinchuan', 'store/east'),
    })
    expect(await seen()).toEqual({
      'her department': [line],
      'the store': [line],
      HR: [line],
      herself: [line],
      'another store': [],
      'the region above': [],
    })
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      tickHandOver(tx, actor, { number, item: 'badgeAndUniform', done: 'yes' }),
    )
    // what can only be done on the first day is not asked for before it
    expect((await seen())['the store']).toEqual([])
    await w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '不去了' }))
    expect(Object.values(await seen()).flat()).toEqual([])
  })

  it('has nothing of a hand-over that is weeks away, or was over a month ago', async () => {
    await pass(await ask({ effectiveOn: addDays(w.today, 30) }))
    const shown = async (days: number): Promise<number> => {
      await w.sql('update hand_over_items set due_on = $1', [addDays(w.today, days)])
      return (await todo('zhaomingyuan', 'store/tianyao')).length
    }
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([])
    expect([await shown(8), await shown(7), await shown(-30), await shown(-31)]).toEqual([0, 1, 1, 0])
  })

  it('has what is left to do around a leaving: in the store without why, at headquarters and for the person', async () => {
    const { number } = await w.as('wangmuyang', 'me', (tx, actor) =>
      resign(tx, actor, resignInput.parse({ reason: 'family', lastOn: addDays(w.today, 30) })),
    )
    for (const login of ['hejun', 'zhoulan'] as const) {
      expect(await todo(login, 'hq')).toEqual(['leaving leave 王沐阳'])
      await w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
    }
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([])
    await w.sql('update leaving_items set due_on = $1', [addDays(w.today, 3)])
    // what is left to do is told apart from the decision about it
    const line = 'leavingHandOver leave 王沐阳'
    expect(await todo('zhaomingyuan', 'store/tianyao')).toEqual([line])
    expect(await todo('zhoulan', 'hq')).toEqual([line])
    expect(await todo('wangmuyang', 'me')).toEqual([line])
    expect(await todo('fangjing', 'store/nanxi')).toEqual([])
  })
})

describe('approving several at once', () => {
  const many = (login: Login, seat: SeatName, numbers: string[]) =>
    w
      .as(login, seat, (tx, actor) => approveRequests(tx, actor, { numbers }))
      .then(({ approved, refused }) => ({
        approved,
        refused: refused.map(one => `${one.number} ${one.failure.code}`),
      }))

  it('decides each by itself, names what it cannot, and leaves a row for each', async () => {
    const first = await ask({ endsOn: addDays(w.today, 40) })
    const second = await ask({ effectiveOn: addDays(w.today, 50), endsOn: addDays(w.today, 80) })
    const stopped = await ask({ effectiveOn: addDays(w.today, 85), endsOn: addDays(w.today, 120) })
    await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number: stopped }))
    expect(await many('hejun', 'hq', [second, stopped, first, second])).toEqual({
      approved: [first, second],
      refused: [`${stopped} workflow.alreadyFinished`],
    })
    const rows = await w.sql<{ number: string; name: string; trails: number }>(
      `select r.number, d.actor_name as name, (select count(*)::int from trail t where t.request_id = r.id and t.action = 'request.approved') as trails
       from decisions d join requests r on r.id = d.request_id where d.verb = 'approve' order by 1`,
    )
    expect(rows).toEqual([first, second].map(number => ({ number, name: '何骏', trails: 1 })))
    expect(await todo('zhaomingyuan', 'store/tianyao')).toHaveLength(2)
  })

  it('takes nobody’s own word, nor what is somebody else’s to decide, nor what nobody may see', async () => {
    const [number, other] = [await ask(), 'DG-2020-0001']
    expect(await many('zhoulan', 'hq', [number, other])).toEqual({
      approved: [],
      refused: [`${other} input.notFound`, `${number} workflow.notYours`],
    })
    expect(await refusalOf(many('liwanqing', 'me', [number]))).toBe('workflow.notUnseen')
    expect(await many('hejun', 'hq', [number])).toEqual({ approved: [number], refused: [] })
  })
})
