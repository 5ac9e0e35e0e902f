import { companyOf, type Person, sessionOf, someoneAtHome } from './company'
import { expect, inDays, look, requestOf, signIn, test } from './fixtures'

const title = `开业布置 ${Date.now() % 100_000}`

// One course, told in order from its writing to the last lesson.
test.describe
  .serial('a course from its rule to its last lesson', () => {
    let person: Person
    let request = ''
    test.beforeAll(async () => {
      const company = await companyOf(await sessionOf('zhoulan'))
      person = await someoneAtHome(company)
      await company.close()
    })

    test('HR writes and publishes it, with a rule for a store', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/courses')
      await expect(page.getByRole('row').filter({ hasText: '食品安全' })).toContainText('已发布')
      await look(page)
      await page.getByRole('button', { name: '新建课程' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('课程名称').fill(title)
      await dialog.getByRole('button', { name: '新建课程' }).click()
      await page.waitForURL(/\/hq\/courses\/KC-/)
      for (const [index, lesson] of ['摆台', '灯光'].entries()) {
        await page.getByRole('button', { name: '新增课时' }).first().click()
        await dialog.getByLabel('标题').fill(lesson)
        await dialog.getByLabel('内容').fill(`${lesson}怎么做\n\n按图做完，拍照给店长看。`)
        await dialog.getByRole('button', { name: '新增课时' }).click()
        await expect(page.locator('main details')).toHaveCount(index + 1)
      }
      await look(page)
      await page.getByRole('button', { name: '发布第 1 版' }).click()
      await dialog.getByRole('button', { name: '发布第 1 版' }).click()
      await expect(page.locator('main .badge').filter({ hasText: '已发布' }).first()).toBeVisible()

      await page
        .getByRole('navigation', { name: '课程的内容' })
        .getByRole('link', { name: /应学规则/ })
        .click()
      await page.getByRole('button', { name: '新增规则' }).click()
      await dialog.getByLabel('到岗后几天内学完').fill('5')
      await dialog.getByLabel('在哪里').fill('天钥')
      await dialog.getByRole('option', { name: /徐汇天钥店/ }).click()
      await dialog.getByRole('button', { name: '新增规则' }).click()
      const rule = page.getByRole('listitem').filter({ hasText: '徐汇天钥店' }).last()
      await expect(rule).toContainText('到岗后 5 天内')
      // those who are there already are named, and not asked by themselves
      await page.getByRole('link', { name: '已在岗、将到岗的人' }).click()
      await expect(page.getByRole('status').filter({ hasText: '还没派过的有' })).toBeVisible()
      await look(page)
    })

    test('a dispatch there names it before anybody has agreed', async ({ page }) => {
      await signIn(page, person.login)
      await page.goto('/me/transfers/new')
      await page.getByLabel('去哪家门店').selectOption({ label: '徐汇天钥店' })
      await page.getByLabel('生效日期').fill(inDays(2))
      await page.getByText('3 个月', { exact: true }).click()
      await page.getByRole('button', { name: '看影响' }).click()
      const effects = page.locator('.card').filter({ hasText: '生效时自动完成' })
      await expect(effects).toContainText(new RegExp(`分派 \\d 门课：.*${title}`))
      await expect(effects).toContainText(`${title} ${inDays(7)} 前学完`)
      await look(page)
      await page.getByLabel('申请理由').fill('想去新店')
      await page.getByLabel('提供基本与工作信息').check()
      await page.getByRole('button', { name: '提交申请' }).click()
      await page.waitForURL(/\/me\/requests\/DG-/)
      request = requestOf(page)
      for (const [login, at] of [
        ['hejun', '/hq'],
        ['zhaomingyuan', '/store/tianyao'],
        ['zhoulan', '/hq'],
        ['sunli', '/hq'],
      ] as const) {
        await signIn(page, login)
        await page.goto(`${at}/requests/${request}`)
        const agree = page.getByRole('button', { name: '同意', exact: true })
        if (login === 'sunli' && (await agree.count()) === 0) continue
        await agree.click()
        await expect(agree).toHaveCount(0)
      }
      await expect(page.locator('.card').filter({ hasText: '生效时自动完成' })).toContainText(title)
    })

    test('the person learns it on the phone, and the manager’s list gets shorter', async ({
      page,
      another,
    }) => {
      const store = await another()
      await signIn(store, 'zhaomingyuan')
      await store.goto('/store/tianyao/courses')
      const owed = store.getByRole('row').filter({ hasText: person.name }).filter({ hasText: title })
      await expect(owed).toContainText('未开始')
      await expect(owed).toContainText(request)
      await look(store)
      await owed.getByRole('button', { name: new RegExp(`提醒${person.name}学`) }).click()
      await expect(owed).toContainText('24 小时内提醒过')

      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, person.login)
      await page.goto('/me')
      await look(page)
      await page.goto('/me/courses')
      await look(page)
      await page.getByRole('link', { name: new RegExp(title) }).click()
      await page.getByRole('button', { name: '开始学' }).click()
      await expect(page.getByText('摆台怎么做')).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '学完了，下一节' }).click()
      await expect(page.getByText('灯光怎么做')).toBeVisible()
      await page.getByRole('button', { name: '学完了', exact: true }).click()
      await expect(page.locator('main .badge').filter({ hasText: '已学完' })).toBeVisible()

      await store.goto('/store/tianyao/courses')
      await expect(owed).toHaveCount(0)
      await store.goto(`/store/tianyao/team/${person.number}`)
      await expect(store.getByRole('listitem').filter({ hasText: title })).toContainText('已学完')
      // what was learnt elsewhere the person has not let the store read
      await expect(store.getByText('未授权：本人没有同意门店查看培训明细')).toBeVisible()
      await look(store)
    })
  })
