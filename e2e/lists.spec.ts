import { addMonths, dayIn, zone } from '../lib/clock'
import { expect, look, signIn, test } from './fixtures'

test('HR saves a view with columns and density, shares it, and is told when it is no longer what was saved', async ({
  page,
}) => {
  const name = `餐饮驻店 ${Date.now() % 100_000}`
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people?view=store&home=catering')
  await page.locator('summary').filter({ hasText: '列' }).click()
  await page.getByRole('checkbox', { name: '岗位' }).uncheck()
  await page.getByRole('button', { name: '应用' }).click()
  await expect(page).toHaveURL(/cols=/)
  await expect(page.getByRole('columnheader', { name: '岗位' })).toHaveCount(0)
  await page.getByRole('button', { name: '保存视图' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill(name)
  await page.getByRole('dialog').getByRole('checkbox').check()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  await look(page)

  await page.getByRole('combobox', { name: '归属部门' }).selectOption({ label: '设计部' })
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByText('筛选已改动，未保存').first()).toBeVisible()
  await look(page)
  await page.getByRole('link', { name: '恢复视图' }).click()
  await expect(page.getByText('筛选已改动，未保存')).toHaveCount(0)

  await signIn(page, 'xutinglan')
  await page.goto('/hq/people')
  await page.getByRole('link', { name }).click()
  await expect(page.getByText('周岚 共享')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: '岗位' })).toHaveCount(0)
})

test('HR sees whom a change of many affects before it is done, and what became of each', async ({
  page,
}, info) => {
  // nobody is changed to what they have already
  const [login, contact] = info.retry ? ['sunli', '孙立'] : ['hejun', '何骏']
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people?view=left')
  const leaver = page.getByRole('checkbox', { name: /选中/ }).first()
  const gone = (await leaver.getAttribute('value')) ?? ''
  await page.goto('/hq/people')
  await page.getByRole('checkbox', { name: '选中 王沐阳' }).check()
  await page.getByRole('checkbox', { name: '选中 顾言' }).check()
  // however long the list, what can be done with them is in sight
  await expect(page.getByText('已选 2 人')).toBeInViewport()
  await expect(page.getByRole('button', { name: '处理选中的人' })).toBeInViewport()
  await look(page)
  await page.getByRole('button', { name: '处理选中的人' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('批量操作')
  await page.goto(`${page.url()}&n=${gone}`)
  await page.getByLabel('新的总部联系人').pressSequentially(login)
  await page
    .getByRole('option', { name: new RegExp(contact) })
    .first()
    .click()
  await page.getByRole('button', { name: '预览影响' }).click()
  await expect(page.getByText('将影响 2 人')).toBeVisible()
  await expect(page.getByRole('paragraph').filter({ hasText: '会改的人：' })).toContainText('顾言')
  await expect(page.getByText('1 人不能改')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: gone })).toContainText('已离职')
  await look(page)
  await page.getByRole('button', { name: '开始执行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开始执行' }).click()
  await expect(page.getByText('改了 2 人，共 3 人')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '王沐阳' })).toContainText('已改')
  await expect(page.getByRole('row').filter({ hasText: gone })).toContainText('已离职')
  await look(page)

  await page.goto('/hq/people?view=store')
  await page.getByRole('button', { name: /处理全部/ }).click()
  await page.getByRole('link', { name: '发消息', exact: true }).click()
  await page.getByLabel('要说的话').fill('周五下午团建')
  await page.getByRole('button', { name: '预览影响' }).click()
  await expect(page.getByText(/将影响 \d+ 人/)).toBeVisible()
  await look(page)
})

test('HR reads the month of people, and a head the same without birthdays', async ({ page }) => {
  const month = addMonths(dayIn(zone, new Date()), 1).slice(0, 7)
  await signIn(page, 'zhoulan')
  await page.goto(`/hq/calendar?month=${month}`)
  await expect(page.getByRole('link', { name: '生日' })).toBeVisible()
  await look(page)
  await page
    .getByRole('link', { name: new RegExp(`^${month}-\\d\\d，`) })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`day=${month}-`))
  await page.locator('tbody a[data-row]').first().click()
  await expect(page).toHaveURL(/\/hq\/people\/E\d+/)
  await signIn(page, 'hejun')
  await page.goto(`/hq/calendar?month=${month}`)
  await expect(page.getByText('生日只有人事可见')).toBeVisible()
  await expect(page.getByRole('link', { name: '生日' })).toHaveCount(0)
  await look(page)
})

test('a file says of each field who may see it and how it came to be', async ({ page }) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people?q=wmy')
  await page.locator('tbody a[data-row]').first().click()
  await page.getByRole('link', { name: '手机：谁能看、历史' }).click()
  const seen = page.getByRole('row').filter({ hasText: '店长' })
  await expect(seen).toContainText('已获授权')
  await expect(page.getByRole('row').filter({ hasText: '领导' })).toContainText('看不到')
  await look(page)
  await page.getByRole('link', { name: '派驻史' }).click()
  await expect(page.getByRole('heading', { name: /徐汇天钥店/ })).toBeVisible()
  await look(page)
  await signIn(page, 'wangmuyang')
  await page.goto('/me/file')
  await page.getByRole('link', { name: /证件号码：/ }).click()
  await expect(page.getByRole('row').filter({ hasText: '店长' })).toContainText('看不到')
  await look(page)
})

test('a list is walked by J and K, opened by Enter and ticked by X, but not while somebody types', async ({
  page,
}) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people')
  const rows = page.locator('a[data-row]')
  await page.keyboard.press('j')
  await expect(rows.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByText('已选 1 人')).toBeVisible()
  // whoever does not know the keys asks for them, by a key or in their menu
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键' })
  await expect(help).toContainText('勾选这一条')
  await look(page)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.getByLabel('周岚的菜单').click()
  await page.getByRole('button', { name: '快捷键' }).click()
  await expect(help).toContainText('打开选中的一条')
  await page.keyboard.press('Escape')
  const search = page.getByRole('searchbox')
  await search.fill('')
  await search.pressSequentially('jk')
  await expect(search).toHaveValue('jk')
  await expect(search).toBeFocused()
  await rows.nth(1).focus()
  const name = (await rows.nth(1).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('whoever saves later keeps what they typed, sees what it says now and saves again', async ({
  page,
  another,
}) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/partners')
  await page.getByRole('link', { name: '海悦零售（深圳）有限公司' }).click()
  await expect(page.getByRole('button', { name: '编辑合作方' })).toBeVisible()
  const other = await another()
  await signIn(other, 'zhoulan')
  await other.goto(page.url())
  const dialog = page.getByRole('dialog')
  const change = async (at: typeof page, name: string) => {
    await at.getByRole('button', { name: '编辑合作方' }).click()
    await at.getByRole('dialog').getByLabel('联系人').fill(name)
  }
  await change(page, '先打开的人')
  await change(other, '先保存的人')
  await other.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(other.getByRole('dialog')).toBeHidden()
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toContainText('周岚刚刚改过这条记录，这次没有保存')
  await expect(dialog.getByLabel('联系人')).toHaveValue('先打开的人')
  const [now] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: '看现在的内容' }).click(),
  ])
  await expect(now.locator('main')).toContainText('先保存的人')
  await now.close()
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('main')).toContainText('先打开的人')
})
