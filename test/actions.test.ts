import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { closePools } from '@/db/client'
import type { Action, Answer } from '@/lib/action'
import { type Caller, callers } from './callers'
import { pdf } from './files'
import { forms } from './forms'
import { type Fields, type Stage, stage } from './stage'
import type { Target } from './stage/kit'
import type { Login } from './world'

/** What the framework and the door do here: a request without a server, and transactions that are undone, or broken off. */
const here = vi.hoisted(() => ({
  headers: new Headers(),
  cookies: new Map<string, string>(),
  undoes: true,
  afterWork: undefined as ((backend: number) => Promise<void>) | undefined,
  /** How many answers get lost after the transaction was committed. */
  loses: 0,
  entered: 0,
}))

vi.mock('next/headers', () => ({
  headers: async () => here.headers,
  cookies: async () => ({
    get: (name: string) =>
      here.cookies.has(name) ? { name, value: here.cookies.get(name) ?? '' } : undefined,
    has: (name: string) => here.cookies.has(name),
    set: () => undefined,
  }),
}))
vi.mock('next/navigation', () => {
  const leave = (digest: string) => {
    throw Object.assign(new Error('left'), { digest })
  }
  return { redirect: (to: string) => leave(`to ${to}`), notFound: () => leave('no such seat') }
})
vi.mock('next/cache', () => ({ refresh: () => undefined }))
vi.mock('next-intl', () => ({ useLocale: () => 'zh-CN' }))
vi.mock('next-intl/server', () => ({
  getRequestConfig: (config: unknown) => config,
  getLocale: async () => 'zh-CN',
}))
vi.mock('@/lib/password', () => ({
  hashPassword: async (password: string) => `secret:${password}`,
  verifyPassword: async (stored: string | undefined, password: string) => stored === `secret:${password}`,
}))
vi.mock('@/lib/auth', async load => {
  const account = await import('@/lib/account/commands')
  return {
    ...(await load<object>()),
    signInByForm: (given: { login: string; password: string }) =>
      account.signIn(given, { userAgent: '', address: '203.0.113.9' }),
  }
})
vi.mock('@/lib/action', async load => {
  const kit = await load<typeof import('@/lib/action')>()
  const keeping =
    <A extends (schema: never, run: never) => object>(make: A) =>
    (schema: never, run: never) =>
      Object.assign(make(schema, run), { schema })
  return {
    ...kit,
    action: keeping(kit.action),
    unkeptAction: keeping(kit.unkeptAction),
    openAction: keeping(kit.openAction),
  }
})
vi.mock('@/db/client', async load => {
  const door = await load<typeof import('@/db/client')>()
  class Undone extends Error {
    constructor(readonly value: unknown) {
      super('undone')
    }
  }
  type Work = (tx: import('@/db/client').Tx, seat: never) => Promise<unknown>
  const wrapped =
    (work: Work): Work =>
    async (tx, seat) => {
      here.entered++
      const value = await work(tx, seat)
      if (here.undoes) {
        // what is checked at commit only
        await tx.execute(sql`set constraints all immediate`)
        throw new Undone(value)
      }
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await here.afterWork?.(rows[0]?.pid ?? 0)
      return value
    }
  const passed = async (run: Promise<unknown>): Promise<unknown> => {
    const value = await run.catch((error: unknown) => {
      if (error instanceof Undone) return error.value
      throw error
    })
    if (here.loses > 0 && here.loses--) throw new Error('Connection terminated unexpectedly')
    return value
  }
  return {
    ...door,
    enter: (portal: 'hq', who: { tokenHash: string }, mode: 'read' | 'write', work: Work) =>
      here.headers.has('origin')
        ? passed(door.enter(portal, who, mode, wrapped(work) as never))
        : door.enter(portal, who, mode, work as never),
    enterService: (service: 'auth' | 'job', work: Work) =>
      here.headers.has('origin')
        ? passed(door.enterService(service, wrapped(work) as never))
        : door.enterService(service, work as never),
  }
})

type Known = Action<unknown> & { schema: z.ZodType }
const actions = new Map<string, Known>()
const root = join(import.meta.dirname, '..')

let s: Stage
beforeAll(async () => {
  s = await stage()
  const domains = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  for (const { name } of domains) {
    const file = join(root, 'lib', name, 'actions.ts')
    const exported = await import(file).catch((error: unknown) => {
      if (readdirSync(join(root, 'lib', name)).includes('actions.ts')) throw error
      return {}
    })
    for (const [action, run] of Object.entries(exported as Record<string, Known>))
      actions.set(`${name}/${action}`, run)
  }
})
beforeEach(() => {
  here.undoes = true
  here.afterWork = undefined
  here.loses = 0
})
afterAll(async () => {
  here.headers = new Headers()
  await s.close()
  await closePools()
})

type Place = { login?: Login; path: string }

/** Calls an action as a browser would, and says in a few words what came of it. */
async function call(
  name: string,
  place: Place,
  form: FormData,
): Promise<Answer<unknown> | { ok: false; code: string; message: string }> {
  const run = actions.get(name)
  if (!run) throw new Error(`There is no action ${name}`)
  here.headers = new Headers({
    host: 'localhost:3000',
    origin: 'http://localhost:3000',
    'sec-fetch-site': 'same-origin',
    'x-outpost-seat': place.path,
    'next-action': name,
  })
  here.cookies = new Map(place.login ? [['outpost-session', s.tokens[place.login]]] : [])
  try {
    return await run(null, form)
  } catch (error) {
    if (error instanceof Error && 'digest' in error)
      return { ok: false, code: String(error.digest).replace(/\?.*/, ''), message: '' }
    throw error
  }
}

function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value])
      form.append(name, one instanceof Blob ? one : String(one))
  return form
}

const fill = (name: string, caller: Caller, target: Target): FormData => {
  const form = forms[name]
  if (!form) throw new Error(`test/forms does not say how to fill in ${name}`)
  return formOf(form.fields(s.aimOf(caller, target), s))
}

describe('every server action', () => {
  it('is known here, and nothing else is', () => {
    expect([...actions.keys()].sort()).toEqual(Object.keys(forms).sort())
    const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.ts'))
      .filter(path => /^\s*['"]use server['"]/m.test(readFileSync(join(root, 'lib', path), 'utf8')))
    expect(files.filter(path => !/^[^/]+\/actions\.ts$/.test(path))).toEqual([])
  })

  const outcomes = new Map<string, { code: string; said: string }>()
  const outcome = (name: string, caller: string, target: Target): string =>
    outcomes.get(`${name} ${caller} ${target}`)?.code ?? ''

  it('answers each role as written down in actions.matrix.txt', async () => {
    const lines: string[] = []
    for (const name of [...actions.keys()].sort()) {
      lines.push(name)
      const targets: Target[] = forms[name]?.aimless ? ['own'] : ['own', 'foreign', 'missing']
      for (const target of targets) {
        const by = new Map<string, string[]>()
        for (const caller of Object.keys(callers) as Caller[]) {
          const answer = await call(name, callers[caller], fill(name, caller, target))
          const code = answer.ok ? 'ok' : answer.code
          const said = answer.ok ? 'ok' : JSON.stringify([answer.code, answer.message])
          outcomes.set(`${name} ${caller} ${target}`, { code, said })
          by.set(code, [...(by.get(code) ?? []), caller])
        }
        const cells = [...by]
          .sort(([a], [b]) => Number(b === 'ok') - Number(a === 'ok') || a.localeCompare(b))
          .map(([code, who]) => `${code}: ${who.join(' ')}`)
        lines.push(`  ${target.padEnd(8)} ${cells.join(' | ')}`)
      }
    }
    await expect(`${legend}\n${lines.join('\n')}\n`).toMatchFileSnapshot('actions.matrix.txt')
  }, 400_000)

  const bounded: Caller[] = ['head', 'specialist', 'manager', 'region', 'employee']
  const all = () => [...actions.keys()]
  // marking as read what is not theirs is done to nothing: see below
  const silent = ['notifications/markRead', 'notifications/markUnread', 'requests/readCopy']

  it('does nothing to what is not theirs', () => {
    const done = all()
      .filter(name => !forms[name]?.aimless && !silent.includes(name))
      .flatMap(name =>
        [...bounded, 'auditor' as const]
          .filter(caller => outcome(name, caller, 'foreign') === 'ok')
          .map(caller => `${caller} ${name}`),
      )
    expect(done).toEqual([])
  })

  it('does not tell what is not theirs from what does not exist', () => {
    const told = all()
      .filter(name => !forms[name]?.aimless)
      .flatMap(name =>
        bounded
          .filter(
            caller =>
              outcomes.get(`${name} ${caller} foreign`)?.said !==
              outcomes.get(`${name} ${caller} missing`)?.said,
          )
          .map(caller => `${caller} ${name}`),
      )
    expect(told).toEqual([])
  })

  it('leaves the books to HR, and the keys to HR and admins', () => {
    const books = /^(organisation|partners|people|positions|stores|access|definitions|tags)\//
    const keepers = all()
      .filter(name => books.test(name))
      .flatMap(name =>
        (Object.keys(callers) as Caller[])
          .filter(caller => outcome(name, caller, 'own') === 'ok')
          .filter(caller => caller !== 'hr' && !(caller === 'admin' && name.startsWith('access/')))
          .map(caller => `${caller} ${name}`),
      )
    expect(keepers).toEqual([])
  })

  it('lets those who only watch change nothing but their own account', () => {
    const changed = all()
      .filter(name => !/^(account|notifications|push)\//.test(name))
      .filter(name => outcome(name, 'auditor', 'own') === 'ok')
    expect(changed).toEqual([])
    const byAdmin = all()
      .filter(name => !/^(account|notifications|access|deliveries|push|robots)\//.test(name))
      .filter(name => outcome(name, 'admin', 'own') === 'ok')
    expect(byAdmin).toEqual([])
  })

  it('can be done by somebody, or the matrix would prove nothing', () => {
    const done = (name: string) =>
      (Object.keys(callers) as Caller[]).some(caller =>
        ['own', 'foreign'].some(target =>
          ['ok', 'to /hq/people', 'to /login'].includes(outcome(name, caller, target as Target)),
        ),
      )
    const circumstances = [
      'account/setFirstPassword',
      'access/enableAccount',
      'positions/retirePosition',
      'excuses/workAfterAll',
      // nobody who came back is on the stage, and whoever is there as an employee has transfers under way
      'people/rehireEmployee',
      'leavings/resign',
    ]
    expect(all().filter(name => !done(name) && !circumstances.includes(name))).toEqual([])
  })

  const doors: Record<string, Place> = {
    stranger: { path: '/hq' },
    'stranger in a store': { path: '/store/tianyao' },
    'a manager at headquarters': { login: 'zhaomingyuan', path: '/hq' },
    'a manager in another store': { login: 'zhaomingyuan', path: '/store/nanxi' },
    'a manager in the region': { login: 'zhaomingyuan', path: '/store/east' },
    'an employee at headquarters': { login: 'liwanqing', path: '/hq' },
    'an employee in a store': { login: 'wangmuyang', path: '/store/tianyao' },
    'HR in a store': { login: 'zhoulan', path: '/store/tianyao' },
    'an admin as an employee': { login: 'gaoyuan', path: '/me' },
    'HR nowhere': { login: 'zhoulan', path: '/' },
    'HR in a store without a name': { login: 'zhoulan', path: '/store/' },
  }

  it.each(Object.keys(doors))('is closed at the wrong door: %s', async door => {
    const place = doors[door] ?? { path: '/' }
    const caller = (Object.keys(callers) as Caller[]).find(one => callers[one].login === place.login) ?? 'hr'
    const through: string[] = []
    for (const name of all()) {
      const isOpen =
        /^(account\/(signIn|signOut|setFirstPassword|changePassword|chooseLocale)|notifications\/(confirmAddress|stopMail))$/.test(
          name,
        )
      if (isOpen) continue
      const answer = await call(name, place, fill(name, caller, 'own'))
      const wanted = place.login ? 'no such seat' : 'to /login'
      if (answer.ok || answer.code !== wanted) through.push(`${name}: ${answer.ok ? 'ok' : answer.code}`)
    }
    expect(through).toEqual([])
  })

  it('gives HR nothing more as an employee', async () => {
    const books = /^(organisation|partners|people|positions|stores|access|definitions|tags)\//
    const done: string[] = []
    for (const name of all().filter(one => books.test(one)))
      if ((await call(name, { login: 'zhoulan', path: '/me' }, fill(name, 'hr', 'own'))).ok) done.push(name)
    expect(done).toEqual([])
  })

  it('refuses to be called without a form', async () => {
    const before = here.entered
    const through: string[] = []
    for (const name of actions.keys())
      for (const data of [undefined, null, {}, [], 'x']) {
        const answer = await call(name, { login: 'zhoulan', path: '/hq' }, data as FormData)
        if (answer.ok || answer.code !== 'input.refused') through.push(name)
      }
    expect(through).toEqual([])
    expect(here.entered, 'the door was opened').toBe(before)
  })

  it.each([
    ['no origin', { origin: undefined }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an origin that is no address', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:3001' }],
    ['a cross-site form', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['a bookmark', { 'sec-fetch-site': 'none' }],
  ])('refuses %s', async (_what, changes: Record<string, string | undefined>) => {
    const before = here.entered
    const through: string[] = []
    for (const [name, run] of actions) {
      here.headers = new Headers({
        host: 'localhost:3000',
        origin: 'http://localhost:3000',
        'sec-fetch-site': 'same-origin',
        'x-outpost-seat': '/hq',
      })
      for (const [header, value] of Object.entries(changes))
        if (value === undefined) here.headers.delete(header)
        else here.headers.set(header, value)
      here.cookies = new Map([['outpost-session', s.tokens.zhoulan]])
      const answer = await run(null, fill(name, 'hr', 'own'))
      if (answer.ok || answer.code !== 'input.crossSite') through.push(name)
    }
    here.headers = new Headers()
    expect(through).toEqual([])
    expect(here.entered, 'the door was opened').toBe(before)
  })
})

/** Rows of every table, to see that nothing was written. */
async function countRows(): Promise<Record<string, number>> {
  const [row] = await s.sql<{ counts: Record<string, number> }>(
    `select json_object_agg(tablename, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from public.%I', tablename), false, true, '')))[1]::text::int) as counts
     from pg_tables where schemaname = 'public'`,
  )
  return row?.counts ?? {}
}

/** The fields that an action's schema names, whatever it is wrapped in. */
function fieldsOf(name: string): string[] {
  type Shaped = { shape?: Record<string, unknown>; in?: Shaped; def?: { in?: Shaped; innerType?: Shaped } }
  let schema: Shaped | undefined = actions.get(name)?.schema as Shaped | undefined
  while (schema && !schema.shape) schema = schema.in ?? schema.def?.in ?? schema.def?.innerType
  return Object.keys(schema?.shape ?? {})
}

const hostile: Record<string, unknown> = {
  nothing: undefined,
  blanks: ' \u3000\t ',
  'ten thousand letters': '长'.repeat(10_000),
  'ten thousand emoji': '🎉'.repeat(10_000),
  emoji: '👩‍🚀🎉',
  'right to left': '\u202Egnp.exe\u2066',
  'zero width': 'a\u200B\u200D\uFEFFb',
  NUL: 'a\0b',
  'control characters': '\x01\x1B[31m\r\n\x7F',
  'half a letter': '\uD83D',
  'line separators': 'a\u2028b\u2029c',
  'combining marks': `a${'\u0301'.repeat(500)}`,
  script: '<script>alert(1)</script>',
  image: '"><img src=x onerror=alert(1)>',
  SQL: `'; drop table users; --`,
  wildcards: '%_\\%',
  template: '{{7*7}}#{7*7}<%= 7*7 %>',
  formula: '=HYPERLINK("http://evil.example")',
  path: '../../etc/passwd',
  'a key of objects': '__proto__',
  JSON: '{"__proto__":{"isAdmin":true}}',
  'JSON list': '[[[[[[{"days":[9],"opens":1}]]]]]]',
  twice: ['one', 'two'],
  'two hundred times': Array.from({ length: 200 }, (_, n) => String(n)),
  'a file': new File(['%PDF-1.7'], '"><img src=x>\0.pdf'),
  infinite: '1e400',
  negative: '-1',
  huge: '99999999999999999999999999',
  fraction: '1.5',
  hexadecimal: '0x10',
  'no number': 'NaN',
  'no day': '2026-02-30',
  'no month': '2026-13-01',
  'year nought': '0000-01-01',
  'the last year': '9999-12-31',
  'a moment': '2026-01-01T00:00:00Z',
  dashes: '------------------------------------',
  'nil id': '00000000-0000-0000-0000-000000000000',
  number: 'DG-0000-00000000',
}

describe('hostile input', () => {
  it('is refused with the field named, or taken as text: nothing throws and nothing is half written', async () => {
    const before = await countRows()
    const wrong: string[] = []
    let [checks, turn] = [0, 0]
    for (const name of actions.keys()) {
      const caller = forms[name]?.by ?? 'hr'
      for (const field of fieldsOf(name)) {
        turn++
        // a third of them each, in turns: each kind of field meets all
        for (const [what, value] of Object.entries(hostile).filter((_, at) => (at + turn) % 3 === 0)) {
          const form = fill(name, caller, 'own')
          form.delete(field)
          const values = Array.isArray(value) ? value : value === undefined ? [] : [value]
          for (const one of values) form.append(field, one instanceof Blob ? one : String(one))
          checks++
          const answer = await call(name, callers[caller], form).catch((error: unknown) => error)
          if (answer instanceof Error) {
            const { cause } = answer
            wrong.push(`${name} ${field} ${what}: ${cause instanceof Error ? cause.message : answer.message}`)
            continue
          }
          const said = answer as Answer<unknown>
          if (said.ok) continue
          if (!said.message && !/^(to \/|no such seat)/.test(said.code))
            wrong.push(`${name} ${field} ${what}: says nothing`)
          if (said.code !== 'input.invalid') continue
          const named = Object.entries(said.fields ?? {})
          if (
            !named.some(
              ([at, text]) => (at === field || at.startsWith(`${field}.`)) && /\p{Script=Han}/u.test(text),
            )
          )
            wrong.push(`${name} ${field} ${what}: names ${JSON.stringify(said.fields)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(checks).toBeGreaterThan(3000)
    expect(await countRows()).toEqual(before)
  }, 400_000)

  it('never brings a field that was not asked for', async () => {
    const strange = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'role',
      'isAdmin',
      'actor',
      'a.b',
      'a[b]',
      '',
    ]
    const taken: string[] = []
    for (const name of actions.keys()) {
      const caller = forms[name]?.by ?? 'hr'
      for (const extra of strange.filter(one => !fieldsOf(name).includes(one))) {
        const form = fill(name, caller, 'own')
        form.append(extra, '{"isAdmin":true}')
        const answer = await call(name, callers[caller], form)
        if (answer.ok || answer.code !== 'input.invalid') taken.push(`${name} ${extra}`)
      }
    }
    expect(taken).toEqual([])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  }, 60_000)

  it('of any shape is answered', async () => {
    const known = [...new Set([...actions.keys()].flatMap(fieldsOf))]
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(...Object.values(hostile).filter(value => typeof value === 'string')),
      fc.constant('file' as const).map(() => new File(['%PDF-1.7'], 'a.pdf')),
    )
    const changes = fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...known, 'requestKey') },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
        ),
        fc.constantFrom('set', 'append', 'delete'),
        anything,
      ),
      { maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...actions.keys()),
        fc.constantFrom(...(Object.keys(callers) as Caller[])),
        fc.constantFrom<Target>('own', 'foreign', 'missing'),
        changes,
        async (name, caller, target, all) => {
          const form = fill(name, caller, target)
          for (const [field, how, value] of all) {
            if (how === 'delete') form.delete(field)
            else if (value instanceof File) form[how](field, value)
            else form[how](field, value)
          }
          const answer = await call(name, callers[caller], form)
          expect(typeof answer.ok).toBe('boolean')
        },
      ),
      { numRuns: 500 },
    )
  }, 400_000)
})

describe('a hostile file', () => {
  /** Every action that takes a file, with the field that it comes in. */
  const doors = (): [name: string, field: string][] =>
    [...actions.keys()].flatMap(name =>
      fieldsOf(name)
        .filter(field => field === 'file' || field === 'files')
        .map((field): [string, string] => [name, field]),
    )
  const send = (name: string, field: string, ...files: File[]) => {
    const caller = forms[name]?.by ?? 'hr'
    const form = fill(name, caller, 'own')
    form.delete(field)
    for (const file of files) form.append(field, file)
    return call(name, callers[caller], form)
  }
  const place = '31/1 11/1 0/1'
  const paper = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#f5f1e8' } })
  const photo = () =>
    paper(400, 300)
      .withExifMerge({ IFD0: { Make: 'Phone of somebody' }, IFD3: { GPSLatitude: place } })
      .jpeg()
      .toBuffer()
  /** A PNG that says how large it is, with this much behind it. */
  const png = (width: number, height: number, unpacked: number): Buffer => {
    const chunk = (kind: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(body.length)
      head.write(kind, 4, 'latin1')
      return Buffer.concat([head, body, Buffer.alloc(4)])
    }
    const size = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
    size.writeUInt32BE(width)
    size.writeUInt32BE(height, 4)
    const data = deflateSync(Buffer.alloc(unpacked))
    return Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      ...[chunk('IHDR', size), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))],
    ])
  }
  const script = '<script>alert(1)</script>'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`
  const archive = () => Buffer.from(zipSync({ 'a.txt': new Uint8Array(100_000_000) }, { level: 9 }))
  const wrong: [what: string, name: string, content: () => Buffer | Promise<Buffer>][] = [
    ['an archive that unpacks to 100 MB', 'photo.jpg', archive],
    ['an SVG with a script', 'photo.svg', () => Buffer.from(svg)],
    ['an SVG called a picture', 'photo.png', () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a page called a PDF', 'scan.pdf', () => Buffer.from(`<!doctype html>${script}`)],
    ['a GIF that is a script', 'photo.gif', () => Buffer.from('GIF89a=1;alert(document.cookie)')],
    [
      'a program called a picture',
      'photo.jpg',
      () => Buffer.from('MZ\x90\0\x03'.padEnd(5000, '\0'), 'latin1'),
    ],
    ['a picture of 900 million pixels', 'photo.png', () => png(30_000, 30_000, 30_000_000)],
    ['the beginning of a picture', 'photo.jpg', async () => (await photo()).subarray(0, 300)],
    ['nothing', 'photo.jpg', () => Buffer.alloc(0)],
  ]

  it('comes in by these', () => {
    expect(doors().map(([name]) => name)).toEqual(
      expect.arrayContaining(['documents/sendDocument', 'requests/commentRequest', 'tickets/openTicket']),
    )
    expect(doors().length).toBeGreaterThan(10)
  })

  it.each(wrong)('is refused by each, with a message and in time: %s', async (_, called, content) => {
    const file = new File([new Uint8Array(await content())], called, { type: 'image/jpeg' })
    const taken: string[] = []
    for (const [name, field] of doors()) {
      const [begun, memory] = [performance.now(), process.memoryUsage.rss()]
      const answer = await send(name, field, file)
      expect(performance.now() - begun, name).toBeLessThan(2000)
      expect(process.memoryUsage.rss() - memory, name).toBeLessThan(100 * 1024 * 1024)
      if (answer.ok) taken.push(name)
      else
        expect(`${answer.message}${Object.values('fields' in answer ? (answer.fields ?? {}) : {})}`).toMatch(
          /\p{Script=Han}{3}/u,
        )
    }
    expect(taken).toEqual([])
  })

  it('is none where nothing was chosen', async () => {
    for (const name of ['', 'undefined'])
      expect(await send('requests/commentRequest', 'files', new File([], name))).toMatchObject({ ok: true })
  })

  it('that is too large or one too many is refused with what is allowed', async () => {
    const heavy = new File([new Uint8Array(6_000_000)], 'a.pdf')
    expect(await send('requests/commentRequest', 'files', heavy)).toMatchObject({
      fields: { files: '每个文件不超过 5 MB' },
    })
    const many = await Promise.all(
      ['1', '2', '3', '4'].map(async one => new File([new Uint8Array(await photo())], `${one}.jpg`)),
    )
    expect(await send('requests/commentRequest', 'files', ...many)).toMatchObject({
      fields: { files: '最多 3 个' },
    })
  })

  it('of 42 million pixels is refused in time, before it is drawn', async () => {
    const file = new File([new Uint8Array(await paper(7_000, 6_000).jpeg().toBuffer())], 'photo.jpg')
    for (const [name, field] of doors()) {
      const [begun, memory] = [performance.now(), process.memoryUsage.rss()]
      const answer = await send(name, field, file)
      expect(performance.now() - begun, name).toBeLessThan(2000)
      expect(process.memoryUsage.rss() - memory, name).toBeLessThan(100 * 1024 * 1024)
      const code = name.startsWith('documents/') ? 'documents.pixels' : 'input.filePixels'
      expect(answer, name).toMatchObject({ ok: false, code })
    }
  })

  it('tells nobody where it was taken, and hides nothing behind its end', async () => {
    const hidden = Buffer.concat([await photo(), Buffer.from(script), await photo()])
    expect((await sharp(hidden).metadata()).exif?.includes('Phone of somebody')).toBe(true)
    here.undoes = false
    const taken: string[] = []
    for (const [name, field] of doors()) {
      const answer = await send(name, field, new File([new Uint8Array(hidden)], 'photo.pdf'))
      if (answer.ok) taken.push(name)
    }
    expect(taken).toEqual(
      expect.arrayContaining([
        'requests/commentRequest',
        'tickets/openTicket',
        'reports/addPhoto',
        'notices/draftNotice',
      ]),
    )
    const kept = await s.sql<{ content: Buffer }>(
      ['attachments', 'ticket_attachments', 'notice_files', 'report_photos']
        .map(table => `select content from ${table} where name = 'photo.jpg'`)
        .join(' union all '),
    )
    expect(kept.length).toBeGreaterThan(5)
    for (const { content } of kept) {
      const { width, height, exif } = await sharp(content).metadata()
      expect([width, height, exif]).toEqual([400, 300, undefined])
      expect(content.includes('<script>') || content.includes('Phone of')).toBe(false)
    }
  })
})

describe('the same form sent again', () => {
  const hr: Place = { login: 'zhoulan', path: '/hq' }
  let turn = 0
  /** Forms of which every sending would write one more row. */
  const repeatable: [name: string, table: string, fields: () => Fields][] = [
    ['people/hireEmployee', 'employees', () => formFields('people/hireEmployee')],
    [
      'positions/addPosition',
      'positions',
      () => ({ ...formFields('positions/addPosition'), code: `again-${turn}` }),
    ],
    ['requests/commentRequest', 'comments', () => formFields('requests/commentRequest')],
    [
      'transfers/requestTransfer',
      'transfers',
      () => ({
        ...formFields('transfers/requestTransfer'),
        effectiveOn: s.day(190 + turn * 6),
        endsOn: s.day(193 + turn * 6),
      }),
    ],
  ]
  const formFields = (name: string): Fields => forms[name]?.fields(s.aimOf('hr', 'own'), s) ?? {}
  const rowsOf = async (table: string): Promise<number> =>
    (await s.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0
  const send = (name: string, fields: Fields, key: string) =>
    call(name, hr, formOf({ ...fields, requestKey: key }))

  beforeEach(() => {
    here.undoes = false
    turn++
  })

  it.each(repeatable)('has one effect and one answer: %s', async (name, table, make) => {
    const [key, fields, before] = [crypto.randomUUID(), make(), await rowsOf(table)]
    const first = await send(name, fields, key)
    expect(first).toMatchObject({ ok: true })
    expect(await send(name, fields, key)).toEqual(first)
    expect(await rowsOf(table)).toBe(before + 1)
    for (const other of Object.keys(fields).slice(-1))
      expect(await send(name, { ...fields, [other]: 'other' }, key)).toMatchObject({ ok: false })
    expect(await rowsOf(table)).toBe(before + 1)
  })

  it.each(repeatable)(
    'has one effect and one answer when all arrive at once: %s',
    async (name, table, make) => {
      const [key, fields, before] = [crypto.randomUUID(), make(), await rowsOf(table)]
      const answers = await Promise.all(Array.from({ length: 6 }, () => send(name, fields, key)))
      for (const one of answers) expect(one).toEqual(answers[0])
      expect(answers[0]).toMatchObject({ ok: true })
      expect(await rowsOf(table)).toBe(before + 1)
    },
  )

  it('is refused when the words are others', async () => {
    const key = crypto.randomUUID()
    const fields = { ...formFields('requests/commentRequest') }
    expect(await send('requests/commentRequest', fields, key)).toMatchObject({ ok: true })
    const reused = { ok: false, code: 'input.keyReused' }
    expect(await send('requests/commentRequest', { ...fields, body: '别的话' }, key)).toMatchObject(reused)
    const file = (text: string) => pdf('a.pdf', text)
    expect(await send('requests/commentRequest', { ...fields, files: file('x') }, key)).toMatchObject(reused)
    const other = crypto.randomUUID()
    expect(await send('requests/commentRequest', { ...fields, files: file('x') }, other)).toMatchObject({
      ok: true,
    })
    expect(await send('requests/commentRequest', { ...fields, files: file('x') }, other)).toMatchObject({
      ok: true,
    })
    expect(await send('requests/commentRequest', { ...fields, files: file('y') }, other)).toMatchObject(
      reused,
    )
  })

  it('is refused by another action, and by another person it is another form', async () => {
    const [key, fields] = [crypto.randomUUID(), formFields('access/disableAccount')]
    expect(await send('access/disableAccount', fields, key)).toMatchObject({ ok: true })
    expect(await send('access/enableAccount', fields, key)).toMatchObject({
      ok: false,
      code: 'input.keyReused',
    })
    expect(
      await call(
        'access/enableAccount',
        { login: 'gaoyuan', path: '/hq' },
        formOf({ ...fields, requestKey: key }),
      ),
    ).toMatchObject({ ok: true })
  })

  it.each(repeatable)('survives a connection that is cut before the end: %s', async (name, table, make) => {
    const [fields, before, entered] = [make(), await rowsOf(table), here.entered]
    here.afterWork = async backend => {
      here.afterWork = undefined
      await s.sql('select pg_terminate_backend($1)', [backend])
      await new Promise(resolve => setTimeout(resolve, 30))
    }
    expect(await send(name, fields, crypto.randomUUID())).toMatchObject({ ok: true })
    expect(here.entered).toBe(entered + 2)
    expect(await rowsOf(table)).toBe(before + 1)
  })

  it.each(repeatable)('survives an answer that is lost after the end: %s', async (name, table, make) => {
    const [fields, before, entered] = [make(), await rowsOf(table), here.entered]
    here.loses = 1
    expect(await send(name, fields, crypto.randomUUID())).toMatchObject({ ok: true })
    expect(here.entered).toBe(entered + 2)
    expect(await rowsOf(table)).toBe(before + 1)
  })
})

const legend = `What each server action answers to each role, written by test/actions.test.ts: "own" is something of theirs where they have it,
"foreign" something of another store, department or person, "missing" something that does not exist.`
