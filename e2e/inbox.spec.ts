import { type Company, companyOf, sessionOf, someone } from './company'
import { expect, look, signIn, test } from './fixtures'

let company: Company
test.beforeAll(async () => {
  company = await companyOf(await sessionOf('zhaomingyuan'))
})
test.afterAll(() => company?.close())

const inbox = '/store/tianyao/inbox'

/** What has waited longest for 赵明远: there before any story, and decided by none. */
async function oldestRequest(): Promise<string> {
  const [found] = await company.sql<{ number: string }>(
    `select r.number from tasks t join users u on u.id = t.user_id and u.login = 'zhaomingyuan' join requests r on r.id = t.request_id
     where t.closed_at is null and r.status = 'in_progress' order by r.number limit 1`,
  )
  if (!found) throw new Error('Nothing waits for 赵明远')
  return found.number
}

test.describe('the inbox of a store', () => {
  test('opens what it lists beside it, goes on with J and K, and closes with Esc', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await signIn(page, 'zhaomingyuan')
    await page.goto(inbox)
    const items = page.getByRole('list', { name: '待我处理' }).getByRole('listitem')
    const first = await items.filter({ hasText: 'WT-' }).first().textContent()
    const number = /WT-\d+-\d+/.exec(first ?? '')?.[0] ?? ''
    const ticket = items.filter({ hasText: number })
    const link = ticket.getByRole('link').first()
    const title = (await link.textContent()) ?? ''
    // a link like any other for whoever wants a page of its own, and where there is no script
    await expect(link).toHaveAttribute('href', `/store/tianyao/tickets/${number}`)
    await link.focus()
    await page.keyboard.press('Enter')
    const beside = page.getByRole('complementary', { name: `${number} 的内容` })
    await expect(beside.getByRole('heading', { name: title, level: 2 })).toBeVisible()
    await expect(beside.getByRole('heading', { name: '往来' })).toBeVisible()
    await expect(page).toHaveURL(`${inbox}?open=tickets/${number}`)
    await look(page)

    const asked = await oldestRequest()
    const request = items.filter({ has: page.getByRole('checkbox', { name: asked }) })
    await request.getByRole('link').first().focus()
    await expect(page).toHaveURL(`${inbox}?open=requests/${asked}`)
    await expect(
      page.getByRole('complementary').getByRole('button', { name: '同意', exact: true }),
    ).toBeVisible()
    await page.keyboard.press('k')
    await page.keyboard.press('j')
    await expect(request.getByRole('link').first()).toBeFocused()
    await page.goBack()
    await expect(page).toHaveURL(inbox)

    await link.click()
    await expect(beside).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
    await expect(page).toHaveURL(inbox)
  })

  test('keeps what somebody else has just settled before whoever reads it', async ({ page, another }) => {
    // in a store of which nothing else is told: what comes to wait there meanwhile would be counted as well
    const reporter = await someone<{ login: string }>(
      company,
      `select u.login from employees e join users u on u.id = e.user_id and u.disabled_at is null
       join assignments a on a.employee_id = e.id and a.starts_on <= current_date and a.ends_on > current_date + 7
       join units s on s.id = a.unit_id and s.code = 'lujiazui' order by e.number`,
    )
    const phone = await another({ viewport: { width: 390, height: 844 } })
    await signIn(phone, reporter.login)
    await phone.goto('/me/tickets/new')
    await phone.getByLabel('分类').selectOption({ label: '设备报修' })
    await phone.getByLabel('一句话说明').fill('吧台灯不亮')
    await phone.getByLabel('详细情况').fill('靠门的两盏')
    await phone.getByRole('button', { name: '提交' }).click()
    await phone.waitForURL(/\/me\/tickets\/WT-/)
    const number = phone.url().split('/').at(-1) ?? ''

    await page.setViewportSize({ width: 1440, height: 900 })
    await signIn(page, 'tangyiming')
    const quiet = '/store/lujiazui/inbox'
    await page.goto(`${quiet}?open=tickets/${number}`)
    const row = page.getByRole('list', { name: '待我处理' }).getByRole('listitem').filter({ hasText: number })
    await expect(row).toHaveCount(1)
    const places = page.getByRole('navigation', { name: '主导航' })
    const before = await places.getByRole('link', { name: /^待办/ }).textContent()
    await places.getByRole('link', { name: '团队' }).focus()
    await phone.getByRole('button', { name: '不用处理了' }).click()
    await phone.getByRole('dialog').getByRole('button', { name: '不用处理了' }).click()
    await expect(row).toHaveCount(0, { timeout: 10_000 })
    // what waits is counted anew, and the keyboard stays where it is
    await expect(places.getByRole('link', { name: /^待办/ })).not.toHaveText(before ?? '')
    await expect(places.getByRole('link', { name: '团队' })).toBeFocused()
    await expect(page).toHaveURL(`${quiet}?open=tickets/${number}`)
    await expect(
      page
        .getByRole('complementary', { name: `${number} 的内容` })
        .locator('.badge')
        .filter({ hasText: '已关闭' }),
    ).toBeVisible()
  })

  test('is a page of its own on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn(page, 'zhaomingyuan')
    await page.goto(inbox)
    await page.getByRole('listitem').filter({ hasText: 'WT-' }).first().getByRole('link').first().click()
    await page.waitForURL(/\/store\/tianyao\/tickets\/WT-/)
    // an address that somebody sent from a wide screen takes the list's place
    const number = page.url().split('/').at(-1)
    await page.goto(`${inbox}?open=tickets/${number}`)
    await expect(page.getByRole('list', { name: '待我处理' })).toBeHidden()
    await expect(page.getByRole('heading', { name: '往来' })).toBeVisible()
    await page.goto(`${inbox}?open=requests/DG-1999-0001`)
    await expect(page.getByText('看不到这张单子')).toBeVisible()
    await look(page)
  })

  test('lists what is to be signed, read and ticked beside what is to be decided', async ({
    page,
    another,
  }) => {
    await signIn(page, 'zhaomingyuan')
    await page.goto(inbox)
    const list = page.getByRole('list', { name: '待我处理' })
    await expect(list.getByRole('link', { name: '去签收' }).first()).toBeVisible()
    await expect(list.getByRole('link', { name: '去勾选' }).first()).toBeVisible()
    await expect(list).toContainText('有汇报等你阅读')
    const phone = await another({ viewport: { width: 390, height: 844 } })
    await signIn(phone, 'wangmuyang')
    await phone.goto('/me/inbox')
    const own = phone.getByRole('list', { name: '待我处理' })
    // what other stories send him meanwhile is counted in both
    await expect(async () => {
      const rows = await own.getByRole('listitem').count()
      await expect(phone.getByRole('link', { name: new RegExp(`^待我处理 ${rows}`) })).toBeVisible({
        timeout: 1,
      })
    }).toPass()
    await expect(own.getByRole('link', { name: '去提交' })).toBeVisible()
    await own.getByRole('link', { name: '写汇报' }).first().click()
    await phone.waitForURL(/\/me\/reports\//)
  })

  test('says in the dialog why somebody cannot be asked to sign as well', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await signIn(page, 'zhaomingyuan')
    await page.goto(`/store/tianyao/requests/${await oldestRequest()}`)
    // what a key has opened gives the focus to its button, not to the page
    await page.keyboard.press('r')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: '驳回' })).toBeFocused()
    await page.getByRole('button', { name: '加签 / 转交' }).click()
    const dialog = page.getByRole('dialog')
    // the head of the department has signed before the store is asked
    await dialog.getByRole('combobox').fill('何骏')
    await page.getByRole('option', { name: /何骏/ }).click()
    await dialog.getByRole('button', { name: '加签 / 转交' }).click()
    await expect(dialog.getByText(/何骏 不能处理这一步/)).toBeVisible()
    await expect(dialog.getByRole('combobox')).toBeFocused()
    await look(page)
  })
})

/** A head whom no other story asks: one who passes a request on meanwhile would change what is counted here, and the other way round. */
async function headAlone(company: Company): Promise<string> {
  const [found] = await company.sql<{ login: string }>(
    `select u.login from users u join tasks t on t.user_id = u.id and t.closed_at is null
     where t.role = 'head' and u.login not in ('hejun', 'yezhen') group by u.login order by count(*) desc, u.login limit 1`,
  )
  if (!found) throw new Error('No request waits for a head')
  return found.login
}

test('several are approved at once, and what somebody else was faster with is named', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const login = await headAlone(company)
  await signIn(page, login)
  await page.goto('/hq/inbox')
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') })
  const [first, last] = [rows.first(), rows.last()]
  const names = await rows
    .getByRole('checkbox')
    .evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''))
  const numbers = names.map(name => /[A-Z]{2}-\d+-\d+/.exec(name)?.[0] ?? '')
  expect(numbers.length).toBeGreaterThan(1)
  const [decided = '', ...others] = numbers
  // nobody decides what they have not gone to
  await page.keyboard.press('a')
  await expect(rows).toHaveCount(names.length)
  await first.getByRole('link').first().focus()
  await page.keyboard.press('x')
  await last.getByRole('link').first().focus()
  await page.keyboard.press('Shift+X')
  await expect(page.getByText(`已选 ${names.length} 张`)).toBeVisible()
  await look(page)
  await company.sql(
    `update tasks set closed_at = now(), closing = 'superseded' where closed_at is null and request_id = (select id from requests where number = $1)`,
    [decided],
  )
  await page.getByRole('button', { name: `同意这 ${names.length} 张` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(names.length)
  await dialog.getByRole('button', { name: '同意' }).click()
  await expect(page.getByRole('alert').filter({ hasText: decided })).toContainText('这一步不在你手里')
  await expect(page.getByText(`已同意 ${others.length} 张`)).toBeVisible()
  await expect(rows).toHaveCount(0)
  const approved = await company.sql<{ number: string }>(
    `select r.number from decisions d join users u on u.id = d.actor_user_id join requests r on r.id = d.request_id
     where u.login = $1 and d.verb = 'approve' and r.number = any($2)`,
    [login, numbers],
  )
  expect(approved.map(one => one.number).sort()).toEqual(others.sort())
  await company.sql(
    `update tasks set closed_at = null, closing = null where closing = 'superseded' and request_id = (select id from requests where number = $1)`,
    [decided],
  )
})
