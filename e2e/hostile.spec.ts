import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import {
  ask,
  type Company,
  companyOf,
  elsewhere,
  inTurns,
  type Known,
  knownActions,
  origin,
  post,
  routesOf,
  sessionOf,
} from './company'

const root = join(import.meta.dirname, '..')
const sessions = { hq: '', store: '', me: '', other: '' }
let company: Company
/** Something real for each dynamic segment, so that the address before it is good. */
const real: Record<string, string> = {}

test.beforeAll(async () => {
  sessions.hq = await sessionOf('zhoulan')
  sessions.store = await sessionOf('zhaomingyuan')
  sessions.me = await sessionOf('wangmuyang')
  // of the named cast nobody: what she did not do can be told from what the other stories do
  sessions.other = await sessionOf('xutinglan')
  company = await companyOf(sessions.hq)
  const [row] = await company.sql<{ request: string; person: string; partner: string; position: string }>(
    `select (select r.number from requests r join request_parties p on p.request_id = r.id join users u on u.id = p.user_id
         where u.login = 'wangmuyang' order by 1 limit 1) as request,
       (select e.number from employees e join users u on u.id = e.user_id where u.login = 'wangmuyang') as person,
       (select code from partners order by 1 limit 1) as partner, (select code from positions order by 1 limit 1) as position`,
  )
  Object.assign(real, {
    '[unit]': 'tianyao',
    '/hq/people/[number]': row?.person,
    '/store/[unit]/team/[number]': row?.person,
    '[number]': row?.request,
    '/hq/organisation/[code]': 'catering',
    '/hq/stores/[code]': 'tianyao',
    '/hq/partners/[code]': row?.partner,
    '/hq/positions/[code]': row?.position,
    '[login]': 'fangjing',
    '[subject]': 'transfer',
    '[version]': '1',
    '[id]': '00000000-0000-4000-8000-000000000000',
  })
})
test.afterAll(() => company?.close())

const routes = routesOf(join(root, 'app')).filter(route => !route.includes('[...'))
const sessionFor = (path: string): string =>
  path.startsWith('/store') ? sessions.store : path.startsWith('/me') ? sessions.me : sessions.hq

function addressOf(route: string, last?: string): string {
  const all = [...route.matchAll(/\[[^\]]+\]/g)]
  return route.replace(/\[[^\]]+\]/g, (match, index: number) =>
    last !== undefined && index === all.at(-1)?.index
      ? last
      : (real[route.slice(0, index + match.length)] ?? real[match] ?? match),
  )
}

const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const values = [
  '%00',
  'a%00b',
  '2026-13-45',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '2026-01-01T00%3A00%3A00Z',
  'x~y',
  '2026-01-01~x',
  `2026-01-01~${'-'.repeat(36)}`,
  'not-a-moment~00000000-0000-0000-0000-000000000000',
  '2026-02-30%2000:00:00%2B00~00000000-0000-4000-8000-000000000000',
  '-'.repeat(36),
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  `'%3B%20drop%20table%20users%3B--`,
  '%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  '%F0%9F%8E%89%E2%80%AE',
  '%ff%fe',
  '%25%5F%5C',
  'a'.repeat(10_000),
  '-1',
  '1e400',
  '99999999999999999999',
  cursor(null),
  cursor({}),
  cursor([]),
  cursor(['x', 'y', 'z']),
  cursor(['\0', '\0']),
  cursor(['2026-02-30', 'E00001']),
  cursor(['0000-00-00', '-'.repeat(36)]),
  cursor([1e308, {}, []]),
  'bm90IGpzb24',
]
const names = (
  'q on after before sort view tab from to action person kind step toUnitId toPositionId effectiveOn endsOn months ' +
  'store home position partner region city family level status state role unit grant next ended error out theme density ' +
  'page month day year number id reason as'
).split(' ')

/** Asks for each address; says which answered that the server failed. */
async function failuresOf(paths: string[]): Promise<string[]> {
  const answers = await inTurns(paths, 6, async path => {
    const answer = await ask(path, { cookie: sessionFor(path) })
    await answer.arrayBuffer()
    return answer.status >= 500 ? [`${answer.status} ${path.slice(0, 300)}`] : []
  })
  return answers.flat()
}

test('no parameter of an address makes the server fail', async () => {
  test.setTimeout(180_000)
  const paths = routes
    .filter(route => !route.startsWith('/gallery/'))
    .flatMap((route, turn) => {
      const path = addressOf(route)
      const long = (value: string) => value.length > 400
      return [
        // some of them each, in turns: each portal meets all
        ...values
          .filter((_, at) => (at + turn) % 6 === 0)
          .map(
            value =>
              `${path}?${(long(value) ? ['q', 'after'] : names).map(name => `${name}=${value}`).join('&')}`,
          ),
        `${path}?${names.map(name => `${name}=1&${name}=2&${name}[a]=3`).join('&')}`,
        `${path}?__proto__=1&constructor=2&__proto__[q]=3`,
      ]
    })
  expect(await failuresOf(paths)).toEqual([])
  expect(paths.length).toBeGreaterThan(500)
})

test('no cursor, search or day alone makes the server fail', async () => {
  test.setTimeout(180_000)
  const alone = ['after', 'before', 'q', 'on', 'person']
  const paths = routes
    .filter(route => /^\/(hq|store|me)/.test(route))
    .flatMap(route => alone.flatMap(name => values.map(value => [addressOf(route), name, value] as const)))
    // a sample: together they have met everything above
    .filter((_, at) => at % 41 === 0)
    .map(([path, name, value]) => `${path}?${name}=${value}`)
  expect(await failuresOf(paths)).toEqual([])
})

/** A link of a mail leads to a page for everybody, which says what is wrong with the link. */
const isMail = (path: string): boolean => /^(\/api)?\/mail\//.test(path)

test('nothing in the place of an id makes the server fail or answers with a page', async () => {
  test.setTimeout(120_000)
  const dynamic = routes.filter(route => route.includes('['))
  const paths = dynamic.flatMap((route, turn) =>
    values.filter((_, at) => (at + turn) % 4 === 0).map(value => addressOf(route, value)),
  )
  const answers = await inTurns(paths, 6, async path => {
    const answer = await ask(path, { cookie: sessionFor(path) })
    await answer.arrayBuffer()
    const isRefused = [400, 404, 414, 431].includes(answer.status) || (isMail(path) && answer.status < 400)
    return isRefused ? [] : [`${answer.status} ${path.slice(0, 200)}`]
  })
  expect(answers.flat()).toEqual([])
})

test('no cookie makes the server fail', async () => {
  const bad = ['-'.repeat(36), '__proto__', '%00', 'a'.repeat(4000), '"', '%ff', '{}', randomUUID()]
  const failed: string[] = []
  for (const name of [
    'outpost-grant',
    'outpost-locale',
    'outpost-theme',
    'outpost-session',
    'next-auth.csrf-token',
  ]) {
    for (const value of bad) {
      for (const path of [
        '/hq',
        '/hq/people',
        '/hq/search?q=%E6%9D%8E',
        '/',
        '/login',
        '/api/auth/session',
      ]) {
        const own = name === 'outpost-session' ? '' : `${sessions.hq}; `
        const answer = await ask(path, { cookie: `${own}${name}=${value}` })
        await answer.arrayBuffer()
        if (answer.status >= 500) failed.push(`${answer.status} ${path} ${name}=${value.slice(0, 40)}`)
      }
    }
  }
  expect(failed).toEqual([])
})

test('the seat switcher and the way back lead to this site only', async () => {
  const away = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/api/auth/signout',
    '\\\\evil.example',
  ]
  for (const next of away.map(encodeURIComponent)) {
    for (const path of [`/api/seat?to=${next}`, `/login?next=${next}`]) {
      const answer = await ask(path, { cookie: sessions.hq })
      const location = new URL(answer.headers.get('location') ?? '/', origin)
      expect(location.origin, path).toBe(origin)
      expect(location.pathname, path).not.toMatch(/^\/api/)
    }
  }
})

/** Every action of the build, with an address whose page knows it. */
const actionsOfBuild = (): Known[] =>
  knownActions().map(one => ({ ...one, path: addressOf(one.path || '/') }))

test.describe('an action called from outside', () => {
  const same = { 'sec-fetch-site': 'same-origin' }
  const did = async (): Promise<unknown> => {
    const [row] = await company.sql(
      `select (select count(*)::int from trail t where t.actor_user_id = u.id and t.action not like 'session%') as trail,
         (select count(*)::int from request_keys k where k.user_id = u.id) as keys, u.theme, u.locale,
         -- what is told of a request or ticket is read also when somebody else has decided it
         (select count(*)::int from notifications n where n.user_id = u.id and n.read_at is not null
           and n.path !~ '^(requests|tickets)/') as read
       from users u where u.login = 'xutinglan'`,
    )
    return row
  }

  test('works when it comes from here, or the refusals would prove nothing', async () => {
    const settings = actionsOfBuild().find(one => one.name === 'account/changeSettings')
    expect(settings).toBeDefined()
    if (!settings) return
    const headers = { ...same, origin, cookie: sessions.other }
    const { text } = await post(
      settings,
      { theme: 'dark', requestKey: randomUUID() },
      headers,
      '/hq/settings',
    )
    expect(text).toContain('"ok":true')
    expect(await did()).toMatchObject({ theme: 'dark' })
    await post(settings, { theme: 'system' }, headers, '/hq/settings')
  })

  const ways: [string, (cookie: string) => Record<string, string>, string?][] = [
    ['without an origin', cookie => ({ cookie })],
    [
      'from another site',
      cookie => ({ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'from another site that lies about the host',
      cookie => ({ cookie, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }),
    ],
    ['from a page without origin', cookie => ({ cookie, origin: 'null' })],
    ['by a form of a sibling site', cookie => ({ cookie, origin, 'sec-fetch-site': 'same-site' })],
    ['without a session', () => ({ ...same, origin })],
    ['with a made-up session', () => ({ ...same, origin, cookie: `outpost-session=${'a'.repeat(43)}` })],
    // the framework hands an action on to a page that knows it: the seat is that page's, and must be theirs
    ['in the seat of somebody else', () => ({ ...same, origin, cookie: sessions.store }), '/hq/no/such/page'],
    ['from one portal to another', () => ({ ...same, origin, cookie: sessions.store }), '/me/no/such/page'],
    [
      'in a store that is not theirs',
      () => ({ ...same, origin, cookie: sessions.store, 'x-outpost-seat': '/store/tianyao' }),
      '/store/nanxi/no/such/page',
    ],
    ['past the proxy', cookie => ({ cookie, 'x-outpost-seat': '/hq' }), '/favicon.icon'],
    ['past the proxy to search', cookie => ({ cookie, 'x-outpost-seat': '/hq' }), '/hq/search'],
  ]
  for (const [way, headersOf, path] of ways) {
    test(`does nothing ${way}`, async () => {
      const before = await did()
      const isOpen = /^account\/(signIn|signOut|chooseLocale|setFirstPassword|changePassword)$/
      const isHere = headersOf('').origin === origin && headersOf('')['sec-fetch-site'] === 'same-origin'
      const through = await inTurns(
        actionsOfBuild().filter(action => !(isHere && isOpen.test(action.name))),
        4,
        async action => {
          const fields = { requestKey: randomUUID(), locale: 'en', theme: 'dark' }
          const { text } = await post(action, fields, headersOf(sessions.other), path)
          return text.includes('"ok":true') ? [action.name] : []
        },
      )
      expect(through.flat()).toEqual([])
      expect(await did()).toEqual(before)
    })
  }

  test('is refused when it carries more than any form may', async () => {
    const answer = await ask('/hq/people', {
      method: 'POST',
      headers: { ...same, origin, cookie: sessions.other, 'next-action': actionsOfBuild()[0]?.id ?? '' },
      body: new Uint8Array(12 * 1024 * 1024),
    })
    expect(answer.status).toBe(413)
  })

  test('is refused when nobody can say how much it carries', async () => {
    const pieces = new ReadableStream({
      pull: controller => {
        controller.enqueue(new Uint8Array(1024))
        controller.close()
      },
    })
    const answer = await ask('/hq/people', {
      method: 'POST',
      headers: { ...same, origin, cookie: sessions.other },
      body: pieces,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(411)
  })

  test('is refused when its arguments are no form', async () => {
    const [action] = actionsOfBuild()
    for (const body of ['not json', '[]', '["$F1","$K1"]']) {
      const answer = await ask(action?.path ?? '', {
        method: 'POST',
        headers: {
          ...{ ...same, origin, cookie: sessions.other, 'next-action': action?.id ?? '' },
          'content-type': 'text/plain;charset=UTF-8',
        },
        body,
      })
      expect(answer.status, body).toBe(400)
    }
  })

  test('is refused when its form is cut off, or is none', async () => {
    const settings = actionsOfBuild().find(one => one.name === 'account/changeSettings')
    expect(settings).toBeDefined()
    if (!settings) return
    const part = (name: string, value: string, header = ''): string =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n${header}\r\n${value}\r\n`
    const whole = `${part('_1_theme', 'system')}${part('0', '[null,"$K1"]')}--x--\r\n`
    // the other way is that of a form without JavaScript
    const plain = `${part(`$ACTION_ID_${settings.id}`, '')}${part('theme', 'dark')}--x--\r\n`
    const headers = {
      ...{ ...same, origin, cookie: sessions.other },
      'content-type': 'multipart/form-data; boundary=x',
    }
    const send = async (path: string, body: string, more: Record<string, string> = {}) => {
      const answer = await ask(path, { method: 'POST', headers: { ...headers, ...more }, body })
      return [answer.status, await answer.text()]
    }
    const call = { 'next-action': settings.id }
    // or the refusals would prove nothing: both are read to their end
    expect((await send('/hq/settings', whole, call))[0]).toBe(200)
    expect((await send('/hq/settings', plain))[0]).toBe(200)
    const before = await did()

    for (const cut of [0, 1, 30, whole.length - 4]) {
      expect(await send('/hq/settings', whole.slice(0, cut), call), `${cut}`).toEqual([400, ''])
      expect(await send('/hq/settings', plain.slice(0, cut)), `${cut}`).toEqual([400, ''])
    }
    for (const body of [
      'no form',
      `${part('0', '[null,"$K1"]', 'X: \0\r\n')}--x--\r\n`,
      `${part('0', '[null,"$K1"]').replace(/name=/, '')}--x--\r\n`,
      ...['5', '[null,"$F1"]', '[null,"$Q9"]', '['.repeat(20_000)].map(one => `${part('0', one)}--x--\r\n`),
    ])
      expect(await send('/hq/settings', body, call), body.slice(0, 80)).toEqual([400, ''])
    const upload = `/hq/people/${real['/hq/people/[number]']}/rights/attachments/${real['[id]']}`
    const asHr = { cookie: sessions.hq }
    expect((await send(upload, plain.slice(0, 50), asHr))[0]).toBe(400)
    expect((await send(upload, plain, asHr))[0]).toBe(404)
    expect(await did()).toEqual(before)
  })

  test('survives arguments of any shape', async () => {
    test.setTimeout(90_000)
    const headers = { ...same, origin, cookie: sessions.other }
    const shapes = [
      '[]',
      '[null,null]',
      '[null,{"name":"x","__proto__":{"a":1}}]',
      '["$F1","$K1"]',
      'not json',
    ]
    const before = await did()
    const wrong: string[] = []
    for (const action of actionsOfBuild()
      .filter(one => !/signOut|endOtherSessions|markRead/.test(one.name))
      .slice(0, 12)) {
      for (const shape of shapes) {
        const body = new FormData()
        body.append('0', shape)
        const answer = await ask(action.path, {
          method: 'POST',
          headers: { ...headers, 'next-action': action.id },
          body,
        })
        if (answer.status >= 500 || (await answer.text()).includes('"ok":true'))
          wrong.push(`${answer.status} ${action.name} ${shape}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await did()).toEqual(before)
    expect((await ask('/api/health')).status).toBe(200)
  })
})

const texts = {
  script: '<script>alert(1)</script>',
  image: '"><img src=x onerror=alert(1)>',
  address: 'javascript:alert(1)',
  SQL: `'; drop table users; --`,
  'right to left': '\u202Egnp.exe\u202C 🎉 👩‍🚀',
  long: '长'.repeat(10_000),
}

/** What a page must never do while it shows or takes such text. */
function watch(page: Page): string[] {
  const seen: string[] = []
  page.on('dialog', async dialog => {
    seen.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('pageerror', error => seen.push(`thrown: ${error.message}`))
  page.on('console', message => {
    if (/content security policy|refused to/i.test(message.text())) seen.push(message.text())
  })
  page.on('response', answer => {
    if (answer.status() >= 500) seen.push(`${answer.status()} ${answer.url()}`)
  })
  return seen
}

async function signInBy(page: Page, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: origin }])
}

test.describe('in the browser', () => {
  test.use({ extraHTTPHeaders: elsewhere(2) })
  const forms = [
    '/login',
    '/hq/people/new',
    '/hq/organisation',
    '/hq/partners',
    '/hq/positions',
    '/hq/stores',
    '/hq/access',
    '/hq/settings',
    '/hq/transfers/new',
  ]

  for (const path of forms) {
    test(`the forms of ${path} take any text without harm`, async ({ page }) => {
      const seen = watch(page)
      if (path !== '/login') await signInBy(page, sessions.hq)
      await page.goto(path)
      const count = await page.locator('form').count()
      for (const text of Object.values(texts)) {
        for (let at = 0; at < count; at++) {
          const form = page.locator('form').nth(at)
          if ((await form.count()) === 0) continue
          const isFilled = await form.evaluate((element, value) => {
            const fields = [
              ...element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'),
            ].filter(
              field =>
                field instanceof HTMLTextAreaElement ||
                /^(text|search|email|tel|url|password)$/.test(field.type),
            )
            for (const field of fields) {
              field.removeAttribute('maxlength')
              field.removeAttribute('pattern')
              const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
              Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
              field.dispatchEvent(new Event('input', { bubbles: true }))
            }
            if (fields.length === 0 || (element as HTMLFormElement).method === 'get') return false
            ;(element as HTMLFormElement).noValidate = true
            ;(element as HTMLFormElement).requestSubmit()
            return true
          }, text)
          if (isFilled) await page.waitForLoadState('networkidle')
        }
      }
      expect(seen).toEqual([])
    })
  }

  test('stored text is shown as text, wherever it turns up', async ({ page }) => {
    test.setTimeout(120_000)
    const [action] = actionsOfBuild().filter(one => one.name === 'positions/addPosition')
    const all = new Map(actionsOfBuild().map(one => [one.name, one]))
    expect(action).toBeDefined()
    const headers = { 'sec-fetch-site': 'same-origin', origin, cookie: sessions.hq }
    const mark = randomUUID().slice(0, 8)
    const evil = `${mark}"><img src=x onerror=alert(1)><script>alert(2)</script>`
    const made: Record<string, Record<string, string>> = {
      'positions/addPosition': {
        code: `p-${mark}`,
        name: evil.slice(0, 40),
        family: `<b>${mark}`,
        level: '1',
      },
      'partners/addPartner': { code: `c-${mark}`, name: evil, contactName: evil.slice(0, 60) },
      'requests/commentRequest': {
        number: real['[number]'] ?? '',
        body: `${evil} javascript:alert(3) ${texts['right to left']}`,
      },
    }
    for (const [name, fields] of Object.entries(made)) {
      const known = all.get(name)
      if (!known) throw new Error(`The build has no ${name}`)
      expect((await post(known, fields, headers)).text, name).toContain('"ok":true')
    }
    const seen = watch(page)
    const shown: string[] = []
    const visits: [string, string][] = [
      [sessions.hq, '/hq/positions'],
      [sessions.hq, `/hq/positions/p-${mark}`],
      [sessions.hq, '/hq/partners'],
      [sessions.hq, `/hq/partners/c-${mark}`],
      [sessions.hq, `/hq/requests/${real['[number]']}`],
      [sessions.hq, '/hq/trail'],
      [sessions.me, `/me/requests/${real['[number]']}`],
      [sessions.me, '/me/notifications'],
      [sessions.me, '/me'],
    ]
    for (const [session, path] of visits) {
      await page.context().clearCookies()
      await signInBy(page, session)
      await page.goto(path)
      if ((await page.content()).includes(mark)) shown.push(path)
      expect(await page.locator('img[src="x"]').count(), path).toBe(0)
    }
    await company.sql('delete from positions where code = $1', [`p-${mark}`])
    await company.sql('delete from partners where code = $1', [`c-${mark}`])
    expect(seen).toEqual([])
    expect(shown.length, shown.join(' ')).toBeGreaterThan(4)
  })
})
