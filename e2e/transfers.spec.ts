import type { Page } from '@playwright/test'
import { photo } from '../test/files'
import { type Company, companyOf, sessionOf, someoneAtHome } from './company'
import { askForDispatch, expect, inDays, look, press, requestOf, signIn, test } from './fixtures'

const badge = (page: Page, text: string) =>
  expect(page.locator('main .badge').filter({ hasText: text }).first()).toBeVisible()

let company: Company
test.beforeAll(async () => {
  company = await companyOf(await sessionOf('hejun'))
})
test.afterAll(() => company?.close())

/** 李婉清; at a second try, when she may have asked already, another one of 何骏's. */
const applicant = async (retry: number): Promise<{ login: string; name: string }> =>
  retry ? someoneAtHome(company) : { login: 'liwanqing', name: '李婉清' }

/** What was said is in the page before the next step: the answer of an action refreshes it. */
async function approve(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await expect(page.getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
}

test('what was switched stays with the next person, or the form says why it cannot', async ({ page }) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/transfers/new')
  const pick = async (name: string): Promise<void> => {
    await page.getByRole('combobox', { name: '员工' }).fill(name)
    await page.getByRole('option', { name: new RegExp(name) }).click()
    await expect(page.getByRole('radio').first()).toBeVisible()
    await expect(page).toHaveURL(/person=/)
  }
  await pick('王沐阳')
  await page.getByText('提前或按期回到总部').click()
  await pick('顾言')
  await expect(page.getByText('现在：南京西路店')).toBeVisible()
  await expect(page.getByRole('radio', { name: /返回/ })).toBeChecked()
  await pick('许听澜')
  await expect(page.getByText('不能返回，已改选派驻')).toBeVisible()
  await expect(page.getByRole('radio', { name: /派驻/ })).toBeChecked()
  await look(page)
})

// One request, told in order by the people whom it passes.
test.describe
  .serial('a dispatch from request to arrival', () => {
    let person: { login: string; name: string }
    let number = ''

    test('the employee sees the impact, consents and submits', async ({ page }, info) => {
      person = await applicant(info.retry)
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, person.login)
      await page.goto('/me/transfers/new')
      await look(page)
      await page.getByRole('button', { name: '看影响' }).click()
      await expect(page.getByText('还差 2 项')).toBeVisible()
      await expect(page.getByLabel('去哪家门店')).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByLabel('生效日期')).toHaveAttribute('aria-invalid', 'true')
      await page.getByLabel('去哪家门店').selectOption({ label: '徐汇天钥店' })
      await page.getByLabel('生效日期').fill(inDays(8))
      await page.getByRole('button', { name: '看影响' }).click()
      await expect(page.getByRole('heading', { name: '变更对照' })).toBeVisible()
      await expect(page.getByRole('list', { name: '谁来审批' })).toContainText('赵明远')
      await look(page)

      await page.getByLabel('申请理由').fill('希望就近驻店，已与家人确认')
      await page.getByRole('button', { name: '提交申请' }).click()
      await expect(page.getByRole('alert').filter({ hasText: '单独同意' })).toBeVisible()
      await expect(page.getByLabel('申请理由')).toHaveValue('希望就近驻店，已与家人确认')
      await page.getByLabel('提供基本与工作信息').check()
      await page.getByLabel('提供培训明细').check()
      await page.getByRole('button', { name: '提交申请' }).click()
      await page.waitForURL(/\/me\/requests\/DG-/)
      number = requestOf(page)
      await badge(page, '审批中')
      await expect(page.getByRole('list', { name: '流程' })).toContainText('希望就近驻店')
      await look(page)

      await page.goto('/me')
      const quick = page.getByRole('navigation', { name: '常用' })
      await expect(quick.getByRole('link', { name: number })).toContainText('部门审核')
      await expect(quick.getByRole('link', { name: '申请派驻' })).toHaveCount(0)
      await page.goto('/me/requests')
      await expect(page.getByRole('link', { name: number })).toBeVisible()
      await look(page)
    })

    test('the head approves from the inbox with the keyboard', async ({ page }) => {
      await signIn(page, 'hejun')
      await page.goto('/hq/inbox')
      await look(page)
      const row = page.getByRole('listitem').filter({ hasText: person.name })
      await expect(row).toContainText('徐汇天钥店')
      await row.getByRole('link', { name: new RegExp(person.name) }).focus()
      // once: what waits next has the focus as soon as it is done
      await page.keyboard.press('a')
      await expect(row).toHaveCount(0)
      await page.goto('/hq/inbox?tab=done')
      await expect(page.getByRole('listitem').filter({ hasText: person.name }).first()).toContainText(
        '已同意',
      )
    })

    test('the store comments with a file and approves; nobody sees it in another store', async ({ page }) => {
      await signIn(page, 'fangjing')
      const foreign = await page.goto(`/store/nanxi/requests/${number}`)
      expect(foreign?.status()).toBe(404)

      await signIn(page, 'zhaomingyuan')
      await page.goto(`/store/tianyao/requests/${number}`)
      await press(page, 'c', soon => expect(page.getByLabel('写下评论')).toBeFocused(soon))
      await page.keyboard.type('可排早班，先跟岗三天')
      await page.locator('input[type=file]').setInputFiles({
        name: '班表 (11月).png',
        mimeType: 'image/png',
        buffer: Buffer.from(await photo().arrayBuffer()),
      })
      await page.getByRole('button', { name: '发表评论' }).click()
      const file = page.getByRole('link', { name: /班表/ })
      await expect(file).toBeVisible()
      const answer = await page.request.get((await file.getAttribute('href')) ?? '')
      expect(answer.headers()).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'content-disposition': expect.stringContaining(`filename*=UTF-8''%E7%8F%AD%E8%A1%A8%20%2811`),
      })
      expect(answer.headers()['content-security-policy']).toContain('sandbox')
      await look(page)
      await approve(page, `/store/tianyao/requests/${number}`)
      await page.goto('/store/tianyao/requests')
      await expect(page.getByRole('row').filter({ hasText: number })).toContainText('人事审批')
      await look(page)
    })

    test('HR is told where it is, approves, and the executive signs', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/transfers')
      await expect(page.getByRole('row').filter({ hasText: number })).toContainText('人事审批')
      await look(page)
      await page.goto(`/hq/requests/${number}`)
      await look(page)
      await approve(page, `/hq/requests/${number}`)
      await signIn(page, 'sunli')
      await approve(page, `/hq/requests/${number}`)
      await badge(page, '已通过')
      await expect(page.getByRole('heading', { name: '交接清单' })).toBeVisible()
      await look(page)
    })

    test('each side ticks its own part of the hand-over, and the store sees who arrives', async ({
      page,
    }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto(`/store/tianyao/requests/${number}`)
      const own = page.getByRole('checkbox', { name: /准备工牌/ })
      await own.click()
      await expect(page.getByRole('checkbox', { name: /取消完成：准备工牌/ })).toBeChecked()
      await expect(page.getByRole('checkbox', { name: /健康证/ })).toHaveCount(0)
      await page.goto('/store/tianyao/team')
      await expect(page.getByText(person.name).first()).toBeVisible()
    })

    test('the employee reads the news, and takes a consent back', async ({ page }) => {
      await signIn(page, person.login)
      await page.goto('/me/notifications')
      await look(page)
      await page.getByRole('link', { name: new RegExp(`${number}.*已通过`) }).click()
      await page.waitForURL(new RegExp(`/me/requests/${number}`))
      await page.goto('/me/consents')
      await look(page)
      const card = page.getByRole('listitem').filter({ hasText: number })
      await card.getByRole('button', { name: '撤回授权' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '撤回授权' }).click()
      await expect(card).toContainText('已撤回')
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/notifications')
      await expect(page.getByText(`${person.name} 撤回了对`).first()).toBeVisible()
    })

    test('HR cancels before the first day, and says why', async ({ page }) => {
      await signIn(page, 'zhoulan')
      await page.goto(`/hq/requests/${number}`)
      await page.getByRole('button', { name: '取消调岗' }).click()
      await page.getByRole('dialog').getByLabel('为什么取消').fill('门店装修延期')
      await page.getByRole('dialog').getByRole('button', { name: '取消调岗' }).click()
      await badge(page, '已取消')
      await expect(page.getByRole('list', { name: '流程' })).toContainText('门店装修延期')
    })
  })

test.describe
  .serial('what can happen on the way', () => {
    let login = ''
    let number = ''

    test('sent back, changed and submitted again: both rounds stay', async ({ page }, info) => {
      login = (await applicant(info.retry)).login
      await signIn(page, login)
      number = await askForDispatch(page, '徐汇天钥店', 40)
      await signIn(page, 'hejun')
      await page.goto(`/hq/requests/${number}`)
      await page.getByRole('button', { name: '退回修改' }).click()
      await look(page)
      await page.getByRole('dialog').getByLabel('要改什么').fill('请推迟一周')
      await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click()
      await badge(page, '已退回')

      await signIn(page, login)
      await page.goto(`/me/requests/${number}`)
      await expect(page.getByRole('list', { name: '流程' })).toContainText('请推迟一周')
      await page.getByRole('link', { name: '修改并重新提交' }).click()
      await page.getByLabel('生效日期').fill(inDays(47))
      await page.getByRole('button', { name: '看影响' }).click()
      await expect(page.getByLabel('申请理由')).toHaveValue('希望就近驻店，已与家人确认')
      await page.getByLabel('提供基本与工作信息').check()
      await page.getByRole('button', { name: '重新提交' }).click()
      await page.waitForURL(new RegExp(`/me/requests/${number}$`))
      await badge(page, '审批中')
      const course = page.getByRole('list', { name: '流程' })
      await expect(course).toContainText('修改后重新提交')
      await expect(course).toContainText('退回到')
      await expect(course).toContainText(`${inDays(40)} → ${inDays(47)}`)
      await look(page)
    })

    test('a second one in the same days is refused by name', async ({ page }) => {
      await signIn(page, login)
      await page.goto('/me/transfers/new')
      await page.getByLabel('去哪家门店').selectOption({ label: '南京西路店' })
      await page.getByLabel('生效日期').fill(inDays(50))
      await page.getByRole('button', { name: '看影响' }).click()
      await expect(page.getByRole('link', { name: `查看 ${number}` })).toBeVisible()
      await expect(page.getByLabel('去哪家门店')).not.toHaveValue('')
      await look(page)
    })

    test('rejected with a category, and the applicant reads why', async ({ page }) => {
      await signIn(page, 'hejun')
      await page.goto(`/hq/requests/${number}`)
      await press(page, 'r', soon => expect(page.getByRole('dialog')).toBeVisible(soon))
      await page.getByRole('dialog').getByLabel('原因').selectOption({ label: '编制与人手' })
      await page
        .getByRole('dialog')
        .getByLabel(/怎样才能通过/)
        .fill('本季度编制已满，一月再提')
      await page.getByRole('dialog').getByRole('button', { name: '驳回' }).click()
      await badge(page, '已驳回')
      await signIn(page, login)
      await page.goto(`/me/requests/${number}`)
      await expect(page.getByRole('list', { name: '流程' })).toContainText('本季度编制已满')
      await look(page)
    })

    test('withdrawn by the applicant: a page that was open says so and is read anew', async ({
      page,
      another,
    }) => {
      await signIn(page, login)
      number = await askForDispatch(page, '徐汇天钥店', 60)
      const head = await another()
      // A page that hears nothing, as behind a proxy that holds streams back: e2e/live.spec.ts tells of those that hear.
      await head.route('**/api/events**', route => route.abort())
      await signIn(head, 'hejun')
      await head.goto(`/hq/requests/${number}`)
      await head.getByRole('button', { name: '同意', exact: true }).waitFor()

      await page.getByRole('button', { name: '撤回' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
      await badge(page, '已撤回')

      await head.getByRole('button', { name: '同意', exact: true }).click()
      await expect(head.getByRole('alert').filter({ hasText: '已经结束' }).first()).toBeVisible()
      await expect(head.getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
      await badge(head, '已撤回')

      // whoever began it may ask for it anew, as it was, with a new consent
      await page.getByRole('link', { name: '重新发起' }).click()
      await expect(page.getByLabel('生效日期')).toHaveValue(inDays(60))
      await page.getByRole('button', { name: '看影响' }).click()
      await expect(page.getByLabel('申请理由')).toHaveValue('希望就近驻店，已与家人确认')
      await expect(page.getByLabel('提供基本与工作信息')).not.toBeChecked()
      await expect(head.getByRole('link', { name: '重新发起' })).toHaveCount(0)
    })
  })

test('HR publishes a version of the workflow, and requests under way keep theirs', async ({ page }, info) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/workflows')
  await look(page)
  await page.getByRole('link', { name: '修改并发布新版' }).first().click()
  // a first try may have published one
  if (info.retry) await page.goto('/hq/workflows/transfer/new?from=1')
  await page.getByRole('group', { name: '环节 5' }).getByRole('button', { name: /去掉/ }).click()
  await page.getByRole('group', { name: '环节 5' }).getByRole('button', { name: /去掉/ }).click()
  await expect(page.getByText('每一类申请都要经过人事或领导')).toBeVisible()
  const limit = page.getByRole('group', { name: '环节 4' }).getByLabel('时限（小时）')
  await limit.fill('-5')
  await page.getByRole('button', { name: /发布第/ }).click()
  await expect(limit).toHaveAttribute('aria-invalid', 'true')
  await expect(limit).toHaveAccessibleDescription(/第 4 个环节：时限为 1 到 720 小时/)
  await page.reload()
  await page
    .getByRole('group', { name: '环节 5' })
    .getByLabel('时限（小时）')
    .fill(String(24 + info.retry))
  // of a level that no position has, so that requests of other stories do not pass it
  await page.getByRole('button', { name: '加一个环节' }).click()
  const named = page.getByRole('group', { name: '环节 7' })
  await named.getByRole('textbox', { name: '名称', exact: true }).fill('法务会签')
  await named.getByLabel('英文名称').fill('Legal')
  await named.getByLabel('谁审批').selectOption({ label: '指定人员' })
  await named.getByLabel('目标岗位级别不低于').fill('20')
  await named.getByRole('combobox', { name: '人员' }).fill('叶蓁')
  await named.getByRole('option', { name: /叶蓁/ }).click()
  await look(page)
  await page.getByRole('button', { name: /发布第/ }).click()
  await page.waitForURL(/\/hq\/workflows\/transfer\/\d+$/)
  await expect(page.getByRole('row').filter({ hasText: '人事审批' })).toContainText('改动')
  await expect(page.getByRole('row').filter({ hasText: '法务会签' })).toContainText('指定：叶蓁')
  await expect(page.getByRole('row').filter({ hasText: '领导签字' })).not.toContainText('改动')
  await look(page)

  // an earlier version is a draft for the next one
  await page.goto('/hq/workflows/transfer/1')
  await page.getByRole('link', { name: '以这一版为草稿' }).click()
  await page.waitForURL(/\/new\?from=1$/)
  await expect(page.getByRole('group', { name: '环节 5' }).getByLabel('时限（小时）')).toHaveValue('48')
  await expect(page.getByRole('group', { name: '环节 7' })).toHaveCount(0)
  await page.goto('/hq/workflows')
  await expect(page.getByText(/张单子仍按第 1 版/)).toBeVisible()

  await signIn(page, 'shaoning')
  await page.goto('/hq/workflows')
  await expect(page.getByRole('link', { name: '修改并发布新版' })).toHaveCount(0)
  expect((await page.goto('/hq/workflows/transfer/new'))?.status()).toBe(404)
})
