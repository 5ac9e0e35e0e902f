import { env } from '../env'
import { startVendors, type Vendors } from '../test/robot-vendors'
import { expect, look, signIn, test } from './fixtures'

const name = `南西店店长群 ${Date.now() % 100_000}`

test.describe
  .serial('a group robot', () => {
    let vendors: Vendors
    test.beforeAll(async () => {
      vendors = await startVendors(env.storyRobotPort)
    })
    test.afterAll(() => vendors?.close())

    test('is added by the store, tested, switched on, and never shows its address', async ({ page }) => {
      await signIn(page, 'fangjing')
      await page.goto('/store/nanxi/robots')
      await look(page)
      await page.getByRole('button', { name: '添加机器人' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('类型').selectOption({ label: '飞书' })
      await dialog.getByLabel('群的名称').fill(name)
      await dialog.getByLabel('Webhook 地址').fill('https://10.0.0.8/open-apis/bot/v2/hook/12345678')
      await dialog.getByLabel('签名密钥').fill(vendors.secret)
      await look(page)
      await dialog.getByRole('button', { name: '添加机器人' }).click()
      await expect(dialog.getByText('这不是飞书给机器人的地址')).toBeVisible()
      await dialog.getByLabel('Webhook 地址').fill(vendors.addresses.feishu)
      await dialog.getByRole('button', { name: '添加机器人' }).click()
      await expect(dialog).toHaveCount(0)

      const robot = page.getByRole('listitem').filter({ hasText: name })
      await expect(robot).toContainText('关闭')
      await robot.getByRole('button', { name: '发送测试消息' }).click()
      await expect(robot).toContainText('已送达')
      expect(vendors.heard.at(-1)?.text).toContain(name)
      await robot.getByRole('button', { name: '开启' }).click()
      await expect(robot.getByText('开启', { exact: true }).first()).toBeVisible()
      await look(page)
      const token = vendors.addresses.feishu.split('/').at(-1) ?? ''
      for (const secret of [token, vendors.secret]) expect(await page.content()).not.toContain(secret)
    })

    test('says what its vendor says, and can be mended or removed', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/robots')
      const robot = page.getByRole('listitem').filter({ hasText: name })
      await robot.getByRole('button', { name: '更换地址' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Webhook 地址').fill(vendors.addresses.feishu)
      await dialog.getByLabel('签名密钥').fill('not the secret')
      await dialog.getByRole('button', { name: '保存' }).click()
      await expect(dialog).toHaveCount(0)
      // a test a moment ago has to be over
      await expect(async () => {
        await robot.getByRole('button', { name: '发送测试消息' }).click()
        await expect(robot).toContainText('19021 sign match fail', { timeout: 5000 })
      }).toPass()
      await expect(robot.getByText('失效', { exact: true })).toBeVisible()
      await look(page)
      await robot.getByRole('button', { name: '移除' }).click()
      await dialog.getByRole('button', { name: '移除' }).click()
      await expect(robot).toHaveCount(0)
    })

    test('is nobody else’s to see', async ({ page }) => {
      await signIn(page, 'sunli')
      expect((await page.goto('/hq/robots'))?.status()).toBe(404)
    })
  })
