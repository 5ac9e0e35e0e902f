import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { env } from '../env'
import { type Company, companyOf, sessionOf, someone } from './company'
import { expect, look, signIn, test } from './fixtures'

/** A request that waits for the manager of the store on 南京西路, and whose applicant can sign in. */
const waiting = (company: Company): Promise<{ number: string; login: string }> =>
  someone(
    company,
    `select r.number, a.login from requests r
     join users a on a.id = r.applicant_user_id and a.id = r.employee_user_id
     join tasks t on t.request_id = r.id and t.closed_at is null join users u on u.id = t.user_id and u.login = 'fangjing'
     where r.status = 'in_progress' and a.login not in ('liwanqing', 'wangmuyang', 'guyan') order by r.number`,
  )

const comment = async (page: Page, number: string, text: string): Promise<void> => {
  await page.goto(`/store/nanxi/requests/${number}`)
  await page.getByLabel('写下评论，申请人和处理人会收到通知').fill(text)
  await page.getByRole('button', { name: '发表评论' }).click()
  await expect(page.getByRole('list', { name: '流程' })).toContainText(text)
}

type Noting = Window & { noted?: { at?: number; isColoured: boolean } }

/** Lets the page itself note when it says something and whether that was coloured: both are over before a busy machine has asked. */
async function noteChange(page: Page, text: string): Promise<void> {
  await page.evaluate(said => {
    const noted: { at?: number; isColoured: boolean } = { isColoured: false }
    Object.assign(window, { noted })
    const look = () => {
      if (!noted.at && document.querySelector('main')?.textContent?.includes(said)) noted.at = Date.now()
      noted.isColoured ||= document.getAnimations().some(one => one.id === 'changed')
      requestAnimationFrame(look)
    }
    look()
  }, text)
}

type Streaming = Window & { streamed?: string[] }

/** Lets the pages keep what their streams say, in its order. */
async function noteEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const streamed: string[] = []
    Object.assign(window, { streamed })
    const Source = window.EventSource
    window.EventSource = class extends Source {
      constructor(address: string | URL) {
        super(address)
        this.addEventListener('message', event => streamed.push(event.data))
        this.addEventListener('missed', () => streamed.push('missed'))
      }
    }
  })
}

test.describe
  .serial('what others do', () => {
    let about: { number: string; login: string }
    let company: Company
    test.beforeAll(async () => {
      company = await companyOf(await sessionOf('fangjing'))
      about = await waiting(company)
    })
    test.afterAll(() => company.close())

    test('shows on the open page within two seconds, without a reload', async ({ page, another }) => {
      await signIn(page, about.login)
      await page.goto(`/me/requests/${about.number}`)
      const manager = await another()
      await signIn(manager, 'fangjing')
      await manager.goto(`/store/nanxi/requests/${about.number}`)
      const steps = page.getByRole('list', { name: '流程' })
      await expect(steps).not.toContainText('门店确认 · 同意')

      await noteChange(page, '门店确认 · 同意')
      await manager.getByRole('button', { name: '同意', exact: true }).click()
      await expect(manager.getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
      const since = Date.now()
      await expect(steps).toContainText('门店确认 · 同意')
      const noted = await page.evaluate(() => (window as Noting).noted)
      expect((noted?.at ?? Number.POSITIVE_INFINITY) - since).toBeLessThan(2000)
      // what changed is coloured for a moment
      await expect.poll(() => page.evaluate(() => (window as Noting).noted?.isColoured)).toBe(true)
      await look(page)
    })

    test('counts up on the bell of any page', async ({ page, another }) => {
      await signIn(page, about.login)
      await page.goto('/me/settings')
      const count = async (): Promise<number> =>
        Number(
          (await page.getByRole('link', { name: /^通知/ }).first().getAttribute('aria-label'))?.match(
            /\d+/,
          )?.[0] ?? 0,
        )
      const before = await count()
      const manager = await another()
      await signIn(manager, 'fangjing')
      await comment(manager, about.number, '周五可以来店里看看')
      await expect.poll(count).toBeGreaterThan(before)
    })

    test('is made up for once after the network was away, and the page says since when it stood still', async ({
      page,
      another,
    }) => {
      await signIn(page, about.login)
      const streams: string[] = []
      const drawn: string[] = []
      page.on('response', response => {
        if (response.url().includes('/api/events')) streams.push(response.url())
        if (response.request().headers().rsc) drawn.push(response.url())
      })
      await page.goto(`/me/requests/${about.number}`)
      await expect.poll(() => streams.length).toBe(1)
      const manager = await another()
      await signIn(manager, 'fangjing')
      await page.context().setOffline(true)
      await expect(page.getByText(/^网络断开，内容停在 \d{2}:\d{2}$/)).toBeVisible()
      await comment(manager, about.number, '带上健康证')
      await expect(page.getByRole('list', { name: '流程' })).not.toContainText('带上健康证')
      // all of it is told before the page comes back for it
      await expect.poll(() => company.sql('select from outbox')).toEqual([])
      drawn.length = 0
      await page.context().setOffline(false)
      await expect(page.getByRole('list', { name: '流程' })).toContainText('带上健康证')
      await expect(page.getByText(/^网络断开/)).toHaveCount(0)
      // once each: what would be drawn again for the one is drawn by the time that the other is seen
      await comment(manager, about.number, '工服在店里领')
      await expect(page.getByRole('list', { name: '流程' })).toContainText('工服在店里领')
      expect(streams).toHaveLength(2)
      expect(drawn).toHaveLength(2)
    })

    test('does not cost what somebody has typed when the network goes while the page is drawn anew', async ({
      page,
      another,
    }) => {
      await signIn(page, about.login)
      await page.goto(`/me/requests/${about.number}`)
      const manager = await another()
      await signIn(manager, 'fangjing')
      const field = page.getByLabel('写下评论，申请人和处理人会收到通知')
      await field.fill('我想问')
      await page.getByRole('heading', { level: 1 }).click()
      let lost = 0
      await page.route('**/*', async (route, request) => {
        if (!request.headers().rsc || request.headers()['next-router-prefetch'] || lost++ > 0)
          return route.fallback()
        await page.context().setOffline(true)
        await route.abort('internetdisconnected')
      })
      await comment(manager, about.number, '周六也可以来')
      await expect(page.getByText(/^网络断开，内容停在 \d{2}:\d{2}$/)).toBeVisible()
      // longer than it takes to ask once more
      await expect.poll(() => lost).toBeGreaterThan(1)
      await expect(field).toHaveValue('我想问')
      await page.context().setOffline(false)
      await expect(page.getByRole('list', { name: '流程' })).toContainText('周六也可以来')
      await expect(field).toHaveValue('我想问')
    })

    test('arrives once, each of it, after the browser was offline for long', async ({ page }) => {
      // ten minutes with OUTPOST_FAULTS=100 or more, otherwise as long as it takes to tell that much
      const seconds = env.faults >= 100 ? 600 : 0
      test.setTimeout((seconds + 120) * 1000)
      await signIn(page, about.login)
      await noteEvents(page)
      await page.goto('/me/notifications')
      const streamed = () => page.evaluate(() => (window as Streaming).streamed ?? [])
      const tell = async (): Promise<string> =>
        (
          await company.sql<{ id: string }>(
            `with told as (
               insert into notifications (user_id, kind, values, path, created_at)
               select n.user_id, n.kind, n.values, n.path, now() from notifications n join users u on u.id = n.user_id
               where u.login = $1 order by n.id desc limit 1 returning id, user_id
             ) insert into outbox (subject, subject_id, user_id) select 'notification', id, user_id from told returning subject_id as id`,
            [about.login],
          )
        )[0]?.id ?? ''
      const before = await tell()
      await expect.poll(streamed).toContain(`notification ${before}`)

      await page.context().setOffline(true)
      const missed: string[] = []
      const wentAt = Date.now()
      while (missed.length < 40) {
        missed.push(await tell())
        await sleep((seconds * 1000) / 40)
        await expect.poll(() => company.sql('select from outbox'), { intervals: [50] }).toEqual([])
      }
      const away = Math.round((Date.now() - wentAt) / 1000)
      expect(await streamed()).not.toContain(`notification ${missed[0]}`)
      await page.context().setOffline(false)
      const since = Date.now()
      // a page that nobody has touched for a while is not drawn anew
      await page.mouse.move(200, 200)
      const after = await tell()
      await expect.poll(streamed, { intervals: [50] }).toContain(`notification ${after}`)
      const took = Date.now() - since
      const due = [before, ...missed, after].map(id => `notification ${id}`)
      expect((await streamed()).filter(one => due.includes(one)).sort()).toEqual(due.sort())
      const count = Math.min(await unread(), 100)
      await expect(page.getByRole('link', { name: `通知，${count} 条未读` })).toBeVisible()
      test.info().annotations.push({
        type: 'offline',
        description: `${away} s, ${missed.length} missed, made up for in ${took} ms`,
      })

      async function unread(): Promise<number> {
        const [row] = await company.sql<{ n: number }>(
          `select count(*)::int as n from notifications n join users u on u.id = n.user_id where u.login = $1 and n.read_at is null`,
          [about.login],
        )
        return row?.n ?? 0
      }
    })

    test('waits for whoever is typing', async ({ page, another }) => {
      await signIn(page, about.login)
      await page.goto(`/me/requests/${about.number}`)
      const manager = await another()
      await signIn(manager, 'fangjing')
      await manager.goto(`/store/nanxi/requests/${about.number}`)
      // the same page where nobody types: what is seen there could be seen here
      const beside = await another()
      await signIn(beside, about.login)
      await beside.goto(`/me/requests/${about.number}`)
      const field = page.getByLabel('写下评论，申请人和处理人会收到通知')
      await field.pressSequentially('我想问')
      for (const said of ['店里已经安排好', '周日也有人在']) {
        await comment(manager, about.number, said)
        await expect(beside.getByRole('list', { name: '流程' })).toContainText(said)
      }
      const steps = page.getByRole('list', { name: '流程' })
      await expect(steps).not.toContainText('店里已经安排好')
      await expect(field).toHaveValue('我想问')
      await page.getByRole('heading', { level: 1 }).click()
      await expect(steps).toContainText('店里已经安排好')
      await expect(field).toHaveValue('我想问')
    })

    test('ends with the session: the page asks to sign in again', async ({ page }) => {
      await signIn(page, about.login, { fresh: true })
      await page.goto('/me')
      await company.sql(
        `update sessions set revoked_at = now() where id = (select s.id from sessions s join users u on u.id = s.user_id
          where u.login = $1 order by s.created_at desc limit 1)`,
        [about.login],
      )
      await company.sql(
        `insert into outbox (subject, subject_id) select 'user', id from users where login = $1`,
        [about.login],
      )
      await page.waitForURL(/\/login\?.*ended=1/)
    })
  })
