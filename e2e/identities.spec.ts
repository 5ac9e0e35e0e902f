import type { Page } from '@playwright/test'
import { expect, look, signIn, test } from './fixtures'

const paper = `HT-2026-${Date.now() % 100_000}`

/** What 王沐阳 proposes for his contact and HR has not looked at yet. */
const proposed = (page: Page) =>
  page
    .getByRole('listitem')
    .filter({ hasText: '联系方式' })
    .getByRole('link', { name: /等人事核对/ })

async function takeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(page.getByText('已撤回').first()).toBeVisible()
}

// One number that HR looks at with a purpose, and the person who sees that.
test.describe
  .serial('the sealed part of a file', () => {
    test('HR sees it masked, and one value for a purpose', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/people?q=王沐阳')
      await page.getByRole('link', { name: '王沐阳' }).first().click()
      await page.getByRole('link', { name: '档案', exact: true }).click()
      await page.waitForURL(/\/file$/)
      await expect(page.getByText(/^999\*{11}[\dX]{4}$/)).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '显示证件号码' }).click()
      const dialog = page.getByRole('dialog')
      await look(page)
      await dialog.getByLabel('用途').selectOption('办理合同')
      await dialog.getByLabel('说明').fill(paper)
      await dialog.getByRole('button', { name: '记录并显示' }).click()
      await expect(page.getByText(/^999999\d{11}[\dX]$/)).toBeVisible()
      await expect(page.getByText(`办理合同：${paper}`)).toBeVisible()
      await page.getByRole('button', { name: '隐藏' }).click()
      await expect(page.getByText(/999999\d{11}/)).toHaveCount(0)
    })

    test('a number typed wrong is refused before anything is kept', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/people?q=李婉清')
      await page.getByRole('link', { name: '李婉清' }).first().click()
      await page.getByRole('link', { name: '档案', exact: true }).click()
      await page.getByRole('button', { name: '修改', exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('证件号码').fill('11010519491231003X')
      await dialog.getByRole('button', { name: '保存' }).click()
      await expect(dialog.getByText(/有一位输错了/)).toBeVisible()
      await look(page)
    })

    test('the person sees who looked, and shows their own', async ({ page }) => {
      await signIn(page, 'wangmuyang')
      await page.goto('/me/privacy')
      await expect(page.getByText(paper)).toBeVisible()
      await look(page)
      await page.getByRole('link', { name: '我的档案' }).click()
      await page.getByRole('button', { name: '显示证件号码' }).click()
      await expect(page.getByText(/^999999\d{11}[\dX]$/)).toBeVisible()
      await look(page)
    })

    test('what somebody began to propose is there again after Esc, and gone once it is sent', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me/file')
      // a first try may have sent one
      if (await proposed(page).isVisible()) {
        await proposed(page).click()
        await takeBack(page)
        await page.goto('/me/file')
      }
      const open = page.getByRole('button', { name: '联系方式：提出修改' })
      const dialog = page.getByRole('dialog')
      await open.click()
      await dialog.getByLabel('关系').fill('表姐')
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await open.click()
      await expect(dialog.getByLabel('关系')).toHaveValue('表姐')
      await dialog.getByLabel('原因').fill('换了紧急联系人')
      await look(page)
      await dialog.getByRole('button', { name: '提交给人事' }).click()
      await proposed(page).click()
      await expect(page).toHaveURL(/\/me\/requests\/ZL-/)
      // who may follow it, and not read what it says
      const { pathname } = new URL(page.url())
      await signIn(page, 'sunli')
      await page.goto(pathname.replace('/me', '/hq'))
      await expect(page.getByText('仅人事和本人可见')).toBeVisible()
      await expect(page.getByText(/由人事核对/)).toBeVisible()
      expect(await page.content()).not.toContain('表姐')
      await look(page)
      await signIn(page, 'wangmuyang')
      await page.goto(pathname)
      await takeBack(page)
    })

    test('a store asks of each field who sees it, and reads why it does not', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/team')
      await page.getByRole('link', { name: '王沐阳' }).first().click()
      await page.getByRole('link', { name: /^约定工资/ }).click()
      await expect(page.getByRole('heading', { name: '约定工资' })).toBeVisible()
      await expect(page.getByRole('row', { name: /门店经理|店长/ })).toContainText('看不到')
      await expect(page.getByText('你看不到这一项，也就看不到它的历史')).toBeVisible()
      await look(page)
    })
  })
