import type { Page } from '@playwright/test'
import { type Company, companyOf, sessionOf } from './company'
import { expect, look, signIn, test } from './fixtures'

// The stories look at pages in daylight, in Chinese and at a desk. Here the screens that people open most are looked at as others may
// have them: in the dark, in English, on a phone, twice as large, with more room between letters, in the system's own colours, at rest.
test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } })

const screens = {
  hr: [
    '/hq',
    '/hq/inbox',
    '/hq/people',
    '/hq/people/{person}',
    '/hq/organisation',
    '/hq/transfers',
    '/hq/requests/{request}',
  ],
  manager: ['/store/guomao', '/store/guomao/inbox', '/store/guomao/team', '/store/guomao/roster'],
  employee: ['/me', '/me/requests', '/me/transfers/new', '/me/roster', '/me/courses', '/me/settings'],
} as const
type Seat = keyof typeof screens

let company: Company
/** People whom no other story asks, so that nobody else finds their pages in another language. */
let logins: Record<Seat, string>
test.beforeAll(async () => {
  company = await companyOf(await sessionOf('zhoulan'))
  const [row] = await company.sql<Record<Seat, string>>(
    `select (select min(u.login) from role_grants g join users u on u.id = g.user_id
         where g.role = 'hr' and g.ended_at is null and u.login <> 'zhoulan') as hr,
       (select min(u.login) from role_grants g join users u on u.id = g.user_id join units s on s.id = g.unit_id
         where g.role = 'manager' and g.ended_at is null and s.code = 'guomao') as manager,
       (select min(u.login) from users u join employees p on p.user_id = u.id join roster_entries e on e.employee_id = p.id join units s on s.id = e.unit_id
         where s.code = 'guomao' and e.published_at is not null and u.disabled_at is null) as employee`,
  )
  if (!row?.hr || !row.manager || !row.employee) throw new Error('Somebody is not there')
  logins = row
  await company.sql(`update users set locale = 'en', theme = 'dark' where login = any($1)`, [
    Object.values(row),
  ])
})
test.afterAll(async () => {
  // the stories come after this, and find everybody as they were
  if (logins)
    await company.sql(`update users set locale = 'zh-CN', theme = 'system' where login = any($1)`, [
      Object.values(logins),
    ])
  await company?.close()
})

/** WCAG 1.4.12: what a reader may set, and nothing may be lost by. */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`

/** What of a page lies beyond its right edge, so that it would have to be pushed sideways to be read. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return []
    return [...document.querySelectorAll('main *, header *')]
      .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 5)
      .map(one => `${one.tagName} ${one.textContent?.slice(0, 40)}`)
  })

async function pathsOf(seat: Seat): Promise<string[]> {
  const [row] = await company.sql<{ request: string; person: string }>(`
    select r.number as request, e.number as person from requests r join employees e on e.name = '王沐阳'
    where r.status = 'in_progress' and r.stage_position = 5 order by r.id limit 1`)
  return screens[seat].map(path =>
    path.replace('{request}', row?.request ?? '').replace('{person}', row?.person ?? ''),
  )
}

for (const seat of Object.keys(screens) as Seat[])
  test(`the screens of ${seat} are whole in the dark, in English, enlarged and spaced`, async ({ page }) => {
    await signIn(page, logins[seat])
    for (const path of await pathsOf(seat)) {
      await page.setViewportSize({ width: 390, height: 844 })
      expect((await page.goto(path))?.status(), path).toBe(200)
      await expect(page.locator('html[lang="en"][data-theme="dark"]')).toHaveCount(1)
      await look(page)
      for (const [width, isSpaced] of [
        // 1280 at 200 %, and at 400 %
        [640, false],
        [320, false],
        [320, true],
      ] as const) {
        await page.setViewportSize({ width, height: 640 })
        if (isSpaced)
          await page.evaluate(text => {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(text)
            document.adoptedStyleSheets.push(sheet)
          }, spacing)
        expect.soft(await beyond(page), `${path} at ${width}${isSpaced ? ', spaced' : ''}`).toEqual([])
      }
    }
  })

test("where one is and what a badge says is drawn by lines in the system's own colours", async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.setViewportSize({ width: 1180, height: 820 })
  await signIn(page, logins.hr)
  await page.goto('/hq/transfers')
  const here = page.getByRole('navigation').locator('a[aria-current="page"]').first()
  await expect(here).toHaveCSS('outline-style', 'solid')
  await expect(page.locator('main .badge').first()).toHaveCSS('border-top-style', 'solid')
})

test('nothing moves for whoever wants no motion', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 })
  await signIn(page, logins.hr)
  await page.goto('/hq')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].map(one => {
        const style = getComputedStyle(one)
        return Math.max(
          ...`${style.transitionDuration}, ${style.animationDuration}`.split(', ').map(Number.parseFloat),
        )
      }),
    ),
  )
  expect(longest).toBeLessThan(0.001)
})
