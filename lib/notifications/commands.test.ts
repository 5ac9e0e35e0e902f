import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { changeSettings } from '@/env'
import { type MailSink, startMailSink } from '@/test/mail-sink'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { dropDeliveries, retryDeliveries } from '../deliveries/commands'
import { listChannelStates, listDeadLetters } from '../deliveries/queries'
import { closeMail } from '../mail'
import { signed } from '../signed'
import {
  askAddress,
  chooseChannels,
  confirmAddress,
  dropAddress,
  markRead,
  markUnread,
  stopMail,
} from './commands'
import { choicesInput, unreadInput } from './input'
import { askAddressJob } from './jobs'
import { findAddress, findChoices, getChannels, listNotifications } from './queries'
import { confirmPurpose, defaultChoices, stopPurpose, stopText } from './rules'

let w: World
let sink: MailSink
beforeEach(async () => {
  await w?.close()
  closeMail()
  await sink?.close()
  w = await world()
  sink = await startMailSink()
  changeSettings({ SMTP_URL: sink.url, MAIL_FROM: 'hr@outpost.example' })
})
afterAll(async () => {
  closeMail()
  await sink.close()
  changeSettings({ SMTP_URL: undefined, MAIL_FROM: undefined })
  await w.close()
  await closePools()
})

const form = {
  emailGroups: 'todo',
  pushGroups: ['todo', 'tickets'],
  isQuiet: 'on',
  quietFrom: '21:00',
  quietTo: '07:30',
  rhythm: 'daily',
  digestHour: '8',
  digestWeekday: '3',
}
const choose = (login: Login, seat: SeatName, over: Record<string, unknown> = {}): Promise<void> =>
  w.as(login, seat, (tx, actor) => chooseChannels(tx, actor, choicesInput.parse({ ...form, ...over })))
const choicesOf = (login: Login, seat: SeatName) =>
  w.as(login, seat, (tx, actor) => findChoices(tx, actor.userId))
const trail = (): Promise<{ action: string; details: Record<string, unknown>; actor: string }[]> =>
  w.sql(`select action, details, actor_name as actor from trail order by id`)

describe('choices', () => {
  it('are defaults until somebody chooses; then theirs, with a trail row, in every seat', async () => {
    expect(await choicesOf('zhoulan', 'hq')).toEqual(defaultChoices)
    await choose('zhoulan', 'hq')
    const chosen = {
      emailGroups: ['todo'],
      pushGroups: ['todo', 'tickets'],
      quiet: { from: '21:00', to: '07:30' },
      rhythm: 'daily',
      digestHour: 8,
      digestWeekday: 3,
    }
    expect(await choicesOf('zhoulan', 'me')).toEqual(chosen)
    await choose('zhoulan', 'me', { isQuiet: undefined, emailGroups: undefined })
    expect(await choicesOf('zhoulan', 'hq')).toEqual({ ...chosen, quiet: null, emailGroups: [] })
    const rows = await trail()
    expect(rows.map(row => row.action)).toEqual(['channels.chosen', 'channels.chosen'])
    expect(rows[1]?.details).toEqual({
      emailGroups: [['todo'], []],
      quiet: [{ from: '21:00', to: '07:30' }, null],
    })
  })

  it('know no other group, rhythm or hour, and no quiet hours of no length', async () => {
    for (const wrong of [
      { emailGroups: 'salaries' },
      { rhythm: 'yearly' },
      { digestHour: '24' },
      { quietFrom: '25:00' },
      { quietTo: "8:00'" },
    ])
      expect(choicesInput.safeParse({ ...form, ...wrong }).success).toBe(false)
    expect(await refusalOf(choose('zhoulan', 'hq', { quietTo: '21:00' }))).toBe('channels.quietEmpty')
  })

  it('are nobody else’s to see or to change', async () => {
    await choose('liwanqing', 'me')
    await w.as('liwanqing', 'me', (tx, actor) => askAddress(tx, actor, { address: 'li@example.com' }))
    const rowsOf = (login: Login, seat: SeatName) =>
      w.as(login, seat, async tx => {
        const choices = await tx.execute(sql`select from notification_choices`)
        const addresses = await tx.execute(sql`select from mail_addresses`)
        const changed = await tx.execute(sql`update notification_choices set email_groups = '{}'`)
        return [choices.rowCount, addresses.rowCount, changed.rowCount]
      })
    expect(await rowsOf('liwanqing', 'me')).toEqual([1, 1, 1])
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['gaoyuan', 'hq'],
      ['shaoning', 'hq'],
      ['hejun', 'hq'],
      ['zhaomingyuan', 'store/tianyao'],
      ['guyan', 'me'],
    ] as const)
      expect(await rowsOf(login, seat)).toEqual([0, 0, 0])
    for (const login of ['gaoyuan', 'zhoulan'] as const) {
      const foreign = w.as(login, 'hq', tx =>
        tx.execute(sql`insert into notification_choices (user_id, email_groups, push_groups, rhythm, digest_hour, digest_weekday, changed_at)
          values (${w.users.guyan}, '{}', '{}', 'daily', 8, 1, now())`),
      )
      expect(await refusalOf(foreign)).toBe('input.refused')
    }
  })
})

const ask = (login: Login, address: string): Promise<void> =>
  w.as(login, 'me', (tx, actor) => askAddress(tx, actor, { address }))
const addressOf = (login: Login) => w.as(login, 'me', (tx, actor) => findAddress(tx, actor.userId))
const linkIn = (text = ''): string => /\/mail\/confirm\/([\w.-]+)/.exec(text)?.[1] ?? ''
/** What the page lets one do only after a minute. */
const aMinuteLater = (): Promise<unknown> =>
  w.sql(`update mail_addresses set asked_at = asked_at - interval '61 seconds'`)

describe('an address', () => {
  it('gets a mail that asks, and only whoever follows its link makes it one that gets others', async () => {
    await ask('liwanqing', 'li@example.com')
    expect(await addressOf('liwanqing')).toMatchObject({
      address: null,
      pendingAddress: 'li@example.com',
      askSentAt: null,
    })
    await askAddressJob({ userId: w.users.liwanqing })
    await askAddressJob({ userId: w.users.liwanqing })
    expect(sink.mails).toHaveLength(1)
    const [mail] = sink.mails
    expect(mail?.to).toEqual(['li@example.com'])
    expect(mail?.headers.has('list-unsubscribe')).toBe(false)
    const token = linkIn(mail?.text)
    await confirmAddress(token)
    expect(await addressOf('liwanqing')).toMatchObject({ address: 'li@example.com', pendingAddress: null })
    expect(await refusalOf(confirmAddress(token))).toBe('channels.linkUsed')
    const rows = await trail()
    expect(rows.map(row => [row.action, row.actor])).toEqual([
      ['mailAddress.asked', '李婉清'],
      ['mailAddress.confirmed', '李婉清'],
    ])
    expect(JSON.stringify(rows)).not.toContain('example.com')
  })

  it('is not confirmed by a forged link, an old one, or one for another address', async () => {
    await ask('liwanqing', 'li@example.com')
    await askAddressJob({ userId: w.users.liwanqing })
    const token = linkIn(sink.mails[0]?.text)
    const [row] = await w.sql<{ id: string }>('select pending_id as id from mail_addresses')
    const id = row?.id ?? ''
    for (const forged of [
      id,
      `${id}.`,
      `${id}.AAAA`,
      `${token}x`,
      signed('another purpose', id),
      token.slice(0, -1),
    ])
      expect(await refusalOf(confirmAddress(forged))).toBe('channels.linkBad')
    await w.sql(`update mail_addresses set asked_at = asked_at - interval '25 hours'`)
    expect(await refusalOf(confirmAddress(token))).toBe('channels.linkUsed')
    await ask('liwanqing', 'other@example.com')
    expect(await refusalOf(confirmAddress(token))).toBe('channels.linkUsed')
    expect(await refusalOf(confirmAddress(signed(confirmPurpose, w.users.guyan)))).toBe('channels.linkUsed')
    expect((await addressOf('liwanqing'))?.address).toBeNull()
  })

  it('stays while another one is asked for, and goes when its owner gives it up', async () => {
    await ask('liwanqing', 'li@example.com')
    await askAddressJob({ userId: w.users.liwanqing })
    await confirmAddress(linkIn(sink.mails[0]?.text))
    await aMinuteLater()
    expect(await refusalOf(ask('liwanqing', 'li@example.com'))).toBe('channels.addressKnown')
    await ask('liwanqing', 'new@example.com')
    expect(await addressOf('liwanqing')).toMatchObject({
      address: 'li@example.com',
      pendingAddress: 'new@example.com',
    })
    await w.as('liwanqing', 'me', dropAddress)
    expect(await addressOf('liwanqing')).toMatchObject({ address: null, pendingAddress: null, askedTimes: 2 })
  })

  it('is asked for once a minute and five times a day, so that nobody floods a stranger', async () => {
    for (let n = 1; n <= 5; n++) {
      await ask('liwanqing', `li${n}@example.com`)
      expect(await refusalOf(ask('liwanqing', 'x@example.com'))).toBe('channels.askedJustNow')
      await aMinuteLater()
    }
    expect(await refusalOf(ask('liwanqing', 'li6@example.com'))).toBe('channels.askedTooOften')
    await w.as('liwanqing', 'me', dropAddress)
    expect(await refusalOf(ask('liwanqing', 'li6@example.com'))).toBe('channels.askedTooOften')
  })

  it('says on the page that it takes no mail, and that there is no mail server', async () => {
    sink.refuse.recipient = () => 550
    await ask('liwanqing', 'nobody@example.com')
    await askAddressJob({ userId: w.users.liwanqing })
    expect(await addressOf('liwanqing')).toMatchObject({ askSentAt: null, askFault: 'smtp 550' })
    sink.refuse.recipient = () => 450
    await ask('guyan', 'gu@example.com')
    await expect(askAddressJob({ userId: w.users.guyan })).rejects.toThrow()
    changeSettings({ SMTP_URL: undefined })
    await askAddressJob({ userId: w.users.guyan })
    expect(await addressOf('guyan')).toMatchObject({ askFault: 'off' })
  })

  it('is made one that gets mail by no portal itself', async () => {
    await ask('liwanqing', 'li@example.com')
    const cheating = [
      sql`update mail_addresses set address = 'victim@example.com', confirmed_at = now()`,
      sql`select app.confirm_mail_address((select pending_id from mail_addresses), now())`,
      sql`insert into mail_addresses (user_id, address, confirmed_at) values (${w.users.liwanqing}, 'x@example.com', now())`,
      sql`delete from mail_addresses`,
    ]
    for (const statement of cheating)
      expect(await refusalOf(w.as('liwanqing', 'me', tx => tx.execute(statement)))).toBe('input.refused')
  })

  it('of the file is offered to its owner in every seat, with the zone of where they work', async () => {
    await w.sql(`update employee_contacts set email = 'zhou@example.com' where employee_id = $1`, [
      w.employees.zhoulan.id,
    ])
    await w.sql(`update units set zone = 'Asia/Urumqi' where code = 'hq'`)
    for (const seat of ['hq', 'me'] as const)
      expect(await w.as('zhoulan', seat, getChannels)).toMatchObject({
        contactEmail: 'zhou@example.com',
        zone: 'Asia/Urumqi',
      })
    expect(await w.as('zhaomingyuan', 'store/tianyao', getChannels)).toMatchObject({
      contactEmail: '',
      zone: 'Asia/Shanghai',
    })
  })
})

describe('a link that stops mail', () => {
  const tokenOf = (login: Login): string =>
    signed(stopPurpose, stopText(w.users[login], ['requests', 'tickets']))

  it('turns off what it names, once, without a session, and leaves a trail row of its owner', async () => {
    await stopMail(tokenOf('liwanqing'))
    await stopMail(tokenOf('liwanqing'))
    const choices = await choicesOf('liwanqing', 'me')
    expect(choices.emailGroups).toEqual(['todo', 'notices', 'reports', 'reminders'])
    expect(choices).toMatchObject({ quiet: defaultChoices.quiet, pushGroups: defaultChoices.pushGroups })
    await choose('guyan', 'me', { emailGroups: ['tickets', 'notices'] })
    await stopMail(tokenOf('guyan'))
    expect((await choicesOf('guyan', 'me')).emailGroups).toEqual(['notices'])
    expect((await trail()).map(row => [row.action, row.actor])).toEqual([
      ['channels.mailStopped', '李婉清'],
      ['channels.chosen', '顾言'],
      ['channels.mailStopped', '顾言'],
    ])
  })

  it('works for nobody else', async () => {
    const good = tokenOf('liwanqing')
    for (const forged of [
      good.replace(w.users.liwanqing, w.users.guyan),
      good.replace('requests', 'todo'),
      signed(confirmPurpose, stopText(w.users.guyan, ['todo'])),
    ])
      expect(await refusalOf(stopMail(forged))).toBe('channels.linkBad')
    expect(await choicesOf('guyan', 'me')).toEqual(defaultChoices)
  })
})

it('reading all is taken back as a whole, and nothing else with it', async () => {
  const unread = async (): Promise<string[]> =>
    (
      await w.sql<{ kind: string }>(
        `select n.kind from notifications n where n.user_id = $1 and n.read_at is null order by n.id`,
        [w.users.liwanqing],
      )
    ).map(row => row.kind)
  for (const kind of ['noticePublished', 'taskAssigned', 'thanksReceived'])
    await w.sql(
      `insert into notifications (user_id, kind, "values", path, created_at) values ($1, $2, '{}', $2, now())`,
      [w.users.liwanqing, kind],
    )
  const as = <T>(login: Login, work: Parameters<typeof w.as<T>>[2]) => w.as(login, 'me', work)
  await as('liwanqing', (tx, actor) => markRead(tx, actor, { path: 'noticePublished' }))
  const { at } = await as('liwanqing', (tx, actor) => markRead(tx, actor, {}))
  expect(await unread()).toEqual([])
  await as('guyan', (tx, actor) => markUnread(tx, actor, unreadInput.parse({ at })))
  expect(await unread()).toEqual([])
  await as('liwanqing', (tx, actor) => markUnread(tx, actor, unreadInput.parse({ at })))
  expect(await unread()).toEqual(['taskAssigned', 'thanksReceived'])
})

describe('what was given up', () => {
  const dead = async (n: number): Promise<string[]> => {
    await w.sql(
      `with n as (insert into notifications (user_id, kind, path, created_at) select $1, 'taskAssigned', 'x', now() from generate_series(1, $2) returning id, user_id)
       insert into deliveries (notification_id, user_id, channel, state, due_at, attempts, reason, settled_at)
       select id, user_id, 'email', 'dead', now(), 8, 'smtp 550', now() from n`,
      [w.users.liwanqing, n],
    )
    return (await w.sql<{ id: string }>(`select id from deliveries where state = 'dead' order by id`)).map(
      row => row.id,
    )
  }

  it('is seen, tried again or let go by an admin, with a trail row', async () => {
    const [first = '', second = ''] = await dead(4)
    const now = new Date()
    const [state] = await w.as('gaoyuan', 'hq', tx => listChannelStates(tx, now))
    expect(state).toMatchObject({ channel: 'email', dead: 4, due: 0, held: 0 })
    const letters = await w.as('gaoyuan', 'hq', listDeadLetters)
    expect(letters[0]).toMatchObject({ account: 'liwanqing', reason: 'smtp 550', attempts: 8 })
    await w.as('gaoyuan', 'hq', (tx, actor) => retryDeliveries(tx, actor, { deliveryId: first }))
    await w.as('gaoyuan', 'hq', (tx, actor) => dropDeliveries(tx, actor, { deliveryId: second }))
    await w.as('gaoyuan', 'hq', (tx, actor) => retryDeliveries(tx, actor, { channel: 'email' }))
    expect(
      await w.sql(
        `select state, count(*)::int as n, max(attempts) as attempts from deliveries group by 1 order by 1`,
      ),
    ).toEqual([
      { state: 'skipped', n: 1, attempts: 8 },
      { state: 'waiting', n: 3, attempts: 0 },
    ])
    const again = w.as('gaoyuan', 'hq', (tx, actor) => dropDeliveries(tx, actor, { deliveryId: second }))
    expect(await refusalOf(again)).toBe('input.notFound')
    expect((await trail()).map(row => [row.action, row.details])).toEqual([
      ['delivery.retried', {}],
      ['delivery.dropped', {}],
      ['delivery.retried', { channel: 'email', count: 2 }],
    ])
    const seen = await w.as(
      'gaoyuan',
      'hq',
      async tx => (await tx.execute(sql`select from trail where action like 'delivery.%'`)).rowCount,
    )
    expect(seen).toBe(3)
  })

  it('is an admin’s affair: others see how their own went and change nothing', async () => {
    const [id = ''] = await dead(1)
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['liwanqing', 'me'],
      ['zhaomingyuan', 'store/tianyao'],
      ['shaoning', 'hq'],
    ] as const) {
      const retried = w.as(login, seat, (tx, actor) => retryDeliveries(tx, actor, { deliveryId: id }))
      expect(await refusalOf(retried)).toBe('input.refused')
      const own = await w.as(
        login,
        seat,
        async tx => (await tx.execute(sql`select from deliveries`)).rowCount,
      )
      expect(own).toBe(login === 'liwanqing' ? 1 : 0)
    }
    const states = async () => {
      const [row] = await w.as('liwanqing', 'me', (tx, actor) => listNotifications(tx, actor))
      return row?.sent.map(one => `${one.channel} ${one.state}`)
    }
    expect(await states()).toEqual(['email dead'])
    await w.as('gaoyuan', 'hq', (tx, actor) => retryDeliveries(tx, actor, { deliveryId: id }))
    expect(await states()).toEqual(['email waiting'])
    await w.sql(`update deliveries set state = 'sent', settled_at = now() where id = $1`, [id])
    expect(await states()).toEqual(['email sent'])
  })

  it('is sent again by the worker', async () => {
    await dead(1)
    await w.as('gaoyuan', 'hq', (tx, actor) => retryDeliveries(tx, actor, { channel: 'email' }))
    const { rows } = await enterService('job', tx =>
      tx.execute(sql`select due_at <= now() as due from deliveries where state = 'waiting'`),
    )
    expect(rows).toEqual([{ due: true }])
  })
})
