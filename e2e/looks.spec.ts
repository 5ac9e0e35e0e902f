import type { Page } from '@playwright/test'
import { type Company, companyOf, sessionOf } from './company'
import { expect, look, signIn, test } from './fixtures'

// The stories look at pages in daylight, in Chinese and at a desk. Here the screens that people open most are looked at as others may
// have them: in the dark, in English, on a phone, twice as large, with more room between letters, in the system's own colours, at rest.
test.use({
  locale: 'en-US',
  colorScheme: 'dark',
  viewport: { width: 390, height: 844 },
  contextOptions: { reducedMotion: 'reduce' },
})

let company: Company
test.beforeAll(async () => {
  company = await companyOf(await sessionOf('zhoulan'))
})
test.afterAll(() => company?.close())

const screens = {
  zhoulan: [
    '/hq',
    '/hq/inbox',
    '/hq/people',
    '/hq/people/{person}',
    '/hq/organisation',
    '/hq/transfers',
    '/hq/requests/{request}',
  ],
  zhaomingyuan: ['/store/tianyao', '/store/tianyao/inbox', '/store/tianyao/team', '/store/tianyao/roster'],
  wangmuyang: ['/me', '/me/requests', '/me/transfers/new', '/me/roster', '/me/courses', '/me/settings'],
} as const

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

async function pathsOf(login: keyof typeof screens): Promise<string[]> {
  const [row] = await company.sql<{ request: string; person: string }>(`
    select r.number as request, e.number as person from requests r join employees e on e.name = '王沐阳'
    where r.status = 'in_progress' and r.stage_position = 5 order by r.id limit 1`)
  return screens[login].map(path =>
    path.replace('{request}', row?.request ?? '').replace('{person}', row?.person ?? ''),
  )
}

for (const login of Object.keys(screens) as (keyof typeof screens)[])
  test(`the screens of ${login} are whole in the dark, in English, enlarged and spaced`, async ({ page }) => {
    await signIn(page, login)
    for (const path of await pathsOf(login)) {
      await page.setViewportSize({ width: 390, height: 844 })
      expect((await page.goto(path))?.status(), path).toBe(200)
      await look(page)
      const style = await page.evaluateHandle(text => {
        const made = new CSSStyleSheet()
        made.replaceSync(text)
        return made
      }, spacing)
      for (const [width, isSpaced] of [
        // 1280 at 200 %, and at 400 %
        [640, false],
        [320, false],
        [320, true],
      ] as const) {
        await page.setViewportSize({ width, height: 640 })
        if (isSpaced) await style.evaluate(sheet => document.adoptedStyleSheets.push(sheet))
        expect.soft(await beyond(page), `${path} at ${width}${isSpaced ? ', spaced' : ''}`).toEqual([])
      }
    }
  })

test("where one is and what a badge says is drawn by lines in the system's own colours", async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.setViewportSize({ width: 1180, height: 820 })
  await signIn(page, 'zhoulan')
  await page.goto('/hq/transfers')
  const here = page.getByRole('navigation').locator('a[aria-current="page"]').first()
  await expect(here).toHaveCSS('outline-style', 'solid')
  await expect(page.locator('main .badge').first()).toHaveCSS('border-top-style', 'solid')
})

test('nothing moves for whoever wants no motion', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 })
  await signIn(page, 'zhoulan')
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
