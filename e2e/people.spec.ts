import { expect, inDays, look, press, signIn, test } from './fixtures'

test('HR enters a hire, finds them by initials, corrects the name and sees who did what', async ({
  page,
}) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people/new')
  await look(page)
  // an empty field is answered as in every form: in our words, beside it
  await page.getByRole('button', { name: '核对并继续' }).click()
  await expect(page.getByText('请填写')).toBeVisible()
  await expect(page.getByLabel('姓名').first()).toBeFocused()
  // what nobody sees in a name is named, or nobody would find it
  await page.getByLabel('姓名').first().fill('单\u202E若溪')
  await page.getByRole('button', { name: '核对并继续' }).click()
  await expect(page.getByText('看不见的字符')).toBeVisible()
  await page.getByLabel('姓名').first().fill('单若溪')
  // a lost connection is said, and the same button goes on
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '核对并继续' }).click()
  await expect(page.getByText('网络断了')).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '核对并继续' }).click()
  for (const [label, typed, found] of [
    ['归属部门', 'canyin', /餐饮/],
    ['岗位', '厨师', /厨师/],
  ] as const) {
    await page.getByRole('combobox', { name: label }).pressSequentially(typed)
    await page.getByRole('option', { name: found }).first().click()
  }
  await look(page)
  // two presses in a row are one step, and one step back
  await page.getByRole('button', { name: '下一步' }).dblclick()
  await expect(page.getByText('试用期最长').first()).toBeVisible()
  await look(page)
  // what the law has against a term is told where it is typed
  await page.locator('select[name=kind]').selectOption('fixed_term')
  await page.getByLabel('终止日期').fill(inDays(400))
  await page.getByLabel('工作地点').fill('上海市')
  await page.getByLabel('试用期至').fill(inDays(100))
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText(/试用期最长 2 个月（/)).toBeVisible()
  await page.getByLabel('试用期至').fill('')
  await page.getByRole('button', { name: '下一步' }).click()
  const step = page.locator('[aria-current="step"]')
  await expect(step).toContainText('工资与银行卡')
  await expect(page.getByLabel('试用期工资')).toBeHidden()
  await look(page)
  // back in the browser is one step back, with what was typed
  await page.goBack()
  await expect(step).toContainText('合同与试用期')
  await expect(page.getByLabel('工作地点')).toHaveValue('上海市')
  // pay in probation is asked where there is one
  await page.getByLabel('试用期至').fill(inDays(40))
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByLabel('试用期工资')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('手机').fill('12')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('格式不对')).toBeVisible()
  await expect(step).toContainText('联系方式与住址')
  await page.getByLabel('手机').fill('13912345678')
  await page.getByRole('button', { name: '下一步' }).click()
  // the last step is seen before anything is sent
  await expect(step).toContainText('账号')
  await page.getByRole('button', { name: '登记入职' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('单若溪')
  const number = page.url().split('/').at(-1) ?? ''

  await page.getByRole('button', { name: '修改资料' }).click()
  await page.getByRole('dialog').getByLabel('姓名').fill('单若希')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('单若希')
  await expect(page.getByRole('listitem').filter({ hasText: '修改资料' })).toContainText('单若溪 → 单若希')
  await look(page)

  await page.goto('/hq/people?q=srx')
  await expect(page.getByRole('row').filter({ hasText: number })).toContainText('单若希')
  await look(page)

  await page.goto(`/hq/people/${number}`)
  await page.getByRole('link', { name: '办理离职' }).click()
  await page.locator('select[name=reason]').selectOption({ label: '个人原因 · 家庭原因' })
  await page.getByLabel('最后工作日').fill(inDays(45))
  await look(page)
  await page.getByRole('button', { name: '提交离职' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('单若希 · 离职')
  await look(page)
  await page.goto(`/hq/people/${number}`)
  await expect(page.getByRole('link', { name: /离职审批中 LZ-/ })).toBeVisible()
})

test('the palette opens a person from the keyboard by initials', async ({ page }) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('周岚')
  await look(page)
  await press(page, 'Control+k', soon => expect(page.getByRole('dialog')).toBeVisible(soon))
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('wmy')
  await expect(page.getByRole('option', { name: /王沐阳/, selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('王沐阳')
})

test('the palette begins a transfer for somebody by a verb and their initials', async ({ page }) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq')
  await press(page, 'Control+k', soon => expect(page.getByRole('dialog')).toBeVisible(soon))
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('延期 wmy')
  await expect(page.getByRole('option', { name: /发起延期 · 王沐阳/, selected: true })).toBeVisible()
  await look(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /延期/ })).toBeChecked()
  await expect(page.getByRole('combobox', { name: '员工' })).toHaveValue('王沐阳')
})

test('a manager sees own people and their phone, not those of another store', async ({ page }) => {
  await signIn(page, 'zhoulan')
  await page.goto('/hq/people?q=顾言')
  const foreign = await page
    .getByRole('row')
    .filter({ hasText: '顾言' })
    .getByRole('link')
    .first()
    .getAttribute('href')
  const number = foreign?.split('/').at(-1) ?? ''

  await signIn(page, 'zhaomingyuan')
  await page.goto('/store/tianyao')
  await look(page)
  await page.goto('/store/tianyao/team')
  await expect(page.getByRole('link', { name: '顾言' })).toHaveCount(0)
  await look(page)
  await page.getByRole('link', { name: '王沐阳' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('王沐阳')
  await expect(page.getByText('门店不可见').first()).toBeVisible()
  await look(page)
  expect((await page.goto(`/store/tianyao/team/${number}`))?.status()).toBe(404)
  expect((await page.goto('/hq/people'))?.status()).toBe(404)

  await signIn(page, 'fangjing')
  await page.goto(`/store/nanxi/team/${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('顾言')
})

test('the executive sees people without their contact, an administrator sees none', async ({ page }) => {
  await signIn(page, 'sunli')
  await page.goto('/hq/people?q=wangmuyang')
  await page.getByRole('link', { name: '王沐阳' }).click()
  await expect(page.getByText('领导不可见')).toHaveCount(3)
  await expect(page.getByRole('button', { name: '修改资料' })).toHaveCount(0)
  await signIn(page, 'gaoyuan')
  expect((await page.goto('/hq/people'))?.status()).toBe(404)
})

test('an employee finds where they are, until when and whom to ask', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'wangmuyang')
  await page.goto('/me')
  await expect(page.getByText('徐汇天钥店').first()).toBeVisible()
  await expect(page.getByText(/在店第 \d+ 天/).first()).toBeVisible()
  await expect(page.getByText('赵明远', { exact: true })).toBeVisible()
  await look(page)
})
