import AxeBuilder from '@axe-core/playwright'
import { test as base, type Cookie, expect, type Page } from '@playwright/test'

export { expect }

const password = 'outpost-demo'

/** Sessions of this worker process, so that each person signs in once and not in every story. */
const sessions = new Map<string, Cookie[]>()

/** Signs somebody of the cast in; `fresh` makes a session of its own, for stories that end sessions. */
export async function signIn(page: Page, login: string, options: { fresh?: boolean } = {}): Promise<void> {
  const kept = sessions.get(login)
  // an open page would notice that its session is gone, and go to the sign-in while the story goes elsewhere
  await page.goto('about:blank')
  await page.context().clearCookies()
  if (kept && !options.fresh) {
    await page.context().addCookies(kept)
    return
  }
  await page.goto('/login')
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click()
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
  if (!options.fresh) sessions.set(login, await page.context().cookies())
}

/** Looks at the page with axe: nothing that WCAG 2.2 AA forbids, however small. */
export async function look(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(one => ({
    rule: one.id,
    impact: one.impact,
    help: one.help,
    places: one.nodes.map(node => node.target.join(' ')),
  }))
  expect(found, `axe on ${page.url()}`).toEqual([])
}

/** A story fails when the page throws or complains in the console. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(`thrown: ${error.message}`))
    page.on('console', message => {
      const text = message.text()
      // the browser's own note on an answer like 404, which stories ask for on purpose
      const isNote = text.startsWith('Failed to load resource')
      // the recorder of traces, not the page, wants to keep a picture that was chosen but not sent yet: it has no place in any script
      const isRecorder = text.startsWith("Connecting to 'blob:") && message.location().url === ''
      if (message.type() === 'error' && !isNote && !isRecorder) complaints.push(text)
    })
    await use(page)
    expect(complaints, 'the page complained').toEqual([])
  },
})
