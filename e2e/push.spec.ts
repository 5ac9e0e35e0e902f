import type { CDPSession, Page } from '@playwright/test'
import { env } from '../env'
import { launching } from '../scripts/browser'
import { type PushService, startPushService } from '../test/push-service'
import { type Company, companyOf, sessionOf, someone } from './company'
import { expect, look, signIn, test } from './fixtures'

test.use({ launchOptions: launching('push') })

/** A request that the head of 餐饮事业部 has decided, and who made it: both may say something about it. */
const decided = (company: Company): Promise<{ number: string; login: string }> =>
  someone(
    company,
    `select r.number, a.login from requests r join users a on a.id = r.applicant_user_id and a.id = r.employee_user_id
     where exists (select from tasks t join users u on u.id = t.user_id where t.request_id = r.id and u.login = 'hejun')
       and not exists (select from requests o where o.employee_user_id = a.id and o.status in ('in_progress', 'returned'))
       and a.disabled_at is null and a.login not in ('liwanqing', 'wangmuyang', 'guyan') order by r.number`,
  )

/**
 * A browser that nobody watches cannot reach its maker's push service, so what that service would give is given here: an address at the
 * story's own one and the browser's keys. Everything else is real: the permission, the service worker and what it shows.
 */
async function givePush(page: Page, service: PushService): Promise<void> {
  await page.exposeFunction('pushGiven', (senderKey: string) => {
    const { endpoint, p256dh, auth } = service.subscribe(senderKey)
    return { endpoint, p256dh, auth }
  })
  await page.addInitScript(() => {
    type Given = { endpoint: string; p256dh: string; auth: string }
    const giving = window as unknown as { pushGiven: (senderKey: string) => Promise<Given> }
    const made = (key: ArrayBuffer, { endpoint, p256dh, auth }: Given) => ({
      endpoint,
      options: { applicationServerKey: key },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => sessionStorage.removeItem('push') === undefined,
    })
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), sign => sign.charCodeAt(0)).buffer
    const present = () => {
      const kept = JSON.parse(sessionStorage.getItem('push') ?? 'null') as (Given & { key: string }) | null
      return kept && made(bytes(kept.key), kept)
    }
    const fake = {
      getSubscription: async () => present(),
      subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
        sessionStorage.setItem('push', JSON.stringify({ ...(await giving.pushGiven(key)), key }))
        return present()
      },
    }
    Object.assign(PushManager.prototype, fake)
  })
}

test.describe
  .serial('notifications on a device', () => {
    let company: Company
    let service: PushService
    let about: { number: string; login: string }
    test.beforeAll(async () => {
      company = await companyOf(await sessionOf('hejun'))
      about = await decided(company)
      service = await startPushService(env.storyPushPort)
      // whatever the hour is
      await company.sql(
        `insert into notification_choices (user_id, email_groups, push_groups, rhythm, digest_hour, digest_weekday, changed_at)
         select id, '{}', '{todo,requests}', 'at_once', 9, 1, now() from users where login = $1
         on conflict (user_id) do update set push_groups = excluded.push_groups, quiet_from = null, quiet_to = null`,
        [about.login],
      )
    })
    test.afterAll(async () => {
      await service?.close()
      await company.close()
    })

    test('are switched on by their person, arrive encrypted, and stop when removed', async ({ another }) => {
      const page = await another({ permissions: ['notifications'] })
      await givePush(page, service)
      await signIn(page, about.login, { fresh: true })
      await page.goto('/me/settings/notifications')
      await expect(page.getByText('这个浏览器没有开启')).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '在这台设备上接收推送' }).click()
      await expect(page.getByText('这个浏览器已开启', { exact: true })).toBeVisible()
      await expect(page.getByText('这个浏览器', { exact: true })).toBeVisible()
      expect(await page.content()).not.toContain('/push/')
      await look(page)

      const head = await another()
      await signIn(head, 'hejun')
      await head.goto(`/hq/requests/${about.number}`)
      await head.getByLabel('写下评论，申请人和处理人会收到通知').fill('体检报告还差一张')
      await head.getByRole('button', { name: '发表评论' }).click()
      const told = () => service.taken.find(one => one.text?.includes('有新评论'))
      await expect.poll(told, { timeout: 60_000 }).toBeTruthy()
      const text = told()?.text ?? ''
      expect(JSON.parse(text)).toMatchObject({ path: `/open/requests/${about.number}`, lang: 'zh-CN' })
      expect(text).not.toContain('体检')
      expect(await shown(page, text)).toEqual([JSON.parse(text).title])

      await page.goto(JSON.parse(text).path)
      await expect(page).toHaveURL(new RegExp(`/me/requests/${about.number}$`))
      await page.goto('/me/settings/notifications')
      await page.getByRole('button', { name: /^不再推送到/ }).click()
      await expect(page.getByText('还没有设备接收推送')).toBeVisible()
      await expect(page.getByText('这个浏览器没有开启')).toBeVisible()
    })

    test('are explained where the browser says no', async ({ page }) => {
      await signIn(page, about.login)
      await page.goto('/me/settings/notifications')
      await page.evaluate(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }))
      await page.addInitScript(() =>
        Object.defineProperty(Notification, 'permission', { get: () => 'denied' }),
      )
      await page.reload()
      await expect(page.getByText('这个浏览器不允许驻店通显示通知')).toBeVisible()
      await expect(page.getByRole('button', { name: '在这台设备上接收推送' })).toHaveCount(0)
      await look(page)
    })

    test('are told to an app that can be installed, by a worker that keeps nothing', async ({ request }) => {
      const manifest = await request.get('/manifest.webmanifest')
      const { icons, start_url } = (await manifest.json()) as {
        icons: { src: string }[]
        start_url: string
      }
      expect(start_url).toBe('/')
      for (const { src } of icons) expect((await request.get(src)).status(), src).toBe(200)
      const worker = await request.get('/sw.js')
      expect(worker.headers()['content-type']).toContain('javascript')
      expect(await worker.text()).not.toMatch(/caches|'fetch'/)
      const renewed = await request.post('/api/push', {
        data: {},
        headers: { origin: 'https://evil.example' },
      })
      expect(renewed.status()).toBe(403)
    })
  })

/** What the browser shows when its push service delivers a message. */
async function shown(page: Page, text: string): Promise<string[]> {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  const registered = new Promise<string>(done =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [found] = registrations
      if (found) done(found.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId,
    data: text,
  })
  const titles = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(one => one.title)
    })
  await expect.poll(async () => (await titles()).length).toBeGreaterThan(0)
  return await titles()
}
