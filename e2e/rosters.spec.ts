import type { Page } from '@playwright/test'
import { addDays, dayIn, zone } from '../lib/clock'
import { weekOf } from '../lib/rosters/rules'
import { type Company, companyOf, type Person, sessionOf, someone } from './company'
import { expect, look, press, signIn, test } from './fixtures'

const today = dayIn(zone, new Date())
const inWeeks = (weeks: number): string => addDays(weekOf(today), weeks * 7)
const shown = (day: string): string => day.slice(5)

let company: Company
test.beforeAll(async () => {
  company = await companyOf(await sessionOf('zhoulan'))
})
test.afterAll(() => company.close())

const cell = (page: Page, name: string, day: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} \\S+ ${shown(day)}:`) })

/** Everybody who has a request signs it, each in their own seat. */
async function approveAll(page: Page, number: string): Promise<void> {
  const seats: Record<string, string> = {
    zhaomingyuan: '/store/tianyao',
    fangjing: '/store/nanxi',
    ...{ hejun: '/hq', luzhiheng: '/hq', zhoulan: '/hq', xutinglan: '/hq', sunli: '/hq' },
  }
  for (;;) {
    const [task] = await company.sql<{ login: string }>(
      `select u.login from tasks t join users u on u.id = t.user_id join requests r on r.id = t.request_id
       where r.number = $1 and t.closed_at is null order by u.login limit 1`,
      [number],
    )
    if (!task) return
    await signIn(page, task.login)
    await page.goto(`${seats[task.login] ?? '/me'}/requests/${number}`)
    const yes = page.getByRole('button', { name: /^(同意|确认调岗)$/ })
    await yes.click()
    await expect(yes).toHaveCount(0)
  }
}

test.describe
  .serial('a roster from the shift to the phone', () => {
    const shift = `夜市${Date.now() % 100_000}`
    let week = ''

    test('the manager makes a shift, fills a week with the keyboard and publishes it', async ({
      page,
    }, info) => {
      week = inWeeks(4 + info.retry)
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/roster/shifts')
      await page.getByRole('button', { name: '新增班次' }).click()
      await page.getByLabel('名称').fill(shift)
      await page.getByLabel('上班').fill('18:00')
      await page.getByLabel('下班').fill('18:00')
      await page.getByRole('dialog').getByRole('button', { name: '新增班次' }).click()
      await expect(page.getByText('下班时间要和上班时间不同')).toBeVisible()
      await page.getByLabel('下班').fill('23:00')
      await page.getByRole('dialog').getByRole('button', { name: '新增班次' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: shift })).toContainText('18:00 – 23:00')
      await look(page)

      await page.goto(`/store/tianyao/roster?week=${week}`)
      await look(page)
      await page.getByRole('radio', { name: new RegExp(shift) }).check()
      await cell(page, '王沐阳', week).click()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await expect(cell(page, '王沐阳', addDays(week, 2))).toBeFocused()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /保存 2 处改动/ }).click()
      await expect(page.getByText('2 个班待发布')).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '发布', exact: true }).click()
      await expect(page.getByText('2 个班待发布')).toHaveCount(0)
      await page.reload()
      await expect(cell(page, '王沐阳', week)).toContainText(shift)
    })

    test('a day has two parts: a second shift goes beside the first, unless they overlap', async ({
      page,
    }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto(`/store/tianyao/roster?week=${week}`)
      const wednesday = cell(page, '王沐阳', addDays(week, 2))
      await page.getByRole('checkbox', { name: /一天两段/ }).check()
      await page.getByRole('radio', { name: /晚班/ }).check()
      await wednesday.click()
      await expect(page.getByText('这两个班的时间重叠')).toBeVisible()
      await expect(wednesday).toHaveAccessibleName(new RegExp(`${shift}$`))
      await page.getByRole('radio', { name: /早班/ }).check()
      await wednesday.click()
      await expect(wednesday).toHaveAccessibleName(new RegExp(`早班 \\+ ${shift}`))
      await page.getByRole('button', { name: /保存 1 处改动/ }).click()
      await expect(page.getByText('1 个班待发布')).toBeVisible()
      await look(page)
      await page.getByRole('button', { name: '发布', exact: true }).click()
      await expect(page.getByText('1 个班待发布')).toHaveCount(0)
    })

    test('what is not saved is asked about before it is left, by a link and by going back', async ({
      page,
    }) => {
      await signIn(page, 'zhaomingyuan')
      await page.goto('/store/tianyao/roster')
      const asked: string[] = []
      const answer = (leaves: boolean) =>
        page.once('dialog', dialog => {
          asked.push(dialog.message())
          return leaves ? dialog.accept() : dialog.dismiss()
        })
      const next = page.getByRole('link', { name: '下一周' })
      await next.click()
      await page.waitForURL(`**/roster?week=${inWeeks(1)}`)
      await next.click()
      await page.waitForURL(`**/roster?week=${inWeeks(2)}`)
      await page.getByRole('radio', { name: new RegExp(shift) }).check()
      await cell(page, '王沐阳', addDays(inWeeks(2), 6)).click()
      const save = page.getByRole('button', { name: /保存 1 处改动/ })
      await expect(save).toBeVisible()
      answer(false)
      await next.click()
      await expect.poll(() => asked).toHaveLength(1)
      answer(false)
      await page.evaluate(() => history.back())
      await expect.poll(() => asked).toHaveLength(2)
      await expect(save).toBeVisible()
      answer(true)
      await next.click()
      await page.waitForURL(`**/roster?week=${inWeeks(3)}`)
      expect(asked).toEqual(asked.map(() => expect.stringContaining('还有改动没保存')))
      await expect(save).toHaveCount(0)
    })

    test('two tabs do not overwrite each other, and a phone shows one day', async ({ page, another }) => {
      await signIn(page, 'zhaomingyuan')
      const phone = await another({ viewport: { width: 390, height: 844 } })
      await signIn(phone, 'zhaomingyuan')
      await page.goto(`/store/tianyao/roster?week=${week}`)
      await phone.route('**/api/events**', route => route.abort())
      await phone.goto(`/store/tianyao/roster?week=${week}`)
      await look(phone)
      await expect(cell(phone, '王沐阳', week)).toBeVisible()
      await expect(cell(phone, '王沐阳', addDays(week, 2))).toBeHidden()

      await page.getByRole('radio', { name: '清空' }).check()
      await cell(page, '王沐阳', week).click()
      await page.getByRole('button', { name: /保存 1 处改动/ }).click()
      await expect(page.getByRole('button', { name: /处改动/ })).toHaveCount(0)

      await phone.getByRole('radio', { name: /早班/ }).check()
      await cell(phone, '王沐阳', week).click()
      await phone.getByRole('button', { name: /保存 1 处改动/ }).click()
      await expect(phone.getByText(/刚被别人改过/)).toBeVisible()
    })

    test('the employee reads it on the phone, and that it was changed', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, 'wangmuyang')
      await page.goto('/me')
      await expect(page.getByRole('heading', { name: /下一班|正在上班/ })).toBeVisible()
      await page.getByRole('link', { name: '全部排班' }).click()
      await page.waitForURL('**/me/roster')
      await expect(page.getByRole('listitem').filter({ hasText: shift })).toContainText(
        shown(addDays(week, 2)),
      )
      await look(page)
      await page.goto('/me/notifications')
      await expect(page.getByText(/徐汇天钥店.*改了你.*的班/).first()).toBeVisible()
    })
  })

test.describe
  .serial('what becomes of a roster when somebody goes', () => {
    const week = inWeeks(1)
    let person: Person & { shifts: number }
    test.beforeAll(async () => {
      // 顾言 at the first try
      person = await someone(
        company,
        `select u.login, e.name, e.number, count(*)::int as shifts from roster_entries r join employees e on e.id = r.employee_id
         join users u on u.id = e.user_id join units s on s.id = r.unit_id and s.code = 'nanxi'
         join assignments a on a.employee_id = e.id and a.unit_id = s.id and a.starts_on <= current_date and a.ends_on > $1
         where r.on_day >= $1 and r.status = 'planned'
           and not exists (select from requests q where q.employee_id = e.id and q.status in ('in_progress', 'returned'))
         group by u.id, e.id order by u.login <> 'guyan', e.number`,
        [week],
      )
    })

    test('HR previews a return and sees which shifts become free; the approval frees them', async ({
      page,
    }) => {
      await signIn(page, 'zhoulan')
      await page.goto('/hq/stores/nanxi/roster')
      await expect(page.getByRole('row').filter({ hasText: person.name })).toBeVisible()
      await look(page)
      await page.goto(
        `/hq/transfers/new?person=${person.number}&kind=return&effectiveOn=${week}&step=preview`,
      )
      const freed = `空出 ${person.shifts} 个班`
      await expect(page.getByText(new RegExp(`南京西路店.*${freed}，由店长另排`))).toBeVisible()
      await look(page)
      await page.getByLabel('申请理由').fill('总部项目需要，提前返回')
      await page.getByRole('button', { name: '提交申请' }).click()
      await page.waitForURL(/\/hq\/requests\/DG-/)
      const number = page.url().split('/').at(-1) ?? ''
      await expect(page.getByText(freed)).toBeVisible()

      await approveAll(page, number)
      await signIn(page, 'fangjing')
      await page.goto('/store/nanxi/notifications')
      await expect(page.getByText(new RegExp(`${person.name}.*${freed}`)).first()).toBeVisible()
    })

    test('the manager fills an open shift', async ({ page }) => {
      const open = await company.sql<{ day: string; shift: string }>(
        `select r.on_day::text as day, s.name as shift from roster_entries r join shifts s on s.id = r.shift_id
         join units u on u.id = r.unit_id where u.code = 'nanxi' and r.status = 'released' and r.filled_by_id is null order by r.on_day`,
      )
      const [{ day, shift } = { day: '', shift: '' }] = open
      await signIn(page, 'fangjing')
      await page.goto(`/store/nanxi/roster?week=${week}`)
      await expect(page.getByRole('heading', { name: `空出的班 · ${open.length}` })).toBeVisible()
      await look(page)
      await page.getByRole('radio', { name: new RegExp(shift) }).check()
      await page
        .getByRole('button', { name: new RegExp(`^\\S+ \\S+ ${shown(day)}: 休`) })
        .first()
        .click()
      await press(page, 'Tab', soon =>
        expect(page.getByRole('button', { name: /保存 1 处改动/ })).toBeVisible(soon),
      )
      await page.getByRole('button', { name: /保存 1 处改动/ }).click()
      await expect(page.getByRole('heading', { name: `空出的班 · ${open.length - 1}` })).toBeVisible()
    })
  })
