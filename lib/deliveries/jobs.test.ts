import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { changeSettings } from '@/env'
import { type MailSink, startMailSink } from '@/test/mail-sink'
import { type Login, type World, world } from '@/test/world'
import type { Clock } from '../clock'
import { closeMail } from '../mail'
import { email } from '../notifications/channels/email'
import { planDeliveries } from '../notifications/jobs'
import { type NotificationKind, notify } from '../notify'
import { sendDue, startSenders } from './jobs'
import { mostLosses, mostTries, sideBySide } from './rules'

/** 2026-11-24 10:00 in Shanghai, a Tuesday; moved by the tests. */
const morning = new Date('2026-11-24T02:00:00Z')
const clock: Clock & { at: Date } = { at: morning, now: () => clock.at }
const later = (minutes: number): void => {
  clock.at = new Date(clock.at.getTime() + minutes * 60_000)
}

let w: World
let sink: MailSink
beforeEach(async () => {
  await w?.close()
  await stopSink()
  w = await world()
  sink = await startMailSink()
  changeSettings({ SMTP_URL: sink.url, MAIL_FROM: 'Outpost <hr@outpost.example>' })
  clock.at = morning
  await confirm('liwanqing')
})
afterAll(async () => {
  await stopSink()
  changeSettings({ SMTP_URL: undefined, MAIL_FROM: undefined })
  await w.close()
  await closePools()
})

async function stopSink(): Promise<void> {
  closeMail()
  await sink?.close()
}

const addressOf = (login: Login): string => `${login}@example.com`
const confirm = (login: Login): Promise<unknown> =>
  w.sql('insert into mail_addresses (user_id, address, confirmed_at) values ($1, $2, now())', [
    w.users[login],
    addressOf(login),
  ])
const choose = (login: Login, over: Record<string, unknown>): Promise<unknown> => {
  const row = {
    email_groups: ['todo', 'requests', 'tickets', 'notices'],
    push_groups: [],
    rhythm: 'at_once',
    digest_hour: 9,
    digest_weekday: 1,
    quiet_from: null,
    quiet_to: null,
    ...over,
  }
  return w.sql(
    `insert into notification_choices (user_id, changed_at, ${Object.keys(row).join(', ')})
     values ($1, now(), ${Object.keys(row)
       .map((_, n) => `$${n + 2}`)
       .join(', ')})`,
    [w.users[login], ...Object.values(row)],
  )
}

async function tell(
  logins: Login[],
  kind: NotificationKind = 'requestApproved',
  values: Record<string, string> = { subject: 'DG-2026-0417 李婉清', date: '2026-12-01' },
  path = 'requests/DG-2026-0417',
): Promise<void> {
  await enterService('job', tx =>
    notify(
      tx,
      { userId: null, now: clock.at },
      logins.map(login => w.users[login]),
      kind,
      values,
      path,
    ),
  )
  const rows = await w.sql<{ id: string }>(
    'select id from notifications n where not exists (select from deliveries d where d.notification_id = n.id)',
  )
  await planDeliveries(
    rows.map(row => row.id),
    clock.at,
  )
}
const send = (): Promise<number> => sendDue(email, clock)
const states = (): Promise<{ state: string; attempts: number; reason: string }[]> =>
  w.sql(`select state, attempts, reason from deliveries where channel = 'email' order by id`)

describe('a mail', () => {
  it('goes to whoever confirmed an address, says a title and a link, and not why or how much', async () => {
    await tell(['liwanqing', 'wangmuyang'], 'requestRejected', {
      subject: 'DG-2026-0417 李婉清',
      actor: '何骏',
      reason: '绩效未达标，工资 8000',
    })
    expect(await send()).toBe(1)
    const [mail] = sink.mails
    expect(sink.mails).toHaveLength(1)
    expect(mail?.to).toEqual([addressOf('liwanqing')])
    expect(mail?.subject).toBe('DG-2026-0417 李婉清 已被驳回')
    expect(mail?.text).toContain('http://localhost:3000/open/requests/DG-2026-0417')
    expect(mail?.html).toContain('href="http://localhost:3000/open/requests/DG-2026-0417"')
    expect(mail?.raw).not.toMatch(/8000/)
    expect(mail?.text).not.toContain('绩效')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('list-unsubscribe')).toMatch(
      /^<http:\/\/localhost:3000\/api\/mail\/stop\/[\w-]+\.requests\.[\w-]{43}>$/,
    )
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(await states()).toEqual([{ state: 'sent', attempts: 1, reason: '' }])
    expect(await w.sql(`select state from deliveries where channel = 'in_app'`)).toHaveLength(2)
  })

  it("is in the reader's language, and for somebody who left there is none", async () => {
    await w.sql(`update users set locale = 'en' where login = 'liwanqing'`)
    await tell(['liwanqing'])
    await send()
    expect(sink.mails[0]?.subject).toBe('DG-2026-0417 李婉清 was approved')
    expect(sink.mails[0]?.html).toContain('<html lang="en">')
    await w.sql(`update users set disabled_at = now() where login = 'liwanqing'`)
    await tell(['liwanqing'])
    expect(await send()).toBe(0)
  })

  it('carries no header and no markup that somebody wrote into a title', async () => {
    const hostile = '餐具\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script>\u202egnp.exe'
    await tell(['liwanqing'], 'noticePublished', { subject: hostile, actor: '周岚' })
    await send()
    const [mail] = sink.mails
    expect(mail?.to).toEqual([addressOf('liwanqing')])
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.subject).toBe('新通知：餐具 Bcc: everybody@example.com <script>alert(1)</script>gnp.exe')
    expect(mail?.html).not.toContain('<script')
    expect(mail?.html).toContain('&#60;script&#62;')
  })

  it('is not sent any more when it was read in Outpost, unsubscribed, or the address given up', async () => {
    await tell(['liwanqing'])
    await w.sql('update notifications set read_at = now()')
    await send()
    await tell(['liwanqing'])
    await choose('liwanqing', { email_groups: ['todo'] })
    await send()
    await w.sql('delete from notification_choices')
    await tell(['liwanqing'])
    await w.sql('delete from mail_addresses')
    await send()
    expect(sink.mails).toEqual([])
    expect((await states()).map(row => [row.state, row.reason])).toEqual([
      ['skipped', 'read'],
      ['skipped', 'unsubscribed'],
      ['skipped', 'no address'],
    ])
  })

  it('never goes to an address that nobody confirmed', async () => {
    await w.sql(
      `update mail_addresses set address = null, confirmed_at = null, pending_address = 'stranger@example.com', pending_id = gen_random_uuid()`,
    )
    await tell(['liwanqing'])
    expect(await states()).toEqual([])
    expect(await send()).toBe(0)
  })

  it('is old news when nobody sent it for days', async () => {
    await tell(['liwanqing'])
    later(4 * 24 * 60)
    await send()
    expect(await states()).toEqual([{ state: 'skipped', attempts: 1, reason: 'stale' }])
  })
})

describe('quiet hours and digests', () => {
  it('hold what comes at night, and send it in the morning as one mail of what is still unread', async () => {
    clock.at = new Date('2026-11-24T15:00:00Z') // 23:00 in Shanghai
    for (const n of ['1', '2', '3']) {
      await tell(
        ['liwanqing'],
        'requestCommented',
        { subject: `DG-2026-000${n}`, actor: '何骏', text: 'x' },
        `requests/DG-2026-000${n}`,
      )
    }
    await tell(['liwanqing'], 'taskOverdue', { subject: 'DG-2026-0009' }, 'requests/DG-2026-0009')
    await send()
    expect(sink.mails.map(mail => mail.subject)).toEqual(['DG-2026-0009 已超过处理时限'])
    await w.sql(`update notifications set read_at = now() where path like '%0002'`)
    clock.at = new Date('2026-11-24T23:59:59Z')
    await send()
    expect(sink.mails).toHaveLength(1)
    clock.at = new Date('2026-11-25T00:00:00Z')
    await send()
    const [, digest] = sink.mails
    expect(sink.mails).toHaveLength(2)
    expect(digest?.subject).toBe('2 条未读通知')
    expect(digest?.text).toContain('DG-2026-0001 有新评论\nhttp://localhost:3000/open/requests/DG-2026-0001')
    expect(digest?.text).toContain('DG-2026-0003 有新评论')
    expect(digest?.text).not.toContain('DG-2026-0002')
    expect((await states()).map(row => row.state).sort()).toEqual(['sent', 'sent', 'sent', 'skipped'])
  })

  it('are in the zone of the unit where the reader works', async () => {
    await w.sql(`update units set zone = 'Europe/London' where code = 'catering'`)
    clock.at = new Date('2026-10-24T22:00:00Z') // 23:00 in London; clocks go back in that night
    await tell(['liwanqing'])
    const [row] = await w.sql<{ due: Date }>(`select due_at as due from deliveries where channel = 'email'`)
    expect(row?.due).toEqual(new Date('2026-10-25T08:00:00Z'))
  })

  it('gather a week, list thirty and count the rest', async () => {
    await choose('liwanqing', { rhythm: 'weekly' })
    for (let n = 0; n < 33; n++)
      await tell(['liwanqing'], 'requestApproved', { subject: `DG-${n}`, date: 'x' }, `requests/DG-${n}`)
    clock.at = new Date('2026-11-30T01:00:00Z') // Monday 09:00
    while ((await send()) > 0);
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]?.subject).toBe('33 条未读通知')
    expect(sink.mails[0]?.text).toContain('DG-29 已通过')
    expect(sink.mails[0]?.text).not.toContain('DG-30 已通过')
    expect(sink.mails[0]?.text).toContain('还有 3 条')
  })
})

describe('a mail server', () => {
  it('that asks to come back later is asked again with a growing pause, under the same Message-ID', async () => {
    let busy = 2
    sink.refuse.recipient = () => (busy-- > 0 ? 450 : undefined)
    await tell(['liwanqing'])
    await send()
    expect(await states()).toEqual([{ state: 'waiting', attempts: 1, reason: 'EENVELOPE 450' }])
    expect(await send()).toBe(0)
    later(2)
    await send()
    expect(await send()).toBe(0)
    later(6)
    await send()
    expect(await states()).toEqual([{ state: 'sent', attempts: 3, reason: '' }])
    expect(sink.mails).toHaveLength(1)
  })

  it('that refuses for good, the recipient or the content, is believed at once', async () => {
    sink.refuse.recipient = () => 550
    await tell(['liwanqing'])
    await send()
    sink.refuse = { content: () => 554 }
    await tell(['liwanqing'])
    await send()
    expect(await states()).toEqual([
      { state: 'dead', attempts: 1, reason: 'smtp 550' },
      { state: 'dead', attempts: 1, reason: 'smtp 554' },
    ])
  })

  it('that is away is tried a bounded number of times, and keeps no other mail back for ever', async () => {
    await tell(['liwanqing'])
    await sink.close()
    for (let n = 0; n < mostTries; n++) {
      await send()
      later(8 * 60)
    }
    expect(await states()).toEqual([{ state: 'dead', attempts: mostTries, reason: 'ESOCKET' }])
    expect(await send()).toBe(0)
  }, 60_000)

  it('takes forty at a time, a few side by side, and each once however many workers ask', async () => {
    const people: Login[] = ['hejun', 'zhaomingyuan', 'fangjing', 'qinchuan', 'yezhen', 'guyan']
    for (const login of people) await confirm(login)
    for (let n = 0; n < 15; n++) await tell(people, 'requestApproved', { subject: `DG-${n}`, date: 'x' })
    const all = await Promise.all([send(), send(), send()])
    expect(all.reduce((a, b) => a + b)).toBe(90)
    expect(sink.mails).toHaveLength(90)
    expect(new Set(sink.mails.map(mail => mail.headers.get('message-id'))).size).toBe(90)
    expect(sink.connections).toBeLessThanOrEqual(4)
  }, 60_000)
})

describe('a worker that is lost', () => {
  it('leaves its lease behind; another sends the same mail under the same name', async () => {
    await tell(['liwanqing'])
    const dying = sendDue({ ...email, send: () => new Promise(() => undefined) }, clock)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await send()).toBe(0)
    later(6)
    expect(await send()).toBe(1)
    expect(sink.mails).toHaveLength(1)
    expect(await states()).toEqual([{ state: 'sent', attempts: 2, reason: '' }])
    void dying
  })

  it('and comes back after its lease can no longer say how it went, and sends nothing more', async () => {
    await tell(['liwanqing'])
    let wake: () => void = () => undefined
    const asleep = new Promise<void>(resolve => {
      wake = resolve
    })
    const first = sendDue(
      { ...email, send: () => asleep.then(() => Promise.reject(new Error('late'))) },
      clock,
    )
    await new Promise(resolve => setTimeout(resolve, 300))
    later(6)
    await send()
    wake()
    await first
    expect(await states()).toEqual([{ state: 'sent', attempts: 2, reason: '' }])
  })

  it('again and again by the same message is a message that is given up', async () => {
    await tell(['liwanqing'])
    await w.sql(
      `update deliveries set state = 'sending', attempts = $1, lease_token = gen_random_uuid(), lease_until = $2 where channel = 'email'`,
      [mostLosses, morning],
    )
    later(1)
    expect(await send()).toBe(0)
    expect(await states()).toEqual([{ state: 'dead', attempts: mostLosses, reason: 'worker lost' }])
  })

  it('again and again costs what it had not begun no try', async () => {
    const others: Login[] = ['wangmuyang', 'guyan', 'hejun', 'zhaomingyuan', 'fangjing']
    for (const login of others) await confirm(login)
    await tell(['liwanqing', ...others])
    const dying: Promise<number>[] = []
    for (let lost = 0; lost < mostTries; lost++) {
      dying.push(sendDue({ ...email, send: () => new Promise(() => undefined) }, clock))
      await new Promise(resolve => setTimeout(resolve, 300))
      later(6)
    }
    expect((await states()).map(one => one.attempts).sort()).toEqual([
      0,
      0,
      ...Array(sideBySide).fill(mostTries),
    ])
    expect(await send()).toBe(6)
    expect(new Set((await states()).map(one => one.state))).toEqual(new Set(['sent']))
    void dying
  })

  it('that is asked to leave gives back what it has not begun', async () => {
    const stopping = new AbortController()
    stopping.abort()
    await tell(['liwanqing'])
    await sendDue(email, clock, stopping.signal)
    expect(await states()).toEqual([{ state: 'waiting', attempts: 0, reason: '' }])
  })
})

describe('planning', () => {
  it('twice is planning once, and one row stands in the list whatever channels do', async () => {
    await tell(['liwanqing', 'hejun'])
    const ids = (await w.sql<{ id: string }>('select id from notifications')).map(row => row.id)
    await planDeliveries(ids, clock.at)
    await planDeliveries(ids, clock.at)
    expect(
      await w.sql(
        `select channel, count(*)::int as n from deliveries where channel in ('in_app', 'email') group by 1 order by 1`,
      ),
    ).toEqual([
      { channel: 'email', n: 1 },
      { channel: 'in_app', n: 2 },
    ])
  })

  it('writes no mail where there is no mail server', async () => {
    changeSettings({ SMTP_URL: undefined })
    await tell(['liwanqing'])
    expect(await states()).toEqual([])
  })

  it('of a notice to five thousand readers is a few statements', async () => {
    await w.sql(`insert into users (login, name) select 'many' || n, 'x' from generate_series(1, 5000) n`)
    await w.sql(
      `insert into mail_addresses (user_id, address, confirmed_at) select id, login || '@example.com', now() from users where login like 'many%'`,
    )
    await w.sql(
      `insert into notifications (user_id, kind, "values", path, created_at) select id, 'noticePublished', '{"subject":"x","actor":"y"}', 'notices/TZ-2026-0001', now() from users where login like 'many%'`,
    )
    const ids = (await w.sql<{ id: string }>('select id from notifications')).map(row => row.id)
    const since = Date.now()
    for (let from = 0; from < ids.length; from += 500)
      await planDeliveries(ids.slice(from, from + 500), clock.at)
    expect(Date.now() - since).toBeLessThan(10_000)
    expect(await w.sql(`select count(*)::int as n from deliveries where channel = 'email'`)).toEqual([
      { n: 5000 },
    ])
  }, 60_000)
})

it('the senders of a worker find what is due by themselves, and stop when asked', async () => {
  await w.sql(`update notifications set created_at = now()`)
  clock.at = new Date()
  await choose('liwanqing', { quiet_from: null, quiet_to: null })
  await tell(['liwanqing'])
  const senders = startSenders()
  for (let tries = 0; tries < 100 && sink.mails.length === 0; tries++)
    await new Promise(resolve => setTimeout(resolve, 50))
  await senders.stop()
  expect(sink.mails).toHaveLength(1)
  const { rows } = await enterService('job', tx =>
    tx.execute(sql`select count(*)::int as n from deliveries where state = 'sending'`),
  )
  expect(rows).toEqual([{ n: 0 }])
})
