import type { Page } from '@playwright/test'
import { photo, takenAt } from '../test/files'
import { expect, inDays, look, press, signIn, test } from './fixtures'

const state = (page: Page, text: string, soon?: { timeout: number }) =>
  expect(page.locator('main .badge').filter({ hasText: text }).first()).toBeVisible(soon)

// One problem, told in order by the people whom it passes.
test.describe
  .serial('a customer wants a size that nobody makes', () => {
    const title = `定制 46 码 ${Date.now() % 100_000}`
    const secret = '成本高三成，先别告诉门店'
    let number = ''

    test('the employee reports it from the phone, with a photo and the day promised', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me/tickets')
      await look(page)
      await page.getByRole('link', { name: '提问题' }).first().click()
      await page.waitForURL(/\/me\/tickets\/new$/)
      await page.getByLabel('分类').selectOption({ label: '定制尺寸' })
      await expect(page.getByText('送到 设计部')).toBeVisible()
      await page.getByLabel('一句话说明').fill(title)
      await page.getByLabel('详细情况').fill('肩宽 52，胸围 112')
      await page.locator('input[type=file][accept="image/*"]').setInputFiles({
        name: '量体.png',
        mimeType: 'image/png',
        buffer: Buffer.from(await photo().arrayBuffer()),
      })
      await expect(page.getByRole('button', { name: '去掉 量体.png' })).toBeVisible()
      await page.getByRole('button', { name: '提交' }).click()
      // what was typed stays when something is missing
      await expect(page.getByText('请填写答应顾客的日期')).toBeVisible()
      await expect(page.getByLabel('一句话说明')).toHaveValue(title)
      await page.getByLabel('答应顾客的日期').fill(inDays(9))
      await look(page)
      await page.getByRole('button', { name: '提交' }).click()
      await page.waitForURL(/\/me\/tickets\/WT-/)
      number = page.url().split('/').at(-1) ?? ''
      await state(page, '待处理')
      await look(page)

      const source = await page.getByRole('img', { name: /量体/ }).getAttribute('src')
      const file = await page.request.get(source ?? '')
      expect(file.headers()['content-disposition']).toContain('attachment')
      expect(file.headers()['content-security-policy']).toContain('sandbox')
      expect((await file.body()).includes(takenAt)).toBe(false)
    })

    test('the specialist finds it among her things to do, takes it, notes and answers', async ({ page }) => {
      await signIn(page, 'yezhen')
      await page.goto('/hq/inbox')
      await page.getByRole('link', { name: title }).click()
      await page.waitForURL(new RegExp(`open=tickets.*${number}`))
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      // beside the list it would make room for what comes next as soon as it is answered
      await page.getByRole('link', { name: '打开整页' }).click()
      await page.waitForURL(new RegExp(`/hq/tickets/${number}`))
      await press(page, 't', soon => state(page, '处理中', soon))
      await page.getByText('内部备注', { exact: true }).first().click()
      await page.getByLabel('内部备注，提交人看不到').fill(secret)
      for (const colleague of ['周岚', '许听澜']) {
        await page.getByRole('combobox', { name: '提到同事' }).pressSequentially(colleague)
        await page
          .getByRole('option', { name: new RegExp(colleague) })
          .first()
          .click()
        await expect(page.getByRole('button', { name: `不提到 ${colleague}` })).toBeVisible()
      }
      await page.getByRole('button', { name: '内部备注' }).click()
      await expect(page.getByRole('list', { name: '往来' })).toContainText(secret)
      await expect(page.getByRole('button', { name: /^不提到/ })).toHaveCount(0)
      // what is chosen and what is asked for are the same again
      await expect(page.getByRole('radio', { name: '答复' })).toBeChecked()
      await expect(page.getByRole('textbox', { name: '答复' })).toBeVisible()
      await look(page)
      await page.getByText('答复', { exact: true }).first().click()
      await page.getByRole('textbox', { name: '答复' }).fill('可以做，周四到店')
      await page.getByRole('button', { name: '答复', exact: true }).click()
      await state(page, '已答复')
      await page.goto('/hq/tickets')
      await look(page)
      await page.goto('/hq/tickets?view=list&scope=received')
      await expect(page.getByRole('link', { name: title })).toBeVisible()
      await look(page)
    })

    test('the author reads the answer and no note, says that it helped, and it is closed', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      const answered = await page.goto(`/me/tickets/${number}`)
      await expect(page.getByRole('list', { name: '往来' })).toContainText('可以做，周四到店')
      expect(await answered?.text()).not.toContain(secret)
      const payload = await page.request.get(`/me/tickets/${number}?_rsc=1`, { headers: { RSC: '1' } })
      expect(await payload.text()).not.toContain(secret)
      await look(page)
      await page.getByText('5 · 很满意').click()
      await page.getByLabel('想说的话（选填）').fill('顾客很满意')
      await page.getByRole('button', { name: '解决了' }).click()
      await state(page, '已关闭')
    })

    test('the store reads it, another store does not, and neither reads the note', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      const own = await page.goto(`/store/tianyao/tickets/${number}`)
      await expect(page.getByRole('list', { name: '往来' })).toContainText('可以做，周四到店')
      expect(await own?.text()).not.toContain(secret)
      await page.goto('/store/tianyao/tickets')
      await look(page)
      await signIn(page, 'fangjing')
      expect((await page.goto(`/store/nanxi/tickets/${number}`))?.status()).toBe(404)
    })
  })

test('HR adds a category, changes it and retires it', async ({ page }) => {
  const name = `门店安全 ${Date.now() % 100_000}`
  await signIn(page, 'zhoulan')
  await page.goto('/hq/tickets/categories')
  await look(page)
  await page.getByRole('button', { name: '新增分类' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('名称', { exact: false }).first().fill(name)
  await form.getByLabel('英文名称').fill('Safety')
  await form.getByLabel('送给').selectOption({ label: '门店店长' })
  await look(page)
  await form.getByRole('button', { name: '新增分类' }).click()
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('门店店长')
  await row.getByRole('button', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(row).toContainText('已停用')
})
