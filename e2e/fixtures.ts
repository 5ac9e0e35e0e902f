import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { addDays, dayIn, zone } from '../lib/clock'
import { origin, sessionOf } from './company'

export { expect }

const password = 'outpost-demo'

/** Sessions of this worker process, so that each person signs in once and not in every story. */
const sessions = new Map<string, Promise<string>>()

/** Signs somebody of the cast in; `fresh` makes a session of its own by the form, for stories that end sessions. */
export async function signIn(page: Page, login: string, options: { fresh?: boolean } = {}): Promise<void> {
  // an open page would notice that its session is gone, and go to the sign-in while the story goes elsewhere
  if (page.url() !== 'about:blank') await page.goto('about:blank')
  await page.context().clearCookies()
  if (!options.fresh) {
    const session = sessions.get(login) ?? sessionOf(login)
    sessions.set(login, session)
    const [name = '', value = ''] = (await session).split('=')
    await page.context().addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
    return
  }
  await page.goto('/login')
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click()
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
}

/** Looks at the page with axe: nothing that WCAG 2.2 AA forbids, however small. */
export async function look(page: Page): Promise<void> {
  // a page's title may be streamed after its body, when the one of the page before is gone already
  await expect(async () => expect(await complaints(page), `axe on ${page.url()}`).toEqual([])).toPass({
    timeout: 20_000,
  })
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Looking = { axe?: typeof axe & { commons: { color: { Color: { prototype: Color } } } } }
type Color = { r: number; g: number; b: number; alpha: number; parseString: (text: string) => Color }

async function complaints(page: Page): Promise<unknown[]> {
  if (!(await page.evaluate(() => Boolean((window as Looking).axe)))) {
    await page.evaluate(source)
    await page.evaluate(rememberColours)
  }
  return await page.evaluate(async () => {
    // what a bar covers by half, and is too small then, depends on how far somebody has scrolled
    scrollTo({ top: 0, behavior: 'instant' })
    const { violations } = (await (window as Looking).axe?.run(document, {
      // nothing is gathered of what is right: looking takes half the time
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })) ?? { violations: [{ id: 'axe is not there', impact: null, help: '', nodes: [] }] }
    return violations.map(one => ({
      rule: one.id,
      impact: one.impact,
      help: one.help,
      places: one.nodes.map(node => node.target.join(' ')),
    }))
  })
}

/** A page has some dozen colours, and axe reads each anew for every word and all that lies behind it: that was a quarter of its time. */
function rememberColours(): void {
  const color = (window as Looking).axe?.commons.color.Color.prototype
  if (!color) return
  const { parseString } = color
  const known = new Map<string, Pick<Color, 'r' | 'g' | 'b' | 'alpha'>>()
  color.parseString = function (this: Color, text: string): Color {
    const kept = known.get(text)
    if (kept) return Object.assign(this, kept)
    const { r, g, b, alpha } = parseString.call(this, text)
    known.set(text, { r, g, b, alpha })
    return this
  }
}

/**
 * A page hears keys and clicks only once React has taken all of its controls over and run their effects. A person is slower than that;
 * a story on a busy machine is not.
 */
async function wakeUp(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const controls = [...document.querySelectorAll('button, input, select, textarea, summary')]
    const isAwake = controls.every(one => Object.keys(one).some(key => key.startsWith('__reactProps$')))
    if (isAwake) await new Promise(done => requestIdleCallback(done, { timeout: 2000 }))
    return isAwake
  })
}

/** From now on the page is awake whenever the story has gone somewhere; answers what it complains about. */
function watch(page: Page): string[] {
  const { goto, reload } = page
  page.goto = async (...to) => {
    const answer = await goto.apply(page, to)
    await wakeUp(page)
    return answer
  }
  page.reload = async (...how) => {
    const answer = await reload.apply(page, how)
    await wakeUp(page)
    return answer
  }
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
  return complaints
}

type Story = {
  /** Opens a page in a browser of its own; it is closed with the story. */
  another: (options?: BrowserContextOptions) => Promise<Page>
}

/** A story fails when one of its pages throws or complains in the console. */
export const test = base.extend<Story>({
  page: async ({ page }, use) => {
    const complaints = watch(page)
    await use(page)
    expect(complaints, 'the page complained').toEqual([])
  },
  another: async ({ browser }, use) => {
    const opened: { page: Page; complaints: string[] }[] = []
    await use(async options => {
      const page = await (await browser.newContext(options)).newPage()
      opened.push({ page, complaints: watch(page) })
      return page
    })
    for (const { page } of opened) await page.context().close()
    expect(
      opened.flatMap(one => one.complaints),
      'another page complained',
    ).toEqual([])
  },
})

/**
 * Presses a key of the page until it was heard: a page that was reached by a link listens a moment after it is seen.
 * `press(page, 'r', soon => expect(dialog).toBeVisible(soon))`
 */
export async function press(
  page: Page,
  key: string,
  heard: (soon: { timeout: number }) => Promise<void>,
): Promise<void> {
  await expect(async () => {
    const isHeard = await heard({ timeout: 1 }).then(
      () => true,
      () => false,
    )
    if (isHeard) return
    await page.keyboard.press(key)
    await heard({ timeout: 2000 })
  }).toPass()
}

export const inDays = (days: number): string => addDays(dayIn(zone, new Date()), days)

/** The number of the request whose page is open. */
export const requestOf = (page: Page): string => page.url().split('/').at(-1) ?? ''

/** Asks, as whoever is signed in, to go to a store for three months; answers the number. */
export async function askForDispatch(page: Page, store: string, days: number): Promise<string> {
  await page.goto('/me/transfers/new')
  await page.getByLabel('去哪家门店').selectOption({ label: store })
  await page.getByLabel('生效日期').fill(inDays(days))
  await page.getByText('3 个月', { exact: true }).click()
  await page.getByRole('button', { name: '看影响' }).click()
  await page.getByLabel('申请理由').fill('希望就近驻店，已与家人确认')
  await page.getByLabel('提供基本与工作信息').check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/\/me\/requests\/DG-/)
  return requestOf(page)
}
