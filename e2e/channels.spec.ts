import { env } from '../env'
import { type MailSink, type Received, startMailSink } from '../test/mail-sink'
import { ask, type Company, companyOf, sessionOf, someoneAtHome } from './company'
import { askForDispatch, expect, look, signIn, test } from './fixtures'

const address = 'applicant@mail.example'

/** Hours from now in Shanghai, 'HH:mm'. */
const hoursFromNow = (hours: number): string =>
  new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(11, 16)

test.describe
  .serial('mail', () => {
    let company: Company
    let sink: MailSink
    let about: { number: string; login: string }
    test.beforeAll(async () => {
      company = await companyOf(await sessionOf('hejun'))
      about = { login: (await someoneAtHome(company)).login, number: '' }
      sink = await startMailSink(env.storyMailPort)
    })
    test.afterAll(async () => {
      await sink?.close()
      await company.close()
    })

    const mailTo = async (to: string, subject: RegExp): Promise<Received> => {
      const found = () => sink.mails.find(mail => mail.to.includes(to) && subject.test(mail.subject))
      await expect.poll(found, { timeout: 30_000 }).toBeTruthy()
      return found() as Received
    }
    const linkIn = (mail: Received, path: string): string => {
      const link = mail.text.split('\n').find(line => line.includes(path))
      if (!link) throw new Error(`No ${path} in the mail`)
      return link
    }

    test('goes to an address once its link was followed', async ({ page, another }) => {
      await signIn(page, about.login)
      about.number = await askForDispatch(page, '陆家嘴店', 30)
      await page.goto('/me/settings')
      await page.getByRole('link', { name: '设置通知方式' }).click()
      await expect(page.getByText('还没有确认过的邮箱，现在不会收到邮件。')).toBeVisible()
      await look(page)
      await page.getByLabel('邮箱地址').fill(address)
      await page.getByRole('button', { name: '发送确认邮件' }).click()
      await expect(page.getByText(new RegExp(`确认邮件(已发往|马上发往) ${address}`))).toBeVisible()

      // the phone opens the link in a browser where nobody is signed in
      const link = linkIn(await mailTo(address, /确认你的接收邮箱/), '/mail/confirm/')
      const phone = await another()
      await phone.goto(link)
      await look(phone)
      await phone.getByRole('button', { name: '确认这个邮箱' }).click()
      await expect(phone.getByText('邮箱已确认')).toBeVisible()
      await phone.goto(link)
      await phone.getByRole('button', { name: '确认这个邮箱' }).click()
      await expect(phone.getByText(/已经用过、过期/)).toBeVisible()
      await page.reload()
      await expect(page.getByText('已确认', { exact: true })).toBeVisible()
      await look(page)
    })

    test('about what the person chose, when they chose', async ({ page }) => {
      await signIn(page, about.login)
      await page.goto('/me/settings/notifications')
      await page.getByRole('checkbox', { name: '通知公告：邮件' }).uncheck()
      const from = hoursFromNow(2)
      await page.getByLabel('从').fill(from)
      await page.getByLabel('到', { exact: true }).fill(hoursFromNow(5))
      await page.getByRole('button', { name: '保存', exact: true }).click()
      await expect(page.getByText('已保存通知方式')).toBeVisible()
      await page.reload()
      await expect(page.getByRole('checkbox', { name: '通知公告：邮件' })).not.toBeChecked()
      await expect(page.getByRole('checkbox', { name: '申请进展：邮件' })).toBeChecked()
      await expect(page.getByLabel('从')).toHaveValue(from)
      await look(page)
    })

    test('tells of a decision without its reason, and leads to it', async ({ page, another }) => {
      await signIn(page, 'hejun')
      await page.goto(`/hq/requests/${about.number}`)
      await page.getByRole('button', { name: '驳回' }).first().click()
      await page.getByRole('dialog').getByLabel('原因').selectOption({ label: '编制与人手' })
      await page
        .getByRole('dialog')
        .getByLabel(/怎样才能通过/)
        .fill('本季度编制已满')
      await page.getByRole('dialog').getByRole('button', { name: '驳回' }).click()

      const mail = await mailTo(address, /已被驳回$/)
      expect(mail.subject).toContain(about.number)
      expect(mail.raw + mail.text).not.toContain('编制')
      expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
      const link = linkIn(mail, '/open/requests/')
      const phone = await another()
      await phone.goto(link)
      await phone.locator('input[name="login"]').fill(about.login)
      await phone.locator('input[name="password"]').fill('outpost-demo')
      await phone.getByRole('button', { name: '登录', exact: true }).click()
      await phone.waitForURL(`**/me/requests/${about.number}`)
      await expect(phone.getByRole('list', { name: '流程' })).toContainText('本季度编制已满')
      await phone.goto('/me/notifications')
      await expect(phone.getByText(/已发邮件/).first()).toBeVisible()
    })

    test('stops by one click of the mail program, and by the link at its end', async ({ page }) => {
      const mail = await mailTo(address, /已被驳回$/)
      const [, stop = ''] = /^<(.*)>$/.exec(mail.headers.get('list-unsubscribe') ?? '') ?? []
      const path = new URL(stop).pathname
      expect((await ask(`${path}x`, { method: 'POST' })).status).toBe(404)
      const clicked = await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
      expect(clicked.status).toBe(200)
      await signIn(page, about.login)
      await page.goto('/me/settings/notifications')
      await expect(page.getByRole('checkbox', { name: '申请进展：邮件' })).not.toBeChecked()
      await expect(page.getByRole('checkbox', { name: '待办：邮件' })).toBeChecked()
      await page.context().clearCookies()
      await page.goto(linkIn(mail, '/mail/stop/'))
      await expect(page.getByText(/不再用邮件告诉你：申请进展/)).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '不再接收' }).click()
      await expect(page.getByText('已停止')).toBeVisible()
    })

    test('that was given up is seen and tried again by an admin', async ({ page }) => {
      await company.sql(
        `with n as (
           insert into notifications (user_id, kind, path, "values", created_at)
           select id, 'taskOverdue', 'requests/x', '{"subject":"x"}', now() from users where login = $1 returning id, user_id
         ) insert into deliveries (notification_id, user_id, channel, state, due_at, attempts, reason, settled_at)
         select id, user_id, 'email', 'dead', now(), 8, 'smtp 550', now() from n`,
        [about.login],
      )
      await signIn(page, 'gaoyuan')
      await page.goto('/hq/health')
      const row = page.getByRole('row').filter({ hasText: about.login })
      await expect(row).toContainText('smtp 550')
      await look(page)
      await row.getByRole('button', { name: /重试/ }).click()
      await expect(row).toHaveCount(0)
    })
  })
