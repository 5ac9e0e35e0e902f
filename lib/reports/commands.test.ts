import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService, type Tx } from '@/db/client'
import { countDay, listBoard } from '@/lib/boards/queries'
import { addDays } from '@/lib/clock'
import { excuse, restToday, withdrawExcuse, workAfterAll } from '@/lib/excuses/commands'
import { changeTemplate, endTemplate, makeTemplate, startTemplate } from '@/lib/templates/commands'
import { changeTemplateInput, makeTemplateInput } from '@/lib/templates/input'
import type { Field } from '@/lib/templates/rules'
import { dailyFacts, startDaily } from '@/test/reports'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import {
  addPhoto,
  commentReport,
  nudgeReports,
  readAllReports,
  readReport,
  removePhoto,
  saveDraft,
  startReport,
  submitReport,
} from './commands'
import { submitReportInput } from './input'
import { callLate, escalateUnread, openReports, remindAuthors } from './jobs'
import { findReportPhoto, getReport, listOwnDue, listOwnReports } from './queries'

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

const fields: Partial<Field>[] = [
  { key: 'f1', kind: 'number', label: '客流', min: 0, max: 500, required: true },
  { key: 'f2', kind: 'text', label: '问题', required: false },
  { key: 'f3', kind: 'photo', label: '照片', most: 1, required: false },
]
type Fields = Record<string, unknown>
const facts = (over: Fields = {}): Fields => dailyFacts(fields, { name: '门店日报', ...over })
const template = (login: Login = 'zhoulan', seat: SeatName = 'hq', over: Fields = {}): Promise<string> =>
  startDaily(w, facts(over), login, seat)
const evaluate = (now = new Date()): Promise<number> => enterService('job', tx => openReports(tx, now))
const work = (step: (tx: Tx, now: Date) => Promise<number>, now: Date): Promise<number> =>
  enterService('job', tx => step(tx, now))
const owing = async (templateId: string): Promise<string[]> =>
  (
    await w.sql<{ name: string }>(
      `select name from reports where template_id = $1 and status = 'open' order by name collate "C"`,
      [templateId],
    )
  ).map(row => row.name)
async function reportOf(login: 'wangmuyang' | 'guyan' | 'liwanqing', templateId: string): Promise<string> {
  const [row] = await w.sql<{ id: string }>(
    'select id from reports where template_id = $1 and employee_id = $2 order by due_on desc limit 1',
    [templateId, w.employees[login].id],
  )
  return row?.id ?? ''
}
const versionOf = async (templateId: string, version = 1): Promise<string> =>
  (
    await w.sql<{ id: string }>(
      'select id from report_template_versions where template_id = $1 and version = $2',
      [templateId, version],
    )
  )[0]?.id ?? ''
async function submit(
  login: 'wangmuyang' | 'guyan' | 'liwanqing',
  templateId: string,
  answers: Fields = { 'a-f1': '120' },
): Promise<string> {
  const reportId = await reportOf(login, templateId)
  const versionId = await versionOf(templateId)
  const input = submitReportInput.parse({ reportId, versionId, ...answers })
  return (await w.as(login, 'me', (tx, actor) => submitReport(tx, actor, input))).id
}
const sees = (login: Login, seat: SeatName, id: string): Promise<string[]> =>
  w
    .as(login, seat, async tx => {
      const { rows } = await tx.execute<{ id: string }>(sql`select id from reports where id = ${id}`)
      return rows.map(row => row.id)
    })
    .catch(error => {
      if (String(error.cause ?? error).includes('permission denied')) return []
      throw error
    })
const told = async (login: Login): Promise<string[]> =>
  (
    await w.sql<{ kind: string }>('select kind from notifications where user_id = $1 order by id', [
      w.users[login],
    ])
  ).map(row => row.kind)
const read = (login: Login, seat: SeatName, reportId: string): Promise<void> =>
  w.as(login, seat, (tx, actor) => readReport(tx, actor, { reportId }))
const picture = (): File =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'shelf.png',
  )
/** Moves somebody to a store from today on, as the owner. */
async function move(who: 'wangmuyang' | 'liwanqing', to: 'tianyao' | 'nanxi'): Promise<void> {
  const { id } = w.employees[who]
  await w.sql('delete from assignments where employee_id = $1 and starts_on >= $2', [id, w.today])
  await w.sql(
    'update assignments set ends_on = $2 where employee_id = $1 and (ends_on is null or ends_on > $2)',
    [id, w.today],
  )
  await w.sql(
    'insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, $5)',
    [id, w.units[to], w.units.catering, w.positions.storeChef, w.today],
  )
}

describe('who owes a report', () => {
  it.each<[string, () => Fields, string[]]>([
    ['everybody', () => ({}), ['周岚', '李婉清', '王沐阳', '顾言']],
    ['a store', () => ({ unitIds: w.units.tianyao }), ['王沐阳']],
    ['a region', () => ({ unitIds: w.units.east }), ['王沐阳', '顾言']],
    ['a position', () => ({ positionIds: w.positions.chef }), ['李婉清']],
    [
      'a position in a store',
      () => ({ unitIds: w.units.nanxi, positionIds: w.positions.storeChef }),
      ['顾言'],
    ],
    ['nobody there', () => ({ unitIds: w.units.nanxi, positionIds: w.positions.clerk }), []],
  ])('of %s', async (_what, over, expected) => {
    const id = await template('zhoulan', 'hq', over())
    expect((await owing(id)).sort()).toEqual([...expected].sort())
    expect(await evaluate()).toBe(0)
    // the same rule from the side of one person
    const single = await w.sql<{ name: string }>(
      'select o.name from employees e cross join lateral app.reports_owed_by(e.id, now()) o where o.template_id = $1',
      [id],
    )
    expect(single.map(row => row.name).sort()).toEqual([...expected].sort())
  })

  it('is asked on its days of the week only, and within its dates', async () => {
    const other = ((new Date(`${w.today}T00:00:00Z`).getUTCDay() || 7) % 7) + 1
    expect(await owing(await template('zhoulan', 'hq', { weekdays: String(other) }))).toEqual([])
    const planned = await w.as('zhoulan', 'hq', async (tx, actor) => {
      const { id } = await makeTemplate(tx, actor, makeTemplateInput.parse(facts()))
      await startTemplate(tx, actor, { templateId: id, revision: 1, startsOn: addDays(w.today, 1) })
      return id
    })
    await evaluate()
    expect(await owing(planned)).toEqual([])
    const ended = await template()
    await w.as('zhoulan', 'hq', (tx, actor) =>
      endTemplate(tx, actor, { templateId: ended, revision: 2, endsOn: w.today }),
    )
    await evaluate()
    expect(await owing(ended)).toEqual([])
  })

  it('is looked at again: who moves owes it where they are now, who no longer belongs is let off', async () => {
    const [east, tianyao] = [
      await template('zhoulan', 'hq', { unitIds: w.units.east }),
      await template('zhaomingyuan', 'store/tianyao'),
    ]
    const id = await reportOf('wangmuyang', east)
    await move('wangmuyang', 'nanxi')
    await evaluate()
    expect(await sees('fangjing', 'store/nanxi', id)).toEqual([id])
    expect(await sees('zhaomingyuan', 'store/tianyao', id)).toEqual([])
    expect(await owing(tianyao)).toEqual([])
    await move('wangmuyang', 'tianyao')
    await evaluate()
    expect(await owing(tianyao)).toEqual(['王沐阳'])
  })

  it('need not wait for the worker, and nobody begins what is not theirs', async () => {
    const id = await template('zhoulan', 'hq', { unitIds: w.units.tianyao })
    await w.sql('delete from reports')
    const begin = (login: Login, dueOn = w.today) =>
      w.as(login, 'me', (tx, actor) => startReport(tx, actor, { templateId: id, dueOn }))
    const due = await w.as('wangmuyang', 'me', (tx, actor) => listOwnDue(tx, actor))
    expect(due.map(row => [row.template, row.id])).toEqual([['门店日报', null]])
    expect(await refusalOf(begin('guyan'))).toBe('reports.notOwed')
    expect(await refusalOf(begin('wangmuyang', addDays(w.today, 1)))).toBe('reports.notOwed')
    const started = await begin('wangmuyang')
    expect(await begin('wangmuyang')).toEqual(started)
    expect(await evaluate()).toBe(0)
  })

  it('once a week may be written within the week before', async () => {
    const day = addDays(w.today, 3)
    const weekday = String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)
    const id = await template('zhoulan', 'hq', { rhythm: 'weekly', weekdays: weekday })
    const due = await w.as('wangmuyang', 'me', (tx, actor) => listOwnDue(tx, actor))
    expect(due.map(row => row.dueOn)).toEqual([day])
    await w.as('wangmuyang', 'me', (tx, actor) => startReport(tx, actor, { templateId: id, dueOn: day }))
    await evaluate()
    expect(await owing(id)).toEqual(['王沐阳'])
  })
})

describe('writing', () => {
  it.each<[string, Fields, string]>([
    ['nothing', {}, 'reports.missing'],
    ['words for a number', { 'a-f1': '很多' }, 'reports.notANumber'],
    ['a number above the maximum', { 'a-f1': '501' }, 'reports.tooLarge'],
    ['a number below the minimum', { 'a-f1': '-1' }, 'reports.tooSmall'],
    ['decimals that were not asked', { 'a-f1': '1.5' }, 'reports.tooManyDecimals'],
  ])('refuses %s by the field', async (_what, answers, code) => {
    const id = await template()
    const attempt = submit('wangmuyang', id, answers)
    await attempt.catch(error => expect(error).toMatchObject({ field: 'a-f1', values: { label: '客流' } }))
    expect(await refusalOf(submit('wangmuyang', id, answers))).toBe(code)
  })

  it('keeps a draft for its author alone, and takes it away with the report', async () => {
    const id = await template()
    const reportId = await reportOf('wangmuyang', id)
    const versionId = await versionOf(id)
    await w.as('wangmuyang', 'me', (tx, actor) =>
      saveDraft(tx, actor, { reportId, versionId, answers: { f2: '空调坏了', f9: 'x' } }),
    )
    const own = await w.as('wangmuyang', 'me', (tx, actor) => getReport(tx, actor, reportId))
    expect(own.answers).toEqual({ f2: '空调坏了' })
    for (const [login, seat] of [
      ['zhaomingyuan', 'store/tianyao'],
      ['zhoulan', 'hq'],
      ['sunli', 'hq'],
    ] as const) {
      expect((await w.as(login, seat, (tx, actor) => getReport(tx, actor, reportId))).answers).toEqual({})
      await expect(
        w.as(login, seat, tx => tx.execute(sql`select answers from report_drafts`)),
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    await submit('wangmuyang', id)
    expect(await w.sql('select from report_drafts')).toEqual([])
    expect(await w.sql('select value::int as value from report_numbers')).toEqual([{ value: 120 }])
  })

  it('may be done anew until somebody has read it, and after it was due no more', async () => {
    const id = await template()
    const reportId = await submit('wangmuyang', id)
    await submit('wangmuyang', id, { 'a-f1': '130' })
    expect(await w.sql('select value::int as value from report_numbers')).toEqual([{ value: 130 }])
    await read('zhaomingyuan', 'store/tianyao', reportId)
    expect(await refusalOf(submit('wangmuyang', id))).toBe('reports.readAlready')
    const other = await submit('guyan', id)
    await w.sql(`update reports set due_at = now() - interval '1 minute' where id = $1`, [other])
    expect(await refusalOf(submit('guyan', id))).toBe('reports.pastDue')
  })

  it('is late after it was due, and counted once', async () => {
    const id = await template()
    await w.sql(`update reports set due_at = now() - interval '1 minute' where template_id = $1`, [id])
    await submit('wangmuyang', id)
    const counts = await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => countDay(tx, actor, w.today))
    expect(counts).toEqual({ all: 1, due: 0, missing: 0, submitted: 1, late: 1, excused: 0, unread: 1 })
    const { rows } = await w.as('wangmuyang', 'me', (tx, actor) => listOwnReports(tx, actor))
    expect(rows.map(row => row.standing)).toEqual(['late'])
  })

  it('keeps a photo at once, no more than asked, and for others once it is submitted', async () => {
    const id = await template()
    const reportId = await reportOf('wangmuyang', id)
    const add = () =>
      w.as('wangmuyang', 'me', (tx, actor) => addPhoto(tx, actor, { reportId, field: 'f3', file: picture() }))
    const photo = await add()
    expect(await refusalOf(add())).toBe('reports.tooManyPhotos')
    const seen = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => findReportPhoto(tx, actor, reportId, photo.id))
    expect(await seen('zhaomingyuan', 'store/tianyao')).toBeUndefined()
    expect(await seen('wangmuyang', 'me')).toMatchObject({ contentType: 'image/jpeg' })
    await submit('wangmuyang', id)
    expect(await seen('zhaomingyuan', 'store/tianyao')).toMatchObject({ contentType: 'image/jpeg' })
    expect(await seen('fangjing', 'store/nanxi')).toBeUndefined()
    expect(await seen('guyan', 'me')).toBeUndefined()
    expect(await seen('shaoning', 'hq')).toBeUndefined()
    await w.as('wangmuyang', 'me', (tx, actor) => removePhoto(tx, actor, { reportId, photoId: photo.id }))
    const text = new File(['<script>'], 'x.png')
    const wrong = w.as('wangmuyang', 'me', (tx, actor) =>
      addPhoto(tx, actor, { reportId, field: 'f3', file: text }),
    )
    expect(await refusalOf(wrong)).toBe('input.notAPhoto')
  })

  it('answers the version that it was drawn from, and stays readable when the template changes', async () => {
    const id = await template()
    const before = await submit('wangmuyang', id)
    const changed = fields.with(0, { ...fields[0], label: '进店人数' })
    await w.as('zhoulan', 'hq', (tx, actor) =>
      changeTemplate(
        tx,
        actor,
        changeTemplateInput.parse({
          templateId: id,
          revision: 2,
          ...dailyFacts(changed),
        }),
      ),
    )
    const label = async (reportId: string, login: Login, seat: SeatName) =>
      (await w.as(login, seat, (tx, actor) => getReport(tx, actor, reportId))).fields[0]?.label
    expect(await label(before, 'zhaomingyuan', 'store/tianyao')).toBe('客流')
    expect(await label(await reportOf('guyan', id), 'guyan', 'me')).toBe('进店人数')
    // the form of before may still be sent for a day
    await submit('guyan', id)
    await w.sql(
      `update report_template_versions set created_at = now() - interval '2 days' where template_id = $1`,
      [id],
    )
    expect(await refusalOf(submit('liwanqing', id))).toBe('reports.newVersion')
  })
})

describe('who reads', () => {
  it('the author, whoever leads the unit of that day, the head of their home, HR and executives', async () => {
    const id = await template()
    const report = await submit('wangmuyang', id)
    const seen: [Login, SeatName, boolean][] = [
      ['wangmuyang', 'me', true],
      ['guyan', 'me', false],
      ['liwanqing', 'me', false],
      ['zhaomingyuan', 'store/tianyao', true],
      ['fangjing', 'store/nanxi', false],
      ['qinchuan', 'store/east', true],
      ['qinchuan', 'store/tianyao', true],
      ['hejun', 'hq', true],
      ['zhoulan', 'hq', true],
      ['sunli', 'hq', true],
      ['yezhen', 'hq', false],
      ['shaoning', 'hq', false],
      ['gaoyuan', 'hq', false],
    ]
    for (const [login, seat, expected] of seen)
      expect([login, seat, await sees(login, seat, report)]).toEqual([login, seat, expected ? [report] : []])
  })

  it('the head of their home also what answers a manager’s own template, and reads what that asked', async () => {
    const own = await template('zhaomingyuan', 'store/tianyao', { unitIds: w.units.tianyao })
    const elsewhere = await template('qinchuan', 'store/nanxi', { unitIds: w.units.nanxi })
    const [report, other] = [await submit('wangmuyang', own), await submit('guyan', elsewhere)]
    await w.sql('update employees set home_unit_id = $1 where id = $2', [
      w.units.design,
      w.employees.guyan.id,
    ])
    const opened = (login: Login, seat: SeatName, id: string) =>
      w.as(login, seat, async (tx, actor) => {
        const { template, fields } = await getReport(tx, actor, id)
        return `${template} ${fields.length}`
      })
    expect(await opened('hejun', 'hq', report)).toBe('门店日报 3')
    expect(await refusalOf(opened('hejun', 'hq', other))).toBe('input.notFound')
    expect(await opened('zhoulan', 'hq', other)).toBe('门店日报 3')
    expect(await refusalOf(opened('fangjing', 'store/nanxi', report))).toBe('input.notFound')
  })

  it('and the same people are woken when something happens to it', async () => {
    const id = await template()
    const report = await submit('wangmuyang', id)
    const rows = await w.sql<{ login: string }>(
      `select distinct u.login from app.event_readers('report', $1) r join users u on u.id = r.user_id order by 1`,
      [report],
    )
    expect(rows.map(row => row.login)).toEqual([
      'hejun',
      'qinchuan',
      'sunli',
      'wangmuyang',
      'xutinglan',
      'zhaomingyuan',
      'zhoulan',
    ])
  })

  it('a store keeps what was reported in it, and gets nothing of what comes after', async () => {
    const id = await template()
    const before = await submit('wangmuyang', id)
    await w.sql(`update reports set due_on = due_on - 1, due_at = due_at - interval '1 day' where id = $1`, [
      before,
    ])
    await move('wangmuyang', 'nanxi')
    await evaluate()
    const after = await submit('wangmuyang', id)
    expect(await sees('zhaomingyuan', 'store/tianyao', before)).toEqual([before])
    expect(await sees('zhaomingyuan', 'store/tianyao', after)).toEqual([])
    expect(await sees('fangjing', 'store/nanxi', after)).toEqual([after])
    expect(await sees('fangjing', 'store/nanxi', before)).toEqual([])
  })

  it('who reads it first is noted, with when; an executive and the author leave no mark', async () => {
    const id = await template()
    const report = await submit('wangmuyang', id)
    expect(await refusalOf(read('sunli', 'hq', report))).toBe('reports.notYours')
    expect(await refusalOf(read('wangmuyang', 'me', report))).toBe('reports.notYours')
    expect(await refusalOf(read('fangjing', 'store/nanxi', report))).toBe('input.notFound')
    await read('zhaomingyuan', 'store/tianyao', report)
    await read('zhoulan', 'hq', report)
    const own = await w.as('wangmuyang', 'me', (tx, actor) => getReport(tx, actor, report))
    expect(own.readByName).toBe('赵明远')
  })

  it('a manager marks all of the own store, and of no other', async () => {
    const id = await template()
    const [one, other] = [await submit('wangmuyang', id), await submit('guyan', id)]
    const marked = await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) => readAllReports(tx, actor, {}))
    expect(marked).toEqual({ read: 1 })
    const unread = await w.sql<{ id: string }>(
      'select id from reports where read_at is null and submitted_at is not null',
    )
    expect(unread).toEqual([{ id: other }])
    expect(await refusalOf(w.as('zhoulan', 'hq', (tx, actor) => readAllReports(tx, actor, {})))).toBe(
      'reports.notYours',
    )
    expect(one).not.toBe(other)
  })

  it('no reader rewrites what was reported, and no author the mark, whatever the statement', async () => {
    const id = await template()
    const report = await submit('wangmuyang', id)
    const attempt = (login: Login, seat: SeatName, statement: string) =>
      w.as(login, seat, tx => tx.execute(sql.raw(`update reports set ${statement} where id = '${report}'`)))
    expect(await refusalOf(attempt('zhaomingyuan', 'store/tianyao', `answers = '{}'`))).toBe('input.refused')
    expect(await refusalOf(attempt('zhaomingyuan', 'store/tianyao', `unit_id = unit_id`))).toBe(
      'input.refused',
    )
    const other = await reportOf('guyan', id)
    const letOff = w.as('zhoulan', 'hq', tx =>
      tx.execute(sql`update reports set status = 'released' where id = ${other}`),
    )
    expect(await refusalOf(letOff)).toBe('reports.changed')
    expect(await refusalOf(attempt('wangmuyang', 'me', `read_at = now()`))).toBe('input.refused')
    await read('zhaomingyuan', 'store/tianyao', report)
    expect(await refusalOf(attempt('wangmuyang', 'me', `answers = '{}'`))).toBe('reports.changed')
    expect(await refusalOf(attempt('zhoulan', 'hq', `read_by_user_id = '${w.users.zhoulan}'`))).toBe(
      'reports.changed',
    )
  })

  it('both sides talk, and tell each other', async () => {
    const id = await template()
    const report = await submit('wangmuyang', id)
    const say = (login: Login, seat: SeatName) =>
      w.as(login, seat, (tx, actor) => commentReport(tx, actor, { reportId: report, body: '好' }))
    await say('wangmuyang', 'me')
    expect(await told('zhaomingyuan')).toEqual(['reportCommented'])
    await say('zhaomingyuan', 'store/tianyao')
    expect(await told('wangmuyang')).toEqual(['reportCommented'])
    expect(await refusalOf(say('fangjing', 'store/nanxi'))).toBe('input.notFound')
    expect(await refusalOf(say('sunli', 'hq'))).toBe('reports.notYours')
  })
})

describe('a day off', () => {
  const excuseOf = (login: Login, seat: SeatName, days = 0) =>
    w.as(login, seat, (tx, actor) =>
      excuse(tx, actor, {
        employee: w.employees.wangmuyang.number,
        kind: 'leave',
        reason: '事假',
        fromDay: addDays(w.today, days),
        toDay: addDays(w.today, days + 1),
      }),
    )

  it('is said by whoever leads them or by HR, with a reason, for today and for what comes', async () => {
    const id = await template()
    expect(await excuseOf('zhaomingyuan', 'store/tianyao')).toEqual({ days: 2 })
    expect(await owing(id)).not.toContain('王沐阳')
    expect(await told('wangmuyang')).toEqual(['reportExcused'])
    await evaluate(new Date(Date.now() + 86_400_000))
    const counts = await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      countDay(tx, actor, addDays(w.today, 1)),
    )
    expect(counts.excused).toBe(1)
    expect(await refusalOf(excuseOf('zhoulan', 'hq'))).toBe('reports.excusedAlready')
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      withdrawExcuse(tx, actor, { employee: w.employees.wangmuyang.number, onDay: w.today }),
    )
    expect(await owing(id)).toContain('王沐阳')
  })

  it.each<[Login, SeatName, number, string]>([
    ['fangjing', 'store/nanxi', 0, 'input.notFound'],
    ['sunli', 'hq', 0, 'reports.notYours'],
    ['wangmuyang', 'me', 0, 'reports.notYours'],
    ['zhaomingyuan', 'store/tianyao', -8, 'reports.daysOutside'],
    ['zhaomingyuan', 'store/tianyao', 31, 'reports.daysOutside'],
  ])('is not said by %s at %s for %d days on', async (login, seat, days, code) => {
    expect(await refusalOf(excuseOf(login, seat, days))).toBe(code)
  })

  it('may be said by oneself for today; the manager sees it, may overrule it, and a report given counts all the same', async () => {
    const id = await template()
    await w.as('wangmuyang', 'me', (tx, actor) => restToday(tx, actor, {}))
    expect(await told('zhaomingyuan')).toEqual(['reportRested'])
    const page = await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      listBoard(tx, actor, { list: 'day', day: w.today }),
    )
    expect(page.rows.map(row => [row.standing, row.excuse?.isOwn])).toEqual([['excused', true]])
    await w.as('wangmuyang', 'me', (tx, actor) => workAfterAll(tx, actor, {}))
    expect(await owing(id)).toContain('王沐阳')
    await w.as('wangmuyang', 'me', (tx, actor) => restToday(tx, actor, {}))
    await w.as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
      withdrawExcuse(tx, actor, { employee: w.employees.wangmuyang.number, onDay: w.today }),
    )
    expect(await told('wangmuyang')).toEqual(['reportExcuseEnded'])
    await w.as('wangmuyang', 'me', (tx, actor) => restToday(tx, actor, {}))
    await submit('wangmuyang', id)
    expect(await w.sql(`select status from reports where status = 'submitted'`)).toHaveLength(1)
  })

  it('of somebody else’s making is not taken back by the person', async () => {
    await template()
    await excuseOf('zhaomingyuan', 'store/tianyao')
    const back = w.as('wangmuyang', 'me', (tx, actor) => workAfterAll(tx, actor, {}))
    expect(await refusalOf(back)).toBe('input.notFound')
  })
})

describe('the worker', () => {
  const later = (hours: number): Date => new Date(Date.now() + hours * 3_600_000)
  const soon = (minutes: number) =>
    w.sql(
      `update reports set due_at = now() + $1 * interval '1 minute', remind_at = now() + ($1 - 60) * interval '1 minute'`,
      [minutes],
    )

  it('reminds each author once, before it is due and not of what is given', async () => {
    const id = await template('zhoulan', 'hq', { unitIds: w.units.east })
    await submit('guyan', id)
    await soon(90)
    expect(await work(remindAuthors, new Date())).toBe(0)
    await soon(30)
    expect(await work(remindAuthors, new Date())).toBe(1)
    expect(await work(remindAuthors, new Date())).toBe(0)
    expect(await told('wangmuyang')).toEqual(['reportDue'])
    expect(await told('guyan')).toEqual([])
  })

  it('says that one is late to the author and, once for a store, to whoever leads it', async () => {
    await move('liwanqing', 'tianyao')
    await template('zhoulan', 'hq', { unitIds: w.units.tianyao })
    await soon(-5)
    expect(await work(callLate, new Date())).toBe(2)
    expect(await work(callLate, new Date())).toBe(0)
    expect(await told('wangmuyang')).toEqual(['reportLate'])
    expect(await told('zhaomingyuan')).toEqual(['reportsLate'])
    const [news] = await w.sql<{ values: { count: string } }>(
      'select values from notifications where user_id = $1',
      [w.users.zhaomingyuan],
    )
    expect(news?.values.count).toBe('2')
  })

  it('does not tell of what was due while it was away for days', async () => {
    await template('zhoulan', 'hq', { unitIds: w.units.tianyao })
    await soon(-3 * 24 * 60)
    expect(await work(callLate, new Date())).toBe(1)
    expect(await told('wangmuyang')).toEqual([])
  })

  it('takes what nobody read for a day one level up, once', async () => {
    const id = await template('zhoulan', 'hq', { unitIds: w.units.tianyao })
    await submit('wangmuyang', id)
    expect(await work(escalateUnread, later(23))).toBe(0)
    expect(await work(escalateUnread, later(25))).toBe(1)
    expect(await work(escalateUnread, later(26))).toBe(0)
    expect(await told('qinchuan')).toEqual(['reportsUnread'])
    expect(await told('zhaomingyuan')).toEqual([])
  })

  it('takes it to the contact at headquarters where nobody is above, and to nobody when it was read', async () => {
    await w.sql('delete from role_grants where user_id = $1', [w.users.qinchuan])
    const id = await template('zhoulan', 'hq', { unitIds: w.units.east })
    await submit('wangmuyang', id)
    await read('fangjing', 'store/nanxi', await submit('guyan', id))
    expect(await work(escalateUnread, later(25))).toBe(1)
    expect(await told('zhoulan')).toEqual(['reportsUnread'])
  })

  it('lets a reader ask again after two hours, and never for what is given', async () => {
    const id = await template('zhoulan', 'hq', { unitIds: w.units.east })
    await submit('guyan', id)
    const ask = (login: Login, seat: SeatName, input = {}) =>
      w.as(login, seat, (tx, actor) => nudgeReports(tx, actor, input))
    expect(await ask('zhaomingyuan', 'store/tianyao')).toEqual({ nudged: 1 })
    expect(await told('wangmuyang')).toEqual(['reportNudged'])
    expect(await refusalOf(ask('zhaomingyuan', 'store/tianyao'))).toBe('reports.nudgedAlready')
    await w.sql(`update reports set nudged_at = now() - interval '3 hours'`)
    expect(await ask('zhoulan', 'hq', { unitId: w.units.east })).toEqual({ nudged: 1 })
    expect(await refusalOf(ask('zhoulan', 'hq'))).toBe('reports.notYours')
    expect(await refusalOf(ask('fangjing', 'store/nanxi'))).toBe('reports.nudgedAlready')
    expect(await refusalOf(ask('sunli', 'hq', { unitId: w.units.east }))).toBe('reports.notYours')
  })
})
