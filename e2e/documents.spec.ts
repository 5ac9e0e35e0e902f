import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, look, signIn, test } from './fixtures'

const title = `咖啡师证 ${Date.now() % 1_000_000}`

// One certificate, from the phone's camera to HR's look; and nobody of the store on the way.
test.describe
  .serial('a document', () => {
    test('is photographed on the phone; what is no picture is refused with a reason', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me')
      await page.getByRole('link', { name: '我的材料' }).click()
      await page.getByRole('button', { name: '提交材料' }).first().dblclick()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('种类').selectOption('资格证书')
      await dialog.getByLabel('名称').fill(title)
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
      await dialog
        .getByLabel('选择文件')
        .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: svg })
      await dialog.getByRole('button', { name: '提交材料' }).click()
      await expect(dialog.getByText(/只能是 JPEG、PNG、WebP 或 PDF/)).toBeVisible()
      await dialog.getByLabel('选择文件').setInputFiles({
        name: 'torn.jpg',
        mimeType: 'image/jpeg',
        buffer: Buffer.from('ffd8ffe000104a4649460001', 'hex'),
      })
      await expect(dialog.getByText('无法预览')).toBeVisible()
      await look(page)
      const heavy = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(11 * 1024 * 1024, 32)])
      await dialog
        .getByLabel('选择文件')
        .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: heavy })
      await expect(dialog.getByText('已选择：scan.pdf')).toBeVisible()
      await dialog.getByRole('button', { name: '提交材料' }).click()
      await expect(dialog.getByText(/一共不超过 10 MB/)).toBeVisible()
      await expect(dialog.getByLabel('名称')).toHaveValue(title)
      const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#f5f1e8' } })
        .jpeg()
        .toBuffer()
      await dialog
        .getByLabel('选择文件')
        .setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: photo })
      await expect(dialog.getByText('已选择：p.jpg')).toBeVisible()
      // what was said of the file before is not about this one
      await expect(dialog.getByText(/一共不超过 10 MB/)).toHaveCount(0)
      await dialog.getByRole('button', { name: '提交材料' }).click()
      const row = page.getByRole('listitem').filter({ hasText: title })
      await expect(row.getByText('待核验')).toBeVisible()
      await look(page)
    })

    test('is verified by HR, who opens an identity card for a purpose only', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/people')
      const { number } = await personOf(page)
      await page.goto(`/hq/people/${number}/documents`)
      const row = page.getByRole('listitem').filter({ hasText: title })
      await row.getByRole('button', { name: '核验通过' }).click()
      await expect(row.getByText('已核验')).toBeVisible()
      await look(page)
      const saved = page.waitForEvent('download')
      await row.getByRole('link', { name: '下载' }).click()
      expect((await saved).suggestedFilename()).toBe(`王沐阳 ${title} v1.jpg`)

      await page.getByRole('button', { name: '查看', exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: '查看', exact: true }).click()
      await expect(dialog.getByText('请填写')).toBeVisible()
      await dialog.getByLabel('用途').selectOption('核验')
      const opened = page.waitForEvent('download')
      await dialog.getByRole('button', { name: '查看', exact: true }).click()
      expect((await opened).suggestedFilename()).toMatch(/^王沐阳 .+ v1\.jpg$/)
      await expect(dialog).toBeHidden()
    })

    test('is not there for the store', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      const { number } = await personOf(page)
      for (const path of [`/hq/people/${number}/documents`, `/store/tianyao/team/${number}/documents`])
        expect((await page.goto(path))?.status()).toBe(404)
    })
  })

/** 王沐阳's number, from the store's team page or the list of people. */
async function personOf(page: Page): Promise<{ number: string }> {
  await page.goto(page.url().includes('/hq/') ? '/hq/people?q=王沐阳' : '/store/tianyao/team')
  const href = await page.getByRole('link', { name: '王沐阳' }).first().getAttribute('href')
  return { number: href?.split('/').at(-1) ?? '' }
}
