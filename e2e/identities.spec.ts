import { expect, look, signIn, test } from './fixtures'

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
      await dialog.getByLabel('说明').fill('HT-2026-77')
      await dialog.getByRole('button', { name: '记录并显示' }).click()
      await expect(page.getByText(/^999999\d{11}[\dX]$/)).toBeVisible()
      await expect(page.getByText('办理合同：HT-2026-77')).toBeVisible()
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
      await expect(page.getByText('HT-2026-77')).toBeVisible()
      await look(page)
      await page.getByRole('link', { name: '我的档案' }).click()
      await page.getByRole('button', { name: '显示证件号码' }).click()
      await expect(page.getByText(/^999999\d{11}[\dX]$/)).toBeVisible()
      await look(page)
    })
  })
