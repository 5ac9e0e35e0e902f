import AxeBuilder from '@axe-core/playwright'
import { type BrowserContextOptions, test as base, type Cookie, expect, type Page } from '@playwright/test'

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
  // a page's title may be streamed after its body, when the one of the page before is gone already
  await expect(async () => expect(await complaints(page), `axe on ${page.url()}`).toEqual([])).toPass({
    timeout: 20_000,
  })
}

async function complaints(page: Page): Promise<unknown[]> {
  // Told to gather nothing of what is right, and not to open a page beside it for frames of other sites, of which there are none:
  // looking takes half the time.
  const { violations } = await new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    .setLegacyMode(true)
    .analyze()
  return violations.map(one => ({
    rule: one.id,
    impact: one.impact,
    help: one.help,
    places: one.nodes.map(node => node.target.join(' ')),
  }))
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
