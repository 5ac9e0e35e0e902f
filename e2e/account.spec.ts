import type { Page } from '@playwright/test'
import { elsewhere } from './company'
import { expect, look, signIn, test } from './fixtures'

test.use({ extraHTTPHeaders: elsewhere(1) })

const field = { login: 'input[name="login"]', password: 'input[name="password"]' }
const submit = '#sign-in button[type="submit"]'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

test.describe('signing in', () => {
  test('a stranger is sent to sign in and then on to where they wanted', async ({ page }) => {
    await page.goto('/hq/settings')
    await expect(page).toHaveURL(/\/login\?next=%2Fhq%2Fsettings/)
    await look(page)
    await page.locator(field.login).fill('hejun')
    await page.locator(field.password).fill('outpost-demo')
    await page.locator(submit).click()
    await expect(page).toHaveURL('/hq/settings')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('设置')
  })

  test('never goes on to another site', async ({ page }) => {
    await page.goto('/login?next=https://evil.example/hq')
    await page.locator(field.login).fill('hejun')
    await page.locator(field.password).fill('outpost-demo')
    await page.locator(submit).click()
    await expect(page).toHaveURL('/hq')
  })

  test('says the same of a wrong password and of a name that nobody has, then asks to wait', async ({
    page,
  }) => {
    await page.goto('/login')
    const guess = async (login: string): Promise<void> => {
      await page.locator(field.login).fill(login)
      await page.locator(field.password).fill('not-this-one')
      await page.locator(submit).click()
      await expect(page.locator(field.password)).toHaveValue('')
    }
    await guess('sunli')
    await expect(page.getByRole('alert').first()).toHaveText(/账号或密码不对/)
    await expect(page.locator(field.login)).toHaveValue('sunli')
    const nobody = `nobody-${Date.now()}`
    await guess(nobody)
    await guess(nobody)
    await expect(page.getByRole('alert').first()).toHaveText(/账号或密码不对/)
    await guess(nobody)
    await guess(nobody)
    await expect(page.getByRole('alert').first()).toHaveText(/尝试次数太多，请稍等片刻再试/)
  })

  test('works without JavaScript', async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      baseURL,
      extraHTTPHeaders: elsewhere(1),
    })
    const page = await context.newPage()
    await page.goto('/login')
    await page.locator(field.login).fill('hejun')
    await page.locator(field.password).fill('not-this-one')
    await page.locator(submit).click()
    await expect(page.getByRole('alert').first()).toHaveText(/账号或密码不对/)
    await page.locator(field.login).fill('hejun')
    await page.locator(field.password).fill('outpost-demo')
    await page.locator(submit).click()
    await expect(page).toHaveURL('/hq')
    // of the runner's ways to find words none looks into such an element
    const note = page.locator('noscript')
    await expect(note).toBeVisible()
    expect(await note.textContent()).toContain('浏览器没有运行 JavaScript')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await context.close()
  })

  test('fills in an account of the demo table', async ({ page }) => {
    await page.goto('/login')
    await page.getByRole('button', { name: /王沐阳/ }).click()
    await page.locator(submit).click()
    await expect(page).toHaveURL('/me')
  })

  test('refuses what does not come from this site', async ({ page, baseURL }) => {
    await page.goto('/login')
    const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
    const form = { csrfToken, login: 'hejun', password: 'outpost-demo', json: 'true' }
    const post = (headers: Record<string, string>) =>
      page.request.post('/api/auth/callback/credentials', { form, headers })
    expect((await post({})).status()).toBe(403)
    expect((await post({ origin: 'https://evil.example' })).status()).toBe(403)
    expect((await post({ origin: baseURL ?? '', 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
    expect(await (await page.request.get('/api/auth/session')).json()).toEqual({})
    expect((await post({ origin: baseURL ?? '' })).ok()).toBe(true)
    expect(Object.keys(await (await page.request.get('/api/auth/session')).json())).toEqual(['expires'])
    for (const path of ['/api/auth/providers', '/api/auth/signin', '/api/auth/error'])
      expect((await page.request.get(path)).status()).toBe(404)
  })
})

test.describe('a session', () => {
  test('is a random token in a cookie that scripts cannot read, and pages are not kept', async ({ page }) => {
    await signIn(page, 'hejun', { fresh: true })
    const cookie = (await page.context().cookies()).find(one => one.name.endsWith('outpost-session'))
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie?.value).toMatch(/^[\w-]{43}$/)
    const answer = await page.request.get('/hq')
    expect(answer.headers()['cache-control']).toContain('no-store')
    expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
    // also what is no page: search, which does not pass proxy.ts, what the framework answers in its place, and redirects
    for (const search of [
      await page.request.get('/hq/search?q=x'),
      await page.request.get('/store/none/search/people?q=x'),
      await page.request.post('/hq/search'),
      await page.request.get('/hq/search/?q=x', { maxRedirects: 0 }),
      await page.request.post('/hq/search/', { maxRedirects: 0 }),
      await page.request.get('/hq/people/?q=x', { maxRedirects: 0 }),
    ]) {
      expect(search.headers()).toMatchObject({
        'cache-control': expect.stringContaining('no-store'),
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
    }
  })

  test('is ended from another browser: the page that is open there leaves by itself and says why', async ({
    page,
    another,
  }) => {
    const there = await another({ userAgent: phone })
    await signIn(page, 'guyan', { fresh: true })
    await signIn(there, 'guyan', { fresh: true })
    await there.goto('/me')
    await page.goto('/me/settings')
    await look(page)
    const phones = page.getByRole('listitem').filter({ hasText: 'iPhone 上的 Safari' })
    const before = await phones.count()
    await phones.first().getByRole('button').click()
    await expect(phones).toHaveCount(before - 1)
    await there.waitForURL(/\/login\?next=%2Fme&ended=1/)
    await expect(there.getByRole('note')).toHaveText(/你的登录已经结束/)
  })

  test('ends with signing out', async ({ page }) => {
    await signIn(page, 'fangjing', { fresh: true })
    await page.goto('/store/nanxi/settings')
    await page.locator('header summary').last().click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await expect(page.getByRole('note')).toHaveText(/你已退出登录/)
    await page.goto('/store/nanxi')
    await expect(page).toHaveURL(/\/login/)
  })

  test('opens the portals of its person and no others', async ({ page }) => {
    const statusOf = async (path: string): Promise<number> => (await page.request.get(path)).status()
    await signIn(page, 'zhaomingyuan')
    expect(await statusOf('/store/tianyao/settings')).toBe(200)
    for (const path of ['/store/nanxi', '/store/nowhere', '/hq', '/hq/settings', '/hq/trail', '/me'])
      expect(await statusOf(path), path).toBe(404)
    expect(await statusOf('/store/nanxi/colleagues?q=周')).toBe(404)
    await signIn(page, 'liwanqing')
    expect(await statusOf('/me/settings')).toBe(200)
    expect(await statusOf('/hq/settings')).toBe(404)
    await signIn(page, 'hejun')
    for (const path of ['/hq/trail', '/hq/health', '/store/tianyao'])
      expect(await statusOf(path), path).toBe(404)
    await page.context().clearCookies()
    expect(await statusOf('/hq/colleagues?q=周')).toBe(401)
  })
})

test.describe('settings', () => {
  // a head whom no other story asks: they would read another language meanwhile, and what is asked of them would go to somebody else
  const head = 'jiangruoning'

  test('change language and look at once, and follow the person to another browser', async ({
    page,
    another,
  }) => {
    await signIn(page, head, { fresh: true })
    await page.goto('/hq/settings')
    const html = page.locator('html')
    // a first try may have left the other language
    await page.getByLabel(/语言|Language/).selectOption('en')
    await page.getByLabel(/外观|Appearance/).selectOption('dark')
    await page.getByRole('button', { name: /保存|Save/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    await expect(html).toHaveAttribute('lang', 'en')
    await expect(html).toHaveAttribute('data-theme', 'dark')
    await look(page)

    const there = await another()
    await signIn(there, head, { fresh: true })
    await there.goto('/hq/settings')
    await expect(there.getByRole('heading', { level: 1 })).toHaveText('Settings')

    await page.getByLabel('Language').selectOption('zh-CN')
    await page.getByLabel('Appearance').selectOption('system')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('设置')
    await there.reload()
    await expect(there.getByRole('heading', { level: 1 })).toHaveText('设置')
    await expect(there).toHaveURL(/\/hq\/settings$/)
  })

  test('name a substitute, found by typing, and take them back', async ({ page }) => {
    await signIn(page, head)
    await page.goto('/hq/settings')
    const row = page.getByRole('listitem').filter({ hasText: '孙立' })
    if (await row.isVisible()) await row.getByRole('button').click()
    await expect(row).toHaveCount(0)
    await page.getByRole('combobox', { name: /由谁代办/ }).fill('孙立')
    await page.getByRole('option', { name: /孙立/ }).click()
    const last = await page.locator('input[name="startsOn"]').inputValue()
    await page.locator('input[name="endsOn"]').fill(last)
    await page.getByRole('button', { name: '设为代办人' }).click()
    await expect(row).toContainText('生效中')
    await row.getByRole('button').click()
    await expect(row).toHaveCount(0)
  })

  test('change the password only for who knows it', async ({ page }) => {
    await signIn(page, 'hejun')
    await page.goto('/hq/settings')
    await page.getByLabel('现在的密码').fill('not-this-one')
    await page.getByLabel('新密码', { exact: true }).fill('a window to the north')
    await page.getByLabel('再输入一次新密码').fill('a window to the north')
    await page.getByRole('button', { name: '修改密码' }).click()
    await expect(page.getByText('现在的密码不对')).toBeVisible()
  })
})

test.describe('seats', () => {
  const chooser = (page: Page) => page.getByRole('dialog', { name: '切换工作身份' })

  test('a region manager changes the store and stays on the same kind of page', async ({ page }) => {
    await signIn(page, 'qinchuan')
    await page.goto('/store/tianyao/settings')
    await page.getByRole('button', { name: '徐汇天钥店' }).click()
    await look(page)
    await chooser(page)
      .getByRole('option', { name: /南京西路店/ })
      .click()
    await expect(page).toHaveURL('/store/nanxi/settings')
  })

  test('a seat is found by its sound without a hand on the mouse, and those chosen lately come first', async ({
    page,
  }) => {
    await signIn(page, 'qinchuan')
    const change = async (typed: string, found: RegExp) => {
      await page.keyboard.press('g')
      await page.keyboard.press('o')
      await page.keyboard.type(typed)
      await expect(chooser(page).getByRole('option')).toHaveText([found])
      await page.keyboard.press('Enter')
    }
    await page.goto('/store/tianyao/team')
    await change('njxl', /南京西路店/)
    await page.waitForURL('/store/nanxi/team')
    await page.goto('/store/nanxi/team')
    await change('tianyao', /徐汇天钥店/)
    await page.waitForURL('/store/tianyao/team')
    await page.goto('/store/tianyao/team')
    await page.getByRole('button', { name: '徐汇天钥店' }).click()
    await expect(chooser(page).getByRole('group', { name: '最近' }).getByRole('option').first()).toHaveText(
      /南京西路店/,
    )
  })

  test('HR reaches their own pages from headquarters and back', async ({ page }) => {
    await signIn(page, 'zhoulan')
    await page.goto('/hq/settings')
    await page.getByRole('button', { name: '总部' }).first().click()
    await chooser(page).getByRole('option', { name: '我的员工页面' }).click()
    await page.waitForURL('/me/settings')
    await page.setViewportSize({ width: 390, height: 844 })
    // the other portal is another document, which hears presses only once it is awake
    await page.reload()
    await page.getByRole('button', { name: '我的员工页面' }).click()
    await look(page)
    await chooser(page).getByRole('option', { name: /总部/ }).click()
    await expect(page).toHaveURL('/hq/settings')
  })

  test('who has one seat is asked for nothing', async ({ page }) => {
    await signIn(page, 'guyan')
    await page.goto('/me')
    await expect(page.getByRole('button', { name: '切换工作身份' })).toHaveCount(0)
  })
})

test('an unknown address keeps the frame and says so in the reader’s language', async ({ page }) => {
  await signIn(page, 'zhoulan')
  const answer = await page.goto('/hq/nothing-here')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这个页面不存在')
  await expect(page.getByRole('navigation', { name: '主导航' }).first()).toBeVisible()
})

test('the auditor reads who did what, newest first, and finds it by person', async ({ page }) => {
  await signIn(page, 'shaoning')
  await page.goto('/hq/trail')
  await look(page)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.getByPlaceholder('姓名或账号').fill('周岚')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page).toHaveURL(/q=/)
  await expect(page.getByRole('row').nth(1)).toContainText('周岚')
})

test('the administrator sees how the service does', async ({ page }) => {
  await signIn(page, 'gaoyuan')
  await page.goto('/hq/health')
  await look(page)
  await expect(page.getByText('PostgreSQL')).toBeVisible()
})
