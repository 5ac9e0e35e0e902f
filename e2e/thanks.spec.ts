import { companyOf, letADayPassForNotes, sessionOf } from './company'
import { expect, look, signIn, test } from './fixtures'

const mark = Date.now() % 1_000_000
const thanks = `谢谢你周末顶班 ${mark} <b>真的</b>`
const advice = `等位时先递水 ${mark}`
let feedbackUrl = ''

// One word of thanks and one of feedback, told in order by the people whom they pass.
test.describe
  .serial('thanks and feedback', () => {
    test.beforeAll(async () => {
      const company = await companyOf(await sessionOf('zhaomingyuan'))
      await letADayPassForNotes(company)
      await company.close()
    })

    test('the manager thanks somebody of the team, for both sides to see', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/team')
      await page.getByRole('link', { name: '王沐阳' }).first().click()
      await page.getByRole('link', { name: '写感谢' }).click()
      await page.waitForURL(/\/store\/tianyao\/thanks\/new\?to=E/)
      await look(page)
      await page.getByLabel('想说的话').fill(thanks)
      await page.getByRole('button', { name: '送出' }).click()
      // what was typed stays when something is missing
      await expect(page.getByLabel('想说的话')).toHaveValue(thanks)
      await page.getByLabel('关于什么').selectOption('服务客人')
      await page.getByText('两边都能看到', { exact: true }).click()
      await page.getByRole('button', { name: '送出' }).click()
      await page.waitForURL(/\/thanks\/[0-9a-f-]{36}$/)
      await expect(page.getByText(thanks)).toBeVisible()
      await look(page)
    })

    test('and gives feedback that is kept as evidence, changes it and sees who reads it', async ({
      page,
    }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/thanks/new')
      await page.getByLabel('写给谁').selectOption({ label: '王沐阳 · 店里的同事 · 徐汇天钥店' })
      await page.waitForURL(/to=[0-9a-f]/)
      await page.getByText('反馈', { exact: true }).click()
      await page.getByText('这样做会更好').click()
      await page.getByLabel('关于什么').selectOption('改进建议')
      await page.getByLabel('想说的话').fill('写错了')
      await page.getByLabel('作为绩效依据').selectOption({ index: 1 })
      await page.getByRole('button', { name: '送出' }).click()
      await page.waitForURL(/\/thanks\/[0-9a-f-]{36}$/)
      feedbackUrl = page.url().split('/').at(-1) ?? ''
      await page.getByRole('button', { name: '修改' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('想说的话').fill(advice)
      await dialog.getByRole('button', { name: '保存修改' }).click()
      await expect(page.locator('main').getByText(advice)).toBeVisible()
      await expect(page.getByText(/以及评定绩效的人/)).toBeVisible()
      await look(page)
    })

    test('the employee finds the thanks on the home page, answers, and sees what is kept', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me')
      await page.getByRole('link', { name: '赵明远 感谢了你' }).click()
      await expect(page.getByText(thanks)).toBeVisible()
      await page.getByLabel('回应一句').fill('下次我也在')
      await look(page)
      await page.getByRole('button', { name: '回应', exact: true }).click()
      await expect(page.getByText('王沐阳的回应')).toBeVisible()
      await page.goto('/me/thanks')
      await look(page)
      await expect(page.getByText(advice)).toBeVisible()
      await expect(page.getByText(/作为 \d{4}-\d{2} 绩效依据/).first()).toBeVisible()
    })

    test('the home department sees both, a colleague elsewhere neither', async ({ page }) => {
      await signIn(page, 'hejun')
      await page.goto('/hq/thanks')
      await look(page)
      await expect(page.getByText(thanks)).toBeVisible()
      await page.goto(`/hq/thanks/${feedbackUrl}`)
      await expect(page.getByText(advice)).toBeVisible()
      await signIn(page, 'fangjing')
      expect((await page.goto(`/store/nanxi/thanks/${feedbackUrl}`))?.status()).toBe(404)
      await page.goto('/store/nanxi/thanks')
      await expect(page.getByText(thanks)).toHaveCount(0)
    })

    test('what was answered is not changed any more, what was taken back nobody reads', async ({ page }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/thanks?tab=sent')
      await page.getByRole('listitem').filter({ hasText: thanks }).getByRole('link').click()
      await expect(page.getByText('王沐阳的回应')).toBeVisible()
      await expect(page.getByRole('button', { name: '修改' })).toHaveCount(0)
      await page.goto(`/store/tianyao/thanks/${feedbackUrl}`)
      await page.getByRole('button', { name: '撤回' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
      await expect(page.getByText(/除了你没有人能再看到/)).toBeVisible()
      await signIn(page, 'wangmuyang')
      expect((await page.goto(`/me/thanks/${feedbackUrl}`))?.status()).toBe(404)
    })

    test('HR sees whom nobody has thanked for long, and the wall of one store', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/thanks?tab=unthanked')
      await look(page)
      await expect(page.getByRole('columnheader', { name: '上次收到' })).toBeVisible()
      await page.goto('/hq/thanks')
      await page.getByRole('combobox', { name: '组织' }).pressSequentially('徐汇天钥')
      await page.getByRole('option', { name: /徐汇天钥/ }).click()
      await page.waitForURL(/unit=/)
      await expect(page.getByText(thanks)).toBeVisible()
      // without feedback there is nothing else to read
      await signIn(page, 'shaoning')
      expect((await page.goto('/hq/thanks'))?.status()).toBe(404)
    })
  })
