import { expect, look, signIn, test } from './fixtures'

const mark = `柜门${Date.now() % 1_000_000}`
let number = ''

test.describe
  .serial('words are found', () => {
    test('by the author of a ticket, in what was written and marked in it', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me/tickets/new')
      await page.getByLabel('分类').selectOption({ label: '设备报修' })
      await page.getByLabel('一句话说明').fill('冷柜关不严')
      await page.getByLabel('详细情况').fill(`编号 ${mark} <img src=x onerror=alert(1)> 关不上`)
      await page.getByRole('button', { name: '提交' }).click()
      await page.waitForURL(/\/me\/tickets\/WT-/)
      number = page.url().split('/').at(-1) ?? ''
      await page.goto('/me')
      await page.getByRole('link', { name: '搜索内容' }).click()
      await expect(page.getByText('想找什么')).toBeVisible()
      await look(page)
      await page.getByRole('searchbox').fill(mark)
      await page.getByRole('button', { name: '查询' }).click()
      await expect(page.locator('mark')).toHaveText([mark])
      await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
      await look(page)
      await page.getByRole('link', { name: '冷柜关不严' }).click()
      await page.waitForURL(new RegExp(number))
    })

    test('in the palette and in the list of tickets, by the manager', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao')
      await page.getByRole('button', { name: /搜/ }).click()
      await page.getByRole('dialog').getByRole('combobox').fill(mark)
      await expect(page.getByRole('option', { name: /冷柜关不严/ })).toBeVisible()
      await page.getByRole('option', { name: /在问题反馈、汇报和公告里搜/ }).click()
      await page.waitForURL(/\/store\/tianyao\/find\?q=/)
      await expect(page.getByRole('link', { name: '冷柜关不严' })).toBeVisible()
      await look(page)
      await page.goto(`/store/tianyao/tickets?view=list&q=${encodeURIComponent(mark)}`)
      await expect(page.getByRole('link', { name: '冷柜关不严' })).toBeVisible()
    })

    test('by nobody who may not read them', async ({ page }) => {
      for (const [login, at] of [
        ['fangjing', '/store/nanxi'],
        ['guyan', '/me'],
        ['yezhen', '/hq'],
      ] as const) {
        await signIn(page, login)
        await page.goto(`${at}/find?q=${encodeURIComponent(mark)}`)
        await expect(page.getByText(`没有找到“${mark}”`)).toBeVisible()
      }
      await signIn(page, 'gaoyuan')
      expect((await page.goto('/hq/find'))?.status()).toBe(404)
    })
  })

test('what is typed right after the key that opens the palette lands in its field, however late the rest of it comes', async ({
  page,
}) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq')
  let letCome = () => {}
  const rest = new Promise<void>(done => {
    letCome = done
  })
  await page.route('**/_next/static/**', async route => {
    await rest
    await route.continue()
  })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('lwq')
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('lwq')
  letCome()
  await expect(page.getByRole('option', { name: /李婉清/ }).first()).toBeVisible()
})
