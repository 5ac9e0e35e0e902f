import type { Page } from '@playwright/test'
import { expect, look, signIn, test } from './fixtures'

const name = `巡店日报 ${Date.now() % 100_000}`
const trouble = `空调不够冷 ${Date.now() % 100_000}`
let report = ''

const field = (page: Page, title: string) => page.getByRole('group', { name: title })

/** A photo that needs no photographer. */
const photo = {
  name: 'shelf.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

// One template and one report, told in order by the people whom they pass.
test.describe
  .serial('a daily report', () => {
    test('HR builds the template by buttons, sees it as the employee will, and starts it', async ({
      page,
    }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/reports/templates')
      await look(page)
      await page.getByRole('link', { name: '新建模板' }).first().click()
      await page.waitForURL(/\/templates\/new$/)
      await page.getByLabel('模板名称').fill(name)
      await page.getByRole('button', { name: '选择', exact: true }).click()
      const choice = field(page, '第 1 项：选择')
      await choice.getByLabel('问什么').fill('和昨天比')
      await choice.getByLabel('选项，每行一个').fill('更忙')
      await page.getByRole('button', { name: '数字', exact: true }).click()
      const number = field(page, '第 2 项：数字')
      await number.getByLabel('问什么').fill('客流')
      await number.getByLabel('单位').fill('人')
      await number.getByLabel('最大值').fill('500')
      await number.getByRole('button', { name: '上移' }).click()
      await expect(field(page, '第 1 项：数字').getByLabel('问什么')).toHaveValue('客流')
      await page.getByRole('button', { name: '文字', exact: true }).click()
      await field(page, '第 3 项：文字').getByLabel('问什么').fill('遇到的问题')
      await page.getByRole('button', { name: '照片', exact: true }).click()
      await field(page, '第 4 项：照片').getByLabel('问什么').fill('货架照片')
      await page.getByRole('combobox', { name: '组织（含下属）' }).pressSequentially('徐汇天钥')
      await page.getByRole('option', { name: /徐汇天钥/ }).click()
      await page.getByLabel('几点前交').fill('23:59')
      await look(page)
      await page.getByRole('button', { name: '存为草稿' }).click()
      // what was built stays when something does not hold together
      await expect(page.getByText('“和昨天比”至少要两个选项')).toBeVisible()
      await field(page, '第 2 项：选择').getByLabel('选项，每行一个').fill('更忙\n差不多\n更闲')
      await page.getByRole('button', { name: '存为草稿' }).click()
      await page.waitForURL(/\/templates\/[0-9a-f-]{36}$/)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
      await expect(page.getByLabel('客流')).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '启用' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
      await expect(page.locator('main .badge').filter({ hasText: '使用中' })).toBeVisible()
    })

    test('the employee writes it on the phone: what is typed survives a lost network and a reload', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me/reports')
      await look(page)
      const row = page.getByRole('list', { name: '现在要写' }).getByRole('listitem').filter({ hasText: name })
      await row.getByRole('link').or(row.getByRole('button')).click()
      await page.waitForURL(/\/me\/reports\/[0-9a-f-]{36}$/)
      report = page.url().split('/').at(-1) ?? ''
      await look(page)
      await page.context().setOffline(true)
      await page.getByLabel('遇到的问题').fill(trouble)
      await expect(page.getByText('没有网络，写的内容还在这里')).toBeVisible()
      await page.context().setOffline(false)
      await expect(page.getByText(/草稿已存/)).toBeVisible()
      await page.reload()
      await expect(page.getByLabel('遇到的问题')).toHaveValue(trouble)
      await page.getByLabel('客流').fill('612')
      await page.getByLabel('差不多').check()
      await page.getByLabel('拍照或选图').setInputFiles(photo)
      await expect(page.getByRole('button', { name: /移除 / })).toBeVisible()
      await page.getByRole('button', { name: '提交' }).click()
      await expect(page.getByText('“客流”不能大于 500')).toBeVisible()
      await expect(page.getByLabel('遇到的问题')).toHaveValue(trouble)
      await page.getByLabel('客流').fill('１６８')
      await page.getByRole('button', { name: '提交' }).click()
      await page.waitForURL(/\/me\/reports$/)
      await expect(
        page.getByRole('list', { name: '交过的' }).getByRole('link', { name: new RegExp(name) }),
      ).toBeVisible()
    })

    test('the manager finds it on the board, reads it and says a word', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/reports')
      await look(page)
      const row = page.getByRole('row').filter({ hasText: name }).filter({ hasText: '王沐阳' })
      await expect(row).toContainText('未读')
      await row.getByRole('link', { name: '王沐阳' }).click()
      await page.waitForURL(new RegExp(report))
      await expect(page.getByText('168')).toBeVisible()
      await expect(page.getByText(trouble)).toBeVisible()
      await expect(page.getByRole('img', { name: '货架照片，第 1 张' })).toBeVisible()
      await expect(page.getByText(/赵明远 .* 已读/)).toBeVisible()
      await look(page)
      await page.getByLabel('写留言').fill('空调已经报修，明天来人。')
      await page.getByRole('button', { name: '发送' }).click()
      await expect(page.getByRole('list', { name: '留言' })).toContainText('明天来人')
      await signIn(page, 'wangmuyang')
      await page.goto(`/me/reports/${report}`)
      await expect(page.getByRole('list', { name: '留言' })).toContainText('明天来人')
      // it was read: it is no longer written
      await expect(page.getByRole('button', { name: '更新' })).toHaveCount(0)
    })

    test('nobody else opens it', async ({ page }) => {
      for (const [login, path] of [
        ['fangjing', '/store/nanxi/reports'],
        ['guyan', '/me/reports'],
        ['yezhen', '/hq/reports'],
        ['shaoning', '/hq/reports'],
      ]) {
        await signIn(page, login ?? '')
        expect((await page.goto(`${path}/${report}`))?.status(), login).toBe(404)
      }
    })

    test('headquarters sees how far stores are, and the number over days', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/reports')
      await look(page)
      await page.getByRole('link', { name: '华东' }).click()
      await page.getByRole('link', { name: '徐汇天钥店' }).click()
      await expect(
        page.getByRole('row').filter({ hasText: name }).filter({ hasText: '王沐阳' }),
      ).toBeVisible()
      await page.goto('/hq/reports/numbers?by=person')
      await page.getByLabel('数字', { exact: true }).selectOption({ label: `${name} · 客流` })
      await page.getByRole('button', { name: '查看' }).click()
      await expect(page.getByRole('img', { name: /客流: 王沐阳/ })).toBeVisible()
      await look(page)
      await page.getByText('看表格').click()
      await expect(page.getByRole('cell', { name: '168' })).toBeVisible()
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: '导出 CSV' }).click()
      expect((await download).suggestedFilename()).toBe(`${name}.csv`)
      // the old charts of the demo company, too
      await page.goto('/hq/reports/numbers')
      await look(page)
    })
  })

test('a manager lets somebody off for a day, and takes it back', async ({ page }) => {
  await signIn(page, 'zhaomingyuan')
  await page.goto('/store/tianyao/reports?standing=due')
  // 王沐阳 is to write one in another story
  const row = page.getByRole('row').filter({ hasText: '登记休假', hasNotText: '王沐阳' }).last()
  const who = (await row.getByRole('cell').first().textContent())?.replace(/E\d+$/, '') ?? ''
  await row.getByRole('button', { name: '登记休假' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('类型').selectOption('rest')
  await dialog.getByLabel('原因').fill('调休')
  await look(page)
  await dialog.getByRole('button', { name: '登记' }).click()
  await page.goto('/store/tianyao/reports?standing=excused')
  const excused = page.getByRole('row').filter({ hasText: who }).first()
  await expect(excused).toContainText('调休')
  await excused.getByRole('button', { name: '撤销休假' }).click()
  await expect(page.getByRole('row').filter({ hasText: '调休' }).filter({ hasText: who })).toHaveCount(0)
})
