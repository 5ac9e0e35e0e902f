import type { Page } from '@playwright/test'
import { expect, look, signIn, test } from './fixtures'

const title = `收银台卫生要求 ${Date.now() % 100_000}`
let number = ''

const lists = (page: Page) => page.getByRole('navigation', { name: '阅读情况' })

// One notice, told in order by the people whom it passes.
test.describe
  .serial('a notice that is to be signed', () => {
    test('HR writes it, sees whom it reaches, and publishes it', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/notices')
      await look(page)
      await page.getByRole('link', { name: '写通知' }).first().click()
      await page.waitForURL(/\/hq\/notices\/new$/)
      await page.getByLabel('标题').fill(title)
      await page
        .getByLabel('正文')
        .fill('每两小时擦拭一次。\n<b>不要</b>用酒精擦屏幕。\n说明见 https://example.com/clean')
      await page.getByRole('combobox', { name: '组织（含下属）' }).pressSequentially('徐汇天钥')
      await page.getByRole('option', { name: /徐汇天钥/ }).click()
      await page.getByLabel('必读，要签收').check()
      await page.getByLabel('检查问题').fill('多久擦拭一次？')
      await page.getByLabel('选项 1').fill('每天一次')
      await page.getByLabel('选项 2').fill('每两小时一次')
      await look(page)
      await page.getByRole('button', { name: '存为草稿' }).click()
      // what was typed stays when something is missing
      await expect(page.getByText('请选哪个选项是对的')).toBeVisible()
      await expect(page.getByLabel('标题')).toHaveValue(title)
      await page.getByLabel('正确答案').selectOption('2')
      await page.getByRole('button', { name: '存为草稿' }).click()
      await page.waitForURL(/\/hq\/notices\/TZ-/)
      number = page.url().split('/').at(-1) ?? ''
      await expect(page.getByText(/现在会发给 \d+ 人/)).toBeVisible()
      await expect(page.getByRole('note')).toContainText('王沐阳')
      await look(page)
      await page.getByRole('button', { name: '发布', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expect(page.locator('main .badge').filter({ hasText: '已发布' })).toBeVisible()
      // markup is text, https is a link
      await expect(page.getByText('<b>不要</b>用酒精擦屏幕。')).toBeVisible()
      await expect(page.getByRole('link', { name: 'https://example.com/clean' })).toHaveAttribute(
        'rel',
        /noopener/,
      )
    })

    test('the employee reads it on the phone, answers wrongly, reads again and signs', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me/notices')
      await look(page)
      await page.getByRole('list', { name: '等你读' }).getByRole('link', { name: title }).click()
      await page.waitForURL(new RegExp(number))
      await look(page)
      await page.getByLabel('每天一次').check()
      await page.getByRole('button', { name: '我已阅读并知晓' }).click()
      await expect(page.getByText('这个答案不对')).toBeVisible()
      await page.getByRole('button', { name: '我再读过了，重新回答' }).click()
      await page.getByLabel('每两小时一次').check()
      await page.getByRole('button', { name: '我已阅读并知晓' }).click()
      await expect(page.getByText('已签收第 1 版')).toBeVisible()
      await expect(page.getByRole('button', { name: '我已阅读并知晓' })).toHaveCount(0)
      await look(page)
      await page.goto('/me/notices')
      await expect(
        page.getByRole('list', { name: '读过的' }).getByRole('link', { name: title }),
      ).toBeVisible()
    })

    test('the manager sees who of the team has not signed, and reminds them once', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/notices')
      await look(page)
      await page.getByRole('link', { name: title }).click()
      await page.waitForURL(new RegExp(number))
      // the worker delivers within a second
      await expect(async () => {
        await page.reload()
        await expect(page.getByRole('button', { name: /提醒 \d+ 人/ })).toBeVisible({ timeout: 1000 })
      }).toPass()
      await expect(page.getByRole('button', { name: '撤回' })).toHaveCount(0)
      await page.getByRole('button', { name: /提醒 \d+ 人/ }).click()
      await expect(page.getByText(/24 小时内不重复提醒/)).toBeVisible()
      await look(page)
      await signIn(page, 'fangjing')
      expect((await page.goto(`/store/nanxi/notices/${number}`))?.status()).toBe(404)
      await signIn(page, 'guyan')
      expect((await page.goto(`/me/notices/${number}`))?.status()).toBe(404)
    })

    test('HR changes what matters: it is asked again, and both versions are on the record', async ({
      page,
    }) => {
      await signIn(page, 'zhoulan')
      await page.goto(`/hq/notices/${number}`)
      await lists(page)
        .getByRole('link', { name: /已签收/ })
        .click()
      await expect(page.getByRole('row').filter({ hasText: '王沐阳' })).toContainText('2 次')
      await page.getByRole('link', { name: '发布新版本' }).click()
      await page.waitForURL(/\/edit$/)
      await page.getByLabel('正文').fill('每小时擦拭一次。')
      await page.getByLabel('检查问题').fill('')
      await page.getByLabel('选项 1').fill('')
      await page.getByLabel('选项 2').fill('')
      await page.getByLabel('正确答案').selectOption('')
      await page.getByLabel('改了什么').fill('擦拭更勤')
      await page.getByLabel('改动重要').check()
      await look(page)
      await page.getByRole('button', { name: '发布新版本' }).click()
      await page.waitForURL(new RegExp(`${number}$`))

      await signIn(page, 'wangmuyang')
      await page.goto(`/me/notices/${number}`)
      await expect(page.getByRole('deletion').first()).toContainText('每两小时擦拭一次')
      await expect(page.getByRole('insertion')).toContainText('每小时擦拭一次')
      await page.getByRole('button', { name: '我已阅读并知晓' }).click()
      await expect(page.getByText('已签收第 2 版')).toBeVisible()

      await signIn(page, 'shaoning')
      await page.goto(`/hq/notices/${number}`)
      await expect(page.getByRole('button', { name: /提醒|撤回/ })).toHaveCount(0)
      await page.getByRole('link', { name: '签收记录' }).click()
      await page.waitForURL(/\/record$/)
      await expect(page.getByRole('row').filter({ hasText: '王沐阳' })).toHaveCount(2)
      await look(page)
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
      await expect(page.getByRole('row').filter({ hasText: '王沐阳' }).first()).toBeVisible()
    })
  })

test('a draft is thrown away, and nobody reads it before or after', async ({ page }) => {
  await signIn(page, 'zhaomingyuan')
  await page.goto('/store/tianyao/notices/new')
  await page.getByLabel('标题').fill('周三培训改期')
  await page.getByLabel('正文').fill('改到周四 15:00。')
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.waitForURL(/\/notices\/TZ-/)
  const draft = page.url().split('/').at(-1) ?? ''
  await signIn(page, 'wangmuyang')
  expect((await page.goto(`/me/notices/${draft}`))?.status()).toBe(404)
  await signIn(page, 'zhaomingyuan')
  await page.goto(`/store/tianyao/notices/${draft}`)
  await page.getByRole('button', { name: '作废草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '作废草稿' }).click()
  await expect(page.locator('main .badge').filter({ hasText: '已撤回' })).toBeVisible()
})

test('a notice for a tag is there at once for whoever HR gives it to', async ({ page, another }) => {
  const tag = `夜班 ${Date.now() % 100_000}`
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people')
  await page.getByRole('link', { name: '标签' }).click()
  await page.waitForURL(/\/hq\/tags$/)
  await look(page)
  await page.getByRole('button', { name: '新增标签' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('名称').fill(tag)
  await form.getByRole('button', { name: '新增标签' }).click()
  await page.getByRole('link', { name: tag }).click()
  await page.waitForURL(/\/hq\/tags\/[0-9a-f-]{36}$/)
  const tagPage = page.url()

  await page.goto('/hq/notices/new')
  await page.getByLabel('标题').fill(`${tag}补贴`)
  await page.getByLabel('正文').fill('次月随工资发放。')
  await page.getByLabel(tag).check()
  await look(page)
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.waitForURL(/\/hq\/notices\/TZ-/)
  await expect(page.getByText(`标签：${tag}`)).toBeVisible()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.locator('main .badge').filter({ hasText: '已发布' })).toBeVisible()

  // the page is open before; the worker tells its reader
  const phone = await another()
  await phone.setViewportSize({ width: 390, height: 844 })
  await signIn(phone, 'wangmuyang')
  await phone.goto('/me/notices')
  await expect(phone.getByRole('link', { name: `${tag}补贴` })).toHaveCount(0)
  await page.goto(tagPage)
  await page.getByRole('button', { name: '贴给同事' }).first().click()
  await page.getByRole('combobox', { name: '同事' }).pressSequentially('王沐阳')
  await page.getByRole('option', { name: /王沐阳/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '贴给同事' }).click()
  await expect(page.getByRole('row').filter({ hasText: '王沐阳' })).toBeVisible()
  await look(page)
  await expect(phone.getByRole('list', { name: '等你读' })).toContainText(`${tag}补贴`)
  await phone.goto('/me/file')
  await expect(phone.getByText(tag)).toBeVisible()
  await look(phone)
  await page.getByRole('button', { name: `取下 王沐阳 的标签“${tag}”` }).click()
  await expect(page.getByRole('row').filter({ hasText: '王沐阳' })).toHaveCount(0)
})
